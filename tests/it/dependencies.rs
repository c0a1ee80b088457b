//! The dependencies: licences, sources, banned crates and double versions, by the lists of
//! `.ci/deny.toml`. `cargo deny` checks the same by the same file, but takes minutes to build.
#![expect(clippy::disallowed_methods, reason = "the ban is for the board; this test starts Cargo")]
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

static RULES: LazyLock<String> = LazyLock::new(|| fs::read_to_string(".ci/deny.toml").unwrap());

/// The packages that are built on Linux, for the tests too, from Cargo's own files.
static PACKAGES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let args = "metadata --format-version 1 --locked --offline --filter-platform \
                x86_64-unknown-linux-gnu";
    let output = Command::new(env!("CARGO")).args(args.split_whitespace()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let Value::Array(packages) = metadata["packages"].take() else { panic!("no packages") };
    packages
});

fn name_of(package: &Value) -> &str {
    package["name"].as_str().unwrap()
}

/// Returns the lines of the list `key` of the rules, without comments.
fn list(key: &str) -> Vec<&'static str> {
    let (_, rest) = RULES.split_once(&format!("\n{key} = [")).unwrap();
    // A list over several lines ends at the start of a line.
    let end = if rest.starts_with('\n') { "\n]" } else { "]" };
    let (list, _) = rest.split_once(end).unwrap();
    list.lines().filter(|line| !line.trim_start().starts_with('#')).collect()
}

/// Returns the quoted texts of a line.
fn quoted(line: &'static str) -> Vec<&'static str> {
    line.split('"').skip(1).step_by(2).collect()
}

/// True if the licence expression lets us choose only allowed licences.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    // `/` is how `OR` was once written.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    any_of(&mut words.as_slice(), allowed)
}

/// Parses alternatives, each of which is licences that hold together.
fn any_of(words: &mut &[&str], allowed: &[&str]) -> bool {
    let mut any = all_of(words, allowed);
    while let [first, rest @ ..] = *words
        && *first == "OR"
    {
        *words = rest;
        any |= all_of(words, allowed);
    }
    any
}

fn all_of(words: &mut &[&str], allowed: &[&str]) -> bool {
    let mut all = one_of(words, allowed);
    while let [first, rest @ ..] = *words
        && *first == "AND"
    {
        *words = rest;
        all &= one_of(words, allowed);
    }
    all
}

/// Parses a licence, with an exception or without, or an expression in brackets.
fn one_of(words: &mut &[&str], allowed: &[&str]) -> bool {
    match *words {
        ["(", rest @ ..] => {
            *words = rest;
            let inner = any_of(words, allowed);
            *words = words.strip_prefix(&[")"]).unwrap();
            inner
        }
        // An exception is a further permission, but cargo-deny wants it listed.
        [licence, "WITH", exception, rest @ ..] => {
            *words = rest;
            allowed.contains(&format!("{licence} WITH {exception}").as_str())
        }
        [licence, rest @ ..] => {
            *words = rest;
            allowed.contains(licence)
        }
        [] => false,
    }
}

#[test]
fn licence_expressions_are_read_as_spdx_says() {
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("(GPL-3.0 OR MIT) AND ISC", true),
        ("MIT OR GPL-3.0 AND ISC", true),
        ("Apache-2.0 WITH LLVM-exception", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression, &["MIT", "ISC"]), expected, "{expression}");
    }
}

#[test]
fn every_licence_is_allowed() {
    let allowed: Vec<&str> = list("allow").into_iter().flat_map(quoted).collect();
    let exceptions: Vec<_> = list("exceptions").into_iter().map(quoted).collect();
    for package in PACKAGES.iter() {
        let (name, licence) = (name_of(package), package["license"].as_str().unwrap_or_default());
        let own = exceptions.iter().filter(|words| words.first() == Some(&name)).flatten();
        let allowed: Vec<&str> = allowed.iter().chain(own).copied().collect();
        assert!(is_allowed(licence, &allowed), "{name} is under {licence:?}");
    }
}

#[test]
fn every_source_is_an_allowed_registry() {
    let allowed: Vec<&str> = list("allow-registry").into_iter().flat_map(quoted).collect();
    for package in PACKAGES.iter().filter(|package| name_of(package) != "minsheng") {
        let source = package["source"].as_str().unwrap_or("a path");
        let is_allowed = source.strip_prefix("registry+").is_some_and(|url| allowed.contains(&url));
        assert!(is_allowed, "{} is from {source}", name_of(package));
    }
}

#[test]
fn no_banned_crate_is_used() {
    let banned: Vec<&str> =
        list("deny").into_iter().filter_map(|line| quoted(line).first().copied()).collect();
    assert!(banned.contains(&"chrono"), "{banned:?}");
    for name in PACKAGES.iter().map(name_of) {
        assert!(!banned.contains(&name), "{name}");
    }
}

#[test]
fn double_versions_are_those_that_are_known() {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in PACKAGES.iter() {
        versions.entry(name_of(package)).or_default().insert(package["version"].as_str().unwrap());
    }
    let skipped: BTreeSet<&str> =
        list("skip").into_iter().filter_map(|line| quoted(line).first().copied()).collect();
    let mut used = BTreeSet::new();
    for (name, mut versions) in versions {
        versions.retain(|version| {
            !skipped.get(format!("{name}@{version}").as_str()).is_some_and(|one| used.insert(*one))
        });
        assert_eq!(versions.len(), 1, "{name}: {versions:?}");
    }
    assert_eq!(used, skipped, "a version that is there no more need not be skipped");
}
