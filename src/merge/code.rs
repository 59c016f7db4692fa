//! Codes of local additions that were given none.

use sha2::{Digest, Sha256};

use crate::model::{AdminLevel, Code, fold};

/// A code that follows from the names alone, so it stays when rows move; the letter of the level keeps
/// it apart from every national code.
pub fn local_code(domain: &str, level: AdminLevel, names: &[String]) -> Option<Code> {
    let letter = match level {
        AdminLevel::Province => 'P',
        AdminLevel::City => 'C',
        AdminLevel::County => 'X',
        AdminLevel::Town | AdminLevel::Village => 'Z',
        AdminLevel::National => 'L',
    };
    let mut hash = Sha256::new();
    for name in names {
        hash.update(fold::name(name).as_bytes());
        hash.update([0]);
    }
    let digest = hash.finalize();
    let tail: String =
        digest.iter().take(5).map(|b| char::from(ALPHABET[usize::from(b % 32)])).collect();
    Code::parse(&format!("{domain}.{letter}{tail}"))
}

/// Letters and digits that are not mistaken for one another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
