//! Content that tables of offices have beside the columns of this format, with its headers.

use crate::lang::Lang;

/// A kind of content that is recognized by its header and may be in several columns of a table of
/// projects. Some kinds are read, the others are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExtraField {
    /// The offices that are responsible or lead.
    Responsible,
    /// The offices that assist.
    Supporting,
    /// Other offices, such as those that build or supervise.
    Offices,
    /// The offices that report or apply.
    ReportingOffices,
    /// The window or office that answers questions.
    Window,
    /// The people who are responsible, and their mobile numbers.
    Contacts,
    /// Phone numbers.
    Phones,
    /// The investment in all years, or in the year that the header names.
    TotalInvestment,
    /// The investment of the year.
    YearInvestment,
    /// Other amounts of money, and where it comes from.
    Money,
    /// The investment so far.
    PaidInvestment,
    /// The progress so far, in a table of projects.
    Progress,
    /// The progress in some months, not that so far.
    PeriodProgress,
    /// The next steps.
    NextSteps,
    /// New, continued, rebuilt: what kind of works it is.
    Works,
    /// Remarks.
    Remarks,
    /// Anything else that a town has added.
    Added,
}

impl ExtraField {
    /// Returns the name of the content.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        let s = lang.strings();
        match self {
            Self::Responsible
            | Self::Supporting
            | Self::Offices
            | Self::ReportingOffices
            | Self::Window => s.extra_offices,
            Self::Contacts | Self::Phones => s.extra_contacts,
            Self::TotalInvestment | Self::YearInvestment | Self::Money | Self::PaidInvestment => {
                s.extra_investment
            }
            Self::Progress => s.extra_progress,
            Self::PeriodProgress => s.extra_period_progress,
            Self::NextSteps => s.extra_next_steps,
            Self::Works => s.extra_works,
            Self::Remarks | Self::Added => s.extra_remarks,
        }
    }

    /// Returns the advice on how to keep the content, if there is any.
    #[must_use]
    pub fn advice(self, lang: Lang) -> &'static str {
        match self {
            Self::ReportingOffices | Self::PaidInvestment => lang.strings().extra_advice,
            Self::Progress => lang.strings().extra_progress_advice,
            Self::PeriodProgress => lang.strings().extra_period_advice,
            _ => "",
        }
    }
}

/// Headers of each kind, from 15 published tables and the forms of offices.
pub(super) const EXTRA_NAMES: &[(ExtraField, &str)] = &[
    (
        ExtraField::Responsible,
        "责任单位 牵头单位 主管单位 实施单位 建设单位 承办单位 主办单位 落实单位 业主单位 项目单位 \
         责任部门 牵头部门 主管部门 实施部门 责任科室 牵头科室 责任主体 实施主体 市级牵头责任单位 \
         牵头责任单位 责任处室 包抓单位",
    ),
    (
        ExtraField::Supporting,
        "配合单位 协办单位 配合部门 协办部门 协同配合责任单位 配合责任单位 协同单位",
    ),
    (ExtraField::Offices, "施工单位 监督单位"),
    (ExtraField::ReportingOffices, "填报单位 申报单位 督办单位"),
    (ExtraField::Window, "咨询窗口 受理窗口 办理窗口 咨询单位 咨询地点"),
    (
        ExtraField::Contacts,
        "责任人 联系人 联系人及电话 联系人及联系电话 责任领导 分管领导 责任单位及责任人 \
         牵头单位及责任人 区政府分管领导 市政府分管领导 县政府分管领导 牵头领导 包抓领导 挂钩领导 \
         督办领导 负责人 项目负责人 单位负责人 手机 手机号 手机号码 联络员 经办人",
    ),
    (ExtraField::Phones, "联系电话 电话 联系方式 办公电话 咨询电话 咨询热线 服务电话 服务热线"),
    (
        ExtraField::TotalInvestment,
        "总投资 投资 计划投资 计划总投资 投资额 总投资额 计划投资额 投资估算 估算投资 估算总投资 \
         概算投资 项目总投资 投资概算 投资规模 投资金额 投资总额",
    ),
    (
        ExtraField::YearInvestment,
        "年度投资 年度计划投资 本年度投资 当年投资 年度投资额 年度计划投资额 本年投资 本年计划投资 \
         当年计划投资 今年投资 今年计划投资",
    ),
    (
        ExtraField::PaidInvestment,
        "累计完成投资 累计完成投资额 已完成投资 完成投资 完成投资额 计划投资完成率",
    ),
    (
        ExtraField::Money,
        "资金来源 资金 资金安排 资金投入 资金筹措 财政资金 预算 项目预算 预算金额 金额 经费 \
         所需资金 计划资金",
    ),
    (
        ExtraField::Progress,
        "进展情况 进展 进度 完成情况 工作进展 工作进展情况 项目进展 项目进展情况 当前进展 目前进展 \
         目前进展情况 最新进展 形象进度 进度情况 推进情况 推进进度 实施情况 实施进度 落实情况 \
         完成率 完成比例 完成进度 已完成 已完成数 完成数 累计开工数 开工率 占年任务之比 占全年计划 \
         完成目标 实际完成情况 实际完成率 目标完成率 \
         目标完成情况 任务完成率 任务完成情况 计划完成率 指标完成率 指标完成情况 年度目标完成率 \
         年度任务完成率 目标完成数 目标进度",
    ),
    (
        ExtraField::NextSteps,
        "下步计划 下一步计划 下步打算 下一步打算 下步工作 下一步工作 下步工作计划 下一步工作计划 \
         下步工作安排 下一步工作安排 存在问题 存在的问题 问题及建议 存在困难 存在问题及建议 \
         推进措施 工作举措",
    ),
    (ExtraField::Works, "建设性质 项目性质 建设类型 新建续建 是否续建 是否新建"),
    // A hotline for complaints answers no questions.
    (ExtraField::Remarks, "备注 备考 附注 说明 备注说明 监督电话 投诉电话 举报电话 监督举报电话"),
];

/// Words before 单位, 部门 and the like that make them responsible for a project.
const DUTIES: &str = "责任 牵头 配合 协 主管 实施 建设 承办 主办 落实 业主 监理 设计 代建 施工 监督 督 \
    管理 运营 申报 填报 报送 包 挂钩 联系 勘察 组织 监管 参建";

/// Last words of a header for offices.
const OFFICES: &str = "单位 部门 科室 处室 股室 主体 业主 法人";

/// Last words of a header for people.
const PEOPLE: &str =
    "领导 责任人 负责人 联系人 联络人 联络员 经办人 电话 手机 手机号 联系方式 项目长 组长 专员";

/// Words of a header for money.
const MONEY: &str = "资金 投资 经费 预算 债券 专项债 社会资本 概算";

/// Words of a header for what comes next.
const STEPS: &str = "问题 困难 下步 下一步 措施 举措 打算 需协调";

/// Words of a header for how far a project is.
const STATES: &str = "是否 状态 预警 亮灯 红黄绿 序时 开工情况 完工情况 竣工情况";

/// Words of a header for money that is paid.
const PAID: &str = "完成 拨付 支付 到位";

/// Words before 单位 of an office that only reports.
const REPORTS: &str = "填报 申报 报送 督";

/// Words of a header for what an office keeps to itself.
const INTERNAL: &str = "内部 审核 审批 审定 批示 意见 签字 签名 签章 身份证 账号 账户 户名 银行卡 密 \
    考核 得分 扣分 评分 排名 姓名 住址 人员 职务";

/// Returns true if the column below a header that is not known may be read by everybody.
pub(crate) fn is_public_header(label: &str) -> bool {
    !INTERNAL.split_whitespace().any(|word| label.contains(word))
}

/// Returns the kind of a header that is in no list, a label without marks and blanks, by its words:
/// 包保领导, 省级资金.
pub(super) fn extra_by_words(label: &str) -> Option<ExtraField> {
    let has = |words: &str| words.split_whitespace().any(|word| label.contains(word));
    let ends = |words: &str| words.split_whitespace().any(|word| label.ends_with(word));
    if ends(PEOPLE) {
        Some(ExtraField::Contacts)
    } else if ends(OFFICES) && (has(DUTIES) || !label.ends_with("单位")) {
        Some(if has(REPORTS) { ExtraField::ReportingOffices } else { ExtraField::Offices })
    } else if has(STEPS) {
        Some(ExtraField::NextSteps)
    } else if has(MONEY) {
        Some(if has(PAID) { ExtraField::PaidInvestment } else { ExtraField::Money })
    } else {
        has(STATES).then_some(ExtraField::Progress)
    }
}
