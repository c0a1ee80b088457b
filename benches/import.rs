//! Measures `check` and `import` of workbooks, compared with reading all their cells: `cargo bench
//! --bench import`, or with a number of rows after `--`; `-- write 50000 FOLDER` only writes the
//! workbooks. Plain reading is the crate calamine (that of Rust, not the package for Python), which
//! reads each sheet into a grid. All run in this process, one after the other, and the fastest of
//! five runs counts.
//!
//! There are five workbooks. Three are as offices write them, on one sheet, with all texts in the
//! cells; two are exports of this program. The contents are invented, and the same each time.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a bench prints its results and panics on failure"
)]

#[allow(dead_code, reason = "another bench uses the rest")]
#[path = "../tests/it/support/corpus.rs"]
mod corpus;
#[allow(dead_code, reason = "another bench uses the rest")]
mod table_row;

use std::fmt::Write as _;
use std::fs::File;
use std::hint::black_box;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use calamine::{Reader, Xlsx, open_workbook};
use corpus::{Corpus, Rng};
use minsheng::commands;
use minsheng::commands::Environment;
use minsheng::lang::Lang;
use table_row::{format_count, format_ms};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ROWS: usize = 50_000;
const RUNS: usize = 5;

/// A workbook: its file name, its description, and a function that writes it.
type Book = (&'static str, &'static str, fn(usize, &Path));

const BOOKS: [Book; 5] = [
    ("short", "number, domain, title, a target, deadline", |rows, path| {
        write_office(
            rows,
            path,
            &["序号", "类别", "项目名称", "年度目标", "完成时限"],
            |p| {
                let target = p.targets.lines().next().unwrap_or_default();
                [&*p.no, &p.domain, &p.title, target, "2026-12-31"].join("\t")
            },
        );
    }),
    ("dates", "three targets, places, offices, deadline as 12月底前", |rows, path| {
        let header = ["序号", "领域", "项目名称", "年度目标", "建设地点", "责任单位", "完成时限"];
        write_office(rows, path, &header, |p| {
            let office = format!("{}局", p.domain);
            [&*p.no, &p.domain, &p.title, &p.targets, &p.places, &office, &p.end].join("\t")
        });
    }),
    ("office", "three targets, places, summaries", |rows, path| {
        let header = ["序号", "领域", "项目名称", "项目内容", "年度目标", "建设地点"];
        write_office(rows, path, &header, |p| {
            [&*p.no, &p.domain, &p.title, &p.summary, &p.targets, &p.places].join("\t")
        });
    }),
    ("all", "an export", |rows, path| write_export(path, &ron_file(rows, false))),
    ("rich", "an export with English titles and reports", |rows, path| {
        write_export(path, &ron_file(rows, true));
    }),
];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let number = |arg: Option<&String>| arg.and_then(|arg| arg.parse().ok()).unwrap_or(ROWS);
    if args.first().is_some_and(|arg| arg == "write") {
        let folder = PathBuf::from(args.get(2).map_or(".", String::as_str));
        for (name, _, write) in BOOKS {
            write(number(args.get(1)), &folder.join(format!("{name}.xlsx")));
        }
        return;
    }
    let rows = number(args.first());
    println!("| {} rows | calamine | `check` | `import` |", format_count(rows));
    println!("| --- | ---: | ---: | ---: |");
    let folder = TempDir::new().expect("a folder");
    for (name, description, write) in BOOKS {
        let path = folder.path().join(format!("{name}.xlsx"));
        write(rows, &path);
        let plain = fastest(|| drop(black_box(read_cells(&path))));
        let times = ["check", "import"].map(|command| fastest(|| run(&[command], &path)));
        let times = times.map(|ms| format!("{} = {:.1}x", format_ms(ms), ms / plain));
        println!("| {description} | {} | {} | {} |", format_ms(plain), times[0], times[1]);
    }
}

/// Returns the time of the fastest run, in milliseconds.
fn fastest(work: impl Fn()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1e3
    };
    (0..RUNS).map(time).fold(f64::INFINITY, f64::min)
}

/// Reads all cells of a workbook.
fn read_cells(path: &Path) -> Vec<calamine::Range<calamine::Data>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let names = book.sheet_names();
    names.iter().map(|name| book.worksheet_range(name).expect("a sheet")).collect()
}

fn run(args: &[&str], file: &Path) {
    let args = ["minsheng"].iter().chain(args).map(Into::into).chain([file.into()]);
    let cli =
        minsheng::cli::parse(&args.collect::<Vec<_>>(), Lang::Zh, None).expect("a command line");
    black_box(commands::run(&cli, &Environment::default()));
}

/// The domains: their ids and names.
const DOMAINS: [(&str, &str); 6] = [
    ("edu", "教育"),
    ("health", "医疗"),
    ("jobs", "就业"),
    ("safety", "安全"),
    ("roads", "交通出行"),
    ("water", "水环境治理"),
];

/// A project in the cells of a table.
struct Project {
    no: String,
    domain: String,
    title: String,
    summary: String,
    targets: String,
    places: String,
    end: String,
}

impl Project {
    fn new(no: usize, corpus: &mut Corpus, rng: &mut Rng) -> Self {
        let pick = |rng: &mut Rng, words: &[&str]| words[rng.below(words.len())].to_owned();
        // These words before an amount are errors.
        let mut words = |count: usize| {
            let word = |_| corpus.word().replace(['近', '各', '均'], "丰");
            (0..count).map(word).collect::<String>()
        };
        let summary = format!("{}，{}，{}。", words(8), words(8), words(8));
        let targets = (0..3).map(|_| {
            let qualifier = pick(rng, &["", "", "约 ", "不少于 "]);
            let unit = pick(rng, &["个", "处", "公里", "平方米", "户", "人次", "人", "万元"]);
            format!("{} {qualifier}{} {unit}", words(2), 1 + rng.below(9000))
        });
        let targets = targets.collect::<Vec<_>>().join("\n");
        let places =
            (0..3).map(|_| words(2) + &pick(rng, &["路", "小区", "村", "学校", "街道", "公园"]));
        let places = places.collect::<Vec<_>>().join("\n");
        Self {
            no: no.to_string(),
            domain: pick(rng, &DOMAINS.map(|(_, name)| name)),
            title: words(4) + &pick(rng, &["工程", "项目", "行动", "计划", "提升工程"]),
            summary,
            targets,
            places,
            end: pick(rng, &["2026年12月", "2026-12-31", "2026年9月30日", "12月底前"]),
        }
    }
}

/// Writes a workbook of one sheet: a title, a header and `rows` projects. `cells` returns the cells
/// of a project with tabs between them.
fn write_office(rows: usize, path: &Path, header: &[&str], cells: impl Fn(&Project) -> String) {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" \
             Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let (mut corpus, mut rng) = (Corpus::new(20_260_701), Rng::new(20_260_702));
    let mut sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>");
    push_row(&mut sheet, 1, "某市2026年民生实事项目清单");
    push_row(&mut sheet, 2, &header.join("\t"));
    for no in 1..=rows {
        push_row(&mut sheet, no + 2, &cells(&Project::new(no, &mut corpus, &mut rng)));
    }
    sheet += "</sheetData></worksheet>";
    let mut zip = ZipWriter::new(File::create(path).expect("a file"));
    for (name, text) in [
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>\
                 <sheet name=\"清单\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("room for it");
    }
    zip.finish().expect("a workbook");
}

/// Adds a row of cells with tabs between them; whole numbers become numbers.
fn push_row(sheet: &mut String, row: usize, cells: &str) {
    let _ = write!(sheet, "<row r=\"{row}\">");
    for (column, text) in ('A'..='Z').zip(cells.split('\t')) {
        let _ = if text.parse::<u32>().is_ok() {
            write!(sheet, "<c r=\"{column}{row}\" t=\"n\"><v>{text}</v></c>")
        } else {
            write!(sheet, "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
    }
    *sheet += "</row>";
}

/// Returns a data file of `rows` projects, with English titles and reports if it `is_rich`.
fn ron_file(rows: usize, is_rich: bool) -> String {
    let (mut corpus, mut rng) = (Corpus::new(20_260_701), Rng::new(20_260_702));
    let mut out = String::from("(title: \"试验清单\", year: 2026, domains: [");
    for (id, name) in DOMAINS {
        let _ = write!(out, "(id: \"{id}\", name: \"{name}\"),");
    }
    out += "], projects: [\n";
    for no in 1..=rows {
        let project = Project::new(no, &mut corpus, &mut rng);
        let Project { title, summary, places, .. } = &project;
        let domain = DOMAINS.iter().find(|(_, name)| *name == project.domain);
        let domain = domain.map_or("", |(id, _)| id);
        let title = if is_rich {
            format!("(zh: \"{title}\", en: \"Project of the year {no}\")")
        } else {
            format!("\"{title}\"")
        };
        let _ = write!(out, "(no: {no}, domain: \"{domain}\", title: {title}, targets: [");
        for (nth, what) in project.targets.lines().map(|line| line.split(' ').next()).enumerate() {
            let reports = if is_rich && nth == 0 {
                let done = rng.below(40);
                let report = |day, done| format!("(on: \"2026-{day}\", done: {done}),");
                format!("updates: [{}{}],", report("03-31", done), report("06-30", done + 9))
            } else {
                String::new()
            };
            let (what, amount) = (what.unwrap_or_default(), 1 + rng.below(9000));
            let _ = write!(out, "(what: \"{what}\", amount: {amount}, unit: \"户\", {reports}),");
        }
        let days = if is_rich { "start: \"2026-01-01\", end: \"2026-12-31\"," } else { "" };
        let places = places.lines().map(|place| format!("\"{place}\",")).collect::<String>();
        let _ = writeln!(out, "], {days} places: [{places}], summary: \"{summary}\"),");
    }
    out + "])\n"
}

/// Writes the data file `ron` as a workbook.
fn write_export(path: &Path, ron: &str) {
    let data = path.with_extension("ron");
    std::fs::write(&data, ron).expect("room for it");
    let data = data.to_str().expect("a name in UTF-8");
    run(&["--data", data, "export", "-o"], path);
    std::fs::remove_file(data).expect("the file is there");
    assert!(path.exists(), "the export was refused");
}
