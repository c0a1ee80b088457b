//! The help page in full.

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::{Effect, Exit};
use minsheng::lang::Lang;

#[test]
fn the_help_page_names_every_key() {
    let mut board = Board::open(Lang::Zh, 80, 66);
    board.press("?");
    assert_snapshot!(board.screen(), @"
     按键帮助:                                                             打字筛选
     查找                                    外观
    >/ F3             搜索                   e F2             语言：换成 English
     :                命令行                 t F10            切换配色
     f                筛选                   + F11            大字版（关怀版）
     n F4             下一个结果             M                开关鼠标
     N Shift-F4       上一个结果
     a F5             查看全部领域           程序
     s                排序                   ? F1             帮助
     0-9              按编号打开             Ctrl-l           重绘屏幕
                                             Ctrl-z           挂起，回到命令行
     搜索框里可以写                          Ctrl-c           清空输入；再按一次退
     停车 tingche tc  汉字、拼音、首字母都                    出
                      行                     q                退出
     停车 | 充电      两样里有一样就行
     !道路            不要有这个词的         移动
     领域:教育        某个领域               Enter            打开
     地点:昆北路      某个地点               Esc Backspace    返回
     责任:住建        某个责任单位           Down j           下一行
     数量>=1000       数量这么多的           Up k             上一行
     编号:20          某个编号               Right l          右边的栏
                                             Left h           左边的栏
     带走                                    Tab              换栏
     y F8             复制                   Shift-Tab        上一栏
     v F9             二维码                 PgDn Ctrl-f      下一页
     Space            选取这一项，或取消     PgUp Ctrl-b      上一页
                      （再复制、导出、扫     Ctrl-d           下半页
                      码）                   Ctrl-u           上半页
     *                选取列出的全部，或全   Home g           到开头
                      部取消                 End G            到末尾
     w                导出选取的或列出的项   J Shift-Down     详情下滚
                      目                     Ctrl-e
                                             K Shift-Up       详情上滚
     查看                                    Ctrl-y
     z F7             详情占满全屏
     H                后退
     L                前进
     m                做记号
     '                跳到记号
     o F6             总览
     u                有什么变化
























     Enter 执行  Esc 返回  ↑↓ 选择
    ");
}

#[test]
fn help_scrolls_on_a_small_screen_and_closes() {
    let mut board = Board::open(Lang::En, 40, 15);
    board.press("? <End>");
    assert_snapshot!(board.screen(), @"
     Keys:                   type to filter
     Left h           Left pane
     Tab              Next pane
     Shift-Tab        Previous pane
     PgDn Ctrl-f      Page down
     PgUp Ctrl-b      Page up
     Ctrl-d           Half page down
     Ctrl-u           Half page up
     Home g           To the start
     End G            To the end
     J Shift-Down     Scroll details down
     Ctrl-e
    >K Shift-Up       Scroll details up
     Ctrl-y
     Enter Run  Esc Close  ↑↓ Choose    6/6
    ");
    assert_eq!(board.press("?"), [], "the key that opened the page closes it");
    assert_eq!(board.press("q"), [Effect::Quit(Exit::Quit)]);
}
