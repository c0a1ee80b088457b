//! Lines of English beside lines of Chinese that were changed alone.

use super::{Folder, OLD, refusal};

/// A table of [`OLD`] with these places in both languages.
fn table(zh: &str, en: &str) -> String {
    format!(
        "编号,领域,名称,英文名称,地点,英文地点\n1,交通,新增停车位,Parking,\"{zh}\",\"{en}\"\n\
         2,学校,新建幼儿园,Kindergarten,,\n"
    )
}

#[test]
fn english_that_stands_beside_other_chinese_is_told() {
    let merge = |zh: &str, en: &str| {
        let run = Folder::new(OLD, &table(zh, en)).import();
        assert_eq!(run.code, Some(0), "{}", run.err);
        run.err
    };
    let both = "North Park\nNantang Road";
    let moved = "提醒：有 1 处的英文行现在对着另一行中文：项目 01 地点；可能只改了中文或只改了英文那一格，请核对";
    // The first line was removed and another added, in Chinese only.
    for zh in ["南塘路\n东村", "南塘路\n城北公园"] {
        let err = merge(zh, both);
        assert!(err.contains(moved), "{zh} {err}");
    }
    // A better translation, a new line and another order of both are none.
    for (zh, en) in [
        ("城北公园\n南塘路", "Northern Park\nNantang Road"),
        ("城北公园\n南塘路\n东村", "North Park\nNantang Road\nEast"),
        ("南塘路\n城北公园", "Nantang Road\nNorth Park"),
        ("东村\n南塘路", "North Park\nNantang Road"),
    ] {
        let err = merge(zh, en);
        assert!(!err.contains("另一行中文"), "{zh} {en} {err}");
    }
    let (run, _) = refusal(&table("南塘路", both));
    assert!(run.err.contains("“地点”有 1 行（E2），这里的英文有 2 行，对不上"), "{}", run.err);
}

#[test]
fn of_equal_lines_with_different_english_none_is_guessed() {
    let old = OLD.replace(
        "(zh: \"南塘路\", en: \"Nantang Road\")",
        "(zh: \"城北公园\", en: \"Second Park\")",
    );
    let import = |zh: &str| {
        let table =
            format!("编号,领域,名称,地点\n1,交通,新增停车位,\"{zh}\"\n2,学校,新建幼儿园,\n");
        let folder = Folder::new(&old, &table);
        let run = folder.import();
        assert_eq!(run.code, Some(0), "{}", run.err);
        (folder.read("board.ron"), run.err)
    };
    let (board, err) = import("城北公园");
    assert!(!board.contains("North Park") && !board.contains("Second Park"), "{board}");
    assert!(err.contains("已经去掉：项目 01 地点；"), "{err}");
    let (board, err) = import("城北公园\n城北公园\n东村");
    assert!(board.contains("North Park") && board.contains("Second Park"), "{board}");
    assert!(!err.contains("已经去掉"), "{err}");
}
