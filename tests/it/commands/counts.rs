//! `minsheng counts`: the tables of counts of many halls, added up.

use std::fs;
use std::path::Path;

use encoding_rs::GBK;
use serde_json::json;

use super::{run, run_line};

const HEAD: &str = "\u{feff}日期 day,什么事 what happened,项目或搜索 project or query,次数 times\n";

/// Writes the tables of two invented halls into a folder, and returns their paths.
fn halls(folder: &Path) -> [String; 2] {
    let one = "2026-11-25,打开 opened,03,4\n2026-11-25,没有找到 nothing found,地铁,3\n\
        2026-11-26,打开 opened,03,1\n2026-11-26,没有找到 nothing found,'=1+1,5\n\
        2026-11-26,没有找到 nothing found,…,2\n";
    // Saved again by a spreadsheet program: GBK, other dates, numbers without their zero.
    let two = "日期 day,什么事 what happened,项目或搜索 project or query,次数 times\r\n\
        2026/11/5,打开 opened,3,2\r\n2026/11/5,打开 opened,20,9\r\n\
        2026/12/1,没有找到 nothing found,地铁,4\r\n";
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    [write("hall1.csv", (HEAD.to_owned() + one).as_bytes()), write("hall2.csv", &GBK.encode(two).0)]
}

#[test]
fn tables_of_many_halls_are_added_up() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = halls(folder.path());
    let table = run(["counts", &one, &two]).out();
    let lines: Vec<Vec<&str>> =
        table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(
        lines,
        [
            &["什么事", "项目或搜索", "次数", "文件数", "从", "到"][..],
            &["打开", "20", "9", "1", "2026-11-05", "2026-11-05"],
            &["打开", "03", "7", "2", "2026-11-05", "2026-11-26"],
            &["没有找到", "地铁", "7", "2", "2026-11-25", "2026-12-01"],
            &["没有找到", "=1+1", "5", "1", "2026-11-26", "2026-11-26"],
            &["没有找到", "…", "2", "1", "2026-11-26", "2026-11-26"],
            &["打开", "合计", "16"],
            &["没有找到", "合计", "14"],
            &[],
            &["加了", "2", "个文件；“…”是没有记下词的搜索。"],
        ]
    );
    let csv = run(["counts", &one, &two, "--format", "csv"]).out();
    assert!(
        csv.starts_with("\u{feff}什么事 what happened,项目或搜索 project or query,次数 times,")
    );
    assert!(csv.contains("\n没有找到 nothing found,'=1+1,5,1,2026-11-26,2026-11-26\n"), "{csv}");
    let sums = run(["counts", &one, &two, "--format", "json", "--lang", "en"]).json();
    assert_eq!(
        sums[2],
        json!({ "event": "nothing_found", "subject": "地铁", "times": 7, "files": 2,
                "first": "2026-11-25", "last": "2026-12-01" })
    );
    assert_eq!((&sums[4]["subject"], sums.as_array().unwrap().len()), (&json!(null), 5));
}

#[test]
fn what_is_not_added_is_told_and_numbers_of_persons_are_not_passed_on() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = halls(folder.path());
    let path = folder.path().join("broken.csv");
    let lines = "2026-11-25,打开 opened,03\n2026-13-25,打开 opened,03,1\n\
        2026-11-25,关上,03,1\n2026-11-25,打开 opened,04,3次\n2026-11-25,打开 opened,05,3\n\
        2026-11-25,没有找到 nothing found,zhenwuming 13900000000,1\n";
    fs::write(&path, HEAD.to_owned() + lines).unwrap();
    let broken = path.to_str().unwrap();
    let run = run(["counts", broken, &one, &one, "--format", "csv"]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("打开 opened,05,3,1,") && !run.out.contains("wuming"), "{}", run.out);
    assert!(run.out.contains("没有找到 nothing found,…,3,2,"), "{}", run.out);
    let remedy = "请照别的行改正，再运行一次";
    assert_eq!(
        run.err,
        format!(
            "{broken}:2：这一行不是四格，没有加进去；请改成“日期,什么事,项目或搜索,次数”，再运行一次\n\
             {broken}:3：日期一格的“2026-13-25”看不懂，这一行没有加进去；{remedy}\n\
             {broken}:4：什么事一格的“关上”看不懂，这一行没有加进去；{remedy}\n\
             {broken}:5：次数一格的“3次”看不懂，这一行没有加进去；{remedy}\n\
             {one}：前面已经加过这个文件，不再加一次\n\
             有 1 次搜索的词太长或像电话号码，只加次数，不列出词\n"
        )
    );
    let other = folder.path().join("other.csv");
    fs::write(&other, "a,b\n1,2\n").unwrap();
    let other = other.to_str().unwrap();
    let run = super::run(["counts", other, &two]);
    assert!(run.code == Some(1) && run.err.contains("不是看板的次数表"), "{}", run.err);
    super::run(["counts", other, "/none"]).err(2);
    assert!(run_line("counts").err(2).contains("<文件>"));
    assert!(run_line("--restricted counts x").err(2).contains("counts"));
}
