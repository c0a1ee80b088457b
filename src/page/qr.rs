//! What there is about a project as a code that a phone reads without a network (QR, ISO/IEC 18004).

use qrcode::bits::encode_auto;
use qrcode::{Color, EcLevel, QrCode};

use crate::catalog::{Catalog, Project, Target};
use crate::lang::{Lang, Strings};

/// The light modules on each side that the standard asks for: without them many phones find nothing.
const QUIET_ZONE: usize = 4;

/// The longest text that a code holds: so many digits, and fewer of all else.
const DIGITS_MAX: usize = 7_089;

/// A code, with the light around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrMatrix {
    /// What a phone reads in it.
    pub text: String,
    /// What there was no room for.
    pub omitted: Vec<&'static str>,
    /// How many modules it has on each side, the light around it included.
    pub side: usize,
    /// Which modules are dark, row by row, without the light around them.
    dark: Vec<bool>,
}

impl QrMatrix {
    /// The code about a project that has at most `room` modules on each side, with as many parts as go into it, the most
    /// important first. A part is there as a whole or not at all: half of the places would look like all of them.
    ///
    /// # Errors
    /// There is room for nothing; the modules on each side that the least code has.
    pub fn for_project(catalog: &Catalog, project: &Project, lang: Lang, room: usize) -> Result<Self, usize> {
        let mut text = format!("{} {}", catalog.number_label(project, lang), project.title.get(lang));
        let least = side_for(&text).unwrap_or(usize::MAX);
        if least > room {
            return Err(least);
        }
        let mut left_out = Vec::new();
        for (name, part) in optional_parts(catalog, project, lang) {
            let more = format!("{text}\n{part}");
            if side_for(&more).is_some_and(|side| side <= room) {
                text = more;
            } else if !left_out.contains(&name) {
                left_out.push(name);
            }
        }
        // Room that is left over goes into corrections: for dirt on the glass, and for hands that shake.
        let codes = [EcLevel::Q, EcLevel::M, EcLevel::L].into_iter();
        let mut codes = codes.filter_map(|level| QrCode::with_error_correction_level(&text, level).ok());
        let code = codes.find(|code| code.width() + 2 * QUIET_ZONE <= room).ok_or(least)?;
        let dark = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Ok(Self { text, omitted: left_out, side: code.width() + 2 * QUIET_ZONE, dark })
    }

    /// Whether a module is dark; there is nothing but light around the code.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let width = self.side - 2 * QUIET_ZONE;
        let inside = |at: usize| at.checked_sub(QUIET_ZONE).filter(|at| *at < width);
        let module = inside(x).zip(inside(y)).and_then(|(x, y)| self.dark.get(y * width + x));
        module.copied().unwrap_or_default()
    }
}

/// The modules on each side of the least code with that text, if there is one.
fn side_for(text: &str) -> Option<usize> {
    if text.len() > DIGITS_MAX {
        return None;
    }
    let bits = encode_auto(text.as_bytes(), EcLevel::L).ok()?;
    Some(usize::try_from(bits.version().width()).ok()? + 2 * QUIET_ZONE)
}

/// What there is to say besides number and title, the most important first, each with what it is called.
fn optional_parts(catalog: &Catalog, project: &Project, lang: Lang) -> Vec<(&'static str, String)> {
    let s: &Strings = lang.strings();
    let headline = project.headline();
    let lines = |targets: &[Target]| targets.iter().map(|target| target.text(lang)).collect::<Vec<_>>().join("\n");
    let mut others: Vec<Target> = project.targets.iter().collect();
    if let Some(place) = others.iter().position(|target| Some(*target) == headline) {
        others.remove(place);
    }
    let places: Vec<&str> = project.places.iter().map(|place| place.get(lang)).collect();
    let named = |name: &str, what: &str| if what.is_empty() { String::new() } else { format!("{name}{}{what}", s.colon) };
    let parts = [
        (s.code_targets, lines(headline.as_slice())),
        (s.code_other_targets, lines(&others)),
        (s.code_places, named(s.places, &places.join(s.semicolon))),
        (s.code_source, named(s.source, catalog.programme_for(project.domain).source.get(lang))),
    ];
    parts.into_iter().filter(|(_, part)| !part.is_empty()).collect()
}
