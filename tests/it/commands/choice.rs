//! Choosing projects: `--query`, `--domain` and `--status` of `export`, `--status` of `list`, and
//! several numbers for `show`.

use serde_json::Value;
use tempfile::TempDir;

use super::{Run, run, run_line};

const EXAMPLE: [&str; 4] =
    ["--data", "tests/examples/invented-progress.ron", "--as-of", "2026-06-15"];

fn run_in_june(args: &[&str]) -> Run {
    run(args.iter().chain(&EXAMPLE))
}

fn numbers(value: &Value) -> Vec<u64> {
    let projects = value.as_array().unwrap().iter();
    projects.map(|project| project["no"].as_u64().unwrap()).collect()
}

#[test]
fn an_export_has_the_chosen_projects_and_their_domains_only() {
    for (args, expected, domains) in [
        ("export --format json --query 停车", vec![20], 1),
        ("export --format json --domain water", vec![3, 9, 16, 19], 1),
        ("export --format json --domain 水环境治理 --query 泵站", vec![19], 1),
        ("export --format json --query no:7|no:20", vec![7, 20], 2),
        ("export --format json", (1..=25).collect(), 11),
    ] {
        let value = run_line(args).json();
        assert_eq!(numbers(&value["projects"]), expected, "{args}");
        assert_eq!(value["domains"].as_array().unwrap().len(), domains, "{args}");
    }
    let html = run_line("export --format html --query 停车").out();
    assert!(html.contains("1 个项目，1 个领域") && html.contains("新增公共停车位项目"));
    assert!(!html.contains("老旧小区"));
}

#[test]
fn an_export_keeps_everything_about_the_chosen_projects() {
    let all = run_in_june(&["export", "--format", "json"]).json();
    let late = run_in_june(&["export", "--format", "json", "--status", "滞后"]).json();
    let wanted: Vec<&Value> = late["projects"].as_array().unwrap().iter().collect();
    assert_eq!(numbers(&late["projects"]), [1, 2]);
    for project in wanted {
        assert!(all["projects"].as_array().unwrap().contains(project), "{project}");
    }
    assert_eq!(late["title"], all["title"]);
    // A part of a list is a list: a workbook of it comes back.
    let folder = TempDir::new().unwrap();
    let [xlsx, ron] = ["a.xlsx", "a.ron"].map(|name| folder.path().join(name));
    run_in_june(&["export", "--status", "behind", "-o", xlsx.to_str().unwrap()]).out();
    let imported = run(["import", xlsx.to_str().unwrap(), "-o", ron.to_str().unwrap(), "--strict"]);
    assert_eq!(imported.code, Some(0), "{}", imported.err);
    let read = run(["export", "--format", "json", "--data", ron.to_str().unwrap()]).json();
    assert_eq!(read, late);
}

#[test]
fn what_finds_nothing_writes_nothing() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.xlsx");
    let run_export = run(["export", "--status", "滞后", "-o", path.to_str().unwrap()]);
    assert_eq!((run_export.code, path.exists()), (Some(1), false), "no project has reports");
    assert!(run_export.err.contains("没有找到"), "{}", run_export.err);
    assert!(run_line("export --domain nowhere").err(2).contains("没有 nowhere 这个领域"));
    assert!(run_line("export --status late").err(2).contains("未报送"));
}

#[test]
fn a_status_has_a_chinese_word_and_a_name() {
    for (word, name, expected) in [
        ("滞后", "behind", 2),
        ("已完成", "done", 1),
        ("推进中", "under-way", 1),
        ("未报送", "unreported", 2),
    ] {
        let list = |status: &str| {
            numbers(&run_in_june(&["list", "--format", "json", "--status", status]).json())
        };
        assert_eq!((list(word).len(), list(name)), (expected, list(word)), "{word}");
    }
}

#[test]
fn several_numbers_are_shown_in_their_order() {
    let one = |no: &str, format: &str| run(["show", no, "--format", format]).out();
    let both = |format: &str| run(["show", "23", "13", "--format", format]).out();
    assert_eq!(both("text"), one("23", "text") + "\n\n" + &one("13", "text"));
    assert_eq!(both("md"), one("23", "md") + "\n" + &one("13", "md"));
    let list: Value = serde_json::from_str(&both("json")).unwrap();
    assert_eq!(numbers(&list), [23, 13]);
    let single: Value = serde_json::from_str(&one("13", "json")).unwrap();
    assert_eq!(list[1], single);
    // Nothing is shown if one of them is missing.
    let missing = run_line("show 13 99");
    assert_eq!((missing.code, missing.out.as_str()), (Some(1), ""));
}
