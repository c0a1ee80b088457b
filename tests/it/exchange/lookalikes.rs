//! Characters that only look like ideographs, as text from a PDF has them: replaced in a table, and
//! told in a data file.

use minsheng::lang::Lang;

use super::{messages, read_bytes, read_valid};

#[test]
fn a_table_gets_plain_characters_and_one_note() {
    let table = "实事\n编号,领域,项⽬名称,目标\n1,⽼年,⽼旧⼩区改造,用⼾ 30 ⼾\n2,老年,\u{f914}園,\n3,老年,⾼新区,\n";
    let (catalog, notes) = read_valid("a.csv", table.as_bytes());
    let projects: Vec<_> = catalog.projects().map(|(_, project)| project).collect();
    let titles: Vec<&str> = projects.iter().map(|project| project.title.get(Lang::Zh)).collect();
    assert_eq!(titles, ["老旧小区改造", "樂園", "高新区"]);
    let target = projects[0].targets.iter().next().unwrap();
    assert_eq!((target.what.get(Lang::Zh), target.unit.get(Lang::Zh)), ("用户", "户"));
    assert_eq!(catalog.domains().count(), 1);
    assert_eq!(
        notes[0],
        "a.csv:C2（第 2 行 C 列）: 说明：“⽬⽼⼩⼾\u{f914}”是像汉字的符号（部首或兼容汉字，多半来自 PDF），已换成普通汉字（共 6 处：C2，B3，C3，..）"
    );
}

#[test]
fn a_data_file_gets_a_lint_with_the_text_to_write() {
    let text = "(title: \"云溪\", domains: [(id: \"d\", name: \"城市\")], projects: [\n(no: 1, domain: \"d\", title: \"⽼旧⼩区改造\", places: [\"⾼新区\"],\nupdates: [(on: \"2026-05-31\", percent: 4, note: \"⻓\")])])";
    let mut result = read_bytes("a.ron", text.as_bytes());
    result.lint();
    let lines = messages(&result, "a.ron", Lang::Zh);
    let told: Vec<&str> =
        lines.iter().filter(|line| line.contains("像汉字")).map(String::as_str).collect();
    assert_eq!(
        told,
        [
            "a.ron:2:29: 提醒：“⽼⼩”是像汉字的符号（部首或兼容汉字，多半来自 PDF）；建议写成：老旧小区改造",
            "a.ron:2:48: 提醒：“⾼”是像汉字的符号（部首或兼容汉字，多半来自 PDF）；建议写成：高新区",
            "a.ron:3:48: 提醒：“⻓”是像汉字的符号（部首或兼容汉字，多半来自 PDF）；建议写成：长",
        ]
    );
}
