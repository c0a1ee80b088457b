//! Hostile files: no text in them reaches the terminal as a command, and no nesting ends the
//! program.

use minsheng::diagnostics::{ListField, TextField};
use minsheng::format::parse;
use minsheng::lang::Lang;
use minsheng::model::{Catalog, Text};

use super::{VALID, assert_error, messages, project, replaced};

/// Characters that terminals obey, that are invisible, or that change the reading direction.
const HOSTILE_TEXT: &str = "\u{1b}]52;c;eA==\u{7}\u{9b}31m\u{85}\u{8}\u{7f}\u{202e}\u{200b}\u{feff}\u{2066}\u{ad}\u{e0041}\u{2028}";

/// Returns [`HOSTILE_TEXT`] as escapes.
fn escaped() -> String {
    HOSTILE_TEXT.chars().map(|c| format!("\\u{{{:x}}}", u32::from(c))).collect()
}

fn is_harmless(text: &str) -> bool {
    let hidden = |c| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}' | '\u{feff}' | '\u{ad}' | '\u{e0041}');
    !text.chars().any(|c| c.is_control() || hidden(c))
}

/// Returns every text of a catalog.
fn texts(catalog: &Catalog) -> Vec<&str> {
    let programme = catalog.programme();
    let mut texts: Vec<Text> =
        vec![programme.title, programme.locality, programme.source, programme.note];
    for (_, domain) in catalog.domains() {
        texts.push(domain.name);
    }
    for (_, project) in catalog.projects() {
        texts.extend(project.texts());
        texts.extend(project.targets.iter().flat_map(|target| [target.what, target.unit]));
    }
    let languages = texts.iter().flat_map(|text| Lang::ALL.map(|lang| text.exactly(lang)));
    languages
        .chain([programme.published])
        .chain(catalog.domains().map(|(_, domain)| domain.id))
        .collect()
}

#[test]
fn no_text_of_a_catalog_commands_a_terminal() {
    for nasty in [HOSTILE_TEXT, &escaped()] {
        let languages = format!("(zh: \"文字{nasty}\", en: \"text{nasty}\")");
        let fields = [
            TextField::ALL.map(|field| format!(", {}: T", field.name())).concat(),
            ListField::ALL.map(|field| format!(", {}: [ T]", field.name())).concat(),
        ];
        let text = "(title: T, locality: T, source: T, note: T, domains: [(id: \"a\", name: T)], \
             projects: [(no: 1, domain: \"a\", title: T, targets: [(what: T, amount: 1, unit: T)]";
        let text = format!("{text}{})])", fields.concat());
        let catalog = parse(&text.replace(" T", &languages)).unwrap();
        let texts = texts(&catalog);
        assert_eq!(texts.len(), 18 + 2 * (TextField::ALL.len() + ListField::ALL.len()));
        for text in texts {
            assert!(is_harmless(text), "{text:?}");
        }
        assert_eq!(
            catalog.programme().title.get(Lang::En),
            "text\u{fffd}]52;c;eA==\u{fffd}\u{fffd}31m \u{fffd}\u{fffd}"
        );
    }
}

#[test]
fn no_message_commands_a_terminal() {
    let escaped = escaped();
    for text in [
        replaced("roads\", name", &format!("{escaped}\", name")),
        replaced("domains:", &format!("published: \"{HOSTILE_TEXT}\", domains:")),
        project(&format!("(no: \"{HOSTILE_TEXT}\", domain: \"roads\", title: \"修路\")")),
        project(&format!("(no: 1, domain: \"{escaped}\", title: \"修路\")")),
        project(&format!("(no: 1, domain: \"roads\", title: \"修路\" \"{HOSTILE_TEXT}\")")),
        project(&format!("(no: 1, domain: \"roads\", title: \"修路\", {HOSTILE_TEXT}: 1)")),
        HOSTILE_TEXT.to_owned(),
    ] {
        let errors = parse(&text).unwrap_err();
        for error in errors {
            for lang in Lang::ALL {
                let message = error.text(&format!("{HOSTILE_TEXT}.ron"), lang);
                assert!(is_harmless(&message), "{message:?}");
            }
        }
    }
}

#[test]
fn a_name_that_hides_something_is_named_without_it() {
    assert_error(
        &project("(no: 1, domain: \"ro\\u{1b}[31mads\", title: \"修路\")"),
        "5:25: 没有 ro\u{fffd}[31mads 这个领域；可以写：roads",
        "5:25: there is no domain ro\u{fffd}[31mads; possible values: roads",
    );
}

#[test]
fn a_million_brackets_are_a_fault_and_not_the_end() {
    let zh = "括号套得太深；请对照自带的 projects.ron";
    let en = "brackets are nested too deeply; compare with the shipped projects.ron";
    for open in ["[", "(", "{", "[(", "Some("] {
        let text = open.repeat(1_000_000);
        let errors = parse(&text).unwrap_err();
        assert_eq!(
            (errors.len(), errors[0].position.line),
            (1, 1),
            "{}",
            messages(&errors, Lang::En)
        );
        assert!(errors[0].position.column <= 1000, "{}", messages(&errors, Lang::En));
    }
    assert_error(
        &replaced("\"测试清单\"", &"[".repeat(1_000_000)),
        &format!("2:75: {zh}"),
        &format!("2:75: {en}"),
    );
    assert_error(
        &replaced("\"测试清单\"", &"(".repeat(1_000_000)),
        &format!("2:75: {zh}"),
        &format!("2:75: {en}"),
    );
}

#[test]
fn a_list_of_many_projects_is_read_in_no_time() {
    let many: String =
        (1..=9999).map(|no| format!("(no: {no}, domain: \"roads\", title: \"修路\"),\n")).collect();
    let catalog = parse(&project(many.trim_end_matches(",\n"))).unwrap();
    assert_eq!(catalog.projects().len(), 9999);
    assert_eq!(parse(VALID).unwrap().projects().len(), 1);
}
