//! The pages in a browser: on paper, on narrow screens, and as axe-core judges them.
//!
//! `AXE_CORE` is the path of axe-core's script.

#![allow(clippy::disallowed_methods, reason = "the test starts a browser")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::{PAGES, parse};
use crate::commands::run;

/// Runs axe-core and leaves what it finds, with the widths of the page, in the title.
const JUDGE: &str = "
axe.run().then(found => {
  const page = document.documentElement;
  const wide = [...document.querySelectorAll('body *')]
    .filter(part => part.getBoundingClientRect().right > page.clientWidth + 1);
  document.title = 'JUDGED' + JSON.stringify({
    rules: found.passes.length,
    violations: found.violations.map(rule => rule.id + ' ' + rule.nodes[0].html),
    unclear: found.incomplete.map(rule => rule.id),
    width: page.clientWidth, content: page.scrollWidth, wide: wide.length,
  }) + 'END';
});";

/// Starts the browser on a page; returns what it prints.
fn browse(folder: &Path, args: &[&str], page: &str) -> String {
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let run = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", &profile])
        .args(args)
        .arg(format!("file://{}", folder.join(page).display()))
        .output()
        .expect("Chromium");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

fn tool(name: &str, args: &[&str], path: &Path) -> String {
    let run = Command::new(name).args(args).arg(path).arg("-").output().expect(name);
    String::from_utf8(run.stdout).unwrap()
}

/// Returns the text without white space and hyphens, which lines may end with.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

#[test]
#[ignore = "needs Chromium, poppler-utils and axe-core"]
fn a_page_is_accessible_and_fits_narrow_screens() {
    let axe = fs::read_to_string(std::env::var("AXE_CORE").expect("AXE_CORE")).unwrap();
    let folder = TempDir::new().unwrap();
    for (nth, args) in PAGES.iter().enumerate() {
        let html = run(*args).out();
        let name = format!("{nth}.html");
        let scripts = format!("<script>{axe}</script><script>{JUDGE}</script></body>");
        fs::write(folder.path().join(&name), html.replace("</body>", &scripts)).unwrap();
        for width in [1280, 640] {
            let size = format!("--window-size={width},900");
            let budget = "--virtual-time-budget=20000";
            let dom = browse(folder.path(), &[&size, budget, "--dump-dom"], &name);
            let judged =
                dom.split("JUDGED").nth(1).and_then(|rest| rest.split("END</title>").next());
            let judged =
                judged.unwrap_or_else(|| panic!("{args:?}: not judged")).replace("&lt;", "<");
            let judged: Value = serde_json::from_str(&judged.replace("&gt;", ">")).unwrap();
            assert_eq!(judged["violations"], serde_json::json!([]), "{args:?}");
            assert_eq!(judged["unclear"], serde_json::json!([]), "{args:?}");
            assert!(judged["rules"].as_u64() > Some(10), "{judged}");
            // Without the scroll bar for the height.
            let shown = judged["width"].as_u64().unwrap();
            assert!((width - 20..=width).contains(&shown), "{judged}");
            assert_eq!((&judged["content"], &judged["wide"]), (&shown.into(), &0.into()));
        }
    }
}

#[test]
#[ignore = "needs Chromium, poppler-utils and axe-core"]
fn a_page_prints_on_a4_and_nothing_is_cut() {
    let folder = TempDir::new().unwrap();
    for (nth, args) in PAGES.iter().enumerate() {
        let html = run(*args).out();
        let (name, pdf) = (format!("{nth}.html"), folder.path().join(format!("{nth}.pdf")));
        fs::write(folder.path().join(&name), &html).unwrap();
        let print = format!("--print-to-pdf={}", pdf.display());
        browse(folder.path(), &["--no-pdf-header-footer", &print], &name);
        let boxes = tool("pdftotext", &["-bbox"], &pdf);
        let value = |line: &str, name: &str| -> f64 {
            let rest = line.split(&format!("{name}=\"")).nth(1).unwrap();
            rest.split('"').next().unwrap().parse().unwrap()
        };
        for line in boxes.lines().filter(|line| line.trim_start().starts_with("<page ")) {
            let size = [value(line, "width").round(), value(line, "height").round()];
            assert_eq!(size.map(|side| side.to_string()), ["595", "842"], "{args:?}");
        }
        let words: Vec<&str> =
            boxes.lines().filter(|line| line.trim_start().starts_with("<word ")).collect();
        assert!(words.len() > 20, "{args:?}");
        // The margins are 12 mm and 15 mm, 34 and 43 points.
        for word in words {
            assert!(value(word, "xMin") > 33.0 && value(word, "xMax") < 562.0, "{args:?} {word}");
            assert!(value(word, "yMax") < 830.0, "{args:?} {word}");
        }
        // The characters are all there, whatever the order of the columns.
        let sorted = |text: &str| {
            let mut characters: Vec<char> = dense(text).chars().collect();
            characters.sort_unstable();
            characters
        };
        let printed = sorted(&tool("pdftotext", &[], &pdf));
        let count = |list: &[char], c: char| list.iter().filter(|other| **other == c).count();
        let shown = sorted(&parse(&html).1);
        let mut different = shown.clone();
        different.dedup();
        for c in different.into_iter().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)) {
            assert!(count(&printed, c) >= count(&shown, c), "{args:?} {c}");
        }
    }
}
