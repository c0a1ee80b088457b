//! Reports on progress that a later format writes.

use serde_json::json;

use super::{Folder, NEWER_FORMAT};

/// Projects whose reports are partly of a newer format, and one without any.
const NEWER_REPORTS: &str = r#"(
    format: 2,
    title: "清单",
    domains: [(id: "roads", name: "道路")],
    projects: [
        (no: 1, domain: "roads", title: "修路", updates: [(on: "2026-05-01", percent: 90, by: "局")]),
        (no: 2, domain: "roads", title: "修桥", start: "2026-01-01", end: "2026-06-30", updates: [
            (on: "2026-02-01", percent: 20),
            (on: "2026-05-01", percent: 90, by: "局"),
        ]),
        (no: 3, domain: "roads", title: "修灯", targets: [
            (what: "灯", amount: 2, unit: "盏", updates: [(on: "2026-02-01", done: 2)]),
            (what: "杆", amount: 2, unit: "根", updates: [(on: "2026-05-01", done: 2, by: "局")]),
        ]),
        (no: 4, domain: "roads", title: "修树"),
        (no: 5, domain: "roads", title: "修站", updates: [
            (on: "2026-02-01", percent: 100),
            (on: "2026-05-01", percent: 100, by: "局"),
        ]),
    ],
)
"#;

#[test]
fn nothing_is_said_of_a_project_that_a_report_left_out_may_refute() {
    let folder = Folder::with(NEWER_REPORTS);
    let run = |args: &str| folder.run(&format!("{args} --data a.ron --as-of 2026-06-15"));
    let list = |args: &str| {
        let out = run(&format!("list {args}")).out;
        out.lines()
            .map(|line| {
                line.split("  ")
                    .filter(|cell| !cell.is_empty() && *cell != "道路")
                    .collect::<Vec<_>>()
                    .join("  ")
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        list("--lang zh"),
        [
            "01  修路  不明",
            "02  修桥  推进中 20%",
            "03  修灯  2 盏  不明",
            "04  修树  未报送",
            "05  修站  已完成 100%"
        ]
    );
    for (query, found) in [
        ("状态:未报送", &["04  修树  未报送"][..]),
        ("status:unclear", &["01  修路  不明", "03  修灯  2 盏  不明"]),
        ("状态:不明", &["01  修路  不明", "03  修灯  2 盏  不明"]),
        ("状态:滞后", &[]),
    ] {
        assert_eq!(list(&format!("{query} --lang zh")), found, "{query}");
    }
    let stats = run("stats --lang zh").out;
    assert!(
        stats.starts_with("领域  项目  未报送  不明  推进中  滞后  已完成  久未更新"),
        "{stats}"
    );
    // Rates are those of the three projects of which it is known how they stand.
    assert!(
        stats.ends_with(
            "合计     5       1     2       1     0       1         0   33.3%   66.7%       40%\n"
        ),
        "{stats}"
    );
    let json = |args: &str| -> serde_json::Value {
        serde_json::from_str(&run(&format!("{args} --format json")).out).unwrap()
    };
    assert_eq!(
        json("stats")["all"]["status"],
        json!({"unreported": 1, "unclear": 2, "under-way": 1, "behind": 0, "done": 1})
    );
    let progress = &json("show 3")["progress"];
    assert_eq!((&progress["status"], &progress["percent"]), (&json!("unclear"), &json!(null)));
    for (lang, words, page) in [
        ("zh", ["? 不明", "▸ 推进中", "- 未报送", "✓ 已完成"], "?  不明\n"),
        ("en", ["? unclear", "▸ under way", "- unreported", "✓ done"], "?  unclear\n"),
    ] {
        for size in ["40x15", "80x24", "160x50"] {
            let screen = run(&format!("frame --size {size} --lang {lang}")).out;
            assert!(words.iter().all(|word| screen.contains(word)), "{size}\n{screen}");
        }
        assert!(run(&format!("show 1 --lang {lang}")).out.contains(page));
    }
    let overview = run("frame --size 100x30 --keys o --lang zh").out;
    assert!(overview.contains("已完成 1，推进中 1，不明 2，未报送 1"), "{overview}");
    let large = run("frame --large --size 100x30 --lang zh").out;
    assert!(large.contains("不明"), "{large}");
}

#[test]
fn reports_that_are_all_left_out_are_not_none() {
    let folder = Folder::with(NEWER_FORMAT);
    let run = folder.run("stats --data a.ron --lang zh");
    assert!(run.code == Some(0) && !run.err.contains("没有写进度"), "{run:?}");
    assert!(run.out.contains("合计     2       0     2 "), "{}", run.out);
}
