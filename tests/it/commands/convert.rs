//! `minsheng export` and `minsheng import`: files for the office and back; no file is overwritten
//! by mistake.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Run, data_file, finish, program, run_line, with_title};

/// Runs the program in a folder.
fn run_in(folder: &TempDir, args: &str) -> Run {
    finish(program().current_dir(folder.path()).args(args.split(' ')))
}

/// Returns the output of an import, which ends with its summary.
fn imported(run: Run) -> String {
    assert_eq!(run.code, Some(0), "{}", run.err);
    run.out
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn the_programme_goes_out_to_every_format_and_comes_back_the_same() {
    let folder = TempDir::new().unwrap();
    for format in ["xlsx", "csv", "json"] {
        let out = run_in(&folder, &format!("export -o a.{format}")).out();
        assert_eq!(out, format!("已写入 a.{format}：25 个项目，11 个领域\n"));
        let run = run_in(&folder, &format!("import a.{format} -o {format}.ron --lang en"));
        let out = imported(run);
        assert_eq!(out, format!("{format}.ron written; projects: 25, domains: 11\n"));
        let show = |data: &str| run_in(&folder, &format!("show 20 --format json{data}")).out();
        assert_eq!(show(&format!(" --data {format}.ron")), show(""));
        assert_eq!(run_in(&folder, &format!("check {format}.ron")).code, Some(0));
    }
    let [xlsx, csv] =
        ["xlsx.ron", "csv.ron"].map(|name| fs::read_to_string(folder.path().join(name)).unwrap());
    assert_eq!(xlsx, csv);
    assert_eq!(
        xlsx,
        run_line("export").out(),
        "without a format it is RON, and without a file it is printed"
    );
    assert_eq!(
        names(folder.path()),
        ["a.csv", "a.json", "a.xlsx", "csv.ron", "json.ron", "xlsx.ron"]
    );
}

#[test]
fn without_a_file_it_is_printed() {
    assert!(run_line("export --format csv").out().starts_with("\u{feff}清单 Programme,"));
    assert!(
        run_line("export --format json -o -")
            .out()
            .starts_with("{\n  \"title\": {\n    \"zh\": \"2026年")
    );
    let markdown = run_line("export --format md --lang en").out();
    assert!(
        markdown.contains("## Health\n\n### 01 Better medical care across the area\n"),
        "{markdown}"
    );
    assert!(markdown.contains("| New public parking spaces | at least 600 spaces |"));
    let workbook = program().args(["export", "--format", "xlsx"]).output().unwrap();
    assert!(workbook.status.success() && workbook.stdout.starts_with(b"PK"));
}

#[test]
fn a_file_that_is_there_stays_unless_one_says_so() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.csv"), "mine").unwrap();
    let message = run_in(&folder, "export -o a.csv").err(2);
    assert_eq!(message, "a.csv 已经存在，没有写入；请换个名字，或加 --force 覆盖\n");
    assert_eq!(fs::read_to_string(folder.path().join("a.csv")).unwrap(), "mine");
    run_in(&folder, "export -o a.csv --force").out();
    imported(run_in(&folder, "import a.csv -o a.ron"));
    // The input file is never replaced, whatever it is called.
    for args in ["fmt a.ron -o ./a.ron --force", "export --data a.ron -o a.ron"] {
        let message = run_in(&folder, &format!("{args} --lang en")).err(2);
        assert!(
            message.ends_with("is the input and is never overwritten; choose another name\n"),
            "{message}"
        );
    }
    let message = run_in(&folder, "export --data a.ron --format ron --force -o a.ron").err(2);
    assert!(message.starts_with("a.ron 正是读入的文件"), "{message}");
    assert_eq!(names(folder.path()), ["a.csv", "a.ron"]);
}

#[test]
fn a_file_is_not_named_for_another_format_than_its_own() {
    let folder = TempDir::new().unwrap();
    run_in(&folder, "export -o a.csv").out();
    for (args, message) in [
        (
            "export -o a.zip",
            "a.zip：不认识这种扩展名，没有写入；可以用 .xlsx、.csv、.json、.md、.html、.ron，或加 --format\n",
        ),
        (
            "export --format csv -o a.xlsx",
            "a.xlsx：这里写出的是 csv 文件，扩展名却是 .xlsx，没有写入；请用 .csv 结尾的名字\n",
        ),
        (
            "import a.csv -o a.XLSX",
            "a.XLSX：这里写出的是 ron 文件，扩展名却是 .xlsx，没有写入；请用 .ron 结尾的名字\n",
        ),
        (
            "import a.csv -o a.docx",
            "a.docx：这里写出的是 ron 文件，扩展名却是 .docx，没有写入；请用 .ron 结尾的名字\n",
        ),
    ] {
        assert_eq!(run_in(&folder, args).err(2), message, "{args}");
    }
    run_in(&folder, "export --format csv -o a.txt").out();
    assert_eq!(names(folder.path()), ["a.csv", "a.txt"]);
}

#[test]
fn what_cannot_be_written_is_told_and_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    assert!(
        run_in(&folder, "export -o no/a.csv")
            .err(2)
            .starts_with("no/a.csv 写入失败，原来的文件没有改动：")
    );
    assert!(
        run_in(&folder, "export -o .").err(2).ends_with(" 不是普通文件，没有写入；请换个名字\n")
    );
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_faulty_table_makes_no_file_and_its_faults_are_told() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.csv"), "清单\n编号,领域,名称,填报单位\n零,道路,修路,内部\n")
        .unwrap();
    assert_eq!(
        run_in(&folder, "import a.csv -o a.ron").err(2),
        "a.csv:A1（第 1 行 A 列）: 说明：清单名称取自表头上面的一行：清单；名称里没有年份，\
         只写了开始或只写了完成的项目不会判为滞后：请在名称里写上年份，或加“年份”一行\n\
         a.csv:B2（第 2 行 B 列）: 说明：没有领域表；从“领域”一列得到 1 个领域\n\
         a.csv:D2（第 2 行 D 列）: 提醒：“填报单位”一列（单位）这个版本还不保存，没有读入（1 格：D3）；要显示就写进“更多”一列（如 资金来源：镇财政）\n\
         a.csv:A3（第 3 行 A 列）: 编号 零 不对；应该是 1 到 9999999 的整数\n\
         有 1 处错误，没有导入；请按上面的说明改好再导入\n"
    );
    assert_eq!(names(folder.path()), ["a.csv"]);
    // With remarks only, the file is written.
    fs::write(folder.path().join("a.csv"), "清单\n编号,领域,名称,施工单位\n1,道路,修路,内部\n")
        .unwrap();
    let run = run_in(&folder, "import a.csv -o a.ron");
    assert_eq!((run.code, run.out.as_str()), (Some(0), "已写入 a.ron：1 个项目，1 个领域\n"));
    assert!(run.err.contains("施工单位"));
}

#[test]
fn nothing_that_a_table_says_runs_and_all_of_it_comes_back() {
    let nasty = "=HYPERLINK(\\\"http://x\\\",\\\"y\\\")";
    let (folder, _) = data_file(&with_title("=1+1", "@SUM(A1)").replace("@SUM", nasty));
    for format in ["csv", "xlsx"] {
        run_in(&folder, &format!("export --data data.ron -o a.{format}")).out();
        imported(run_in(&folder, &format!("import a.{format} -o {format}.ron")));
        let json = run_in(&folder, &format!("show 1 --format json --data {format}.ron")).json();
        assert_eq!(json["title"], "=1+1");
    }
    let csv = fs::read_to_string(folder.path().join("a.csv")).unwrap();
    assert!(csv.contains(",'=1+1,\"'=HYPERLINK("), "{csv}");
}

#[test]
fn a_restricted_board_neither_reads_nor_writes_files() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.csv"), "x").unwrap();
    for (args, what) in [("import a.csv", "import"), ("export -o b.csv", "--output")] {
        let message = run_in(&folder, &format!("--restricted {args}")).err(2);
        assert_eq!(message, format!("minsheng: 受限模式（--restricted）下不能用 {what}。\n"));
    }
    assert_eq!(
        run_in(&folder, "--restricted export --format csv").out(),
        run_line("export --format csv").out()
    );
    assert_eq!(names(folder.path()), ["a.csv"]);
}

#[test]
fn a_large_table_is_read_as_a_whole() {
    let folder = TempDir::new().unwrap();
    let mut table = String::from("大清单\n编号,领域,名称,目标,地点\n");
    for no in 1..=20_000 {
        table.push_str(&format!("{no},道路,修路 {no},道路 约 {no} 米,城北\n"));
    }
    fs::write(folder.path().join("a.csv"), table).unwrap();
    let run = run_in(&folder, "import a.csv -o a.ron");
    assert_eq!(run.out, "已写入 a.ron：20000 个项目，1 个领域\n");
    assert!(!run.err.contains('\r'), "no progress where there is no terminal");
    run_in(&folder, "export --data a.ron -o a.xlsx").out();
    assert!(run_in(&folder, "show 20000 --lang zh --data a.ron").out().contains("约 2 万 米"));
}

#[test]
fn a_change_of_a_text_is_told_with_the_plain_label_of_its_reader() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.ron"), with_title("修路", "Roads")).unwrap();
    fs::write(folder.path().join("b.ron"), with_title("修桥", "Bridges")).unwrap();
    for (lang, lines) in [
        ("zh", "项目 01 名称：修路 → 修桥\n项目 01 英文名称：Roads → Bridges\n"),
        ("en", "Project 01 Title (Chinese): 修路 → 修桥\nProject 01 Title: Roads → Bridges\n"),
    ] {
        let run = run_in(&folder, &format!("diff a.ron b.ron --lang {lang}"));
        assert_eq!((run.code, run.out.as_str()), (Some(1), lines), "{}", run.err);
    }
    // Programs get the label of the column.
    let run = run_in(&folder, "diff a.ron b.ron --format json");
    let json = run.json_of_failure();
    assert_eq!(json[0]["field"], "名称 Title");
    assert_eq!(json[1]["field"], "英文名称 Title (English)");
}
