//! `minsheng publish`: a good file takes the place of the old one, and nothing else does.

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
    let place = DataDir::new();
    let texts = ["一", "二", "三"].map(|name| with_title(name, name));
    place.write("new.ron", &texts[0]);
    let publish = || place.run(&["publish", "new.ron", "--to", "live.ron"]);
    assert_eq!(publish().out(), "live.ron 已换上：1 个项目，1 个领域\n");
    place.write("new.ron", &texts[1]);
    assert_eq!(
        publish().out(),
        "live.ron 已换上：1 个项目，1 个领域；原来的留在 live.ron.last-good\n"
    );
    place.write("new.ron", &texts[2]);
    publish().out();
    assert_eq!(
        [place.read("live.ron"), place.read("live.ron.last-good")],
        [texts[2].clone(), texts[1].clone()]
    );
    assert_eq!(place.names(), ["live.ron", "live.ron.last-good", "new.ron"]);
    // The same once more; and back to the one before.
    publish().out();
    assert_eq!(place.read("live.ron.last-good"), texts[2]);
    place.write("new.ron", &texts[0]);
    publish().out();
    let back =
        place.run(&["publish", "live.ron.last-good", "--to", "live.ron", "--lang", "en"]).out();
    assert_eq!(
        back,
        "live.ron is in place: 1 projects in 1 domains; what was there is kept as live.ron.last-good\n"
    );
    assert_eq!(
        [place.read("live.ron"), place.read("live.ron.last-good")],
        [texts[2].clone(), texts[0].clone()]
    );
    assert_eq!(place.names(), ["live.ron", "live.ron.last-good", "new.ron"]);
}

#[test]
fn a_faulty_file_is_refused_and_everything_stays() {
    let place = DataDir::new();
    let good = with_title("好", "good");
    place.write("live.ron", &good);
    place.write("live.ron.last-good", "older");
    for (bad, complaint) in
        [("(title: \"坏", "new.ron:1:"), ("", "new.ron:1:1: "), ("停\u{0}", "new.ron:1:")]
    {
        place.write("new.ron", bad);
        let refused = place.run(&["publish", "new.ron", "--to", "live.ron"]);
        assert!(refused.err(2).starts_with(complaint));
        assert_eq!(
            [place.read("live.ron"), place.read("live.ron.last-good")],
            [good.clone(), "older".to_owned()]
        );
    }
    assert!(
        place
            .run(&["publish", "none.ron", "--to", "live.ron"])
            .err(2)
            .starts_with("none.ron:1:1: ")
    );
    assert!(
        place.run(&["publish", "live.ron", "--to", "live.ron"]).err(2).contains("live.ron"),
        "nothing is put over itself"
    );
    assert!(
        place
            .run(&["publish", "live.ron", "--to", "no/such/place.ron"])
            .err(2)
            .contains("place.ron")
    );
    assert!(place.run(&["publish", "live.ron"]).err(2).contains("--to"));
    assert!(
        place
            .run(&["--restricted", "publish", "live.ron", "--to", "x.ron"])
            .err(2)
            .contains("publish")
    );
    assert_eq!(place.names(), ["live.ron", "live.ron.last-good", "new.ron"]);
}

#[test]
fn a_faulty_file_is_replaced_and_does_not_become_the_last_good_one() {
    let place = DataDir::new();
    place.write("new.ron", &with_title("新", "new"));
    place.write("live.ron", "(title: \"坏");
    place.write("live.ron.last-good", "older");
    // By default of the file that the board shows.
    place.run(&["publish", "new.ron", "--data", "live.ron"]).out();
    assert_eq!(
        [place.read("live.ron"), place.read("live.ron.last-good")],
        [place.read("new.ron"), "older".to_owned()]
    );
}

#[test]
fn drafts_of_runs_that_were_killed_are_in_nobodys_way() {
    let place = DataDir::new();
    place.write("new.ron", &with_title("新", "new"));
    place.write("live.ron", &with_title("旧", "old"));
    // Of an older version, with whatever number a process may have; of this one, of which the
    // second is held.
    let older: Vec<String> = (1..3000).map(|process| format!(".live.ron.{process}.part")).collect();
    let ours = [
        ".live.ron.minsheng-00000000.part",
        ".live.ron.last-good.minsheng-zzzzzzzz.part",
        ".live.ron.minsheng-aaaaaaaa.part",
    ];
    for name in older.iter().map(String::as_str).chain(ours) {
        place.write(name, "half a file");
    }
    let held = fs::File::open(place.0.path().join(ours[2])).unwrap();
    rustix::fs::flock(&held, rustix::fs::FlockOperation::LockExclusive).unwrap();
    assert_eq!(place.run(&["publish", "new.ron", "--to", "live.ron"]).out().lines().count(), 1);
    assert_eq!(
        [place.read("live.ron"), place.read("live.ron.last-good")],
        [place.read("new.ron"), with_title("旧", "old")]
    );
    let left = place.names();
    assert_eq!(left.iter().filter(|name| name.contains("minsheng")).collect::<Vec<_>>(), [ours[2]]);
    assert_eq!(
        left.len(),
        4 + older.len(),
        "an older version may be at work: its drafts stay for ten minutes"
    );
    drop(held);
    place.run(&["publish", "new.ron", "--to", "live.ron"]).out();
    assert!(!place.names().iter().any(|name| name.contains("minsheng")));
}

#[test]
fn rights_stay_and_a_link_stays_a_link() {
    let place = DataDir::new();
    place.write("new.ron", &with_title("新", "new"));
    place.write("real.ron", &with_title("旧", "old"));
    let real = place.0.path().join("real.ron");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o644)).unwrap();
    symlink("real.ron", place.0.path().join("live.ron")).unwrap();
    place.run(&["publish", "new.ron", "--to", "live.ron"]).out();
    assert_eq!(place.read("real.ron"), place.read("new.ron"));
    assert_eq!(place.read("live.ron.last-good"), with_title("旧", "old"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o644);
    assert!(fs::symlink_metadata(place.0.path().join("live.ron")).unwrap().is_symlink());
}
