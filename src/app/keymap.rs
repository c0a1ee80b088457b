//! The key table: the built-in bindings, with the user's changes.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::default_keymap::{DefaultBinding, KEYS};
use super::{Action, Chord, Layer};

/// One binding of the key table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct KeyBinding {
    layer: Layer,
    chords: Vec<Chord>,
    action: Action,
    /// The place in the footer, if there is one; lower places come first.
    footer_order: Option<u8>,
    /// True if the board does not offer the action. The binding is kept so that the board can say so
    /// when the key is pressed.
    is_disabled: bool,
}

/// The key table: the bindings of all layers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap(Vec<KeyBinding>);

impl Keymap {
    /// Returns the built-in key table.
    ///
    /// # Panics
    /// Never: a test parses the table.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "the table is part of the program, and a test parses it"
    )]
    pub fn builtin() -> Self {
        let chord = |key: &str| key.parse().expect("the table names keys that exist");
        let binding = |layer, &(keys, action, footer_order): &DefaultBinding| KeyBinding {
            layer,
            chords: keys.split(' ').map(chord).collect(),
            action,
            footer_order,
            is_disabled: false,
        };
        let bindings = KEYS.iter().flat_map(|(layer, tables)| {
            tables.iter().copied().flatten().map(|default| binding(*layer, default))
        });
        Self(bindings.collect())
    }

    /// Returns the table with the bindings of `action` disabled, for boards that do not allow it.
    #[must_use]
    pub fn without(mut self, action: Action) -> Self {
        for binding in self.0.iter_mut().filter(|binding| binding.action == action) {
            binding.is_disabled = true;
        }
        self
    }

    /// Returns the table with the built-in keys of `from` bound to `to` in each layer that has both.
    /// Keys that the user has bound to `from` are not meant for `to`.
    #[must_use]
    pub(crate) fn hand_over(mut self, from: Action, to: Action) -> Self {
        let builtin = Self::builtin();
        for layer in Layer::ALL {
            let place = |keymap: &Self, action| {
                keymap
                    .0
                    .iter()
                    .position(|binding| (binding.layer, binding.action) == (layer, action))
            };
            if let (Some(shipped), Some(from), Some(to)) =
                (place(&builtin, from), place(&self, from), place(&self, to))
            {
                let shipped = &builtin.0[shipped].chords;
                let chords = std::mem::take(&mut self.0[from].chords);
                let (chords, kept) = chords.into_iter().partition(|key| shipped.contains(key));
                self.0[from].chords = kept;
                let chords: Vec<Chord> = chords;
                self.0[to].chords.extend(chords);
            }
        }
        self
    }

    /// Binds `action` in `layer` to `chords`, in place of its previous keys.
    pub fn rebind(&mut self, layer: Layer, action: Action, chords: Vec<Chord>) {
        match self.0.iter_mut().find(|binding| (binding.layer, binding.action) == (layer, action)) {
            Some(binding) => binding.chords = chords,
            None => self.0.push(KeyBinding {
                layer,
                chords,
                action,
                footer_order: None,
                is_disabled: false,
            }),
        }
    }

    /// Returns true if `chord` is bound to an action other than `action` in `layer`.
    #[must_use]
    pub fn is_taken(&self, layer: Layer, chord: Chord, action: Action) -> bool {
        self.layer_bindings(layer)
            .any(|binding| binding.action != action && binding.chords.contains(&chord))
    }

    /// Returns true if `action` has a binding in any layer.
    #[must_use]
    pub fn has(&self, action: Action) -> bool {
        self.0.iter().any(|binding| binding.action == action && !binding.is_disabled)
    }

    /// Returns the action of `chord` in `layer`, if it is bound there.
    #[must_use]
    pub fn resolve(&self, layer: Layer, chord: Chord) -> Option<Action> {
        // Where text is typed, `？` is a character like any other.
        let is_text = layer.has_input() && layer != Layer::Help;
        let chord = if is_text { chord } else { chord.normalized() };
        self.layer_bindings(layer)
            .find(|binding| binding.chords.contains(&chord))
            .map(|binding| binding.action)
    }

    /// Returns the disabled action of `chord` in `layer`, if it is bound to one.
    #[must_use]
    pub fn resolve_disabled(&self, layer: Layer, chord: Chord) -> Option<Action> {
        let chord = chord.normalized();
        let mut disabled =
            self.0.iter().filter(|binding| binding.layer == layer && binding.is_disabled);
        disabled.find(|binding| binding.chords.contains(&chord)).map(|binding| binding.action)
    }

    /// Splits an Alt key that has no binding in `layer` into Esc and the key itself.
    ///
    /// A terminal sends Alt as an Esc before the key, and a terminal multiplexer joins an Esc with
    /// a key that follows within 300 or 500 ms. Esc and the next key of a fast typist then look
    /// like an Alt key.
    #[must_use]
    pub fn split_alt(&self, layer: Layer, key: KeyEvent) -> Option<[KeyEvent; 2]> {
        let without_alt = KeyEvent { modifiers: key.modifiers - KeyModifiers::ALT, ..key };
        let is_alt = without_alt != key && key.kind != KeyEventKind::Release;
        let is_unbound = is_alt && self.resolve(layer, Chord::from_event(key)).is_none();
        let escape = KeyEvent { code: KeyCode::Esc, modifiers: KeyModifiers::NONE, ..key };
        is_unbound.then_some([escape, without_alt])
    }

    /// Returns the keys and the action of each binding of `layer`, in the order of the table.
    pub fn bindings(&self, layer: Layer) -> impl Iterator<Item = (String, Action)> {
        self.layer_bindings(layer).map(|binding| {
            let keys: Vec<String> = binding.chords.iter().map(Chord::to_string).collect();
            (keys.join(" "), binding.action)
        })
    }

    /// Returns the first key of `action` in `layer`, if there is one.
    #[must_use]
    pub fn first_key(&self, layer: Layer, action: Action) -> Option<String> {
        self.layer_bindings(layer)
            .find(|binding| binding.action == action)?
            .chords
            .first()
            .map(Chord::to_string)
    }

    /// Returns the hints for the footer in `layer`: the first key of each action that has a place
    /// there, in the order of the places.
    #[must_use]
    pub fn hints(&self, layer: Layer) -> Vec<(String, Action)> {
        let mut hints: Vec<_> = self
            .layer_bindings(layer)
            .filter_map(|binding| {
                Some((binding.footer_order?, binding.chords.first()?, binding.action))
            })
            .collect();
        hints.sort_by_key(|(order, ..)| *order);
        hints.into_iter().map(|(_, chord, action)| (chord.to_string(), action)).collect()
    }

    fn layer_bindings(&self, layer: Layer) -> impl Iterator<Item = &KeyBinding> {
        self.0.iter().filter(move |binding| binding.layer == layer && !binding.is_disabled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(layer: Layer, key: &str) -> Option<Action> {
        Keymap::builtin()
            .resolve(layer, Chord::from_event(key.parse::<Chord>().unwrap().to_event()))
    }

    #[test]
    fn no_key_has_two_bindings_in_one_layer() {
        let keymap = Keymap::builtin();
        for layer in Layer::ALL {
            let mut seen = std::collections::HashSet::new();
            for binding in keymap.layer_bindings(layer) {
                for chord in &binding.chords {
                    assert!(seen.insert(*chord), "{chord} twice in {layer:?}");
                    assert_eq!(chord.normalized(), *chord, "{chord} can never be pressed");
                }
            }
        }
    }

    #[test]
    fn keys_are_formatted_as_they_are_parsed() {
        for binding in Keymap::builtin().0 {
            for chord in binding.chords {
                let shown = chord.to_string();
                let text = if shown.chars().count() == 1 { shown } else { format!("<{shown}>") };
                assert_eq!(text.parse(), Ok(chord), "{text}");
            }
        }
    }

    #[test]
    fn an_active_input_method_does_not_lock_the_board() {
        for (typed, meant) in [
            ("？", "?"),
            ("／", "/"),
            ("、", "/"),
            ("‘", "'"),
            ("ｊ", "j"),
            ("１", "1"),
            ("Ｇ", "G"),
            ("　", "<Space>"),
        ] {
            assert_eq!(action(Layer::Board, typed), action(Layer::Board, meant), "{typed}");
            assert!(action(Layer::Board, typed).is_some(), "{typed}");
            assert_eq!(action(Layer::Search, typed), None, "{typed} is text in the search box");
        }
    }

    #[test]
    fn modifiers_are_matched_exactly() {
        assert_eq!(action(Layer::Board, "q"), Some(Action::Quit));
        assert_eq!(action(Layer::Board, "<Ctrl-q>"), None);
        assert_eq!(action(Layer::Board, "<Alt-q>"), None);
    }

    #[test]
    fn an_alt_key_without_a_binding_is_esc_and_the_key() {
        let mut keymap = Keymap::builtin();
        let chord = |key: &str| key.parse::<Chord>().unwrap();
        keymap.rebind(Layer::Board, Action::Down, vec![chord("<Alt-Down>"), chord("<Alt-0-9>")]);
        for layer in Layer::ALL {
            for (key, alone) in [
                ("<Alt-Down>", "<Down>"),
                ("<Alt-0-9>", "0"),
                ("<Ctrl-Alt-c>", "<Ctrl-c>"),
                ("<Alt-q>", "q"),
            ] {
                let is_unbound = layer != Layer::Board || ["<Ctrl-c>", "q"].contains(&alone);
                let split = keymap.split_alt(layer, chord(key).to_event());
                assert_eq!(
                    split,
                    is_unbound.then(|| ["<Esc>", alone].map(|key| chord(key).to_event())),
                    "{key} in {layer:?}"
                );
            }
            let released = KeyEvent { kind: KeyEventKind::Release, ..chord("<Alt-q>").to_event() };
            assert_eq!(keymap.split_alt(layer, released), None);
            assert_eq!(keymap.split_alt(layer, chord("<Shift-Tab>").to_event()), None);
        }
    }
}
