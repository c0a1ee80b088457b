//! `minsheng check`, and the data file of all other commands.

use tempfile::TempDir;

use super::{data_file, finish, program, run, run_line, with_title};

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

/// Creates a folder with files that are no data files, and returns it.
fn foreign_files() -> TempDir {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| path_in(&folder, name);
    let table = "清单\n编号,领域,名称\n1,道路,修路\n";
    let data = with_title("修路", "");
    std::fs::write(path("a.ron"), &data).unwrap();
    for format in ["xlsx", "json"] {
        run(["export", "--data", &path("a.ron"), "-o", &path(&format!("a.{format}"))]);
    }
    let utf_16: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [
        ("a.csv", table.as_bytes()),
        ("utf-16.csv", &[&[0xff, 0xfe], &utf_16[..]].concat()),
        ("gbk.csv", b"\xb1\xe0\xba\xc5,\xc1\xec\xd3\xf2\n"),
        ("a.html", b"<!DOCTYPE html><table><tr><td>1</td></tr></table>"),
        ("a.docx", b"PK\x03\x04 not whole"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
        ("a.zip", b"PK\x03\x04 not whole"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("program", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"),
    ] {
        std::fs::write(path(name), bytes).unwrap();
    }
    std::fs::copy(path("a.xlsx"), path("renamed.ron")).unwrap();
    folder
}

fn path_in(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_file_that_is_no_data_file_is_called_what_it_is() {
    let folder = foreign_files();
    for (name, what, remedy) in [
        ("a.xlsx", "an Excel workbook", "minsheng import"),
        ("renamed.ron", "an Excel workbook", "minsheng import"),
        ("a.csv", "a CSV table", "minsheng import"),
        ("utf-16.csv", "a CSV table", "minsheng import"),
        ("gbk.csv", "a CSV table", "minsheng import"),
        ("a.json", "a JSON file", "minsheng import"),
        ("a.html", "a web page (HTML)", "minsheng import"),
        ("a.docx", "a Word document (.docx)", "minsheng import"),
        ("a.pdf", "a PDF", "copy its table into Excel or WPS"),
        ("a.zip", "an archive of files", "unpack it"),
        ("a.png", "a picture", "type its content into Excel or WPS"),
        ("a.xls", "an old workbook of Excel or WPS (.xls, .et)", "minsheng import"),
        ("program", "a binary file", "name a data file (.ron)"),
    ] {
        let path = path_in(&folder, name);
        for command in ["list", "show 1", "stats", "report", "export --format csv", "frame", ""] {
            let args = command.split(' ').filter(|arg| !arg.is_empty());
            let message = run(args.chain(["--lang", "en", "--data", &path])).err(2);
            let expected = format!("{path}:1:1: this is {what}");
            assert!(
                message.starts_with(&expected)
                    && message.contains(remedy)
                    && message.lines().count() == 1,
                "{command}: {message}"
            );
            // Nobody is told about brackets and commas.
            assert!(!message.contains("round brackets") && !message.contains("UTF-8"), "{message}");
        }
        let message = run(["--lang", "zh", "list", "--data", &path]).err(2);
        assert!(message.contains("这是") && !message.contains("括号"), "{message}");
    }
}

#[test]
fn the_way_to_a_data_file_leads_there_and_every_command_tells_it() {
    let folder = foreign_files();
    let path = |name: &str| path_in(&folder, name);
    let message = run(["list", "--lang", "en", "--data", &path("a.xlsx")]).err(2);
    let (_, way) = message.trim_end().split_once("convert it first: minsheng ").unwrap();
    std::fs::remove_file(path("a.ron")).unwrap();
    let imported = run_line(way);
    assert_eq!(imported.code, Some(0), "{}", imported.err);
    assert!(run(["list", "--data", &path("a.ron")]).out().contains("修路"));
    for name in ["a.html", "a.docx"] {
        for command in ["import", "check"] {
            let message = run([command, &path(name), "--lang", "en"]).err(2);
            assert!(!message.contains("round brackets"), "{command}: {message}");
        }
        for command in ["fmt", "publish --to x.ron"] {
            let path = path(name);
            let message = run(command.split(' ').chain([&*path, "--lang", "en"])).err(2);
            assert!(message.contains("minsheng import"), "{command}: {message}");
        }
    }
    for name in ["a.pdf", "a.png", "a.zip", "program"] {
        for command in ["import", "check", "fmt", "publish --to x.ron"] {
            let path = path(name);
            let message = run(command.split(' ').chain([&*path, "--lang", "en"])).err(2);
            assert!(message.contains(": this is "), "{command}: {message}");
        }
    }
    for (name, text) in [("empty", ""), ("empty.ron", " \n")] {
        std::fs::write(path(name), text).unwrap();
        let message = run(["list", "--lang", "en", "--data", &path(name)]).err(2);
        assert!(message.contains("the file is empty"), "{message}");
    }
    let nothing = path("no-data");
    std::fs::create_dir(&nothing).unwrap();
    let message = run(["list", "--lang", "en", "--data", &nothing]).err(2);
    assert!(message.contains("this folder has no data files"), "{message}");
    let message = run(["import", "--lang", "en", &nothing]).err(2);
    assert!(message.contains("this is a folder") && !message.contains(".ron"), "{message}");
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
