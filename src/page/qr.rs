//! Encodes the information about a project as a QR code (ISO/IEC 18004), which a phone reads
//! without a network.

use qrcode::bits::encode_auto;
use qrcode::{Color, EcLevel, QrCode};

use super::details::{
    LabelledLine, investment_lines, labelled, note_lines, notes_heading, office_lines,
    phone_and_others,
};
use super::extract::Extract;
use crate::diagnostics::{ContactField, ListField};
use crate::lang::{Lang, Strings};
use crate::model::{Catalog, Project, Target};

/// Number of light modules that the standard requires on each side: without them many phones find
/// no code.
const QUIET_ZONE: usize = 4;

/// Maximum number of digits that a code holds; of all other characters it holds fewer.
const DIGITS_MAX: usize = 7_089;

/// A QR code with its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrMatrix {
    /// The text that a phone reads.
    pub text: String,
    /// Names of the parts that did not fit.
    pub omitted: Vec<&'static str>,
    /// True if a larger code, or this one, holds all parts.
    pub is_whole_possible: bool,
    /// Number of modules on each side, including the quiet zone.
    pub side: usize,
    /// The modules row by row, true if dark, without the quiet zone.
    dark: Vec<bool>,
}

impl QrMatrix {
    /// Creates the code about a project, with at most `max_side` modules on each side and as many
    /// parts as fit, the most important first. A part is included as a whole or not at all: half of
    /// the places would look like all of them.
    ///
    /// # Errors
    /// Not even number and title fit; the value is the number of modules on each side of the
    /// smallest code that holds them, `None` if no code does.
    pub fn for_project(
        catalog: &Catalog,
        project: &Project,
        lang: Lang,
        max_side: usize,
    ) -> Result<Self, Option<usize>> {
        let project = &project.for_public();
        let mut text =
            format!("{} {}", catalog.number_label(project, lang), project.title.get(lang));
        let min_side = side_for(&text);
        if min_side.is_none_or(|side| side > max_side) {
            return Err(min_side);
        }
        let (mut whole, mut omitted) = (text.clone(), Vec::new());
        for (name, part) in optional_parts(catalog, project, lang) {
            whole = format!("{whole}\n{part}");
            let longer = format!("{text}\n{part}");
            if side_for(&longer).is_some_and(|side| side <= max_side) {
                text = longer;
            } else if !omitted.contains(&name) {
                omitted.push(name);
            }
        }
        let is_whole_possible = omitted.is_empty() || side_for(&whole).is_some();
        let code = Self::encode(text, max_side).ok_or(min_side)?;
        Ok(Self { omitted, is_whole_possible, ..code })
    }

    /// Creates the code with a line about each of the projects: number and title with all targets,
    /// else with the key figure, else alone, whichever fits for all of them.
    ///
    /// # Errors
    /// As for [`Self::for_project`].
    pub fn for_projects(
        catalog: &Catalog,
        projects: &[Project],
        lang: Lang,
        max_side: usize,
    ) -> Result<Self, Option<usize>> {
        if let [project] = projects {
            return Self::for_project(catalog, project, lang, max_side);
        }
        let s = lang.strings();
        let title = |project: &Project| {
            format!("{} {}", catalog.number_label(project, lang), project.title.get(lang))
        };
        let headline = |project: &Project| match project.headline() {
            Some(target) => title(project) + s.colon + &target.text(lang),
            None => title(project),
        };
        let joined = |line: &dyn Fn(&Project) -> String| {
            // No code holds more lines than characters.
            projects.iter().take(DIGITS_MAX).map(line).collect::<Vec<_>>().join("\n")
        };
        let all = joined(&|project| Extract::Line.render(catalog, project, lang));
        let fewer = joined(&headline);
        let steps = [(all, vec![]), (fewer, vec![s.code_other_targets])];
        for (text, omitted) in steps {
            if side_for(&text).is_some_and(|side| side <= max_side) {
                let code = Self::encode(text, max_side).ok_or(None)?;
                return Ok(Self { omitted, ..code });
            }
        }
        let text = joined(&title);
        let min_side = side_for(&text);
        let code = Self::encode(text, max_side).ok_or(min_side)?;
        Ok(Self { omitted: vec![s.code_targets, s.code_other_targets], ..code })
    }

    /// Encodes `text` in at most `max_side` modules on each side; `None` if it is too long.
    fn encode(text: String, max_side: usize) -> Option<Self> {
        // Space that is left over is used for error correction: against dirt on the glass and
        // shaking hands.
        let code = [EcLevel::Q, EcLevel::M, EcLevel::L]
            .into_iter()
            .filter_map(|level| QrCode::with_error_correction_level(&text, level).ok())
            .find(|code| code.width() + 2 * QUIET_ZONE <= max_side)?;
        let dark = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        let side = code.width() + 2 * QUIET_ZONE;
        Some(Self { text, omitted: Vec::new(), is_whole_possible: true, side, dark })
    }

    /// Returns true if the module at column `x` and row `y` is dark; around the code everything is
    /// light.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let width = self.side - 2 * QUIET_ZONE;
        let inside = |at: usize| at.checked_sub(QUIET_ZONE).filter(|at| *at < width);
        let module = inside(x).zip(inside(y)).and_then(|(x, y)| self.dark.get(y * width + x));
        module.copied().unwrap_or_default()
    }
}

/// Returns the number of modules on each side of the smallest code with that text, including the
/// quiet zone; `None` if the text is too long.
fn side_for(text: &str) -> Option<usize> {
    if text.len() > DIGITS_MAX {
        return None;
    }
    let bits = encode_auto(text.as_bytes(), EcLevel::L).ok()?;
    Some(usize::try_from(bits.version().width()).ok()? + 2 * QUIET_ZONE)
}

/// Returns the parts besides number and title, the most important first, each with its name.
fn optional_parts(catalog: &Catalog, project: &Project, lang: Lang) -> Vec<(&'static str, String)> {
    let s: &Strings = lang.strings();
    let headline = project.headline();
    let lines = |targets: &[Target]| {
        targets.iter().map(|target| target.text(lang)).collect::<Vec<_>>().join("\n")
    };
    let mut others: Vec<Target> = project.targets.iter().collect();
    if let Some(index) = others.iter().position(|target| Some(*target) == headline) {
        others.remove(index);
    }
    let places = project.list(ListField::Places);
    let places: Vec<&str> = places.iter().map(|place| place.get(lang)).collect();
    let after_label = |label: &str, text: &str| {
        if text.is_empty() { String::new() } else { format!("{label}{}{text}", s.colon) }
    };
    let joined = |lines: &[LabelledLine]| {
        lines.iter().map(|line| labelled(line, lang)).collect::<Vec<_>>().join("\n")
    };
    let [phone, window] = phone_and_others(project, lang);
    let ask = [window, office_lines(project, lang)].concat();
    let parts = [
        // A reader of the code holds a phone.
        (ContactField::Phone.label(lang), joined(&phone)),
        (s.code_targets, lines(headline.as_slice())),
        (s.code_contact, joined(&ask)),
        (s.code_other_targets, lines(&others)),
        (s.code_places, after_label(ListField::Places.label(lang), &places.join(s.semicolon))),
        (s.investment, joined(&investment_lines(project, lang))),
        (notes_heading(lang), note_lines(project, lang).join("\n")),
        (
            s.code_source,
            after_label(s.source, catalog.programme_for(project.domain).source.get(lang)),
        ),
    ];
    parts.into_iter().filter(|(_, part)| !part.is_empty()).collect()
}
