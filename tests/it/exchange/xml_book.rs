//! Workbooks as text, for what a library does not write.

use std::io::{Cursor, Write};

use minsheng::data::{ReadResult, read};
use minsheng::exchange::ImportOptions;
use minsheng::lang::Lang;
use tempfile::TempDir;

use super::messages;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The text of a workbook.
#[derive(Default)]
pub(super) struct XmlBook<'a> {
    /// The name, the state and the XML of each sheet.
    pub(super) sheets: Vec<(&'a str, &'a str, String)>,
    /// The element `calcPr`, if any.
    pub(super) calculation: &'a str,
    /// Codes of number formats, each of which gives a style, from 1.
    pub(super) formats: &'a [&'a str],
    /// The shared strings, each an element `si`.
    pub(super) texts: &'a str,
}

/// Returns the XML of a sheet with these rows, each the XML of its cells; `head` and `tail` stand
/// before and after the rows.
pub(super) fn sheet(head: &str, rows: &[&str], tail: &str) -> String {
    let rows: String = rows
        .iter()
        .zip(1..)
        .map(|(row, nth)| {
            let (attributes, cells) = row.split_once('|').unwrap_or(("", row));
            format!("<row r=\"{nth}\" {attributes}>{cells}</row>")
        })
        .collect();
    format!("<worksheet xmlns=\"{MAIN}\">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>")
}

/// Returns the XML of cells with these texts; one that begins with `<` is the XML of a cell.
pub(super) fn cells(texts: &[&str]) -> String {
    let cell = |text: &&str| match text {
        text if text.starts_with('<') => (*text).to_owned(),
        text => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    texts.iter().map(cell).collect()
}

impl XmlBook<'_> {
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mut add = |name: &str, text: &str| {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        };
        let link = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        };
        let links = |text: &str| {
            let package = "http://schemas.openxmlformats.org/package/2006/relationships";
            format!("<Relationships xmlns=\"{package}\">{text}</Relationships>")
        };
        add("_rels/.rels", &links(&link("r1", "officeDocument", "xl/workbook.xml")));
        let (mut names, mut parts) = (String::new(), String::new());
        for ((name, state, xml), nth) in self.sheets.iter().zip(1..) {
            names += &format!(
                "<sheet name=\"{name}\" sheetId=\"{nth}\" state=\"{state}\" r:id=\"r{nth}\"/>"
            );
            parts += &link(&format!("r{nth}"), "worksheet", &format!("worksheets/sheet{nth}.xml"));
            add(&format!("xl/worksheets/sheet{nth}.xml"), xml);
        }
        parts += &link("s", "styles", "styles.xml");
        parts += &link("t", "sharedStrings", "sharedStrings.xml");
        add("xl/_rels/workbook.xml.rels", &links(&parts));
        let calculation = self.calculation;
        add(
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets>{calculation}</workbook>"
            ),
        );
        add("xl/styles.xml", &self.styles());
        add("xl/sharedStrings.xml", &format!("<sst xmlns=\"{MAIN}\">{}</sst>", self.texts));
        zip.finish().unwrap().into_inner()
    }

    /// Returns the XML of the styles: the plain one, those of the formats, and last the one that
    /// is struck through.
    fn styles(&self) -> String {
        let formats = self.formats.iter().zip(200..).map(|(code, id)| {
            let code = code.replace('"', "&quot;");
            format!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>")
        });
        let formats: String = formats.collect();
        let used: String = (200..)
            .take(self.formats.len())
            .map(|id| format!("<xf numFmtId=\"{id}\" fontId=\"0\"/>"))
            .collect();
        format!(
            "<styleSheet xmlns=\"{MAIN}\"><numFmts>{formats}</numFmts>\
            <fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId=\"0\" fontId=\"0\"/>\
            {used}<xf numFmtId=\"0\" fontId=\"1\"/></cellXfs></styleSheet>"
        )
    }

    /// Reads the workbook, with hidden parts if `with_hidden`.
    pub(super) fn read(&self, with_hidden: bool) -> ReadResult {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.xlsx");
        std::fs::write(&path, self.bytes()).unwrap();
        let options = ImportOptions { with_hidden, ..ImportOptions::default() };
        read(&path, &options, &mut |_, _| {})
    }
}

/// Returns the projects of a file, `no title domain` each, and what was said in Chinese, without
/// what is said of every table.
pub(super) fn outcome(result: &ReadResult) -> (Vec<String>, Vec<String>) {
    let lines = messages(result, "a.xlsx", Lang::Zh);
    let is_usual = |line: &String| line.contains("清单名称取自") || line.contains("没有领域表");
    let lines: Vec<String> = lines.into_iter().filter(|line| !is_usual(line)).collect();
    let projects = result.catalog.iter().flat_map(|catalog| {
        catalog.projects().map(|(_, project)| {
            let domain = catalog.domain(project.domain).name.get(Lang::Zh);
            format!("{} {} {domain}", project.no.0, project.title.get(Lang::Zh))
        })
    });
    (projects.collect(), lines)
}
