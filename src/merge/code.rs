//! Codes of local additions that were given none.

use sha2::{Digest, Sha256};

use crate::model::{AdminLevel, Code, DomainNumber, fold};

/// Characters behind the letter: 50 bits, so that of a million rows hardly two could ever meet. Fewer
/// would have to be told apart by what else there is, and would change when a row comes.
const LENGTH: usize = 10;

/// A code that follows from the names alone, so it stays when rows move or others come; the letter of
/// the level keeps it apart from every national code.
pub fn local_code(domain: &DomainNumber, level: AdminLevel, names: &[String]) -> Option<Code> {
    let letter = level.letter();
    let mut hash = Sha256::new();
    for name in names {
        hash.update(fold::name(name).as_bytes());
        hash.update([0]);
    }
    let digest = hash.finalize();
    let tail: String =
        digest.iter().take(LENGTH).map(|b| char::from(ALPHABET[usize::from(b % 32)])).collect();
    Code::parse(&format!("{domain}.{letter}{tail}"))
}

/// Letters and digits that are not mistaken for one another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_follows_from_the_names() {
        let domain = DomainNumber::parse("19").expect("a number");
        let code = |level, names: [&str; 2]| {
            local_code(&domain, level, &names.map(str::to_owned)).expect("a code")
        };
        let one = code(AdminLevel::County, ["救助", "办事指南"]);
        assert_eq!(one, code(AdminLevel::County, ["1.救助", "办事 指南"]));
        assert_ne!(one, code(AdminLevel::County, ["救助办", "事指南"]));
        assert_ne!(one, code(AdminLevel::City, ["救助", "办事指南"]));
        assert!(one.is_local() && one.former().is_some());
    }

    #[test]
    fn many_rows_have_as_many_codes() {
        let domain = DomainNumber::parse("19").expect("a number");
        let rows = (0..50_000).map(|row| vec![format!("事项{row}")]);
        let mut codes: Vec<Code> =
            rows.filter_map(|names| local_code(&domain, AdminLevel::County, &names)).collect();
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), 50_000);
    }
}
