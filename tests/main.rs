//! All integration tests, in one binary so that they link once.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod build_command;
mod data;
mod export;
mod merge_laws;
mod readers;
mod render;
mod schemas;
mod tidy;
