//! What is too large in a container.

use super::{OfficeError, OfficeLimit};

const MB: u64 = 1 << 20;

/// The largest values that a container may have. One beyond them is refused with a message, never cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeLimits {
    /// Parts of a container.
    pub parts: usize,
    /// Inflated bytes of one part.
    pub part_bytes: u64,
    /// Inflated bytes of all parts that are read.
    pub total_bytes: u64,
    /// How many times larger a part of more than a megabyte may become by inflating.
    pub ratio: u64,
    /// Inflated bytes of a table of shared strings, which must be held in memory as a whole.
    pub string_table_bytes: u64,
}

impl OfficeLimits {
    /// How deep elements of XML may stand inside each other. Not a setting, since XML is also read
    /// where no container is known.
    pub const DEPTH: usize = 256;
}

impl Default for OfficeLimits {
    fn default() -> Self {
        Self {
            parts: 5_000,
            part_bytes: 100 * MB,
            total_bytes: 250 * MB,
            ratio: 400,
            string_table_bytes: 40 * MB,
        }
    }
}

/// Fails when `found` passes `limit`.
pub(crate) fn check(what: OfficeLimit, found: u64, limit: u64) -> Result<(), OfficeError> {
    if found <= limit { Ok(()) } else { Err(OfficeError::TooLarge { what, limit, at: None }) }
}
