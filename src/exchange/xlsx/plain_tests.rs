//! Workbooks give the same sheets whether their rows are taken out or calamine reads all of them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::plain_book::PlainBook;
use super::{read, read_archive};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Styles: none, a date, a month, a share in percent, struck through.
const STYLES: &str = "<styleSheet><numFmts count=\"2\">\
    <numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>\
    <fonts><font/><font><strike/></font></fonts><fills><fill/></fills><borders><border/></borders>\
    <cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>\
    <xf numFmtId=\"176\"/><xf numFmtId=\"9\"/><xf numFmtId=\"0\" fontId=\"1\" applyFont=\"1\"/>\
    </cellXfs></styleSheet>";

/// Returns a workbook of one sheet with this XML.
fn workbook(sheet: &str, texts: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let relation = |id: u8, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let parts = [
        ("_rels/.rels", relation(1, "officeDocument", "xl/workbook.xml")),
        (
            "xl/_rels/workbook.xml.rels",
            relation(1, "worksheet", "worksheets/sheet1.xml")
                + &relation(2, "styles", "styles.xml")
                + &relation(3, "sharedStrings", "sharedStrings.xml"),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns:r=\"{RELATIONS}\"><workbookPr date1904=\"1\"/><sheets>\
                 <sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        ("xl/styles.xml", STYLES.to_owned()),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
        (
            "xl/sharedStrings.xml",
            format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"1\">{texts}<si><t>末</t></si></sst>"),
        ),
    ];
    for (name, text) in parts {
        let text = if name.contains("_rels/") {
            format!("<Relationships>{text}</Relationships>")
        } else {
            text
        };
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Returns the XML of a sheet with these rows, and `tail` after them.
fn sheet(rows: &str, tail: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"{MAIN}\">\
         <dimension ref=\"A1:C3\"/><cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols>\
         <sheetData>{rows}</sheetData>{tail}</worksheet>"
    )
}

/// Compares both ways to read a workbook. Returns true if its rows are plain.
#[track_caller]
fn check(bytes: &[u8]) -> bool {
    let whole = read_archive(bytes, None, &mut |_, _| ());
    assert_eq!(read(bytes, &mut |_, _| ()), whole);
    let Some(plain) = PlainBook::take(bytes) else { return false };
    let sheets = read_archive(&plain.archive, Some(&plain), &mut |_, _| ());
    assert!(sheets.is_err() || sheets == whole, "{sheets:?}\n{whole:?}");
    sheets.is_ok()
}

/// Returns a row with the cell `A1` of these attributes and this content.
fn cell(attributes: &str, content: &str) -> String {
    format!("<row r=\"1\"><c r=\"A1\"{attributes}>{content}</c></row>")
}

#[test]
fn rows_as_office_programs_write_them_are_plain() {
    let rows = [
        String::new(),
        "\r\n<row r=\"1\" spans=\"1:3\" ht=\"15.5\" x14ac:dyDescent=\"0.25\" hidden=\"0\">\
         <c r=\"A1\"/><c r=\"B1\" s=\"1\"></c>\n<c r=\"IW1\" t=\"s\"><v>0</v></c></row>\
         <row r=\"3\"/>"
            .to_owned(),
        cell("", "<v>1</v>") + "<row r=\"9\"><c r=\"B9\"><v>-1.5E-3</v></c></row>",
        cell(" s=\"1\"", "<v>46000</v>"),
        cell(" s=\"2\" t=\"n\"", "<v>46000.25</v>"),
        cell(" s=\"3\"", "<v>0.4</v>"),
        cell(" s=\"4\" t=\"s\"", "<v>0</v>"),
        cell(" t=\"s\"", "<v>1</v>"),
        cell(" t=\"inlineStr\"", "<is><t>  a &amp;\r\n&#20013;&#x56fd;&lt;b&gt;\r </t></is>"),
        cell(" t=\"inlineStr\"", "<is><t xml:space=\"preserve\"> '=1 </t></is>"),
        cell(" t=\"inlineStr\"", "<is><t></t></is>"),
        cell("", "<f>1+1</f><v>2</v>"),
        cell(" t=\"str\"", "<f t=\"shared\" ref=\"A1:A9\" si=\"0\"/><v> a_b &amp;</v>"),
        cell(" t=\"str\"", "<f>\"\"</f><v></v>"),
    ];
    for rows in &rows {
        let tail = "<mergeCells><mergeCell ref=\"A1:A3\"/></mergeCells>";
        assert!(check(&workbook(&sheet(rows, tail), "<si><t>一</t></si>")), "{rows}");
    }
    for texts in [
        "<si><t>教育</t><phoneticPr fontId=\"1\" type=\"noConversion\"/></si>",
        "\n<si><t xml:space=\"preserve\"> a </t></si>\n<si/>",
        "<si><r><t>甲</t></r><r><rPr><b/><sz val=\"9\"/></rPr><t xml:space=\"preserve\"> 乙</t></r></si>",
        "<si><t>漢</t><rPh sb=\"0\" eb=\"1\"><t>カン</t></rPh></si>",
    ] {
        let rows = cell(" t=\"s\"", "<v>0</v>");
        assert!(check(&workbook(&sheet(&rows, ""), texts)), "{texts}");
    }
}

#[test]
fn what_is_not_plain_is_read_by_calamine() {
    for rows in [
        cell(" s=\"99\"", "<v>2026</v>"),
        cell(" t=\"e\"", "<v>#REF!</v>"),
        cell(" t=\"b\"", "<v>1</v>"),
        cell(" t=\"d\"", "<v>2026-01-01</v>"),
        cell("", "<f>1+1</f>"),
        cell("", "<f>1+1</f><v></v>"),
        cell("", "<v>1</v><f>1+1</f>"),
        cell("", "<v> 1</v>"),
        cell("", "<v>abc</v>"),
        cell("", "<v>1</v><v>2</v>"),
        cell("", "<v><!-- 1 -->2</v>"),
        cell(" t=\"s\"", "<v>77</v>"),
        cell(" t='s'", "<v>0</v>"),
        cell(" t=\"str\"", "<v>a&nbsp;</v>"),
        cell(" t=\"inlineStr\"", "<is><t><![CDATA[a]]></t></is>"),
        cell(" t=\"inlineStr\"", "<is><t>a_x000D_b</t></is>"),
        cell(" t=\"inlineStr\"", "<is><r><t>a</t></r></is>"),
        cell(" r=\"B1\"", "<v>1</v>"),
        cell(" title=\">\"", "<v>1</v>"),
        "<row r=\"1\"><c><v>1</v></c></row>".to_owned(),
        "<row><c r=\"A1\"><v>1</v></c></row>".to_owned(),
        "<row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c></row>".to_owned(),
        "<row r=\"1\" ht=\"0\"><c r=\"A1\"><v>1</v></c></row>".to_owned(),
        "<row r=\"1\"><c r=\"A1048577\"><v>1</v></c></row>".to_owned(),
        "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>".to_owned(),
        "<x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row>".to_owned(),
        "<!-- <row r=\"1\"/> -->".to_owned(),
        "<row r=\"1\"><c r=\"A1\"><v>1</v></row>".to_owned(),
        "</row>".to_owned(),
    ] {
        assert!(!check(&workbook(&sheet(&rows, ""), "<si><t>一</t></si>")), "{rows}");
    }
    let rows = cell(" t=\"s\"", "<v>0</v>");
    for texts in [
        "<si><t>一</t><t>&unknown;</t></si>",
        "<si><r><rPr><strike/></rPr><t>一</t></r></si>",
        "<!-- 一 --><si><t>一</t></si>",
        "<si><t>_x4E00_</t></si>",
    ] {
        assert!(!check(&workbook(&sheet(&rows, ""), texts)), "{texts}");
    }
    let sheet = sheet(&rows, "");
    for sheet in [
        sheet.replace("UTF-8", "GBK"),
        sheet.replace("<dimension", "<!-- <sheetData> --><dimension"),
        sheet.replace("</sheetData>", "</sheetData ><!-- </sheetData> -->"),
    ] {
        assert!(!check(&workbook(&sheet, "<si><t>一</t></si>")), "{sheet}");
    }
}
