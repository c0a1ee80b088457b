//! Announcements as web pages and Word documents, made by code: lines, lists, tables, and what is too
//! large. All texts are invented.

use std::io::{Cursor, Write};

use minsheng::data::ReadResult;
use minsheng::diagnostics::Diagnostic;
use minsheng::lang::Lang;
use minsheng::model::Catalog;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{messages, read_bytes};

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// Returns a Word document with this body and these definitions of lists.
fn document(body: &str, numbering: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    part(
        "word/document.xml",
        &format!("<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>"),
    );
    if !numbering.is_empty() {
        part("word/numbering.xml", &format!("<w:numbering {NAMESPACE}>{numbering}</w:numbering>"));
    }
    zip.finish().unwrap().into_inner()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn listed(level: usize, text: &str) -> String {
    let list = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>");
    paragraph(&format!("<w:pPr>{list}</w:pPr>{}", run(text)))
}

fn catalog_of(name: &str, bytes: &[u8]) -> Catalog {
    let result = read_bytes(name, bytes);
    let lines = messages(&result, name, Lang::En);
    result.catalog.unwrap_or_else(|| panic!("{lines:#?}"))
}

/// Returns the titles and the amounts with their units.
fn content(catalog: &Catalog) -> (Vec<String>, Vec<String>) {
    let titles = catalog.projects().map(|(_, p)| p.title.get(Lang::Zh).to_owned()).collect();
    let targets = catalog.projects().flat_map(|(_, project)| project.targets.iter());
    let amounts = targets.map(|t| format!("{}{}", t.figure.amount().value(), t.unit.get(Lang::Zh)));
    (titles, amounts.collect())
}

fn domains(catalog: &Catalog) -> Vec<String> {
    let names =
        catalog.projects().map(|(_, p)| catalog.domain(p.domain).name.get(Lang::Zh).to_owned());
    names.collect()
}

#[test]
fn a_page_gives_its_projects_and_no_scripts_menus_or_hidden_parts() {
    let page = "<!DOCTYPE html><html><head><title>云溪镇_首页</title><script>\"1.假的\"</script></head><body>\
        <nav><ul><li>1.首页</li></ul></nav><h1>云溪镇2026年民生实事项目</h1>\
        <h2>教育类</h2><p><b>1.</b>办学</p><p>新建<span>幼儿园</span>2所，约<b>1200</b>平方米。</p>\
        <p style=\"display: none\">2.假的</p><p>2.办园</p><div>新增学位&nbsp;360个<br>（其中普惠300个）。</div>\
        <h2>道路类</h2><p>3.修路</p><ul><li>修路3公里；</li></ul></body></html>";
    let catalog = catalog_of("a.html", page.as_bytes());
    let (titles, amounts) = content(&catalog);
    assert_eq!(titles, ["办学", "办园", "修路"]);
    assert_eq!(amounts, ["2所", "1200平方米", "360个", "300个", "3公里"]);
    assert_eq!(catalog.programme().title.get(Lang::Zh), "云溪镇2026年民生实事项目");
    assert_eq!(catalog.domains().count(), 2);
    // The form is also known by its content, and GBK by its bytes.
    let (gbk, ..) = encoding_rs::GBK.encode(page);
    assert_eq!(content(&catalog_of("a.txt", &gbk)), (titles, amounts));
}

#[test]
fn entries_of_a_list_have_its_numbers() {
    let page =
        "<p>云溪镇2026年民生实事项目：</p><ol><li>办学2所</li><li>修路3公里</li><li>种树</li></ol>";
    let (titles, amounts) = content(&catalog_of("a.html", page.as_bytes()));
    assert_eq!(titles, ["办学2所", "修路3公里", "种树"]);
    assert_eq!(amounts, ["2所", "3公里"]);
}

#[test]
fn a_table_of_a_page_follows_the_rules_for_tables() {
    let page = "<h1>云溪镇2026年民生实事项目清单</h1><table>\
        <tr><th>序号<th>领域<th>项目名称<th colspan=1>目标</tr>\
        <tr><td>1<td rowspan=2>教育<td>办学<td>学校 2 所<br>学位 360 个</tr>\
        <tr><td>2<td>办园<td>操场 3 处</tr><tr><td>3<td rowspan=99>道路<td>修路<td>道路 5 公里</table>";
    let catalog = catalog_of("a.html", page.as_bytes());
    let (titles, amounts) = content(&catalog);
    assert_eq!(titles, ["办学", "办园", "修路"]);
    assert_eq!(amounts, ["2所", "360个", "3处", "5公里"]);
    assert_eq!(domains(&catalog), ["教育", "教育", "道路"]);
    assert_eq!(catalog.programme().year, 2026);
}

#[test]
fn a_table_without_domains_has_one_for_all() {
    let page = "<h1>云溪镇2026年民生实事项目清单</h1><table><tr><td>序号<td>项目名称<td>建设内容</tr>\
        <tr><td>1<td>办学<td>新建学校</tr><tr><td>2<td>修路<td>修一条路</tr></table>";
    let catalog = catalog_of("a.html", page.as_bytes());
    assert_eq!(content(&catalog).0, ["办学", "修路"]);
    assert_eq!(domains(&catalog), ["未分类", "未分类"]);
}

#[test]
fn a_document_gives_list_numbers_and_smart_tags_and_no_deleted_text() {
    let numbering = "<w:abstractNum w:abstractNumId=\"7\">\
        <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"（%2）\"/></w:lvl>\
        </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>";
    let smart = format!(
        "{}<w:smartTag>{}{}</w:smartTag>{}<w:del><w:r><w:delText>，9个</w:delText></w:r></w:del>",
        run("新建幼儿园"),
        run("2"),
        run("所"),
        run("，学位&#51;60个 &amp; 操场1处。")
    );
    let body = [
        paragraph(&run("云溪镇2026年民生实事项目")),
        listed(0, "教育类"),
        listed(1, "办学"),
        paragraph(&smart),
        listed(0, "道路类"),
        listed(1, "修路"),
        paragraph(&run("修路3公里。")),
    ];
    let catalog = catalog_of("a.docx", &document(&body.concat(), numbering));
    assert_eq!(content(&catalog).0, ["办学", "修路"]);
    assert_eq!(content(&catalog).1, ["2所", "360个", "1处", "3公里"]);
    assert_eq!(domains(&catalog), ["教育", "道路类"]);
}

#[test]
fn a_table_of_a_document_may_have_cells_over_several_rows() {
    let cell = |text: &str, merge: &str| {
        format!("<w:tc><w:tcPr>{merge}</w:tcPr>{}</w:tc>", paragraph(&run(text)))
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let plain = |texts: [&str; 4]| row(&texts.map(|text| cell(text, "")));
    let table = [
        plain(["序号", "领域", "项目名称", "目标"]),
        row(&[
            cell("1", ""),
            cell("教育", "<w:vMerge w:val=\"restart\"/>"),
            cell("办学", ""),
            cell("学校 2 所", ""),
        ]),
        row(&[cell("2", ""), cell("", "<w:vMerge/>"), cell("办园", ""), cell("操场 3 处", "")]),
        plain(["3", "道路", "修路", "道路 5 公里"]),
    ];
    let title = paragraph(&run("云溪镇2026年民生实事项目清单"));
    let body = format!("{title}<w:tbl>{}</w:tbl>", table.concat());
    let catalog = catalog_of("a.docx", &document(&body, ""));
    assert_eq!(content(&catalog).0, ["办学", "办园", "修路"]);
    assert_eq!(domains(&catalog), ["教育", "教育", "道路"]);
}

#[test]
fn what_is_too_large_or_too_deep_is_refused_in_one_sentence() {
    let code = |result: &ReadResult| {
        assert!(result.catalog.is_none());
        let codes: Vec<&str> = result.diagnostics.iter().map(Diagnostic::code).collect();
        assert_eq!(codes.len(), 1, "{codes:?}");
        codes[0].to_owned()
    };
    let deep = format!("<html>{}1.修路", "<div>".repeat(100_000));
    let bold: String = (0..50_000).map(|nth| format!("<b id={nth}><p>")).collect();
    let wide = format!("<html><p {}>修路", "a b c d ".repeat(100_000));
    let long = document(&paragraph(&run(&"修路".repeat(4_000_000))), "");
    let entities = "<!DOCTYPE w [<!ENTITY a \"修路\"><!ENTITY b \"&a;&a;&a;\">]>";
    let expanding = document(&paragraph(&run("&b;&b;")), "");
    for (name, bytes, expected) in [
        ("deep.html", deep.into_bytes(), "huge-announcement"),
        ("bold.html", format!("<html>{bold}").into_bytes(), "huge-announcement"),
        ("wide.html", wide.into_bytes(), "no-announced-projects"),
        ("long.txt", "修路\n".repeat(1_000_000).into_bytes(), "huge-announcement"),
        ("long.docx", long, "huge-announcement"),
        ("entities.docx", expanding, "no-announced-projects"),
        ("broken.docx", b"PK\x03\x04 and no document".to_vec(), "bad-document"),
        ("entities.html", format!("<html>{entities}&b;").into_bytes(), "no-announced-projects"),
    ] {
        assert_eq!(code(&read_bytes(name, &bytes)), expected, "{name}");
    }
}

#[test]
fn the_spans_of_a_table_end_with_it() {
    let rows = "<tr><td rowspan=65534 colspan=9999>序号<td>项目名称</tr>".repeat(500);
    let result = read_bytes("a.html", format!("<html><table>{rows}</table>").as_bytes());
    assert!(result.catalog.is_none());
}
