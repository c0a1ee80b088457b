//! `minsheng import --into`: a table is merged into the data file that it belongs to.

mod details;
mod english_lines;
mod losses;
mod progress;

use std::fs;

use tempfile::TempDir;

use super::{Run, finish, program};

const SHIPPED: &str = include_str!("../../../assets/projects.ron");

/// A list with all that a table may lack.
const OLD: &str = r#"(
    title: (zh: "云溪镇2026年民生实事项目", en: "Yunxi: public projects for 2026"),
    locality: (zh: "云溪镇", en: "Yunxi"),
    year: 2026,
    published: "2026-01-27",
    source: (zh: "云溪镇人民政府", en: "Yunxi Town"),
    note: "说明",
    domains: [
        (id: "traffic", name: (zh: "交通", en: "Traffic"), origin: catalogue),
        (id: "schools", name: (zh: "学校", en: "Schools")),
        (id: "idle", name: (zh: "闲置", en: "Idle")),
    ],
    projects: [
        (
            no: 1,
            domain: "traffic",
            title: (zh: "新增停车位", en: "Parking"),
            summary: (zh: "利用边角地。", en: "On spare land."),
            targets: [
                (
                    what: (zh: "停车位", en: "Spaces"),
                    qualifier: at_least,
                    amount: 600,
                    unit: (zh: "个", en: "spaces"),
                    updates: [(on: "2026-03-31", done: 120), (on: "2026-05-31", done: 240, note: "城北")],
                ),
                (what: (zh: "道路", en: "Roads"), amount: 3, unit: (zh: "条", en: "roads")),
            ],
            places: [(zh: "城北公园", en: "North Park"), (zh: "南塘路", en: "Nantang Road")],
            partners: ["城管办"],
            facts: [(zh: "全天开放", en: "Open all day")],
            start: "2026-03-01",
            end: "2026-10-31",
        ),
        (
            no: 2,
            domain: "schools",
            title: (zh: "新建幼儿园", en: "Kindergarten"),
            updates: [(on: "2026-05-31", percent: 40, note: (zh: "封顶", en: "Topped out"))],
        ),
    ],
)
"#;

/// The table of [`OLD`], without what only the file has.
const TABLE: &str = "编号,领域,名称,目标\n\
                     1,交通,新增停车位,\"停车位 不少于 600 个\n道路 3 条\"\n\
                     2,学校,新建幼儿园,\n";

struct Folder(TempDir);

impl Folder {
    fn new(old: &str, table: &str) -> Self {
        let folder = Self(TempDir::new().unwrap());
        folder.write("board.ron", old);
        folder.write("list.csv", table);
        folder
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap_or_else(|_| "-".to_owned())
    }

    fn run(&self, args: &str) -> Run {
        finish(program().current_dir(self.0.path()).args(args.split(' ')))
    }

    /// Merges the table into the file.
    fn import(&self) -> Run {
        self.run("import list.csv --into board.ron")
    }

    /// Returns the changes from the file as it was to the file as it is.
    fn changes(&self, old: &str) -> String {
        self.write("old.ron", old);
        self.run("diff old.ron board.ron").out
    }
}

/// Merges `table` into [`OLD`] and returns the changes; the run must succeed and tell the same.
fn changes(table: &str) -> (String, Run) {
    let folder = Folder::new(OLD, table);
    let run = folder.import();
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    let changes = folder.changes(OLD);
    let told: Vec<&str> = run.out.lines().take(changes.lines().count()).collect();
    assert_eq!(told, changes.lines().collect::<Vec<_>>());
    (changes, run)
}

/// Merges `table` into [`OLD`], which must be refused, and returns the messages.
fn refusal(table: &str) -> (Run, Folder) {
    let folder = Folder::new(OLD, table);
    let run = folder.import();
    assert_eq!(run.code, Some(2), "{}{}", run.out, run.err);
    assert_eq!(
        (folder.read("board.ron"), folder.read("board.ron.last-good")),
        (OLD.into(), "-".into())
    );
    (run, folder)
}

/// Returns a CSV file without the columns whose headers contain `word`.
fn without_columns(csv: &str, word: &str) -> String {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let mut left_out: Vec<usize> = Vec::new();
    for record in reader.records().map(Result::unwrap) {
        if record.iter().any(|cell| ["编号 No.", "领域代号 Domain ID"].contains(&cell)) {
            let matching = record.iter().enumerate().filter(|(_, cell)| cell.contains(word));
            left_out = matching.map(|(nth, _)| nth).collect();
        }
        let rest = record.iter().enumerate().filter(|(nth, _)| !left_out.contains(nth));
        writer.write_record(rest.map(|(_, cell)| cell)).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn one_changed_figure_of_the_shipped_list_is_all_that_changes() {
    let folder = Folder::new(SHIPPED, "");
    let csv = folder.run("export --format csv --data board.ron").out();
    let table = without_columns(&csv, "(English)");
    assert!(!table.contains("Title (English)") && table.contains("不少于 600 个"), "{table}");
    folder.write("list.csv", &table.replace("不少于 600 个", "不少于 650 个"));
    let run = folder.import();
    let change = "项目 20 新增公共停车位：不少于 600 个 → 不少于 650 个\n";
    assert_eq!(
        (run.code, run.out),
        (
            Some(0),
            format!(
                "{change}已写入 board.ron：25 个项目，11 个领域；旧文件保存为 board.ron.last-good\n"
            )
        ),
        "{}",
        run.err
    );
    assert!(
        run.err.ends_with("提醒：board.ron 里的注释没有保留，旧文件里还有：board.ron.last-good\n"),
        "{}",
        run.err
    );
    assert_eq!(folder.read("board.ron.last-good"), SHIPPED);
    assert_eq!(folder.changes(SHIPPED), change);
    // The projects alone, in another language; nothing is left to change.
    let projects = table.split("\n编号").nth(1).unwrap();
    let projects = projects.split("\n\n").next().unwrap().replace("不少于 600 个", "不少于 650 个");
    folder.write("list.csv", &format!("编号{projects}"));
    let before = folder.read("board.ron");
    let run = folder.run("import list.csv --into board.ron --lang en");
    assert_eq!((run.code, run.out.as_str()), (Some(0), "No changes; board.ron stays as it is\n"));
    assert_eq!(folder.read("board.ron"), before);
}

#[test]
fn what_the_table_has_no_column_for_stays() {
    let folder = Folder::new(OLD, TABLE);
    let version = || fs::metadata(folder.0.path().join("board.ron")).unwrap().modified().unwrap();
    let before = version();
    let run = folder.import();
    assert_eq!((run.code, run.out.as_str()), (Some(0), "没有变化，board.ron 保持原样\n"));
    assert_eq!((folder.read("board.ron"), version()), (OLD.to_owned(), before));
    assert_eq!(folder.read("board.ron.last-good"), "-");
    // A changed amount and a new project: everything else stays, the reports too.
    let table = TABLE.replace("600", "650") + "3,公园,新建口袋公园,口袋公园 2 个\n";
    assert_eq!(
        changes(&table).0,
        "领域 公园：新增\n项目 01 停车位：不少于 600 个 → 不少于 650 个\n项目 03：新增 新建口袋公园\n"
    );
}

#[test]
fn an_emptied_cell_is_empty() {
    let table = "编号,领域,名称,地点,完成时间\n1,交通,新增停车位,,\n2,学校,新建幼儿园,,\n";
    assert_eq!(
        changes(table).0,
        "项目 01 地点：去掉 城北公园\n项目 01 地点：去掉 南塘路\n\
         项目 01 计划完成：2026-10-31 → （无）\n"
    );
}

#[test]
fn a_project_vanishes_only_if_that_is_allowed() {
    let table = "编号,领域,名称\n2,学校,新建幼儿园\n";
    let (run, folder) = refusal(table);
    assert_eq!(run.out, "项目 01：删去 新增停车位\n");
    assert!(
        run.err.ends_with(
            "有 1 个项目，表里没有，并入后会从清单里消失：01\n\
         board.ron 没有改动；请把缺的补进表里再导入，确实不要了就加 --allow-removals\n"
        ),
        "{}",
        run.err
    );
    // `--force` is about files, not about their contents.
    assert_eq!(folder.run("import list.csv --into board.ron --force").code, Some(2));
    let run = folder.run("import list.csv --into board.ron --allow-removals");
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(folder.changes(OLD), "项目 01：删去 新增停车位\n");
    assert_eq!(folder.read("board.ron.last-good"), OLD);
}

#[test]
fn reports_stay_with_their_target_or_are_told_as_lost() {
    for (from, to) in [("停车位 不少于", "公共停车位 不少于"), ("600 个", "600 处")]
    {
        let (run, folder) = refusal(&TABLE.replace(from, to));
        assert!(
            run.err.contains(
                "有 2 条进展，表里没有，或者所属的目标改了名称或单位，并入后会丢失：\
                 项目 01 停车位 2026-03-31、项目 01 停车位 2026-05-31\n"
            ),
            "{}",
            run.err
        );
        assert_eq!(folder.run("import list.csv --into board.ron --allow-removals").code, Some(0));
        assert!(!folder.read("board.ron").contains("2026-05-31\", done"));
    }
    // A table of reports has all of them.
    let reports =
        "\n编号,目标,日期,完成,说明\n1,停车位,2026-03-31,120,\n1,停车位,2026-05-31,250,城北\n";
    let (run, _) = refusal(&format!("{TABLE}{reports}"));
    assert!(
        run.err.contains("有 1 条进展") && run.err.contains("项目 02 2026-05-31"),
        "{}",
        run.err
    );
    // Also if the table of projects does not name the targets, or names one anew.
    let reports = format!("{reports}2,,2026-05-31,40%,封顶\n1,停车位,2026-06-30,300,\n");
    let changed = "项目 01 进展：去掉 停车位 2026-05-31 240 个 城北\n\
                   项目 01 进展：增加 停车位 2026-05-31 250 个 城北\n\
                   项目 01 进展：增加 停车位 2026-06-30 300 个\n";
    let projects = "编号,领域,名称\n1,交通,新增停车位\n2,学校,新建幼儿园\n";
    assert_eq!(changes(&format!("{projects}{reports}")).0, changed);
    assert_eq!(changes(&format!("{TABLE}{reports}")).0, changed);
    let (told, run) = changes(&format!("{TABLE}{}", reports.replace("封顶", "完工")));
    assert!(told.ends_with("项目 02 进展：增加 2026-05-31 40% 完工\n"), "{told}");
    assert!(run.err.contains("已经去掉：项目 02 说明；"), "{}", run.err);
    // A report stays with its target only, also if the table has it under the new name.
    let renamed =
        format!("{TABLE}{reports}").replace("停车位 不", "泊位 不").replace(",停车位,", ",泊位,");
    assert!(refusal(&renamed).0.err.contains("项目 01 停车位 2026-03-31、项目 01 停车位"));
}

#[test]
fn english_stays_with_its_chinese() {
    let table = "编号,领域,名称,简介,地点,目标\n\
                 1,交通,新增公共停车位,利用边角地。,\"南塘路\n城西\n城北公园\",\"停车位 不少于 600 个\n道路 3 条\"\n\
                 2,学校,新建幼儿园,,,\n";
    let (told, run) = changes(table);
    assert_eq!(
        told,
        "项目 01 名称：新增停车位 → 新增公共停车位\n项目 01 英文名称：Parking → （无）\n项目 01 地点：增加 城西\n"
    );
    assert!(
        run.err.ends_with("提醒：有 1 处的中文改了，原来的英文对不上，已经去掉：项目 01 名称；要有英文，请在表里加英文列\n"),
        "{}",
        run.err
    );
    // A line that replaces another, in English.
    let folder = Folder::new(OLD, &table.replace("\n城北公园", "").replace("新增公共", "新增"));
    let run = folder.run("import list.csv --into board.ron --lang en");
    assert!(
        run.err.ends_with("warning: places where the Chinese has changed, so that the English no longer fits and was removed: 1 (Project 01 Places); for English, add English columns to the table\n"),
        "{}",
        run.err
    );
    assert!(folder.read("board.ron").contains("(zh: \"城西\")"));
    assert!(folder.read("board.ron").contains("Nantang Road"));
}

#[test]
fn a_column_of_english_alone_keeps_the_chinese() {
    let table = "编号,领域,名称,英文名称,英文简介,英文地点,英文目标\n\
                 1,交通,新增停车位,Car parks,On any land.,\"Park\nRoad\",\"Bays at least 600 bays\nRoads 3 roads\"\n\
                 2,学校,新建幼儿园,,,,\n";
    assert_eq!(
        changes(table).0,
        "项目 01 英文名称：Parking → Car parks\n项目 01 英文简介：On spare land. → On any land.\n\
         项目 01 停车位：不少于 600 个 → 不少于 600 个\n\
         项目 01 英文地点：North Park → Park\n项目 01 英文地点：Nantang Road → Road\n\
         项目 01 英文进展：Spaces 2026-03-31 120 spaces → Bays 2026-03-31 120 bays\n\
         项目 01 英文进展：Spaces 2026-05-31 240 spaces 城北 → Bays 2026-05-31 240 bays 城北\n\
         项目 02 英文名称：Kindergarten → （无）\n"
    );
    let (run, _) = refusal(&table.replace("Park\nRoad", "Road"));
    assert!(run.err.contains("（1 处：项目 01 地点）"), "{}", run.err);
}

#[test]
fn domains_keep_id_english_and_origin() {
    // A name that is new is a new domain; the old one stays.
    let (told, _) = changes(&TABLE.replace("交通", "出行"));
    assert_eq!(told, "领域 出行：新增\n项目 01 领域：交通 → 出行\n");
    // In a table of domains the id tells that it is a new name.
    let domains = "\n领域代号,领域名称\ntraffic,出行\nschools,学校\nidle,闲置\n";
    let (told, run) = changes(&format!("{}{domains}", TABLE.replace("交通", "出行")));
    assert_eq!(told, "领域 交通 领域名称：交通 → 出行\n领域 交通 领域英文名称：Traffic → （无）\n");
    assert!(run.err.contains("已经去掉：领域 出行 领域名称；"), "{}", run.err);
    // A name of the built-in catalog is not the domain of the same made-up id.
    let (told, _) = changes(&TABLE.replace("学校", "教育").replace("交通", "schools"));
    assert_eq!(told, "领域 教育：新增\n项目 01 领域：交通 → 学校\n项目 02 领域：学校 → 教育\n");
}

#[test]
fn the_fields_of_the_list_stay_or_follow_the_table() {
    let fields = "\n清单,中文\n地区,云溪街道\n年份,2026\n来源,\n";
    assert_eq!(
        changes(&format!("{TABLE}{fields}")).0,
        "清单 地区：云溪镇 → 云溪街道\n清单 英文地区：Yunxi → （无）\n\
         清单 来源：云溪镇人民政府 → （无）\n清单 英文来源：Yunxi Town → （无）\n"
    );
    assert_eq!(
        changes(&format!("云溪镇2026年实事\n{TABLE}")).0.lines().next(),
        Some("清单 清单名称：云溪镇2026年民生实事项目 → 云溪镇2026年实事")
    );
    // Days without a year are of the year of the list.
    let table = "编号,领域,名称,完成时间\n1,交通,新增停车位,11月底\n2,学校,新建幼儿园,\n";
    assert_eq!(changes(table).0, "项目 01 计划完成：2026-10-31 → 2026-11-30\n");
}

#[test]
fn the_order_of_the_list_stays() {
    let table =
        "编号,领域,名称\n3,学校,新建小学\n2,学校,新建幼儿园\n4,学校,新建中学\n1,交通,新增停车位\n";
    let folder = Folder::new(OLD, table);
    let run = folder.import();
    assert!(
        run.err.ends_with("提醒：表里项目的先后和 board.ron 里的不同，文件里的先后没有变\n"),
        "{}",
        run.err
    );
    let text = folder.read("board.ron");
    let order: Vec<&str> =
        text.lines().filter_map(|line| line.trim().strip_prefix("no: ")).collect();
    assert_eq!(order, ["3,", "1,", "2,", "4,"]);
}

#[test]
fn only_a_data_file_that_is_understood_takes_a_table() {
    let folder = Folder::new(OLD, TABLE);
    folder.write("list.json", &folder.run("export --format json --data board.ron").out());
    folder.write("bad.ron", "(title: \"坏");
    folder.write("newer.ron", &OLD.replacen("year: 2026", "format: 2,\n    year: 2026", 1));
    folder.write("field.ron", &OLD.replacen("no: 1,", "no: 1, contractor: \"甲\",", 1));
    fs::create_dir(folder.0.path().join("lists")).unwrap();
    for (args, message) in [
        ("list.csv --into none.ron", "none.ron 不存在；第一次导入请用 -o"),
        ("list.csv --into lists", "lists 是文件夹"),
        ("list.csv --into list.json", "list.json 是表格、JSON 或公告"),
        ("list.csv --into list.csv", "list.csv 正是读入的文件"),
        ("board.ron --into newer.ron", "newer.ron:"),
        ("list.json --into board.ron", "list.json 不是表格"),
        ("list.csv --into bad.ron", "bad.ron:1:"),
        ("list.csv --into newer.ron", "写出时会丢失"),
        ("list.csv --into field.ron", "contractor"),
    ] {
        let err = folder.run(&format!("import {args}")).err(2);
        assert!(err.contains(message), "{args}: {err}");
    }
    assert!(folder.run("import list.csv --into board.ron -o new.ron").err(2).contains("--into"));
    assert!(folder.run("import list.csv --allow-removals -o new.ron").err(2).contains("--"));
    assert!(folder.run("import list.csv --allow-removals").err(2).contains("--into"));
    assert_eq!(folder.read("new.ron"), "-");
    assert_eq!(folder.read("board.ron"), OLD);
}
