//! The tree of a web page, as the parser of html5ever builds it.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

/// Maximum depth of a page: nested more deeply, each element takes as long as all before it.
const DEPTH_MAX: usize = 400;
/// Maximum number of nodes of a page.
const NODES_MAX: usize = 200_000;
/// Number of bytes after which the limits are checked.
const PIECE: usize = 4 << 10;

/// A node: its position in the tree, and its name if it is an element.
#[derive(Debug)]
pub(super) struct NodeHandle {
    id: usize,
    name: Option<QualName>,
}

/// Content of a node.
#[derive(Debug, Default)]
pub(super) struct PageNode {
    /// Name of the element; empty for a text.
    pub name: String,
    pub text: String,
    pub children: Vec<usize>,
    pub colspan: usize,
    pub rowspan: usize,
    /// True if a browser does not show it.
    pub is_hidden: bool,
    /// Line of the file, from 1.
    pub line: usize,
    parent: Option<usize>,
    depth: usize,
}

/// Builds the tree. The node 0 is the document.
#[derive(Debug)]
struct TreeBuilderSink {
    nodes: RefCell<Vec<PageNode>>,
    line: Cell<u64>,
    is_over: Cell<bool>,
}

type TreeHandle = Rc<NodeHandle>;

/// Parses a web page. Returns its nodes, the document first; `None` if it is too large or nested
/// too deeply.
pub(super) fn parse(text: &str) -> Option<Vec<PageNode>> {
    let sink = TreeBuilderSink {
        nodes: RefCell::new(vec![PageNode::default()]),
        line: Cell::new(1),
        is_over: Cell::new(false),
    };
    let mut options = ParseOpts::default();
    // Without scripts a browser shows what stands in for them.
    options.tree_builder.scripting_enabled = false;
    let mut parser = parse_document(sink, options);
    let mut rest = text;
    while !rest.is_empty() {
        let length = (PIECE.min(rest.len())..=rest.len()).find(|at| rest.is_char_boundary(*at))?;
        let (piece, after) = rest.split_at_checked(length)?;
        parser.process(StrTendril::from_slice(piece));
        let sink = &parser.tokenizer.sink.sink;
        if sink.is_over.get() {
            return None;
        }
        rest = after;
    }
    let nodes = parser.finish();
    (nodes.len() <= NODES_MAX).then_some(nodes)
}

impl TreeBuilderSink {
    fn add(&self, node: PageNode, name: Option<QualName>) -> TreeHandle {
        let mut nodes = self.nodes.borrow_mut();
        let id = nodes.len();
        nodes.push(PageNode { line: usize::try_from(self.line.get()).unwrap_or(1), ..node });
        self.is_over.set(self.is_over.get() || id > NODES_MAX);
        Rc::new(NodeHandle { id, name })
    }

    /// Puts a node or a text into `parent` at the position `at`.
    fn insert(&self, parent: usize, at: usize, child: NodeOrText<TreeHandle>) {
        match child {
            NodeOrText::AppendNode(node) => {
                self.detach(node.id);
                let mut nodes = self.nodes.borrow_mut();
                let depth = nodes.get(parent).map_or(0, |parent| parent.depth) + 1;
                if let Some(child) = nodes.get_mut(node.id) {
                    child.parent = Some(parent);
                    child.depth = depth;
                }
                self.is_over.set(self.is_over.get() || depth > DEPTH_MAX);
                if let Some(parent) = nodes.get_mut(parent) {
                    let at = at.min(parent.children.len());
                    parent.children.insert(at, node.id);
                }
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = at.checked_sub(1);
                let before = before.and_then(|at| nodes.get(parent)?.children.get(at).copied());
                let last = before.and_then(|before| nodes.get_mut(before));
                if let Some(last) = last.filter(|last| last.name.is_empty()) {
                    last.text.push_str(&text);
                    return;
                }
                drop(nodes);
                let text = text.to_string();
                let node = self.add(PageNode { text, ..PageNode::default() }, None);
                self.insert(parent, at, NodeOrText::AppendNode(node));
            }
        }
    }

    fn detach(&self, id: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(parent) = nodes.get_mut(id).and_then(|node| node.parent.take()) else { return };
        if let Some(parent) = nodes.get_mut(parent)
            && let Some(at) = parent.children.iter().rposition(|child| *child == id)
        {
            parent.children.remove(at);
        }
    }
}

impl TreeSink for TreeBuilderSink {
    type Handle = TreeHandle;
    type Output = Vec<PageNode>;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Vec<PageNode> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> TreeHandle {
        Rc::new(NodeHandle { id: 0, name: None })
    }

    fn elem_name<'a>(&'a self, target: &'a TreeHandle) -> &'a QualName {
        static OTHER: std::sync::LazyLock<QualName> = std::sync::LazyLock::new(|| {
            QualName::new(None, html5ever::ns!(html), html5ever::local_name!("html"))
        });
        target.name.as_ref().unwrap_or(&OTHER)
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> TreeHandle {
        let mut node = PageNode { name: name.local.to_string(), ..PageNode::default() };
        (node.colspan, node.rowspan) = (1, 1);
        for Attribute { name, value } in attributes {
            let number = || value.trim().parse().unwrap_or(1);
            match &*name.local {
                "colspan" => node.colspan = number(),
                "rowspan" => node.rowspan = number(),
                "hidden" => node.is_hidden = true,
                "style" => {
                    let style: String = value.chars().filter(|c| !c.is_whitespace()).collect();
                    node.is_hidden |= style.contains("display:none");
                }
                _ => {}
            }
        }
        self.add(node, Some(name))
    }

    fn create_comment(&self, _: StrTendril) -> TreeHandle {
        self.add(PageNode { is_hidden: true, name: "#comment".into(), ..PageNode::default() }, None)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> TreeHandle {
        self.create_comment(StrTendril::new())
    }

    fn append(&self, parent: &TreeHandle, child: NodeOrText<TreeHandle>) {
        let at = self.nodes.borrow().get(parent.id).map_or(0, |node| node.children.len());
        self.insert(parent.id, at, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &TreeHandle,
        before: &TreeHandle,
        child: NodeOrText<TreeHandle>,
    ) {
        let has_parent = self.nodes.borrow().get(element.id).is_some_and(|n| n.parent.is_some());
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &TreeHandle) -> TreeHandle {
        Rc::clone(target)
    }

    fn same_node(&self, one: &TreeHandle, other: &TreeHandle) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &TreeHandle, child: NodeOrText<TreeHandle>) {
        if let NodeOrText::AppendNode(node) = &child {
            self.detach(node.id);
        }
        let nodes = self.nodes.borrow();
        let parent = nodes.get(sibling.id).and_then(|node| node.parent);
        let at = parent.and_then(|parent| {
            nodes.get(parent)?.children.iter().rposition(|child| *child == sibling.id)
        });
        drop(nodes);
        if let (Some(parent), Some(at)) = (parent, at) {
            self.insert(parent, at, child);
        }
    }

    fn add_attrs_if_missing(&self, _: &TreeHandle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &TreeHandle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &TreeHandle, new_parent: &TreeHandle) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(children) = nodes.get_mut(node.id).map(|node| std::mem::take(&mut node.children))
        else {
            return;
        };
        let depth = nodes.get(new_parent.id).map_or(0, |parent| parent.depth) + 1;
        for child in &children {
            if let Some(child) = nodes.get_mut(*child) {
                child.parent = Some(new_parent.id);
                child.depth = depth;
            }
        }
        if let Some(parent) = nodes.get_mut(new_parent.id) {
            parent.children.extend(children);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(line);
    }
}
