//! All integration tests, in one binary so that they link once.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod check_formats;
mod common;
mod data;
mod example_workbooks;
mod listings;
mod merge_laws;
mod planted_c9;
mod readers;
mod repository;
mod rule_pages;
mod rules;
mod schemas;
mod templates;
mod tidy;
