//! 报审报备: what a catalogue needs before it is submitted, what is counted in its papers, and the list of
//! files by which a bundle is verified.
//!
//! How the papers look is the business of [`crate::export`]; nothing here touches the disk.

mod approval;
mod facts;
mod manifest;
mod readiness;
mod secrecy;
mod tasks;
mod verify;
mod withheld;

pub use approval::{
    Approval, RESULTS, ReturnedSheet, Reviewer, decode_approvals, not_approved, read_approvals,
    standing,
};
pub use facts::{Counts, DomainCounts, FilingFacts, Inquired};
pub use manifest::{FileRecord, MANIFEST, MadeFrom, Manifest, fingerprint_of_csv, sm3_hex};
pub use readiness::{Readiness, missing, required};
pub use secrecy::{QUESTIONS, Secrecy, decode_secrecy, labels, read_secrecy};
pub use tasks::{BodyItem, tasks};
pub use verify::{BundleFault, Expected, OriginOf, compare, verify};
pub use withheld::{
    FilledLooks, VERDICTS, Withheld, WithheldLook, decode_looks, headings, is_due, last_look,
    read_looks, withheld,
};
