//! Names of fields before a colon: `地点:菊园`, `责任单位：住建局`, `phone:12345`.

use super::hit::SearchField;

/// The fields that a query may name, with their names folded: those of the pages, and those that
/// users type.
const FIELD_NAMES: [(SearchField, &str); 9] = [
    (SearchField::Domain, "domain 领域"),
    (SearchField::Place, "place places 地点 地址 位置"),
    (
        SearchField::Office,
        "by office responsible supporting 责任 责任单位 责任部门 牵头 牵头单位 主办单位 承办单位 \
         主管单位 实施单位 建设单位 配合 配合单位 配合部门 协办单位 单位 部门",
    ),
    (SearchField::Target, "target targets 目标"),
    (SearchField::Summary, "summary 简介 摘要"),
    (SearchField::Fact, "more fact facts 更多"),
    (SearchField::Contact, "contact phone 咨询 咨询窗口 咨询电话 电话 联系电话 服务电话 窗口"),
    (SearchField::Investment, "investment 投资 总投资 年度投资"),
    (SearchField::Note, "note notes 备注 项目备注"),
];

/// Names of the filters that are no fields.
const FILTER_NAMES: &str =
    "status 状态 programme program year 清单 年份 no 编号 amount 数量 progress 进度 keys 九键";

/// Returns the field with that name, given folded.
pub(super) fn field_by_name(name: &str) -> Option<SearchField> {
    let is_named = |names: &str| names.split_whitespace().any(|other| other == name);
    FIELD_NAMES.iter().find(|(_, names)| is_named(names)).map(|(field, _)| *field)
}

/// Returns true if a field or a filter has that name, given folded.
pub(super) fn is_name(name: &str) -> bool {
    field_by_name(name).is_some() || FILTER_NAMES.split_whitespace().any(|other| other == name)
}
