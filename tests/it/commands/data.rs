//! `minsheng check`, and the data file of all other commands.

use super::{data_file, finish, program, run, with_title};

const BAD: &str = "(
    title: \"\",
    domains: [(id: \"roads\", name: \"道路\")],
    projects: [(no: 0, domain: \"raods\", title: \"修路\")],
)";

#[test]
fn a_good_file_is_counted() {
    let (_folder, path) = data_file(&with_title("修路", ""));
    let path = path.to_str().unwrap();
    assert_eq!(run(["check", path]).out(), format!("{path}: 没有问题，1 个项目，1 个领域\n"));
    assert_eq!(
        run(["check", path, "--lang", "en"]).out(),
        format!("{path}: no problems; projects: 1, domains: 1\n")
    );
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/projects.ron");
    let run = run(["check", shipped]);
    assert_eq!(
        (run.code, run.out),
        (Some(0), format!("{shipped}: 没有问题，25 个项目，11 个领域\n"))
    );
    assert_eq!(run.err, format!("{shipped}: 另有 15 条提醒，文件里已注明允许（check: allow）\n"));
}

#[test]
fn all_faults_of_a_file_are_named_by_every_command() {
    let (_folder, path) = data_file(BAD);
    let path = path.to_str().unwrap();
    let zh = format!(
        "{path}:2:12: title 是空的；请填写文字\n{path}:4:21: 编号 0 不对；应该是 1 到 9999999 的整数\n{path}:4:32: 没有 raods \
         这个领域；你是不是想写 roads？\n"
    );
    // `check` shows the lines, too.
    let messages = run(["check", path]).err(2);
    let messages: Vec<&str> = messages.lines().filter(|line| line.starts_with(path)).collect();
    assert_eq!(messages.join("\n") + "\n", zh);
    let en = run(["list", "--data", path, "--lang", "en"]).err(2);
    assert!(en.lines().count() == 3 && en.is_ascii(), "{en}");
    for command in [
        "",
        "7",
        "list",
        "list x --format json",
        "show 1",
        "show 1 --format md",
        "frame",
        "frame --styles",
    ] {
        let args = command.split(' ').filter(|arg| !arg.is_empty()).chain(["--data", path]);
        assert_eq!(run(args).err(2), zh, "{command}");
    }
    // It can also stand first.
    assert_eq!(run(["--data", path, "list"]).err(2), zh);
}

#[test]
fn a_file_that_is_not_there_is_an_error() {
    for args in
        [&["check", "nowhere.ron"][..], &["list", "--data", "nowhere.ron"], &["--data=nowhere.ron"]]
    {
        assert_eq!(run(args).err(2), "nowhere.ron:1:1: 找不到这个文件；请检查路径和文件名\n");
    }
}

#[test]
fn the_environment_names_the_data_file_and_the_option_wins() {
    let (_folder, path) = data_file(&with_title("修路", ""));
    let (_other_folder, other) = data_file(&with_title("修桥", ""));
    let list = |variable: &str, option: Option<&str>| {
        let mut command = program();
        command.env("MINSHENG_DATA", variable).arg("list");
        finish(command.args(option.map(|option| format!("--data={option}")))).out()
    };
    let [path, other] = [path.to_str().unwrap(), other.to_str().unwrap()];
    assert_eq!(list(path, None), "01  修路  道路\n");
    assert_eq!(list(path, Some(other)), "01  修桥  道路\n");
    assert_eq!(list("nowhere.ron", Some(other)), "01  修桥  道路\n");
    assert_eq!(list("", None).lines().count(), 25, "empty is as good as unset");
    let run = finish(program().env("MINSHENG_DATA", "nowhere.ron").arg("list"));
    assert_eq!(run.err(2), "nowhere.ron:1:1: 找不到这个文件；请检查路径和文件名\n");
}

#[test]
fn a_file_may_have_any_name() {
    let folder = tempfile::TempDir::new().unwrap();
    for name in ["-data.ron", "清单.ron", "a b.txt", "{}"] {
        std::fs::write(folder.path().join(name), with_title("修路", "")).unwrap();
        let run = finish(program().current_dir(folder.path()).args(["check", "--", name]));
        assert_eq!(run.out(), format!("{name}: 没有问题，1 个项目，1 个领域\n"));
    }
}
