//! The sheet of filters: a clerk who does not know the language of the search box learns it there.

use std::sync::Arc;

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::{Layer, Start};
use minsheng::format::parse;
use minsheng::lang::Lang;
use minsheng::model::{Day, ProgressCriteria};
use ratatui::layout::Size;

/// Invented projects with progress, offices and places.
fn invented(lang: Lang, width: u16, height: u16) -> Board {
    let text = include_str!("../../examples/invented-progress.ron");
    let catalog = parse(text).unwrap_or_else(|errors| panic!("{errors:?}"));
    let day = Day::parse("2026-05-31");
    let criteria = ProgressCriteria { day, ..ProgressCriteria::default() };
    let size = Size { width, height };
    Board::with_start(Arc::new(catalog), &Start { lang, size, criteria, ..Start::default() })
}

#[test]
fn what_is_chosen_is_written_into_the_search_box() {
    let mut board = invented(Lang::Zh, 80, 24);
    board.press("f 滞 后");
    assert_snapshot!(board.screen(), @"
     云溪镇2026年民生实事（虚构示例）                                云溪镇（虚构）
     筛选: 滞后                                                            打字查找

     进度  状态:
    >     1  滞后


















     Enter 看结果  Space 选/不选  Esc 返回  ↑↓ 选择  F1 帮助
    ");
    board.press("<Enter>");
    assert_eq!(board.model.search.input.text(), "状态:滞后");
    assert_eq!((board.model.layer(), board.listed().len()), (Layer::Board, 1));
    board.press("f jiaoyu <Space>");
    assert_eq!(board.model.search.input.text(), "状态:滞后 领域:教育");
    board.press("<Space> <Esc> <Esc>");
    assert_eq!(board.model.search.input.text(), "状态:滞后", "the same key takes it back");
}

#[test]
fn values_of_a_facet_are_alternatives_and_counted_so() {
    for lang in Lang::ALL {
        let mut board = invented(lang, 120, 40);
        board.press("f <Space> <Down> <Space>");
        let text = board.model.search.input.text().to_owned();
        assert_eq!(text.matches(" | ").count(), 1, "{text}");
        let (count, listed) = (board.screen(), board.listed().len());
        assert!(listed >= 2, "{text} {count}");
        board.press("<Enter>");
        assert_eq!(board.model.search.input.text(), text, "Enter keeps what is chosen");
    }
}

#[test]
fn amounts_replace_each_other() {
    let mut board = Board::open(Lang::En, 80, 24);
    board.press("f amount <Space> <Down> <Down> <Space> <Enter>");
    assert_eq!(board.model.search.input.text(), "amount>=1000");
    let listed = board.listed().len();
    board.press("f amount <Down> <Down>");
    assert!(board.screen().contains(&format!("* {listed:4}  ≥ 1000")), "{}", board.screen());
}

#[test]
fn the_domain_of_the_sidebar_gives_way_to_one_that_is_chosen() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("h j l f jiuye <Enter>");
    assert_eq!(board.model.search.input.text(), "领域:就业");
    assert_eq!(board.listed(), [23, 13]);
}

#[test]
fn the_sheet_fits_a_small_screen_in_both_languages() {
    let mut board = invented(Lang::En, 40, 15);
    board.press("f");
    assert_snapshot!(board.screen(), @"
     Yunxi: public projects for 2026 (an..
     Filter:                   type to find

     Domain  domain:
    >     2  Transport
          2  Education
          2  Care

     Status  status:
          1  done
          1  behind
          2  under way
          2  unreported

     Enter Show results  Space Choose
    ");
    // A name of two lines has its count once.
    let mut board = Board::open(Lang::En, 40, 15);
    board.press("f");
    let screen = board.screen();
    assert!(screen.contains("3  Care: elders, children,"), "{screen}");
    assert!(screen.lines().any(|line| line.trim() == "families"), "{screen}");
    let mut board = Board::open(Lang::Zh, 120, 40);
    board.press("f");
    assert_snapshot!(board.screen(), @"
     2026年“温暖+1℃”民生实事项目                                                                         昆山高新区(玉山镇)
     筛选:                                                                                                         打字查找

     领域  领域:                             地点  地点:                                  1  大渔塘
    >     2  教育                                 1  市二院(新)玉山院区                   1  柏庐政府专职消防救援队（新址）
          2  医疗                                 1  城北院区                             1  “庐·舍”家长驿站
          2  就业                                 1  融锦路                               1  胜利稚一园青少年驿站
          2  安全                                 1  新苑路                               1  “朝阳集·幸福+”服务驿站
          2  乡村振兴                             1  状元新村                             1  区内规上企业
          2  城市更新                             1  五星社区扬子新村（助餐点）           1  高新区文体活动中心
          3  关爱服务                             1  水秀江南（柏龄驿站）                 1  南星渎文体综合中心
          4  水环境治理                           1  同进君望（柏龄驿站）                 1  红星南站
          2  交通出行                             1  菊园一村（柏龄驿站）                 1  虹桥路与花园路交叉口东北侧
          3  文化体育                             1  江浦新村（养老服务设施）             1  斜泾村北泵站
          1  营商环境                             1  锦隆佳园（养老服务设施）             1  虹桥浜
                                                  1  姜巷村（养老服务设施）               1  城北高科园小学
     数量  数量>=                                 1  寰庆路                               1  昆北路东侧
         16  ≥ 10                                 1  中环北线至小河岸河                   1  明星路两侧停车场
         14  ≥ 100                                1  翰林幼儿园                           1  皇冠国际会展酒店地下停车场
          9  ≥ 1000                               1  水秀幼儿园                           1  瀛颂酒店地下停车场
          3  ≥ 10000                              1  南星渎幼儿园                         1  元丰路政府专职消防救援队
          1  ≥ 100000                             1  紫竹幼儿园                           1  大公村
                                                  1  娄汀苑幼儿园                         1  企业重整服务中心
                                                  1  菊园新村                             1  区家庭建设服务指导中心















     Enter 看结果  Space 选/不选  Esc 返回  ↑↓ 选择  F1 帮助
    ");
}

#[test]
fn more_than_the_search_box_holds_is_refused() {
    let mut board = Board::open(Lang::En, 80, 24);
    board.press("f <Space> <Down> <Space> <Down> <Space> <Down> <Space> <Down> <Space>");
    assert_eq!(board.footer(), "The search box is full: 64 characters at most");
    let text = board.model.search.input.text().to_owned();
    assert_eq!(text.matches("domain:").count(), text.matches(" | ").count() + 1, "{text}");
}

#[test]
fn the_words_that_rows_show_find_these_rows() {
    for (lang, words) in [
        (Lang::Zh, ["滞后", "已完成", "推进中", "未报送"]),
        (Lang::En, ["behind", "done", "under way", "unreported"]),
    ] {
        for word in words {
            let mut board = invented(lang, 80, 24);
            let typed: Vec<String> = word.chars().map(String::from).collect();
            board.press(&format!("/ {} <Enter>", typed.join(" ").replace("   ", " <Space> ")));
            assert_eq!(board.model.search.input.text(), word);
            let rows = board.rows();
            let shown = rows.iter().filter(|row| row.contains(&format!(" {word}"))).count();
            assert!(!board.listed().is_empty() && shown > 0, "{word}: {}", board.screen());
            let filter = format!("status:{}", word.replace(' ', "-"));
            let mut by_filter = invented(lang, 80, 24);
            let typed: Vec<String> = filter.chars().map(String::from).collect();
            by_filter.press(&format!("/ {} <Enter>", typed.join(" ")));
            assert!(
                by_filter.listed().iter().all(|no| board.listed().contains(no)),
                "{word}: {:?} {:?}",
                by_filter.listed(),
                board.listed()
            );
        }
    }
    // Without progress there is nothing to find, and that is what is said.
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("/ 滞 后 <Enter>");
    assert!(board.screen().contains("这份清单没有进度数据"), "{}", board.screen());
}
