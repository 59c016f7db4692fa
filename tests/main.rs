//! All integration tests, in one binary so that they link once.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod build_command;
mod check_files;
mod check_formats;
mod common;
mod corpus;
mod data;
mod drafts;
mod example_workbooks;
mod export;
mod fix;
mod forms_diff;
mod forms_due;
mod forms_status;
mod listings;
mod marked;
mod merge_laws;
mod planted_c10;
mod planted_c9;
mod planted_domains;
mod planted_repository;
mod readers;
mod readme;
mod recipes;
mod render;
mod report_workbook;
mod repository;
mod review;
mod rule_pages;
mod rules;
mod schemas;
mod settings;
mod submit;
mod templates;
mod tidy;
mod whole_way;
