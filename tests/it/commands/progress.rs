//! The progress of projects: on the board, in lists, in figures and in the bulletin; and nowhere if
//! the data do not mention it. The town in `tests/examples/invented-progress.ron` is invented.

use minsheng::app::{ColorDepth, Keymap, Model, Msg, Settings, Start};
use minsheng::format::parse;
use minsheng::host::dispatch;
use minsheng::lang::Lang;
use minsheng::model::{Day, ProgressCriteria, ProgressRules, Status};
use minsheng::text::Glyphs;
use serde_json::json;

use super::{Run, data_file, run};

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/examples/invented-progress.ron");

/// Runs a command on the example, as of a day in June.
fn run_in_june(args: &[&str]) -> Run {
    run(["--as-of", "2026-06-15", "--data", EXAMPLE].iter().chain(args))
}

fn frame(args: &[&str]) -> String {
    run_in_june(&[&["frame"], args].concat()).out()
}

#[test]
fn the_list_says_of_each_project_how_it_stands_in_a_word_and_a_sign() {
    let screen = frame(&["--size", "80x24"]);
    for row in [
        "01 新增公共停车位      ! 滞后",
        "02 南塘路改造          ! 滞后",
        "03 新建幼儿园          ✓ 已完成",
        "04 课后服务            ▸ 推进中",
        "05 适老化改造          - 未报送",
    ] {
        assert!(screen.contains(row), "{row}\n{screen}");
    }
    // The colours only repeat the word and the sign.
    let ascii = frame(&["--ascii", "--color", "none", "--size", "100x24", "--lang", "en"]);
    for row in ["! behind", "* done", "> under way", "- unreported"] {
        assert!(ascii.contains(row), "{row}\n{ascii}");
    }
    let styles = frame(&["--styles", "--size", "80x24", "--theme", "dark", "--color", "true"]);
    let style = |row: usize| {
        let prefix = format!("{row}: ");
        let runs = styles
            .lines()
            .filter_map(|line| line.strip_prefix(&prefix)?.split_once("..")?.1.split_once(' '));
        runs.filter(|(end, _)| end.parse::<usize>().unwrap() <= 49)
            .map(|(_, style)| style.to_owned())
            .collect::<Vec<_>>()
    };
    let [late, done, under_way, unreported] = [3, 4, 5, 6].map(style);
    assert!(
        late != done && done != under_way && under_way != unreported && late != unreported,
        "{styles}"
    );
}

#[test]
fn no_status_is_cut_at_any_size() {
    for (lang, words) in [
        ("zh", ["滞后", "已完成", "推进中", "未报送"]),
        ("en", ["behind", "done", "under way", "unreported"]),
    ] {
        for size in ["40x15", "60x20", "76x24", "80x24", "100x30", "160x50", "300x80"] {
            let screen = frame(&["--size", size, "--lang", lang]);
            for word in words {
                assert!(screen.contains(word), "{size} {word}\n{screen}");
            }
        }
    }
}

#[test]
fn the_page_shows_how_much_of_the_project_and_of_each_target_is_done() {
    let page = run_in_june(&["show", "1"]).out();
    for line in [
        "!  滞后：已完成 45%，比计划落后 12 个百分点\n   ━━━━━━━━━            45%\n   计划 2026-03-01 至 2026-08-31\n",
        "公共停车位  不少于 600 个\n   ━━━━━━━━             40% 240 个\n",
        "进展\n- 2026-05-31 公共停车位 240 个 城北两处已开放\n- 2026-05-31 充电桩 20 个\n- 2026-03-31 公共停车位 120 个\n",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
    assert!(run_in_june(&["show", "4"]).out().contains("推进中 60%，76 天未更新\n"));
    assert!(run_in_june(&["show", "6"]).out().contains("-  未报送\n"));
    let value = run_in_june(&["show", "4", "--format", "json"]).json();
    assert_eq!(
        value["progress"],
        json!({"status": "under-way", "percent": 60, "behind": 0, "start": null, "end": "2026-12-31", "last_report": "2026-03-31",
               "days_ago": 76, "stale": true})
    );
    assert_eq!(
        value["reports"],
        json!([{"target": null, "on": "2026-03-31", "done": 60, "note": ""}])
    );
}

#[test]
fn later_reports_do_not_count_and_the_plan_is_that_of_the_day() {
    let on = |day: &str| run(["--as-of", day, "--data", EXAMPLE, "list"]).out();
    let line = |day: &str, nth: usize| {
        on(day).lines().nth(nth).unwrap().split("  ").last().unwrap().to_owned()
    };
    // Before the first report of the list there is no status: a deadline is none.
    assert_eq!(line("2026-03-01", 0), "不少于 600 个");
    assert_eq!(line("2026-04-01", 0), "推进中 10%");
    assert_eq!(line("2026-05-31", 0), "推进中 45%");
    assert_eq!(line("2026-09-01", 0), "滞后：已完成 45%，比计划落后 55 个百分点，93 天未更新");
    assert_eq!(line("2026-09-01", 2), "已完成 100%", "what is done is never old");
}

#[test]
fn projects_are_found_by_how_they_stand() {
    let numbers = |query: &str| -> String {
        let out = run_in_june(&["list", query]).out;
        let mut numbers: Vec<&str> =
            out.lines().map(|line| line.split(' ').next().unwrap()).collect();
        numbers.sort_unstable();
        numbers.join(" ")
    };
    for (query, found) in [
        ("状态:滞后", "01 02"),
        ("狀態：滯後", "01 02"),
        ("status:behind", "01 02"),
        ("状态:zhihou", "01 02"),
        ("状态:zh", "01 02"),
        ("status:done", "03"),
        ("状态:推进", "04"),
        ("!状态:未报送", "01 02 03 04"),
        // The word of earlier versions.
        ("状态:未公布", "05 06"),
        ("状态:滞后 | 状态:已完成", "01 02 03"),
        ("状态:滞后 南塘", "02"),
        ("进度<50", "01 02"),
        ("进度>=45%", "01 03 04"),
        ("progress=100", "03"),
        ("!进度>0", "05 06"),
        // Any other word is plain text.
        ("状态:红", ""),
        ("进度<多", ""),
    ] {
        assert_eq!(numbers(query), found, "{query}");
    }
    // Without progress in the data there is nothing to find.
    assert_eq!(run(["list", "状态:未报送"]).out, "");
}

#[test]
fn the_word_of_a_status_as_a_query_finds_the_projects_that_show_it() {
    let screen = |word: &str, lang: &str| {
        let keys = format!("/ {}", word.chars().map(|c| format!("{c} ")).collect::<String>());
        frame(&["--size", "200x24", "--lang", lang, "--keys", keys.trim_end()])
    };
    let chinese = screen("滞后", "zh");
    assert!(chinese.contains("2/6 项") && chinese.contains(">02 南塘路改造"), "{chinese}");
    let english = screen("behind", "en");
    assert!(english.contains("2 of 6") && english.contains("! behind"), "{english}");
    // Without progress in the data there is nothing to search for.
    let without = run(["frame", "--lang", "zh", "--size", "200x24", "--keys", "/ 滞 后"]).out;
    assert!(!without.contains("状态:滞后"), "{without}");
}

#[test]
fn the_overview_adds_it_up() {
    let screen = frame(&["--size", "100x30", "--keys", "o"]);
    assert!(screen.contains("6 个项目，3 个领域，完成率 16.7%，开工率 66.7%，滞后 2"), "{screen}");
    assert!(
        screen.contains("教育     ━━━━━━━━━━━━━━━━     2  80%  已完成 1，推进中 1"),
        "{screen}"
    );
    let table = run_in_june(&["stats"]).out();
    assert!(
        table.ends_with(
            "合计         6       2       1     2       1         1   16.7%   66.7%     36.7%\n"
        ),
        "{table}"
    );
    assert!(table.contains(
        "养老助残     2       2       0     0       0         0       –       –         –\n"
    ));
    let value = run_in_june(&["stats", "--format", "json"]).json();
    assert_eq!(value["domains"][2]["mean"], json!(null));
    assert_eq!(value["as_of"], json!("2026-06-15"));
    assert_eq!(
        value["all"]["status"],
        json!({"unreported": 2, "under-way": 1, "behind": 2, "done": 1})
    );
    assert_eq!(
        (value["all"]["done_rate"].as_f64(), value["domains"][1]["mean"].as_u64()),
        (Some(16.7), Some(80))
    );
}

#[test]
fn the_bulletin_is_one_that_can_be_published() {
    let text = run_in_june(&["report"]).out();
    for piece in [
        "# 云溪镇2026年民生实事（虚构示例）进展情况通报\n\n云溪镇（虚构），截至 2026-06-15\n\n共 6 项：已完成 1 项，推进中 1 项，滞后 2 项，未报送 2 \
         项。完成率 16.7%，开工率 66.7%。\n\n## 滞后项目\n\n- 01 新增公共停车位：滞后：已完成 45%，比计划落后 12 个百分点\n",
        "| 02 | 南塘路改造 | 15% | 滞后 | 2026-05-31 15% |",
        "判定办法：比计划落后 10 个百分点及以上为滞后",
    ] {
        assert!(text.contains(piece), "{piece}\n{text}");
    }
    let (folder, path) = data_file(
        &std::fs::read_to_string(EXAMPLE).unwrap().replace("已交付", "<script>alert(1)</script>"),
    );
    let page = folder.path().join("通报.html");
    let args = [
        "report",
        "--format",
        "html",
        "--lang",
        "zh",
        "--data",
        path.to_str().unwrap(),
        "-o",
        page.to_str().unwrap(),
    ];
    assert!(run(args).out().contains("通报.html"));
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(
        html.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">") && html.ends_with("</html>\n"),
        "{html}"
    );
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{html}");
    // Nothing is written over what it was made from, or over what is there already.
    run(args).err(2);
    let over =
        ["report", "--data", path.to_str().unwrap(), "-o", path.to_str().unwrap(), "--force"];
    run(over).err(2);
}

#[test]
fn where_the_data_say_nothing_of_progress_nothing_is_to_be_seen_of_it() {
    for size in ["40x15", "60x20", "80x24", "100x40", "200x60"] {
        for keys in ["", "o", "<enter>", "z", "/ tingche <enter>", "+", "y", "?"] {
            for lang in ["zh", "en"] {
                let shown = |more: &[&str]| {
                    run(["frame", "--styles", "--size", size, "--keys", keys, "--lang", lang]
                        .iter()
                        .chain(more))
                    .out()
                };
                let screen = shown(&[]);
                assert_eq!(screen, shown(&["--as-of", "2026-12-31"]), "{size} {keys}");
                for word in
                    ["滞后", "推进中", "未报送", "完成率", "unreported", "behind plan", "under way"]
                {
                    assert!(!screen.contains(word), "{size} {keys} {word}\n{screen}");
                }
            }
        }
    }
    for args in [
        &["list"][..],
        &["show", "20"],
        &["list", "--format", "json"],
        &["show", "20", "--format", "json"],
    ] {
        let out = run(args).out();
        assert!(!out.contains("progress") && !out.contains("未报送"), "{out}");
    }
    assert!(run(["report"]).err(2).contains("没有进度"));
    assert!(run(["stats"]).err.contains("没有进度"));
}

#[test]
fn the_rules_are_those_of_the_settings() {
    let settings = data_file("(progress: (behind: 20, stale: 90))");
    let list = |more: &[&str]| run_in_june(&[&["list"], more].concat()).out();
    let strict = list(&[]);
    let lax = list(&["--config", settings.1.to_str().unwrap()]);
    assert!(
        strict.contains("01  新增公共停车位  交通出行  不少于 600 个  滞后")
            && strict.contains("76 天未更新"),
        "{strict}"
    );
    assert!(
        lax.contains("01  新增公共停车位  交通出行  不少于 600 个  推进中 45%\n")
            && !lax.contains("未更新"),
        "{lax}"
    );
    let wrong = data_file("(progress: (behind: \"viel\"))");
    assert!(run_in_june(&["list", "--config", wrong.1.to_str().unwrap()]).err(2).contains(":1:"));
    assert!(
        run(["stats", "--as-of", "31.5.2026", "--lang", "en"])
            .err(2)
            .contains("possible values: 2026-05-31")
    );
}

#[test]
fn a_board_that_runs_for_months_knows_what_day_it_is() {
    let catalog = parse(&std::fs::read_to_string(EXAMPLE).unwrap()).unwrap();
    let day = |month, day| Day::new(2026, month, day).unwrap();
    let criteria = ProgressCriteria { rules: ProgressRules::default(), day: Some(day(5, 31)) };
    let settings =
        Settings { keymap: Keymap::builtin(), glyphs: &Glyphs::UNICODE, depth: ColorDepth::None };
    for (as_of, then) in [(false, Status::Behind), (true, Status::UnderWay)] {
        let fixed = criteria.day.filter(|_| as_of);
        let start = Start { lang: Lang::Zh, criteria, as_of: fixed, ..Start::default() };
        let mut model = Model::new(std::sync::Arc::new(catalog.clone()), &start);
        let status =
            |model: &Model| model.data.project_progress(&model.selected().unwrap()).unwrap().status;
        assert_eq!(status(&model), Status::UnderWay);
        assert_eq!(model.subscriptions().is_new_day(day(9, 1)), !as_of);
        assert!(!model.subscriptions().is_new_day(day(5, 31)));
        assert_eq!(dispatch(&mut model, &settings, Msg::Today(day(9, 1))), []);
        assert_eq!(status(&model), then);
        model.check_invariants().unwrap();
    }
}
