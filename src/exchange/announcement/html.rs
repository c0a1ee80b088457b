//! Reads the lines and tables of a web page.

use super::page_content::PageContent;
use super::page_line::{PageLine, line_label, without_bullet};
use super::page_table::TableWriter;
use super::page_tree::{PageNode, parse};
use crate::diagnostics::FileErrorKind;

/// Longest tag whose attributes are read, in bytes: the parser compares each with all before it.
const TAG_MAX: usize = 1024;

/// Elements that are no part of the text.
const SKIPPED: &str = "script style template head select option button svg iframe textarea object \
    audio video canvas noframes nav input rp rt";

/// Elements that begin a line of their own.
const BLOCKS: &str = "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 tr td th table tbody thead caption \
    section article main header footer aside blockquote pre figure figcaption form fieldset \
    address center hr body html";

/// Reads a web page.
///
/// # Errors
/// It is too large or nested too deeply.
pub(super) fn read(text: &str) -> Result<PageContent, FileErrorKind> {
    let nodes = parse(&lightened(text)).ok_or(FileErrorKind::HugeAnnouncement)?;
    let mut reader = PageReader::new(&nodes, false);
    reader.node(0);
    reader.end_line();
    let mut content = reader.content;
    content.title = title(&nodes);
    Ok(content)
}

/// Returns the title in the head of the page.
fn title(nodes: &[PageNode]) -> Option<String> {
    let node = nodes.iter().find(|node| node.name == "title")?;
    let texts = node.children.iter().filter_map(|child| nodes.get(*child));
    let text: String = texts.map(|node| node.text.as_str()).collect();
    // The name of the site often follows.
    let first = text.split(['_', '|', '\n']).map(str::trim).find(|part| !part.is_empty())?;
    Some(first.to_owned())
}

/// Removes scripts, styles and the attributes of long tags.
fn lightened(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let name: String = tag.chars().skip(1).take(8).collect::<String>().to_ascii_lowercase();
        let raw = ["script", "style"].into_iter().find(|raw| name.starts_with(raw));
        if tag.starts_with("<!--") {
            rest = tag.find("-->").and_then(|end| tag.get(end + 3..)).unwrap_or_default();
        } else if let Some(raw) = raw {
            let end = find_end_tag(tag, raw);
            // The lines of the rest keep their numbers.
            let skipped = tag.get(..end).unwrap_or(tag);
            out.extend(std::iter::repeat_n('\n', skipped.matches('\n').count()));
            rest = tag.get(end..).unwrap_or_default();
        } else if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = tag_end(tag);
            let whole = tag.get(..end).unwrap_or(tag);
            if whole.len() > TAG_MAX {
                let name = whole.split(|c: char| c.is_whitespace() || c == '/' || c == '>').next();
                out.push_str(name.filter(|name| name.len() < 32).unwrap_or("<span"));
                out.push('>');
            } else {
                out.push_str(whole);
            }
            rest = tag.get(end..).unwrap_or_default();
        } else {
            out.push('<');
            rest = tag.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

/// Returns the end of the element `name` that `text` begins with; it has no elements inside.
fn find_end_tag(text: &str, name: &str) -> usize {
    let mut from = 1;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("</")) {
        let at = from + at;
        let rest = text.get(at + 2..).unwrap_or_default();
        let is_end = rest.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
        if is_end {
            return rest.find('>').map_or(text.len(), |end| at + 2 + end + 1);
        }
        from = at + 2;
    }
    text.len()
}

/// Returns the end of the tag that `text` begins with; a quote after `=` hides a `>`.
fn tag_end(text: &str) -> usize {
    let (mut quote, mut last) = (None, ' ');
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') if last == '=' => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
        if !c.is_whitespace() {
            last = c;
        }
    }
    text.len()
}

/// State while the nodes of a page are read.
struct PageReader<'a> {
    nodes: &'a [PageNode],
    content: PageContent,
    /// The line that is read.
    line: Option<PageLine>,
    /// The numbers of the lists around it; 0 for one without numbers.
    lists: Vec<u32>,
    /// Length of the number that a list gives the line, in bytes.
    number_len: usize,
    /// True if the text of a cell is read: tables in it are not.
    is_cell: bool,
}

impl<'a> PageReader<'a> {
    fn new(nodes: &'a [PageNode], is_cell: bool) -> Self {
        let content = PageContent::default();
        Self { nodes, content, line: None, lists: Vec::new(), number_len: 0, is_cell }
    }

    /// Reads a node with all below it. The depth of a page is limited.
    fn node(&mut self, id: usize) {
        let nodes = self.nodes;
        let Some(node) = nodes.get(id) else { return };
        if node.is_hidden || SKIPPED.split_whitespace().any(|name| name == node.name) {
            return;
        }
        if node.name.is_empty() {
            self.text(&node.text, node.line);
        }
        let is_block = BLOCKS.split_whitespace().any(|name| name == node.name);
        if is_block || node.name == "br" {
            self.end_line();
        }
        match node.name.as_str() {
            "ol" => self.lists.push(1),
            "ul" => self.lists.push(0),
            "li" => self.list_entry(node.line),
            "table" if !self.is_cell => self.table(node),
            _ => {}
        }
        let is_heading = matches!(node.name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let from = self.content.lines.len();
        for child in &node.children {
            self.node(*child);
        }
        if is_block {
            self.end_line();
        }
        if matches!(node.name.as_str(), "ol" | "ul") {
            self.lists.pop();
        }
        if is_heading || self.is_emphasized(node) {
            let lines = self.content.lines.get_mut(from..).unwrap_or_default();
            for line in lines {
                line.is_heading = true;
            }
        }
    }

    /// Returns true if a paragraph consists of bold text alone.
    fn is_emphasized(&self, node: &PageNode) -> bool {
        let visible = node.children.iter().filter_map(|child| self.nodes.get(*child));
        let mut visible = visible.filter(|child| {
            let is_blank = child.name.is_empty() && child.text.trim().is_empty();
            !child.is_hidden && !is_blank
        });
        matches!(node.name.as_str(), "p" | "div")
            && visible.next().is_some_and(|child| matches!(child.name.as_str(), "strong" | "b"))
            && visible.next().is_none()
    }

    fn text(&mut self, text: &str, line: usize) {
        for (nth, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            if let Some(current) = self.line.as_mut().filter(|_| nth > 0)
                && !current.text.ends_with(' ')
            {
                current.text.push(' ');
            }
            if !word.is_empty() {
                let current =
                    self.line.get_or_insert_with(|| PageLine { line, ..PageLine::default() });
                current.text.push_str(word);
            }
        }
    }

    /// Begins an entry of a list with its number.
    fn list_entry(&mut self, line: usize) {
        let Some(number) = self.lists.last_mut().filter(|number| **number > 0) else { return };
        let text = format!("{number}. ");
        *number = number.saturating_add(1);
        self.number_len = text.len();
        self.line = Some(PageLine { text, line, is_heading: false });
    }

    fn end_line(&mut self) {
        let Some(mut line) = self.line.take() else { return };
        let text = without_bullet(line.text.trim());
        // A list that numbers its entries itself needs no second number.
        let own = text.split_once(". ").filter(|(number, rest)| {
            let chars: Vec<char> = rest.trim_start().chars().take(16).collect();
            number.bytes().all(|byte| byte.is_ascii_digit()) && line_label(&chars).is_some()
        });
        let is_empty = line.text.len() == self.number_len;
        self.number_len = 0;
        line.text = own.map_or(text, |(_, rest)| rest).trim().replace('\u{a0}', " ");
        if !line.text.is_empty() && !is_empty {
            self.content.lines.push(line);
        }
    }

    /// Reads a table as a sheet, besides its lines.
    fn table(&mut self, table: &PageNode) {
        let mut writer = TableWriter::default();
        for row in self.children(table, &["tbody", "thead", "tfoot"], "tr") {
            writer.start_row();
            for cell in row.children.iter().filter_map(|child| self.nodes.get(*child)) {
                if matches!(cell.name.as_str(), "td" | "th") && !cell.is_hidden {
                    writer.cell(&self.cell_text(cell), cell.colspan, cell.rowspan);
                }
            }
        }
        self.content.tables.push(writer.finish());
    }

    /// Returns the children `name` of a node, also within `groups`.
    fn children(&self, node: &PageNode, groups: &[&str], name: &str) -> Vec<&'a PageNode> {
        let nodes = |node: &PageNode| -> Vec<&'a PageNode> {
            node.children.iter().filter_map(|id| self.nodes.get(*id)).collect()
        };
        let mut found = Vec::new();
        for child in nodes(node) {
            if child.name == name {
                found.push(child);
            } else if groups.contains(&child.name.as_str()) {
                found.extend(nodes(child).into_iter().filter(|child| child.name == name));
            }
        }
        found
    }

    /// Returns the text of a cell, with its lines; empty for one that has a table.
    fn cell_text(&self, cell: &PageNode) -> String {
        let mut reader = PageReader::new(self.nodes, true);
        for child in &cell.children {
            if self.nodes.get(*child).is_some_and(|child| child.name == "table") {
                return String::new();
            }
            reader.node(*child);
        }
        reader.end_line();
        let lines: Vec<String> = reader.content.lines.into_iter().map(|line| line.text).collect();
        lines.join("\n")
    }
}
