//! Opening the board on screens of all sizes, in both languages, and leaving it.

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::{Effect, Exit, Msg};
use minsheng::lang::Lang;

#[test]
fn a_clerk_opens_the_board() {
    let board = Board::open(Lang::Zh, 80, 24);
    assert_snapshot!(board.screen(), @"
     2026年“温暖+1℃”民生实事项目                                 昆山高新区(玉山镇)
     领域          │ 项目                        1/25 │ 详情                    1/2
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
     ? 帮助  / 搜索  q 退出  Enter 看详情  ↑↓ 选项目  y 复制  v 二维码  f 筛选
    ");
}

#[test]
fn a_visitor_opens_the_board_in_english() {
    let board = Board::open(Lang::En, 120, 30);
    assert_snapshot!(board.screen(), @"
     Warmth +1°C: public projects for 2026                                             Kunshan High-tech Zone (Yushan Town)
     Domains         │ Projects                                             1/25 │ Details                              1/2
    >All          25 │>01 Better medical care across t..                         │ 01 Better medical care across the area  ▐
     Education     2 │ 02 More sports and leisure faci..                 5 sites │    区域优质医疗能级提升行动             ▐
     Health        2 │ 03 Sewer network and neighbourh..              19 estates │    Health                               ▐
     Jobs          2 │ 04 Silver Age Happiness: servic..                 3 sites │                                         ▐
     Public safety 2 │ 05 Huanqing Road reconstruction                   4 lanes │ Two hospital campuses work more closely ▐
     Rural         2 │ 06 Protecting the Buds: afforda..         5 kindergartens │ with leading hospitals of the Shanghai  ▐
     Urban renewal 2 │ 07 Renovation of an old residen..          874 households │ area to build specialties, train staff  ▐
     Care          3 │ 08 Wider access to public facil..      at least 3 schools │ and raise the standard of local care.   ▐
     Water         4 │ 09 Making river retaining walls..           about 1,896 m │                                         ▐
     Transport     2 │ 10 Safe Bolu: fire protection u..          about 1,500 m² │ Places                                  ▐
     Culture       3 │ 11 Services for children and yo..          300 households │ - City No. 2 Hospital, (new) Yushan     ▐
     Business      1 │ 12 Smart farming base upgrade                      6 sets │   Campus                                ▐
                     │ 13 Yushan Warm Sun: public empl..     50,000 service uses │ - Chengbei Campus                       ▐
                     │ 14 Medical services inside comp..      3,000-8,000 people │                                         ▐
                     │ 15 Culture and sports centre up..                         │ Partners                                ▐
                     │ 16 Pump and sluice station rebu..               173 gates │ - Fudan University Shanghai Cancer      ▐
                     │ 17 Lively Homes: renewing commu..                         │   Center                                ▐
                     │ 18 Home, school and community r..                  470 m² │ - Huadong Hospital Medical Alliance     ▐
                     │ 19 Sewage pumping station upgra..             11 stations │ - Ruijin Hospital, Shanghai             ▐
                     │ 20 New public parking spaces          at least 600 spaces │
                     │ 21 Yuanfeng Road fire and rescu..                         │ More
                     │ 22 High-standard farmland                  about 1,661 mu │ - Partners: top-grade (3A) hospitals of
                     │ 23 Jobs close by: high-quality..  more than 20,000 people │   the Yangtze River Delta
                     │ 24 High-tech Zone enterprise re..                         │ - Focus: building specialties, training
                     │ 25 Happiness in Yushan: buildin..                 4 teams │   staff
                     │                                                           │
                     │                                                           │ Source
     ? Help  / Search  q Quit  Enter Details  ↑↓ Project  y Copy  v QR code  f Filter  s Sort  : Command  o Overview  e 中文
    ");
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
fn two_panes_on_a_middling_screen() {
    let mut board = Board::open(Lang::Zh, 66, 15);
    assert_snapshot!(board.screen(), @"
     2026年“温暖+1℃”民生实事项目                   昆山高新区(玉山镇)
     项目                      1/25 │ 详情                        1/3
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
     ? 帮助  / 搜索  q 退出  Enter 看详情  ↑↓ 选项目  y 复制  v 二维码
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
     ? 帮助  / 搜索  q 退出  Esc 返回  Enter 看项目  ↑↓ 选领域  y 复制
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
fn the_language_changes_at_a_key_and_nothing_else_does() {
    let mut board = Board::open(Lang::Zh, 80, 24);
    board.press("2 0 e");
    assert_snapshot!(board.screen(), @"
     Warmth +1°C: public projects for 2026     Kunshan High-tech Zone (Yushan Town)
     Domains       │ Projects                   20/25 │ Details                 1/3
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
     ? Help  / Search  q Quit  Enter Details  ↑↓ Project  y Copy  v QR code  s Sort
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
