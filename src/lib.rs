//! mulu (目录) compiles 政务公开事项标准目录: the national guidelines and each government's own layers
//! go in, one checked catalogue per body of government comes out.
//!
//! The stages, in the order in which data passes them:
//!
//! 0. [`text`]: characters and brackets, under everything.
//! 1. [`source`]: files, places in them, raw tables.
//! 2. [`input`]: readers (YAML, workbooks ...) and what turns raw forms into the [`model`].
//! 3. [`register`]: the built-in reference data.
//! 4. [`merge`]: layers become one [`model::Catalogue`] with origins and a ledger.
//! 5. [`check`]: rules over the result; every [`finding`] has a place.
//! 6. [`report`] shows findings, [`export`] writes catalogues.
//!
//! What reads, edits or writes office files stands on [`office`]. ARCHITECTURE.md says what each module
//! must not know; `tests/architecture.rs` enforces it.
//!
//! The library serves the program and changes with it; only the formats that it writes are kept stable.
//! From a folder to a checked catalogue:
//!
//! ```
//! use mulu::input::project::Project;
//! use mulu::pipeline::{self, Base};
//! use mulu::register::Registers;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut project = Project::read("examples/dongyuan".as_ref(), Registers::known_domains, &[])?;
//! let mut findings = Vec::new();
//! let base = Base::load(&mut project, &mut findings);
//! let compiled = pipeline::compile(&project, &base, 0, "2026-11-20".parse()?);
//! let catalogue = compiled.catalogue.ok_or("its mulu.yaml cannot be used")?;
//! assert_eq!(catalogue.name(), "东园镇");
//! for (domain, item) in catalogue.items().take(3) {
//!     println!("{} {} {}", domain.name, item.code, item.names().join(" / "));
//! }
//! # assert!(catalogue.item_count() > 100);
//! # Ok(())
//! # }
//! ```

pub mod bare;
pub mod baseline;
pub mod cache;
pub mod check;
pub mod cli;
pub mod confirm;
pub mod diff;
pub mod due;
pub mod export;
pub mod finding;
pub mod fix;
pub mod input;
pub mod layout;
pub mod link;
pub mod merge;
pub mod model;
pub mod office;
pub mod output;
pub mod patch;
pub mod pipeline;
pub mod reform;
pub mod register;
pub mod report;
pub mod review;
mod rules;
pub mod site;
pub mod source;
pub mod start;
pub mod status;
pub mod submit;
pub mod tasks;
pub mod text;
pub mod website;
