//! Other names (`aliases`, 俗称) of what a project is about: searched like a part of the title, and
//! kept by every format and command.

use std::fs;
use std::path::Path;

use super::{run, run_line};

/// An invented list: what people call 老年食堂 is 助餐点 in the announcement.
const LIST: &str = r#"(
    title: "清单",
    year: 2026,
    published: "2026-01-27",
    domains: [(id: "care", name: (zh: "养老", en: "Care"))],
    projects: [
        (
            no: 1,
            domain: "care",
            title: (zh: "新建长者助餐点", en: "Meals for the elderly"),
            aliases: ["老年食堂", (zh: "敬老餐厅", en: "senior canteen")],
            summary: "食堂以外的事",
        ),
        (no: 2, domain: "care", title: "改造老年食堂设备"),
        (no: 3, domain: "care", title: "食堂", summary: "老年食堂"),
    ],
)
"#;

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn other_names_are_found_like_a_part_of_the_title_and_shown_as_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let list = write(folder.path(), "list.ron", LIST);
    for query in ["老年食堂", "laonianshitang", "lnst", "laoniansh"] {
        let found = run(["--data", &list, "list", query, "--format", "json"]).json();
        let found = found.as_array().unwrap();
        // Two in the name, by the width of the title, before the summary of the third.
        let numbers: Vec<u64> = found.iter().map(|hit| hit["no"].as_u64().unwrap()).collect();
        assert_eq!(numbers.len(), 3, "{query}: {numbers:?}");
        assert_eq!(numbers[2], 3, "{query}: {numbers:?}");
        let hit = found.iter().find(|hit| hit["no"] == 1).unwrap();
        assert_eq!(
            (&hit["match"]["field"], &hit["match"]["text"]),
            (&"alias".into(), &"老年食堂".into())
        );
        let tier = if query == "lnst" { "initials" } else { "title" };
        assert_eq!(hit["match"]["tier"], tier, "{query}");
    }
    let table = run(["--data", &list, "list", "敬老餐厅"]).out();
    assert!(table.starts_with("01  新建长者助餐点（敬老餐厅）"), "{table}");
    let table = run(["--data", &list, "list", "canteen", "--lang", "en"]).out();
    assert!(table.starts_with("01  Meals for the elderly (senior canteen)"), "{table}");
    let page = run(["--data", &list, "show", "1"]).out();
    assert!(page.contains("俗称") && page.contains("老年食堂"), "{page}");
    let frame = run(["--data", &list, "frame", "--keys", "/ j l c t", "--size", "120x40"]).out();
    assert!(frame.contains("新建长者助餐点（敬老餐厅）"), "{frame}");
    // The list that the program ships with has none.
    assert!(!run_line("export --format csv").out().contains("俗称"));
}

#[test]
fn other_names_survive_every_format_and_are_compared_and_merged() {
    let folder = tempfile::tempdir().unwrap();
    let list = write(folder.path(), "list.ron", LIST);
    for format in ["ron", "json", "csv", "xlsx"] {
        let path = folder.path().join(format!("out.{format}"));
        let path = path.to_str().unwrap();
        run(["--data", &list, "export", "-o", path]);
        assert_eq!(run(["diff", &list, path]).out(), "没有不同。\n", "{format}");
    }
    let other = write(folder.path(), "other.ron", &LIST.replace("\"老年食堂\", ", ""));
    let changes = super::run(["diff", &other, &list]);
    assert!(changes.code == Some(1) && changes.out.contains("俗称"), "{}", changes.out);
    for header in ["俗称", "别名", "又名"] {
        let table = format!(
            "清单,2026\n编号,领域,名称,{header}\n1,养老,新建长者助餐点,\"老年食堂\n爱心食堂\"\n"
        );
        let table = write(folder.path(), "table.csv", &table);
        let found = run(["import", &table]);
        assert!(found.out.contains("爱心食堂"), "{header}: {} {}", found.out, found.err);
        let into = write(folder.path(), "into.ron", LIST);
        let merged = super::run(["import", &table, "--into", &into]);
        let merged = merged.out + &merged.err + &fs::read_to_string(&into).unwrap();
        assert!(merged.contains("爱心食堂"), "{header}: {merged}");
    }
}
