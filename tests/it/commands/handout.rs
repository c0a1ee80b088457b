//! Pages for the web and for paper: `export`, `list` and `report` with `--format html`.

use quick_xml::events::Event;
use tempfile::TempDir;

use super::{data_file, run, run_line};

mod office_programs;

const EXAMPLE: &str = "tests/examples/invented-progress.ron";

/// Each page that the program writes, by its arguments.
pub(super) const PAGES: [&[&str]; 5] = [
    &["export", "--format", "html"],
    &["export", "--format", "html", "--lang", "en"],
    &["export", "--format", "html", "--data", EXAMPLE, "--as-of", "2026-06-15"],
    &["list", "--format", "html", "--data", EXAMPLE, "--as-of", "2026-06-15"],
    &["report", "--format", "html", "--data", EXAMPLE, "--as-of", "2026-06-15", "--lang", "en"],
];

/// Returns the names of the elements of a page and its text, or fails if an element is not closed.
fn parse(html: &str) -> (Vec<String>, String) {
    let body = html.split("<body>").nth(1).and_then(|rest| rest.split("</body>").next()).unwrap();
    let body = format!("<body>{body}</body>");
    let mut reader = quick_xml::Reader::from_str(&body);
    let (mut names, mut text) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}\n{body}")) {
            Event::Start(tag) => {
                names.push(tag.name().as_ref().to_owned());
            }
            Event::Text(piece) => text.push_str(&piece),
            Event::GeneralRef(name) => {
                text.push_str(match &*name {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "#39" => "'",
                    other => panic!("&{other};"),
                });
            }
            Event::Eof => return (names, text),
            _ => {}
        }
    }
}

#[test]
fn a_page_is_whole_and_needs_nothing_else() {
    for args in PAGES {
        let html = run(args).out();
        let lang = if args.contains(&"en") { "en" } else { "zh-CN" };
        assert!(
            html.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{lang}\">\n")),
            "{args:?}"
        );
        assert!(html.contains("<title>") && !html.contains("<title></title>"), "{args:?}");
        let (names, _) = parse(&html);
        let count = |name: &str| names.iter().filter(|other| *other == name).count();
        assert_eq!((count("h1"), count("main")), (1, 1), "{args:?}");
        assert!(count("table") > 0 && count("table") == count("caption"), "{args:?}");
        for unwanted in ["script", "img", "link", "a", "iframe"] {
            assert_eq!(count(unwanted), 0, "{args:?} {unwanted}");
        }
        assert!(!html.contains("url(") && !html.contains("http"), "{args:?}");
        assert_eq!(html.matches("<th scope=\"col\"").count() % count("table"), 0, "{args:?}");
    }
}

#[test]
fn a_hand_out_has_everything_about_a_project() {
    let (_, text) = parse(&run_line("export --format html").out());
    for piece in [
        "2026年“温暖+1℃”民生实事项目",
        "25 个项目，11 个领域",
        "新增公共停车位项目",
        "不少于 600 个",
        "上海复旦大学附属肿瘤医院；华东医院医疗联盟；上海瑞金医院",
        "五星社区扬子新村（助餐点）",
        "来源：智美昆高新，经第一昆山网 · 2026-01-27",
    ] {
        assert!(text.contains(piece), "{piece}\n{text}");
    }
    for unwanted in ["进度", "未报送", "判定办法"] {
        assert!(!text.contains(unwanted), "{unwanted}");
    }
    let (_, text) = parse(&run(PAGES[1]).out());
    assert!(text.contains("New public parking spaces") && text.contains("at least 600 spaces"));
    assert!(!text.contains("新增"), "{text}");
}

#[test]
fn a_hand_out_has_the_progress_of_the_day() {
    let (_, text) = parse(&run(PAGES[2]).out());
    for piece in [
        "截至 2026-06-15",
        "共 6 项：已完成 1 项，推进中 1 项，滞后 2 项，未报送 2 项",
        "滞后：已完成 45%，比计划落后 12 个百分点",
        "2026-05-31 15%",
        "判定办法：",
    ] {
        assert!(text.contains(piece), "{piece}\n{text}");
    }
}

#[test]
fn texts_are_shown_as_they_are() {
    let text = "<script>alert('1')</script> & \"2\" <b>";
    let ron = format!(
        "(title: (zh: {text:?}), locality: (zh: {text:?}), year: 2026, source: (zh: {text:?}),
        note: (zh: {text:?}), domains: [(id: \"a\", name: (zh: {text:?}))],
        projects: [(no: 1, domain: \"a\", title: (zh: {text:?}), summary: (zh: {text:?}),
        targets: [(what: (zh: {text:?}), amount: 3, unit: (zh: {text:?}))],
        places: [(zh: {text:?})], facts: [(zh: {text:?})],
        updates: [(on: \"2026-03-31\", percent: 40, note: (zh: {text:?}))])])"
    );
    let (_folder, path) = data_file(&ron);
    for command in ["export", "list", "report"] {
        for lang in ["zh", "en"] {
            let data = path.to_str().unwrap();
            let html = run([command, "--format", "html", "--lang", lang, "--data", data]).out();
            let (names, shown) = parse(&html);
            assert!(!names.iter().any(|name| name == "script"), "{command}");
            let least = if command == "export" { 10 } else { 3 };
            assert!(shown.matches(text).count() >= least, "{command} {lang}\n{shown}");
        }
    }
    // What has no English is marked as Chinese in an English page.
    let args = ["export", "--format", "html", "--lang", "en", "--data", path.to_str().unwrap()];
    assert!(run(args).out().contains("<th scope=\"row\" class=\"name\"><span lang=\"zh-CN\">"));
}

#[test]
fn the_name_of_the_file_chooses_the_format() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("清单.html");
    run(["export", "-o", path.to_str().unwrap()]).out();
    let html = std::fs::read_to_string(path).unwrap();
    assert_eq!(html, run_line("export --format html").out());
}
