//! Tells names of domains, marks and signatures by their words.

use super::row_text::plain;

/// Maximum length, in characters, of a domain without a number, a count or 类.
const DOMAIN_MAX: usize = 12;

/// Parts of the names of domains.
const DOMAIN_PARTS: &str = "教育 教学 学前 学校 医 卫生 健康 养老 助老 老年 托育 育幼 托幼 一老一小 儿童 青少年 \
    青年 妇女 关爱 就业 创业 住房 安居 居住 宜居 住有 交通 出行 道路 停车 水 环境 生态 \
    环保 污染 绿 公园 文化 体育 文体 文旅 旅游 健身 安全 应急 消防 食品 救助 救济 助残 \
    残疾 社保 保障 保险 乡村 农村 农业 三农 城市 城乡 城镇 社区 街区 小区 公共 服务 便民 \
    惠民 利民 消费 商业 市场 营商 数字 智慧 信息 治理 法治 法律 平安 民政 供水 供电 供暖 \
    供热 燃气 能源 设施 民生 福利 慈善 退役 双拥 殡葬 科技 科普 产业 收入 增收 振兴 更新 \
    改造 建设 邮政 物流 通信 防灾 减灾 防汛 气象 住建 园林 市政 基础 社会 民族 人居 居家 \
    康养 婚育 生育 母婴 幼 办事 政务 教 残 路 房";

/// Words that the name of a domain does not have, though it may have one of the others.
const NO_DOMAIN: &str = "以下 以上 本页 此页 上页 下页 正文 空白 备选 储备 项目 结转 续建 跨年 续表 接 转 见 月 \
    单位 签 审 领导 完 另 注 附 表 页 其中 计划 同意 请 已 待 意见 批示";

/// Returns true if a short text without a number, a count or 类 is the name of a domain.
pub(super) fn is_domain_name(text: &str) -> bool {
    let text = plain(text);
    let is_letter = |c: char| c.is_alphabetic() || "、·&和与及/".contains(c);
    let has = |words: &str| words.split_whitespace().any(|word| text.contains(word));
    let is_english = text.chars().all(|c| c.is_ascii_alphabetic() || c == '&');
    text.chars().all(is_letter)
        && (is_english
            || text.chars().count() <= DOMAIN_MAX && has(DOMAIN_PARTS) && !has(NO_DOMAIN))
}

/// Returns true if a text between projects may be the name of a domain though it has no word of
/// one: 其他, 暖心行动.
pub(super) fn may_be_domain(text: &str) -> bool {
    let text = plain(text);
    let mut forbidden = NO_DOMAIN.split_whitespace();
    (2..=DOMAIN_MAX).contains(&text.chars().count())
        && text.chars().all(|c| c.is_alphabetic() || "、·&".contains(c))
        && !forbidden.any(|word| text.contains(word))
        && !is_kind_of_works(&text)
}

/// Returns true if the name of a section says of what kind its projects are, or that they are
/// projects, and no domain: 续建项目, 2025年结转项目.
pub(super) fn is_kind_of_works(name: &str) -> bool {
    let name = plain(name);
    let bare = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年' || c == '度');
    let ends = ["项目清单", "实事项目", "项目", "工程", "清单", "类", "部分", "的"];
    let mut bare = bare;
    while let Some(head) = ends.iter().find_map(|end| bare.strip_suffix(end)) {
        bare = head;
    }
    let words = ["结转", "续建", "跨年", "备选", "储备", "以下", "以上", "民生实事"];
    let whole = [
        "",
        "新建",
        "新开工",
        "改建",
        "扩建",
        "改扩建",
        "新建改建",
        "新增",
        "当年",
        "本年",
        "年度",
        "重点",
    ];
    words.iter().any(|word| name.contains(word)) || whole.contains(&bare)
}

/// Kinds of works.
const WORKS: &str = "新建 续建 改建 扩建 改扩建 新改建 新建改建 新扩建 迁建 重建 改造 \
    修缮 结转 跨年 新开工 竣工 储备 前期 计划 收尾 在建 新增 延续";

/// Returns true if the text in a cell of a column for domains is a kind of works: 新建, 续建.
pub(super) fn is_works(text: &str) -> bool {
    let text = plain(text);
    let bare = text.trim_end_matches(['类', '项', '目']);
    WORKS.split_whitespace().any(|word| word == bare)
}

/// Returns true if a text of an [`is_kind_of_works`] names a year without being another list.
pub(super) fn is_carried_over(text: &str) -> bool {
    ["结转", "续建", "跨年", "延续", "滚动", "转入", "遗留"].iter().any(|word| text.contains(word))
}

/// Returns true if a number is a mark alone, ★ or ※, and no letter or digit.
pub(super) fn is_mark(no: &str) -> bool {
    const MARK_MAX: usize = 3;
    !no.is_empty() && no.chars().count() <= MARK_MAX && !no.chars().any(char::is_alphanumeric)
}

/// Words in the labels of signatures.
const SIGNATURES: &str = "签字 签章 盖章 公章 签名 签发 签署 审定 审核 审批 审签 复核 核稿 校对 制表 填报 填表 \
    编制 拟稿 书记 镇长 乡长 县长 区长 市长 主任 局长 科长 部长 股长 站长 所长 主席 领导 \
    负责人 联系人 联络员 经办 电话 手机 日期 时间 报送 单位 批准 核准 会签 承办";

/// Returns true if a row has labels of signatures, each with a colon and nothing or little after
/// it, and nothing else but short texts.
pub(super) fn is_signature_row(texts: &[(usize, &str)]) -> bool {
    /// Maximum length, in characters, of a label and of what stands after it.
    const LABEL_MAX: usize = 12;
    let is_short = |text: &str| text.chars().count() <= LABEL_MAX;
    let is_label = |text: &str| {
        let Some((label, rest)) = text.split_once(':') else { return false };
        let rest = rest.rsplit(':').next().unwrap_or_default();
        is_short(label)
            && is_short(rest)
            && SIGNATURES.split_whitespace().any(|word| label.contains(word))
    };
    let texts: Vec<String> = texts.iter().map(|(_, text)| plain(text)).collect();
    let labels = texts.iter().filter(|text| is_label(text)).count();
    labels * 2 >= texts.len()
        && labels > 0
        && texts.iter().all(|text| is_label(text) || is_short(text))
}

/// Returns what the bracket at the end of a section row says besides the number of its projects:
/// all of 共2项，总投资3000万元, and nothing of 2项.
pub(super) fn bracket_note(text: &str) -> Option<&str> {
    let inside = text.trim().strip_suffix(['）', ')'])?;
    let (_, inside) = inside.rsplit_once(['（', '('])?;
    let has_more = inside.contains(['，', ',', '、', '；', ';', '：', ':']);
    has_more.then_some(inside)
}

/// Level of the number of a section and the number: 1 for 一、 and 第一, 2 for （一）, 3 for 1. and 1.
pub(super) fn section_level(text: &str) -> Option<(u8, u32)> {
    let text = plain(text);
    let numerals = "一二三四五六七八九十";
    let level = match text.chars().next()? {
        '(' => 2,
        '第' => 1,
        c if numerals.contains(c) => 1,
        c if c.is_ascii_digit() => 3,
        _ => return None,
    };
    let rest = text.trim_start_matches(['(', '第']);
    let end = rest.find(|c: char| !c.is_ascii_digit() && !numerals.contains(c));
    let number = rest.get(..end.unwrap_or(rest.len()))?;
    let number = number.parse().ok().or_else(|| crate::text::han_number(number))?;
    Some((level, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_text_is_a_domain_or_not() {
        for text in
            ["教育", "交通出行", "医疗卫生", "养老、托育", "文化体育", "水环境治理", "城乡建设"]
        {
            assert!(is_domain_name(text), "{text}");
        }
        for text in [
            "（接上页）",
            "续上页",
            "转下页",
            "此页无正文",
            "以下项目为备选项目",
            "以下空白",
            "同意",
            "道路项目",
            "教育2项",
            "请分管领导审阅",
        ] {
            assert!(!is_domain_name(text), "{text}");
        }
    }

    #[test]
    fn a_kind_of_works_is_no_domain() {
        for text in [
            "2025年结转项目",
            "续建项目",
            "新建项目",
            "跨年度实施项目",
            "备选项目",
            "2026年民生实事项目",
        ] {
            assert!(is_kind_of_works(text), "{text}");
        }
        for text in ["教育", "城乡建设", "住房改造", "新建学校", "项目管理"] {
            assert!(!is_kind_of_works(text), "{text}");
        }
    }

    #[test]
    fn signatures_are_labels_with_a_colon() {
        let is_row = |cells: &[&'static str]| {
            is_signature_row(&cells.iter().copied().enumerate().collect::<Vec<_>>())
        };
        for cells in [
            &["主要领导签字：", "分管领导签字：", "单位（盖章）："][..],
            &["审定：", "审核：", "制表："],
            &["党委书记：", "镇长："],
            &["签发人：张某某"],
            &["审定：  审核：  制表："],
            &["审核：", "李某某", "制表：", "王某某"],
        ] {
            assert!(is_row(cells), "{cells:?}");
        }
        for cells in [
            &["1", "教育", "单位食堂"][..],
            &["目标：建设食堂", "教育"],
            &["责任单位：教育局会同各学校共同建设新的食堂和操场", "1"],
        ] {
            assert!(!is_row(cells), "{cells:?}");
        }
    }

    #[test]
    fn a_section_has_a_level() {
        for (text, expected) in [
            ("一、教育", Some((1, 1))),
            ("第二部分 教育", Some((1, 2))),
            ("（十二）教育", Some((2, 12))),
            ("(3)教育", Some((2, 3))),
            ("2.教育类", Some((3, 2))),
            ("教育", None),
        ] {
            assert_eq!(section_level(text), expected, "{text}");
        }
        assert_eq!(
            bracket_note("一、教育（共2项，总投资3000万元）"),
            Some("共2项，总投资3000万元")
        );
        assert_eq!(bracket_note("一、教育（2项）"), None);
    }
}
