//! Files of a newer format: how each command handles data and settings with unknown fields.

mod reports;

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::{Run, finish, program};

/// A data file of a newer format: unknown fields, and a target and a report whose meaning may have
/// changed.
const NEWER_FORMAT: &str = r#"(
    format: 2,
    title: "清单",
    budget: 5, // 万元
    domains: [
        (id: "roads", name: "道路"),
    ],
    projects: [
        (
            no: 1,
            domain: "roads",
            title: "修路",
            budget: (1, "元"), /* 新字段 */
            targets: [
                (what: "长度", amount: 5, unit: "米"),
                // 还不认识
                (what: "宽度", amount: 7, unit: "米", approx: true),
            ],
        ),
        (
            no: 2,
            domain: "roads",
            title: "修桥",
            targets: [
                (
                    what: "桥",
                    amount: 2,
                    unit: "座",
                    updates: [
                        (on: "2026-03-01", done: 1, by: "局"),
                    ],
                ),
            ],
        ),
    ],
)
"#;

struct Folder(TempDir);

impl Folder {
    fn with(text: &str) -> Self {
        let folder = Self(TempDir::new().unwrap());
        folder.put("a.ron", text);
        folder
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.0.path().join(name)).ok()
    }

    fn run(&self, args: &str) -> Run {
        finish(program().current_dir(self.0.path()).args(args.split_whitespace()))
    }
}

/// Returns [`NEWER_FORMAT`] without the unknown fields of its target and its report.
fn fields_only() -> String {
    NEWER_FORMAT.replace(", approx: true", "").replace(", by: \"局\"", "")
}

#[test]
fn check_remarks_fields_and_the_format_and_refuses_entries() {
    let folder = Folder::with(&fields_only());
    let run = folder.run("check a.ron");
    assert_eq!(
        (run.code, run.out.as_str()),
        (Some(0), "a.ron: 可以使用，2 条提醒；2 个项目，1 个领域\n"),
        "{run:?}"
    );
    assert_eq!(
        run.err,
        "a.ron:2:13: 提醒：文件格式是 2，本程序支持到 1：无法识别的内容不显示
  |
2 |     format: 2,
  |             ^
a.ron:4:5: 提醒：未知字段 budget，没有读入（共 2 处：4:5，13:13）
  |
4 |     budget: 5, // 万元
  |     ^^^^^^
"
    );
    let found = folder.run("check a.ron --format json --lang en").json();
    assert_eq!(found["usable"], json!(true));
    let diagnostics: Vec<_> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|diagnostic| (&diagnostic["severity"], &diagnostic["code"], &diagnostic["line"]))
        .collect();
    assert_eq!(
        diagnostics,
        [
            (&json!("warning"), &json!("newer-format"), &json!(2)),
            (&json!("warning"), &json!("unknown-field"), &json!(4))
        ]
    );

    let run = folder.run("check a.ron --strict --format json");
    let found = run.json_of_failure();
    assert_eq!((run.code, &found["usable"]), (Some(2), &json!(false)));
    let codes: Vec<_> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|diagnostic| (&diagnostic["severity"], &diagnostic["code"]))
        .collect();
    assert_eq!(
        codes,
        [(&json!("warning"), &json!("newer-format")), (&json!("error"), &json!("unknown-field"))]
    );
    assert!(
        folder.run("check a.ron --strict").err(2).contains("a.ron:4:5: 未知字段 budget，没有读入")
    );

    folder.put("a.ron", NEWER_FORMAT);
    let err = folder.run("check a.ron").err(2);
    let expected = [
        "a.ron:17:52: 没有 approx 这个字段；可以写：what, ",
        "a.ron:30:53: 没有 by 这个字段；",
        "a.ron:4:5: 提醒：未知字段 budget",
    ];
    assert!(expected.iter().all(|expected| err.contains(expected)), "{err}");
}

#[test]
fn a_comment_answers_for_a_field() {
    for (old, new, left) in [
        ("    budget: 5, // 万元", "    budget: 5, // check: allow unknown-field", Some("13:13")),
        (
            "            budget: (1",
            "            // check: allow unknown-field\n            budget: (1",
            Some("4:5"),
        ),
        ("(\n    format", "// check: allow unknown-field\n(\n    format", None),
    ] {
        let folder = Folder::with(&fields_only().replacen(old, new, 1));
        let run = folder.run("check a.ron --strict");
        match left {
            Some(location) => assert!(
                run.err(2).contains(&format!("a.ron:{location}: 未知字段 budget，没有读入\n"))
            ),
            // The format is still a remark.
            None => assert!(run.code == Some(1) && run.err.contains("另有 1 条提醒"), "{run:?}"),
        }
    }
}

#[test]
fn what_prints_shows_the_rest_and_says_what_is_missing() {
    let folder = Folder::with(NEWER_FORMAT);
    let missing = [
        "a.ron:2:13: 提醒：文件格式是 2",
        "a.ron:17:52: 提醒：这一条没有显示：没有 approx 这个字段",
        "a.ron:30:53: 提醒：这一条没有显示：没有 by 这个字段",
    ];
    for command in ["list", "show 1", "stats", "show 1 --format json", "list --format csv"] {
        let run = folder.run(&format!("{command} --data a.ron"));
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(
            !run.out.is_empty() && missing.iter().all(|missing| run.err.contains(missing)),
            "{command}: {run:?}"
        );
        // An unknown field is not missing on the page, so no message mentions it.
        assert!(!run.err.contains("budget"), "{run:?}");
    }
    let shown = folder.run("show 1 --data a.ron").out;
    assert!(shown.contains("长度  5 米") && !shown.contains("宽度"), "{shown}");
    assert!(shown.contains("这个项目还有 1 条内容无法识别，没有显示"), "{shown}");
    let fields = folder.run("show 1 --data a.ron --format json");
    let fields: serde_json::Value = serde_json::from_str(&fields.out).unwrap();
    assert_eq!((fields["figures"].as_array().unwrap().len(), &fields["left_out"]), (1, &json!(1)));
    let frame = folder.run("frame --data a.ron --size 100x20").out;
    assert!(
        frame
            .lines()
            .next()
            .unwrap()
            .trim_end()
            .ends_with("文件格式 2 较新（本程序支持到 1），没有全部显示；2 条无法识别，没有显示"),
        "{frame}"
    );
    let frame = folder.run("frame --kiosk --data a.ron --size 100x30").out;
    assert!(frame.contains("部分内容没有显示"), "{frame}");

    folder.put("a.ron", &fields_only().replace("    format: 2,\n", ""));
    assert_eq!(folder.run("list --data a.ron").err, "");
    assert!(!folder.run("frame --data a.ron --size 100x20").out.contains("没有显示"));
}

#[test]
fn what_writes_loses_nothing_in_silence() {
    let folder = Folder::with(NEWER_FORMAT);
    for command in [
        "export --data a.ron -o b.json",
        "export --data a.ron",
        "report --data a.ron",
        "publish a.ron --to b.ron",
        "import a.ron -o b.ron",
        "diff a.ron a.ron",
    ] {
        let run = folder.run(command);
        assert!(
            run.code == Some(2) && run.out.is_empty() && run.err.contains("没有 approx 这个字段"),
            "{command}: {run:?}"
        );
        assert_eq!((folder.read("b.ron"), folder.read("b.json")), (None, None), "{command}");
    }
    folder.put("a.ron", &fields_only());
    for command in
        ["export --data a.ron", "import a.ron", "publish a.ron --to b.ron", "diff b.ron a.ron"]
    {
        let run = folder.run(command);
        assert_eq!(run.code, Some(0), "{command}: {run:?}");
        assert!(
            run.err.contains("a.ron:4:5: 提醒：未知字段 budget，没有读入（共 2 处：4:5，13:13）\n"),
            "{command}: {run:?}"
        );
    }
    assert_eq!(folder.read("b.ron"), Some(fields_only()), "what is published is the file as it is");
}

#[test]
fn fmt_keeps_what_it_does_not_know() {
    let folder = Folder::with(NEWER_FORMAT);
    let run = folder.run("fmt a.ron");
    assert_eq!((run.code, run.out.as_str()), (Some(0), NEWER_FORMAT), "{}", run.err);
    assert!(run.err.contains("a.ron:17:52: 没有 approx 这个字段"), "{}", run.err);
    assert_eq!(folder.run("fmt a.ron --check").code, Some(0));
    let odd = fields_only().replace(
        "    budget: 5, // 万元",
        "    budget:{(1,2):b'(', [Some(1) /* eins */]:{}, \"a\" : ()},r#x-y:r#\"a\"b\"#,// 万元",
    );
    folder.put("a.ron", &odd);
    let run = folder.run("fmt a.ron");
    assert_eq!(run.code, Some(0), "{run:?}");
    let expected = "    budget: {
        (1, 2): b'(',
        /* eins */
        [Some(1)]: {},
        \"a\": (),
    },
    r#x-y: r#\"a\"b\"#, // 万元\n";
    assert!(run.out.contains(expected), "{}", run.out);
    assert_eq!(run.err, "");
}

#[test]
fn json_of_a_newer_format_is_validated_alike() {
    let folder = Folder::with("");
    let json = r#"{"$schema": "https://example.org", "title": "清单", "domains": [{"id": "roads", "name": "道路"}],
        "projects": [{"no": 1, "domain": "roads", "title": "修路", "x-memo": {"a b": [null, true]}, "1st": 2, "": 3}]}"#;
    folder.put("a.json", json);
    let run = folder.run("check a.json");
    assert_eq!(
        (run.code, run.out.as_str()),
        (Some(0), "a.json: 可以使用，4 条提醒；1 个项目，1 个领域\n"),
        "{run:?}"
    );
    for expected in [
        "1:2: 提醒：未知字段 $schema，",
        "2:66: 提醒：未知字段 x-memo，",
        "2:99: 提醒：未知字段 1st，",
        "2:109: 提醒：未知字段 ，",
    ] {
        assert!(run.err.contains(&format!("a.json:{expected}没有读入\n")), "{}", run.err);
    }
}

#[test]
fn a_spreadsheet_of_a_newer_format_too() {
    let folder = Folder::with("");
    folder.put("a.csv", "清单,中文\n清单名称,实事\n负责部门,交通局\n编号,领域,名称\n1,道路,修路\n");
    let run = folder.run("check a.csv");
    assert!(
        run.code == Some(0)
            && run.err.contains("a.csv:A3（第 3 行 A 列）: 提醒：未知字段 负责部门，没有读入\n"),
        "{run:?}"
    );
    assert_eq!(folder.run("check a.csv --strict").code, Some(2));
}

#[test]
fn a_setting_of_a_newer_version_stops_nothing() {
    let folder = Folder::with(&fields_only());
    folder.put("config.ron", "(lang: \"en\", share: true)");
    let run = folder.run("list --data a.ron --config config.ron");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.err
            .starts_with("config.ron:1:14: warning: the field share is unknown and was ignored\n"),
        "{run:?}"
    );
    folder.put("config.ron", "(lnag: \"en\")");
    assert!(folder.run("list --data a.ron --config config.ron").err(2).contains("lang"));
}
