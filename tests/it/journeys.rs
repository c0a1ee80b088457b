//! User journeys: keys, and the resulting screen.

#![allow(clippy::too_many_lines, reason = "the expected screens are long")]

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::{Effect, Exit, Msg, Pane};
use minsheng::lang::Lang;

#[test]
fn a_clerk_opens_the_board() {
    let board = Board::open(Lang::Zh, 80, 24);
    assert_snapshot!(board.screen(), @"
     2026年“温暖+1℃”民生实事项目                                 昆山高新区(玉山镇)
     领域          │ 项目                        1/25 │ 详情                     0%
    >全部       25 │>01 区域优质医疗能级提升行动 医疗 │ 01 区域优质医疗能级提升行动▐
     教育        2 │ 02 “家门口”设施扩容工程     文化 │    Better medical care     ▐
     医疗        2 │ 03 管网、地块改造工程       水环 │    across the area         ▐
     就业        2 │ 04 “银龄幸福”乐享工程       关爱 │    医疗                    ▐
     安全        2 │ 05 寰庆路道路改造工程       交通 │                            ▐
     乡村振兴    2 │ 06 普惠托育“护蕾”行动       教育 │ 以玉山、城北两个院区为依   ▐
     城市更新    2 │ 07 老旧小区改造工程         城市 │ 托，同上海等地的大医院加深 ▐
     关爱服务    3 │ 08 公共资源扩圈工程         文化 │ 协作，建好专科、培养人才， ▐
     水环境治理  4 │ 09 河道挡墙隐患整治工程     水环 │ 提高本地诊疗水平。         ▐
     交通出行    2 │ 10 “平安柏庐”消防保障升级.. 安全 │                            ▐
     文化体育    3 │ 11 “童享服务”供给工程       关爱 │ 地点                       ▐
     营商环境    1 │ 12 智慧大田应用基地提升工程 乡村 │ - 市二院(新)玉山院区       ▐
                   │ 13 “玉山暖阳”公共就业服务.. 就业 │ - 城北院区                 ▐
                   │ 14 医疗服务进企业行动       医疗 │
                   │ 15 文体载体提档工程         文化 │ 合作方
                   │ 16 站闸翻建及安全隐患整治.. 水环 │ - 上海复旦大学附属肿瘤医院
                   │ 17 “悦动家园”共建行动       城市 │ - 华东医院医疗联盟
                   │ 18 家校社共育工程           教育 │ - 上海瑞金医院
                   │ 19 泵站设施改造工程         水环 │
                   │ 20 新增公共停车位项目       交通 │ 更多
                   │ 21 元丰路政府专职消防救援.. 安全 │ - 合作对象：“长三角”地区三
     ? 帮助  / 搜索  Enter 打开  Esc 返回  o 总览  0-9 按编号打开  e English
    ");
}

#[test]
fn a_visitor_opens_the_board_in_english() {
    let board = Board::open(Lang::En, 120, 30);
    assert_snapshot!(board.screen(), @"
     Warmth +1°C: public projects for 2026                                             Kunshan High-tech Zone (Yushan Town)
     Domains            │ Projects                                      1/25 │ Details                                   0%
    >All             25 │>01 Better medical care across the..  Health        │ 01 Better medical care across the area      ▐
     Education        2 │ 02 More sports and leisure facilit.. Culture       │    区域优质医疗能级提升行动                 ▐
     Health           2 │ 03 Sewer network and neighbourhood.. Water         │    Health                                   ▐
     Jobs             2 │ 04 Silver Age Happiness: services..  Care          │                                             ▐
     Public safety    2 │ 05 Huanqing Road reconstruction      Transport     │ Two hospital campuses work more closely with▐
     Rural            2 │ 06 Protecting the Buds: affordable.. Education     │ leading hospitals of the Shanghai area to   ▐
     Urban renewal    2 │ 07 Renovation of an old residentia.. Urban renewal │ build specialties, train staff and raise the▐
     Care             3 │ 08 Wider access to public faciliti.. Culture       │ standard of local care.                     ▐
     Water & drainage 4 │ 09 Making river retaining walls safe Water         │                                             ▐
     Transport        2 │ 10 Safe Bolu: fire protection upgr.. Public safety │ Places                                      ▐
     Culture & sport  3 │ 11 Services for children and young.. Care          │ - City No. 2 Hospital, (new) Yushan Campus  ▐
     Business         1 │ 12 Smart farming base upgrade        Rural         │ - Chengbei Campus                           ▐
                        │ 13 Yushan Warm Sun: public employm.. Jobs          │                                             ▐
                        │ 14 Medical services inside companies Health        │ Partners                                    ▐
                        │ 15 Culture and sports centre upgra.. Culture       │ - Fudan University Shanghai Cancer Center   ▐
                        │ 16 Pump and sluice station rebuild.. Water         │ - Huadong Hospital Medical Alliance         ▐
                        │ 17 Lively Homes: renewing communit.. Urban renewal │ - Ruijin Hospital, Shanghai                 ▐
                        │ 18 Home, school and community rais.. Education     │                                             ▐
                        │ 19 Sewage pumping station upgrades   Water         │ More                                        ▐
                        │ 20 New public parking spaces         Transport     │ - Partners: top-grade (3A) hospitals of the ▐
                        │ 21 Yuanfeng Road fire and rescue b.. Public safety │   Yangtze River Delta
                        │ 22 High-standard farmland            Rural         │ - Focus: building specialties, training
                        │ 23 Jobs close by: high-quality ful.. Jobs          │   staff
                        │ 24 High-tech Zone enterprise restr.. Business      │
                        │ 25 Happiness in Yushan: building h.. Care          │ Source
                        │                                                    │ Warmth +1°C: public projects for 2026
                        │                                                    │ Zhimei Kungaoxin (智美昆高新), via Diyi
     ? Help  / Search  Enter Open  Esc Close  o Overview  0-9 Go to number  e 中文  Tab Next pane  q Quit
    ");
}

#[test]
fn a_clerk_finds_the_parking_spaces_in_chinese() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("/ 停车");
    assert_snapshot!(board.screen(), @"
     搜索: 停车                                                             1/25 项
     领域          │ 项目                         1/1 │ 详情                     0%
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
     Domains       │ Projects                     1/2 │ Details                  0%
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
     ? Help  / Search  Enter Open  Esc Close  o Overview  0-9 Go to number  e 中文
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
    14: 17..22 BOLD
    14: 29..32 BOLD
    14: 39..40 BOLD
    14: 47..50 BOLD
    14: 63..64 BOLD
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
fn esc_goes_back_one_layer_at_a_time_and_never_out() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("h j j l / 医疗 <Enter> <Enter> ?");
    assert_eq!(board.model.nav.focus, Pane::Detail);
    let state = |board: &Board| {
        (
            board.header(),
            board.model.nav.focus,
            board.listed().len(),
            board.model.scope_domain().is_some(),
        )
    };
    let mut seen = vec![state(&board)];
    for _ in 0..6 {
        assert_eq!(board.press("<Esc>"), []);
        seen.push(state(&board));
    }
    let help = "按键帮助:                                                             打字筛选";
    let programme =
        "2026年“温暖+1℃”民生实事项目                                 昆山高新区(玉山镇)";
    let search = "搜索: [医疗]                                                           2/25 项";
    assert_eq!(
        seen,
        [
            (help.to_owned(), Pane::Detail, 2, true),
            (search.to_owned(), Pane::Detail, 2, true),
            (search.to_owned(), Pane::Projects, 2, true),
            (programme.to_owned(), Pane::Projects, 2, true),
            (programme.to_owned(), Pane::Projects, 25, false),
            (programme.to_owned(), Pane::Projects, 25, false),
            (programme.to_owned(), Pane::Projects, 25, false),
        ]
    );
}

#[test]
fn two_digits_go_to_a_project_from_anywhere() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("2");
    assert!(board.footer().starts_with("到项目编号 2_"), "{}", board.footer());
    board.press("0");
    assert_eq!(board.selected(), Some(20));
    board.press("０ ７");
    assert_eq!(board.selected(), Some(7), "full-width digits of an input method");
    board.press("9 <Enter>");
    assert_eq!(board.selected(), Some(9), "one digit and Enter");
    board.press("/ 医疗 <Enter> 2 0");
    assert_eq!(
        (board.selected(), board.listed().len()),
        (Some(20), 25),
        "a filter does not hide what one asks for"
    );
    board.press("3 j");
    assert_eq!(board.selected(), Some(21), "another key forgets the digit");
}

#[test]
fn an_unknown_number_names_the_nearest() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("j 9 9");
    assert_eq!(board.footer(), "没有 99 号项目，最接近的是 23, 24, 25");
    assert_eq!(board.selected(), Some(2));
    board.press("e");
    assert!(!board.footer().contains("99"), "said once");
}

#[test]
fn arrows_and_letters_move_alike() {
    for (letters, arrows) in [
        ("j j k", "<Down> <Down> <Up>"),
        ("G g j", "<End> <Home> <Down>"),
        ("l J", "<Right> <Shift-Down>"),
        ("<Ctrl-f> <Ctrl-b>", "<PgDn> <PgUp>"),
        ("h j j l", "<Left> <Down> <Down> <Right>"),
        ("ｊ ｊ ｋ", "j j k"),
        ("／ 停 <Esc>", "/ 停 <Esc>"),
        ("、 停 <Esc>", "<F3> 停 <Esc>"),
        ("？", "<F1>"),
    ] {
        let [mut one, mut two] = [(); 2].map(|()| Board::open(Lang::Zh, 80, 24));
        one.press(letters);
        two.press(arrows);
        assert_eq!(one.model, two.model, "{letters} / {arrows}");
    }
}

#[test]
fn half_pages_and_ends() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    let mut at = |keys: &str| {
        board.press(keys);
        board.selected()
    };
    assert_eq!(
        [at("<Ctrl-d>"), at("<Ctrl-u>"), at("<PgDn>"), at("G"), at("j"), at("g")]
            .map(Option::unwrap_or_default),
        [11, 1, 21, 25, 25, 1]
    );
}

#[test]
fn the_detail_scrolls_to_its_end_and_back() {
    let mut board = Board::open(Lang::Zh, 40, 15);
    board.press("0 1 <Enter> G");
    assert_snapshot!(board.screen(), @"
    2026年“温暖+1℃”民生实事项目
    领域  项目  详情                  100%
    更多
    - 合作对象：“长三角”地区三甲医院
    - 重点：专科建设、人才培养

    来源
    2026年“温暖+1℃”民生实事项目
    智美昆高新，经第一昆山网
    2026-01-27                            ▐
    项目由人大代表票决产生。公告点名十一个▐
    领域中的六个，其余五个和各项目的归类由▐
    本清单整理。摘要由本清单自行撰写，数字▐
    和名称照公告。                        ▐
    ? 帮助  / 搜索  Enter 打开  Esc 返回
    ");
    board.press("k");
    let one_up = board.screen();
    board.press("j j j");
    assert_ne!(board.screen(), one_up);
    board.press("k");
    assert_eq!(board.screen(), one_up, "nothing is counted past the end");
    board.press("<Esc> j <Enter>");
    assert!(board.rows()[2].starts_with(" 02 "), "another project's page starts at its top");
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
fn the_domain_narrows_the_list_at_once() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("0 6 h j");
    assert_eq!(
        (board.listed(), board.selected()),
        (vec![6, 18], Some(6)),
        "the selected project stays selected"
    );
    board.press("j");
    assert_eq!((board.listed(), board.selected()), (vec![1, 14], Some(1)));
    board.press("k k");
    assert_eq!((board.listed().len(), board.selected()), (25, Some(6)));
}

#[test]
fn resizing_keeps_selection_and_scroll() {
    let mut board = Board::open(Lang::Zh, 120, 40);
    board.press("0 1 <Enter> J J J");
    let before = board.screen();
    for (width, height) in [(80, 24), (40, 15), (10, 3), (1, 1), (0, 0), (200, 60), (120, 40)] {
        board.resize(width, height);
        assert_eq!(board.selected(), Some(1));
        board.draw();
    }
    assert_eq!(board.screen(), before);
}

#[test]
fn a_window_that_is_too_small_says_so() {
    let mut board = Board::open(Lang::Zh, 30, 10);
    assert_snapshot!(board.screen().trim_end(), @"
    窗口太小：至少要 40x15，现在是
    30x10。请放大窗口。
    ");
    board.resize(39, 40);
    assert!(board.screen().contains("39x40"));
    board.press("e");
    assert_snapshot!(board.screen().trim_end(), @"
    The window is too small: it needs at
    least 40x15, and has 39x40. Please
    enlarge it.
    ");
    board.resize(40, 15);
    assert!(board.header().contains("Warmth"));
}

#[test]
fn the_help_page_names_every_key() {
    let mut board = Board::open(Lang::Zh, 80, 160);
    board.press("?");
    assert_snapshot!(board.screen(), @"
     按键帮助:                                                             打字筛选
     看板
    >? F1                  帮助
     / F3                  搜索
     Enter                 打开
     Esc Backspace         返回
     Down j                下一行
     Up k                  上一行
     Right l               右边的栏
     Left h                左边的栏
     Tab                   换栏
     Shift-Tab             上一栏
     PgDn Space Ctrl-f     下一页
     PgUp Ctrl-b           上一页
     Ctrl-d                下半页
     Ctrl-u                上半页
     Home g                到开头
     End G                 到末尾
     J Shift-Down Ctrl-e   详情下滚
     K Shift-Up Ctrl-y     详情上滚
     z F7                  详情占满全屏
     H                     后退
     L                     前进
     m                     做记号
     '                     跳到记号
     y F8                  复制
     v F9                  二维码
     n F4                  下一个结果
     N Shift-F4            上一个结果
     a F5                  查看全部领域
     o F6                  总览
     0-9                   按编号打开
     e F2                  English
     t F10                 切换配色
     + F11                 大字版（关怀版）
     M                     开关鼠标
     Ctrl-l                重绘屏幕
     Ctrl-z                挂起，回到命令行
     Ctrl-c                清空输入；再按一次退出
     q                     退出

     搜索框里
     F1                    帮助
     Enter                 看结果
     Esc                   返回
     Up                    上一条搜索
     Down                  下一条搜索
     Ctrl-n                下一行
     Ctrl-p                上一行
     PgDn                  下一页
     PgUp                  上一页
     Left Ctrl-b           光标左移
     Right Ctrl-f          光标右移
     Home Ctrl-a           光标到开头
     End Ctrl-e            光标到末尾
     Backspace Ctrl-h      删除前一个字
     Delete Ctrl-d         删除后一个字
     Ctrl-w                删除前一个词
     Ctrl-u                清空
     Ctrl-l                重绘屏幕
     Ctrl-z                挂起，回到命令行
     Ctrl-c                清空输入；再按一次退出

     总览里
     ? F1                  帮助
     / F3                  搜索
     Enter Right l         打开
     Esc o F6 q Left h     返回
     Backspace
     Down j Tab            下一行
     Up k Shift-Tab        上一行
     PgDn Space Ctrl-f     下一页
     PgUp Ctrl-b           上一页
     Ctrl-d                下半页
     Ctrl-u                上半页
     Home g                到开头
     End G                 到末尾
     H                     后退
     L                     前进
     m                     做记号
     '                     跳到记号
     0-9                   按编号打开
     e F2                  English
     t F10                 切换配色
     + F11                 大字版（关怀版）
     M                     开关鼠标
     Ctrl-l                重绘屏幕
     Ctrl-z                挂起，回到命令行
     Ctrl-c                清空输入；再按一次退出

     复制菜单里
     ? F1                  帮助
     y Enter F8            复制
     Esc q Left h          返回
     Backspace
     Down j Tab            下一行
     Up k Shift-Tab        上一行
     Home g                到开头
     End G                 到末尾
     e F2                  English
     t F10                 切换配色
     + F11                 大字版（关怀版）
     M                     开关鼠标
     Ctrl-l                重绘屏幕
     Ctrl-z                挂起，回到命令行
     Ctrl-c                清空输入；再按一次退出

     二维码页
     ? F1                  帮助
     Esc v F9 q Left h     返回
     Backspace
     Down j Tab            下一行
     Up k Shift-Tab        上一行
     Home g                到开头
     End G                 到末尾
     0-9                   按编号打开
     e F2                  English
     t F10                 切换配色
     + F11                 大字版（关怀版）
     M                     开关鼠标
     Ctrl-l                重绘屏幕
     Ctrl-z                挂起，回到命令行
     Ctrl-c                清空输入；再按一次退出

     输入记号时
     F1                    帮助
     Esc                   返回
     F2                    English
     Ctrl-l                重绘屏幕
     Ctrl-z                挂起，回到命令行
     Ctrl-c                清空输入；再按一次退出

     本页
     Enter                 执行
     Esc ? F1              返回
     Down Ctrl-n Tab       下一行
     Up Ctrl-p Shift-Tab   上一行
     PgDn                  下一页
     PgUp                  上一页
     Home                  到开头
     End                   到末尾
     Left Ctrl-b           光标左移
     Right Ctrl-f          光标右移
     Backspace Ctrl-h      删除前一个字
     Delete Ctrl-d         删除后一个字
     Ctrl-w                删除前一个词
     Ctrl-u                清空
     F2                    English
     F10                   切换配色
     Ctrl-l                重绘屏幕
     Ctrl-z                挂起，回到命令行
     Ctrl-c                清空输入；再按一次退出







     Enter 执行  Esc 返回  Down 下一行  Up 上一行
    ");
}

#[test]
fn help_scrolls_on_a_small_screen_and_closes() {
    let mut board = Board::open(Lang::En, 40, 15);
    board.press("? <End>");
    assert_snapshot!(board.screen(), @"
     Keys:                   type to filter
     Left Ctrl-b          Cursor left
     Right Ctrl-f         Cursor right
     Backspace Ctrl-h     Delete back
     Delete Ctrl-d        Delete forward
     Ctrl-w               Delete word back
     Ctrl-u               Clear
     F2                   中文
     F10                  Next theme
     Ctrl-l               Redraw the screen
     Ctrl-z               Suspend to the
                          shell
    >Ctrl-c               Clear input;
                          again to quit
     Enter Run  Esc Close  Down Down   100%
    ");
    assert_eq!(board.press("?"), [], "the key that opened the page closes it");
    assert_eq!(board.press("q"), [Effect::Quit(Exit::Quit)]);
}

#[test]
fn two_panes_on_a_middling_screen() {
    let mut board = Board::open(Lang::Zh, 66, 15);
    assert_snapshot!(board.screen(), @"
     2026年“温暖+1℃”民生实事项目                   昆山高新区(玉山镇)
     项目                      1/25 │ 详情                         0%
    >01 区域优质医疗能级提升.. 医疗 │ 01 区域优质医疗能级提升行动    ▐
     02 “家门口”设施扩容工程   文化 │    Better medical care across  ▐
     03 管网、地块改造工程     水环 │    the area                    ▐
     04 “银龄幸福”乐享工程     关爱 │    医疗                        ▐
     05 寰庆路道路改造工程     交通 │
     06 普惠托育“护蕾”行动     教育 │ 以玉山、城北两个院区为依托，同
     07 老旧小区改造工程       城市 │ 上海等地的大医院加深协作，建好
     08 公共资源扩圈工程       文化 │ 专科、培养人才，提高本地诊疗水
     09 河道挡墙隐患整治工程   水环 │ 平。
     10 “平安柏庐”消防保障升.. 安全 │
     11 “童享服务”供给工程     关爱 │ 地点
     12 智慧大田应用基地提升.. 乡村 │ - 市二院(新)玉山院区
     ? 帮助  / 搜索  Enter 打开  Esc 返回  o 总览  0-9 按编号打开
    ");
    board.press("h");
    assert_snapshot!(board.screen(), @"
     2026年“温暖+1℃”民生实事项目                   昆山高新区(玉山镇)
     领域                 │ 项目                                 1/25
    >全部              25 │>01 区域优质医疗能级提升行动          医疗
     教育               2 │ 02 “家门口”设施扩容工程              文化
     医疗               2 │ 03 管网、地块改造工程                水环
     就业               2 │ 04 “银龄幸福”乐享工程                关爱
     安全               2 │ 05 寰庆路道路改造工程                交通
     乡村振兴           2 │ 06 普惠托育“护蕾”行动                教育
     城市更新           2 │ 07 老旧小区改造工程                  城市
     关爱服务           3 │ 08 公共资源扩圈工程                  文化
     水环境治理         4 │ 09 河道挡墙隐患整治工程              水环
     交通出行           2 │ 10 “平安柏庐”消防保障升级项目        安全
     文化体育           3 │ 11 “童享服务”供给工程                关爱
     营商环境           1 │ 12 智慧大田应用基地提升工程          乡村
     ? 帮助  / 搜索  Enter 打开  Esc 返回  o 总览  0-9 按编号打开
    ");
}

#[test]
fn ctrl_c_clears_first_asks_once_and_then_quits() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    assert_eq!(board.press("/ 停车 <Ctrl-c>"), []);
    assert_eq!(board.listed().len(), 25);
    assert_eq!(board.press("<Ctrl-c>"), []);
    assert_eq!(board.footer(), "再按一次 Ctrl-C 退出");
    assert_eq!(board.press("j <Ctrl-c>"), [], "another key in between disarms it");
    assert_eq!(board.press("<Ctrl-c>"), [Effect::Quit(Exit::Quit)]);
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

#[test]
fn the_language_changes_at_a_key_and_nothing_else_does() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("2 0 e");
    assert_snapshot!(board.screen(), @"
     Warmth +1°C: public projects for 2026     Kunshan High-tech Zone (Yushan Town)
     Domains       │ Projects                   20/25 │ Details                  0%
    >All        25 │ 01 Better medical care across..  │ 20 New public parking      ▐
     Education   2 │ 02 More sports and leisure fac.. │    spaces                  ▐
     Health      2 │ 03 Sewer network and neighbour.. │    新增公共停车位项目      ▐
     Jobs        2 │ 04 Silver Age Happiness: servi.. │    Transport & parking     ▐
     Public      2 │ 05 Huanqing Road reconstruction  │    (classified by this     ▐
     Rural       2 │ 06 Protecting the Buds: afford.. │    catalogue)              ▐
     Urban       2 │ 07 Renovation of an old reside.. │                            ▐
     Care        3 │ 08 Wider access to public faci.. │ Car parks by a school,     ▐
     Water       4 │ 09 Making river retaining wall.. │ beside roads and under     ▐
     Transport   2 │ 10 Safe Bolu: fire protection..  │ hotels are finished and    ▐
     Culture     3 │ 11 Services for children and y.. │ opened to the public.
     Business    1 │ 12 Smart farming base upgrade    │
                   │ 13 Yushan Warm Sun: public emp.. │ Targets
                   │ 14 Medical services inside com.. │ - New public parking spaces
                   │ 15 Culture and sports centre u.. │   at least 600 spaces
                   │ 16 Pump and sluice station reb.. │
                   │ 17 Lively Homes: renewing comm.. │ Places
                   │ 18 Home, school and community..  │ - Chengbei High-tech Park
                   │ 19 Sewage pumping station upgr.. │   Primary School
                   │>20 New public parking spaces     │ - East side of Kunbei Road
                   │ 21 Yuanfeng Road fire and resc.. │ - Car parks on both sides
     ? Help  / Search  Enter Open  Esc Close  o Overview  0-9 Go to number  e 中文
    ");
    board.press("e");
    assert_eq!(board.selected(), Some(20));
}

#[test]
fn the_system_s_wishes_become_effects() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    assert_eq!(board.send(Msg::Terminate(15)), [Effect::Quit(Exit::Signal(15))]);
    assert_eq!(board.send(Msg::Suspend), [Effect::Suspend]);
    assert_eq!(board.send(Msg::Resumed), [Effect::Redraw]);
    assert_eq!(board.press("<Ctrl-z> <Ctrl-l>"), [Effect::Suspend, Effect::Redraw]);
    board.send(Msg::CannotSuspend);
    assert_eq!(board.footer(), "这里不能挂起：没有可以返回的命令行");
}
