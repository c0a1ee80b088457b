//! Names of domains and targets that differ only in blanks, width, brackets or a final 类.

use minsheng::lang::Lang;

use super::{messages, read_bytes, read_valid};

/// Returns the names of the domains of a table, the domain of each project, and the notes about
/// other cells than the header.
fn domains(table: &str) -> (Vec<String>, Vec<usize>, Vec<String>) {
    let (catalog, mut notes) = read_valid("a.csv", table.as_bytes());
    notes.retain(|note| note.contains("同一个"));
    let names = catalog.domains().map(|(_, domain)| {
        format!("{} {} {}", domain.id, domain.name.exactly(Lang::Zh), domain.name.exactly(Lang::En))
    });
    let position = |ix| catalog.domains().position(|(other, _)| other == ix).unwrap();
    let of_projects = catalog.projects().map(|(_, project)| position(project.domain));
    (names.collect(), of_projects.collect(), notes)
}

fn same(cell: &str, name: &str, known: &str, times: &str) -> String {
    format!(
        "a.csv:{cell}: 说明：“{name}”和“{known}”只差空格、全角半角、括号或末尾的“类”“领域”，按同一个读入{times}"
    )
}

#[test]
fn spellings_of_a_domain_are_one_domain_with_a_note_for_each() {
    let table = "实事\n编号,领域,名称\n1,教 育,a\n2,教育类,b\n3,教育,c\n4,教　育,d\n5,教育类,e\n6,城乡建设（一）,f\n7,城乡建设(一),g\n8,城乡建设 〔一〕,h\n9,城乡建设(二),i\n10,环保类,j\n11,环保,k\n";
    let (names, of_projects, notes) = domains(table);
    assert_eq!(
        names,
        [
            "education 教育 Education & childcare",
            "domain-2 城乡建设（一） ",
            "domain-3 城乡建设(二) ",
            "domain-4 环保 "
        ]
    );
    assert_eq!(of_projects, [0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 3]);
    assert_eq!(
        notes,
        [
            same("B3（第 3 行 B 列）", "教 育", "教育", ""),
            same("B4（第 4 行 B 列）", "教育类", "教育", "（共 2 处：B4，B7）"),
            same("B6（第 6 行 B 列）", "教　育", "教育", ""),
            same("B9（第 9 行 B 列）", "城乡建设(一)", "城乡建设（一）", ""),
            same("B10（第 10 行 B 列）", "城乡建设 〔一〕", "城乡建设（一）", ""),
            same("B12（第 12 行 B 列）", "环保类", "环保", ""),
        ]
    );
}

#[test]
fn a_domain_of_the_table_of_domains_is_found_by_any_spelling_unless_two_have_it() {
    let table = "实事\n领域代号,领域名称\nroads,道 路\nparks,公园\nparks-2,公园类\n\n编号,领域,名称\n1,道路,a\n2,公园,b\n3,公园类,c\n";
    let (_, of_projects, notes) = domains(table);
    assert_eq!(of_projects, [0, 1, 2]);
    assert_eq!(notes, [same("B8（第 8 行 B 列）", "道路", "道 路", "")]);
    let mut result = read_bytes("a.csv", table.as_bytes());
    result.lint();
    let lines = messages(&result, "a.csv", Lang::Zh);
    assert!(
        lines.contains(
            &"a.csv:B5（第 5 行 B 列）: 提醒：领域“公园类”和“公园”只差空格、全角半角、括号或末尾的“类”“领域”；请合并成一个，或者改名"
                .to_owned()
        ),
        "{lines:?}"
    );
    let unclear = table.replace("2,公园,b", "2,公 园,b");
    let lines = messages(&read_bytes("a.csv", unclear.as_bytes()), "a.csv", Lang::Zh);
    assert!(lines.iter().any(|line| line.contains("没有 公 园 这个领域")), "{lines:?}");
}

#[test]
fn a_target_is_found_by_any_spelling() {
    let table = "实事\n编号,领域,名称,目标\n1,教育,a,\"托位(公办) 30 个\n教师 5 名\"\n\n编号,目标,日期,完成\n1,托位（公办）,2026-05-31,10\n1,教　师,2026-05-31,2\n";
    let (_, _, notes) = domains(table);
    assert_eq!(
        notes,
        [
            same("B6（第 6 行 B 列）", "托位（公办）", "托位(公办)", ""),
            same("B7（第 7 行 B 列）", "教　师", "教师", ""),
        ]
    );
}

#[test]
fn a_label_of_the_programme_is_found_in_any_width_and_with_blanks() {
    let table = "清单,中文\n清单 名称：,实事\n年　份,2026\n编号,领域,名称\n1,教育,a\n";
    let (catalog, _) = read_valid("a.csv", table.as_bytes());
    assert_eq!(catalog.programme().year, 2026);
}
