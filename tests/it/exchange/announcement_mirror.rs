//! Announcements from mirrors that add readings to characters and lose some. The texts are invented,
//! and garbled as such mirrors do.

use std::collections::HashMap;

use encoding_rs::GBK;
use minsheng::diagnostics::Diagnostic;
use minsheng::lang::Lang;

use super::{messages, read_bytes};

/// Readings that the mirror of these tests adds.
const READINGS: [(char, &str); 12] = [
    ('項', "xiàng"),
    ('實', "shí"),
    ('設', "shè"),
    ('區', "qū"),
    ('個', "gè"),
    ('請', "qǐng"),
    ('聯', "lián"),
    ('經', "jīng"),
    ('務', "wù"),
    ('學', "xué"),
    ('擴', "kuò"),
    ('處', "chù"),
];

/// Full-width marks and the ASCII that the mirror makes of them.
const MARKS: [(char, char); 5] = [('，', ','), ('；', ';'), ('：', ':'), ('！', '!'), ('？', '?')];

/// Garbles a traditional text as such a mirror does: byte by byte.
fn garbled(text: &str) -> String {
    let (bytes, ..) = GBK.encode(text);
    let pair = |c: char| {
        let mut buffer = [0; 4];
        let (bytes, ..) = GBK.encode(c.encode_utf8(&mut buffer));
        [bytes[0], bytes[1]]
    };
    let mut table: HashMap<[u8; 2], Vec<u8>> = HashMap::new();
    for (c, reading) in READINGS {
        let mut bytes = pair(c).to_vec();
        bytes.extend(format!("({reading})").bytes());
        table.insert(pair(c), bytes);
    }
    table.extend(MARKS.map(|(mark, ascii)| (pair(mark), vec![ascii as u8])));
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        if let Some(replaced) = bytes.get(at..at + 2).and_then(|pair| table.get(pair)) {
            out.extend(replaced);
            at += 2;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    // Readings are UTF-8 within GBK: the mirror inserts them after it has decoded the rest.
    let mut text = String::new();
    let mut rest = &out[..];
    let reading_at = |bytes: &[u8]| {
        let mut readings = READINGS.iter().map(|(_, reading)| format!("({reading})"));
        readings.find(|reading| bytes.starts_with(reading.as_bytes()))
    };
    while !rest.is_empty() {
        if let Some(reading) = reading_at(rest) {
            text.push_str(&reading);
            rest = &rest[reading.len()..];
        } else if let Some(reading) =
            rest.get(1..).and_then(reading_at).filter(|_| !rest[0].is_ascii())
        {
            // A first byte takes the bracket with it.
            text.push('?');
            text.push_str(reading.trim_start_matches('('));
            rest = &rest[1 + reading.len()..];
        } else if rest[0].is_ascii() {
            text.push(char::from(rest[0]));
            rest = &rest[1..];
        } else {
            let length = rest.len().min(2);
            let decoded = GBK.decode_without_bom_handling_and_without_replacement(&rest[..length]);
            if let Some(decoded) = decoded {
                text.push_str(&decoded);
                rest = &rest[length..];
            } else {
                // A decoder that meets a wrong pair gives a question mark and keeps what is ASCII.
                text.push('?');
                rest = &rest[1..];
            }
        }
    }
    text
}

const PAGE: &str = "雲溪鎮2026年民生實事項目\n1\n學校擴建項目\n新建學校2所，經費由鎮裏承擔。\n2\n菊園改造項目\n改造菊園3處，設施5個；服務居民874戶。\n3\n專科建設項目\n建設專科門診4個。\n";

#[test]
fn a_mirror_is_undone_by_bytes_and_what_was_chosen_is_told() {
    let page = garbled(PAGE);
    assert!(page.contains("項(xiàng)") && page.contains('?'), "{page}");
    let result = read_bytes("a.txt", page.as_bytes());
    let catalog = result.catalog.as_ref().expect("projects");
    let titles: Vec<&str> = catalog.projects().map(|(_, p)| p.title.get(Lang::Zh)).collect();
    assert_eq!(titles, ["学校扩建项目", "菊园改造项目", "专科建设项目"]);
    let amounts: Vec<(f64, String)> = catalog
        .projects()
        .flat_map(|(_, project)| project.targets.iter())
        .map(|t| (t.figure.amount().value(), t.unit.get(Lang::Zh).to_owned()))
        .collect();
    let expected = [(2.0, "所"), (3.0, "处"), (5.0, "个"), (874.0, "户"), (4.0, "个")];
    assert_eq!(amounts, expected.map(|(amount, unit)| (amount, unit.to_owned())));
    let lines = messages(&result, "a.txt", Lang::En);
    assert!(
        lines.iter().any(|line| line.contains("from a mirror that adds readings")),
        "{lines:#?}"
    );
}

#[test]
fn a_number_whose_first_digit_is_lost_is_no_figure() {
    let page = garbled(PAGE).replace("874", "?74");
    let result = read_bytes("a.txt", page.as_bytes());
    let lines = messages(&result, "a.txt", Lang::Zh);
    assert!(lines.iter().any(|line| line.contains("有的字丢了")), "{lines:#?}");
    assert!(lines.iter().any(|line| line.contains("旁边丢了字")), "{lines:#?}");
    let catalog = result.catalog.expect("projects");
    let mut targets = catalog.projects().flat_map(|(_, project)| project.targets.iter());
    assert!(targets.all(|target| target.figure.amount().value() < 74.0));
}

#[test]
fn traditional_characters_without_readings_are_simplified_and_told() {
    let result = read_bytes("a.txt", PAGE.as_bytes());
    let catalog = result.catalog.as_ref().expect("projects");
    let titles: Vec<&str> = catalog.projects().map(|(_, p)| p.title.get(Lang::Zh)).collect();
    assert_eq!(titles, ["学校扩建项目", "菊园改造项目", "专科建设项目"]);
    let codes: Vec<&str> = result.diagnostics.iter().map(Diagnostic::code).collect();
    assert!(codes.contains(&"simplified") && !codes.contains(&"mended-mirror"), "{codes:?}");
}
