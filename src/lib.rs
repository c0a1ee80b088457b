//! minsheng
pub mod app;
pub mod catalog;
pub mod cli;
pub mod commands;
pub mod lang;
pub mod page;
pub mod search;
pub mod term;
pub mod text;
pub mod view;
