//! The levels of section rows.

/// The levels of the current sections.
#[derive(Debug, Default)]
pub(super) struct SectionLevels {
    /// The level of the outer section, if it has a number.
    pub outer: Option<u8>,
    /// The level and the number of the last section in it.
    pub inner: Option<(u8, u32)>,
    /// True if the outer section says of what kind its projects are, and is no domain.
    pub is_kind: bool,
}

impl SectionLevels {
    /// Returns true if a section with this level and number stands within the outer one: its
    /// numbers begin anew there.
    pub(super) fn contains(&self, level: Option<(u8, u32)>) -> bool {
        let (Some(outer), Some((level, number))) = (self.outer, level) else { return false };
        level > outer && (number == 1 || self.inner == number.checked_sub(1).map(|n| (level, n)))
    }
}
