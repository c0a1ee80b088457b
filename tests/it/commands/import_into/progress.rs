//! Tables with nothing but progress, and columns of progress, merged into a data file.

use super::{Folder, OLD, TABLE, changes, refusal};

/// Merges `table` into the file and returns it; the run must succeed.
fn merged(table: &str) -> String {
    let folder = Folder::new(OLD, table);
    let run = folder.import();
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    folder.read("board.ron")
}

#[test]
fn reports_alone_are_added_to_the_projects_and_all_else_stays() {
    let reports = [
        "编号,目标,日期,完成\n1,停车位,2026-06-30,300\n2,,2026-06-30,55%\n",
        "序号,项目名称,截至6月底\n1,新增停车位,300个\n2,新建幼儿园,55%\n",
        "项目名称,截至日期,完成情况\n新建幼儿园,6月底,55%\n",
        "进展情况（截至2026年6月30日）\n项目名称,完成情况\n新增停车位,300个\n新建幼儿园,55%\n",
    ];
    for table in reports {
        let (told, _) = changes(table);
        assert!(told.contains("2026-06-30") && !told.contains("2026-05-31"), "{table}{told}");
        let file = merged(table);
        for kept in [
            "done: 120",
            "done: 240, note: (zh: \"城北\")",
            "percent: 40",
            "Topped out",
            "North Park",
        ] {
            assert!(file.contains(kept), "{table}{kept}\n{file}");
        }
        let is_whole = table.contains("300");
        assert_eq!(file.contains("(on: \"2026-06-30\", done: 300)"), is_whole, "{table}{file}");
        assert!(file.contains("(on: \"2026-06-30\", percent: 55)"), "{table}{file}");
    }
    // A second time nothing changes.
    let folder = Folder::new(OLD, reports[1]);
    folder.import();
    let file = folder.read("board.ron");
    let again = folder.import();
    assert_eq!((again.code, folder.read("board.ron")), (Some(0), file), "{}", again.err);
    assert!(again.out.contains("没有变化") || again.out.contains("No changes"), "{}", again.out);
    // A report of the same day is replaced; its note stays.
    let file = merged("编号,目标,日期,完成\n1,停车位,2026-05-31,250\n");
    assert!(file.contains("done: 250, note: (zh: \"城北\")"), "{file}");
}

#[test]
fn reports_about_another_project_are_refused_with_both_names() {
    let (run, _) = refusal("序号,项目名称,截至6月底\n1,新建幼儿园,40%\n");
    assert!(run.err.contains("新建幼儿园") && run.err.contains("新增停车位"), "{}", run.err);
    for table in [
        "序号,项目名称,截至6月底\n9,新建幼儿园,40%\n",
        "项目名称,截至6月底\n建幼儿园,40%\n",
        "编号,目标,日期,完成\n1,车位,2026-06-30,300\n",
        "序号,项目名称,完成比例\n1,新增停车位,40%\n",
        "2025年进展情况\n序号,项目名称,截至6月底\n1,新增停车位,40%\n",
    ] {
        refusal(table);
    }
}

#[test]
fn a_column_of_progress_adds_to_the_reports_of_other_days() {
    let table = "编号,领域,名称,目标,截至6月底进展\n\
                 1,交通,新增停车位,\"停车位 不少于 600 个\n道路 3 条\",300个\n\
                 2,学校,新建幼儿园,,55%\n";
    let file = merged(table);
    for kept in ["done: 120", "done: 240", "done: 300", "percent: 40", "percent: 55", "Topped out"]
    {
        assert!(file.contains(kept), "{kept}\n{file}");
    }
}

#[test]
fn a_name_in_another_spelling_is_no_change() {
    let table =
        TABLE.replace("新建幼儿园", "新建 幼儿园").replace("停车位 不少于", "停 车位 不少于");
    let folder = Folder::new(OLD, &table);
    let run = folder.import();
    assert_eq!((run.code, folder.read("board.ron")), (Some(0), OLD.to_owned()), "{}", run.err);
    assert!(run.err.contains('2'), "{}", run.err);
    let run = folder.run("import list.csv --into board.ron --strict");
    assert_eq!(run.code, Some(2), "{}", run.err);
    // A domain by its id.
    let table = TABLE.replace("1,交通", "1,traffic");
    let folder = Folder::new(OLD, &table);
    let run = folder.import();
    assert_eq!((run.code, folder.read("board.ron")), (Some(0), OLD.to_owned()), "{}", run.err);
}

#[test]
fn strict_refuses_what_a_merge_drops() {
    let table = TABLE.replace("2,学校,新建幼儿园", "2,学校,新建第二幼儿园");
    let folder = Folder::new(OLD, &table);
    let run = folder.run("import list.csv --into board.ron --strict");
    assert_eq!((run.code, folder.read("board.ron")), (Some(2), OLD.to_owned()), "{}", run.err);
    assert_eq!(folder.import().code, Some(0));
}

#[test]
fn a_total_below_that_of_the_file_is_told() {
    for (done, is_told) in [("200", true), ("300", false)] {
        let folder =
            Folder::new(OLD, &format!("编号,目标,日期,完成\n1,停车位,2026-06-30,{done}\n"));
        let run = folder.import();
        let told = run.err.contains("2026-05-31 240 个 → 2026-06-30 200 个");
        assert_eq!((run.code, told), (Some(0), is_told), "{}", run.err);
    }
}
