//! 用语: words that changed with institutions, and slips of the pen that catalogues carry on.
//!
//! Finds where an old word stands in a text; titles in 《》 keep their old words. Whether that is a
//! fault in a given field is for rules to say.

use jiff::civil::Date;

use crate::input::yaml::Node;

/// A word that is no longer used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// 旧.
    pub old: String,
    /// 新; `None` where the thing is gone and nothing took its place.
    pub new: Option<String>,
    /// 自: since when the new word is used, where known.
    pub since: Option<Date>,
    /// 类别.
    pub kind: TermKind,
    /// Longer wordings in which the old word is right.
    pub exceptions: Vec<String>,
    /// What happened.
    pub note: String,
    /// 核实.
    pub evidence: String,
}

/// What sort of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// 机构.
    Body,
    /// 制度.
    System,
    /// 领域.
    Domain,
    /// 名称.
    Name,
}

/// A slip of the pen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// 误.
    pub wrong: String,
    /// 正.
    pub right: String,
    /// How it comes about.
    pub note: String,
}

/// Where a word of the register stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<T> {
    /// The entry of the register.
    pub entry: T,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The register of words.
#[derive(Debug)]
pub struct TermRegister {
    /// The longest first, so that the longest word at a place is found.
    terms: Vec<Term>,
    slips: Vec<Slip>,
}

impl TermRegister {
    /// Reads a checked tree.
    pub(super) fn read(node: &Node) -> Self {
        let list = |key: &str| node.get(key).map_or(&[][..], Node::elements);
        let mut terms: Vec<Term> = list("用语").iter().filter_map(term).collect();
        terms.sort_by(|a, b| (b.old.len(), &a.old).cmp(&(a.old.len(), &b.old)));
        Self { terms, slips: list("易错").iter().filter_map(slip).collect() }
    }

    /// All old words, the longest first.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// All slips.
    pub fn slips(&self) -> &[Slip] {
        &self.slips
    }

    /// The old words in a text, from left to right; the longest at each place, none inside 《》 or
    /// inside a wording that may keep it.
    pub fn old_words(&self, text: &str) -> Vec<Hit<&Term>> {
        let mut hits = Vec::new();
        let mut skip_to = 0;
        for at in outside_titles(text) {
            let rest = text.get(at..).unwrap_or("");
            let found = self.terms.iter().find(|term| rest.starts_with(&term.old));
            let Some(term) = found.filter(|_| at >= skip_to) else { continue };
            let end = at + term.old.len();
            skip_to = end;
            if !excepted(text, at, end, term) {
                hits.push(Hit { entry: term, start: at, end });
            }
        }
        hits
    }

    /// The slips in a text, from left to right.
    pub fn slips_in(&self, text: &str) -> Vec<Hit<&Slip>> {
        let of = |slip: &'_ Slip| -> Vec<(usize, usize)> {
            text.match_indices(&slip.wrong).map(|(at, word)| (at, at + word.len())).collect()
        };
        let mut hits: Vec<Hit<&Slip>> = Vec::new();
        for slip in &self.slips {
            hits.extend(of(slip).into_iter().map(|(start, end)| Hit { entry: slip, start, end }));
        }
        hits.sort_by_key(|hit| (hit.start, hit.end));
        hits
    }
}

/// The byte positions of the characters that stand in no 《》.
fn outside_titles(text: &str) -> impl Iterator<Item = usize> {
    let mut depth = 0usize;
    text.char_indices().filter_map(move |(at, c)| {
        match c {
            '《' | '〈' => depth += 1,
            '》' | '〉' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

/// Whether the word at this place is part of a wording that may keep it.
fn excepted(text: &str, start: usize, end: usize, term: &Term) -> bool {
    term.exceptions.iter().any(|wording| {
        let mut places = text.match_indices(wording);
        places.any(|(at, _)| at <= start && end <= at + wording.len())
    })
}

fn term(node: &Node) -> Option<Term> {
    Some(Term {
        old: node.text("旧")?.to_owned(),
        new: node.text("新").map(str::to_owned),
        since: node.text("自").and_then(|day| day.parse().ok()),
        kind: match node.text("类别") {
            Some("机构") => TermKind::Body,
            Some("制度") => TermKind::System,
            Some("领域") => TermKind::Domain,
            _ => TermKind::Name,
        },
        exceptions: node.texts("例外").into_iter().map(str::to_owned).collect(),
        note: node.text("说明").unwrap_or_default().to_owned(),
        evidence: node.text("核实").unwrap_or_default().to_owned(),
    })
}

fn slip(node: &Node) -> Option<Slip> {
    Some(Slip {
        wrong: node.text("误")?.to_owned(),
        right: node.text("正")?.to_owned(),
        note: node.text("说明").unwrap_or_default().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use crate::register::built_in;

    fn old(text: &str) -> Vec<&'static str> {
        built_in().terms().old_words(text).into_iter().map(|hit| hit.entry.old.as_str()).collect()
    }

    #[test]
    fn the_longest_word_is_found() {
        assert_eq!(old("县扶贫办、乡镇"), ["扶贫办"]);
        assert_eq!(old("精准扶贫政策"), ["精准扶贫"]);
        assert_eq!(old("县级民政部门"), Vec::<&str>::new());
    }

    #[test]
    fn titles_and_exceptions_keep_their_words() {
        assert_eq!(old("《关于精准扶贫的意见》"), Vec::<&str>::new());
        assert_eq!(old("《印发〈扶贫办法〉的通知》后的扶贫"), ["扶贫"]);
        assert_eq!(old("易地扶贫搬迁后续扶持"), Vec::<&str>::new());
        assert_eq!(old("原扶贫办移交"), Vec::<&str>::new());
    }

    #[test]
    fn places_are_bytes_of_the_text() {
        let text = "由县扶贫办公开";
        let hits = built_in().terms().old_words(text);
        assert_eq!(text.get(hits[0].start..hits[0].end), Some("扶贫办"));
        assert!(hits[0].entry.since.is_some_and(|day| day.year() == 2021));
    }

    #[test]
    fn slips_are_found() {
        let register = built_in().terms();
        for slip in register.slips() {
            assert_ne!(slip.wrong, slip.right);
            let text = format!("公开{}等", slip.wrong);
            let found = register.slips_in(&text);
            assert!(found.iter().any(|hit| hit.entry == slip), "{}", slip.wrong);
            assert!(register.slips_in(&slip.right).is_empty(), "{}", slip.right);
        }
    }
}
