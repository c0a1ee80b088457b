//! The words around the figures of announcements: verbs, and words that say that an amount is no
//! target.

/// Verbs that stand before an amount or between two.
const VERBS: &str = "新建 改建 扩建 改扩建 新改建 新改扩建 建设 建成 修建 续建 改造 提升 新增 增设 增加 增添 \
    安装 铺设 敷设 更换 更新 购置 采购 配备 配置 配套 设置 设立 整治 治理 修复 修缮 硬化 拆除 完成 实施 \
    开展 举办 组织 培训 培养 提供 发放 打造 创建 开通 惠及 受益 覆盖 服务 涉及 种植 栽植 疏浚 清淤 维修 翻建 \
    开发 发布 实现 健全 建强 建立 组建 开设 开办 采用 制作 布设 嵌入 优化 运行 促进 归集 解决 补助 资助 救助 \
    慰问 走访 筛查 免费 引进 推进 推动 加装 装修 升级 投资 投入 化解 排查 绿化 亮化 美化 拓宽 搭建 建 \
    招聘 招引 选派 扶持 帮扶 支持 救治 检测 抽检 快检 监测 评估 拓展 迁建 重建 加固 维护 养护 补贴";

/// Words that are no part of what is counted when they begin it.
const CONNECTORS: [&str; 32] = [
    "同时",
    "同步",
    "并且",
    "并",
    "计划",
    "预计",
    "力争",
    "确保",
    "今年",
    "年内",
    "本年度",
    "本工程",
    "本项目",
    "共计",
    "合计",
    "总计",
    "一共",
    "共",
    "以及",
    "及",
    "和",
    "与",
    "或",
    "拟",
    "将",
    "另",
    "还",
    "约",
    "、",
    "一方面",
    "另一方面",
    "主要是",
];

/// Words between what is counted and the amount that say nothing.
const COPULAS: [&str; 14] =
    ["共计", "合计", "总计", "达到", "达", "为", "共", "有", "计", "控制", "：", ":", "约", "数"];

/// Words that alone do not say what is counted.
const FUNCTION_WORDS: [&str; 25] = [
    "在", "为", "对", "给", "将", "把", "向", "于", "全区", "全市", "全县", "全镇", "全年", "再",
    "新", "等", "的", "工程", "项目", "总", "达", "至", "到", "各类", "其中",
];

/// Verbs that say themselves what is counted: 惠及 874 户.
const TELLING: [&str; 15] = [
    "补贴", "惠及", "受益", "投资", "投入", "培训", "招聘", "筛查", "救助", "补助", "慰问", "快检",
    "抽检", "检测", "体检",
];

/// Words before an amount that say that it is done already, or compare it.
pub(super) const DONE: [&str; 16] = [
    "已",
    "累计",
    "截至",
    "截止",
    "目前",
    "去年",
    "上年",
    "上一年",
    "同比",
    "环比",
    "完成率",
    "实际完成",
    "为计划",
    "占年",
    "占全年",
    "比年度",
];

/// Words before an amount that make it one of each thing, or of each day.
pub(super) const RATES: [&str; 14] = [
    "每",
    "人均",
    "户均",
    "日均",
    "月均",
    "年均",
    "平均",
    "日处理",
    "日供",
    "日产",
    "均价",
    "单价",
    "每个",
    "逐年",
];

/// Words for shares that are a target.
pub(super) const SHARES: [&str; 5] = ["率", "比例", "比重", "满意度", "覆盖面"];

/// Words for shares that are none.
pub(super) const OTHER_SHARES: [&str; 6] = ["完成率", "计划", "占年", "占全年", "增长", "进度"];

/// Verbs that go with amounts in Han numerals: other such numerals are parts of set phrases.
const NUMERAL_VERBS: [&str; 24] = [
    "新建", "改建", "建设", "建成", "打造", "新增", "增设", "健全", "建强", "建立", "设立", "组建",
    "完成", "改造", "配备", "开展", "举办", "采用", "搭建", "创建", "开设", "购置", "安装", "设置",
];

/// Returns the verb that `text` begins with; of several, the longest.
fn verb_at(text: &str) -> Option<&'static str> {
    let verbs = VERBS.split_whitespace().filter(|verb| text.starts_with(verb));
    verbs.max_by_key(|verb| verb.len())
}

/// Splits the verbs off the start of a text.
pub(super) fn split_verbs(text: &str) -> (&str, &str) {
    let mut rest = text;
    while let Some(after) = verb_at(rest).and_then(|verb| rest.strip_prefix(verb)) {
        rest = after;
    }
    text.split_at_checked(text.len() - rest.len()).unwrap_or(("", text))
}

/// Returns the position in bytes of the first verb within a text, past its start.
pub(super) fn verb_within(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '“' | '《' => is_quoted = true,
            '”' | '》' => is_quoted = false,
            _ => {}
        }
        // One letter is too little to tell a verb from a part of a noun.
        let verb = text.get(at..).filter(|_| at > 0 && !is_quoted).and_then(verb_at);
        if verb.is_some_and(|verb| verb.chars().count() > 1) {
            return Some(at);
        }
    }
    None
}

/// Returns true if a text has only verbs and other words that do not say what is counted.
pub(super) fn is_bare(text: &str) -> bool {
    let mut rest = text.trim();
    if TELLING.iter().any(|word| rest.contains(word)) {
        return false;
    }
    loop {
        let (_, after) = split_verbs(rest);
        let mut words = FUNCTION_WORDS.iter().chain(&CONNECTORS).chain(&COPULAS);
        let after = words.find_map(|word| after.strip_prefix(word)).unwrap_or(after).trim_start();
        if after.len() == rest.len() {
            return rest.is_empty();
        }
        rest = after;
    }
}

/// Removes connectors from the start of what is counted.
pub(super) fn without_connectors(text: &str) -> &str {
    // A star before a task says that another list has it, too.
    let mut rest = text.trim().trim_start_matches(['*', '＊']);
    loop {
        let after = CONNECTORS.iter().find_map(|word| rest.strip_prefix(word));
        // 工程 before a verb is the project itself.
        let after =
            after.or_else(|| rest.strip_prefix("工程").filter(|rest| verb_at(rest).is_some()));
        // 共享, 并网 and their like begin with none.
        let after = after.filter(|after| !after.starts_with(FALSE_AFTER)).unwrap_or(rest);
        if after.len() == rest.len() {
            return rest;
        }
        rest = after.trim_start();
    }
}

/// Characters that make a word with the connector before them.
const FALSE_AFTER: [char; 14] =
    ['享', '网', '同', '建', '育', '有', '轨', '谐', '平', '治', '时', '管', '商', '军'];

/// Removes words that only lead to the amount from the end of a text.
pub(super) fn without_copula(text: &str) -> &str {
    let rest = text.trim_end().trim_end_matches('、');
    let before = COPULAS.iter().find_map(|word| rest.strip_suffix(word));
    before.filter(|before| !before.is_empty()).unwrap_or(rest).trim_end()
}

/// Returns true if a clause up to an amount in Han numerals has a verb that goes with it: at its
/// start, right before the amount, or anywhere if the clause ends with the amount.
pub(super) fn has_numeral_verb(before: &str, is_end: bool) -> bool {
    let before = without_connectors(before);
    NUMERAL_VERBS.iter().any(|verb| {
        before.starts_with(verb) || before.ends_with(verb) || (is_end && before.contains(verb))
    })
}

/// Returns true if `text` begins with a verb of more than one character.
pub(super) fn starts_with_verb(text: &str) -> bool {
    verb_at(text).is_some_and(|verb| verb.chars().count() > 1)
}

/// Returns true if any of `words` stands in `text`.
pub(super) fn has_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
