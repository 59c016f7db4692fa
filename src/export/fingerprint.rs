//! The fingerprint of a catalogue's content, by which two printed copies are told apart.

use super::csv::{self, CsvFormulas};
use crate::model::Catalogue;
use crate::output::sha256;

/// The first 16 hexadecimal digits of the SHA-256 of `catalogue.csv`, in groups of four. So anyone who
/// has the CSV can check the number on the cover, unless it was written with raw formulas.
pub fn fingerprint(catalogue: &Catalogue) -> String {
    let digest = sha256(csv::write(catalogue, CsvFormulas::Guarded).as_bytes());
    let groups: Vec<&str> = (0..4).filter_map(|at| digest.get(at * 4..at * 4 + 4)).collect();
    groups.join("-")
}
