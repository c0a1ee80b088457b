//! `--restricted`, and requests over SSH (`SSH_ORIGINAL_COMMAND`). `tests/ssh` tests them with a
//! real sshd.

use super::{Run, data_file, finish, program, run, run_line, with_title};

/// Runs a restricted board as sshd starts it for a request.
fn request(words: &str) -> Run {
    finish(program().arg("--restricted").env("SSH_ORIGINAL_COMMAND", words))
}

/// Runs a restricted board on the data file of the administrator for a request.
fn request_on(path: &str, words: &str) -> Run {
    finish(program().args(["--restricted", "--data", path]).env("SSH_ORIGINAL_COMMAND", words))
}

#[test]
fn no_file_is_read_but_the_one_on_the_command_line() {
    let (_folder, path) = data_file(&with_title("别的清单", "Another list"));
    let path = path.to_str().unwrap();
    for args in [
        &["--restricted", "list", "--data", path][..],
        &["--data", path, "--restricted", "list"],
        &["list", "--restricted", &format!("--data={path}")],
    ] {
        assert!(run(args).out().contains("别的清单"));
    }
    assert_eq!(
        run(["--restricted", "--lang", "en", "check", path]).err(2),
        "minsheng: check cannot be used in restricted mode (--restricted).\n"
    );
    // SSH clients may set environment variables.
    let with_environment =
        finish(program().env("MINSHENG_DATA", path).args(["--restricted", "list"]));
    assert_eq!(with_environment.out(), run_line("list").out());
}

#[test]
fn a_request_is_about_the_programme_of_the_command_line_and_cannot_name_another() {
    let (_folder, path) = data_file(&with_title("本地清单", "Our own list"));
    let path = path.to_str().unwrap();
    assert!(request_on(path, "list").out().contains("本地清单"));
    assert!(request_on(path, "show 1 --lang en").out().contains("Our own list"));
    assert!(request_on(path, "frame --keys '/ qd'").out().contains("本地清单"));
    for words in [
        "list --data /etc/passwd",
        "list --data=/etc/passwd",
        "show 1 --data /etc/passwd",
        "frame --data x",
    ] {
        for refused in [request(words), request_on(path, words)] {
            assert_eq!(
                refused.err(2),
                "minsheng: 受限模式（--restricted）下不能用 --data。\n",
                "{words}"
            );
        }
    }
    assert_eq!(
        request_on(path, "list --lang en --data x").err(2),
        "minsheng: --data cannot be used in restricted mode (--restricted).\n"
    );
    // A language on the command line applies to requests, too.
    let english = finish(
        program().args(["--restricted", "--lang", "en"]).env("SSH_ORIGINAL_COMMAND", "show 7"),
    );
    assert_eq!(english.out(), run_line("show 7 --lang en").out());
}

#[test]
fn there_is_no_way_to_a_shell() {
    let help =
        |args: &str| run(args.split(' ').chain(["frame", "--size", "80x60", "--keys", "?"])).out();
    assert!(help("--lang en").contains("Suspend to the shell"));
    assert!(!help("--restricted --lang en").contains("uspend"));
}

#[test]
fn a_request_that_prints_is_done() {
    assert_eq!(request("list 停车 --format json").out(), run_line("list 停车 --format json").out());
    assert_eq!(request("show 7 --lang en").out(), run_line("show 7 --lang en").out());
    assert_eq!(request("  show   '7' ").out(), run_line("show 7").out());
    assert_eq!(
        request("frame --keys '/ parking <enter>'").out(),
        run(["frame", "--keys", "/ parking <enter>"]).out()
    );
    assert_eq!(request("list 停车 | 泊位").out(), run(["list", "停车 | 泊位"]).out());
}

#[test]
fn any_other_request_is_refused_in_one_line() {
    for words in [
        "id",
        "7",
        "LIST",
        "--help",
        "-V",
        "check x",
        "minsheng list",
        "'list",
        "; list",
        "#list",
        "--restricted",
    ] {
        assert_eq!(
            request(words).err(2),
            "minsheng: 这个账号只能打开看板，或执行 list、show、frame；例如 ssh 主机 list 停车\n",
            "{words}"
        );
    }
    let long = format!("list {}", "x".repeat(5000));
    assert!(request(&long).err(2).contains("ssh 主机"));
    for words in ["list --shell", "show", "show x"] {
        request(words).err(2);
    }
}

#[test]
fn an_empty_request_is_the_board_and_one_without_restriction_is_none() {
    assert!(request("").err(2).contains("看板要在终端里打开"));
    let at_a_desk = finish(program().env("SSH_ORIGINAL_COMMAND", "id").arg("list"));
    assert_eq!(at_a_desk.out(), run_line("list").out());
}
