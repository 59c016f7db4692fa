//! Readers: files to raw forms, raw forms to the model.
//!
//! Only this module knows file formats for reading. Faults of content become findings with a place;
//! nothing here decides what layers mean together (that is [`crate::merge`]) or prints.

pub mod book;
pub(crate) mod columns;
mod csv;
pub mod data;
pub mod decode;
pub mod disk;
mod docx;
mod doubt;
pub mod encode;
mod filed;
mod html;
pub(crate) mod key;
pub mod labels;
pub mod pages;
pub mod project;
pub mod prose;
pub mod reasons;
pub mod sheet;
pub mod sheet_adjustments;
pub mod single;
pub mod tables;
mod workbook;
pub mod yaml;
