//! Time over size: long texts, long lines, many of everything. `cargo bench --bench worst`, or with
//! a word behind `--` for the rows that have it in their name. Exits with 1 and names the rows
//! where doubling the input takes more than 2.3 times as long, by the median of three doublings or
//! by all three together. The best of several runs counts; a row that seems too slow is measured
//! again before it fails.
//!
//! It starts itself again with an allocator that keeps what is freed: glibc gives memory back to
//! the kernel from some size on, and that size would look like a step in the program.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    reason = "a bench prints, and has nobody to report to"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "the board starts no programs; this starts itself again"
)]

#[path = "../tests/support/mod.rs"]
mod board;
#[allow(dead_code, reason = "another bench uses the rest")]
mod row;

use std::fmt::Write as _;
use std::fs::File;
use std::hint::black_box;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode, ExitStatus};
use std::time::{Duration, Instant};

use board::Board;
use minsheng::catalog::load;
use minsheng::commands::{self, Environment};
use minsheng::executor::Sequential;
use minsheng::lang::Lang;
use minsheng::text::{cells, clean, fit, wrap};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Twice as much may take so many times as long.
const MOST: f64 = 2.3;
/// The sizes of a row, as parts of the largest.
const PARTS: [usize; 4] = [8, 4, 2, 1];
/// The runs of each size, and how often all of them are repeated where that seems too slow.
const RUNS: usize = 3;
const ROUNDS: usize = 3;
/// After so long a size is not run again.
const LONG: Duration = Duration::from_millis(600);

/// Work that is repeated and timed.
type Work = Box<dyn FnMut()>;

/// Something that grows: its name, the largest size, and what is to be done at a size.
type Row = (&'static str, usize, fn(usize) -> Work);

const ROWS: &[Row] = &[
    ("a frame, a summary of so many characters", 4_000_000, |size| {
        frame(&summary(&"停a".repeat(size / 2)), "")
    }),
    ("a frame, the same with a query", 1_000_000, |size| {
        frame(&summary(&"停a".repeat(size / 2)), "/ 停 <Enter> <Enter>")
    }),
    ("a frame, a summary without a break", 2_000_000, |size| {
        frame(&summary(&"，".repeat(size)), "")
    }),
    ("a frame, a title of so many characters", 2_000_000, |size| {
        frame(&project(&"停 a".repeat(size / 3), ""), "")
    }),
    ("a frame, the name of a domain", 2_000_000, |size| {
        frame(&list(&domain("a", &"停 ".repeat(size / 2)), &plain(1, "a")), "")
    }),
    ("a frame, the copy menu over a summary", 2_000_000, |size| {
        frame(&summary(&"&a".repeat(size / 2)), "y j j j j")
    }),
    ("a search, a summary of first letters", 1_000_000, |size| {
        command(&["list", "tatata", "--data"], "ron", &summary(&"停a".repeat(size / 2)))
    }),
    ("a search, a title with the letters strewn", 1_000_000, |size| {
        command(
            &["list", "停二车x车", "--data"],
            "ron",
            &project(&format!("停{}", "，一二三四五六七八九十甲乙丙丁车".repeat(size / 16)), ""),
        )
    }),
    ("check, a summary of so many characters", 4_000_000, |size| {
        check(&summary(&"停a".repeat(size / 2)))
    }),
    ("check, so many projects in one line", 80_000, |size| {
        check(&list(&domain("a", "n"), &all(size, |no| plain(no, "a"))))
    }),
    ("check, the same with faults", 20_000, |size| {
        check(&list(
            &domain("a", "n"),
            &all(size, |no| plain(no, "a").replace("title", "titel: \"停车\", title")),
        ))
    }),
    ("check, the same with remarks", 40_000, |size| {
        check(&list(
            &domain("a", "n"),
            &all(size, |no| {
                plain(no, "a")
                    .replace("(no", "/* check: allow no-unit */(no")
                    .replace("\"p", "\"第１号")
            }),
        ))
    }),
    ("check, one line of JSON", 40_000, |size| command(&["check"], "json", &json(size))),
    ("check, a line of CSV", 4_000_000, |size| {
        command(
            &["check"],
            "csv",
            &format!(
                "清单\n编号,领域,名称,简介,目标\n1,道路,修路,{},长度 {}\n",
                "停，".repeat(size / 4),
                "1".repeat(size / 2)
            ),
        )
    }),
    ("check, so many bytes of zeros", 300_000_000, |size| zeros("", size)),
    ("check, zeros behind so many bytes of text", 16_000_000, |size| {
        zeros(&format!("(title: \"{}", "停".repeat(size / 3)), 300 << 20)
    }),
    ("check, so many domains", 100_000, |size| {
        check(&list(&all(size, |nth| domain(&format!("d{nth}"), "n")), &plain(1, "d1")))
    }),
    ("check, so many domains and projects", 20_000, |size| check(&domains(size))),
    ("check, so many domains that are not meant", 20_000, |size| {
        check(&list(
            &all(size, |nth| domain(&format!("d{nth}"), "n")),
            &all(20, |no| plain(no, &format!("x{no}"))),
        ))
    }),
    ("a frame, so many domains", 100_000, |size| frame(&domains(size), "")),
    ("a frame, the overview of so many domains", 100_000, |size| frame(&domains(size), "o")),
    ("report, so many domains", 10_000, |size| {
        command(&["report", "--data"], "ron", &domains(size))
    }),
    ("export as CSV, so many domains", 10_000, |size| {
        command(&["export", "--format", "csv", "--data"], "ron", &domains(size))
    }),
    ("diff, so many domains", 20_000, |size| diff(&domains(size), &domains(size))),
    ("check, so many reports of a project", 100_000, |size| check(&reports(size))),
    ("a frame, so many reports of a project", 100_000, |size| frame(&reports(size), "")),
    ("diff, so many reports of a project", 20_000, |size| diff(&reports(size), &reports(size))),
    ("check, so many places of a project", 1_000_000, |size| check(&places(size, ""))),
    ("check, the same with remarks", 40_000, |size| check(&places(size, "１"))),
    ("a frame, so many places of a project", 1_000_000, |size| frame(&places(size, ""), "")),
    ("diff, so many places of a project", 200_000, |size| diff(&places(size, ""), &mirrored(size))),
    ("fmt, so many places with comments", 80_000, |size| {
        command(
            &["fmt"],
            "ron",
            &project(
                "p",
                &format!(", places: [{}]", all(size, |nth| format!("\"x{nth}\" /* c */ /* d */"))),
            ),
        )
    }),
    ("check, so many places named alike", 100_000, |size| {
        check(&project(
            "p",
            &format!(
                ", summary: \"{}\", places: [{}]",
                "停车场".repeat(size),
                all(size / 2, |nth| format!("\"停车场{nth}号\""))
            ),
        ))
    }),
    ("a frame, so many targets with reports", 20_000, |size| frame(&targets(size), "")),
    ("export as CSV, so many targets with reports", 10_000, |size| {
        command(&["export", "--format", "csv", "--data"], "ron", &targets(size))
    }),
    ("check, so many letters with 1,000 marks each", 16_000, |size| {
        check(&summary(&letter(1_000).repeat(size)))
    }),
    ("text, one letter with so many marks", 4_000_000, |size| text(&letter(size))),
    ("text, so many letters with 1,000 marks each", 4_000, |size| {
        text(&letter(1_000).repeat(size))
    }),
    ("text, families joined so often", 400_000, |size| text(&"\u{1f468}\u{200d}".repeat(size))),
    ("text, syllables joined so often", 400_000, |size| text(&"क\u{94d}".repeat(size))),
    ("text, flags beside each other", 400_000, |size| text(&"\u{1f1e8}".repeat(size))),
    ("text, bidirectional controls", 2_000_000, |size| text(&"\u{202e}a\u{5d0}".repeat(size / 3))),
    ("check, a workbook of so many sheets", 200_000, sheets),
];

fn main() -> ExitCode {
    if let Some(status) = with_steady_allocator() {
        return if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let word = std::env::args().skip(1).find(|arg| !arg.starts_with("--")).unwrap_or_default();
    println!(
        "{:<46} {:>11} {:>9} {:>9} {:>9} {:>9}  x for twice as much",
        "", "size", "1/8", "1/4", "1/2", "all"
    );
    let mut slow = Vec::new();
    for (name, size, make) in ROWS.iter().filter(|(name, ..)| name.contains(&word)) {
        let times = measured(*size, *make);
        let growth = growth(times);
        let cells: String = times.iter().map(|ms| format!(" {:>9}", row::time(*ms))).collect();
        println!("{name:<46} {:>11}{cells}  {growth:.2}", row::count(*size));
        if growth > MOST {
            slow.push(*name);
        }
    }
    for name in &slow {
        eprintln!("twice as much takes more than {MOST} times as long: {name}");
    }
    if slow.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs this program again with glibc told never to trim its heap; `None` in the program that was
/// started so.
fn with_steady_allocator() -> Option<ExitStatus> {
    const LIMITS: [&str; 2] = ["MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"];
    if LIMITS.iter().all(|limit| std::env::var_os(limit).is_some()) {
        return None;
    }
    let program = std::env::current_exe().expect("a program");
    let mut again = Command::new(program);
    again
        .args(std::env::args_os().skip(1))
        .envs(LIMITS.map(|limit| (limit, (4_u64 << 30).to_string())));
    Some(again.status().expect("a program that runs"))
}

/// The milliseconds that each of the sizes takes at best.
fn measured(size: usize, make: fn(usize) -> Work) -> [f64; 4] {
    let mut best = [f64::INFINITY; 4];
    for _ in 0..ROUNDS {
        for (best, part) in best.iter_mut().zip(PARTS) {
            let mut work = make(size / part);
            let begun = Instant::now();
            for nth in 0..RUNS {
                // What takes long is measured well enough.
                if nth > 0 && begun.elapsed() > LONG {
                    break;
                }
                let start = Instant::now();
                work();
                *best = best.min(start.elapsed().as_secs_f64() * 1e3);
            }
        }
        if growth(best) <= MOST {
            break;
        }
    }
    best
}

/// The factor by which the time grows where the input doubles: the larger of the median and the
/// geometric mean of three doublings. One doubling alone is not judged, because it may cross the
/// size of a cache. Times below a millisecond count as one.
fn growth(times: [f64; 4]) -> f64 {
    let [first, second, third, last] = times.map(|ms| ms.max(1.0));
    let mut growths = [second / first, third / second, last / third];
    growths.sort_by(f64::total_cmp);
    growths[1].max((last / first).cbrt())
}

/// A list of those domains and projects, in one line.
fn list(domains: &str, projects: &str) -> String {
    format!("(title: \"t\", year: 2026, domains: [{domains}], projects: [{projects}])")
}

fn domain(id: &str, name: &str) -> String {
    format!("(id: \"{id}\", name: \"{name}\")")
}

fn plain(no: usize, domain: &str) -> String {
    format!("(no: {no}, domain: \"{domain}\", title: \"p{no}\")")
}

/// Returns `one` of 1 to `count`, separated by commas.
fn all(count: usize, one: impl Fn(usize) -> String) -> String {
    (1..=count).fold(String::new(), |mut all, nth| {
        let _ = write!(all, "{}{}", if nth > 1 { "," } else { "" }, one(nth));
        all
    })
}

/// A list of one project.
fn project(title: &str, more: &str) -> String {
    list(&domain("a", "n"), &format!("(no: 1, domain: \"a\", title: \"{title}\"{more})"))
}

fn summary(text: &str) -> String {
    project("p", &format!(", summary: \"{text}\""))
}

/// Returns a list of `count` domains, each with a project that has progress data.
fn domains(count: usize) -> String {
    let project = |no| {
        plain(no, &format!("d{no}")).replace(
            "\")",
            "\", start: \"2026-01-01\", updates: [(on: \"2026-02-01\", percent: 5)])",
        )
    };
    list(&all(count, |nth| domain(&format!("d{nth}"), &format!("n{nth}"))), &all(count, project))
}

fn reports(count: usize) -> String {
    let report = |nth: usize| {
        format!(
            "(on: \"2026-01-{:02}\", percent: {}, note: \"停车{nth}\")",
            nth % 28 + 1,
            nth % 100
        )
    };
    project("p", &format!(", updates: [{}]", all(count, report)))
}

fn places(count: usize, more: &str) -> String {
    project("p", &format!(", places: [{}]", all(count, |nth| format!("\"停车场{more}{nth}\""))))
}

/// Returns a project with `count` places in the opposite order.
fn mirrored(count: usize) -> String {
    project(
        "p",
        &format!(", places: [{}]", all(count, |nth| format!("\"停车场{}\"", count + 1 - nth))),
    )
}

fn targets(count: usize) -> String {
    let target = |nth| {
        format!(
            "(what: \"w{nth}\", amount: {nth}, unit: \"个\", updates: [(on: \"2026-01-01\", done: 1)])"
        )
    };
    project("p", &format!(", targets: [{}]", all(count, target)))
}

fn json(count: usize) -> String {
    let projects =
        all(count, |no| format!("{{\"no\": {no}, \"domain\": \"a\", \"title\": \"第１号 {no}\"}}"));
    format!(
        "{{\"title\": \"t\", \"domains\": [{{\"id\": \"a\", \"name\": \"n\"}}], \"projects\": [{projects}]}}"
    )
}

/// A letter with so many marks on it.
fn letter(marks: usize) -> String {
    format!("e{}", "\u{301}".repeat(marks))
}

/// Draws a board over that list after those keys.
fn frame(text: &str, keys: &str) -> Work {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("data.ron");
    std::fs::write(&path, text).expect("room for it");
    let mut board =
        Board::with_catalog(load(&path, &Sequential).expect("a catalogue"), Lang::Zh, 80, 24);
    board.press(keys);
    Box::new(move || drop(black_box(board.draw())))
}

/// Runs a command on a file of that kind with that text; `args` come before its name.
fn command(args: &[&'static str], kind: &str, text: &str) -> Work {
    let folder = TempDir::new().expect("a folder");
    std::fs::write(folder.path().join(format!("data.{kind}")), text).expect("room for it");
    let args = args.to_vec();
    let name = format!("data.{kind}");
    Box::new(move || run(&args, &[&folder.path().join(&name)]))
}

fn check(text: &str) -> Work {
    command(&["check"], "ron", text)
}

/// Compares a list with another.
fn diff(old: &str, new: &str) -> Work {
    let folder = TempDir::new().expect("a folder");
    let paths = ["old.ron", "new.ron"].map(|name| folder.path().join(name));
    for (path, text) in paths.iter().zip([old, new]) {
        std::fs::write(path, text).expect("room for it");
    }
    Box::new(move || {
        let _ = &folder;
        run(&["diff"], &[&paths[0], &paths[1]]);
    })
}

/// Checks a file with so many zero bytes behind that text. They take no room on the disk.
fn zeros(text: &str, count: usize) -> Work {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("data.ron");
    let mut file = File::create(&path).expect("a file");
    file.write_all(text.as_bytes()).expect("room for it");
    file.set_len((text.len() + count) as u64).expect("a file with holes");
    Box::new(move || {
        let _ = &folder;
        run(&["check"], &[&path]);
    })
}

fn run(args: &[&str], files: &[&Path]) {
    let args = ["minsheng"].iter().chain(args).map(Into::into).chain(files.iter().map(Into::into));
    let cli =
        minsheng::cli::parse(&args.collect::<Vec<_>>(), Lang::Zh, None).expect("a command line");
    black_box(commands::run(&cli, &Environment::default()));
}

/// All that is done with a text on its way to the screen.
fn text(text: &str) -> Work {
    let text = text.to_owned();
    Box::new(move || {
        black_box((clean(&text), cells(&text), fit(&text, 40).len(), wrap(&text, 40).len()));
    })
}

/// Checks a workbook of so many sheets.
fn sheets(count: usize) -> Work {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, stored).expect("a name");
        zip.write_all(text.as_bytes()).expect("memory");
    };
    let relation = |nth: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{nth}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations =
        |text: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{text}</Relationships>");
    let many = |one: &dyn Fn(usize) -> String| (1..=count).map(one).collect::<String>();
    put("_rels/.rels", &relations(&relation(1, "officeDocument", "xl/workbook.xml")));
    let names = many(&|nth| format!("<sheet name=\"S{nth}\" sheetId=\"{nth}\" r:id=\"r{nth}\"/>"));
    put(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>"
        ),
    );
    put(
        "xl/_rels/workbook.xml.rels",
        &relations(&many(&|nth| relation(nth, "worksheet", &format!("worksheets/sheet{nth}.xml")))),
    );
    for nth in 1..=count {
        put(
            &format!("xl/worksheets/sheet{nth}.xml"),
            &format!("<worksheet xmlns=\"{MAIN}\"><sheetData/></worksheet>"),
        );
    }
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("data.xlsx");
    std::fs::write(&path, zip.finish().expect("a workbook").into_inner()).expect("room for it");
    Box::new(move || {
        let _ = &folder;
        run(&["check"], &[&path]);
    })
}
