//! The units that offices count in, from 80 announcements and 31 work reports.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words of measure, and units of measurement. The vocabulary that they come from is counted in
/// announcements; the rest is common in tables.
const MEASURES: &str = "\
    % cm cm² gb gw gwh h ha hm2 hm² kg km km2 km² kv kva kw kwh l m m2 m3 mb min ml mm mu mva mw mwh \
    m² m³ t tb °c ‰ ℃ ㎡ ㎥ ㎞ ㎢ 米² 米³ 千米² 公里² 万元 丛 个 个月 个百分点 亩 人 人份 人天 人日 人次 件 件套 份 位 例 倍 元 \
    元钱 兆伏安 兆瓦 克 公斤 公里 公顷 册 分 分钟 列 包 匹 千伏 千伏安 千克 千瓦 千瓦时 千米 升 \
    厘米 口 只 台 台套 吉瓦 吉瓦时 名 吨 周 团 场 场次 块 处 天 头 套 学时 宗 家 对 小时 尾 层 \
    届 席 幅 幢 平方公里 平方千米 平方厘米 平方米 平米 床 度 度电 座 张 户 户次 所 扇 批 批次 把 \
    支 斤 方 期 本 条 条款 枚 架 标准箱 栋 栋楼 株 根 桩 桶 棵 次 款 段 毫克 毫升 毫米 片 班 \
    班次 班组 瓶 百分点 盏 盒 眼 票 种 立方 立方米 笔 箱 篇 米 类 级 组 美元 羽 艘 节 袋 课时 起 \
    趟 车 轮 辆 遍 道 部 里 门 间 队 面 项 顿 颗 餐 首";

/// Things that are counted with or without a word of measure, `6 乡镇` or `5 条道路`.
const NOUNS: &str = "\
    中学 乡 乡镇 书屋 井 井盖 人口 人员 代表 企业 停车位 儿童 充电桩 公厕 公园 农户 农村居民 \
    农牧民 医院 单位 卫生室 厕所 县 名额 图书馆 场地 工作日 学位 学校 学生 家庭 小区 小学 居民 岗位 市 \
    幼儿园 广场 床位 机组 村 村民 桥 桥梁 楼 楼栋 水厂 河 河道 泊位 泵站 点 点位 电梯 省 社区 站 \
    站点 线路 网点 群众 老人 职工 街 街道 路 路灯 车位 车道 道路 部门 镇 项目 食堂 驿站";

static MEASURE_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| MEASURES.split_whitespace().collect());

static NOUN_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| NOUNS.split_whitespace().collect());

/// Returns true if `unit` is one that offices use: a word of measure, 次 after one (户次), 万 or 亿
/// before one (万元), a thing, both together (条道路), a rate (元/月/人, 元/人·年), or two of them: 台（套）.
pub(crate) fn is_known(unit: &str) -> bool {
    let other = unit.strip_suffix(['）', ')']).and_then(|unit| unit.split_once(['（', '(']));
    if let Some((unit, other)) = other {
        return is_simple(unit) && is_simple(other);
    }
    let mut parts = unit.split(['/', '·']);
    let is_first_known = parts.next().is_some_and(is_simple);
    is_first_known && parts.all(is_simple_or_time)
}

/// Splits a text that begins with a word of measure into that and the rest; `None` if it does not.
pub(crate) fn split_measure(text: &str) -> Option<(&str, &str)> {
    if NOUN_WORDS.iter().any(|noun| text.starts_with(noun)) {
        return None;
    }
    let unscaled = text.trim_start_matches(['万', '亿']);
    let scale = text.len() - unscaled.len();
    // A word of measure has at most three characters, but for 平方公里 and its like.
    let ends = unscaled.char_indices().take(5).map(|(at, c)| at + c.len_utf8());
    let lengths: Vec<usize> = ends.collect();
    lengths.iter().rev().find_map(|length| {
        let (measure, rest) = text.split_at_checked(scale + length)?;
        // `g` is no measure in `gates`.
        let is_in_word = measure.ends_with(|c: char| c.is_ascii_alphabetic())
            && rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        (is_measure(measure.get(scale..)?) && !is_in_word).then_some((measure, rest))
    })
}

fn is_simple_or_time(unit: &str) -> bool {
    is_simple(unit) || matches!(unit, "年" | "月" | "日" | "季")
}

fn is_simple(unit: &str) -> bool {
    let unit = unit.trim();
    let lower;
    let unit = if unit.is_ascii() {
        lower = unit.to_ascii_lowercase();
        &lower
    } else {
        unit.trim_start_matches(['万', '亿'])
    };
    let is_measure_and_noun =
        || split_measure(unit).is_some_and(|(_, rest)| rest == "次" || is_noun(rest));
    is_measure(unit) || is_noun(unit) || is_measure_and_noun()
}

/// Returns true for a word of measure without 万 before it and without a thing after it.
pub(crate) fn is_measure(unit: &str) -> bool {
    MEASURE_WORDS.contains(unit)
}

fn is_noun(unit: &str) -> bool {
    NOUN_WORDS.contains(unit)
}

/// Returns all words of measure.
#[cfg(test)]
pub(crate) fn measures() -> impl Iterator<Item = &'static str> {
    MEASURES.split_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_offices_are_known_and_other_texts_are_not() {
        for unit in [
            "个",
            "平方米",
            "m²",
            "km",
            "KM",
            "万元",
            "亿美元",
            "户次",
            "条道路",
            "个村",
            "乡镇",
            "元/月/人",
            "元/年",
            "元/人·年",
            "个工作日",
            "台（套）",
            "台套",
            "%",
            "万千瓦时",
            "村",
            "栋楼",
            "个百分点",
        ] {
            assert!(is_known(unit), "{unit}");
        }
        for unit in [
            "",
            "/",
            "个）",
            "公里，铺设沥青",
            "户改造",
            "月",
            "号楼",
            "条条",
            "sets",
            "个（含充电桩）",
        ] {
            assert!(!is_known(unit), "{unit}");
        }
        assert_eq!(split_measure("名老人安装扶手"), Some(("名", "老人安装扶手")));
        assert_eq!(split_measure("平方公里的水面"), Some(("平方公里", "的水面")));
        assert_eq!(split_measure("万人次体检"), Some(("万人次", "体检")));
        for text in ["家庭医生", "gates", "trees", "", "万"] {
            assert_eq!(split_measure(text), None, "{text}");
        }
    }
}
