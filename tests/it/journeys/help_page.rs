//! The help page in full.

use crate::support::Board;
use insta::assert_snapshot;
use minsheng::app::{Effect, Exit};
use minsheng::lang::Lang;

#[test]
fn the_help_page_names_every_key() {
    let mut board = Board::open(Lang::Zh, 80, 160);
    board.press("?");
    assert_snapshot!(board.screen(), @"
     按键帮助:                                                             打字筛选
     看板
    >? F1 :                帮助
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
     s                     排序
     o F6                  总览
     0-9                   按编号打开
     e F2                  语言：换成 English
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
     F5                    查看全部领域
     Ctrl-l                重绘屏幕
     Ctrl-z                挂起，回到命令行
     Ctrl-c                清空输入；再按一次退出

     总览里
     ? F1 :                帮助
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
     e F2                  语言：换成 English
     t F10                 切换配色
     + F11                 大字版（关怀版）
     M                     开关鼠标
     Ctrl-l                重绘屏幕
     Ctrl-z                挂起，回到命令行
     Ctrl-c                清空输入；再按一次退出

     复制菜单里
     ? F1 :                帮助
     y Enter F8            复制
     Esc q Left h          返回
     Backspace
     Down j Tab            下一行
     Up k Shift-Tab        上一行
     Home g                到开头
     End G                 到末尾
     e F2                  语言：换成 English
     t F10                 切换配色
     + F11                 大字版（关怀版）
     M                     开关鼠标
     Ctrl-l                重绘屏幕
     Ctrl-z                挂起，回到命令行
     Ctrl-c                清空输入；再按一次退出

     排序菜单里
     ? F1 :                帮助
     s Enter               排序
     Esc q Left h          返回
     Backspace
     Down j Tab            下一行
     Up k Shift-Tab        上一行
     Home g                到开头
     End G                 到末尾
     e F2                  语言：换成 English
     t F10                 切换配色
     + F11                 大字版（关怀版）
     M                     开关鼠标
     Ctrl-l                重绘屏幕
     Ctrl-z                挂起，回到命令行
     Ctrl-c                清空输入；再按一次退出

     二维码页
     ? F1 :                帮助
     Esc v F9 q Left h     返回
     Backspace
     Down j Tab            下一行
     Up k Shift-Tab        上一行
     Home g                到开头
     End G                 到末尾
     0-9                   按编号打开
     y F8                  复制
     e F2                  语言：换成 English
     t F10                 切换配色
     + F11                 大字版（关怀版）
     M                     开关鼠标
     Ctrl-l                重绘屏幕
     Ctrl-z                挂起，回到命令行
     Ctrl-c                清空输入；再按一次退出

     输入记号时
     F1                    帮助
     Esc                   返回
     F2                    语言：换成 English
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
     Enter 执行  Esc 返回  Down 下一行  Up 上一行                               1/2
    ");
}

#[test]
fn help_scrolls_on_a_small_screen_and_closes() {
    let mut board = Board::open(Lang::En, 40, 15);
    board.press("? <End>");
    assert_snapshot!(board.screen(), @"
     Keys:                   type to filter
     Right Ctrl-f         Cursor right
     Backspace Ctrl-h     Delete back
     Delete Ctrl-d        Delete forward
     Ctrl-w               Delete word back
     Ctrl-u               Clear
     F2                   Language: switch
                          to 中文
     F10                  Next theme
     Ctrl-l               Redraw the screen
     Ctrl-z               Suspend to the
                          shell
    >Ctrl-c               Clear input;
                          again to quit
     Enter Run  Esc Close  Down Down  16/16
    ");
    assert_eq!(board.press("?"), [], "the key that opened the page closes it");
    assert_eq!(board.press("q"), [Effect::Quit(Exit::Quit)]);
}
