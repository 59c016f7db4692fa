//! All integration tests, in one binary so that they link once.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod check_formats;
mod common;
mod data;
mod merge_laws;
mod schemas;
mod tidy;
