//! Broken ticks and boxes: □ as 口, ■ as t, R and £ where a symbol font was lost, marks with a legend.
//!
//! A letter is only taken for a box directly before a word that a list of channels or ways begins with.
//! The result uses ■, □ and √, which the value types read.

use std::borrow::Cow;

use crate::text::{Wording, is_han};

/// Words of a legend for what is chosen.
static CHOSEN: Wording = Wording::named("图例里选用的说法");

/// Words that options of the official form begin with.
static OPTIONS: Wording = Wording::named("勾选项的开头");

/// What a legend says of marks that are not the usual ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoxLegend {
    /// Marks that mean 选用, and marks that mean that something is not taken.
    marks: Vec<(char, bool)>,
    /// Whether the unticked mark means 可选.
    pub unticked_is_optional: bool,
}

impl BoxLegend {
    /// A table without a legend.
    pub(super) const NONE: Self = Self { marks: Vec::new(), unticked_is_optional: false };

    /// Reads what a legend row says: `■表示选用，□表示可选`.
    pub fn read(&mut self, text: &str) {
        let characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        for (at, c) in characters.iter().enumerate() {
            if !is_symbol(*c) {
                continue;
            }
            let says: String = characters
                .iter()
                .skip(at + 1)
                .take_while(|c| !is_symbol(**c) && !"，,；;。、".contains(**c))
                .collect();
            let optional = says.contains("可选") || says.contains("供选");
            let no = says.contains('不') || says.contains('未') || says.contains("非");
            if optional || no {
                self.set(*c, false);
                self.unticked_is_optional |= optional && !no;
            } else if CHOSEN.iter().any(|word| says.contains(word)) {
                self.set(*c, true);
            }
        }
    }

    fn set(&mut self, mark: char, ticked: bool) {
        if !self.marks.iter().any(|(known, _)| *known == mark) {
            self.marks.push((mark, ticked));
        }
    }

    fn says(&self, mark: char) -> Option<bool> {
        self.marks.iter().find(|(known, _)| *known == mark).map(|(_, ticked)| *ticked)
    }
}

fn is_symbol(c: char) -> bool {
    matches!(c, '\u{2580}'..='\u{25ff}' | '★' | '☆' | '☑' | '☐' | '√' | '✓' | '✔')
}

/// What a character of a lost symbol font stood for.
fn lost(c: char) -> Option<bool> {
    match c {
        't' | 'R' | 'P' | 'S' | 'n' | 'þ' | 'ü' | 'ý' | '▄' | '▀' | '█' | '▌' | '▐' | '▓' | '▇'
        | '▅' | '▆' => Some(true),
        '口' | '囗' | 'ロ' | '£' | '￡' | 'o' | '¨' | 'q' | '\u{f0a8}' | '\u{f06f}'
        | '\u{f0a3}' | '\u{f071}' | '\u{f0a1}' => Some(false),
        '?' | '？' | '\u{fffd}' => Some(true),
        '\u{f0fe}' | '\u{f0fc}' | '\u{f052}' | '\u{f06e}' | '\u{f050}' | '\u{f074}'
        | '\u{f0fd}' | '\u{f0d6}' => Some(true),
        _ => None,
    }
}

/// Whether a character is what a box became when its symbol font was lost, as 口 and t do.
pub fn is_lost_box(c: char) -> bool {
    lost(c).is_some() && heavy(c).is_none()
}

/// A cell of a column that is ticked, with its mark put right.
pub(super) fn mark(text: &str, legend: &BoxLegend) -> String {
    let mut characters = text.chars();
    let (Some(first), None) = (characters.next(), characters.next()) else {
        let ticks = text.chars().filter(|c| !c.is_whitespace());
        let all = !text.is_empty() && ticks.clone().all(|c| c == '√' || c == '✓');
        return if all { "√".to_owned() } else { text.to_owned() };
    };
    match legend.says(first).or_else(|| lost(first)) {
        Some(true) if first != '■' => "√".to_owned(),
        Some(false) => String::new(),
        _ => text.to_owned(),
    }
}

/// Whether a text may hold a box: hardly a name without one has anything but plain words.
pub(super) fn may_stand_in(text: &str, legend: &BoxLegend) -> bool {
    let is_plain = |c: char| is_han(c) && lost(c).is_none() || matches!(c, '/' | '、');
    !legend.marks.is_empty() || !text.chars().all(is_plain)
}

/// A list of options with boxes, each box put right.
pub(super) fn block(text: &str, legend: &BoxLegend) -> String {
    let text = &unbracketed(text);
    let text = &ticks_behind(text);
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for (at, c) in characters {
        let rest = text.get(at + c.len_utf8()..).unwrap_or("");
        let stated = legend.says(c).or_else(|| heavy(c));
        let ticked = stated.or_else(|| lost(c).filter(|_| is_box(before, c, rest)));
        match ticked {
            Some(true) => out.push('■'),
            Some(false) => out.push('□'),
            None => out.push(c),
        }
        before = Some(c);
    }
    out
}

/// Marks in brackets as boxes: `（√）政府网站（ ）公报`. They may stand before or behind their options; where
/// none is ticked they are blanks to fill in.
fn unbracketed(text: &str) -> Cow<'_, str> {
    if !text.contains(['（', '(', '[', '【']) || !text.contains(['√', '✓', '✔']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match bracketed_mark(rest) {
            Some((ticked, length)) => {
                out.push(if ticked { '■' } else { '□' });
                rest = rest.get(length..).unwrap_or("");
            }
            None => {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or("");
            }
        }
    }
    if out.contains('■') { Cow::Owned(out) } else { Cow::Borrowed(text) }
}

/// Options with spaces between them, the chosen ones ticked behind: `政府网站√ 政府公报 公示栏√`.
fn ticks_behind(text: &str) -> Cow<'_, str> {
    const TICKS: [char; 3] = ['√', '✓', '✔'];
    let whole = text.trim();
    let ticked = whole.matches(TICKS).count();
    let entries: Vec<&str> = whole.split_whitespace().collect();
    let bare = entries.iter().filter(|entry| !entry.ends_with(TICKS)).count();
    let listed = entries.iter().all(|entry| begins_option(entry));
    if ticked == 0 || bare == 0 || !listed || ticked + bare != entries.len() {
        return Cow::Borrowed(text);
    }
    let boxed = entries.iter().map(|entry| match entry.strip_suffix(TICKS) {
        Some(name) => format!("■{name}"),
        None => format!("□{entry}"),
    });
    Cow::Owned(boxed.collect::<Vec<_>>().join(" "))
}

/// Whether a mark in brackets that a text begins with is set, and how long it is.
fn bracketed_mark(text: &str) -> Option<(bool, usize)> {
    let mut characters = text.char_indices();
    let (_, open) = characters.next()?;
    let close = match open {
        '（' | '(' => ['）', ')'],
        '[' | '【' => [']', '】'],
        _ => return None,
    };
    let mut ticked = false;
    for (at, c) in characters.take(LONGEST_MARK) {
        match c {
            c if close.contains(&c) => return Some((ticked, at + c.len_utf8())),
            '√' | '✓' | '✔' if !ticked => ticked = true,
            '×' => {}
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    None
}

/// Whether a text has a box that is made of brackets, with an option behind it.
pub fn has_bracket_box(text: &str) -> bool {
    text.char_indices().any(|(at, _)| {
        let rest = text.get(at..).unwrap_or("");
        let behind = bracketed_mark(rest).and_then(|(_, length)| rest.get(length..));
        behind.is_some_and(|word| begins_option(word.trim_start()))
    })
}

/// A mark in brackets has a few spaces around it at most.
const LONGEST_MARK: usize = 6;

/// Blocks and triangles that are never anything but a mark.
fn heavy(c: char) -> Option<bool> {
    match c {
        '▄' | '▀' | '█' | '▌' | '▐' | '▓' | '▇' | '▅' | '▆' | '▲' | '►' | '▶' => {
            Some(true)
        }
        '△' | '▷' | '◇' => Some(false),
        _ => None,
    }
}

/// Whether a text has boxes that became ? without saying which are set: nothing else marks an option.
pub fn has_unknown_boxes(text: &str) -> bool {
    let marked = text.char_indices().any(|(at, c)| {
        is_question(c) && is_box(None, c, text.get(at + c.len_utf8()..).unwrap_or(""))
    });
    marked && !text.contains(['■', '□', '☑', '☐', '√'])
}

/// The option before which a box became ? while others are ticked: nothing says whether it was.
pub fn lost_box_among_ticked(text: &str) -> Option<&str> {
    if !text.contains(TICKED) {
        return None;
    }
    text.char_indices().find_map(|(at, c)| {
        let rest = text.get(at + c.len_utf8()..)?;
        let word = rest.trim_start();
        let end = |c: char| c.is_whitespace() || TICKED.contains(&c) || is_question(c) || c == '□';
        (is_question(c) && is_box(None, c, rest)).then(|| word.split(end).next().unwrap_or(word))
    })
}

/// Boxes that are ticked.
const TICKED: [char; 3] = ['■', '☑', '√'];

/// What a box becomes where an encoding does not have it.
fn is_question(c: char) -> bool {
    matches!(c, '?' | '？' | '\u{fffd}')
}

/// Whether a character that is also a letter stands where a box stands.
fn is_box(before: Option<char>, c: char, rest: &str) -> bool {
    let word = rest.trim_start_matches([' ', '\u{3000}', '\t']);
    let option = OPTIONS.iter().any(|option| word.starts_with(option));
    let joined = match c {
        '口' => before.is_some_and(|b| "窗人出入路户门进".contains(b)),
        c if c.is_ascii_alphabetic() => before.is_some_and(|b| b.is_ascii_alphanumeric()),
        _ => false,
    };
    option && !joined
}

/// Whether a text begins with an option of the official form.
pub(super) fn begins_option(text: &str) -> bool {
    OPTIONS.iter().any(|option| text.starts_with(option))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_boxes() {
        let none = BoxLegend::default();
        assert_eq!(
            block("t政府网站 口政府公报\n口两微一端", &none),
            "■政府网站 □政府公报\n□两微一端"
        );
        assert_eq!(block("R政府网站£政府公报R公开查阅点", &none), "■政府网站□政府公报■公开查阅点");
        assert_eq!(block("▄政府网站 ▄公开查阅点", &none), "■政府网站 ■公开查阅点");
        assert_eq!(block("办事窗口政务服务中心", &none), "办事窗口政务服务中心");
        assert_eq!(block("\u{f0fe}政府网站\u{f0a8}政府公报", &none), "■政府网站□政府公报");
        assert_eq!(block("?政府网站?公开查阅点", &none), "■政府网站■公开查阅点");
        assert!(has_unknown_boxes("?政府网站?公开查阅点"));
        assert!(!has_unknown_boxes("?政府网站□公开查阅点") && !has_unknown_boxes("何时公开?政府"));
        assert_eq!(lost_box_among_ticked("■政府网站 ?公开查阅点 ■公示栏"), Some("公开查阅点"));
        assert_eq!(lost_box_among_ticked("?政府网站 □公开查阅点"), None);
        assert_eq!(lost_box_among_ticked("■政府网站 ■公示栏（在哪里?）"), None);
        assert_eq!(block("（√）政府网站（ ）手册(√)讲座", &none), "■政府网站□手册■讲座");
        assert_eq!(block("政府网站（√）手册（）", &none), "政府网站■手册□");
        assert_eq!(block("公示栏（电子屏）√", &none), "公示栏（电子屏）√");
        assert_eq!(block("政府网站√ 政府公报 公示栏√", &none), "■政府网站 □政府公报 ■公示栏");
        assert_eq!(
            block("[√]政府网站 [ ]政府公报 【√】政务服务中心", &none),
            "■政府网站 □政府公报 ■政务服务中心"
        );
        assert_eq!(block("政府网站（县级）", &none), "政府网站（县级）");
        assert_eq!(mark("R", &none), "√");
        assert_eq!(mark("口", &none), "");
        assert_eq!(mark("√面向村民", &none), "√面向村民");
    }

    #[test]
    fn legends() {
        let mut legend = BoxLegend::default();
        legend.read("注：◆表示选用，◇表示可选");
        assert!(legend.unticked_is_optional);
        assert_eq!(block("◆政府网站◇政府公报", &legend), "■政府网站□政府公报");
        let mut plain = BoxLegend::default();
        plain.read("■为选用，□为不选用");
        assert!(!plain.unticked_is_optional);
    }
}
