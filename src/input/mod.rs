//! Readers: files to raw forms, raw forms to the model.
//!
//! Only this module knows file formats for reading. Faults of content become findings with a place;
//! nothing here decides what layers mean together (that is [`crate::merge`]) or prints.

pub mod decode;
pub mod project;
pub mod sheet;
pub mod sheet_adjustments;
pub mod tables;
pub mod yaml;
