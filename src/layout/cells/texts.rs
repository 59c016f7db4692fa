//! The texts of the cells of a workbook, in the part that all sheets share.

use std::collections::BTreeMap;

use foldhash::fast::RandomState;
use indexmap::IndexSet;

use super::CELL_BYTES;

/// The part with the texts of all cells.
pub(super) const TEXTS: &str = "xl/sharedStrings.xml";

/// The texts of the cells of a workbook, each once.
#[derive(Default)]
pub(in crate::layout) struct SharedTexts {
    known: IndexSet<String, RandomState>,
    uses: usize,
}

impl SharedTexts {
    /// Whether there is none.
    pub(in crate::layout) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    pub(super) fn place(&mut self, text: &str) -> usize {
        self.uses += 1;
        match self.known.get_index_of(text) {
            Some(place) => place,
            None => self.known.insert_full(text.to_owned()).0,
        }
    }

    /// The part of texts that the crate has written, with these behind its own, and the number of each. What
    /// the crate has written already is not written again.
    pub(super) fn behind(&self, part: &str) -> Option<(String, Vec<usize>)> {
        let (head, rest) = part.split_once("<sst ")?;
        let (attributes, own) = rest.split_once('>')?;
        let own = own.strip_suffix("</sst>")?;
        let known: BTreeMap<&str, usize> = own.split_inclusive("</si>").zip(0..).collect();
        let room: usize = self.known.iter().map(|text| text.len() + CELL_BYTES).sum();
        let mut more = String::with_capacity(room);
        let mut next = counted(attributes, "uniqueCount=\"")?;
        let mut numbers = Vec::with_capacity(self.known.len());
        for text in &self.known {
            let begin = more.len();
            push_text(&mut more, text);
            let number = known.get(&more[begin..]).copied().unwrap_or(next);
            if number == next {
                next += 1;
            } else {
                more.truncate(begin);
            }
            numbers.push(number);
        }
        let uses = counted(attributes, " count=\"")? + self.uses;
        let (name, _) = attributes.split_once(" count=")?;
        let xml =
            format!("{head}<sst {name} count=\"{uses}\" uniqueCount=\"{next}\">{own}{more}</sst>");
        Some((xml, numbers))
    }
}

/// The number behind the first of these words.
fn counted(part: &str, word: &str) -> Option<usize> {
    part.split_once(word)?.1.split_once('"')?.0.parse().ok()
}

/// A number in digits.
pub(super) fn push_number(xml: &mut String, number: usize) {
    if number >= 10 {
        push_number(xml, number / 10);
    }
    // The cast is safe: a digit.
    #[allow(clippy::cast_possible_truncation)]
    xml.push(char::from(b'0' + (number % 10) as u8));
}

/// A text of a cell. Excel drops blanks at its ends unless told, and writes what XML cannot hold by its number.
fn push_text(xml: &mut String, text: &str) {
    let blank = ['\t', '\n', ' '];
    let keeps = text.starts_with(blank) || text.ends_with(blank);
    xml.push_str(if keeps { "<si><t xml:space=\"preserve\">" } else { "<si><t>" });
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (plain, special) = rest.split_at(at);
        xml.push_str(plain);
        let mut after = special.chars();
        match after.next() {
            Some('&') => xml.push_str("&amp;"),
            Some('<') => xml.push_str("&lt;"),
            Some('>') => xml.push_str("&gt;"),
            Some('_') if looks_like_a_number(special) => xml.push_str("_x005F_"),
            Some('_') => xml.push('_'),
            Some(c) => xml.push_str(&format!("_x{:04X}_", u32::from(c))),
            None => {}
        }
        rest = after.as_str();
    }
    xml.push_str(rest);
    xml.push_str("</t></si>");
}

fn is_special(c: char) -> bool {
    match c {
        '&' | '<' | '>' | '_' | '\u{fffe}' | '\u{ffff}' => true,
        '\t' | '\n' => false,
        c => c < ' ',
    }
}

/// `_x0041_` would be read as the character of that number.
fn looks_like_a_number(text: &str) -> bool {
    let Some(digits) = text.strip_prefix("_x").and_then(|rest| rest.get(..5)) else { return false };
    digits.ends_with('_') && digits[..4].bytes().all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::EditedContainer;
    use proptest::prelude::*;
    use rust_xlsxwriter::Workbook;

    /// The texts of a workbook that the crate writes as a whole.
    fn by_the_crate(texts: &[String]) -> String {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, text) in (0u32..).zip(texts) {
            sheet.write_string(row, 0, text).unwrap();
        }
        let bytes = workbook.save_to_buffer().unwrap();
        EditedContainer::open(&bytes).unwrap().required(TEXTS).unwrap()
    }

    proptest! {
        #[test]
        fn texts_are_written_as_the_crate_writes_them(
            texts in prop::collection::btree_set("[ \\t\\n\\r\\x01<>&\"'_x0-9A-F\u{fffe}甲😀]{1,14}", 1..9),
        ) {
            let texts: Vec<String> = texts.into_iter().collect();
            let (first, others) = texts.split_at(1);
            let mut ours = SharedTexts::default();
            others.iter().for_each(|text| _ = ours.place(text));
            let (joined, numbers) = ours.behind(&by_the_crate(first)).unwrap();
            prop_assert_eq!(numbers, (1..texts.len()).collect::<Vec<_>>());
            prop_assert_eq!(joined, by_the_crate(&texts));
        }
    }

    #[test]
    fn what_the_crate_has_written_is_not_written_again() {
        let mut texts = SharedTexts::default();
        ["甲", "乙", "丙"].iter().for_each(|text| _ = texts.place(text));
        let own = by_the_crate(&["丙".to_owned(), "甲".to_owned()]);
        let (joined, numbers) = texts.behind(&own).unwrap();
        assert_eq!(numbers, [1, 2, 0]);
        assert!(joined.contains("uniqueCount=\"3\"") && joined.matches("<si>").count() == 3);
    }
}
