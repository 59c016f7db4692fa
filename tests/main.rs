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
mod help_pages;
mod killed_runs;
mod listings;
mod local_domains;
mod marked;
mod merge_laws;
mod planted_basis_limit_body;
mod planted_domains;
mod planted_repository;
mod planted_workbook_form;
mod readers;
mod readme;
mod recipes;
mod render;
mod report_workbook;
mod repository;
mod review;
mod rule_owners;
mod rule_pages;
mod rules;
mod same_text;
mod schemas;
mod settings;
mod submit;
mod templates;
mod tidy;
mod whole_way;
