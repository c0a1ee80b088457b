//! Sessions of users: opening, searching, the mouse, the clipboard, the saved place and settings.

use std::fs;

use crate::support::corpus::Corpus;
use crate::support::pty::{Launch, count, eventually, find, rows, run};

use super::{board, is_typing};

#[test]
fn it_opens_on_the_shipped_programme() {
    let app = board();
    app.wait("1/25");
    app.wait("2026年“温暖+1℃”民生实事项目");
    app.wait_for_frame(&[]);
    assert!(!app.is_cooked());
}

#[test]
fn parking_is_found_by_what_an_input_method_sends_and_q_gives_the_terminal_back() {
    let app = board();
    app.send("/");
    app.wait_until("the cursor in the box", is_typing);
    for byte in "停车".bytes() {
        app.send([byte]);
    }
    app.wait(">20 新增公共停车位项目");
    app.wait_until("the cursor behind what is typed", |screen| {
        let (row, column) = screen.cursor_position();
        let before = column.checked_sub(2).and_then(|column| screen.cell(row, column));
        row == 0 && is_typing(screen) && before.is_some_and(|cell| cell.contents() == "车")
    });
    app.wait_until("its own screen, and pastes as such", |screen| {
        screen.alternate_screen() && screen.bracketed_paste()
    });
    app.send("\x1b");
    app.wait_until("the box closed", |screen| !is_typing(screen));
    app.send("q");
    app.assert_exit(0);
    app.assert_restored();
    let raw = app.raw();
    for mode in ["?1049", "?2004"] {
        assert_eq!(
            (count(&raw, &format!("\x1b[{mode}h")), count(&raw, &format!("\x1b[{mode}l"))),
            (1, 1),
            "{mode}"
        );
    }
}

#[test]
fn a_number_and_a_language_on_the_command_line_are_where_it_opens() {
    let app = Launch::board(&["20", "--lang", "en"]).start();
    app.wait(">20 New public parking");
    app.wait("20/25");
    app.wait_for_frame(&["20", "--lang", "en"]);
}

#[test]
fn a_window_of_any_size_keeps_the_selection() {
    let app = Launch::board(&["7"]).start();
    app.wait(">07 ");
    for size in [(80, 24), (40, 15), (30, 10), (120, 40), (1, 1), (200, 1), (1, 200), (200, 60)] {
        app.resize(size.0, size.1);
        if [(1, 1), (200, 1)].contains(&size) {
            // No text fits on such a screen, so there is nothing to wait for: the board just must
            // not end.
            continue;
        }
        app.wait_for_frame(&["7", "--size", &format!("{}x{}", size.0, size.1)]);
        assert_eq!(app.screen().join("").contains("窗口太小"), size == (30, 10));
    }
    app.send("q");
    app.assert_exit(0);
}

#[test]
fn two_hundred_sizes_in_a_row_end_with_the_right_frame() {
    let app = Launch::board(&["7"]).start();
    app.wait(">07 ");
    for step in 0..200 {
        app.resize(20 + step * 37 % 150, 5 + step * 23 % 50);
    }
    app.resize(101, 31);
    app.wait_for_frame(&["7", "--size", "101x31"]);
}

#[test]
fn esc_closes_the_help_page() {
    let app = board();
    app.send("?");
    app.wait("按键帮助");
    app.send("\x1b");
    app.wait_for_frame(&[]);
}

#[test]
fn a_key_that_is_let_go_has_its_page_on_the_screen() {
    let app = board();
    // Faster than typing: like a key that is held down.
    for row in 2..=12 {
        app.send("j");
        app.wait(&format!(">{row:02} "));
    }
    app.wait_for_frame(&["12"]);
    eventually("it sleeps, with no timer set", || app.is_sleeping());
}

#[test]
fn a_large_catalog_is_searched_while_keys_go_on() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), Corpus::new(2026).ron(10_001)).unwrap();
    let app = Launch::board(&["--data", file.path().to_str().unwrap()]).start();
    app.wait("1/10001");
    app.send("/ting");
    app.wait("ting");
    app.send("che");
    app.wait_until("what was found", |screen| {
        let header = &rows(screen)[0];
        header.contains("tingche")
            && header.ends_with("/10001 项")
            && !header.ends_with(" 10001/10001 项")
    });
    app.send("\rj");
    app.wait(" 2/");
    app.send("q");
    app.assert_exit(0);
    app.assert_restored();
}

#[test]
fn the_mouse_is_taken_by_a_key_and_given_back_at_the_end() {
    let app = Launch::board(&[]).allow_mouse().start();
    app.wait("1/25");
    app.send("M");
    app.wait("鼠标已启用");
    app.send("\x1b[<0;30;7M\x1b[<0;30;7m");
    app.wait(">05 寰庆路");
    app.send("q");
    app.assert_exit(0);
    app.assert_restored();
    let raw = app.raw();
    for mode in ["?1000", "?1002", "?1006"] {
        let [on, off] = ["h", "l"].map(|end| find(&raw, &format!("\x1b[{mode}{end}")));
        assert!(on.is_some() && on < off, "{mode} is given back");
    }
}

#[test]
fn a_text_goes_to_the_clipboard_of_the_terminal() {
    let app = Launch::board(&["20", "--lang", "en"]).allow_clipboard().start();
    app.wait(">20 ");
    app.send("yjjy");
    app.wait("Sent to the terminal's clipboard");
    // "New public parking spaces"
    assert_eq!(count(&app.raw(), "\x1b]52;c;TmV3IHB1YmxpYyBwYXJraW5nIHNwYWNlcw==\x1b\\"), 1);
    app.send("\x1b");
    app.wait_until("the menu closed", |screen| rows(screen)[1].contains("Projects"));
    app.send("q");
    app.assert_exit(0);
}

#[test]
fn in_tmux_the_text_is_wrapped_for_it_too() {
    let app =
        Launch::board(&["20"]).env("TMUX", "/tmp/tmux-1000/default,1,0").allow_clipboard().start();
    app.wait(">20 ");
    app.send("yy");
    app.wait("已发送到终端的剪贴板");
    assert_eq!(count(&app.raw(), "\x1bPtmux;\x1b\x1b]52;c;"), 1);
    app.send("\x03\x03");
    app.assert_exit(0);
}

#[test]
fn staff_come_back_to_where_they_left_and_a_place_on_the_command_line_goes_first() {
    let home = tempfile::tempdir().unwrap();
    let state = home.path().to_str().unwrap();
    let leave = |args: &[&str], shown: &str, keys: &str| {
        let app = Launch::board(args).env("XDG_STATE_HOME", state).start();
        app.wait(shown);
        app.send(keys);
        app.assert_exit(0);
    };
    leave(&[], " 1/25", "16q");
    leave(&[], ">16 站闸翻建", "q");
    leave(&["--domain", "health"], ">01 区域优质医疗", "Gq");
    leave(&[], ">14 医疗服务进企业", "q");
    // The session of one file does not apply to another.
    let other = home.path().join("other.ron");
    let text = "(title: \"清单\", domains: [(id: \"a\", name: \"道路\")], projects: [(no: 1, domain: \"a\", title: \"一条路\")])";
    std::fs::write(&other, text).unwrap();
    let other = ["--data", other.to_str().unwrap()];
    leave(&[], ">14 医疗服务进企业", "a/闸翻建\rq");
    leave(&[], ">16 站闸翻建", "q");
    leave(&other, ">01 一条路", "q");
    // What was searched for is not kept: the next citizen asks for something else.
    leave(&other, ">01 一条路", "/没有这个\rq");
    leave(&other, ">01 一条路", "q");
    std::fs::write(
        home.path().join("minsheng/place.ron"),
        "(no: Some(99), domain: Some(\"gone\"), query: \"",
    )
    .unwrap();
    leave(&[], " 1/25", "q");
}

#[test]
fn what_a_person_has_set_counts_unless_the_command_line_says_otherwise() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("minsheng")).unwrap();
    let file = home.path().join("minsheng/config.ron");
    let settings =
        "(lang: \"en\", ascii: true, mouse: true, keys: (board: [(keys: [\"x\"], action: quit)]))";
    std::fs::write(&file, settings).unwrap();
    let start = |args: &[&str]| {
        Launch::board(args)
            .env("XDG_CONFIG_HOME", home.path().to_str().unwrap())
            .allow_mouse()
            .start()
    };
    let app = start(&[]);
    app.wait("| Projects");
    app.send("\x1b[<0;30;7M\x1b[<0;30;7m");
    app.wait(">05 Huanqing Road");
    app.send("qx");
    app.assert_exit(0);
    let app = start(&["--lang", "zh"]);
    app.wait("| 项目");
    app.send("x");
    app.assert_exit(0);
    let app = start(&["--restricted"]);
    app.wait("│ 项目");
    app.send("q");
    app.assert_exit(0);
    std::fs::write(&file, "(lang: en)").unwrap();
    let output = run(&[], &[("XDG_CONFIG_HOME", home.path().to_str().unwrap())]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr.contains("minsheng/config.ron:1:8: ") && stderr.contains("minsheng config --print"),
        "{stderr}"
    );
}
