//! Takes XML apart that is written as office programs write it: no comments, no prefixes, double
//! quotes. Whatever else there is gives `None`, and the caller leaves the whole workbook to calamine.

use std::borrow::Cow;

/// The XML is not plain.
#[derive(Debug)]
pub(super) struct NotPlain;

/// A place in XML.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlainXml<'a> {
    /// The text from there on.
    pub(super) rest: &'a str,
}

impl<'a> PlainXml<'a> {
    /// Skips blanks between elements.
    pub(super) fn skip_blanks(&mut self) {
        // Nearly always there are none.
        if !self.rest.starts_with('<') {
            self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
        }
    }

    /// Skips `word`, if it comes next.
    pub(super) fn skip(&mut self, word: &str) -> bool {
        let rest = self.rest.strip_prefix(word);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Takes the text before the next tag.
    pub(super) fn text(&mut self) -> Option<&'a str> {
        let at = memchr::memchr(b'<', self.rest.as_bytes())?;
        let (text, rest) = self.rest.split_at_checked(at)?;
        self.rest = rest;
        Some(text)
    }

    /// Takes the attributes of a tag whose name was skipped, and true if its element is empty.
    pub(super) fn attributes(&mut self) -> Option<(Attributes<'a>, bool)> {
        let at = memchr::memchr(b'>', self.rest.as_bytes())?;
        let (tag, rest) = self.rest.split_at_checked(at)?;
        self.rest = rest.get(1..)?;
        let inside = tag.strip_suffix('/');
        Some((Attributes { rest: inside.unwrap_or(tag) }, inside.is_some()))
    }

    /// Skips everything up to the end tag `end`, in which there is none of `refused` and no comment.
    pub(super) fn skip_to(&mut self, end: &str, refused: &[&str]) -> Option<()> {
        let at = memchr::memmem::find(self.rest.as_bytes(), end.as_bytes())?;
        let (skipped, rest) = self.rest.split_at_checked(at)?;
        if skipped.contains("<!") || refused.iter().any(|word| skipped.contains(word)) {
            return None;
        }
        self.rest = rest.strip_prefix(end)?;
        Some(())
    }

    /// Takes the element `<t>` with its text, if it comes next.
    pub(super) fn text_element(&mut self) -> Option<Cow<'a, str>> {
        let is_kept = self.skip("<t xml:space=\"preserve\">");
        if !is_kept && !self.skip("<t>") {
            return None;
        }
        let text = decoded(self.text()?, !is_kept)?;
        self.skip("</t>").then_some(text)
    }
}

/// The attributes of a tag.
pub(super) struct Attributes<'a> {
    rest: &'a str,
}

/// Takes each attribute: its name and its raw value.
impl<'a> Iterator for Attributes<'a> {
    type Item = Result<(&'a str, &'a str), NotPlain>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_ascii_start();
        (!rest.is_empty()).then(|| self.split(rest).ok_or(NotPlain))
    }
}

impl<'a> Attributes<'a> {
    fn split(&mut self, rest: &'a str) -> Option<(&'a str, &'a str)> {
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b':';
        let length = rest.bytes().take_while(is_name).count();
        let (name, rest) = rest.split_at_checked(length)?;
        let rest = rest.strip_prefix("=\"")?;
        let length = rest.bytes().position(|byte| matches!(byte, b'"' | b'&' | b'<'))?;
        let (value, rest) = rest.split_at_checked(length)?;
        let rest = rest.strip_prefix('"')?;
        let is_apart = rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']);
        self.rest = rest;
        (is_apart && !name.is_empty()).then_some((name, value))
    }
}

/// Returns the text that is written as `raw`, without blanks around it if `is_trimmed`.
pub(super) fn decoded(raw: &str, is_trimmed: bool) -> Option<Cow<'_, str>> {
    let trimmed = |text: &str| -> String { text.trim_matches(BLANKS).to_owned() };
    let text = match memchr::memchr3(b'&', b'\r', b'_', raw.as_bytes()) {
        None if is_trimmed => return Some(raw.trim_matches(BLANKS).into()),
        None => return Some(raw.into()),
        Some(_) => with_entities(raw)?,
    };
    // Excel writes a control character as `_x000D_`.
    if text.contains("_x") {
        return None;
    }
    Some(if is_trimmed { trimmed(&text).into() } else { text.into() })
}

/// The blanks that Excel ignores around a text.
const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

/// Replaces entities by their characters, and the line breaks of other systems by `\n`.
fn with_entities(raw: &str) -> Option<String> {
    let mut text = String::with_capacity(raw.len());
    for (nth, piece) in raw.split('&').enumerate() {
        let mut piece = piece;
        if nth > 0 {
            let (name, rest) = piece.split_once(';')?;
            text.push(entity(name)?);
            piece = rest;
        }
        if piece.contains('\r') {
            text.push_str(&piece.replace("\r\n", "\n").replace('\r', "\n"));
        } else {
            text.push_str(piece);
        }
    }
    Some(text)
}

/// Returns the character that an entity is.
fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix('x') {
                Some(digits) if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                    u32::from_str_radix(digits, 16).ok()?
                }
                None if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
                _ => return None,
            };
            char::from_u32(code).filter(|c| *c != '\0')
        }
    }
}

/// Returns true if the beginning of some XML has no comments and is in UTF-8.
pub(super) fn is_plain_head(head: &str) -> bool {
    let lower = head.get(..head.len().min(200)).unwrap_or(head).to_lowercase();
    let is_utf8 = !lower.contains("encoding")
        || lower.contains("encoding=\"utf-8\"")
        || lower.contains("encoding='utf-8'");
    is_utf8 && !head.contains("<!")
}
