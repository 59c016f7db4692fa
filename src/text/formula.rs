//! Texts that a spreadsheet program would run as a formula when it opens a csv.
//!
//! Such a text gets an apostrophe before it, as spreadsheets write "this is text". So that the text can
//! be told from its guarded form again, one that begins with apostrophes and then as a formula does gets
//! one more; [`unguarded`] takes away one and is the exact reverse of [`guarded`].

use std::borrow::Cow;

const GUARD: char = '\'';

/// The text as it may stand in a csv.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { Cow::Owned(format!("{GUARD}{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`guarded`] was given.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix(GUARD).filter(|text| is_dangerous(text)).unwrap_or(text)
}

/// Whether the text begins as a formula does, behind any number of apostrophes. Full-width signs count:
/// spreadsheets in Chinese and Japanese take them for the narrow ones.
fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches(GUARD)
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_as_a_formula_is_guarded() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2", "'-2"),
            ("\t=1", "'\t=1"),
            ("＝１", "'＝１"),
            ("'=1", "''=1"),
            ("'甲'", "'甲'"),
            ("——甲", "——甲"),
            ("1+1", "1+1"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn reading_undoes_the_guard(text in "['=+@甲\\-\t\n＝]{0,6}") {
            assert_eq!(unguarded(&guarded(&text)), text);
        }
    }
}
