//! `minsheng import --into`: merges a table into the data file that it belongs to.

use std::path::Path;

use super::{
    CommandOutput, CommandResult, FAILURE, check_limits, diagnostic_lines, refused, unknown,
};
use crate::cli::ImportArgs;
use crate::data::{self, diff, merge_import};
use crate::exchange::{BaseProgramme, CellMap, ImportOptions};
use crate::format::{self, Token, tokenize};
use crate::lang::{Lang, fill};
use crate::model::Catalog;
use crate::storage::{
    FileVersion, LastGoodBefore, MemoryNeed, SaveError, StagedFile, is_same_file, keep_last_good,
    last_good_path,
};
use crate::text::clean;

/// Data file that a table is merged into, as it was before the table was read.
pub(crate) struct BaseFile<'a> {
    path: &'a Path,
    version: FileVersion,
    catalog: Catalog,
    has_comments: bool,
}

/// Reads the data file that the import is to be merged into, if there is one, and returns it with
/// the options for reading the table.
pub(crate) fn prepare(
    args: &ImportArgs,
    lang: Lang,
) -> CommandResult<(Option<BaseFile<'_>>, ImportOptions)> {
    let mut options = args.options.clone();
    let Some(path) = &args.into else {
        return if args.allow_removals {
            Err(CommandOutput::error(lang.strings().into_needs_file))
        } else {
            Ok((None, options))
        };
    };
    let base = BaseFile::read(path, &args.file, lang)?;
    options.base = Some(BaseProgramme(base.catalog.clone()));
    Ok((Some(base), options))
}

impl<'a> BaseFile<'a> {
    /// Reads the file at `path`; `table` is the file that is to be merged into it.
    fn read(path: &'a Path, table: &Path, lang: Lang) -> CommandResult<Self> {
        let s = lang.strings();
        let name = path.to_string_lossy();
        let error = |text: &str| Err(CommandOutput::error(&fill(text, &[&name])));
        if path.is_dir() {
            return error(s.into_folder);
        }
        if !path.exists() {
            return error(s.into_missing);
        }
        if is_same_file(path, table) {
            return Err(refused(path, &SaveError::Input, lang));
        }
        // Taken first: whatever is written to the file from here on must not be lost.
        let version = FileVersion::current(path).map_err(|error| refused(path, &error, lang))?;
        if data::is_convertible(path) {
            return error(s.into_ron_only);
        }
        let result = data::read(path, &ImportOptions::default(), &mut |_, _| {});
        let Some(catalog) = result.catalog else {
            return Err(CommandOutput::errors(diagnostic_lines(&result.diagnostics, &name, lang)));
        };
        // What this program does not know would not be written again.
        let mut err = unknown::warnings(&catalog, &[path.to_owned()], lang);
        if !err.is_empty() {
            err.push(s.needs_all.to_owned());
            return Err(CommandOutput::errors(err));
        }
        check_limits(MemoryNeed::CONVERT, &catalog, lang)?;
        let text = result.text.unwrap_or_default();
        let has_comments = tokenize(&text).any(|token: Token| token.is_comment());
        Ok(Self { path, version, catalog, has_comments })
    }

    /// Merges `new`, which was imported from `cells`, into the file and shows the changes. Writes
    /// nothing if there are none, or if something would be lost and the user has not allowed that.
    pub(crate) fn merge(
        &self,
        args: &ImportArgs,
        new: &Catalog,
        cells: Option<&CellMap>,
        lang: Lang,
    ) -> CommandOutput {
        let s = lang.strings();
        let name = self.path.to_string_lossy();
        let Some(cells) = cells else {
            let table = args.file.to_string_lossy();
            return CommandOutput::error(&fill(s.into_needs_table, &[&table]));
        };
        let merge = merge_import(&self.catalog, new, cells);
        if !merge.errors.is_empty() {
            let table = args.file.to_string_lossy();
            return CommandOutput::errors(diagnostic_lines(&merge.errors, &table, lang));
        }
        if let Some(error) = merge.unpaired_error(&name, lang) {
            return CommandOutput::error(&error);
        }
        let mut err = merge.warnings(&name, lang);
        if args.strict && !err.is_empty() {
            err.push(fill(s.import_doubts, &[&err.len().to_string()]));
            return CommandOutput::errors(err);
        }
        if merge.catalog == self.catalog {
            return CommandOutput::line(&fill(s.into_unchanged, &[&name])).after(err);
        }
        let changes = diff(&self.catalog, &merge.catalog);
        let mut out: String = changes.iter().map(|change| change.text(lang) + "\n").collect();
        if changes.is_empty() {
            out = format!("{}\n", s.into_lines_order);
        }
        if let Some(error) = self.other_year(new, lang).filter(|_| !args.allow_removals) {
            let err = vec![error];
            return CommandOutput { out, err, code: FAILURE, ..CommandOutput::default() };
        }
        let mut losses = merge.losses(lang);
        if !losses.is_empty() && !args.allow_removals {
            losses.push(clean(&fill(s.into_refused, &[&name])).into_owned());
            return CommandOutput { out, err: losses, code: FAILURE, ..CommandOutput::default() };
        }
        if let Err(error) = self.save(&merge.catalog, &args.file, lang) {
            return error;
        }
        let last_good = last_good_path(self.path);
        let last_good = last_good.to_string_lossy();
        let (projects, domains) =
            (merge.catalog.len().to_string(), merge.catalog.domains().len().to_string());
        let saved = fill(s.saved, &[&name, &projects, &domains]);
        out += &clean(&fill(s.published_kept, &[&saved, &last_good]));
        out.push('\n');
        if self.has_comments {
            err.push(clean(&fill(s.into_comments, &[&name, &last_good])).into_owned());
        }
        CommandOutput { err, ..CommandOutput::stdout(out) }
    }

    /// Returns the error that `new` is the list of another year.
    fn other_year(&self, new: &Catalog, lang: Lang) -> Option<String> {
        let years = [new, &self.catalog].map(|catalog| catalog.programme().year);
        let is_other = !years.contains(&0) && years[0] != years[1];
        let [new, old] = years.map(|year| year.to_string());
        let error =
            fill(lang.strings().into_other_year, &[&new, &self.path.to_string_lossy(), &old]);
        is_other.then(|| clean(&error).into_owned())
    }

    /// Replaces the file with `catalog`, unless it has changed since it was read, and keeps it as
    /// the last good version. It is never `table`.
    fn save(&self, catalog: &Catalog, table: &Path, lang: Lang) -> CommandResult<()> {
        let text = format::to_ron(catalog);
        // Read back for the same reason as the result of any import.
        if format::parse(&text).as_ref() != Ok(catalog) {
            return Err(CommandOutput::error(lang.strings().import_differs));
        }
        let save_error = |path: &Path, error: &SaveError| refused(path, error, lang);
        let now = FileVersion::current(self.path);
        let changed =
            now.and_then(|now| if now == self.version { Ok(()) } else { Err(SaveError::Changed) });
        changed.map_err(|error| save_error(self.path, &error))?;
        let staged = StagedFile::write(self.path, text.as_bytes(), Some(self.version), &[table])
            .map_err(|error| save_error(self.path, &error))?;
        let last_good = keep_last_good(self.path)
            .map_err(|error| save_error(&last_good_path(self.path), &error))?;
        staged.rename_into_place().map_err(|error| {
            // Neither file changes, then; there is nothing more to do if even that fails.
            let _ = LastGoodBefore::restore(last_good);
            save_error(self.path, &error)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::format::{builtin, to_ron};

    #[test]
    fn a_file_that_someone_else_has_changed_meanwhile_stays() {
        let folder = tempfile::tempdir().unwrap();
        let [path, table] = ["board.ron", "list.csv"].map(|name| folder.path().join(name));
        fs::write(&path, to_ron(&builtin())).unwrap();
        fs::write(&table, "编号,领域,名称\n1,医疗,新名称\n").unwrap();
        let (into, allow_removals) = (Some(path.clone()), true);
        let args =
            ImportArgs { file: table.clone(), into, allow_removals, ..ImportArgs::default() };
        let (base, options) = prepare(&args, Lang::En).unwrap();
        let result = data::read(&table, &options, &mut |_, _| {});
        let catalog = result.catalog.unwrap();
        let merge = |base: &BaseFile| base.merge(&args, &catalog, result.cells.as_ref(), Lang::En);
        let base = base.unwrap();
        let changed = to_ron(&builtin()) + "// by someone else";
        fs::write(&path, &changed).unwrap();
        let output = merge(&base);
        assert_eq!((output.code, output.out.as_str()), (FAILURE, ""));
        assert!(output.err[0].contains("has just been changed by someone else"), "{output:?}");
        let names = fs::read_dir(&folder).unwrap().count();
        assert_eq!((fs::read_to_string(&path).unwrap(), names), (changed, 2));
        // The file as it is now can be changed.
        let (base, _) = prepare(&args, Lang::En).unwrap();
        assert_eq!(merge(&base.unwrap()).code, 0);
    }
}
