//! The command line itself: help, version, mistakes, language.

use super::{finish, program, run, run_line};

#[test]
fn help_is_all_of_one_language() {
    for command in [
        "",
        "list",
        "show",
        "frame",
        "check",
        "export",
        "import",
        "fmt",
        "diff",
        "completions",
        "man",
    ] {
        for flag in ["--help", "-h"] {
            let help = |lang| {
                run(command
                    .split(' ')
                    .filter(|word| !word.is_empty())
                    .chain([flag, "--lang", lang]))
                .out()
            };
            let zh = help("zh");
            for word in [
                "Usage",
                "Options",
                "OPTIONS",
                "Commands",
                "Arguments",
                "Print",
                "Show",
                "FORMAT",
                "help:",
                "default",
                "possible",
            ] {
                assert!(!zh.contains(word), "{word}:\n{zh}");
            }
            assert!(
                zh.contains(&format!("用法: minsheng {command}").trim_end().to_owned()),
                "{zh}"
            );
            let en = help("en");
            assert!(
                en.contains(&format!("Usage: minsheng {command}").trim_end().to_owned()),
                "{en}"
            );
            let chinese = en.chars().find(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
            assert_eq!(chinese, None, "{en}");
            for line in zh.lines().chain(en.lines()) {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= 200, "{line}");
            }
        }
    }
}

#[test]
fn the_version_is_one_line() {
    for args in ["--version", "-V", "--version --lang en"] {
        assert_eq!(run_line(args).out(), concat!("minsheng ", env!("CARGO_PKG_VERSION"), "\n"));
    }
}

#[test]
fn a_mistake_on_the_command_line_is_told_in_the_language_of_the_person() {
    for (args, zh, en) in [
        ("--foo", "未知的参数：--foo。", "Unknown argument: --foo. "),
        (
            "list --formt json",
            "未知的参数：--formt。你是不是想写 --format？",
            "Unknown argument: --formt. Did you mean --format? ",
        ),
        ("7 8", "未知的参数：8。", "Unknown argument: 8. "),
        ("show", "缺少 <编号>。", "<NO> is missing. "),
        ("check", "缺少 <文件>。", "<FILE> is missing. "),
        ("--data", "--data <文件> 后面缺少内容。", "--data <FILE> needs a value. "),
        (
            "list --format excel",
            "excel 不能用于 --format <格式>；可以写：table, json, csv, md, html。",
            "excel is not valid for --format <FORMAT>; possible values: table, json, csv, md, html. ",
        ),
        (
            "--config a --config b",
            "--config <文件> 写了不止一次，或者与别的选项冲突。",
            "--config <FILE> was given more than once, or conflicts with another option. ",
        ),
    ] {
        let args: Vec<&str> = args.split(' ').collect();
        let is_command = ["list", "show", "check"].contains(&args[0]);
        let help = if is_command { format!("help {}", args[0]) } else { "--help".to_owned() };
        assert_eq!(run(&args).err(2), format!("minsheng: {zh}用法见 minsheng {help}。\n"));
        let en = format!("minsheng: {en}See minsheng {help}.\n");
        assert_eq!(finish(program().env("LANG", "en_US.UTF-8").args(&args)).err(2), en);
    }
    let err = run_line("--lang fr").err(2);
    assert_eq!(
        err,
        "minsheng: fr 不能用于 --lang <zh|en>；可以写：zh, en。用法见 minsheng --help。\n"
    );
}

#[test]
fn a_command_that_is_misspelt_is_recognised() {
    for args in ["lst", "lst 停车", "lst 停车 --format json"] {
        assert_eq!(
            run_line(args).err(2),
            "minsheng: 未知的参数：lst。你是不是想写 list？用法见 minsheng --help。\n"
        );
    }
    assert_eq!(
        run_line("sho 5 --lang en").err(2),
        "minsheng: Unknown argument: sho. Did you mean show? See minsheng --help.\n"
    );
    assert_eq!(run_line("七").err(2), "七 不是项目编号；编号是整数，如 7\n");
}

#[test]
fn the_locale_chooses_the_language_and_the_option_wins() {
    let title = |variables: &[(&str, &str)], args: &[&str]| {
        let mut command = program();
        command.envs(variables.iter().copied()).args(["list", "停车", "--format", "csv"]);
        finish(command.args(args)).out().contains("停车")
    };
    for (variables, args, chinese) in [
        (&[][..], &[][..], true),
        (&[("LANG", "C.UTF-8")], &[], true),
        (&[("LANG", "zh_CN.UTF-8")], &[], true),
        (&[("LANG", "en_US.UTF-8")], &[], false),
        (&[("LANG", "de_DE.UTF-8")], &[], false),
        (&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "zh_CN")], &[], true),
        (&[("LANG", "zh_CN"), ("LC_ALL", "en_GB"), ("LC_MESSAGES", "zh_CN")], &[], false),
        (&[("LANG", "zh_CN"), ("LC_ALL", "")], &[], true),
        (&[("LC_ALL", "en_GB")], &["--lang", "zh"], true),
        (&[("LC_ALL", "zh_CN")], &["--lang=en"], false),
        (&[("LANG", "\u{1b}[31m")], &["--lang", "zh-Hans"], true),
    ] {
        assert_eq!(title(variables, args), chinese, "{variables:?} {args:?}");
    }
}

/// Returns the completions of the last word of `words`, without their descriptions.
fn completions(words: &[&str]) -> Vec<String> {
    let out = run(["complete", "--"].iter().chain(words)).out();
    out.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn what_is_offered_to_a_shell_is_what_the_command_line_takes() {
    for (words, offer) in [
        (&["sh"][..], &["show"][..]),
        (&["show", "24"], &["24"]),
        (&["show", "02"], &["02"]),
        (&["2", ""], &[]),
        (&["show", "2", "25"], &["25"]),
        (&["--domain", "he"], &["health"]),
        (&["--domain=he"], &["health"]),
        (&["--domain", "=", "he"], &["health"]),
        (&["--lang", "en", "--theme", "d"], &["dark"]),
        (&["list", "--format", ""], &["table", "json", "csv", "md", "html"]),
        (&["export", "--format="], &["xlsx", "csv", "json", "md", "html", "ron"]),
        (&["export", "--format", "="], &["xlsx", "csv", "json", "md", "html", "ron"]),
        (&["export", "--format=x"], &["xlsx"]),
        (&["export", "--format=ron"], &["ron"]),
        (&["show", "--format=md", "24"], &["24"]),
        (&["list", "停车", "--fo"], &["--format"]),
        (&["--", "--fo"], &[]),
        (&["check", "x"], &[":files"]),
        (&["diff", "old.ron", ""], &[":files"]),
        (&["--data", ""], &[":files"]),
        (&["export", "-o", ""], &[":files"]),
        (&["frame", "--keys", ""], &[]),
        (&["completions", ""], &["bash", "zsh", "fish"]),
        (&["compl"], &["completions"]),
        (&["no-such-thing", "--what", ""], &[]),
    ] {
        assert_eq!(completions(words), offer, "{words:?}");
    }
    // bash hands over `--lang=en` as three words, zsh and fish as one.
    for lang in [&["--lang", "en"][..], &["--lang=en"], &["--lang", "=", "en"]] {
        let words = [&["complete", "--"], lang, &["show", "20"]].concat();
        assert_eq!(run(words).out(), "20\tNew public parking spaces\n");
    }
    assert_eq!(completions(&["show", ""]).len(), 25);
    assert_eq!(completions(&[""]).last().map(String::as_str), Some("help"));
    // Every option of every command, as clap knows them, except those without meaning there.
    let command = minsheng::cli::command(minsheng::lang::Lang::Zh.strings());
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        let offered = completions(&[command.get_name(), "--"]);
        for arg in command.get_arguments() {
            let Some(long) = arg.get_long() else { continue };
            let is_offered = offered.contains(&format!("--{long}"));
            assert_eq!(is_offered, !arg.is_hide_set(), "{} {long}", command.get_name());
        }
    }
    let offered = completions(&["list", "--"]);
    assert!(offered.contains(&"--restricted".to_owned()), "{offered:?}");
    for hidden in ["--log", "--count", "--version"] {
        assert!(!offered.contains(&hidden.to_owned()), "{hidden} {offered:?}");
    }
}

#[test]
fn what_is_offered_is_of_the_programme_at_hand() {
    let (_folder, path) = super::data_file(&super::with_title("修路", ""));
    let path = path.to_str().unwrap();
    assert_eq!(run(["complete", "--", "--data", path, "show", ""]).out(), "01\t修路\n");
    assert_eq!(run(["--data", path, "complete", "--", "--domain", ""]).out(), "roads\t道路\n");
    // Completion prints no error messages.
    assert_eq!(run(["complete", "--", "--data", "/none", "show", ""]).out(), "");
    assert!(
        run(["--restricted", "complete", "--", "--data", path, "show", ""])
            .err(2)
            .contains("complete")
    );
}

#[test]
fn the_settings_are_explained_in_the_language_of_the_person() {
    let zh = run_line("config --print --lang zh").out();
    let en = run_line("config --print --lang en").out();
    assert!(zh.contains("// 配色：") && !zh.contains("Theme"), "{zh}");
    assert!(en.contains("// Theme: ") && !en.contains("配色"), "{en}");
    assert_eq!(run_line("config").out(), zh, "Chinese is the default");
    for setting in ["lang", "theme", "data", "keys", "ceiling"] {
        let line = format!("    // {setting}: ");
        assert!(zh.contains(&line) && en.contains(&line), "{setting}");
    }
}

#[test]
fn the_manual_names_every_command_option_and_key() {
    for (lang, heading) in [("zh", ".SH 按键"), ("en", ".SH KEYS")] {
        let page = run(["man", "--lang", lang]).out();
        for word in [
            "minsheng completions",
            "\\-\\-restricted",
            "\\-\\-strict",
            heading,
            "Ctrl\\-z",
            "config.ron",
        ] {
            assert!(page.contains(word), "{word}:\n{page}");
        }
        assert!(!page.contains("minsheng complete "), "{page}");
    }
}
