//! Characters with several readings: each in the built-in catalog is found by the reading that is
//! right there, and none by an obsolete reading.

use minsheng::lang::Lang;
use minsheng::model::Catalog;
use minsheng::query::Tier;

use super::strategies::texts;
use super::{BUILTIN, highlighted_in};

/// A character, a reading, and words of the catalog in which it is read so, with their full pinyin.
type PolyphoneCase = (char, &'static str, &'static [(&'static str, &'static str)]);

#[rustfmt::skip]
const POLYPHONE_CASES: [PolyphoneCase; 39] = [
    ('乐', "le", &[("游乐区", "youlequ"), ("乐享", "lexiang"), ("娱乐", "yule")]),
    ('会', "hui", &[("社会", "shehui"), ("国际会展", "guojihuizhan"), ("招聘会", "zhaopinhui")]),
    ('便', "bian", &[("方便", "fangbian"), ("便民", "bianmin")]),
    ('六', "liu", &[("六个", "liuge")]),
    ('区', "qu", &[("高新区", "gaoxinqu"), ("区域", "quyu"), ("院区", "yuanqu"), ("地区", "diqu"), ("游乐区", "youlequ"),
        ("小区", "xiaoqu"), ("辖区", "xiaqu"), ("社区", "shequ"), ("区属", "qushu"), ("区内", "qunei"), ("辅导区", "fudaoqu"),
        ("区家庭", "qujiating")]),
    ('单', "dan", &[("清单", "qingdan"), ("单位", "danwei"), ("单个", "dange")]),
    ('员', "yuan", &[("员工", "yuangong"), ("委员", "weiyuan")]),
    ('和', "he", &[("和各项目", "hegexiangmu"), ("和名称", "hemingcheng"), ("铺设和翻建", "pushehefanjian"),
        ("雨水和污水", "yushuihewushui"), ("托育和幼儿园", "tuoyuheyoueryuan"), ("护岸和防浪墙", "huanhefanglangqiang"),
        ("设施和器材", "sheshiheqicai"), ("学生和青年", "xueshengheqingnian"), ("长势和墒情", "zhangshiheshangqing"),
        ("育秧工厂和配套", "yuyanggongchanghepeitao"), ("村和社区", "cunheshequ"), ("诊疗和健康", "zhenliaohejiankang"),
        ("体育和休闲", "tiyuhexiuxian"), ("水泵和闸门", "shuibenghezhamen"), ("学校和社会", "xuexiaoheshehui"),
        ("咨询和团体", "zixunhetuanti"), ("路旁和酒店", "lupanghejiudian"), ("排水和机耕路", "paishuihejigenglu"),
        ("招聘和人才", "zhaopinherencai"), ("和谐", "hexie"), ("和睦", "hemu")]),
    ('圈', "quan", &[("扩圈", "kuoquan")]),
    ('地', "di", &[("等地", "dengdi"), ("本地", "bendi"), ("地区", "diqu"), ("场地", "changdi"), ("空地", "kongdi"),
        ("用地", "yongdi"), ("地块", "dikuai"), ("阵地", "zhendi"), ("基地", "jidi"), ("的地方", "dedifang"), ("地下", "dixia"),
        ("让地", "rangdi"), ("土地", "tudi")]),
    ('大', "da", &[("人大", "renda"), ("大医院", "dayiyuan"), ("复旦大学", "fudandaxue"), ("大渔塘", "dayutang"),
        ("大田", "datian"), ("大家", "dajia"), ("大公村", "dagongcun")]),
    ('巷', "xiang", &[("姜巷村", "jiangxiangcun")]),
    ('度', "du", &[("长度", "changdu"), ("制度", "zhidu")]),
    ('得', "de", &[("收得", "shoude"), ("处理得", "chulide"), ("走得", "zoude"), ("得到", "dedao"), ("办得", "bande"),
        ("送得", "songde")]),
    ('朝', "chao", &[("朝阳集", "chaoyangji")]),
    ('柏', "bo", &[("柏龄", "boling"), ("柏庐", "bolu")]),
    ('查', "cha", &[("检查", "jiancha"), ("排查", "paicha"), ("筛查", "shaicha")]),
    ('校', "xiao", &[("学校", "xuexiao"), ("校园", "xiaoyuan"), ("家校社", "jiaxiaoshe")]),
    ('模', "mo", &[("模式", "moshi")]),
    ('率', "lv", &[("效率", "xiaolv")]),
    ('的', "de", &[("域中的", "yuzhongde"), ("项目的", "xiangmude"), ("等地的", "dengdide"), ("不全的", "buquande"),
        ("管道的", "guandaode"), ("分流的", "fenliude"), ("岸河的", "anhede"), ("小孩的", "xiaohaide"), ("今年的", "jinniande"),
        ("区里的", "qulide"), ("住户的", "zhuhude"), ("学校的", "xuexiaode"), ("渔塘的", "yutangde"), ("拆除的", "chaichude"),
        ("周边的", "zhoubiande"), ("帮助的", "bangzhude"), ("学生的", "xueshengde"), ("流动的", "liudongde"),
        ("需求的", "xuqiude"), ("社区的", "shequde"), ("工作的", "gongzuode"), ("星渎的", "xingdude"), ("一带的", "yidaide"),
        ("休闲的", "xiuxiande"), ("南站的", "nanzhande"), ("隐患的", "yinhuande"), ("老旧的", "laojiude"),
        ("手艺的", "shouyide"), ("少年的", "shaoniande"), ("提升的", "tishengde"), ("地下的", "dixiade"), ("防队的", "fangduide"),
        ("公村的", "gongcunde"), ("门口的", "menkoude"), ("专门的", "zhuanmende"), ("困难的", "kunnande")]),
    ('盖', "gai", &[("覆盖", "fugai")]),
    ('种', "zhong", &[("好种", "haozhong")]),
    ('称', "cheng", &[("名称", "mingcheng")]),
    ('系', "xi", &[("系统", "xitong"), ("体系", "tixi")]),
    ('给', "gei", &[("给大田", "geidatian"), ("给这一带", "geizheyidai")]),
    ('给', "ji", &[("供给", "gongji")]),
    ('绿', "lv", &[("绿通", "lvtong"), ("绿通", "lutong")]),
    ('色', "se", &[("特色", "tese")]),
    ('行', "xing", &[("自行", "zixing"), ("出行", "chuxing"), ("行动", "xingdong"), ("行政", "xingzheng")]),
    ('角', "jiao", &[("长三角", "changsanjiao"), ("银角", "yinjiao")]),
    ('解', "jie", &[("调解", "tiaojie"), ("化解", "huajie")]),
    ('调', "tiao", &[("调解", "tiaojie")]),
    ('这', "zhe", &[("给这一带", "geizheyidai"), ("在这里", "zaizheli")]),
    ('都', "dou", &[("都是", "doushi")]),
    ('重', "chong", &[("重建", "chongjian"), ("重整", "chongzheng"), ("重组", "chongzu")]),
    ('重', "zhong", &[("重点", "zhongdian")]),
    ('长', "chang", &[("长三角", "changsanjiao"), ("长度", "changdu")]),
    ('长', "zhang", &[("家长", "jiazhang"), ("长势", "zhangshi")]),
];

#[test]
fn a_word_is_found_as_it_is_read() {
    for (c, reading, words) in POLYPHONE_CASES {
        assert_eq!(highlighted_in(&c.to_string(), reading), [0], "{c} {reading}");
        for (word, spelt) in words {
            assert!(
                word.contains(c) && (spelt.contains(reading) || *spelt == "lutong"),
                "{word} {spelt}"
            );
            assert_eq!(
                highlighted_in(word, spelt),
                (0..word.chars().count()).collect::<Vec<_>>(),
                "{word} {spelt}"
            );
            // The match is not by initials: with a syllable removed, the tier is lower.
            assert_eq!(
                highlighted_in(word, &format!("{spelt}x")),
                Vec::<usize>::new(),
                "{word} {spelt}"
            );
        }
    }
}

#[test]
fn no_character_of_several_readings_is_missing_above() {
    let table = include_str!("../../../assets/search/readings.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let several = table.flat_map(str::split_whitespace).filter(|entry| entry.contains('/'));
    let several: Vec<char> = several.filter_map(|entry| entry.chars().next()).collect();
    let note = BUILTIN.catalog.programme().note.get(Lang::Zh).to_owned();
    let all: String = texts(&BUILTIN.catalog).into_iter().chain([note]).collect();
    let missing: String = several
        .iter()
        .filter(|c| all.contains(**c) && POLYPHONE_CASES.iter().all(|line| line.0 != **c))
        .collect();
    assert_eq!(missing, "");
    assert!(several.len() > 300, "{} are known", several.len());
}

#[test]
fn every_text_with_the_word_lights_it_however_it_is_typed() {
    let note = BUILTIN.catalog.programme().note.get(Lang::Zh).to_owned();
    let all: Vec<String> = texts(&BUILTIN.catalog).into_iter().chain([note]).collect();
    for (word, spelt) in POLYPHONE_CASES.iter().flat_map(|(.., words)| *words) {
        for text in all.iter().filter(|text| text.contains(word)) {
            let highlighted: String = highlighted_in(text, spelt)
                .into_iter()
                .filter_map(|at| text.chars().nth(at))
                .collect();
            assert_eq!(highlighted, *word, "{spelt} in {text}");
        }
    }
}

#[test]
fn every_project_with_the_word_is_found_by_its_syllables() {
    let has = |catalog: &Catalog, no: u32, word: &str| {
        let project = &catalog.project(BUILTIN.ix(no));
        let mut all = project.texts().chain([catalog.domain(project.domain).name]);
        all.any(|text| text.exactly(Lang::Zh).contains(word))
            || project.targets.iter().any(|target| target.text(Lang::Zh).contains(word))
    };
    let mut met = 0;
    for (word, spelt) in POLYPHONE_CASES.iter().flat_map(|(.., words)| *words) {
        let results = BUILTIN.search(spelt);
        let whole: Vec<u32> = results
            .hits()
            .into_iter()
            .filter(|(_, tier)| !tier.is_some_and(by_initials))
            .map(|(no, _)| no)
            .collect();
        for no in (1..=25).filter(|no| has(&BUILTIN.catalog, *no, word)) {
            assert!(whole.contains(&no), "{word} is in {no}, but {spelt} finds {whole:?}");
            met += 1;
        }
    }
    assert!(met > 130, "{met} words in projects");
}

fn by_initials(tier: Tier) -> bool {
    matches!(tier, Tier::Initials | Tier::InitialsIn(_) | Tier::Subsequence | Tier::SimilarSound)
}

#[test]
fn readings_out_of_use_find_nothing() {
    for (word, spelt) in [
        ("事", "zi"),
        ("办事", "banzi"),
        ("家", "gu"),
        ("家", "jie"),
        ("家园", "guyuan"),
        ("服", "bo"),
        ("服务", "bowu"),
        ("女", "ru"),
        ("路", "luo"),
        ("能", "nai"),
        ("能", "tai"),
        ("园", "wan"),
        ("位", "li"),
        ("车", "ju"),
        ("车位", "juwei"),
        ("停车", "tingju"),
        ("提", "di"),
        ("提升", "disheng"),
        ("提", "chi"),
        ("见", "xian"),
        ("红", "gong"),
        ("红星", "gongxing"),
        ("术", "zhu"),
        ("属", "zhu"),
        ("数", "shuo"),
        ("乐", "lao"),
        ("落", "lao"),
        ("陆", "liu"),
        ("约", "yao"),
        // `hu` alone is the beginning of huo, which 和 is.
        ("和睦", "humu"),
        ("万", "mo"),
        ("谷", "yu"),
        ("叶", "xie"),
        ("单", "chan"),
        ("行", "heng"),
        ("市", "fu"),
        ("广", "an"),
        ("厂", "an"),
    ] {
        assert_eq!(highlighted_in(word, spelt), Vec::<usize>::new(), "{spelt} for {word}");
    }
}

#[test]
fn other_readings_in_use_find_it_too() {
    for (word, spelt) in [
        ("柏", "bai"),
        ("重庆", "chongqing"),
        ("重庆", "zhongqing"),
        ("银行", "yinhang"),
        ("音乐", "yinyue"),
        ("成长", "chengzhang"),
        ("长安街", "caj"),
        ("长安街", "zaj"),
        ("率", "shuai"),
        ("朝阳", "zhaoyang"),
        ("都市", "dushi"),
        ("著名", "zhuming"),
        ("乾隆", "qianlong"),
        ("莘庄", "xinzhuang"),
        ("巷道", "hangdao"),
        ("还款", "huankuan"),
    ] {
        assert_eq!(
            highlighted_in(word, spelt),
            (0..word.chars().count()).collect::<Vec<_>>(),
            "{spelt} for {word}"
        );
    }
}
