//! What the commands that list something write with `--format json`.
//!
//! One file a command, versioned: the structs are the format, and the model may change without them. A new
//! meaning of an old key needs a new version. Nothing here prints or knows a command.

mod data;
mod diff;
mod domains;
mod due;
mod import;
mod laws;
mod rules;
mod status;
mod tasks;

pub use data::DataRecord;
pub use diff::DiffRecord;
pub use domains::DomainsDocument;
pub use due::DueRecord;
pub use import::ImportDocument;
pub use laws::{Citing, LawRecord, LawsDocument, VersionRecord};
pub use rules::RulesDocument;
pub use status::StatusRecord;
pub use tasks::TasksRecord;
