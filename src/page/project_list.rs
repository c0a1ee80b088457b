//! Writes a list of projects as an HTML page.

use super::html::{
    TABLE_END, class_attribute, document, element, escape_html, table_start, text_html,
};
use super::progress::progress_text;
use super::project_table::key_figure;
use crate::lang::{Lang, fill};
use crate::model::{Catalog, ProgressCriteria, Project};

/// Returns a list of projects as an HTML page.
pub(crate) fn project_list_html(
    catalog: &Catalog,
    projects: &[Project],
    criteria: ProgressCriteria,
    lang: Lang,
) -> String {
    let s = lang.strings();
    let titles: Vec<&str> =
        catalog.programmes().map(|(_, programme)| programme.title.get(lang)).collect();
    let title = titles.join(s.semicolon);
    // With several programmes a number has the label of its programme before it.
    let no_class = if catalog.has_several_programmes() { "" } else { "no" };
    let mut header =
        vec![(no_class, s.number), ("", s.title), ("", s.domain), ("figures", s.key_figure)];
    let has_progress = catalog.has_progress(criteria);
    if has_progress {
        header.push(("", s.progress));
    }
    let mut body = format!("<main>\n{}", element("h1", &title));
    let caption = fill(s.list_caption, &[&projects.len().to_string()]);
    body.push_str(&table_start(&caption, &header));
    for project in projects {
        let no = escape_html(&catalog.number_label(project, lang));
        let domain = text_html(catalog.domain(project.domain).name, lang);
        let title = text_html(project.title, lang);
        body.push_str(&format!(
            "<tr><td{}>{no}</td><th scope=\"row\">{title}</th><td>{domain}</td><td>{}</td>",
            class_attribute(no_class),
            escape_html(&key_figure(project, lang))
        ));
        if has_progress {
            let progress = catalog.progress(project, criteria);
            let progress =
                progress.map(|progress| progress_text(&progress, lang)).unwrap_or_default();
            body.push_str(&format!("<td>{}</td>", escape_html(&progress)));
        }
        body.push_str("</tr>\n");
    }
    body.push_str(TABLE_END);
    document(&title, &(body + "</main>\n"), lang)
}
