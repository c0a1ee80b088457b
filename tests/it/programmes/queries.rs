//! Searches and commands over several programmes.

use std::collections::BTreeSet;
use std::fs;

use minsheng::executor::Sequential;
use minsheng::format::builtin;
use minsheng::index::{Index, naive_search};
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use minsheng::query::Query;
use proptest::prelude::*;

use super::{INVENTED, example, folder, merged, run_command, text};

/// Returns the match mode of a query, and the files and numbers of the projects it finds.
fn found(
    catalog: &Catalog,
    file: &str,
    typed: &str,
) -> (minsheng::query::MatchMode, BTreeSet<(String, u32)>) {
    let found = Index::new(catalog).search(catalog, &Query::parse(typed), None);
    if found.rewriting().is_some() {
        // Parts of the query may be known to one catalog and not to the others.
        return Default::default();
    }
    let id = |at| {
        let project = catalog.project(at);
        let id = catalog.project_id(&project);
        (if id.file.is_empty() { file.to_owned() } else { id.file.to_string() }, project.no.0)
    };
    (found.mode, found.hits().map(|hit| id(hit.project)).collect())
}

/// Checks that a search of the merged catalogs finds the union of the separate searches; of their
/// match modes, only the hits of the best count.
fn check(typed: &str) {
    let all = [("a", example("2025")), ("b", example("2026")), ("c", builtin())];
    let merged = merged(&all.each_ref().map(|(file, catalog)| (*file, catalog)));
    let separate = all.each_ref().map(|(file, catalog)| found(catalog, file, typed));
    let mode = separate
        .iter()
        .filter(|(_, found)| !found.is_empty())
        .map(|(mode, _)| *mode)
        .min()
        .unwrap_or_default();
    let expected = separate
        .into_iter()
        .filter(|(other_mode, _)| *other_mode == mode)
        .flat_map(|(_, found)| found)
        .collect();
    let naive = naive_search(&Sequential, &merged, &Query::parse(typed)).unwrap();
    if naive.rewriting().is_some() {
        return;
    }
    assert_eq!(found(&merged, "", typed), (mode, expected), "{typed}");
    assert_eq!(naive.len(), found(&merged, "", typed).1.len(), "{typed}, read through");
}

#[test]
fn all_together_find_what_each_finds_alone() {
    for typed in [
        "",
        "停车",
        "tc",
        "7",
        "no:7",
        "!停车",
        "教育",
        "domain:jiaoyu",
        "place:城北",
        "amount>100",
        "parking | canteen",
        "年份:2026",
        "qqq",
        "ting che",
    ] {
        check(typed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn all_together_find_what_each_finds_alone_whatever_is_typed(typed in "[停车场教育食堂改造小老a-z0-9!| ]{1,5}") {
        check(&typed);
    }
}

#[test]
fn a_programme_is_asked_for_by_its_year_or_its_name() {
    let all = merged(&[("a", &example("2025")), ("b", &example("2026")), ("c", &builtin())]);
    let files = |typed: &str| {
        found(&all, "", typed)
            .1
            .into_iter()
            .map(|(file, _)| file)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect::<String>()
    };
    for (typed, those) in [
        ("年份:2025", "a"),
        ("year:2026", "bc"),
        ("programme:云溪", "ab"),
        ("清单:yunxi", "ab"),
        ("清单:玉山 年份:2026", "c"),
        ("!清单:玉山", "ab"),
        ("年份:2025 | 清单:wennuan", "ac"),
        ("年份:1999", ""),
    ] {
        assert_eq!(files(typed), those, "{typed}");
    }
    assert_eq!(
        found(&all, "", "年份:2026 停车").1.len(),
        1 + found(&builtin(), "", "停车").1.len()
    );
}

#[test]
fn show_says_which_projects_of_a_number_there_are_and_how_to_name_one() {
    let show = |no: &str| run_command(&["--data", INVENTED, "show", no]);
    let output = show("7");
    assert_eq!((output.code, output.out.as_str()), (2, ""));
    assert_eq!(
        output.err,
        ["07 号项目不止一个，请写明是哪一个：", "  2025/07  普惠托班", "  2026/07  适老化改造"]
    );
    for no in ["2026/07", "2026/7", "2026／7"] {
        assert!(show(no).out.starts_with("07 适老化改造\n"), "{no}");
    }
    assert!(show("3").out.starts_with("03 新增公共停车位\n"), "there is only the one");
    assert_eq!(show("2027/7").err, ["没有 2027 这份清单；可以写：2025, 2026"]);
    assert_eq!((show("2025/3").code, show("99").code, show("2026/seven").code), (1, 1, 2));
    assert_eq!(
        show("2026/2").err,
        ["没有 02 号项目，最接近的是 01, 03, 07"],
        "those of that programme"
    );
    assert_eq!(
        show("2026/99").err,
        ["没有 99 号项目，最接近的是 01, 03, 07"],
        "02 is of the other"
    );
    assert_eq!(show("/7").err, ["/7 不是项目编号；编号是整数，如 7"], "no programme is named");
    let json = run_command(&["--data", INVENTED, "show", "2026/7", "--format", "json"]).out;
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (value["no"].as_u64(), value["programme"]["label"].as_str()),
        (Some(7), Some("2026"))
    );
    // The board and domains, too.
    let frame = run_command(&["--data", INVENTED, "frame", "2026/7"]).out;
    assert!(frame.contains(">07 适老化改造"), "{frame}");
    let domain = |id: &str| run_command(&["--data", INVENTED, "frame", "--domain", id]);
    assert_eq!(
        domain("transport").err,
        ["transport 这个领域在几份清单里都有；可以写：2025/transport, 2026/transport"]
    );
    assert!(domain("2026/transport").out.contains(">  交通出行"), "{:?}", domain("2026/transport"));
}

#[test]
fn what_is_printed_of_several_says_which() {
    let lines = |args: &[&str]| {
        run_command(&[&["--data", INVENTED], args].concat())
            .out
            .lines()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        lines(&["list", "停车"]),
        [
            "2025/01  老街停车场改造  交通出行         120 个",
            "2026/03  新增公共停车位  交通出行  不少于 300 个"
        ]
    );
    assert_eq!(lines(&["list", "--domain", "transport"]).len(), 2);
    assert_eq!(lines(&["list", "--domain", "2025/transport"]).len(), 1);
    assert_eq!(
        lines(&["list", "食堂", "--format", "csv"])[1],
        "1,社区食堂,care,养老助残,2026,3 处"
    );
    assert_eq!(
        lines(&["list", "食堂", "--format", "md"])[2],
        "| 2026/01 | 社区食堂 | 养老助残 | 3 处 |"
    );
    let list: serde_json::Value =
        serde_json::from_str(&lines(&["list", "食堂", "--format", "json"]).join("\n")).unwrap();
    assert_eq!(list[0]["programme"]["year"], 2026);
    let stats = lines(&["stats"]);
    assert!(
        stats[1].starts_with("2025 ")
            && stats[2].starts_with("  交通出行 ")
            && stats[4].starts_with("2026 "),
        "{stats:#?}"
    );
    assert!(lines(&["complete", "--", "show", "2025/"]).contains(&"2025/07\t普惠托班".to_owned()));
    assert!(
        lines(&["complete", "--", "list", "--domain", ""])
            .contains(&"2026/care\t养老助残".to_owned())
    );
    let export = run_command(&["--data", INVENTED, "export"]);
    assert_eq!((export.code, export.err.len()), (2, 1));
    assert!(
        export.err[0].contains("2025.ron") && export.err[0].contains("2026.ron"),
        "{:?}",
        export.err
    );
}

#[test]
fn the_bulletin_is_of_each_programme_that_something_is_reported_of() {
    let reported = fs::read_to_string("tests/examples/invented-progress.ron").unwrap();
    let other = reported.replace("2026", "2025");
    let folder = folder(&[
        ("a.ron", &other),
        ("b.ron", &reported),
        ("c.ron", include_str!("../../examples/several/2025.ron")),
    ]);
    let args = ["report", "--as-of", "2026-06-01"];
    let all = run_command(&[&["--data", text(folder.path())], &args[..]].concat()).bytes;
    let [first, second] = ["a.ron", "b.ron"].map(|name| {
        let file = folder.path().join(name);
        run_command(&[&["--data", text(&file)], &args[..]].concat()).bytes
    });
    assert_eq!(all, [first, b"\n".to_vec(), second].concat());
    let page =
        run_command(&[&["--data", text(folder.path())], &args[..], &["--format", "html"]].concat())
            .bytes;
    assert_eq!(String::from_utf8(page).unwrap().matches("<h1>").count(), 2);
}

#[test]
fn faults_are_told_file_by_file_and_nothing_is_shown_without_one_of_them() {
    let folder = folder(&[
        ("a.ron", "(title: \"\")"),
        ("b.ron", include_str!("../../../assets/projects.ron")),
        ("c.ron", "("),
    ]);
    for command in [&["list"][..], &["show", "7"], &["frame"], &["stats"], &["check"]] {
        let data = text(folder.path());
        let output = if command == ["check"] {
            run_command(&["check", data])
        } else {
            run_command(&[&["--data", data], command].concat())
        };
        assert_eq!(output.code, 2, "{command:?}");
        for name in ["a.ron:1:", "c.ron:1:"] {
            assert!(
                output.err.iter().any(|line| line.contains(name)),
                "{command:?} {:?}",
                output.err
            );
        }
    }
    let checked = run_command(&["check", text(folder.path())]);
    assert!(checked.out.contains("b.ron"), "what is good is said, too: {}", checked.out);
    let json = run_command(&["check", text(folder.path()), "--format", "json"]).out;
    let files: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        files
            .as_array()
            .unwrap()
            .iter()
            .map(|file| file["usable"].as_bool().unwrap())
            .collect::<Vec<_>>(),
        [false, true, false]
    );
}

#[test]
fn an_empty_folder_and_a_file_named_twice_are_told_with_what_to_do() {
    let empty = folder(&[("readme.txt", ""), (".hidden.ron", "")]);
    let output = run_command(&["--data", text(empty.path()), "list"]);
    assert_eq!(output.code, 2);
    assert!(
        output.err[0].ends_with(
            "1:1: 这个文件夹里没有数据文件；请放入名称以 .ron 结尾的文件（隐藏文件不算）"
        ),
        "{:?}",
        output.err
    );
    let file = format!("{INVENTED}/2025.ron");
    let output = run_command(&["--data", INVENTED, "--data", &file, "list"]);
    assert_eq!(
        (output.code, output.err),
        (2, vec![format!("{file}:1:1: 这个文件写了两次；请去掉一个")])
    );
}

#[test]
fn a_link_in_a_folder_to_a_file_that_is_there_is_that_file_and_nothing_to_tell() {
    let files = [
        ("2025.ron", include_str!("../../examples/several/2025.ron")),
        ("2026.ron", include_str!("../../examples/several/2026.ron")),
    ];
    let office = folder(&files);
    let list = || run_command(&["--data", text(office.path()), "list"]);
    let before = list();
    assert_eq!(before.code, 0);
    for link in ["current.ron", "2024.ron", "z.ron"] {
        std::os::unix::fs::symlink("2026.ron", office.path().join(link)).unwrap();
    }
    assert_eq!(list(), before);
    // From another folder, too; but a command line with the file and the link means two.
    let shown_folder = folder(&[]);
    for link in ["a.ron", "b.ron"] {
        std::os::unix::fs::symlink(office.path().join("2026.ron"), shown_folder.path().join(link))
            .unwrap();
    }
    assert_eq!(
        run_command(&["--data", text(office.path()), "--data", text(shown_folder.path()), "list"]),
        before
    );
    assert_eq!(run_command(&["--data", text(shown_folder.path()), "list"]).code, 0);
    let link = office.path().join("current.ron");
    let output = run_command(&[
        "--data",
        text(&office.path().join("2026.ron")),
        "--data",
        text(&link),
        "list",
    ]);
    assert_eq!(
        (output.code, output.err),
        (2, vec![format!("{}:1:1: 这个文件写了两次；请去掉一个", link.display())])
    );
}

#[test]
fn files_are_named_on_the_command_line_or_in_the_settings() {
    let [first, second] = ["2025", "2026"].map(|year| format!("{INVENTED}/{year}.ron"));
    let named = run_command(&["--data", &second, "--data", &first, "list"]).out;
    assert!(named.starts_with("2026/01"), "in the order in which they are named: {named}");
    let settings = |data: &str| {
        let folder = folder(&[("config.ron", &format!("(data: {data})"))]);
        run_command(&["--config", text(&folder.path().join("config.ron")), "list"]).out
    };
    assert_eq!(settings(&format!("[\"{second}\", \"{first}\"]")), named);
    assert_eq!(
        settings(&format!("\"{INVENTED}\"")),
        run_command(&["--data", INVENTED, "list"]).out
    );
}

#[test]
fn publish_puts_a_file_into_a_folder_under_its_own_name() {
    let draft = folder(&[(
        "2027.ron",
        &include_str!("../../examples/several/2026.ron").replace("2026", "2027"),
    )]);
    let shown_folder = folder(&[("2026.ron", include_str!("../../examples/several/2026.ron"))]);
    let (new, to) = (draft.path().join("2027.ron"), text(shown_folder.path()));
    for args in [&["publish", text(&new), "--to", to][..], &["publish", text(&new), "--data", to]] {
        let output = run_command(args);
        assert_eq!((output.code, output.err.len()), (0, 0), "{output:?}");
        assert!(shown_folder.path().join("2027.ron").exists());
    }
    assert!(run_command(&["--data", to, "list"]).out.contains("2027/07"));
    // With several files, the target must be named.
    let file = shown_folder.path().join("2026.ron");
    assert_eq!(run_command(&["publish", text(&new), "--data", text(&file), "--data", to]).code, 2);
}

#[test]
fn a_joined_catalog_holds_what_its_parts_hold_and_gives_them_back() {
    let parts = [example("2025"), builtin(), example("2026")];
    let all = merged(&[("a", &parts[0]), ("b", &parts[1]), ("c", &parts[2])]);
    assert_eq!(all.len(), parts.iter().map(Catalog::len).sum::<usize>());
    for ((at, _), part) in all.programmes().zip(&parts) {
        let only = all.single_programme(at);
        assert_eq!(minsheng::format::to_ron(&only), minsheng::format::to_ron(part));
        assert_eq!(only.has_reports(), part.has_reports());
        for (_, project) in part.projects() {
            let there = all.project(all.by_no_in(at, project.no).unwrap());
            assert_eq!((there.title, there.targets), (project.title, project.targets));
            assert_eq!(all.domain(there.domain), part.domain(project.domain));
        }
        for (domain, _) in part.domains() {
            assert_eq!(
                only.headline(domain).map(|(_, target)| target),
                part.headline(domain).map(|(_, target)| target)
            );
        }
    }
    assert!(
        all.domains()
            .map(|(_, domain)| domain.name.get(Lang::Zh))
            .filter(|name| *name == "交通出行")
            .count()
            > 1
    );
}
