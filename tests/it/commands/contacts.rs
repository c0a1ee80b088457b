//! Whom to ask about a project, and who may know: names and mobile numbers of persons are for staff.
//!
//! The town in `tests/examples/invented-contacts.ron` is invented.

use super::{data_file, finish, program, run};

const EXAMPLE: &str = "tests/examples/invented-contacts.ron";

/// The words that only staff may see, in both languages.
const INTERNAL: [&str; 4] = ["甄无名", "Zhen Wuming", "贾示例", "10000000001"];

fn with_example(args: &[&str]) -> String {
    run(args.iter().copied().chain(["--data", EXAMPLE])).out()
}

fn internal_in(text: &str) -> Vec<&'static str> {
    INTERNAL.into_iter().filter(|word| text.contains(word)).collect()
}

/// The page about a project in a kiosk, after a touch that begins the visit.
const KIOSK_PAGE: [&str; 8] =
    ["frame", "--kiosk", "--lang", "zh", "--size", "80x60", "--keys", "<Enter> <Enter> <Enter>"];

/// Each output that is passed on to the public, by its arguments.
const PUBLIC: [&[&str]; 19] = [
    &["show", "1", "2", "3", "--format", "md"],
    &["show", "1", "2", "--format", "md", "--lang", "en"],
    &["export", "--format", "md"],
    &["export", "--format", "md", "--lang", "en"],
    &["export", "--format", "html"],
    &["export", "--format", "html", "--lang", "en"],
    &["export", "--format", "html", "--query", "南塘路"],
    &["list", "--format", "html"],
    &["list", "--format", "md"],
    // The copy menu and the code of a staff board.
    &["frame", "1", "--keys", "y", "--size", "120x40"],
    &["frame", "1", "--keys", "y <Down>", "--size", "120x40"],
    &["frame", "1", "--keys", "y <Down> <Down> <Down> <Down>", "--size", "120x40"],
    &["frame", "1", "--keys", "v", "--size", "160x90"],
    // A kiosk: what it shows first, a project, in large print, and what it finds.
    &["frame", "--kiosk", "--size", "120x60"],
    &KIOSK_PAGE,
    &["frame", "--kiosk", "--size", "80x60", "--keys", "<Enter> <Enter> <Down> <Enter> e"],
    &["frame", "--kiosk", "--size", "160x90", "--keys", "<Enter> <Enter> <Enter> v"],
    &["frame", "--kiosk", "--size", "160x60", "--keys", "<Enter> <Enter> <Enter> +"],
    &["frame", "--kiosk", "--size", "120x60", "--keys", "<Enter> / f u w u"],
];

#[test]
fn what_is_internal_is_in_no_output_for_the_public() {
    for args in PUBLIC {
        assert_eq!(internal_in(&with_example(args)), [] as [&str; 0], "{args:?}");
    }
    // The office may decide otherwise.
    for args in [PUBLIC[0], PUBLIC[2], PUBLIC[4], &KIOSK_PAGE] {
        let args = [args, &["--public-contacts"][..]].concat();
        assert!(internal_in(&with_example(&args)).contains(&"10000000001"), "{args:?}");
    }
}

#[test]
fn a_kiosk_does_not_even_find_it() {
    for word in INTERNAL.into_iter().chain(["zwm", "zhenwuming", "1000000"]) {
        let keys: String = word.chars().filter(|c| *c != ' ').map(|c| format!(" {c}")).collect();
        let (kiosk, desk) = (format!("<Enter> /{keys}"), format!("/{keys}"));
        let found = with_example(&["frame", "--kiosk", "--keys", &kiosk, "--size", "80x24"]);
        assert!(!found.contains("南塘路改造") && !found.contains("社区食堂"), "{word}\n{found}");
        let found = with_example(&["frame", "--keys", &desk, "--size", "80x24"]);
        assert!(found.contains("南塘路改造") || found.contains("社区食堂"), "{word}\n{found}");
    }
    // Nor does a client of an account that opens one.
    for words in ["show 1", "show 1 --format json", "list 10000000001", "show 1 --public-contacts"]
    {
        let mut kiosk = program();
        kiosk.args(["--kiosk", "--data", EXAMPLE]).env("SSH_ORIGINAL_COMMAND", words);
        let found = finish(&mut kiosk);
        assert_eq!(internal_in(&found.out), [] as [&str; 0], "{words}");
        assert!(!words.starts_with("list") || found.out.is_empty(), "{}", found.out);
    }
}

#[test]
fn staff_see_it() {
    for args in [
        &["show", "1"][..],
        &["show", "1", "--format", "json"],
        &["frame", "1", "--size", "120x60"],
        &["export", "--format", "ron"],
        &["export", "--format", "json"],
        &["export", "--format", "csv"],
    ] {
        let text = run(args.iter().copied().chain(["--data", EXAMPLE])).out;
        assert!(text.contains("甄无名") && text.contains("10000000001"), "{args:?}\n{text}");
    }
    let mut colleague = program();
    colleague.args(["--restricted", "--data", EXAMPLE]).env("SSH_ORIGINAL_COMMAND", "show 1");
    assert!(finish(&mut colleague).out().contains("甄无名"));
}

#[test]
fn a_mobile_number_in_any_text_for_the_public_is_told_and_stays() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("a.csv");
    for (header, cell) in [
        ("备注", "联系甄无名10000000001"),
        ("建设地点", "城东（甄无名 10000000001）"),
        ("摘要", "联系人甄无名，１００００００００01"),
        ("更多", "联系甄无名10000000001"),
        ("受益村", "城东村 10000000001"),
    ] {
        let table = format!("云溪镇2026年清单\n编号,领域,名称,{header}\n1,道路,修路,{cell}\n");
        std::fs::write(&path, table).unwrap();
        let found = run(["import", path.to_str().unwrap(), "--lang", "zh"]);
        assert!(found.out.contains(cell), "{header}: {}", found.out);
        let told = |line: &&str| line.contains("D3") && line.contains("手机号 10000000001 谁都看");
        assert_eq!(found.err.lines().filter(told).count(), 1, "{header}: {}", found.err);
    }
}

#[test]
fn a_file_with_internal_contacts_says_so() {
    let told = "里面有内部联系人（姓名、手机号）；要给外面的人，请用 --format html 或 md";
    for (format, is_told) in
        [("ron", true), ("json", true), ("csv", true), ("html", false), ("md", false)]
    {
        let found = run(["export", "--format", format, "--lang", "zh", "--data", EXAMPLE]);
        assert_eq!(found.err.contains(told), is_told, "{format}: {}", found.err);
    }
    let public = ["export", "--format", "csv", "--lang", "zh", "--data", EXAMPLE];
    assert_eq!(run(public.into_iter().chain(["--public-contacts"])).err, "");
    assert_eq!(run(["export", "--format", "csv", "--lang", "zh"]).err, "");
}

#[test]
fn the_smallest_code_has_the_phone_number() {
    for lang in ["zh", "en"] {
        let args = ["frame", "1", "--keys", "v", "--size", "80x24", "--lang", lang];
        let screen = with_example(&args);
        assert!(screen.contains("0500-55550101"), "{screen}");
    }
}

#[test]
fn a_page_names_who_is_responsible_and_whom_to_ask() {
    let page = with_example(&["show", "1", "--lang", "zh"]);
    let expected = "01 南塘路改造\n   Nantang Road reconstruction\n   交通出行\n   计划 2026-10-31 完成\n   \
                    责任单位：云溪镇建设局\n   配合单位：云溪镇财政所；城北社区\n   \
                    咨询窗口：便民服务中心 3 号窗 0500-55550101、12345\n   内部联系人：甄无名 10000000001\n";
    assert!(page.starts_with(expected), "{page}");
    let end = "投资\n- 总投资：1200 万元\n- 年度投资：800 万元\n\n项目备注\n- 资金来源：镇财政\n- \
               施工单位：云溪路桥公司（虚构）\n\n来源\n";
    assert!(page.contains(end), "{page}");
    let english = with_example(&["show", "1", "--lang", "en"]);
    for line in [
        "   Responsible office: Yunxi construction office",
        "   Contact: Service hall, window 3; 0500-55550101, 12345",
        "- Total investment: 12,000,000 yuan",
        "- Paid by: the town",
    ] {
        assert!(english.lines().any(|other| other == line), "{line}\n{english}");
    }
    let markdown = with_example(&["show", "1", "--format", "md"]);
    assert!(markdown.contains("\n## 责任单位\n\n- 云溪镇建设局\n"), "{markdown}");
    assert!(
        markdown.contains("\n## 咨询\n\n- 咨询窗口：便民服务中心 3 号窗 0500-55550101、12345\n")
    );
    // On the smallest screen, before any scrolling.
    let screen =
        with_example(&["frame", "1", "--size", "40x15", "--lang", "zh", "--keys", "<Enter>"]);
    assert!(screen.contains("责任单位：") && screen.contains("咨询窗口："), "{screen}");
    let kiosk = with_example(&KIOSK_PAGE);
    assert!(kiosk.contains("责任单位：") && kiosk.contains("0500-55550101"), "{kiosk}");
}

#[test]
fn scripts_get_it_under_names_of_its_own() {
    let value = run(["show", "1", "--format", "json", "--data", EXAMPLE]).json();
    assert_eq!(value["responsible"], serde_json::json!(["云溪镇建设局"]));
    assert_eq!(value["contact"]["internal"]["mobile"], "10000000001");
    assert_eq!(value["investment"]["total"], serde_json::json!({"amount": 1200, "unit": "万元"}));
    assert_eq!(value["notes"][0], serde_json::json!({"label": "资金来源", "text": "镇财政"}));
    let plain = run(["show", "7", "--format", "json"]).json();
    for name in ["responsible", "supporting", "contact", "investment", "notes"] {
        assert!(plain.get(name).is_none(), "{name}");
    }
}

#[test]
fn projects_are_found_by_office_contact_and_note() {
    for (query, count) in [
        ("by:建设局", 1),
        ("责任:yx", 2),
        ("by:cz", 1),
        ("!by:民政", 2),
        ("0500", 2),
        ("路桥公司", 1),
        ("1200", 1),
        ("by:路桥", 0),
    ] {
        let found = run(["list", query, "--data", EXAMPLE]).out;
        assert_eq!(found.lines().count(), count, "{query}\n{found}");
    }
}

#[test]
fn numbers_that_are_none_and_mobile_numbers_for_everybody_are_remarked() {
    let text = std::fs::read_to_string(EXAMPLE).unwrap();
    let (_folder, path) = data_file(&text.replace("0500-55550101、12345", "见公告、10000000002"));
    let found = run(["check", path.to_str().unwrap(), "--lang", "en"]);
    assert_eq!(found.code, Some(0), "{}", found.err);
    let all = found.out + &found.err;
    assert!(all.contains("见公告 does not look like a phone number"), "{all}");
    assert!(all.contains("everybody will see the mobile number"), "{all}");
    assert_eq!(run(["check", EXAMPLE]).err, "");
}

#[test]
fn a_label_with_a_colon_is_an_error() {
    let text = std::fs::read_to_string(EXAMPLE).unwrap();
    let (_folder, path) = data_file(&text.replace("zh: \"资金来源\"", "zh: \"资金：来源\""));
    let found = run(["check", path.to_str().unwrap(), "--format", "json"]);
    assert!(found.out.contains("colon-in-label"), "{}", found.out);
}

#[test]
fn changes_are_told() {
    let text = std::fs::read_to_string(EXAMPLE).unwrap();
    let changed = text
        .replace("amount: 1200", "amount: 1300")
        .replace("镇财政", "区财政")
        .replace("3 号窗", "5 号窗");
    let (_folder, path) = data_file(&changed);
    let told = run(["diff", EXAMPLE, path.to_str().unwrap()]);
    let told = told.out + &told.err;
    for word in ["1300 万元", "资金来源：区财政", "5 号窗"] {
        assert!(told.contains(word), "{told}");
    }
}

#[test]
fn a_deadline_alone_is_no_progress() {
    let list = with_example(&["list", "--lang", "zh"]);
    assert!(!list.contains("未报送") && !list.contains('%'), "{list}");
    let page = with_example(&["show", "3", "--lang", "zh", "--as-of", "2026-12-31"]);
    assert!(page.contains("计划 2026-06-30 完成") && !page.contains("未报送"), "{page}");
    let value = run(["show", "3", "--format", "json", "--data", EXAMPLE]).json();
    assert_eq!(value["progress"]["status"], serde_json::json!(null));
    assert_eq!(value["progress"]["end"], "2026-06-30");
    let overview = with_example(&["frame", "--keys", "o", "--size", "100x30", "--lang", "zh"]);
    assert!(!overview.contains("完成率"), "{overview}");
    // From the day of the first report on, a project without one is unreported.
    let text = std::fs::read_to_string(EXAMPLE).unwrap();
    let report = "updates: [(on: \"2026-05-31\", percent: 30)],\n            end: \"2026-10-31\"";
    let (_folder, path) = data_file(&text.replace("end: \"2026-10-31\"", report));
    let path = path.to_str().unwrap();
    let on = |day: &str| run(["list", "--lang", "zh", "--data", path, "--as-of", day]).out();
    assert!(!on("2026-05-30").contains("未报送"));
    assert_eq!(on("2026-05-31").matches("未报送").count(), 2);
}
