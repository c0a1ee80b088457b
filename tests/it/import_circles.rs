//! Imports between the files of `src`: no file imports itself through others.
//!
//! An import is a path, in a `use` declaration or elsewhere, to a name that another file defines.
//! Re-exports are resolved to the file that defines the name: `pub use` alone imports nothing, and
//! neither does `mod name;`. Methods are not resolved, and test modules are left out.

#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use syn::visit::{self, Visit};
use syn::{Item, UseTree, Visibility};

/// The path of a module from the crate root: `["query", "syntax"]`.
type ModulePath = Vec<String>;

/// A path as written, such as `["super", "syntax", "Query"]`.
type ImportPath = Vec<String>;

/// The result of resolving a path, which can name a module and an item at the same time.
#[derive(Clone, Debug, Default, PartialEq)]
struct Resolved {
    module: Option<ModulePath>,
    item: Option<ItemLocation>,
}

/// A defined item: its file and its name there.
#[derive(Clone, Debug, PartialEq)]
struct ItemLocation {
    file: PathBuf,
    name: String,
}

/// A module: its file, and the names in it.
#[derive(Debug, Default)]
struct Module {
    file: PathBuf,
    /// The names of items, except modules and imports.
    items: BTreeSet<String>,
    children: BTreeSet<String>,
    /// The imported names; private imports are visible to the children.
    imports: BTreeMap<String, ImportPath>,
    /// The imports that are not re-exports.
    used: BTreeSet<ImportPath>,
    /// All other paths in the code of the module.
    paths: BTreeSet<ImportPath>,
}

/// The modules of the crate.
#[derive(Default)]
struct Crate(BTreeMap<ModulePath, Module>);

/// Returns true for `#[cfg(test)]`.
fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

/// Returns the name that an item defines, if it is no module and no import.
fn item_name(item: &Item) -> Option<&syn::Ident> {
    match item {
        Item::Const(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        Item::Fn(item) => Some(&item.sig.ident),
        Item::Macro(item) => item.ident.as_ref(),
        Item::Static(item) => Some(&item.ident),
        Item::Struct(item) => Some(&item.ident),
        Item::Trait(item) => Some(&item.ident),
        Item::TraitAlias(item) => Some(&item.ident),
        Item::Type(item) => Some(&item.ident),
        Item::Union(item) => Some(&item.ident),
        _ => None,
    }
}

impl Crate {
    /// Reads the crate whose root is `file`.
    fn read(file: &Path) -> Self {
        let mut modules = Self::default();
        modules.read_file(Vec::new(), file);
        modules
    }

    fn read_file(&mut self, module: ModulePath, file: &Path) {
        let text = fs::read_to_string(file).unwrap();
        let items = syn::parse_file(&text).unwrap().items;
        self.read_module(module, file, &items);
    }

    fn read_module(&mut self, path: ModulePath, file: &Path, items: &[Item]) {
        let mut module = Module { file: file.to_owned(), ..Module::default() };
        for item in items {
            module.items.extend(item_name(item).map(ToString::to_string));
            if let Item::Mod(child) = item {
                if is_test(&child.attrs) {
                    continue;
                }
                let name = child.ident.to_string();
                let child_path = [path.clone(), vec![name.clone()]].concat();
                match &child.content {
                    Some((_, items)) => self.read_module(child_path, file, items),
                    None => self.read_file(child_path, &child_file(&path, &name)),
                }
                module.children.insert(name);
            } else {
                Collector(&mut module).visit_item(item);
            }
        }
        self.0.insert(path, module);
    }

    /// Resolves a path that stands in `module`. `depth` ends circular re-exports.
    fn resolve(&self, module: &ModulePath, path: &[String], depth: usize) -> Resolved {
        let Some((first, rest)) = path.split_first().filter(|_| depth < 20) else {
            return Resolved::default();
        };
        match first.as_str() {
            "crate" => self.resolve_in(&Vec::new(), rest, depth),
            "self" => self.resolve_in(module, rest, depth),
            "super" => {
                let parent = module.split_last().map_or(&[][..], |(_, parent)| parent).to_vec();
                if rest.first().is_some_and(|next| next == "super") {
                    self.resolve(&parent, rest, depth)
                } else {
                    self.resolve_in(&parent, rest, depth)
                }
            }
            _ => self.resolve_in(module, path, depth),
        }
    }

    /// Resolves a path from a module downwards.
    fn resolve_in(&self, path: &ModulePath, names: &[String], depth: usize) -> Resolved {
        let Some((first, rest)) = names.split_first() else {
            return Resolved { module: Some(path.clone()), item: None };
        };
        let Some(module) = self.0.get(path) else { return Resolved::default() };
        let child = [path.clone(), vec![first.clone()]].concat();
        let is_child = module.children.contains(first);
        if is_child && !rest.is_empty() {
            return self.resolve_in(&child, rest, depth);
        }
        let mut found = Resolved {
            module: is_child.then_some(child),
            item: module
                .items
                .get(first)
                .map(|name| ItemLocation { file: module.file.clone(), name: name.clone() }),
        };
        if let Some(import) = module.imports.get(first).filter(|import| import.len() > 1) {
            let imported = self.resolve(path, import, depth + 1);
            found.module = found.module.or(imported.module);
            found.item = found.item.or(imported.item);
        }
        match &found.module {
            Some(module) if !rest.is_empty() => self.resolve_in(module, rest, depth),
            _ => found,
        }
    }

    /// Returns the imports between files, with the imported names.
    fn imports(&self) -> BTreeMap<(PathBuf, PathBuf), BTreeSet<String>> {
        let mut imports: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for (path, module) in &self.0 {
            for import in module.used.iter().chain(&module.paths) {
                let item = self.resolve(path, import, 0).item;
                if let Some(item) = item.filter(|item| item.file != module.file) {
                    let files = (module.file.clone(), item.file);
                    imports.entry(files).or_default().insert(item.name);
                }
            }
        }
        imports
    }
}

/// Returns the file of `mod name;` in the module `parent`.
fn child_file(parent: &[String], name: &str) -> PathBuf {
    let folder = parent.iter().fold(PathBuf::from("src"), |folder, name| folder.join(name));
    let file = folder.join(format!("{name}.rs"));
    if file.exists() { file } else { folder.join(name).join("mod.rs") }
}

/// Collects the imports and the paths of a module.
struct Collector<'a>(&'a mut Module);

impl Collector<'_> {
    /// Adds the leaves of a `use` declaration.
    fn add_imports(&mut self, tree: &UseTree, mut path: ImportPath, is_reexport: bool) {
        let name = match tree {
            UseTree::Path(tree) => {
                path.push(tree.ident.to_string());
                return self.add_imports(&tree.tree, path, is_reexport);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_imports(tree, path.clone(), is_reexport);
                }
                return;
            }
            UseTree::Glob(_) => panic!("{}: import the items by name", self.0.file.display()),
            UseTree::Name(tree) if tree.ident == "self" => path.last().unwrap().clone(),
            UseTree::Rename(tree) if tree.ident == "self" => tree.rename.to_string(),
            UseTree::Name(tree) => {
                path.push(tree.ident.to_string());
                tree.ident.to_string()
            }
            UseTree::Rename(tree) => {
                path.push(tree.ident.to_string());
                tree.rename.to_string()
            }
        };
        if !is_reexport {
            self.0.used.insert(path.clone());
        }
        self.0.imports.insert(name, path);
    }

    /// Adds the paths in the tokens of a macro, and the items that a macro may define.
    fn add_tokens(&mut self, tokens: &str) {
        let is_name = |word: &str| word.starts_with(|c: char| c.is_alphabetic() || c == '_');
        // Brackets stand beside the words that they enclose.
        let tokens = tokens.replace(['(', ')'], " ; ");
        let words: Vec<&str> = tokens.split_whitespace().collect();
        for (nth, word) in words.iter().enumerate().filter(|(_, word)| is_name(word)) {
            let before = nth.checked_sub(1).map_or("", |nth| words[nth]);
            if ["const", "enum", "fn", "static", "struct", "trait", "type"].contains(&before) {
                self.0.items.insert((*word).to_owned());
            }
            if before != "::" {
                let following = words[nth + 1..].chunks_exact(2);
                let following = following.take_while(|pair| pair[0] == "::" && is_name(pair[1]));
                let path = [*word].into_iter().chain(following.map(|pair| pair[1]));
                self.0.paths.insert(path.map(str::to_owned).collect());
            }
        }
    }
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Const(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_test(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, method: &'ast syn::ImplItemFn) {
        if !is_test(&method.attrs) {
            visit::visit_impl_item_fn(self, method);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let is_reexport = !matches!(item.vis, Visibility::Inherited);
        self.add_imports(&item.tree, Vec::new(), is_reexport);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.0.paths.insert(path.segments.iter().map(|part| part.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, invocation: &'ast syn::Macro) {
        self.visit_path(&invocation.path);
        self.add_tokens(&invocation.tokens.to_string());
    }

    /// The path in `pub(in path)` is no import.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

/// Returns the files that `file` imports directly or through others.
fn reachable<'a>(graph: &BTreeMap<&'a Path, Vec<&'a Path>>, file: &Path) -> BTreeSet<&'a Path> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&Path> = graph.get(file).into_iter().flatten().copied().collect();
    while let Some(file) = open.pop() {
        if seen.insert(file) {
            open.extend(graph.get(file).into_iter().flatten());
        }
    }
    seen
}

/// Returns the circles: the largest sets of files each of which imports all others.
fn circles<'a>(imports: impl Iterator<Item = (&'a Path, &'a Path)>) -> Vec<Vec<&'a Path>> {
    let mut graph: BTreeMap<&Path, Vec<&Path>> = BTreeMap::new();
    for (from, to) in imports {
        graph.entry(from).or_default().push(to);
    }
    let reachable: BTreeMap<_, _> =
        graph.keys().map(|file| (*file, reachable(&graph, file))).collect();
    let circle = |file: &&Path| -> Vec<&Path> {
        let reaches =
            |from: &Path, to: &Path| reachable.get(from).is_some_and(|all| all.contains(to));
        reachable[*file].iter().copied().filter(|other| reaches(other, file)).collect()
    };
    let circles: BTreeSet<_> = graph.keys().map(circle).filter(|circle| circle.len() > 1).collect();
    circles.into_iter().collect()
}

static CRATE: LazyLock<Crate> = LazyLock::new(|| Crate::read(Path::new("src/lib.rs")));

/// Describes the imports between the files of a circle.
fn describe(circle: &[&Path], imports: &BTreeMap<(PathBuf, PathBuf), BTreeSet<String>>) -> String {
    let contains = |file: &PathBuf| circle.contains(&file.as_path());
    let inside = imports.iter().filter(|((from, to), _)| contains(from) && contains(to));
    let lines = inside.map(|((from, to), names)| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        format!("  {} imports {} from {}\n", from.display(), names.join(", "), to.display())
    });
    lines.collect()
}

#[test]
fn no_file_imports_itself_through_others() {
    let imports = CRATE.imports();
    let found = circles(imports.keys().map(|(from, to)| (from.as_path(), to.as_path())));
    let circles: Vec<String> = found.iter().map(|circle| describe(circle, &imports)).collect();
    assert!(circles.is_empty(), "imports in circles:\n{}", circles.join("\n"));
}

/// The names by which the board and the commands reach what exists for large catalogs. The lists
/// only shrink.
const DOORS: [(&str, &[&str]); 3] = [
    ("src/index/", &["Index", "SearchResults", "naive_search"]),
    (
        "src/data/",
        &[
            "Change",
            "ChangeKind",
            "LoadedFiles",
            "Loader",
            "LostReports",
            "ReadProgress",
            "ReadResult",
            "Subject",
            "diff",
            "foreign_error",
            "is_convertible",
            "is_single_file",
            "load",
            "load_all",
            "merge_import",
            "read",
            "resolve_data_paths",
        ],
    ),
    ("src/paged_buf.rs", &[]),
];

#[test]
fn what_exists_for_large_catalogs_is_reached_through_its_doors() {
    let mut used = BTreeSet::<&str>::new();
    for ((from, to), names) in CRATE.imports() {
        let (from, to) = (from.display().to_string(), to.display().to_string());
        let is_user = ["app/", "page/", "view/", "commands/"]
            .iter()
            .any(|room| from.starts_with(&format!("src/{room}")));
        let doors = DOORS.iter().find(|(room, _)| to.starts_with(room));
        let Some((room, doors)) = doors.filter(|_| is_user) else { continue };
        for name in names {
            let door = doors.iter().find(|door| name == **door);
            assert!(door.is_some(), "{from} names {name} of {room}");
            used.extend(door);
        }
    }
    let doors = DOORS.iter().flat_map(|(_, doors)| *doors).count();
    assert_eq!(used.len(), doors, "only these doors are used: {used:?}");
}

#[test]
fn every_path_from_the_crate_root_is_resolved() {
    let modules = &CRATE.0;
    assert!(modules.len() > 150, "{}", modules.len());
    assert!(CRATE.imports().len() > 600, "{}", CRATE.imports().len());
    for (path, module) in modules {
        for import in module.used.iter().chain(&module.paths).chain(module.imports.values()) {
            let is_local = ["crate", "self", "super"].contains(&import[0].as_str());
            if is_local && import.len() > 1 {
                let found = CRATE.resolve(path, import, 0);
                assert_ne!(found, Resolved::default(), "{}: {import:?}", module.file.display());
            }
        }
    }
}
