//! `minsheng publish`: a valid file replaces the old one, and no other file does.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use tempfile::TempDir;

use super::{Run, finish, program, with_title};

struct DataDir(TempDir);

impl DataDir {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap_or_else(|_| "-".to_owned())
    }

    fn run(&self, args: &[&str]) -> Run {
        finish(program().current_dir(self.0.path()).args(args))
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

#[test]
fn a_good_file_takes_the_place_and_the_one_before_is_kept() {
    let folder = DataDir::new();
    let texts = ["一", "二", "三"].map(|name| with_title(name, name));
    folder.write("new.ron", &texts[0]);
    let publish = || folder.run(&["publish", "new.ron", "--to", "live.ron"]);
    assert_eq!(publish().out(), "live.ron 已发布：1 个项目，1 个领域\n");
    folder.write("new.ron", &texts[1]);
    assert_eq!(
        publish().out(),
        "live.ron 已发布：1 个项目，1 个领域；旧文件保存为 live.ron.last-good\n"
    );
    folder.write("new.ron", &texts[2]);
    publish().out();
    assert_eq!(
        [folder.read("live.ron"), folder.read("live.ron.last-good")],
        [texts[2].clone(), texts[1].clone()]
    );
    assert_eq!(folder.names(), ["live.ron", "live.ron.last-good", "new.ron"]);
    // Publish the same file again; then the file before it.
    publish().out();
    assert_eq!(folder.read("live.ron.last-good"), texts[2]);
    folder.write("new.ron", &texts[0]);
    publish().out();
    let back =
        folder.run(&["publish", "live.ron.last-good", "--to", "live.ron", "--lang", "en"]).out();
    assert_eq!(
        back,
        "live.ron published: 1 projects in 1 domains; the old file is kept as live.ron.last-good\n"
    );
    assert_eq!(
        [folder.read("live.ron"), folder.read("live.ron.last-good")],
        [texts[2].clone(), texts[0].clone()]
    );
    assert_eq!(folder.names(), ["live.ron", "live.ron.last-good", "new.ron"]);
}

#[test]
fn a_faulty_file_is_refused_and_everything_stays() {
    let folder = DataDir::new();
    let good = with_title("好", "good");
    folder.write("live.ron", &good);
    folder.write("live.ron.last-good", "older");
    for (bad, message) in
        [("(title: \"坏", "new.ron:1:"), ("", "new.ron:1:1: "), ("停\u{0}", "new.ron:1:")]
    {
        folder.write("new.ron", bad);
        let refused = folder.run(&["publish", "new.ron", "--to", "live.ron"]);
        assert!(refused.err(2).starts_with(message));
        assert_eq!(
            [folder.read("live.ron"), folder.read("live.ron.last-good")],
            [good.clone(), "older".to_owned()]
        );
    }
    assert!(
        folder
            .run(&["publish", "none.ron", "--to", "live.ron"])
            .err(2)
            .starts_with("none.ron:1:1: ")
    );
    assert!(
        folder.run(&["publish", "live.ron", "--to", "live.ron"]).err(2).contains("live.ron"),
        "nothing is put over itself"
    );
    assert!(
        folder
            .run(&["publish", "live.ron", "--to", "no/such/place.ron"])
            .err(2)
            .contains("place.ron")
    );
    assert!(folder.run(&["publish", "live.ron"]).err(2).contains("--to"));
    assert!(
        folder
            .run(&["--restricted", "publish", "live.ron", "--to", "x.ron"])
            .err(2)
            .contains("publish")
    );
    assert_eq!(folder.names(), ["live.ron", "live.ron.last-good", "new.ron"]);
}

#[test]
fn a_faulty_file_is_replaced_and_does_not_become_the_last_good_one() {
    let folder = DataDir::new();
    folder.write("new.ron", &with_title("新", "new"));
    folder.write("live.ron", "(title: \"坏");
    folder.write("live.ron.last-good", "older");
    // By default the file that the board shows.
    folder.run(&["publish", "new.ron", "--data", "live.ron"]).out();
    assert_eq!(
        [folder.read("live.ron"), folder.read("live.ron.last-good")],
        [folder.read("new.ron"), "older".to_owned()]
    );
}

#[test]
fn drafts_of_runs_that_were_killed_block_nothing() {
    let folder = DataDir::new();
    folder.write("new.ron", &with_title("新", "new"));
    folder.write("live.ron", &with_title("旧", "old"));
    // A draft of an older version with any process number, and drafts of this version, the second
    // of which is locked.
    let older: Vec<String> = (1..3000).map(|process| format!(".live.ron.{process}.part")).collect();
    let ours = [
        ".live.ron.minsheng-00000000.part",
        ".live.ron.last-good.minsheng-zzzzzzzz.part",
        ".live.ron.minsheng-aaaaaaaa.part",
    ];
    for name in older.iter().map(String::as_str).chain(ours) {
        folder.write(name, "half a file");
    }
    let held = fs::File::open(folder.0.path().join(ours[2])).unwrap();
    rustix::fs::flock(&held, rustix::fs::FlockOperation::LockExclusive).unwrap();
    assert_eq!(folder.run(&["publish", "new.ron", "--to", "live.ron"]).out().lines().count(), 1);
    assert_eq!(
        [folder.read("live.ron"), folder.read("live.ron.last-good")],
        [folder.read("new.ron"), with_title("旧", "old")]
    );
    let left = folder.names();
    assert_eq!(left.iter().filter(|name| name.contains("minsheng")).collect::<Vec<_>>(), [ours[2]]);
    assert_eq!(
        left.len(),
        4 + older.len(),
        "an older version may be at work: its drafts stay for ten minutes"
    );
    drop(held);
    folder.run(&["publish", "new.ron", "--to", "live.ron"]).out();
    assert!(!folder.names().iter().any(|name| name.contains("minsheng")));
}

#[test]
fn rights_stay_and_a_link_stays_a_link() {
    let folder = DataDir::new();
    folder.write("new.ron", &with_title("新", "new"));
    folder.write("real.ron", &with_title("旧", "old"));
    let real = folder.0.path().join("real.ron");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o644)).unwrap();
    symlink("real.ron", folder.0.path().join("live.ron")).unwrap();
    folder.run(&["publish", "new.ron", "--to", "live.ron"]).out();
    assert_eq!(folder.read("real.ron"), folder.read("new.ron"));
    assert_eq!(folder.read("live.ron.last-good"), with_title("旧", "old"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o644);
    assert!(fs::symlink_metadata(folder.0.path().join("live.ron")).unwrap().is_symlink());
}

#[test]
fn a_spreadsheet_or_json_is_converted_first() {
    let folder = DataDir::new();
    folder.write("live.ron", &with_title("旧", "old"));
    for name in ["x.xlsx", "x.csv", "x.json", "x y.csv", "table"] {
        let format = name.split_once('.').map_or("xlsx", |(_, format)| format);
        folder.run(&["export", "--format", format, "-o", name]).out();
        let quoted = if name.contains(' ') { "'x y.csv'" } else { name };
        for (lang, text) in [
            (
                "zh",
                format!(
                    "{name} 是表格、JSON 或公告；publish 只发布 RON 数据文件，请先转换: minsheng import {quoted} -o data.ron\n"
                ),
            ),
            (
                "en",
                format!(
                    "{name} is a spreadsheet, JSON or an announcement; publish takes a RON data file, so convert it first: minsheng import {quoted} -o data.ron\n"
                ),
            ),
        ] {
            let args = ["publish", name, "--to", "live.ron", "--lang", lang];
            assert_eq!(folder.run(&args).err(2), text);
        }
        assert_eq!(folder.read("live.ron"), with_title("旧", "old"));
        // What the message says is what to do.
        assert_eq!(folder.run(&["import", name, "-o", "data.ron", "--force"]).code, Some(0));
        folder.run(&["publish", "data.ron", "--to", "new.ron"]).out();
    }
    // What a file is called does not matter if it can be published, and a faulty one names its faults.
    folder.write("good.csv", &with_title("新", "new"));
    folder.run(&["publish", "good.csv", "--to", "new.ron"]).out();
    for (name, text) in [("faulty.ron", "(title: 1)"), ("faulty.txt", "\u{feff}(title: 1)")] {
        folder.write(name, text);
        let err = folder.run(&["publish", name, "--to", "live.ron"]).err(2);
        assert!(err.starts_with(&format!("{name}:1:")), "{err}");
    }
    assert!(folder.run(&["publish", "none.csv", "--to", "live.ron"]).err(2).contains("none.csv"));
}

#[test]
fn reports_on_progress_are_not_lost_unless_they_may_go() {
    let list = |year: u16, updates: &str| {
        format!(
            "(title: \"清单\", year: {year}, domains: [(id: \"roads\", name: \"道路\")], projects: [\
             (no: 1, domain: \"roads\", title: \"修路\", updates: [{updates}], targets: [\
             (what: \"道路\", amount: 3, unit: \"条\", updates: [(on: \"2026-03-31\", done: 1)])])])"
        )
    };
    let old = list(2026, "(on: \"2026-03-31\", percent: 20), (on: \"2026-05-31\", percent: 40)");
    let folder = DataDir::new();
    folder.write("live.ron", &old);
    folder.write("new.ron", &list(2026, "(on: \"2026-06-30\", percent: 60)"));
    let refused = folder.run(&["publish", "new.ron", "--to", "live.ron"]).err(2);
    let told = "live.ron 里有 3 条进展，其中 2 条新文件里没有，发布后会丢失；没有改动。\
        请把新表并入看板的文件（import 表格 --into 文件）再发布，确实不要了就加 --allow-removals\n";
    assert_eq!(refused, told);
    assert_eq!((folder.read("live.ron"), folder.names().len()), (old.clone(), 2));
    let allowed = folder.run(&["publish", "new.ron", "--to", "live.ron", "--allow-removals"]);
    assert!(allowed.out().contains("旧文件保存为 live.ron.last-good"));
    // A report more, a target by another name, and the list of the next year lose nothing.
    let more = old.replace(
        "\"2026-05-31\", percent: 40)",
        "\"2026-05-31\", percent: 45), (on: \"2026-06-30\", percent: 60)",
    );
    for new in [more, old.replace("what: \"道路\"", "what: \"村道\""), list(2027, "")] {
        folder.write("live.ron", &old);
        folder.write("new.ron", &new);
        folder.run(&["publish", "new.ron", "--to", "live.ron"]).out();
        assert_eq!(folder.read("live.ron"), new);
    }
}
