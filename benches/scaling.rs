//! Measures how time grows with size: long texts, long lines, many of everything. `cargo bench
//! --bench scaling`, or with a word after `--` for the cases that contain it in their name. Exits
//! with 1 and names the cases where doubling the input takes more than 2.3 times as long, by the
//! median of three doublings or by all three together. The best of several runs counts; a case that
//! seems too slow is measured again before it fails.
//!
//! The program starts itself again with an allocator that keeps freed memory: glibc gives memory
//! back to the kernel above a threshold, and that threshold would look like a step.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    reason = "a bench prints its results and panics on failure"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "the ban is for the board; this bench starts itself again"
)]

#[path = "../tests/it/support/board.rs"]
mod board;
#[allow(dead_code, reason = "another bench uses the rest")]
mod table_row;

use std::fmt::Write as _;
use std::fs::File;
use std::hint::black_box;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode, ExitStatus};
use std::time::{Duration, Instant};

use board::Board;
use minsheng::commands;
use minsheng::commands::Environment;
use minsheng::data::load;
use minsheng::executor::Sequential;
use minsheng::lang::Lang;
use minsheng::text::{cells, clean, fit, wrap};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Maximum factor of the time for twice the size.
const MAX_GROWTH: f64 = 2.3;
/// The sizes of a case, as fractions of the largest.
const FRACTIONS: [usize; 4] = [8, 4, 2, 1];
/// The number of runs of each size, and of repetitions where a case seems too slow.
const RUNS: usize = 3;
const ROUNDS: usize = 3;
/// Time after which a size is not run again.
const ENOUGH: Duration = Duration::from_millis(600);

/// Work that is repeated and timed.
type Work = Box<dyn FnMut()>;

/// A case: its name, its largest size, and a function that prepares the work for a size.
type Case = (&'static str, usize, fn(usize) -> Work);

const CASES: &[Case] = &[
    ("a frame, a summary of so many characters", 4_000_000, |size| {
        prepare_frame(&summary_file(&"停a".repeat(size / 2)), "")
    }),
    ("a frame, the same with a query", 1_000_000, |size| {
        prepare_frame(&summary_file(&"停a".repeat(size / 2)), "/ 停 <Enter> <Enter>")
    }),
    ("a frame, a summary without a break", 2_000_000, |size| {
        prepare_frame(&summary_file(&"，".repeat(size)), "")
    }),
    ("a frame, a title of so many characters", 2_000_000, |size| {
        prepare_frame(&project_file(&"停 a".repeat(size / 3), ""), "")
    }),
    ("a frame, the name of a domain", 2_000_000, |size| {
        prepare_frame(
            &data_file(&domain("a", &"停 ".repeat(size / 2)), &minimal_project(1, "a")),
            "",
        )
    }),
    ("a frame, the copy menu over a summary", 2_000_000, |size| {
        prepare_frame(&summary_file(&"&a".repeat(size / 2)), "y j j j j")
    }),
    ("a search, a summary of first letters", 1_000_000, |size| {
        prepare_command(
            &["list", "tatata", "--data"],
            "ron",
            &summary_file(&"停a".repeat(size / 2)),
        )
    }),
    ("a search, a title with the letters as a subsequence", 1_000_000, |size| {
        prepare_command(
            &["list", "停二车x车", "--data"],
            "ron",
            &project_file(
                &format!("停{}", "，一二三四五六七八九十甲乙丙丁车".repeat(size / 16)),
                "",
            ),
        )
    }),
    ("check, a summary of so many characters", 4_000_000, |size| {
        prepare_check(&summary_file(&"停a".repeat(size / 2)))
    }),
    ("check, so many projects in one line", 80_000, |size| {
        prepare_check(&data_file(
            &domain("a", "n"),
            &join_items(size, |no| minimal_project(no, "a")),
        ))
    }),
    ("check, the same with errors", 20_000, |size| {
        prepare_check(&data_file(
            &domain("a", "n"),
            &join_items(size, |no| {
                minimal_project(no, "a").replace("title", "titel: \"停车\", title")
            }),
        ))
    }),
    ("check, the same with remarks", 40_000, |size| {
        prepare_check(&data_file(
            &domain("a", "n"),
            &join_items(size, |no| {
                minimal_project(no, "a")
                    .replace("(no", "/* check: allow no-unit */(no")
                    .replace("\"p", "\"第１号")
            }),
        ))
    }),
    ("check, one line of JSON", 40_000, |size| {
        prepare_command(&["check"], "json", &json_file(size))
    }),
    ("check, a line of CSV", 4_000_000, |size| {
        prepare_command(
            &["check"],
            "csv",
            &format!(
                "清单\n编号,领域,名称,简介,目标\n1,道路,修路,{},长度 {}\n",
                "停，".repeat(size / 4),
                "1".repeat(size / 2)
            ),
        )
    }),
    ("check, so many bytes of zeros", 300_000_000, |size| prepare_zero_bytes("", size)),
    ("check, zeros after so many bytes of text", 16_000_000, |size| {
        prepare_zero_bytes(&format!("(title: \"{}", "停".repeat(size / 3)), 300 << 20)
    }),
    ("check, so many domains", 100_000, |size| {
        prepare_check(&data_file(
            &join_items(size, |nth| domain(&format!("d{nth}"), "n")),
            &minimal_project(1, "d1"),
        ))
    }),
    ("check, so many domains and projects", 20_000, |size| prepare_check(&domains_file(size))),
    ("check, so many domains that no project uses", 20_000, |size| {
        prepare_check(&data_file(
            &join_items(size, |nth| domain(&format!("d{nth}"), "n")),
            &join_items(20, |no| minimal_project(no, &format!("x{no}"))),
        ))
    }),
    ("a frame, so many domains", 100_000, |size| prepare_frame(&domains_file(size), "")),
    ("a frame, the overview of so many domains", 100_000, |size| {
        prepare_frame(&domains_file(size), "o")
    }),
    ("report, so many domains", 10_000, |size| {
        prepare_command(&["report", "--data"], "ron", &domains_file(size))
    }),
    ("export as CSV, so many domains", 10_000, |size| {
        prepare_command(&["export", "--format", "csv", "--data"], "ron", &domains_file(size))
    }),
    ("diff, so many domains", 20_000, |size| {
        prepare_diff(&domains_file(size), &domains_file(size))
    }),
    ("check, so many reports of a project", 100_000, |size| prepare_check(&reports_file(size))),
    ("a frame, so many reports of a project", 100_000, |size| {
        prepare_frame(&reports_file(size), "")
    }),
    ("diff, so many reports of a project", 20_000, |size| {
        prepare_diff(&reports_file(size), &reports_file(size))
    }),
    ("check, so many places of a project", 1_000_000, |size| prepare_check(&places_file(size, ""))),
    ("check, the same with remarks", 40_000, |size| prepare_check(&places_file(size, "１"))),
    ("a frame, so many places of a project", 1_000_000, |size| {
        prepare_frame(&places_file(size, ""), "")
    }),
    ("diff, so many places of a project", 200_000, |size| {
        prepare_diff(&places_file(size, ""), &reversed_places_file(size))
    }),
    ("fmt, so many places with comments", 80_000, |size| {
        prepare_command(
            &["fmt"],
            "ron",
            &project_file(
                "p",
                &format!(
                    ", places: [{}]",
                    join_items(size, |nth| format!("\"x{nth}\" /* c */ /* d */"))
                ),
            ),
        )
    }),
    ("check, so many places named alike", 100_000, |size| {
        prepare_check(&project_file(
            "p",
            &format!(
                ", summary: \"{}\", places: [{}]",
                "停车场".repeat(size),
                join_items(size / 2, |nth| format!("\"停车场{nth}号\""))
            ),
        ))
    }),
    ("a frame, so many targets with reports", 20_000, |size| {
        prepare_frame(&targets_file(size), "")
    }),
    ("export as CSV, so many targets with reports", 10_000, |size| {
        prepare_command(&["export", "--format", "csv", "--data"], "ron", &targets_file(size))
    }),
    ("check, so many letters with 1,000 marks each", 16_000, |size| {
        prepare_check(&summary_file(&marked_letter(1_000).repeat(size)))
    }),
    ("text, one letter with so many marks", 4_000_000, |size| prepare_text(&marked_letter(size))),
    ("text, so many letters with 1,000 marks each", 4_000, |size| {
        prepare_text(&marked_letter(1_000).repeat(size))
    }),
    ("text, families joined so often", 400_000, |size| {
        prepare_text(&"\u{1f468}\u{200d}".repeat(size))
    }),
    ("text, syllables joined so often", 400_000, |size| prepare_text(&"क\u{94d}".repeat(size))),
    ("text, adjacent flags", 400_000, |size| prepare_text(&"\u{1f1e8}".repeat(size))),
    ("text, bidirectional controls", 2_000_000, |size| {
        prepare_text(&"\u{202e}a\u{5d0}".repeat(size / 3))
    }),
    ("check, a workbook of so many sheets", 200_000, prepare_workbook),
];

fn main() -> ExitCode {
    if let Some(status) = with_steady_allocator() {
        return if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let filter = std::env::args().skip(1).find(|arg| !arg.starts_with("--")).unwrap_or_default();
    println!(
        "{:<46} {:>11} {:>9} {:>9} {:>9} {:>9}  x for twice as much",
        "", "size", "1/8", "1/4", "1/2", "all"
    );
    let mut slow_cases = Vec::new();
    for (name, size, prepare) in CASES.iter().filter(|(name, ..)| name.contains(&filter)) {
        let times = measure(*size, *prepare);
        let growth = growth(times);
        let cells: String =
            times.iter().map(|ms| format!(" {:>9}", table_row::format_ms(*ms))).collect();
        println!("{name:<46} {:>11}{cells}  {growth:.2}", table_row::format_count(*size));
        if growth > MAX_GROWTH {
            slow_cases.push(*name);
        }
    }
    for name in &slow_cases {
        eprintln!("twice as much takes more than {MAX_GROWTH} times as long: {name}");
    }
    if slow_cases.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs this program again with glibc set never to trim its heap. Returns its exit status, or
/// `None` if this already is that process.
fn with_steady_allocator() -> Option<ExitStatus> {
    const LIMITS: [&str; 2] = ["MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"];
    if LIMITS.iter().all(|limit| std::env::var_os(limit).is_some()) {
        return None;
    }
    let program = std::env::current_exe().expect("a program");
    let mut command = Command::new(program);
    command
        .args(std::env::args_os().skip(1))
        .envs(LIMITS.map(|limit| (limit, (4_u64 << 30).to_string())));
    Some(command.status().expect("a program that runs"))
}

/// Returns the shortest time of each size in milliseconds.
fn measure(size: usize, prepare: fn(usize) -> Work) -> [f64; 4] {
    let mut best = [f64::INFINITY; 4];
    for _ in 0..ROUNDS {
        for (best, fraction) in best.iter_mut().zip(FRACTIONS) {
            let mut work = prepare(size / fraction);
            let round_start = Instant::now();
            for nth in 0..RUNS {
                // One long run is precise enough.
                if nth > 0 && round_start.elapsed() > ENOUGH {
                    break;
                }
                let start = Instant::now();
                work();
                *best = best.min(start.elapsed().as_secs_f64() * 1e3);
            }
        }
        if growth(best) <= MAX_GROWTH {
            break;
        }
    }
    best
}

/// Returns the factor by which the time grows where the input doubles: the larger of the median and
/// the geometric mean of three doublings. A single doubling alone does not count, because it may
/// cross the size of a cache. Times below a millisecond count as one.
fn growth(times: [f64; 4]) -> f64 {
    let [first, second, third, last] = times.map(|ms| ms.max(1.0));
    let mut growths = [second / first, third / second, last / third];
    growths.sort_by(f64::total_cmp);
    growths[1].max((last / first).cbrt())
}

/// Returns a data file of these domains and projects, in one line.
fn data_file(domains: &str, projects: &str) -> String {
    format!("(title: \"t\", year: 2026, domains: [{domains}], projects: [{projects}])")
}

fn domain(id: &str, name: &str) -> String {
    format!("(id: \"{id}\", name: \"{name}\")")
}

fn minimal_project(no: usize, domain: &str) -> String {
    format!("(no: {no}, domain: \"{domain}\", title: \"p{no}\")")
}

/// Returns the items 1 to `count`, separated by commas.
fn join_items(count: usize, item: impl Fn(usize) -> String) -> String {
    (1..=count).fold(String::new(), |mut text, nth| {
        let _ = write!(text, "{}{}", if nth > 1 { "," } else { "" }, item(nth));
        text
    })
}

/// Returns a data file of one project; `more` are its further fields.
fn project_file(title: &str, more: &str) -> String {
    data_file(&domain("a", "n"), &format!("(no: 1, domain: \"a\", title: \"{title}\"{more})"))
}

fn summary_file(text: &str) -> String {
    project_file("p", &format!(", summary: \"{text}\""))
}

/// Returns a data file of `count` domains, each with a project that has progress data.
fn domains_file(count: usize) -> String {
    let project = |no| {
        minimal_project(no, &format!("d{no}")).replace(
            "\")",
            "\", start: \"2026-01-01\", updates: [(on: \"2026-02-01\", percent: 5)])",
        )
    };
    data_file(
        &join_items(count, |nth| domain(&format!("d{nth}"), &format!("n{nth}"))),
        &join_items(count, project),
    )
}

fn reports_file(count: usize) -> String {
    let report = |nth: usize| {
        format!(
            "(on: \"2026-01-{:02}\", percent: {}, note: \"停车{nth}\")",
            nth % 28 + 1,
            nth % 100
        )
    };
    project_file("p", &format!(", updates: [{}]", join_items(count, report)))
}

fn places_file(count: usize, more: &str) -> String {
    project_file(
        "p",
        &format!(", places: [{}]", join_items(count, |nth| format!("\"停车场{more}{nth}\""))),
    )
}

/// Returns a project with `count` places in the opposite order.
fn reversed_places_file(count: usize) -> String {
    project_file(
        "p",
        &format!(
            ", places: [{}]",
            join_items(count, |nth| format!("\"停车场{}\"", count + 1 - nth))
        ),
    )
}

fn targets_file(count: usize) -> String {
    let target = |nth| {
        format!(
            "(what: \"w{nth}\", amount: {nth}, unit: \"个\", updates: [(on: \"2026-01-01\", done: 1)])"
        )
    };
    project_file("p", &format!(", targets: [{}]", join_items(count, target)))
}

fn json_file(count: usize) -> String {
    let projects = join_items(count, |no| {
        format!("{{\"no\": {no}, \"domain\": \"a\", \"title\": \"第１号 {no}\"}}")
    });
    format!(
        "{{\"title\": \"t\", \"domains\": [{{\"id\": \"a\", \"name\": \"n\"}}], \"projects\": [{projects}]}}"
    )
}

/// Returns a letter with `marks` combining marks.
fn marked_letter(marks: usize) -> String {
    format!("e{}", "\u{301}".repeat(marks))
}

/// Prepares drawing a board over a data file after `keys`.
fn prepare_frame(text: &str, keys: &str) -> Work {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("data.ron");
    std::fs::write(&path, text).expect("room for it");
    let mut board =
        Board::with_catalog(load(&path, &Sequential).expect("a catalog"), Lang::Zh, 80, 24);
    board.press(keys);
    Box::new(move || drop(black_box(board.draw())))
}

/// Prepares running a command on a file with this extension and text; `args` come before its name.
fn prepare_command(args: &[&'static str], kind: &str, text: &str) -> Work {
    let folder = TempDir::new().expect("a folder");
    std::fs::write(folder.path().join(format!("data.{kind}")), text).expect("room for it");
    let args = args.to_vec();
    let name = format!("data.{kind}");
    Box::new(move || run(&args, &[&folder.path().join(&name)]))
}

fn prepare_check(text: &str) -> Work {
    prepare_command(&["check"], "ron", text)
}

/// Prepares comparing two data files.
fn prepare_diff(old: &str, new: &str) -> Work {
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

/// Prepares checking a sparse file of `text` and `count` zero bytes.
fn prepare_zero_bytes(text: &str, count: usize) -> Work {
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

/// Prepares cleaning, measuring, fitting and wrapping a text.
fn prepare_text(text: &str) -> Work {
    let text = text.to_owned();
    Box::new(move || {
        black_box((clean(&text), cells(&text), fit(&text, 40).len(), wrap(&text, 40).len()));
    })
}

/// Prepares checking a workbook of `count` sheets.
fn prepare_workbook(count: usize) -> Work {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add_file = |name: &str, text: &str| {
        let options =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, options).expect("a name");
        zip.write_all(text.as_bytes()).expect("memory");
    };
    let relation = |nth: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{nth}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations =
        |text: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{text}</Relationships>");
    let repeat = |item: &dyn Fn(usize) -> String| (1..=count).map(item).collect::<String>();
    add_file("_rels/.rels", &relations(&relation(1, "officeDocument", "xl/workbook.xml")));
    let names =
        repeat(&|nth| format!("<sheet name=\"S{nth}\" sheetId=\"{nth}\" r:id=\"r{nth}\"/>"));
    add_file(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>"
        ),
    );
    add_file(
        "xl/_rels/workbook.xml.rels",
        &relations(&repeat(&|nth| {
            relation(nth, "worksheet", &format!("worksheets/sheet{nth}.xml"))
        })),
    );
    for nth in 1..=count {
        add_file(
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
