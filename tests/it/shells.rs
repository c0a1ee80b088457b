//! Completion in real shells, and the manual page in real viewers.
#![expect(clippy::expect_used, reason = "clippy recognises tests, but not their helpers")]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_minsheng");

/// Runs a program that must succeed without messages, and returns its output.
#[expect(clippy::disallowed_methods, reason = "the ban is for the board; this test starts shells")]
fn out(program: &str, args: &[&str]) -> String {
    let folder = std::path::Path::new(PROGRAM).parent().expect("a folder").display();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap_or_default());
    let output = Command::new(program)
        .args(args)
        .env("PATH", path)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect(program);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{program}: {}",
        text(output.stderr)
    );
    text(output.stdout)
}

/// Returns the completions of bash for these words.
fn bash(words: &str) -> String {
    let script = format!(
        "source <(minsheng completions bash); COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _minsheng; \
         printf '%s\\n' \"${{COMPREPLY[@]}}\""
    );
    out("bash", &["--norc", "-c", &script])
}

/// Returns the completions of zsh as its own function would show them.
fn zsh(words: &str) -> String {
    let script = format!(
        "compdef() {{ }}; _describe() {{ print -l \"${{(P@)3}}\" }}; _files() {{ print files }}; \
         source <(minsheng completions zsh); words=({words}); CURRENT=$#words; _minsheng"
    );
    out("zsh", &["-f", "-c", &script])
}

fn fish(line: &str) -> String {
    let script = format!("minsheng completions fish | source; complete -C '{line}'");
    out("fish", &["--no-config", "-c", &script])
}

#[test]
#[ignore = "needs bash; .ci/run runs it"]
fn bash_completes() {
    assert!(
        bash("minsheng show 2")
            .starts_with("2  (“家门口”设施扩容工程)\n20  (新增公共停车位项目)\n")
    );
    assert_eq!(bash("minsheng show 20"), "20\n");
    assert_eq!(bash("minsheng --lang en --domain hea"), "health\n");
    assert_eq!(bash("minsheng --theme = da"), "dark\n");
    assert_eq!(bash("minsheng --theme ''").lines().count(), 5);
    assert!(bash("minsheng check Cargo.t").contains("Cargo.toml"));
}

#[test]
#[ignore = "needs zsh; .ci/run installs and runs it"]
fn zsh_completes() {
    assert!(zsh("minsheng show 2").starts_with("2:“家门口”设施扩容工程\n20:新增公共停车位项目\n"));
    assert_eq!(zsh("minsheng --lang en --domain hea"), "health:Health\n");
    assert!(zsh("minsheng show ''").starts_with("01:"));
    assert_eq!(zsh("minsheng check Cargo.t"), "files\n");
}

#[test]
#[ignore = "needs fish; .ci/run installs and runs it"]
fn fish_completes() {
    assert!(
        fish("minsheng show 2").starts_with("2\t“家门口”设施扩容工程\n20\t新增公共停车位项目\n")
    );
    assert_eq!(fish("minsheng --lang en --domain hea"), "health\tHealth\n");
    assert!(fish("minsheng check Cargo.t").contains("Cargo.toml"));
}

#[test]
#[ignore = "needs man and mandoc; .ci/run installs and runs them"]
fn the_manual_page_is_one() {
    let folder = TempDir::new().expect("a folder");
    for lang in ["zh", "en"] {
        let page = folder.path().join(format!("{lang}.1"));
        fs::write(&page, out("minsheng", &["man", "--lang", lang])).expect("written");
        let page = page.to_str().expect("UTF-8");
        out("mandoc", &["-Tlint", "-Werror", page]);
        let text = out("man", &["--warnings", "-E", "UTF-8", "-Tutf8", "-P", "cat", "-l", page]);
        assert!(
            text.contains("--restricted") || text.contains("-\u{8}--\u{8}-r\u{8}re\u{8}e"),
            "{text}"
        );
    }
}
