//! Contacts, investments and notes of a file that a table is merged into.

use super::{Folder, OLD};

/// [`OLD`] with an amount, notes and a contact whose mobile number the office has made public.
fn old() -> String {
    OLD.replace(
        "            end: \"2026-10-31\",\n",
        "            contact: (office: \"3号窗\", phone: \"10000000001\"),\n            \
         investment: (total: (amount: 200.5, unit: \"万元\")),\n            \
         notes: [(label: \"备注\", text: \"一期\"), (label: \"资金来源\", text: \"镇财政\")],\n            \
         end: \"2026-10-31\",\n",
    )
}

/// Merges a table with this column into the file, the cell for the first project.
fn merged(header: &str, cell: &str) -> Folder {
    let table = format!("编号,领域,名称,{header}\n1,交通,新增停车位,{cell}\n2,学校,新建幼儿园,\n");
    let folder = Folder::new(&old(), &table);
    let run = folder.import();
    assert_eq!(run.code, Some(0), "{header}: {}{}", run.out, run.err);
    folder
}

#[test]
fn an_amount_that_the_table_has_no_column_for_stays() {
    for header in ["年度投资（万元）", "2025年投资（万元）", "资金来源", "备注"]
    {
        let text = merged(header, "80").read("board.ron");
        assert!(text.contains("total: (amount: 200.5, unit: \"万元\")"), "{header}: {text}");
    }
    let text = merged("总投资（万元）", "300").read("board.ron");
    assert!(text.contains("total: (amount: 300, unit: \"万元\")"), "{text}");
}

#[test]
fn a_number_without_a_unit_erases_no_amount() {
    for header in ["总投资", "总投资 Total investment"] {
        let table = format!("编号,领域,名称,{header}\n1,交通,新增停车位,300\n2,学校,新建幼儿园,\n");
        let folder = Folder::new(&old(), &table);
        let run = folder.import();
        assert_eq!(run.code, Some(2), "{}", run.out);
        assert!(run.err.contains("“300”看不出是多少钱"), "{}", run.err);
        assert_eq!(folder.read("board.ron"), old());
    }
}

#[test]
fn an_emptied_remark_is_removed_and_told() {
    let folder = merged("备注", "");
    let text = folder.read("board.ron");
    assert!(!text.contains("一期") && text.contains("镇财政"), "{text}");
    let changes = folder.changes(&old());
    assert!(changes.contains("一期"), "{changes}");
}

#[test]
fn what_the_office_has_made_public_stays_public() {
    let folder = Folder::new(&old(), "");
    folder.write("list.csv", &folder.run("export --format csv --data board.ron").out());
    let run = folder.import();
    assert_eq!((run.code, run.out.as_str()), (Some(0), "没有变化，board.ron 保持原样\n"));
    // Another number is a person's.
    folder.write("list.csv", &folder.read("list.csv").replace("10000000001", "10000000002"));
    assert_eq!(folder.import().code, Some(0));
    let text = folder.read("board.ron");
    assert!(text.contains("internal: (mobile: (zh: \"10000000002\"))"), "{text}");
}
