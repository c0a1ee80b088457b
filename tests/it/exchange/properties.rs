//! Properties of conversion: any programme comes back unchanged from any format.

use minsheng::diagnostics::{ListField, TextField};
use minsheng::exchange::to_json;
use minsheng::format::{format_ron, parse, to_ron};
use minsheng::model::{Catalog, Update};
use minsheng::text::with_unified_ideographs;
use proptest::prelude::*;

use super::{csv, read_valid, xlsx};

/// Generates unusual texts.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[新增公共停车位改造工程a-z0-9，。、“”（）,;:：；\"' \n\t约超近至0-9=+@|_x-]{0,24}",
        1 => "[=+@'＝＋－＠\t-]{1,3}[a-z0-9()!\"']{0,8}",
        // A table gets plain characters in place of those that only look like them.
        1 => "\\PC{0,12}".prop_map(|text| with_unified_ideographs(&text).into_owned()),
        1 => Just("_x000D_ _x0041_".to_owned()),
        1 => Just("合计".to_owned()),
        1 => Just("编号".to_owned()),
        1 => Just("—".to_owned()),
        1 => Just("长".repeat(3000)),
    ]
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Generates a text in one language or both, possibly empty.
fn bilingual_text() -> impl Strategy<Value = String> {
    (text(), text()).prop_map(|(zh, en)| format!("(zh: {}, en: {})", quoted(&zh), quoted(&en)))
}

/// Generates a text that is not empty.
fn nonempty_text() -> impl Strategy<Value = String> {
    (text(), text(), any::<bool>()).prop_map(|(zh, en, chinese)| {
        let [zh, en] = if chinese { [format!("修{zh}"), en] } else { [zh, format!("x{en}")] };
        format!("(zh: {}, en: {})", quoted(&zh), quoted(&en))
    })
}

fn target() -> impl Strategy<Value = String> {
    let amount = prop_oneof![(0..5000_u32).prop_map(f64::from), 0.0..1e15, Just(0.25), Just(1e15)];
    (nonempty_text(), bilingual_text(), amount.clone(), amount.clone(), 0..5_usize, updates("done", amount)).prop_map(
        |(what, unit, a, b, kind, updates)| {
            let qualifier = ["exact", "about", "at_least", "more_than", "range"][kind];
            let max = if kind == 4 { format!(", max: {}", a.max(b)) } else { String::new() };
            let amount = if kind == 4 { a.min(b) } else { a };
            format!("(what: {what}, qualifier: {qualifier}, amount: {amount}{max}, unit: {unit}{updates})")
        },
    )
}

fn day() -> impl Strategy<Value = String> {
    (1..=9999_u16, 1..=12_u8, 1..=28_u8)
        .prop_map(|(year, month, day)| format!("\"{year:04}-{month:02}-{day:02}\""))
}

/// Generates reports on a project or a target; usually none.
fn updates(
    name: &'static str,
    amount: impl Strategy<Value = f64>,
) -> impl Strategy<Value = String> {
    let update = (day(), prop::option::of(amount), bilingual_text(), nonempty_text()).prop_map(
        move |(on, done, note, required_note)| match done {
            Some(done) => format!("(on: {on}, {name}: {done}, note: {note})"),
            None => format!("(on: {on}, note: {required_note})"),
        },
    );
    prop::option::weighted(0.3, list_of(update))
        .prop_map(|list| list.map(|list| format!(", updates: {list}")).unwrap_or_default())
}

/// Generates the start and end of a project, each optional.
fn schedule() -> impl Strategy<Value = String> {
    prop::option::weighted(0.3, (prop::option::of(day()), prop::option::of(day()))).prop_map(
        |schedule| {
            let (mut start, mut end) = schedule.unwrap_or_default();
            if start > end && end.is_some() {
                std::mem::swap(&mut start, &mut end);
            }
            let field = |name, day: Option<String>| {
                day.map(|day| format!(", {name}: {day}")).unwrap_or_default()
            };
            field("start", start) + &field("end", end)
        },
    )
}

fn list_of(item: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::collection::vec(item, 0..4).prop_map(|items| format!("[{}]", items.join(", ")))
}

/// Generates contact, investment and notes; usually none.
fn details() -> impl Strategy<Value = String> {
    let money = (0.0..1e9, "[万亿美a-z]{0,3}元")
        .prop_map(|(amount, unit)| format!("(amount: {amount}, unit: {})", quoted(&unit)));
    let label = ("[资金来源a-z]{1,6}", "[a-z]{0,6}")
        .prop_map(|(zh, en)| format!("(zh: {}, en: {})", quoted(&zh), quoted(&en)));
    let note = (label, nonempty_text())
        .prop_map(|(label, text)| format!("(label: {label}, text: {text})"));
    let texts = prop::collection::vec(bilingual_text(), 4);
    let investment = (prop::option::of(money.clone()), prop::option::of(money));
    prop::option::weighted(0.3, (texts, investment, list_of(note))).prop_map(|details| {
        let Some((texts, (total, this_year), notes)) = details else { return String::new() };
        let field = |name, money: Option<String>| {
            money.map(|money| format!("{name}: {money}, ")).unwrap_or_default()
        };
        format!(
            ", contact: (office: {}, phone: {}, internal: (name: {}, mobile: {})), \
             investment: ({}{}), notes: {notes}",
            texts[0],
            texts[1],
            texts[2],
            texts[3],
            field("total", total),
            field("this_year", this_year)
        )
    })
}

fn project() -> impl Strategy<Value = String> {
    let percent = prop_oneof![(0..=100_u32).prop_map(f64::from), 0.0..100.0];
    let progress = (schedule(), updates("percent", percent), details())
        .prop_map(|(schedule, updates, details)| details + &schedule + &updates);
    let texts = prop::collection::vec(bilingual_text(), TextField::ALL.len());
    let lists = prop::collection::vec(list_of(nonempty_text()), ListField::ALL.len());
    (0..3_usize, nonempty_text(), texts, list_of(target()), lists, progress).prop_map(
        |(domain, title, texts, targets, lists, progress)| {
            let texts = TextField::ALL.map(TextField::name).into_iter().zip(texts);
            let lists = ListField::ALL.map(ListField::name).into_iter().zip(lists);
            let fields: String =
                texts.chain(lists).map(|(name, value)| format!(", {name}: {value}")).collect();
            format!("domain: \"d{domain}\", title: {title}, targets: {targets}{fields}{progress}")
        },
    )
}

/// Generates a programme as the text of a data file.
fn programme() -> impl Strategy<Value = String> {
    let head = (
        nonempty_text(),
        bilingual_text(),
        bilingual_text(),
        bilingual_text(),
        prop::option::of(1..=9999_u16),
        any::<bool>(),
    );
    let domains = prop::collection::vec((nonempty_text(), any::<bool>()), 3);
    (head, domains, prop::collection::vec(project(), 1..5), 1..1000_u32).prop_map(|(head, domains, projects, first)| {
        let (title, locality, source, note, year, published) = head;
        let year = year.map(|year| format!("year: {year}, ")).unwrap_or_default();
        let published = if published { "published: \"2026-01-27\", " } else { "" };
        let domains = domains.iter().enumerate().map(|(nth, (name, sorted))| {
            format!("(id: \"d{nth}\", name: {name}, origin: {}), ", if *sorted { "catalogue" } else { "announced" })
        });
        let domains: String = domains.collect();
        let projects = (first..).zip(projects).map(|(no, project)| format!("(no: {no}, {project}), "));
        let projects: String = projects.collect();
        format!(
            "(title: {title}, locality: {locality}, {year}{published}source: {source}, note: {note}, domains: [{domains}], \
             projects: [{projects}])"
        )
    })
}

#[test]
fn texts_like_headers_and_rows_come_back_from_a_table() {
    let text = "(title: \"清单\", year: 2026, domains: [(id: \"d0\", name: \"编号\")], projects: [\
        (no: 1, domain: \"d0\", title: \"项目\", summary: \"编号\", partners: [\"x\", \"5,,\"],\
        places: [(zh: \"编号\", en: \"on\")], facts: [\"截至6月底进展\", \"完成\"]),\
        (no: 2, domain: \"d0\", title: \"名称\", summary: \"日期\", partners: [(zh: \"on\", en: \"x\")],\
        places: [\"完成\"])])";
    let catalog = parse(text).unwrap();
    for (name, bytes) in [("a.csv", csv(&catalog)), ("a.xlsx", xlsx(&catalog))] {
        assert_eq!(read_valid(name, &bytes), (catalog.clone(), Vec::new()), "{name}");
    }
}

#[test]
fn a_report_that_could_be_in_a_smaller_unit_is_written_with_its_own() {
    let text = "(title: \"清单\", year: 2026, domains: [(id: \"d0\", name: \"道路\")], projects: [\
        (no: 1, domain: \"d0\", title: \"修路\", targets: [(what: \"公路\", amount: 18, unit: \"公里\",\
        updates: [(on: \"2026-06-30\", done: 5400)])])])";
    let catalog = parse(text).unwrap();
    for (name, bytes) in [("a.csv", csv(&catalog)), ("a.xlsx", xlsx(&catalog))] {
        assert_eq!(read_valid(name, &bytes).0, catalog, "{name}");
    }
}

/// Returns the words by which an import may tell odd reports of this catalog: a total that falls,
/// one far above its target, and a day of another year.
fn odd_reports(catalog: &Catalog) -> Vec<&'static str> {
    let year = format!("{:04}-", catalog.programme().year);
    let mut words = Vec::new();
    for (_, project) in catalog.projects() {
        let record = project.progress_record();
        let targets = project.targets.iter().map(|target| target.figure.amount().value());
        let series = targets.zip(record.targets.iter());
        for (target, updates) in series.chain([(100.0, record.updates)]) {
            let mut updates: Vec<Update> = updates.iter().collect();
            updates.sort_by_key(|update| update.date);
            let amounts = updates.iter().filter_map(|update| Some(update.done?.value()));
            let amounts: Vec<f64> = amounts.collect();
            let other_year = |update: &Update| !update.date.to_string().starts_with(&year);
            for (word, is_odd) in [
                ("变少了", amounts.windows(2).any(|pair| pair[1] < pair[0])),
                ("远远超过", amounts.iter().any(|done| *done > target)),
                ("不在清单的年份", updates.iter().any(other_year)),
            ] {
                words.extend(is_odd.then_some(word));
            }
        }
    }
    words
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_programme_comes_back_from_every_format(text in programme()) {
        let catalog = parse(&text).map_err(|errors| TestCaseError::fail(format!("{errors:?} {text}")))?;
        for (name, bytes) in [
            ("a.ron", to_ron(&catalog).into_bytes()),
            ("a.json", to_json(&catalog).into_bytes()),
            ("a.csv", csv(&catalog)),
            ("a.xlsx", xlsx(&catalog)),
        ] {
            let (read_back, lines) = read_valid(name, &bytes);
            prop_assert_eq!(&read_back, &catalog, "{}", name);
            // Days may be far from the programme's year, and reports odd where they really are.
            let odd = odd_reports(&catalog);
            let is_odd = |line: &String| {
                line.contains("相差太远") || odd.iter().any(|word| line.contains(word))
            };
            let lines: Vec<String> = lines.into_iter().filter(|line| !is_odd(line)).collect();
            prop_assert_eq!(lines, Vec::<String>::new(), "{}", name);
        }
    }

    #[test]
    fn a_spreadsheet_holds_nothing_that_runs(text in programme()) {
        let catalog = parse(&text).unwrap();
        let bytes = csv(&catalog);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
        for record in reader.records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']), "{cell:?}");
            }
        }
        let mut book = zip::ZipArchive::new(std::io::Cursor::new(xlsx(&catalog))).unwrap();
        for at in 0..book.len() {
            let sheet = std::io::read_to_string(book.by_index(at).unwrap()).unwrap();
            prop_assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "a formula");
        }
    }

    #[test]
    fn the_house_style_says_the_same_and_is_at_rest(text in programme()) {
        let tidied = format_ron(&text);
        prop_assert_eq!(parse(&tidied), parse(&text));
        prop_assert_eq!(format_ron(&tidied), tidied);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), cells in "[编号领域名称,;\t\"\n0-9a-z ]{0,80}") {
        for name in ["a.csv", "a.xlsx", "a.json", "a.ron"] {
            for bytes in [&bytes[..], cells.as_bytes(), &[b"PK\x03\x04", &bytes[..]].concat()] {
                let reading = super::read_bytes(name, bytes);
                prop_assert!(reading.catalog.is_some() || !reading.diagnostics.is_empty());
            }
        }
    }
}
