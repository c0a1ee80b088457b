//! `minsheng fmt` and `minsheng diff`: an edited file is formatted with its comments, and its
//! changes are listed.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::{Run, finish, program};

const SHIPPED: &str = include_str!("../../../assets/projects.ron");

/// Runs a command in a folder with two files.
fn with_files(args: &[&str], old: &str, new: &str) -> (TempDir, Run) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("old.ron"), old).unwrap();
    fs::write(folder.path().join("new.ron"), new).unwrap();
    let run = finish(program().current_dir(folder.path()).args(args));
    (folder, run)
}

fn changed() -> String {
    let text = SHIPPED.replacen("amount: 600", "amount: 650", 1).replacen(
        "qualifier: about, amount: 680",
        "amount: 680",
        1,
    );
    assert_ne!(text, SHIPPED);
    text
}

#[test]
fn what_has_changed_is_told_as_people_would() {
    let diff = |args: &[&str]| {
        with_files(&[&["diff", "old.ron", "new.ron"], args].concat(), SHIPPED, &changed()).1
    };
    let run = diff(&[]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (
            Some(1),
            "项目 05 改造长度：约 680 米 → 680 米\n项目 20 新增公共停车位：不少于 600 个 → 不少于 650 个\n"
        )
    );
    let md = diff(&["--format", "md", "--lang", "en"]).out;
    assert!(
        md.contains("\n## Project 20 New public parking spaces\n\n- New public parking spaces: at least 600 spaces → "),
        "{md}"
    );
    let entries: serde_json::Value =
        serde_json::from_str(&diff(&["--format", "json"]).out).unwrap();
    assert_eq!((&entries[1]["project"], &entries[1]["old"]), (&json!(20), &json!("不少于 600 个")));
    assert_eq!(
        with_files(&["diff", "old.ron", "new.ron"], SHIPPED, SHIPPED).1.out(),
        "没有不同。\n"
    );
    let broken = with_files(&["diff", "old.ron", "new.ron"], SHIPPED, "(title: \"\"").1;
    assert_eq!((broken.code, broken.out.as_str()), (Some(2), ""));
    assert!(broken.err.starts_with("new.ron:1:"), "{}", broken.err);
}

#[test]
fn a_file_is_put_in_order_with_all_that_it_says_and_never_over_itself() {
    let untidy =
        SHIPPED.replace("            domain: ", "  domain:").replace("title: (zh:", "title:(zh :");
    let (_folder, run) = with_files(&["fmt", "old.ron"], &untidy, "");
    assert_eq!(run.out(), SHIPPED, "comments and all");
    assert_eq!(
        with_files(&["fmt", "--check", "old.ron"], SHIPPED, "").1.out(),
        "old.ron: 格式统一\n"
    );
    let run = with_files(&["fmt", "--check", "old.ron"], &untidy, "").1;
    assert_eq!(
        (run.code, run.out.as_str()),
        (Some(1), "old.ron: 格式不统一；用 minsheng fmt 整理\n")
    );
    let (folder, run) = with_files(&["fmt", "old.ron", "-o", "old.ron", "--force"], &untidy, "");
    assert_eq!(run.code, Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("old.ron")).unwrap(), untidy);
    let (folder, run) = with_files(&["fmt", "old.ron", "-o", "tidy.ron"], &untidy, "");
    assert_eq!(
        (run.code, fs::read_to_string(folder.path().join("tidy.ron")).unwrap().as_str()),
        (Some(0), SHIPPED)
    );
    assert_eq!(
        with_files(&["fmt", "old.ron"], "(title: ", "").1.code,
        Some(2),
        "what is broken is not put in order"
    );
}

#[test]
fn reports_that_came_in_are_told_like_any_change() {
    let old = include_str!("../../examples/invented-progress.ron");
    let new = old.replacen(
        "(on: \"2026-05-31\", percent: 15),",
        "(on: \"2026-05-31\", percent: 20, note: \"通车\"),",
        1,
    );
    let new = new.replacen("(on: \"2026-03-31\", done: 120),", "", 1).replacen(
        "end: \"2026-10-31\"",
        "end: \"2026-11-30\"",
        1,
    );
    let run = with_files(&["diff", "old.ron", "new.ron"], old, &new).1;
    assert_eq!(
        run.out,
        "项目 01 进展：去掉 公共停车位 2026-03-31 120 个\n项目 02 计划完成：2026-10-31 → 2026-11-30\n项目 02 进展：去掉 2026-05-31 15%\n项目 02 \
         进展：增加 2026-05-31 20% 通车\n"
    );
    let tidy = with_files(&["fmt", "--check", "old.ron"], old, "").1;
    assert_eq!(tidy.code, Some(0), "{}", tidy.err);
}
