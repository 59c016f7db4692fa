//! 公开主体: the bodies that disclose an item.
//!
//! Phrases are kept as written; the names in them and how they share the work stand beside. Which body
//! exists, and which is only a role, is not known here.

use std::borrow::Cow;

use super::split;
use crate::text::Wording;

/// The bodies of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bodies {
    /// The phrases in order.
    pub list: Vec<Body>,
}

/// One phrase: a body, or several that share the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The whole phrase as written: 县民政局会同县财政局.
    pub text: String,
    /// The bodies named in it.
    pub parts: Vec<BodyPart>,
}

/// A body named in a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyPart {
    /// Its name as written.
    pub name: String,
    /// Its share in the work.
    pub role: Relation,
}

/// The share of a body in a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The body itself, also 牵头.
    Lead,
    /// 会同, 联合.
    With,
    /// 配合, 协助.
    Assist,
    /// 或, 或者: one of them.
    Or,
}

/// Words that stand before a body and give its share.
const BEFORE: [(&str, Relation); 4] = [
    ("会同", Relation::With),
    ("联合", Relation::With),
    ("或者", Relation::Or),
    ("或", Relation::Or),
];
/// Words that stand behind a body and give its share.
const BEHIND: [(&str, Relation); 5] = [
    ("予以配合", Relation::Assist),
    ("配合", Relation::Assist),
    ("协助", Relation::Assist),
    ("牵头", Relation::Lead),
    ("负责", Relation::Lead),
];

impl Bodies {
    /// The bodies given one by one; an entry that holds several is cut as in [`Bodies::parse`].
    pub fn from_list(list: Vec<String>) -> Self {
        Self::parse(&list.join("、"))
    }

    /// Reads one cell: cut at 、；/ and line breaks outside brackets.
    pub fn parse(text: &str) -> Self {
        let separator = |text: &str, at, c| {
            split::is_list_separator(c) || c == '/' && split::between_chinese(text, at, c)
        };
        let text = unwrapped(text);
        let pieces = split::outside(&text, |at, c| separator(&text, at, c));
        let pieces = pieces.into_iter().flat_map(at_commas).collect();
        Self { list: with_ranks(&text, pieces).into_iter().filter_map(Body::read).collect() }
    }

    /// The phrases, joined by 、.
    pub fn text(&self) -> String {
        self.list.iter().map(|body| body.text.as_str()).collect::<Vec<_>>().join("、")
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The names in all phrases, with their shares.
    pub fn parts(&self) -> impl Iterator<Item = &BodyPart> {
        self.list.iter().flat_map(|body| &body.parts)
    }
}

/// Joins a name that was wrapped in a narrow cell: 县级政府⏎民政部门.
fn unwrapped(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_wrapped = |pair: &[&str]| {
        let [upper, lower] = pair else { return false };
        let part = lower.ends_with("部门") && !lower.contains(['、', '县', '区', '市', '乡', '镇']);
        upper.ends_with("政府") && part
    };
    if !lines.windows(2).any(is_wrapped) {
        return Cow::Borrowed(text);
    }
    let mut joined = String::new();
    for (at, line) in lines.iter().enumerate() {
        joined.push_str(line);
        if !lines.get(at..at + 2).is_some_and(is_wrapped) {
            joined.push('\n');
        }
    }
    Cow::Owned(joined)
}

/// Leaves 市、县人民政府 in one piece: a rank before another one is no body.
fn with_ranks<'a>(text: &'a str, pieces: Vec<&'a str>) -> Vec<&'a str> {
    static RANKS: Wording = Wording::named("并列的行政层级");
    let mut joined: Vec<&str> = Vec::with_capacity(pieces.len());
    let mut pieces = pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).peekable();
    while let Some(piece) = pieces.next() {
        let start = piece.as_ptr().addr() - text.as_ptr().addr();
        let mut end = start + piece.len();
        let mut last = piece;
        let starts = |next: &&str| RANKS.iter().any(|rank| split::bare(next).starts_with(rank));
        while RANKS.contains(&split::bare(last))
            && let Some(next) = pieces.next_if(starts)
        {
            end = next.as_ptr().addr() - text.as_ptr().addr() + next.len();
            last = next;
        }
        joined.push(text.get(start..end).unwrap_or(piece));
    }
    joined
}

/// A comma separates bodies, but not the halves of 甲牵头，乙配合.
fn at_commas(phrase: &str) -> Vec<&str> {
    let shared = BEHIND.iter().any(|(word, _)| phrase.contains(word)) || phrase.contains("会同");
    if shared { vec![phrase] } else { split::outside(phrase, |_, c| matches!(c, '，' | ',')) }
}

impl Body {
    /// Reads one phrase; `None` when nothing is written.
    fn read(phrase: &str) -> Option<Self> {
        let text = split::bare(phrase).replace(['\n', '\r'], "");
        let parts = parts(&text);
        (!text.trim().is_empty()).then_some(Self { text, parts })
    }
}

fn parts(phrase: &str) -> Vec<BodyPart> {
    let halves = split::outside(phrase, |_, c| matches!(c, '，' | ','));
    halves.into_iter().flat_map(half).collect()
}

/// The bodies of a stretch without commas: cut before each word that gives a share.
fn half(text: &str) -> Vec<BodyPart> {
    let brackets = split::Brackets::of(text);
    let mut found = Vec::new();
    let (mut start, mut role, mut skip_to) = (0, Relation::Lead, 0);
    let may_start = |c: char| BEFORE.iter().any(|(word, _)| word.starts_with(c));
    for (at, _) in text.char_indices().filter(|(at, c)| *at > 0 && may_start(*c)) {
        let word =
            text.get(at..).and_then(|rest| BEFORE.into_iter().find(|w| rest.starts_with(w.0)));
        let Some((word, next)) = word.filter(|_| at >= skip_to && !brackets.contain(at)) else {
            continue;
        };
        found.extend(part(text.get(start..at).unwrap_or(""), role));
        (start, role, skip_to) = (at + word.len(), next, at + word.len());
    }
    found.extend(part(text.get(start..).unwrap_or(""), role));
    found
}

fn part(text: &str, role: Relation) -> Option<BodyPart> {
    let text = text.trim();
    let (leading, text) = match BEFORE.into_iter().find(|(word, _)| text.starts_with(word)) {
        Some((word, role)) => (Some(role), text.get(word.len()..).unwrap_or("")),
        None => (None, text),
    };
    let behind =
        BEHIND.into_iter().find(|(word, _)| text.ends_with(word) && text.len() > word.len());
    let (name, trailing) = match behind {
        Some((word, role)) => (text.get(..text.len() - word.len()).unwrap_or(""), Some(role)),
        None => (text, None),
    };
    let name = name.trim().strip_prefix('由').filter(|_| trailing.is_some()).unwrap_or(name).trim();
    let role = trailing.or(leading).unwrap_or(role);
    (!name.is_empty()).then(|| BodyPart { name: name.to_owned(), role })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<String> {
        Bodies::parse(text).list.into_iter().map(|body| body.text).collect()
    }

    fn shares(text: &str) -> Vec<(String, Relation)> {
        Bodies::parse(text).parts().map(|part| (part.name.clone(), part.role)).collect()
    }

    #[test]
    fn cells() {
        for text in [
            "县级人民政府民政部门、乡镇人民政府（街道办事处）",
            "县级人民政府民政部门；乡镇人民政府（街道办事处）",
            "县级人民政府民政部门/乡镇人民政府（街道办事处）",
            "县级人民政府民政部门\n乡镇人民政府（街道办事处）",
            "县级人民政府民政部门，乡镇人民政府（街道办事处）。",
        ] {
            assert_eq!(
                texts(text),
                ["县级人民政府民政部门", "乡镇人民政府（街道办事处）"],
                "{text}"
            );
        }
        assert_eq!(texts("县（市、区）教育部门"), ["县（市、区）教育部门"]);
        assert_eq!(texts(""), Vec::<String>::new());
    }

    #[test]
    fn shared_work() {
        let pair = |a: &str, x, b: &str, y| vec![(a.to_owned(), x), (b.to_owned(), y)];
        use Relation::{Assist, Lead, Or, With};
        assert_eq!(shares("县民政局会同县财政局"), pair("县民政局", Lead, "县财政局", With));
        assert_eq!(
            shares("由县民政局牵头，县财政局配合"),
            pair("县民政局", Lead, "县财政局", Assist)
        );
        assert_eq!(
            shares("采购人或者其委托的采购代理机构"),
            pair("采购人", Lead, "其委托的采购代理机构", Or)
        );
        assert_eq!(shares("住房城乡建设部门（或房管部门）").len(), 1);
    }

    proptest! {
        #[test]
        fn reads_back(list in prop::collection::vec("[县民局会同配合由牵头或者（）()、，/； a。]{1,10}", 0..4)) {
            let bodies = Bodies::from_list(list);
            prop_assert_eq!(&Bodies::parse(&bodies.text()), &bodies);
        }
    }
}
