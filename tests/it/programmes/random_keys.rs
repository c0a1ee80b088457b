//! Random keys, touches and reloads with several programmes.

use crate::support::Board;
use minsheng::app::{Msg, Reload};
use minsheng::format::builtin;
use minsheng::lang::Lang;
use proptest::prelude::*;

use super::{both, example, merged};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The model is consistent after any keys and touches.
    #[test]
    fn no_key_takes_it_apart(keys in prop::collection::vec(0..22_usize, 1..60), width in 40_u16..170, height in 15_u16..60) {
        const KEYS: [&str; 18] = ["j", "k", "h", "l", "<Enter>", "<Esc>", "a", "o", "0", "7", "/", "停", "H", "L", "g", "G", "+", "<Tab>"];
        let (one, two) = (example("2025"), example("2026"));
        let mut board = Board::with_shared(both(), Lang::Zh, width, height);
        for key in keys {
            match key {
                18 => drop(board.send(Msg::Reloaded(Reload::new((*merged(&[("2026.ron", &two)])).clone())))),
                19 => drop(board.send(Msg::Reloaded(Reload::new((*both()).clone())))),
                20 => drop(board.send(Msg::Reloaded(Reload::new((*merged(&[("2025.ron", &one), ("x.ron", &builtin()), ("2026.ron", &two)])).clone())))),
                21 => drop(board.click((3, 4))),
                key => drop(board.press(KEYS[key])),
            }
            board.draw();
        }
    }
}
