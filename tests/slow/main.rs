//! Tests that go on for as long as they are given, or have millions of cases: fuzzing, the kiosk and
//! its visitors, every code point, a soak.
//!
//! Apart from `tests/it` because `.ci/run` and `.ci/long` build them optimised (`--profile quick`),
//! which would take minutes for all tests.

mod fuzz;
mod kiosk;
mod soak;
#[path = "../it/support/board.rs"]
mod support;
mod untrusted;
