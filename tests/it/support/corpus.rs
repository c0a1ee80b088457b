//! A generated catalog of any size, the same for the same size and seed. It mixes words of such
//! programmes with words of the 3,755 characters of GB 2312's first level, so that an index meets
//! as many different characters as in the catalog of a nation.

use std::fmt::Write;
use std::io;

/// Words that are frequent in such programmes.
const COMMON: &str = "工程 改造 建设 提升 老旧 小区 道路 停车 医疗 服务 养老 幼儿 学校 河道 整治 管网 雨污 分流 泵站 消防 安全 \
    就业 岗位 文化 体育 公园 绿化 农田 乡村 振兴 社区 公共 设施 更新 优质 教育 健康 环境 治理 交通 出行 创业 培训 助餐 \
    驿站 充电 电梯 加装 智慧 平台 中心 保障 关爱 儿童 青年 残疾 救助 饮水 供水 燃气 厕所 市场 菜场 图书 健身 步道";
const ENDINGS: [&str; 5] = ["工程", "项目", "行动", "计划", "提升工程"];
const PLACES: [&str; 6] = ["路", "小区", "村", "学校", "街道", "公园"];
const UNITS: [&str; 8] = ["个", "处", "公里", "平方米", "户", "人次", "人", "万元"];
const QUALIFIERS: [&str; 4] = ["", "", "qualifier: about, ", "qualifier: at_least, "];
const DOMAINS: [(&str, &str); 6] = [
    ("edu", "教育"),
    ("health", "医疗"),
    ("jobs", "就业"),
    ("safety", "安全"),
    ("roads", "交通出行"),
    ("water", "水环境治理"),
];

/// A pseudo-random number generator (`SplitMix64`).
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end as u64).unwrap_or_default()
    }
}

/// Returns the characters of the first level of GB 2312, ordered by pronunciation.
pub(crate) fn gb2312_level_one() -> Vec<char> {
    let bytes: Vec<u8> = (0xb0..=0xd7_u8)
        .flat_map(|row| {
            (0xa1..=0xfe_u8)
                .filter(move |cell| row < 0xd7 || *cell <= 0xf9)
                .flat_map(move |cell| [row, cell])
        })
        .collect();
    encoding_rs::GBK.decode(&bytes).0.chars().collect()
}

fn prologue() -> String {
    let domain = |(id, name)| format!("(id: \"{id}\", name: \"{name}\"),");
    format!("(title: \"试验清单\", domains: [{}], projects: [\n", DOMAINS.map(domain).concat())
}

pub(crate) struct Corpus {
    rng: Rng,
    common: Vec<&'static str>,
    rare: Vec<String>,
}

impl Corpus {
    pub(crate) fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let chars = gb2312_level_one();
        let word =
            |_| [chars[rng.below(chars.len())], chars[rng.below(chars.len())]].iter().collect();
        let rare = (0..8000).map(word).collect();
        Self { rng, common: COMMON.split_whitespace().collect(), rare }
    }

    /// Returns a random word: often a common one, and of the rare ones the first more often.
    pub(crate) fn word(&mut self) -> String {
        if self.rng.below(10) < 6 {
            return self.common[self.rng.below(self.common.len())].to_owned();
        }
        let end = 1 + self.rng.below(self.rare.len());
        self.rare[self.rng.below(end)].clone()
    }

    fn words(&mut self, min: usize, range: usize) -> String {
        (0..min + self.rng.below(range)).map(|_| self.word()).collect()
    }

    pub(crate) fn title(&mut self) -> String {
        let ending = ENDINGS[self.rng.below(ENDINGS.len())];
        self.words(3, 4) + ending
    }

    /// Returns a catalog file of `count` projects that have a title and nothing else.
    pub(crate) fn titles(&mut self, count: usize) -> String {
        let mut out = prologue();
        for no in 1..=count {
            let _ = writeln!(out, "(no: {no}, domain: \"edu\", title: \"{}\"),", self.title());
        }
        out + "])\n"
    }

    /// Writes a catalog file of `count` projects, line by line and with the usual fields, to `out`.
    pub(crate) fn write(&mut self, count: usize, mut out: impl io::Write) -> io::Result<()> {
        write!(out, "{}", prologue())?;
        for no in 1..=count {
            let (domain, title) = (DOMAINS[self.rng.below(DOMAINS.len())].0, self.title());
            writeln!(
                out,
                "    (\n        no: {no},\n        domain: \"{domain}\",\n        title: \"{title}\","
            )?;
            writeln!(
                out,
                "        summary: \"{}，{}，{}。\",",
                self.words(5, 7),
                self.words(5, 7),
                self.words(5, 7)
            )?;
            writeln!(out, "        targets: [")?;
            for _ in 0..3 {
                let qualifier = QUALIFIERS[self.rng.below(QUALIFIERS.len())];
                let (what, unit) = (self.words(1, 2), UNITS[self.rng.below(UNITS.len())]);
                let amount = 1 + self.rng.below(9000);
                writeln!(
                    out,
                    "            (what: \"{what}\", {qualifier}amount: {amount}, unit: \"{unit}\"),"
                )?;
            }
            writeln!(out, "        ],\n        places: [")?;
            for _ in 0..3 {
                let place = PLACES[self.rng.below(PLACES.len())];
                writeln!(out, "            \"{}{place}\",", self.words(1, 2))?;
            }
            writeln!(out, "        ],\n    ),")?;
        }
        out.write_all(b"])\n")?;
        out.flush()
    }

    /// Returns a catalog file of `count` projects, a line each.
    pub(crate) fn ron(&mut self, count: usize) -> String {
        let mut out = prologue();
        for no in 1..=count {
            let domain = DOMAINS[self.rng.below(DOMAINS.len())].0;
            let (title, summary) = (
                self.title(),
                format!("{}，{}，{}。", self.words(5, 8), self.words(5, 8), self.words(5, 8)),
            );
            let _ = write!(
                out,
                "(no: {no}, domain: \"{domain}\", title: \"{title}\", summary: \"{summary}\", places: ["
            );
            for _ in 0..3 {
                let place = self.words(1, 2);
                let _ = write!(out, "\"{place}{}\",", PLACES[self.rng.below(PLACES.len())]);
            }
            let _ = writeln!(
                out,
                "], targets: [(what: \"{}\", amount: {}, unit: \"个\")]),",
                self.word(),
                1 + self.rng.below(9000)
            );
        }
        out.push_str("])\n");
        out
    }
}
