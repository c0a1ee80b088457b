//! Searching: from the first letter to the project that was wanted.

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::{Msg, Pane};
use minsheng::lang::Lang;

#[test]
fn a_clerk_finds_the_parking_spaces_in_chinese() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("/ 停车");
    assert_snapshot!(board.screen(), @"
     搜索: 停车                                                             1/25 项
     领域          │ 项目                         1/1 │ 详情                    1/2
    >全部        1 │>20 新增公共停车位项目       交通 │ 20 新增公共停车位项目      ▐
     教育        0 │                                  │    New public parking      ▐
     医疗        0 │                                  │    spaces                  ▐
     就业        0 │                                  │    交通出行（按本清单归类）▐
     安全        0 │                                  │                            ▐
     乡村振兴    0 │                                  │ 学校、道路旁和酒店地下的停 ▐
     城市更新    0 │                                  │ 车场建成后向公众开放，让大 ▐
     关爱服务    0 │                                  │ 家停车更方便。             ▐
     水环境治理  0 │                                  │                            ▐
     交通出行    1 │                                  │ 目标                       ▐
     文化体育    0 │                                  │ - 新增公共停车位           ▐
     营商环境    0 │                                  │   不少于 600 个            ▐
                   │                                  │                            ▐
                   │                                  │ 地点                       ▐
                   │                                  │ - 城北高科园小学           ▐
                   │                                  │ - 昆北路东侧
                   │                                  │ - 明星路两侧停车场
                   │                                  │ - 皇冠国际会展酒店地下停车
                   │                                  │   场
                   │                                  │ - 瀛颂酒店地下停车场
                   │                                  │
     F1 帮助  Enter 看结果  Esc 返回  Ctrl-u 清空  Up 上一条搜索
    ");
    assert_eq!(board.draw().1, Some((11, 0).into()), "an input method composes where one types");
    board.press("<Enter>");
    assert_eq!((board.selected(), board.draw().1), (Some(20), None));
}

#[test]
fn a_visitor_finds_the_parking_spaces_in_english() {
    let mut board = Board::open(Lang::En, 80, 24);
    board.press("/ parking <Enter>");
    assert_snapshot!(board.screen(), @"
     Search: [parking]                                                      2 of 25
     Domains       │ Projects                     1/2 │ Details                 1/3
    >All         2 │>20 New public parking spaces     │ 20 New public parking      ▐
     Education   0 │ 05 Huanqing Road reconstruction  │    spaces                  ▐
     Health      0 │                                  │    新增公共停车位项目      ▐
     Jobs        0 │                                  │    Transport & parking     ▐
     Public      0 │                                  │    (classified by this     ▐
     Rural       0 │                                  │    catalogue)              ▐
     Urban       0 │                                  │                            ▐
     Care        0 │                                  │ Car parks by a school,     ▐
     Water       0 │                                  │ beside roads and under     ▐
     Transport   2 │                                  │ hotels are finished and    ▐
     Culture     0 │                                  │ opened to the public.
     Business    0 │                                  │
                   │                                  │ Targets
                   │                                  │ - New public parking spaces
                   │                                  │   at least 600 spaces
                   │                                  │
                   │                                  │ Places
                   │                                  │ - Chengbei High-tech Park
                   │                                  │   Primary School
                   │                                  │ - East side of Kunbei Road
                   │                                  │ - Car parks on both sides
     ? Help  / Search  q Quit  Esc Close  Enter Details  ↑↓ Project  y Copy  s Sort
    ");
}

#[test]
fn what_matched_is_lit() {
    let mut board = Board::open(Lang::Zh, 76, 15);
    board.press("/ 改造 <Enter> j");
    assert_snapshot!(board.styles(), @"
    0: 0..7 BOLD
    0: 7..13 fg=Magenta BOLD
    0: 13..67 BOLD
    0: 67..75 BOLD DIM
    0: 75..76 BOLD
    1: 0..15 UNDERLINED
    1: 15..16 DIM
    1: 16..22 BOLD UNDERLINED REVERSED
    1: 22..49 UNDERLINED
    1: 49..50 DIM
    1: 50..76 UNDERLINED
    2: 0..15 BOLD
    2: 15..16 DIM
    2: 28..32 fg=Magenta BOLD UNDERLINED
    2: 44..48 DIM
    2: 49..50 DIM
    2: 51..54 DIM
    2: 54..62 BOLD
    2: 62..66 fg=Magenta BOLD UNDERLINED
    2: 66..70 BOLD
    2: 75..76 DIM
    3: 0..16 DIM
    3: 16..28 REVERSED
    3: 28..32 BOLD UNDERLINED REVERSED
    3: 32..49 REVERSED
    3: 49..50 DIM
    3: 51..68 DIM
    3: 75..76 DIM
    4: 0..16 DIM
    4: 30..34 fg=Magenta BOLD UNDERLINED
    4: 44..48 DIM
    4: 49..50 DIM
    4: 51..70 DIM
    4: 75..76 DIM
    5: 0..16 DIM
    5: 30..34 fg=Magenta BOLD UNDERLINED
    5: 44..48 DIM
    5: 49..50 DIM
    5: 51..54 DIM
    5: 75..76 DIM
    6: 0..16 DIM
    6: 44..48 DIM
    6: 49..50 DIM
    6: 51..54 DIM
    7: 15..16 DIM
    7: 44..48 DIM
    7: 49..50 DIM
    8: 15..16 DIM
    8: 44..48 DIM
    8: 49..50 DIM
    8: 61..65 fg=Magenta BOLD UNDERLINED
    9: 15..16 DIM
    9: 44..48 DIM
    9: 49..50 DIM
    10: 15..16 DIM
    10: 44..48 DIM
    10: 49..50 DIM
    11: 15..16 DIM
    11: 44..48 DIM
    11: 49..50 DIM
    12: 15..16 DIM
    12: 44..48 DIM
    12: 49..50 DIM
    13: 0..16 DIM
    13: 44..48 DIM
    13: 49..50 DIM
    13: 51..55 BOLD
    14: 1..2 BOLD
    14: 9..10 BOLD
    14: 17..18 BOLD
    14: 25..28 BOLD
    14: 35..40 BOLD
    14: 49..51 BOLD
    14: 60..61 BOLD
    14: 68..69 BOLD
    ");
}

#[test]
fn several_words_must_all_match() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("/ 工程 <Space> 改造");
    assert_eq!(board.listed().first(), Some(&7), "both in the title, and the shortest title");
    board.press("<Space> 菊园新村");
    assert_eq!(board.listed(), [7]);
}

#[test]
fn the_search_goes_through_places_partners_summaries_and_targets() {
    for (query, no) in [
        ("瑞金", 1),
        ("高科园", 20),
        ("下卧门", 16),
        ("residents", 7),
        ("Huadong", 1),
        ("城北 停车", 20),
        ("07", 7),
    ] {
        let mut board = Board::open(Lang::Zh, 80, 24);
        board.press(&format!("/ {}", query.replace(' ', " <Space> ")));
        assert!(board.listed().contains(&no), "{query}: {:?}", board.listed());
    }
}

#[test]
fn a_slip_of_the_hand_finds_what_is_alike_and_says_so() {
    let mut board = Board::open(Lang::En, 80, 24);
    board.press("/ prking");
    assert_eq!(board.listed(), [20]);
    assert!(board.header().ends_with("loose match 1 of 25"), "{}", board.header());
}

#[test]
fn the_sidebar_counts_where_the_hits_are() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("/ 消防");
    let rows = board.rows();
    let sidebar: Vec<&str> = rows[2..14].iter().filter_map(|row| row.split('│').next()).collect();
    assert_snapshot!(sidebar.join("\n"), @"
    >全部        2 
     教育        0 
     医疗        0 
     就业        0 
     安全        2 
     乡村振兴    0 
     城市更新    0 
     关爱服务    0 
     水环境治理  0 
     交通出行    0 
     文化体育    0 
     营商环境    0
    ");
}

#[test]
fn an_empty_list_says_what_to_do() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("/ 地铁 <Enter>");
    assert_snapshot!(board.screen().lines().take(6).collect::<Vec<_>>().join("\n"), @"
     搜索: [地铁]                                                           0/25 项
     领域          │ 项目                         0/0 │ 详情
    >全部        0 │                                  │
     教育        0 │ 没有找到。试试拼音（tingche）、  │
     医疗        0 │ 首字母（tc），或少输几个字；按   │
     就业        0 │ Esc 删去最后一个词。             │
    ");
    let mut board = Board::open(Lang::En, 80, 24);
    board.press("h j j / parking <Enter>");
    assert_snapshot!(board.screen().lines().take(6).collect::<Vec<_>>().join("\n"), @"
     Search: [parking]                                                      2 of 25
     Domains       │ Projects                     0/0 │ Details
     All         2 │                                  │
     Education   0 │ No results in this domain, 2 in  │
    >Health      0 │ others: press a to show all      │
     Jobs        0 │ domains.                         │
    ");
}

#[test]
fn one_key_widens_an_empty_list_to_all_domains() {
    let mut board = Board::open(Lang::En, 80, 24);
    board.press("h j j / parking <Enter> a");
    assert_eq!((board.listed(), board.model.scope_domain()), (vec![20, 5], None));
}

#[test]
fn next_hit_goes_round_from_any_pane() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("/ 消防 <Enter> <Enter>");
    assert_eq!(board.listed(), [10, 21]);
    let mut hit = |key: &str| {
        board.press(key);
        board.selected()
    };
    assert_eq!([hit("n"), hit("n"), hit("N")], [Some(21), Some(10), Some(21)]);
    assert_eq!(board.model.nav.focus, Pane::Detail);
}

#[test]
fn a_paste_is_text_in_the_box_and_nothing_elsewhere() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    let before = board.model.clone();
    board.send(Msg::Paste("q\u{3}/停车\r".to_owned()));
    assert_eq!(board.model, before, "a paste is no string of commands");
    board.press("/");
    board.send(Msg::Paste("停车\r\n\u{1b}[2J".to_owned()));
    assert_eq!(board.model.search.input.text(), "停车  \u{fffd}[2J");
    board.send(Msg::Paste("长".repeat(1_000_000)));
    assert_eq!(board.model.search.input.text().chars().count(), 64);
}
