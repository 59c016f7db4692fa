//! The fingerprint of a catalogue's content, by which two printed copies are told apart.

use super::csv::{self, CsvFormulas};
use crate::model::Catalogue;
use crate::submit::fingerprint_of_csv;

/// The fingerprint of `catalogue.csv`. So anyone who has the CSV can check the number on the cover, unless it
/// was written with raw formulas.
pub fn fingerprint(catalogue: &Catalogue) -> String {
    fingerprint_of_csv(csv::write(catalogue, CsvFormulas::Guarded).as_bytes())
}
