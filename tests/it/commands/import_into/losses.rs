//! Contents of the data file that a table would take away: reports, projects, figures, notes.

use super::{Folder, OLD, TABLE, refusal};

/// A table of all projects of [`OLD`], without targets.
const PROJECTS: &str = "编号,领域,名称\n1,交通,新增停车位\n2,学校,新建幼儿园\n";
const REPORTS: &str = "\n编号,目标,日期,完成,说明\n1,停车位,2026-03-31,120,\n\
                       1,停车位,2026-05-31,240,城北\n2,,2026-05-31,40%,封顶\n";

/// Merges `table` into the file and returns it; the run must succeed.
fn merged(old: &str, table: &str) -> Folder {
    let folder = Folder::new(old, table);
    let run = folder.import();
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    folder
}

#[test]
fn a_report_of_another_target_of_the_same_day_is_no_replacement() {
    let lost = "项目 01 停车位 2026-05-31\n";
    // Another target, and the whole project.
    for row in ["1,道路,2026-05-31,2", "1,,2026-05-31,20%"] {
        let reports = REPORTS.replace("1,停车位,2026-05-31,240", row);
        let (run, _) = refusal(&format!("{TABLE}{reports}"));
        assert!(run.err.contains(lost), "{}", run.err);
    }
    let reports = REPORTS.replace("停车位,2026-03-31,120", ",2026-03-31,10%");
    let reports = reports.replace("停车位,2026-05-31,240", ",2026-05-31,20%");
    let (run, _) = refusal(&format!("{PROJECTS}{reports}"));
    assert!(
        run.err.contains("项目 01 停车位 2026-03-31、项目 01 停车位 2026-05-31"),
        "{}",
        run.err
    );
    // The target is gone while another has reports of the same days, old or new.
    let old = OLD.replace(
        "unit: (zh: \"条\", en: \"roads\")",
        "unit: (zh: \"条\", en: \"roads\"), updates: [(on: \"2026-05-31\", done: 1)]",
    );
    let folder = Folder::new(&old, &TABLE.replace("停车位 不少于 600 个\n", ""));
    let run = folder.import();
    assert_eq!(run.code, Some(2), "{}", run.out);
    assert!(run.err.contains(lost), "{}", run.err);
    let run = folder.run("import list.csv --into board.ron --allow-removals");
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(folder.read("board.ron").contains("(on: \"2026-05-31\", done: 1)"));
}

/// A list of one project with two targets of the same description.
const TWINS: &str = r#"(
    title: "云溪镇2026年民生实事项目",
    domains: [(id: "traffic", name: "交通")],
    projects: [(no: 1, domain: "traffic", title: "充电桩", targets: [
        (what: "新建", amount: 5, unit: "处", updates: [(on: "2026-05-31", done: 1)]),
        (what: "新建", amount: 7, unit: "处", updates: [(on: "2026-05-31", done: 2)]),
    ])],
)
"#;

#[test]
fn targets_of_the_same_description_are_told_apart_by_their_amounts() {
    let table = |targets: &str| format!("编号,领域,名称,目标\n1,交通,充电桩,\"{targets}\"\n");
    let lines = |folder: &Folder| {
        let text = folder.read("board.ron");
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| ["amount", "done"].iter().any(|key| line.contains(key)));
        lines.collect::<Vec<_>>().join(" ")
    };
    let told = lines(&merged(TWINS, &table("新建 7 处\n新建 5 处")));
    let at = |part: &str| told.find(part).unwrap_or_else(|| panic!("{part}: {told}"));
    assert!(at("amount: 7") < at("done: 2") && at("done: 2") < at("amount: 5"), "{told}");
    assert!(at("amount: 5") < at("done: 1"), "{told}");
    // The one that is left is the one whose amount has changed.
    let told = lines(&merged(TWINS, &table("新建 7 处\n新建 6 处")));
    let at = |part: &str| told.find(part).unwrap_or_else(|| panic!("{part}: {told}"));
    assert!(at("amount: 6") < at("done: 1"), "{told}");
    // Two may be either, and one may be any of two.
    for (targets, lost) in [
        ("新建 8 处\n新建 6 处", "项目 01 新建 2026-05-31、项目 01 新建 2026-05-31"),
        ("新建 6 处", "项目 01 新建 2026-05-31、项目 01 新建 2026-05-31"),
        ("新建 7 处", "：项目 01 新建 2026-05-31\n"),
    ] {
        let folder = Folder::new(TWINS, &table(targets));
        let run = folder.import();
        assert_eq!(run.code, Some(2), "{targets}: {}", run.out);
        assert!(run.err.contains(lost), "{targets}: {}", run.err);
        assert_eq!(folder.read("board.ron"), TWINS);
    }
}

#[test]
fn projects_that_seem_to_be_renumbered_are_not_mixed() {
    let swapped = "编号,领域,名称\n2,交通,新增停车位\n1,学校,新建 幼儿园\n";
    let (run, folder) = refusal(swapped);
    assert!(
        run.err.contains(
            "有 2 个项目，名称原来在别的编号下，看来是重新编了号；并入后，这些编号原有的内容里，\
             表里没有的会丢失：02 新增停车位（原来是 01）、01 新建 幼儿园（原来是 02）\n"
        ),
        "{}",
        run.err
    );
    let run = folder.run("import list.csv --into board.ron --lang en");
    assert!(
        run.err.contains(
            "would be lost: 2 (02 新增停车位, formerly 01, 01 新建 幼儿园, formerly 02)\n"
        ),
        "{}",
        run.err
    );
    // If that is meant, no project gets what belongs to another.
    let run = folder.run("import list.csv --into board.ron --allow-removals");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let text = folder.read("board.ron");
    assert!(!text.contains("Kindergarten") && !text.contains("600"), "{text}");
    // One that is new above the others, or moves behind them.
    let (run, _) = refusal("编号,领域,名称\n1,交通,新路\n2,交通,新增停车位\n3,学校,新建幼儿园\n");
    assert!(
        run.err.contains("：02 新增停车位（原来是 01）、03 新建幼儿园（原来是 02）\n"),
        "{}",
        run.err
    );
    // A new title, and a second project of the same title.
    merged(OLD, "编号,领域,名称\n1,交通,停车\n2,学校,新建幼儿园\n3,学校,新建幼儿园\n");
}

#[test]
fn another_project_under_a_number_does_not_get_what_the_old_one_had() {
    let table = "编号,领域,名称\n1,卫生,镇卫生院迁建\n2,学校,新建幼儿园\n";
    let (run, folder) = refusal(table);
    assert!(run.err.contains("有 1 个编号下换了名称毫不相同的项目"), "{}", run.err);
    assert!(run.err.contains("：01 新增停车位 → 镇卫生院迁建\n"), "{}", run.err);
    let run = folder.run("import list.csv --into board.ron --allow-removals");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let text = folder.read("board.ron");
    assert!(text.contains("镇卫生院迁建") && !text.contains("600"), "{text}");
}

#[test]
fn english_targets_do_not_change_a_figure() {
    let table = "编号,领域,名称,英文目标\n\
                 1,交通,新增停车位,\"Spaces at least 700 spaces\nRoads 3 roads\"\n2,学校,新建幼儿园,\n";
    for (table, zh, en) in [
        (table.to_owned(), "不少于 600", "at least 700"),
        (table.replace("at least 700", "600"), "不少于 600", "600"),
    ] {
        let (run, _) = refusal(&table);
        let message = format!("中文写的是 {zh}，英文写的是 {en}；请改成一样");
        assert!(run.err.contains(&message) && run.err.contains("list.csv"), "{}", run.err);
    }
}

#[test]
fn notes_without_a_column_stay() {
    let reports = "\n编号,目标,日期,完成\n1,停车位,2026-03-31,120\n1,停车位,2026-05-31,250\n\
                   2,,2026-05-31,40%\n2,,2026-06-30,60%\n";
    let text = merged(OLD, &format!("{TABLE}{reports}")).read("board.ron");
    for kept in ["done: 250, note: (zh: \"城北\")", "note: (zh: \"封顶\", en: \"Topped out\")"]
    {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    // A column of one language.
    let english = "\n编号,日期,完成,英文说明\n2,2026-05-31,40%,Roof on\n";
    let table = PROJECTS.replace("1,交通,新增停车位\n", "");
    let folder = Folder::new(OLD, &format!("{table}{english}"));
    let run = folder.run("import list.csv --into board.ron --allow-removals");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let text = folder.read("board.ron");
    assert!(text.contains("note: (zh: \"封顶\", en: \"Roof on\")"), "{text}");
    // Another note of another day is not taken; an empty cell wins.
    assert!(
        !merged(OLD, &format!("{TABLE}{}", REPORTS.replace(",封顶", ",")))
            .read("board.ron")
            .contains("封顶")
    );
}

#[test]
fn domains_are_found_by_the_names_of_the_file() {
    let old = OLD.replace("(zh: \"交通\", en: \"Traffic\")", "\"健康\"");
    let old = old.replace("\"schools\"", "\"education\"");
    let old =
        old.replace("(zh: \"学校\", en: \"Schools\")", "(zh: \"教育培训\", en: \"Training\")");
    for (first, second) in
        [("健 康 类", "教育培训类"), ("健康", "教育 培训"), ("健康类", "training")]
    {
        let table = TABLE.replace("交通", first).replace("学校", second);
        let folder = Folder::new(&old, &table);
        let run = folder.import();
        assert_eq!((run.code, folder.read("board.ron")), (Some(0), old.clone()), "{}", run.out);
    }
    // The built-in catalog has this id for another name.
    let folder = merged(&old, &TABLE.replace("交通", "健康").replace("学校", "教育"));
    assert_eq!(folder.changes(&old), "领域 教育：新增\n项目 02 领域：教育培训 → 教育\n");
}

#[test]
fn the_domains_are_those_of_the_file_where_the_table_names_none() {
    let table = "编号,名称,地点\n1,新增停车位,城北\n2,新建幼儿园,城南\n";
    let folder = merged(OLD, table);
    assert_eq!(
        folder.changes(OLD).lines().filter(|line| line.contains("领域")).count(),
        0,
        "{}",
        folder.changes(OLD)
    );
    assert!(folder.read("board.ron").contains("城北"));
    // A project that is new to the file needs one.
    let (run, _) = refusal(&format!("{table}3,新建公园,城西\n"));
    assert!(run.err.contains("表里没有“领域”一列"), "{}", run.err);
}

#[test]
fn the_list_of_another_year_is_refused() {
    let table = format!("云溪镇2027年民生实事项目清单\n{TABLE}");
    let (run, _) = refusal(&table);
    assert!(
        run.err.contains("表是 2027 年的清单，board.ron 是 2026 年的，没有改动"),
        "{}",
        run.err
    );
    let folder = Folder::new(OLD, &table);
    let run = folder.run("import list.csv --into board.ron --allow-removals");
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(folder.read("board.ron").contains("year: 2027"));
}
