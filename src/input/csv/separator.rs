//! What parts the columns of a text: the user's word, the file's own, or what divides its rows best.

use super::CsvFields;

/// The separators that are told by the content, the likeliest first.
const SEPARATORS: [char; 6] = [',', '\t', ';', '|', '，', '；'];
/// Full-width commas and bars also stand in plain sentences.
const OF_SENTENCES: [char; 3] = ['|', '，', '；'];
/// How much of a text the separator is told from.
const SAMPLE_ROWS: usize = 50;
const SAMPLE_BYTES: usize = 1 << 16;
/// Shares of rows are compared as so many parts.
const SHARE: usize = 1_000;

/// What parts the columns of a text, by what that is known, and what else was looked at.
#[derive(Debug, Clone)]
pub struct SeparatorChoice {
    /// The separator.
    pub separator: char,
    /// By what it is known.
    pub sign: SeparatorSign,
    /// All that may part columns, the likeliest first, and one that was said.
    pub candidates: Vec<SeparatorCandidate>,
}

/// By what a separator is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeparatorSign {
    /// The user said it.
    Given,
    /// The first line of the file says it.
    Declared,
    /// It divides the rows best.
    Divides,
    /// Nothing divides any row, so there is one column.
    Nothing,
}

/// How a separator divides the first rows of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeparatorCandidate {
    /// The separator.
    pub separator: char,
    /// So many rows there are with it: it is not the same for all, since a mark of another one may open a cell.
    pub rows: usize,
    /// So many of them it divides.
    pub divided: usize,
    /// So many columns has the widest.
    pub width: u32,
    /// So many rows are as wide.
    pub even: usize,
}

impl SeparatorCandidate {
    fn of(sample: &str, separator: char) -> Self {
        let counts = counts(sample, separator);
        let most = counts.iter().copied().max().unwrap_or(0);
        Self {
            separator,
            rows: counts.len(),
            divided: counts.iter().filter(|count| **count > 0).count(),
            width: most.saturating_add(1),
            even: counts.iter().filter(|count| **count == most).count(),
        }
    }

    /// Whether it counts for nothing because sentences have it as well, and not all rows have as many.
    pub fn is_of_sentences(&self) -> bool {
        OF_SENTENCES.contains(&self.separator) && self.even < self.rows
    }

    /// How well it divides, from 0 to 1: by the share of the rows, since the wrong separator cuts quoted cells into
    /// more of them.
    pub fn score(&self) -> f64 {
        self.parts() as f64 / (2 * SHARE) as f64
    }

    fn parts(&self) -> usize {
        let divides = self.divided > 0 && !self.is_of_sentences();
        if divides { (self.divided + self.even) * SHARE / self.rows.max(1) } else { 0 }
    }
}

/// What parts the columns of a text, and the text without the line that says so.
pub(super) fn told(text: &str, given: Option<char>) -> (char, &str) {
    let (declared, text) = with_declared(text);
    (given.or(declared).unwrap_or_else(|| best(&candidates(text)).separator), text)
}

/// The same, with all that was looked at.
pub(super) fn explained(text: &str, given: Option<char>) -> SeparatorChoice {
    let (declared, text) = with_declared(text);
    let mut candidates = candidates(text);
    let best = best(&candidates);
    let (separator, sign) = match (given, declared) {
        (Some(given), _) => (given, SeparatorSign::Given),
        (None, Some(declared)) => (declared, SeparatorSign::Declared),
        (None, None) if best.parts() > 0 => (best.separator, SeparatorSign::Divides),
        (None, None) => (best.separator, SeparatorSign::Nothing),
    };
    if !SEPARATORS.contains(&separator) {
        candidates.push(SeparatorCandidate::of(sample(text), separator));
    }
    SeparatorChoice { separator, sign, candidates }
}

/// Excel's first line `sep=;`, which is no row, taken off.
fn with_declared(text: &str) -> (Option<char>, &str) {
    let declared = || {
        let rest = text.strip_prefix("sep=")?;
        let separator = rest.chars().next()?;
        let rest = &rest[separator.len_utf8()..];
        let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
        Some((separator, rest))
    };
    declared().map_or((None, text), |(separator, rest)| (Some(separator), rest))
}

fn sample(text: &str) -> &str {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn candidates(text: &str) -> Vec<SeparatorCandidate> {
    let sample = sample(text);
    SEPARATORS.map(|separator| SeparatorCandidate::of(sample, separator)).to_vec()
}

/// The separator that divides most rows, and among those the one that divides them most evenly: rows as
/// they are read with it, so that a mark inside a quoted cell, of however many lines, divides nothing.
fn best(candidates: &[SeparatorCandidate]) -> SeparatorCandidate {
    let none = SeparatorCandidate { separator: ',', rows: 0, divided: 0, width: 1, even: 0 };
    // Of equals the first wins: `max_by_key` takes the last, hence the turned order.
    candidates.iter().rev().copied().max_by_key(SeparatorCandidate::parts).unwrap_or(none)
}

/// How often the separator stands in each of the first rows that hold anything.
fn counts(sample: &str, separator: char) -> Vec<u32> {
    let mut fields = CsvFields::new(sample, separator);
    let mut counts = vec![0];
    let mut filled = false;
    let mut at = 0;
    while let Some((row, column, field)) = fields.next() {
        if row > at && filled {
            counts.push(0);
            filled = false;
        }
        if counts.len() > SAMPLE_ROWS {
            counts.pop();
            break;
        }
        at = row;
        filled |= !field.trim().is_empty();
        if let Some(count) = counts.last_mut() {
            *count = column;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_told_by_the_content() {
        for (text, expected) in [
            ("a,b\n1,2\n", ','),
            ("a\tb,c\n1\t2\n", '\t'),
            ("a;b\n1,5;2,5\n3;4\n", ';'),
            ("名称|时限\n甲|20\n", '|'),
            ("名称，时限\n甲，20\n", '，'),
            ("\"a;b;c\",1\n\"d;e;f\",2\n", ','),
            ("甲,\"1;2\n3;4\n5;6\"\n乙,\"7;8\n9;0\"\n", ','),
            ("只有一列\n甲\n", ','),
        ] {
            assert_eq!(told(text, None).0, expected, "{text}");
            assert_eq!(explained(text, None).separator, expected, "{text}");
        }
    }

    #[test]
    fn what_each_separator_gives_is_told() {
        let text = "名称|时限|主体\n甲，乙|20|\"丙\n丁\"\n戊，己|5\n";
        let choice = explained(text, None);
        let of = |separator| {
            let found = choice.candidates.iter().find(|c| c.separator == separator);
            let SeparatorCandidate { rows, divided, width, even, .. } = *found.unwrap();
            (rows, divided, width, even)
        };
        // A bar that does not divide all rows alike may be of a sentence, and so may the comma.
        assert_eq!((choice.separator, choice.sign), (',', SeparatorSign::Nothing));
        assert_eq!(of('|'), (3, 3, 3, 2));
        assert_eq!(of('，'), (4, 2, 2, 2));
        assert_eq!(of(','), (4, 0, 1, 4));
        assert!(choice.candidates.iter().all(|candidate| candidate.score() == 0.0));
        for (text, given, separator, sign) in [
            (text, Some('|'), '|', SeparatorSign::Given),
            ("sep=;\na;b\n", None, ';', SeparatorSign::Declared),
            ("a,b\n1,2\n", None, ',', SeparatorSign::Divides),
        ] {
            let choice = explained(text, given);
            assert_eq!((choice.separator, choice.sign), (separator, sign), "{text}");
        }
        assert_eq!(explained("甲§乙\n", Some('§')).candidates.last().unwrap().divided, 1);
    }
}
