//! Shared parts of the tests: the board in memory, the real binary in a terminal, large catalogs.

pub(crate) mod board;
#[allow(dead_code, reason = "the benches use the rest")]
pub(crate) mod corpus;
pub(crate) mod pty;

pub(crate) use board::{Board, are_searches};
