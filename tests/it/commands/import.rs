//! `minsheng import`: its summary, its report, and `--strict`.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::{Run, finish, program};

const TABLE: &str = "2026年民生实事项目,,,,,\n\
    填报单位：,建设局,,,,\n\
    序 号,类别,项目名称,年度目标,下步计划,完成时限\n\
    1,交通出行,新增停车位,新增公共停车位不少于600个,=1+1|x,2026年12月\n\
    2,教育,改建托班,托班 5 所,,2026-11-30\n\
    合计,,2 项,,,\n";

/// Creates a folder with a table.
fn folder_with(table: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.csv"), table).unwrap();
    folder
}

fn run_in(folder: &TempDir, args: &str) -> Run {
    finish(program().current_dir(folder.path()).args(args.split(' ')))
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// Returns the lines of a message from the one that begins with `start`.
fn lines_from(message: &str, start: &str) -> Vec<String> {
    message.lines().skip_while(|line| !line.starts_with(start)).map(ToOwned::to_owned).collect()
}

#[test]
fn an_import_ends_with_a_summary() {
    let folder = folder_with(TABLE);
    let run = run_in(&folder, "import a.csv -o a.ron");
    assert_eq!((run.code, run.out.as_str()), (Some(0), "已写入 a.ron：2 个项目，2 个领域\n"));
    assert_eq!(
        lines_from(&run.err, "导入情况"),
        [
            "导入情况：2 行 → 2 个项目",
            "  读入的列：序 号 → 编号，类别 → 领域，项目名称 → 名称，..（共 5）",
            "  没有读入的列：下步计划（1）",
            "  数字：2 个，请与原文核对：",
            "    D4 “新增公共停车位不少于600个” → 新增公共停车位 不少于 600 个",
            "    D5 “托班 5 所” → 托班 5 所",
            "  没有读入的行：2（见上面的说明）",
            "  日期：2 个，其中 1 个按推算读入",
        ]
    );
    let english = run_in(&folder, "import a.csv -o b.ron --lang en").err;
    assert!(english.contains("Import: rows: 2 → projects: 2\n"), "{english}");
    // JSON has neither rows nor columns.
    run_in(&folder, "export --data a.ron -o a.json").out();
    run_in(&folder, "import a.json -o c.ron").out();
}

#[test]
fn a_summary_is_short_and_narrow_whatever_the_table() {
    let mut table = "很长很长很长很长很长很长很长很长的清单名称\n编号,领域,名称,目标".to_owned();
    table += &(0..99).map(|nth| format!(",第{nth}个没有人认识的列")).collect::<String>();
    table += "\n";
    for no in 1..=50 {
        table += &format!(
            "{no},道路,修路{no},很长很长很长很长很长很长很长很长很长很长的目标名称 {no} 万平方米\n"
        );
    }
    for lang in ["zh", "en"] {
        let run = run_in(&folder_with(&table), &format!("import a.csv -o a.ron --lang {lang}"));
        let lines = lines_from(&run.err, if lang == "zh" { "导入情况" } else { "Import" });
        assert!((5..=12).contains(&lines.len()), "{lines:#?}");
        let width = |line: &String| minsheng::text::cells(line);
        assert!(lines.iter().all(|line| width(line) <= 80), "{lines:#?}");
    }
}

#[test]
fn a_report_has_each_column_row_figure_and_day() {
    let folder = folder_with(TABLE);
    let run = run_in(&folder, "import a.csv -o a.ron --report r.json --lang en");
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("report written to r.json\n"), "{}", run.err);
    let json: Value = serde_json::from_str(&text(&folder, "r.json")).unwrap();
    assert_eq!(
        (json["accepted"].as_bool(), json["sheets"][0]["projects"].as_u64()),
        (Some(true), Some(2))
    );
    assert_eq!(json["columns"].as_array().unwrap().len(), 6);
    let column = &json["columns"][4];
    assert_eq!(
        (&column["cell"], &column["header"], &column["field"], &column["cells"]),
        (&"E3".into(), &"下步计划".into(), &Value::Null, &1.into())
    );
    let rows: Vec<&Value> =
        json["rows_left_out"].as_array().unwrap().iter().map(|row| &row["cell"]).collect();
    assert_eq!(rows, ["A2", "A6"]);
    let figure = &json["figures"][0];
    assert_eq!(
        (
            &figure["cell"],
            &figure["words"],
            &figure["what"],
            &figure["qualifier"],
            &figure["amount"],
            &figure["unit"]
        ),
        (
            &"D4".into(),
            &"新增公共停车位不少于600个".into(),
            &"新增公共停车位".into(),
            &"at_least".into(),
            &600.into(),
            &"个".into()
        )
    );
    assert_eq!(json["days_concluded"][0]["day"], "2026-12-31");
    assert!(
        json["findings"].as_array().unwrap().iter().any(|found| found["code"] == "left-out-rows")
    );

    run_in(&folder, "import a.csv -o b.ron --report r.csv");
    let csv = text(&folder, "r.csv");
    assert!(csv.starts_with("\u{feff}类别,工作表,单元格,原文,"), "{csv}");
    assert!(csv.ends_with("\r\n") && csv.contains("数字,,D4,新增公共停车位不少于600个,"), "{csv}");

    run_in(&folder, "import a.csv -o c.ron --report r.md");
    let markdown = text(&folder, "r.md");
    assert!(markdown.contains("\n| E3 | 下步计划 | 没有读入 | 1 |\n"), "{markdown}");
}

#[test]
fn a_report_has_each_amount_of_progress_and_the_severity_of_each_message() {
    let table = "清单\n编号,领域,名称,目标\n1,道路,修路,新修道路 2 公里\n2,交通,停车,\n\
                 编号,目标,日期,完成,说明\n1,新修道路,2026-05-31,50%,\n1,,2026-06-30,60%,进展顺利\n\
                 2,,2026-06-30,,已开工\n";
    let folder = folder_with(table);
    let run = run_in(&folder, "import a.csv -o a.ron --report r.json --lang en");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let json: Value = serde_json::from_str(&text(&folder, "r.json")).unwrap();
    let reports: Vec<[&Value; 7]> = json["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|report| {
            ["cell", "words", "project", "target", "date", "amount", "unit"].map(|key| &report[key])
        })
        .collect();
    let (road, may, june) = ("新修道路", "2026-05-31", "2026-06-30");
    let expected: [[Value; 7]; 3] = [
        ["D6".into(), "50%".into(), 1.into(), road.into(), may.into(), 1.into(), "公里".into()],
        ["D7".into(), "60%".into(), 1.into(), Value::Null, june.into(), 60.into(), "%".into()],
        ["E8".into(), "已开工".into(), 2.into(), Value::Null, june.into(), Value::Null, "%".into()],
    ];
    assert_eq!(reports, expected.each_ref().map(<[Value; 7]>::each_ref));
    assert_eq!(json["updates"], 3);

    run_in(&folder, "import a.csv -o b.ron --report r.csv");
    let csv = text(&folder, "r.csv");
    for line in [
        "类别,工作表,单元格,原文,读作,内容,限定,数,上限,单位,有内容的单元格,级别\r\n",
        "进展,,D6,50%,01 2026-05-31 新修道路 1 公里,新修道路,,1,,公里,,\r\n",
        "进展,,D7,60%,01 2026-06-30 60 %,,,60,,%,,\r\n",
        "进展,,E8,已开工,02 2026-06-30,,,,,,,\r\n",
    ] {
        assert!(csv.contains(line), "{line} in {csv}");
    }
    let severity_of = |code: &str| {
        let line = csv.lines().find(|line| line.starts_with("提示,") && line.contains(code));
        line.unwrap_or_else(|| panic!("{code} in {csv}")).rsplit(',').next().unwrap().to_owned()
    };
    assert_eq!(severity_of(",read-report,"), "说明");

    run_in(&folder, "import a.csv -o c.ron --report r.md --lang en");
    let markdown = text(&folder, "r.md");
    assert!(markdown.contains("\n## Reports on progress\n\n| Cell | Words | "), "{markdown}");
    assert!(markdown.contains(" | Severity |\n"), "{markdown}");
    let is_note = |line: &str| line.contains("read-report") && line.ends_with(" | note |");
    assert!(markdown.lines().any(is_note), "{markdown}");

    // A refused table has its errors, in all three.
    let folder = folder_with("清单\n编号,领域,名称,下步计划\n零,道路,修路,x\n");
    for name in ["r.csv", "r.md", "r.json"] {
        run_in(&folder, &format!("import a.csv -o a.ron --lang en --report {name}"));
    }
    let csv = text(&folder, "r.csv");
    assert!(
        csv.lines().any(|line| line.contains("bad-number") && line.ends_with(",error")),
        "{csv}"
    );
    let markdown = text(&folder, "r.md");
    assert!(markdown.contains(" | warning |\n") && markdown.contains(" | error |\n"), "{markdown}");
    assert!(text(&folder, "r.json").contains("\"severity\": \"error\""));
}

#[test]
fn nothing_that_a_report_quotes_runs() {
    let table = "清单\n编号,领域,名称,=1+1|<b>,目标\n1,道路,修路,x,@路灯 5 盏\n";
    let folder = folder_with(table);
    run_in(&folder, "import a.csv -o a.ron --report r.csv");
    let csv = text(&folder, "r.csv");
    assert!(csv.contains(",'=1+1|<b>,") && csv.contains(",'@路灯 5 盏,"), "{csv}");
    run_in(&folder, "import a.csv -o b.ron --report r.md");
    assert!(text(&folder, "r.md").contains(r"\=1+1\|\<b\>"), "{}", text(&folder, "r.md"));
}

#[test]
fn a_report_is_written_when_the_import_is_refused() {
    let folder = folder_with("清单\n编号,领域,名称,目标\n零,道路,修路,路灯 5 盏\n");
    let message = run_in(&folder, "import a.csv -o a.ron --report r.json").err(2);
    assert!(message.ends_with("导入情况已写入 r.json\n"), "{message}");
    let json: Value = serde_json::from_str(&text(&folder, "r.json")).unwrap();
    assert_eq!(
        (json["accepted"].as_bool(), json["figures"].as_array().unwrap().len()),
        (Some(false), 1)
    );
    assert!(!folder.path().join("a.ron").exists());
}

#[test]
fn a_report_that_cannot_be_written_stops_the_import() {
    let folder = folder_with(TABLE);
    fs::write(folder.path().join("r.md"), "mine").unwrap();
    for (report, message) in [
        (
            "r.md",
            "r.md 已经存在，没有写入；请换个名字，或加 --force 覆盖\n导入情况没有写成，所以也没有导入\n",
        ),
        ("no/r.md", "导入情况没有写成，所以也没有导入\n"),
        ("r.txt", "r.txt：导入情况只能写成 .csv、.md 或 .json 文件，请改扩展名；什么也没有写入\n"),
        ("a.ron", "a.ron 既是结果又是导入情况；请用两个名字\n"),
        ("a.csv", "a.csv 正是读入的文件，不会覆盖；请换个名字\n导入情况没有写成，所以也没有导入\n"),
    ] {
        let run = run_in(&folder, &format!("import a.csv -o a.ron --report {report}"));
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{report}");
        assert!(run.err.ends_with(message), "{report}: {}", run.err);
        assert!(!folder.path().join("a.ron").exists(), "{report}");
    }
    assert_eq!(text(&folder, "r.md"), "mine");
    let run = run_in(&folder, "import a.csv -o a.ron --report r.md --force");
    assert_eq!(run.code, Some(0), "{}", run.err);
    // The report is there although the data file is not written; that is said.
    let run = run_in(&folder, "import a.csv -o a.ron --report s.md");
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.contains("导入情况已写入 s.md\n") && run.err.contains("a.ron 已经存在"),
        "{}",
        run.err
    );
}

#[test]
fn with_strict_a_doubt_stops_the_import() {
    let folder = folder_with(TABLE);
    let message = run_in(&folder, "import a.csv -o a.ron --strict --report r.json").err(2);
    assert!(message.contains("有 4 处疑问，没有导入；请按上面的说明改好再导入\n"), "{message}");
    assert!(!folder.path().join("a.ron").exists() && folder.path().join("r.json").exists());
    // A title above the table and domains from its rows are how a table is written.
    let folder = folder_with("清单\n编号,领域,名称,下步计划\n1,道路,修路,\n");
    let run = run_in(&folder, "import a.csv -o a.ron --strict");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let folder = folder_with("清单\n编号,领域,名称,下步计划\n1,道路,修路,x\n");
    assert_eq!(run_in(&folder, "import a.csv -o a.ron --strict --lang en").code, Some(2));
}

/// Invented announcement.
const PAGE: &str = "云溪镇2026年民生实事项目\n1.办学\n新建幼儿园2所，约1200平方米，路面由4米拓宽至6米。\n2.修路\n修路3公里。\n来源：云溪发布\n";

#[test]
fn a_draft_has_the_words_of_each_figure_and_comes_from_a_pipe_too() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), PAGE).unwrap();
    let run = run_in(&folder, "import a.txt -o a.ron --report r.csv");
    assert_eq!((run.code, run.out.as_str()), (Some(0), "已写入 a.ron：2 个项目，1 个领域\n"));
    let draft = text(&folder, "a.ron");
    for words in ["// 原文：新建幼儿园2所\n", "// 原文：约1200平方米\n", "// 原文：修路3公里\n"]
    {
        assert_eq!(draft.matches(words).count(), 1, "{draft}");
    }
    assert_eq!(
        lines_from(&run.err, "导入情况："),
        [
            "导入情况：6 行 → 2 个项目",
            "  数字：3 个，请与原文核对：",
            "    第 3 行 “新建幼儿园2所” → 新建幼儿园 2 所",
            "    第 3 行 “约1200平方米” → 新建幼儿园 约 1200 平方米",
            "    第 5 行 “修路3公里” → 修路 3 公里",
            "  没有读作指标、留在简介里的数字：2 个",
        ]
    );
    let report = text(&folder, "r.csv");
    for part in ["修路3公里", "来源：云溪发布", "numbers-left"] {
        assert!(report.contains(part), "{report}");
    }
    assert_eq!(run_in(&folder, "check a.ron").code, Some(0));
    let input = fs::File::open(folder.path().join("a.txt")).unwrap();
    let piped = program().current_dir(folder.path()).args(["import", "-"]).stdin(input).output();
    assert_eq!(String::from_utf8(piped.unwrap().stdout).unwrap(), draft);
    let strict = run_in(&folder, "import a.txt -o b.ron --strict");
    assert_eq!(strict.code, Some(2));
    let into = run_in(&folder, "import a.txt --into a.ron");
    assert!(into.code == Some(2) && into.err.contains("--into"), "{}", into.err);
}
