//! The counts of what people look for, and the log.
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::fs;

use crate::support::pty::{App, Launch};
use rustix::process::Signal;

use super::BoardOnFile;

#[test]
fn what_people_look_for_is_counted_without_anything_about_them() {
    let board = BoardOnFile::start(&["--count", "HERE/counts.csv"]);
    let app = &board.app;
    app.wait(">01 旧");
    // Moves past some, opens one, goes back and opens another, all at once: nothing may slip
    // through.
    app.send("jjj\r\x7fk\r\x7f");
    app.wait(">03 ");
    for letter in "/充电桩".chars() {
        app.send(letter.to_string());
    }
    app.wait("0/7");
    app.send("\x7f\x7f\x7f旧\r");
    app.wait(" 7/7 项");
    app.send("/\x15=2+3\r");
    app.wait("0/7");
    app.send("jk\x7f\x7fq");
    app.assert_exit(0);
    let table = board.read("counts.csv");
    let rows: Vec<&str> = table.lines().skip(1).map(|row| row.split_once(',').unwrap().1).collect();
    assert_eq!(rows, ["打开 opened,03,1", "打开 opened,04,1", "没有找到 nothing found,…,2"]);
    assert!(!table.contains("充电") && !table.contains("2+3"), "no words: {table}");
    assert!(table.lines().skip(1).all(|row| row.find(',') == Some("2026-11-25".len())), "{table}");
    assert!(!table.contains(':'), "no time of day: {table}");
}

#[test]
fn a_search_is_written_down_after_three_visits_on_two_days_if_the_settings_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let (table, settings) = (format!("{path}/counts.csv"), format!("{path}/config.ron"));
    fs::write(&settings, format!("(count: {table:?}, count_queries: true)")).unwrap();
    // The dates of these zones are never the same.
    let (earlier, later) = ("XXX12", "XXX-14");
    let visit = |zone: &str, program: &[&str], query: &str| {
        let args = [&["--config", &settings], program].concat();
        let app = Launch::board(&args).env("TZ", zone).allow_mouse().start();
        if program == ["--kiosk"] {
            app.wait("Touch");
            app.send("x");
            app.wait("大字");
        } else {
            app.wait(">01 ");
        }
        app.send(format!("/{query}\r"));
        app.wait("0/25");
        app.signal(Signal::TERM);
        app.assert_exit(143);
        let names = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        let texts = names.map(|file| fs::read_to_string(file).unwrap());
        texts.collect::<Vec<_>>().join("\n")
    };
    for (zone, program) in [(earlier, &["--kiosk"][..]), (earlier, &[]), (earlier, &[])] {
        for query in ["vwvwvw", "vvxxvv", "vw 13900000000"] {
            let written = visit(zone, program, query);
            assert!(!written.contains("vw") && !written.contains("13900"), "{written}");
            assert!(!written.contains("vvxx"), "{written}");
        }
    }
    let written = visit(later, &["--kiosk"], "vvxxvv");
    let rows: Vec<&str> = written.lines().filter(|row| row.contains("vvxxvv")).collect();
    assert!(!written.contains("vw") && rows.len() == 2, "{written}");
    assert!(rows[0].ends_with(",vvxxvv,3") && rows[1].ends_with(",vvxxvv,1"), "{rows:?}");
}

#[test]
fn what_boards_that_end_together_have_counted_is_in_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (table, log) = (at("counts.csv"), at("log"));
    let boards: Vec<App> =
        (0..8).map(|_| Launch::board(&["--count", &table, "--log", &log]).start()).collect();
    for board in &boards {
        board.wait(">01 ");
        board.send_and_wait_read("\r");
    }
    // Twice in a row, as on a reboot.
    for board in boards.iter().chain(&boards) {
        board.signal(Signal::TERM);
    }
    for board in &boards {
        board.assert_exit(143);
    }
    // A board that ends later does not wait, and adds the counts that may be pending on a very slow
    // disk.
    let last = Launch::board(&["--count", &table]).start();
    last.wait(">01 ");
    last.send("\rq");
    last.assert_exit(0);
    let counted = fs::read_to_string(&table).unwrap();
    assert!(counted.ends_with(",打开 opened,01,9\n") && counted.lines().count() == 2, "{counted}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "the table and the log");
}

#[test]
fn a_log_or_counts_that_cannot_be_written_hold_nothing_up() {
    let board = BoardOnFile::start(&["--log", "/dev/full", "--count", "/proc/counts.csv"]);
    board.app.wait(">01 旧");
    board.app.send("\r");
    board.app.send("\x7fq");
    board.app.assert_exit(0);
}
