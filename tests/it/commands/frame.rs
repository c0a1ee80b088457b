//! `minsheng frame`.

use unicode_width::UnicodeWidthStr;

use super::{Run, data_file, run, run_line, with_title};

fn screen(run: Run, width: usize, height: usize) -> Vec<String> {
    let rows: Vec<String> = run.out().lines().map(str::to_owned).collect();
    assert_eq!(rows.len(), height);
    for row in &rows {
        assert_eq!(row.width(), width, "{row:?}");
    }
    rows
}

#[test]
fn a_screen_has_its_size_in_every_row() {
    for lang in ["zh", "en"] {
        screen(run(["frame", "--lang", lang]), 80, 24);
        screen(run(["frame", "--lang", lang, "--keys", "?"]), 80, 24);
        for (width, height) in [(40, 15), (120, 40), (1, 1), (20, 5)] {
            screen(
                run(["frame", "--lang", lang, "--size", &format!("{width}x{height}")]),
                width,
                height,
            );
        }
    }
}

#[test]
fn a_screen_of_absurd_size_is_cut_to_a_large_one() {
    screen(run_line("frame --size 65535x65535"), 400, 200);
}

#[test]
fn keys_do_what_they_do_on_the_board() {
    let rows = screen(run(["frame", "--keys", "/ 停车 <Enter>"]), 80, 24);
    assert!(rows.iter().any(|row| row.contains(">20 新增公共停车位项目")), "{}", rows.join("\n"));
    assert_eq!(
        run_line("frame --query 停车").out(),
        run(["frame", "--keys", "/ 停车 <Enter>"]).out(),
        "as on the command line"
    );
    assert!(screen(run_line("frame 7"), 80, 24).iter().any(|row| row.contains(">07 ")));
}

#[test]
fn the_key_that_quits_shows_the_last_screen() {
    assert_eq!(run_line("frame --keys q").out(), run_line("frame").out());
    assert_eq!(run(["frame", "--keys", "j q j j"]).out(), run_line("frame --keys j").out());
}

#[test]
fn styles_come_after_the_screen() {
    let text = run_line("frame --styles").out();
    let (rows, styles) = text.split_once("\n\n").unwrap();
    assert_eq!(format!("{rows}\n"), run_line("frame").out());
    for style in styles.lines() {
        let (row, rest) = style.split_once(": ").unwrap();
        assert!(
            row == "cursor" || row.parse().is_ok_and(|row: usize| row < 24) && rest.contains(".."),
            "{style}"
        );
    }
    assert!(
        run(["frame", "--styles", "--keys", "/"])
            .out()
            .lines()
            .last()
            .unwrap()
            .starts_with("cursor: ")
    );
}

#[test]
fn an_unknown_key_is_an_error() {
    assert_eq!(
        run(["frame", "--keys", "j <Foo>"]).err(2),
        "没有 <Foo> 这个键；键名见看板里的帮助（?）\n"
    );
    assert_eq!(
        run(["frame", "--keys", "<Foo>", "--lang", "en"]).err(2),
        "there is no key <Foo>; the help page (?) lists the names\n"
    );
}

#[test]
fn an_impossible_size_is_an_error() {
    for size in ["80", "x", "80x", "0x24", "80x0", "-1x5", "80 x 24", "99999x24", ""] {
        assert_eq!(
            run(["frame", &format!("--size={size}")]).err(2),
            format!("{size} 不是屏幕大小；写成 80x24 这样\n")
        );
        let err = run(["frame", "--lang", "en", &format!("--size={size}")]).err(2);
        assert_eq!(err, format!("{size} is not a screen size; write it like 80x24\n"));
    }
}

#[test]
fn a_theme_shows_in_the_styles() {
    let plain = run_line("frame").out();
    let styles = |args: &str| {
        run_line(&format!("frame --styles {args}")).out().split_once("\n\n").unwrap().1.to_owned()
    };
    assert_eq!(run_line("frame --theme dark").out(), plain, "a theme changes no text");
    assert!(styles("--theme dark").starts_with("0: 0.."));
    assert!(styles("--theme dark").contains(" bg=#1B1F27"), "{}", styles("--theme dark"));
    assert!(styles("--theme dark --color 256").contains(" bg=234"));
    assert!(!styles("--theme dark --color none").contains("bg="));
    assert_eq!(styles("--theme mono"), styles("--theme light --color none"));
}

#[test]
fn an_unknown_theme_is_an_error_that_names_the_known() {
    assert_eq!(
        run_line("frame --theme pink --lang en").err(2),
        "minsheng: pink is not valid for --theme <THEME>; possible values: auto16, dark, light, contrast, mono. \
         See minsheng help frame.\n"
    );
    assert!(run_line("frame --color 7").err(2).contains("none, 8, 16, 256, true"));
}

#[test]
fn a_frame_is_printed_for_the_terminal_that_is_named() {
    let row = |args: &str| {
        run_line(&format!("frame {args}")).out().lines().next().unwrap().trim().to_owned()
    };
    assert!(row("--ambiguous narrow").starts_with("2026年“温暖+1℃”民生实事项目"));
    assert!(row("--ambiguous wide").starts_with("2026年“温暖+1℃”民生实事项目"));
    assert!(row("--ambiguous safe").starts_with("2026年“ 温暖+1℃ ” 民生实事项目"));
    assert!(
        !run_line("frame --ascii").out().contains('│') && run_line("frame").out().contains('│')
    );
    assert!(run_line("frame --ambiguous broad").err(2).contains("narrow, wide, safe, auto"));
}

#[test]
fn a_title_too_long_for_any_code_is_named_as_that() {
    let (_folder, path) = data_file(&with_title(&"路".repeat(3_000), &"road ".repeat(1_000)));
    let path = path.to_str().unwrap();
    for (lang, text) in [
        ("zh", "这个项目的名称太长，二维码放不下；请看详情页。"),
        ("en", "This title is too long for a QR code; see the details."),
    ] {
        for size in ["80x24", "400x200"] {
            let args = ["frame", "--data", path, "--lang", lang, "--keys", "v", "--size", size];
            for ascii in [false, true] {
                let out = run(args.into_iter().chain(ascii.then_some("--ascii"))).out();
                let row = out.lines().nth(1).unwrap();
                assert_eq!(row.trim(), text, "{lang} {size} {ascii}");
            }
        }
    }
}

#[test]
fn a_larger_window_is_promised_only_if_a_larger_code_exists() {
    for (length, promised) in [(300, true), (3_000, false)] {
        let project = "domain: \"roads\", ";
        let places = format!("{project}places: [\"{}\"], ", "路".repeat(length));
        let (_folder, path) = data_file(&with_title("修路", "Roads").replace(project, &places));
        let path = path.to_str().unwrap();
        for (lang, omitted, remedy) in [
            ("zh", "放不下，没有写进去: 地点。", "窗口大一些就放得下。"),
            ("en", "Left out for lack of room: places.", "A larger window would fit everything."),
        ] {
            let out = run(["frame", "--data", path, "--lang", lang, "--keys", "v"]).out();
            let text = out.replace(['▀', '▄', '█'], " ");
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(omitted) && text.contains(remedy) == promised, "{length} {text}");
        }
    }
}
