//! Workbooks of `LibreOffice`, packed and as a single XML file. Invented data.

use minsheng::diagnostics::FileErrorKind;
use minsheng::lang::Lang;

use super::*;

const TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const STYLES: &str = r#"
<style:style style:name="struck" style:family="table-cell">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="heir" style:family="table-cell" style:parent-style-name="struck"/>
<style:style style:name="old" style:family="text">
<style:text-properties style:text-line-through-type="single"/></style:style>
<style:style style:name="up" style:family="text">
<style:text-properties style:text-position="33% 58%"/></style:style>
<style:style style:name="flush" style:family="text">
<style:text-properties style:text-position="0% 100%"/></style:style>
<number:number-style style:name="N2">
<number:number number:decimal-places="1" number:display-factor="1000"/></number:number-style>
<style:style style:name="thousands" style:family="table-cell" style:data-style-name="N2"/>
<number:date-style style:name="N1"><number:year number:style="long"/>
<number:text>年</number:text><number:month/></number:date-style>
<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="gone" style:family="table">
<style:table-properties table:display="false"/></style:style>
<style:style style:name="flat" style:family="table-row">
<style:table-row-properties style:row-height="0cm"/></style:style>"#;

/// Attribute of a cell with a text.
const TEXT: &str = "office:value-type=\"string\"";

/// Returns a cell with these attributes and content.
fn xml_cell(attributes: &str, content: &str) -> String {
    format!("<table:table-cell {attributes}>{content}</table:table-cell>")
}

/// Returns a cell with a number, and the text that it shows.
fn number_cell(kind: &str, value: &str, shown: &str) -> String {
    let attributes = format!("office:value-type=\"{kind}\" office:value=\"{value}\"");
    xml_cell(&attributes, &format!("<text:p>{shown}</text:p>"))
}

/// Returns a cell with a text; one that begins with `<` is the XML of a cell.
fn cell(text: &str) -> String {
    match text {
        "" => "<table:table-cell/>".to_owned(),
        text if text.starts_with('<') => text.to_owned(),
        text => xml_cell(TEXT, &format!("<text:p>{text}</text:p>")),
    }
}

/// Returns a row of cells; attributes may stand before them, up to a `|`.
fn row(texts: &[&str]) -> String {
    let (attributes, texts) = match texts {
        [first, rest @ ..] if first.ends_with('|') => (first.trim_end_matches('|'), rest),
        texts => ("", texts),
    };
    let cells: String = texts.iter().map(|text| cell(text)).collect();
    format!("<table:table-row {attributes}>{cells}</table:table-row>")
}

pub(super) fn table(name: &str, attributes: &str, rows: &[&[&str]]) -> String {
    let rows: String = rows.iter().map(|texts| row(texts)).collect();
    format!("<table:table table:name=\"{name}\" {attributes}>{rows}</table:table>")
}

/// Returns the same tables packed and as a single file.
pub(super) fn books(tables: &str) -> [(&'static str, Vec<u8>); 2] {
    let body = format!(
        "<office:automatic-styles>{STYLES}</office:automatic-styles>\
        <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    );
    let content =
        format!("<?xml version=\"1.0\"?><office:document-content>{body}</office:document-content>");
    let flat = format!(
        "<?xml version=\"1.0\"?>\n<office:document office:mimetype=\"{TYPE}\">{body}</office:document>"
    );
    let packed = packed(&[("mimetype", TYPE.as_bytes()), ("content.xml", content.as_bytes())]);
    [("a.ods", packed), ("a.fods", flat.into_bytes())]
}

const TITLE: &[&str] = &["云溪镇2026年民生实事项目清单"];
const HEADER: &[&str] = &["编号", "领域", "名称", "目标", "计划完成"];

#[test]
fn a_raised_digit_behind_a_digit_is_an_error() {
    for (style, message) in
        [("up", Some("数字后面有上标的数字")), ("flush", None), ("unknown", None)]
    {
        let span =
            |text: &str| format!("<text:span text:style-name=\"{style}\">{text}</text:span>");
        let target = xml_cell(TEXT, &format!("<text:p>学位 540{} 个</text:p>", span("1")));
        let tables = table("清单", "", &[TITLE, HEADER, &["1", "教育", "建校", &target]]);
        for (name, bytes) in books(&tables) {
            let result = read_bytes(name, &bytes);
            let lines = messages(&result, name, Lang::Zh);
            let found = message.is_some_and(|text| lines.iter().any(|line| line.contains(text)));
            assert_eq!((result.catalog.is_none(), found), (message.is_some(), message.is_some()));
        }
    }
    // A unit may be raised.
    let unit = "<text:p>绿地 540 m<text:span text:style-name=\"up\">2</text:span></text:p>";
    let unit = xml_cell(TEXT, unit);
    let tables = table("清单", "", &[TITLE, HEADER, &["1", "教育", "建园", &unit]]);
    for (name, bytes) in books(&tables) {
        assert!(to_ron(&read_valid(name, &bytes).0).contains("amount: 540"), "{name}");
    }
}

#[test]
fn thousands_dashes_and_hidden_numbers_are_read_as_shown() {
    let header: &[&str] = &["编号", "领域", "名称", "总投资（万元）"];
    let thousands = number_cell("float", "12000", "12.0")
        .replace("cell ", "cell table:style-name=\"thousands\" ");
    let rows: [&[&str]; 5] = [
        TITLE,
        header,
        &["1", "教育", "建校", &thousands],
        &["2", "教育", "办学", &number_cell("float", "0", "-")],
        &["3", "教育", "修路", &number_cell("float", "88", "")],
    ];
    for (name, bytes) in books(&table("清单", "", &rows)) {
        let (catalog, lines) = read_valid(name, &bytes);
        let ron = to_ron(&catalog);
        assert!(ron.contains("total: (amount: 12, unit: \"万元\")"), "{name}: {ron}");
        assert_eq!(ron.matches("total:").count(), 1, "{name}: {ron}");
        for told in ["数字格式让它不显示", "只写了“—”“/”“无”之类的单元格"]
        {
            assert!(lines.iter().any(|line| line.contains(told)), "{name}: {lines:#?}");
        }
    }
}

#[test]
fn an_open_document_reads_as_it_is_shown() {
    let merged = xml_cell(
        &format!("table:number-rows-spanned=\"2\" {TEXT}"),
        "<text:p>交通<text:span>出行</text:span></text:p>",
    );
    let note = xml_cell(
        TEXT,
        "<office:annotation><text:p>不要</text:p></office:annotation><text:p>停车&amp;充电</text:p>\
        <draw:frame><text:p>图</text:p></draw:frame>",
    );
    let lines = xml_cell(
        TEXT,
        "<text:p>车位<text:s/>600<text:s text:c=\"1\"/>个</text:p><text:p>充电桩 120 个</text:p>",
    );
    let month = xml_cell(
        "table:style-name=\"month\" office:value-type=\"date\" office:date-value=\"2026-12-01\"",
        "<text:p>2026年12月</text:p>",
    );
    let number = number_cell("float", "5", "道路 5 条");
    let struck = number_cell("float", "5", "5").replace("cell ", "cell table:style-name=\"heir\" ");
    let rest: &[&str] = &["<table:covered-table-cell/>", "修路", &number, "2026-10-31"];
    let projects = table(
        "清单",
        "",
        &[
            TITLE,
            HEADER,
            &["1", &merged, &note, &lines, &month],
            &[&["2"], rest].concat(),
            &["table:visibility=\"collapse\"|", "3", "教育", "隐藏"],
            &["table:visibility=\"filter\"|", "4", "教育", "筛掉"],
            &["table:style-name=\"flat\"|", "6", "教育", "压扁"],
            &[&struck, "", ""],
        ],
    );
    let first = number_cell("percentage", "0.4", "40%");
    let second = number_cell("percentage", "0.125", "13%");
    let reports = table(
        "进展",
        "",
        &[&["编号", "日期", "完成"], &["1", "2026-05-31", &first], &["2", "2026-05-31", &second]],
    );
    let hidden = table("旧表", "table:style-name=\"gone\"", &[TITLE, &["9", "旧", "旧"]]);
    let linked = table("'file:///a.ods'#$A", "", &[&["别处"]]);
    let linked = linked.replacen('>', "><table:table-source/>", 1);
    for (name, bytes) in books(&[projects, reports, hidden, linked].concat()) {
        let (catalog, lines) = read_valid(name, &bytes);
        let ron = to_ron(&catalog);
        for part in [
            "停车&充电",
            "车位",
            "amount: 600",
            "充电桩",
            "amount: 5",
            "2026-12-31",
            "40",
            "percent: 13",
        ] {
            assert!(ron.contains(part), "{name}: {part}: {ron}");
        }
        assert_eq!(catalog.len(), 2, "{name}: {ron}");
        assert!(!ron.contains("不要") && !ron.contains('图'), "{name}: {ron}");
        for part in ["隐藏的行没有读入（共 2 处", "12.5%", "筛选", "删除线", "工作表“旧表”是隐藏的"]
        {
            assert!(lines.iter().any(|line| line.contains(part)), "{name}: {part}: {lines:#?}");
        }
        assert!(!lines.iter().any(|line| line.contains("别处") || line.contains("file:")));
    }
}

/// Returns the messages about a table with this cell as its target, or as the report on it.
fn lines_about(target: &str, done: &str) -> Vec<String> {
    let projects = table("清单", "", &[TITLE, HEADER, &["1", "教育", "办学", target]]);
    let reports = table("进展", "", &[&["编号", "日期", "完成"], &["1", "2026-05-31", done]]);
    let [(name, bytes), _] = books(&(projects + &reports));
    messages(&read_bytes(name, &bytes), name, Lang::En)
}

#[test]
fn values_that_mislead_are_told() {
    let formula = |attributes: &str, content: &str| {
        xml_cell(&format!("table:formula=\"of:=1\" {attributes}"), content)
    };
    let error = format!("{TEXT} office:string-value=\"\" calcext:value-type=\"error\"");
    let half = xml_cell(
        TEXT,
        "<text:p>学校 3<text:span text:style-name=\"old\">0</text:span> 所</text:p>",
    );
    for (target, done, expected) in [
        ("", number_cell("float", "0.4", "0.4").as_str(), "0.4 is not a percentage"),
        ("", &number_cell("float", "50000", "5.0万"), "5.0万"),
        (&formula("", ""), "", "without a result"),
        (&formula(&error, "<text:p>#REF!</text:p>"), "", "#REF!"),
        (&half, "", "struck through"),
    ] {
        let lines = lines_about(target, done);
        assert!(lines.iter().any(|line| line.contains(expected)), "{expected}: {lines:#?}");
    }
}

#[test]
fn repeated_cells_are_written_out_within_limits() {
    // Empty cells may repeat without an end.
    let empty = xml_cell("table:number-columns-repeated=\"16384\"", "");
    let tail: &[&str] = &["table:number-rows-repeated=\"1048000\"|", &empty];
    let two =
        xml_cell(&format!("table:number-columns-repeated=\"2\" {TEXT}"), "<text:p>教育</text:p>");
    let table = table("a", "", &[TITLE, HEADER, &["1", &two], tail]);
    for (name, bytes) in books(&table) {
        let (catalog, _) = read_valid(name, &bytes);
        assert!(to_ron(&catalog).contains("title: (zh: \"教育\")"));
    }
    let many = self::table("a", "", &[&["table:number-rows-repeated=\"1000000\"|", "a"]]);
    for (name, bytes) in books(&many) {
        let lines = messages(&read_bytes(name, &bytes), name, Lang::En);
        assert!(lines[0].contains("that repeat others"), "{lines:#?}");
    }
}

#[test]
fn a_part_that_unpacks_to_far_more_than_others_is_refused() {
    let blanks = vec![b' '; 30 << 20];
    let bytes = packed(&[("mimetype", TYPE.as_bytes()), ("content.xml", &blanks)]);
    let result = read_bytes("a.ods", &bytes);
    assert!(format!("{:?}", result.diagnostics).contains("Bomb"), "{:?}", result.diagnostics);
    let text = FileErrorKind::Bomb(24 << 20).text(Lang::En);
    assert!(text.contains("24 MiB"), "{text}");
}

#[test]
fn a_file_that_is_cut_off_is_damaged() {
    let [_, (name, bytes)] = books(&table("a", "", &[TITLE, HEADER, &["1", "教育", "办学"]]));
    let cut = bytes.len() - 60;
    let lines = messages(&read_bytes(name, &bytes[..cut]), name, Lang::En);
    assert!(lines[0].contains("may be damaged"), "{lines:#?}");
}

#[test]
fn entities_that_a_file_defines_are_not_expanded() {
    let start = "<!DOCTYPE a [<!ENTITY x \"学校\">]>";
    let [_, (name, bytes)] = books(&table("a", "", &[TITLE, HEADER, &["1", "教育", "&x;&x;"]]));
    let text = String::from_utf8(bytes).unwrap().replace("?>\n", &format!("?>{start}"));
    let (catalog, _) = read_valid(name, text.as_bytes());
    assert!(to_ron(&catalog).contains("&x;&x;"));
}

#[test]
fn a_file_of_very_many_sheets_is_refused() {
    let [_, (name, bytes)] = books(&table("a", "", &[TITLE]).repeat(5000));
    let lines = messages(&read_bytes(name, &bytes), name, Lang::En);
    assert!(lines[0].contains("sheets, but at most 4096 are read"), "{lines:#?}");
}
