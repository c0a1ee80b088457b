//! Parts of HTML pages: one file that needs nothing else, for screens of any width and for A4.

use crate::lang::Lang;
use crate::model::{Day, Text};

/// The look of all pages. Black on white, so that it prints; on a phone the cells of a row
/// stand below each other.
const STYLE: &str = "\
:root { color-scheme: light }
* { box-sizing: border-box }
body { color: #111; background: #fff; margin: 0 auto; padding: 1em; max-width: 64em;
  font: 1em/1.6 \"Noto Sans CJK SC\", \"Source Han Sans SC\", \"Microsoft YaHei\",
    \"PingFang SC\", sans-serif;
  overflow-wrap: anywhere }
h1 { font-size: 1.5em; line-height: 1.3; text-align: center; margin: .3em 0 }
h2 { font-size: 1.15em; margin: 1.2em 0 .3em }
caption h2 { margin: 1em 0 .3em }
p { margin: .2em 0 }
header p { text-align: center }
header p.sum { text-align: left }
footer { margin-top: 1.5em; border-top: 1px solid #888; padding-top: .5em }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; break-after: avoid }
th, td { border: 1px solid #767676; padding: .3em .5em; text-align: left; vertical-align: top }
thead th { background: #eee }
tbody th { font-weight: 600 }
.no { text-align: center; width: 3.2em }
.name { width: 19% }
.figures { width: 25% }
.state { width: 25% }
.share { width: 12% }
time { white-space: nowrap }
td ul { margin: 0; padding: 0; list-style: none }
td li + li { margin-top: .2em }
td p { margin: 0 }
td p + p, td p + dl { margin-top: .3em }
dl { margin: 0 }
dt { float: left; font-weight: 600; margin-right: .5em }
dd { margin: 0 }
dd::after { content: \"\"; display: block; clear: left }
@media screen and (max-width: 30em) {
  thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden }
  table, caption, tbody, tr, th, td { display: block; width: auto }
  tr { border: 1px solid #767676; margin-bottom: .6em }
  tr > * { border: 0 }
  .no { text-align: left }
}
@page {
  size: A4; margin: 15mm 12mm 17mm;
  @bottom-center { content: counter(page) \" / \" counter(pages) }
}
@media print {
  body { font-size: 10pt; line-height: 1.45; padding: 0; max-width: none }
  thead { display: table-header-group }
  tr, li, dd { break-inside: avoid }
  tbody tr:first-child { break-before: avoid }
  h1, h2 { break-after: avoid }
}
";

/// Returns a page with this title and the content of its body.
pub(super) fn document(title: &str, body: &str, lang: Lang) -> String {
    let (language, title) = (language(lang), escape_html(title));
    format!(
        "<!DOCTYPE html>\n\
         <html lang=\"{language}\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n\
         <style>\n{STYLE}</style>\n\
         </head>\n\
         <body>\n{body}</body>\n\
         </html>\n"
    )
}

/// Returns an element with a text.
pub(super) fn element(tag: &str, text: &str) -> String {
    format!("<{tag}>{}</{tag}>\n", escape_html(text))
}

/// Returns the beginning of a table up to its first row: the caption, which is a heading, and the
/// header cells, each with its class, empty for none.
pub(super) fn table_start(caption: &str, header: &[(&str, &str)]) -> String {
    let cell = |(class, text): &(&str, &str)| {
        format!("<th scope=\"col\"{}>{}</th>", class_attribute(class), escape_html(text))
    };
    let cells: String = header.iter().map(cell).collect();
    format!(
        "<table>\n<caption><h2>{}</h2></caption>\n<thead>\n<tr>{cells}</tr>\n</thead>\n<tbody>\n",
        escape_html(caption)
    )
}

/// The end of a table.
pub(super) const TABLE_END: &str = "</tbody>\n</table>\n";

/// Returns the attribute for a class, if there is one.
pub(super) fn class_attribute(class: &str) -> String {
    if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") }
}

/// Returns a text in the language of the page as HTML; one that exists only in the other is marked
/// as such, for screen readers and fonts.
pub(super) fn text_html(text: Text, lang: Lang) -> String {
    let content = escape_html(text.get(lang));
    if text.exactly(lang).is_empty() && !content.is_empty() {
        format!("<span lang=\"{}\">{content}</span>", language(lang.other()))
    } else {
        content
    }
}

/// Returns a text as HTML in which no line ends within a day, such as 2026-05-31.
pub(super) fn with_days(text: &str) -> String {
    let word = |word: &str| match Day::parse(word) {
        Some(_) => format!("<time>{}</time>", escape_html(word)),
        None => escape_html(word),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Escapes `text` for HTML.
pub(super) fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

fn language(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "zh-CN" } else { "en" }
}
