//! What a table would take away from the data file: reports, projects, figures, notes.

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
