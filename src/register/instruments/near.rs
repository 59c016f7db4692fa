//! Names that differ in one character, found by hash.
//!
//! Every known name is stored once for each character that can be left out of it. Which name was meant
//! is told only when it is the only one near.

use foldhash::{HashMap, HashMapExt as _};

/// The shortest name, in characters, of which a slip is told.
const SHORTEST: usize = 5;

/// Names with one character left out, each with the instruments that it may stand for.
#[derive(Debug)]
pub(super) struct NearNames {
    shortened: HashMap<String, Vec<(String, usize)>>,
}

impl NearNames {
    /// The keys of names with their instruments.
    pub(super) fn new<'a>(names: impl Iterator<Item = (&'a String, &'a usize)>) -> Self {
        let mut shortened: HashMap<String, Vec<(String, usize)>> = HashMap::new();
        for (name, index) in names.filter(|(name, _)| name.chars().count() >= SHORTEST) {
            for form in std::iter::once(name.clone()).chain(without_one(name)) {
                shortened.entry(form).or_default().push((name.clone(), *index));
            }
        }
        Self { shortened }
    }

    /// The only instrument with a name one character off: another one, one more or one less.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        if key.chars().count() < SHORTEST {
            return None;
        }
        let mut found: Vec<usize> = std::iter::once(key.to_owned())
            .chain(without_one(key))
            .filter_map(|form| self.shortened.get(&form))
            .flatten()
            .filter(|(name, _)| is_slip(name, key))
            .map(|(_, index)| *index)
            .collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

/// The text without its first character, without its second, and so on.
fn without_one(text: &str) -> impl Iterator<Item = String> {
    text.char_indices().map(move |(at, c)| {
        let after = text.get(at + c.len_utf8()..).unwrap_or("");
        format!("{}{after}", text.get(..at).unwrap_or(""))
    })
}

/// Whether one edit leads from one to the other, and it is not one of digits: 2019年 and 2020年 are two
/// instruments.
fn is_slip(known: &str, written: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    known != written
        && digits(known) == digits(written)
        && strsim::osa_distance(known, written) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_off() {
        let known = ["政府信息公开条例", "社会救助暂行办法", "2019年工作要点"];
        let names: Vec<(String, usize)> = known.map(str::to_owned).into_iter().zip(0..).collect();
        let near = NearNames::new(names.iter().map(|(name, index)| (name, index)));
        for (written, index) in [
            ("政府信息公开条列", Some(0)),
            ("政府信息公开例", Some(0)),
            ("政府信息公开的条例", Some(0)),
            ("政府信息公开条例", None),
            ("社会救助办法", None),
            ("2018年工作要点", None),
        ] {
            assert_eq!(near.find(written), index, "{written}");
        }
    }
}
