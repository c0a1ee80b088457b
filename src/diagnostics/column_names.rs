//! Other names that users give the columns.

/// Names of the domain of a project.
pub(super) const DOMAIN_NAMES: &[&str] = &[
    "类别",
    "分类",
    "所属领域",
    "项目类别",
    "category",
    "领域分类",
    "领域类别",
    "项目分类",
    "项目领域",
    "实事类别",
    "项目类型",
    "类型",
    "所属类别",
    "民生领域",
    "工作类别",
];

/// Names of the planned first day of a project.
pub(super) const START_NAMES: &[&str] = &[
    "开始时间",
    "计划开工",
    "开工时间",
    "start",
    "开始日期",
    "计划开始时间",
    "计划开工时间",
    "计划开工日期",
    "开工日期",
    "起始时间",
    "起始日期",
    "起始年月",
    "开工",
    "开工年月",
];

/// Names of the planned last day of a project.
pub(super) const END_NAMES: &[&str] = &[
    "完成时间",
    "完成时限",
    "计划完工",
    "竣工时间",
    "end",
    "完成时间节点",
    "时间节点",
    "完成日期",
    "完成期限",
    "完工时间",
    "完工日期",
    "建成时间",
    "竣工日期",
    "计划完成时间",
    "计划完成日期",
    "计划完工时间",
    "计划竣工时间",
    "计划竣工",
    "预计完成时间",
    "办结时限",
    "时限",
    "结束时间",
    "结束日期",
    "终止时间",
    "终止日期",
    "终止年月",
    "完工",
    "竣工",
    "完工年月",
    "竣工年月",
];

/// Names of the day of an update.
pub(super) const DATE_NAMES: &[&str] =
    &["时间", "截至日期", "截止日期", "填报日期", "报送日期", "月份", "报告期", "on"];

/// Names of the amount done by an update.
pub(super) const DONE_NAMES: &[&str] = &[
    "已完成",
    "完成数",
    "完成情况",
    "进度",
    "累计完成",
    "完成数量",
    "已完成数",
    "完成进度",
    "完成比例",
    "完成率",
];

/// Names of the planned first and last day in one cell.
pub(super) const SPAN_NAMES: &[&str] = &[
    "起止时间",
    "起止日期",
    "计划起止时间",
    "建设年限",
    "建设工期",
    "建设周期",
    "建设期限",
    "建设时间",
    "实施期限",
    "实施时间",
    "实施周期",
    "工期",
    "起止年月",
    "建设起止时间",
    "建设起止年限",
    "建设起止年月",
    "项目起止时间",
    "实施起止时间",
    "计划建设时间",
    "计划实施时间",
    "计划工期",
];

/// Names of the number of a project.
pub(super) const NUMBER_NAMES: &[&str] =
    &["序号", "项目编号", "项目序号", "number", "项次", "项目号"];

/// Names of the title of the project that an update is about.
pub(super) const UPDATE_TITLE_NAMES: &[&str] = &[
    "项目名称",
    "实事项目名称",
    "项目",
    "工程名称",
    "实事项目",
    "实事名称",
    "民生实事项目名称",
    "民生实事项目",
    "重点民生实事项目名称",
    "事项名称",
    "工作名称",
    "任务名称",
];
