//! Forms that are printed as the attachment of an official document, one a file: what stands in them. How
//! they are laid out is the business of [`crate::layout`].

pub mod changes;
pub mod ledger;
pub mod progress;
