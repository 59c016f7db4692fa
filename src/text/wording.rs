//! The lists of words by which texts are read: `catalogues/registers/wording.txt`, a line each.

use std::ops::Deref;
use std::sync::OnceLock;

const FILE: &str = include_str!("../../catalogues/registers/wording.txt");

/// A list of words by its name. It is found when it is first asked for, and holds its words in the order
/// of the file.
#[derive(Debug)]
pub struct Wording {
    name: &'static str,
    words: OnceLock<Vec<&'static str>>,
}

impl Wording {
    /// The list of this name; one that the file does not have is empty.
    pub const fn named(name: &'static str) -> Self {
        Self { name, words: OnceLock::new() }
    }
}

impl Deref for Wording {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        self.words.get_or_init(|| {
            let list = lists().find(|(name, _)| *name == self.name);
            list.map(|(_, words)| words.split(' ').collect()).unwrap_or_default()
        })
    }
}

/// The names of the lists, and their words with blanks between them.
fn lists() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (name, rest) = line.split_once(" | ")?;
        Some((name, rest.split_once(" | ")?.1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_is_a_list_of_its_own() {
        let lines = FILE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let names: BTreeSet<&str> = lists().map(|(name, _)| name).collect();
        assert_eq!(names.len(), lines.count());
        for (name, words) in lists() {
            let all: Vec<&str> = words.split(' ').collect();
            let once: BTreeSet<&&str> = all.iter().collect();
            assert!(once.len() == all.len() && !once.contains(&""), "{name}");
        }
    }

    #[test]
    fn a_list_is_found_by_its_name() {
        static KNOWN: Wording = Wording::named("公示的动词");
        assert_eq!(KNOWN.first(), Some(&"公示"));
        assert!(Wording::named("没有这一组").is_empty());
    }
}
