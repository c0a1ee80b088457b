use std::fs::{self, File};
use std::path::Path;

use rustix::fs::{FlockOperation, flock};

use super::*;
use crate::app::UsageEvent;
use crate::storage::create_draft;

const HEAD: &str = "\u{feff}日期 day,什么事 what happened,项目或搜索 project or query,次数 times\n";

fn counted(day: &str, events: &[UsageEvent]) -> CountRows {
    let mut rows = CountRows::new();
    for event in events {
        add(&mut rows, row(event.clone(), day.to_owned()), 1);
    }
    rows
}

fn nothing_found(query: &str) -> UsageEvent {
    UsageEvent::NothingFound(query.to_owned())
}

fn merge(file: &Path, rows: &CountRows) -> Result<(), String> {
    CountTable::lock(file).unwrap().unwrap().merge(rows, Lang::En)
}

fn usage_log(file: &Path, rows: CountRows) -> UsageLog {
    let mut usage_log = UsageLog::new(Some(file.to_owned()), true, Log::Off, Lang::En);
    usage_log.rows = rows;
    usage_log
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

#[test]
fn what_two_boards_count_is_added_up_day_by_day_and_runs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("counts.csv");
    let events = [
        UsageEvent::Opened("20".to_owned()),
        nothing_found("充电桩"),
        nothing_found("=1+1"),
        UsageEvent::Opened("20".to_owned()),
    ];
    merge(&file, &counted("2026-11-25", &events)).unwrap();
    merge(&file, &counted("2026-11-25", &events[..2])).unwrap();
    merge(&file, &counted("2026-11-26", &events[..1])).unwrap();
    let table = "2026-11-25,打开 opened,20,3\n\
        2026-11-25,没有找到 nothing found,'=1+1,1\n\
        2026-11-25,没有找到 nothing found,充电桩,2\n\
        2026-11-26,打开 opened,20,1\n";
    assert_eq!(fs::read_to_string(&file).unwrap(), HEAD.to_owned() + table);
}

#[test]
fn a_table_of_somebody_else_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("counts.csv");
    let rows = counted("2026-11-25", &[nothing_found("充电桩")]);
    for text in ["a,b\n1,2\n", "(title: \"清单\")", "\u{0}"] {
        fs::write(&file, text).unwrap();
        assert!(merge(&file, &rows).is_err(), "{text:?}");
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
    // An all-zero file, as a power cut leaves it, is reported as such at any length.
    File::create(&file).unwrap().set_len(300 << 20).unwrap();
    let error = merge(&file, &rows).unwrap_err();
    assert!(error.contains("零字节") && error.contains("zero bytes"), "{error}");
    fs::write(&file, "").unwrap();
    merge(&file, &rows).unwrap();
}

#[test]
fn whoever_types_at_random_fills_no_disk() {
    let words: Vec<UsageEvent> = (0..5000).map(|word| nothing_found(&format!("x{word}"))).collect();
    let rows = counted("2026-11-25", &words);
    assert_eq!((rows.len(), total(&rows)), (1001, 5000));
}

#[test]
fn of_boards_that_end_together_all_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("counts.csv");
    let start = std::sync::Barrier::new(40);
    thread::scope(|scope| {
        for _ in 0..40 {
            scope.spawn(|| {
                let usage_log =
                    usage_log(&file, counted("2026-11-25", &[UsageEvent::Opened("01".to_owned())]));
                start.wait();
                drop(usage_log);
            });
        }
    });
    // On a slow disk some counts may still stand beside the table: this board merges them.
    drop(usage_log(&file, counted("2026-11-25", &[UsageEvent::Opened("01".to_owned())])));
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        HEAD.to_owned() + "2026-11-25,打开 opened,01,41\n"
    );
    assert_eq!(names(folder.path()), ["counts.csv"]);
}

#[test]
fn nobody_waits_for_a_lock_while_the_board_runs_and_nothing_is_lost_where_it_is_never_had() {
    let folder = tempfile::tempdir().unwrap();
    let (file, log) = (folder.path().join("counts.csv"), folder.path().join("log"));
    let lock = File::open(folder.path()).unwrap();
    flock(&lock, FlockOperation::LockExclusive).unwrap();
    let mut blocked = usage_log(&file, counted("2026-11-25", &[nothing_found("充电桩")]));
    blocked.log = Log::File(log.clone());
    let start = Instant::now();
    blocked.tick(start);
    assert!(
        blocked.deadline().is_some_and(|due| due <= start + Duration::from_secs(60)),
        "a minute at most"
    );
    blocked.tick(start + WRITE_DELAY);
    assert!(
        !file.exists() && blocked.rows.is_empty() && blocked.deadline().is_some(),
        "it is on the disk, and tried again"
    );
    add(&mut blocked.rows, row(nothing_found("地铁"), "2026-11-25".to_owned()), 1);
    drop(blocked);
    let text = fs::read_to_string(&log).unwrap();
    assert!(text.contains(".pending") && text.lines().count() == 1 && !file.exists(), "{text}");
    drop(lock);
    // The next board counts nothing itself, and merges what was left.
    let mut next = UsageLog::new(Some(file.clone()), true, Log::Off, Lang::En);
    next.tick(start);
    next.tick(start + WRITE_DELAY);
    assert_eq!(next.deadline(), None);
    let table =
        "2026-11-25,没有找到 nothing found,充电桩,1\n2026-11-25,没有找到 nothing found,地铁,1\n";
    assert_eq!(fs::read_to_string(&file).unwrap(), HEAD.to_owned() + table);
    assert_eq!(names(folder.path()).len(), 2);
}

#[test]
fn what_was_put_beside_is_added_once_wherever_a_board_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("counts.csv");
    let one = counted("2026-11-25", &[nothing_found("充电桩")]);
    let read = || fs::read_to_string(&file).unwrap();
    merge(&file, &one).unwrap();
    // Killed before the table was written: the counts are not in it.
    PendingCounts::write(&file, &one).unwrap().mark(Some(2));
    merge(&file, &CountRows::new()).unwrap();
    assert!(read().ends_with("充电桩,2\n"), "{}", read());
    // Killed afterwards: they are in it.
    PendingCounts::write(&file, &one).unwrap().mark(Some(2));
    merge(&file, &one).unwrap();
    assert!(read().ends_with("充电桩,3\n"), "{}", read());
    // One file of another table, and one that holds no counts.
    PendingCounts::write(&folder.path().join("counts.csv.old"), &one).unwrap();
    fs::write(folder.path().join(".counts.csv.0123456789abcdef.pending"), "a,b\n").unwrap();
    merge(&file, &one).unwrap();
    assert!(read().ends_with("充电桩,4\n"), "{}", read());
    assert_eq!(names(folder.path()).len(), 3);
}

#[test]
fn a_draft_that_another_board_is_writing_stays_and_a_leftover_goes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("counts.csv");
    let one = counted("2026-11-25", &[nothing_found("充电桩")]);
    let draft = || create_draft(folder.path(), "counts.csv".as_ref(), 0o666).unwrap();
    let (written, leftover) = (draft(), draft().keep().unwrap());
    drop(leftover.0);
    // Neither the clock nor the age of a draft says if its board is still there.
    written.as_file().set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    merge(&file, &one).unwrap();
    assert!(written.path().exists() && !leftover.1.exists());
    drop(written);
    PendingCounts::write(&file, &one).unwrap();
    merge(&file, &one).unwrap();
    assert!(fs::read_to_string(&file).unwrap().ends_with("充电桩,3\n"));
    assert_eq!(names(folder.path()), ["counts.csv"]);
}

#[test]
fn what_cannot_be_written_is_kept_and_in_the_end_the_log_says_what_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (file, log) = (folder.path().join("no/counts.csv"), folder.path().join("log"));
    let mut usage_log =
        usage_log(&file, counted("2026-11-25", &[nothing_found("充电桩"), nothing_found("地铁")]));
    usage_log.log = Log::File(log.clone());
    let start = Instant::now();
    for minute in 0..3 {
        usage_log.tick(start + minute * WRITE_DELAY);
    }
    let text = fs::read_to_string(&log).unwrap();
    assert!(
        usage_log.rows.len() == 2 && text.contains("kept in memory") && text.lines().count() == 1,
        "{text}"
    );
    drop(usage_log);
    let text = fs::read_to_string(&log).unwrap();
    assert!(text.lines().last().unwrap().contains("counts are lost: 2"), "{text}");
}

#[test]
fn a_search_is_written_once_enough_people_made_it_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("counts.csv");
    let today = date::current_day().unwrap();
    // Each program is one visit.
    let visit = |queries: &[&str], with_queries: bool| {
        let mut usage_log = UsageLog::new(Some(file.clone()), with_queries, Log::Off, Lang::En);
        for query in queries {
            usage_log.count_search((*query).to_owned());
        }
        drop(usage_log);
        let all = names(folder.path())
            .into_iter()
            .map(|name| fs::read_to_string(folder.path().join(name)).unwrap_or_default());
        all.collect::<String>()
    };
    for _ in 0..3 {
        let text = visit(&["甄无名", "地铁", "13900000000"], true);
        assert!(!text.contains('甄') && !text.contains("地铁") && !text.contains("139"), "{text}");
    }
    // An earlier day, as the clock cannot be set here.
    let mut waiting = WaitingSearches::read(&file).unwrap();
    let yesterday = today.to_string().parse::<jiff::civil::Date>().unwrap().yesterday().unwrap();
    let earlier = Day::parse(&yesterday.to_string()).unwrap();
    let recorded = waiting.record("地铁", earlier, 1);
    assert_eq!(recorded.len(), 2);
    waiting.write(&file).unwrap();
    assert!(visit(&["地铁"], true).contains(",没有找到 nothing found,地铁,1\n"));
    assert!(fs::read_to_string(&file).unwrap().contains(",没有找到 nothing found,…,3\n"));
    // Without the setting nothing waits any more, and no words are written.
    let text = visit(&["地铁", "公园"], false);
    assert!(text.contains(",地铁,1\n") && !text.contains("公园"), "{text}");
    assert!(text.contains(",没有找到 nothing found,…,8\n"), "{text}");
    assert_eq!(names(folder.path()), ["counts.csv"]);
}
