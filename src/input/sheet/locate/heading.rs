//! Headings: which column of a table holds what, by the words above it.
//!
//! The words are the official ones, those of mulu's own forms, and the synonyms seen in published
//! tables. A heading that is none of them may still be a slip of one; that is tried last and counts less.

use crate::input::sheet::types::{ColumnRole, HeadText, TableKind};
use foldhash::HashMap;
use std::sync::OnceLock;

use crate::input::sheet::locate::duty_headings;
use crate::input::sheet::locate::words::{CATALOGUE, DUTIES};
use crate::model::{AdminLevel, fold, suggest, writing};
use crate::text::brackets::{self, BracketKind};
use crate::text::{TextMemo, Wording};

impl ColumnRole {
    /// The role that a standard or known heading stands for.
    pub fn from_heading(kind: TableKind, heading: &str) -> Option<Self> {
        exact(kind, &key(heading)).map(|(role, _)| role)
    }
}

/// A heading that was understood.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::input::sheet) struct KnownHeading {
    pub(in crate::input::sheet) role: ColumnRole,
    /// 1 for a known heading, less for one that had to be bent.
    pub(in crate::input::sheet) quality: f64,
}

/// How well a heading is known as it is written.
const KNOWN: f64 = 1.0;
/// How well it is known without what stands in brackets.
const WITHOUT_BRACKETS: f64 = 0.95;
/// How well it is known by the words that it is put together of: 抽查事项 beside 联合抽查事项 says it more plainly.
const PUT_TOGETHER: f64 = 0.95;
/// How well it is known as a slip of the pen.
const SLIP: f64 = 0.7;
/// Longer texts are no headings.
pub(in crate::input::sheet) const LONGEST: usize = 24;

type RoleWords = HashMap<String, ColumnRole>;

fn words(kind: TableKind) -> &'static RoleWords {
    static CATALOGUE_WORDS: OnceLock<RoleWords> = OnceLock::new();
    static DUTY_WORDS: OnceLock<RoleWords> = OnceLock::new();
    let (cell, list) = match kind {
        TableKind::Catalogue => (&CATALOGUE_WORDS, CATALOGUE),
        TableKind::Duties => (&DUTY_WORDS, DUTIES),
    };
    cell.get_or_init(|| {
        let entries =
            list.iter().flat_map(|(role, words)| words.split(' ').map(move |w| (role, w)));
        entries.map(|(role, word)| (fold::compact(word), role.clone())).collect()
    })
}

/// The comparison key of a heading: folded, simplified, without numbering, stars and end marks.
pub(in crate::input::sheet) fn key(text: &str) -> String {
    thread_local! {
        static SEEN: TextMemo<String> = TextMemo::new();
    }
    SEEN.with(|seen| seen.get_or(text, folded))
}

fn folded(text: &str) -> String {
    let bare = writing::without_pinyin(text);
    let mut folded = fold::compact(&writing::simplified(&bare));
    // 公开渠道“■”表示必选: what its marks mean.
    if let Some(at) = folded.find(['■', '□', '☑', '√']).filter(|at| *at > 0) {
        folded.truncate(at);
        let open = |c: char| matches!(c, '(' | '（' | '"' | '“' | '[' | '【');
        folded.truncate(folded.trim_end_matches(open).len());
    }
    if folded.contains(char::is_whitespace) {
        folded.retain(|c| !c.is_whitespace());
    }
    let end = |c: char| matches!(c, '*' | '★' | '※' | ':' | '：' | '、' | '。' | '.' | '"');
    let trimmed = folded.trim_matches(end);
    if trimmed.len() == folded.len() { folded } else { trimmed.to_owned() }
}

/// A heading without line breaks and stray spaces.
fn one_line(text: &str) -> String {
    fold::squeeze(&text.replace(['\n', '\r'], " ")).trim().to_owned()
}

/// What a heading says, exactly or without what stands in brackets.
pub(in crate::input::sheet) fn exact(kind: TableKind, key: &str) -> Option<(ColumnRole, f64)> {
    if key.is_empty() {
        return None;
    }
    let words = words(kind);
    if let Some(role) = words.get(key) {
        return Some((role.clone(), KNOWN));
    }
    if let Some(levels) = levels(kind, key) {
        return Some((ColumnRole::Level(levels), KNOWN));
    }
    if kind == TableKind::Duties
        && let Some(role) = of_duties(words, key)
    {
        return Some((role, PUT_TOGETHER));
    }
    // Instructions may be long, in brackets or not: 公开渠道和载体（在标注范围内至少选择其一公开…）.
    let Some(bare) = without_brackets(key) else {
        return instructed(words, key).map(|role| (role, WITHOUT_BRACKETS));
    };
    if bare.chars().count() > LONGEST {
        return None;
    }
    Some((words.get(bare.as_str())?.clone(), WITHOUT_BRACKETS))
}

/// What a heading of a list of duties says that is put together of words: 涉企行政检查事项名称, 县级实施部门.
fn of_duties(words: &RoleWords, key: &str) -> Option<ColumnRole> {
    if duty_headings::names_duties(key) {
        return Some(ColumnRole::DutyName);
    }
    let (_, rest) = duty_headings::of_level(key)?;
    let acts = words.get(rest) == Some(&ColumnRole::DutyBody) && !duty_headings::may_act(key);
    acts.then_some(ColumnRole::DutyBody)
}

/// Whether some heading is this or begins with it.
pub(in crate::input::sheet) fn begins(kind: TableKind, key: &str) -> bool {
    words(kind).keys().any(|word| word.starts_with(key))
}

/// What a heading says that is followed by how to fill in its column: 公开渠道在以下渠道中至少选择一个.
fn instructed(words: &RoleWords, key: &str) -> Option<ColumnRole> {
    /// A shorter heading begins too many texts.
    const SHORTEST: usize = 4;
    if !key.contains(TELLING) {
        return None;
    }
    let told = INSTRUCTIONS.iter().filter_map(|word| key.find(word)).min()?;
    let begins = |word: &&String| {
        word.len() <= told && word.chars().count() >= SHORTEST && key.starts_with(word.as_str())
    };
    // Of several that begin it, the longest says the most; no two are alike.
    words.get(words.keys().filter(begins).max_by_key(|word| word.len())?).cloned()
}

/// Words of an instruction how to fill in a column.
static INSTRUCTIONS: Wording = Wording::named("表头里的填写要求");

/// So long are headings with a slip of the pen: a shorter one is near to too many words.
const SLIPS: std::ops::RangeInclusive<usize> = 3..=10;

/// What a heading says if it is a slip of the pen.
pub(in crate::input::sheet) fn slip(kind: TableKind, key: &str) -> Option<ColumnRole> {
    let length = key.chars().count();
    if !SLIPS.contains(&length) {
        return None;
    }
    let candidates = candidates(kind);
    // 定众特群: a converter that reads columns of characters puts them in another order.
    let characters = sorted(key);
    let shuffled =
        candidates.iter().find(|(_, sorted)| *sorted == characters).map(|(word, _)| *word);
    let near = || suggest::nearest(key, candidates.iter().map(|(word, _)| *word));
    shuffled.or_else(near).and_then(|word| words(kind).get(word)).cloned()
}

/// The characters that they begin with.
const TELLING: [char; 8] = ['至', '选', '填', '注', '勾', '多', '打', '划'];

/// The words that a slip may stand for, in order, each with its characters sorted.
type Candidates = Vec<(&'static str, Vec<char>)>;

fn candidates(kind: TableKind) -> &'static Candidates {
    static CATALOGUE_CANDIDATES: OnceLock<Candidates> = OnceLock::new();
    static DUTY_CANDIDATES: OnceLock<Candidates> = OnceLock::new();
    let cell = match kind {
        TableKind::Catalogue => &CATALOGUE_CANDIDATES,
        TableKind::Duties => &DUTY_CANDIDATES,
    };
    cell.get_or_init(|| {
        let long =
            words(kind).keys().map(String::as_str).filter(|w| w.chars().count() >= *SLIPS.start());
        let mut candidates: Candidates = long.map(|word| (word, sorted(word))).collect();
        candidates.sort_unstable();
        candidates
    })
}

fn sorted(word: &str) -> Vec<char> {
    let mut characters: Vec<char> = word.chars().collect();
    characters.sort_unstable();
    characters
}

/// Looks headings up and remembers what was not exact: the same words come in many windows.
#[derive(Default)]
pub(in crate::input::sheet) struct Lookup {
    /// Whether slips are looked for: it is slow, and data rows need it for nothing.
    pub(in crate::input::sheet) bend: bool,
    slips: HashMap<(TableKind, String), Option<ColumnRole>>,
    words: HashMap<String, Written>,
}

/// A text as a heading.
#[derive(Debug, Clone)]
pub(in crate::input::sheet) struct Written {
    /// In one line.
    pub(in crate::input::sheet) text: String,
    pub(in crate::input::sheet) key: String,
}

impl Lookup {
    pub(in crate::input::sheet) fn find(
        &mut self,
        kind: TableKind,
        key: &str,
    ) -> Option<KnownHeading> {
        if let Some((role, quality)) = exact(kind, key) {
            return Some(KnownHeading { role, quality });
        }
        if !self.bend {
            return None;
        }
        let known = self.slips.entry((kind, key.to_owned())).or_insert_with(|| slip(kind, key));
        known.clone().map(|role| KnownHeading { role, quality: SLIP })
    }

    /// A text of this row, as a word of a head.
    pub(in crate::input::sheet) fn word(&mut self, row: u32, text: &str) -> HeadText {
        HeadText { row, text: text.trim().to_owned(), key: self.written(text).key }
    }

    /// What a cell says as a heading.
    pub(in crate::input::sheet) fn written(&mut self, text: &str) -> Written {
        if let Some(known) = self.words.get(text) {
            return known.clone();
        }
        let written = Written { text: one_line(text), key: key(text) };
        self.words.insert(text.to_owned(), written.clone());
        written
    }
}

/// A heading that says nothing but levels is not longer.
const LONGEST_LEVELS: usize = 12;

/// The levels of a heading such as 县级, 乡、村级 or 镇(街道)级 that says nothing else.
fn levels(kind: TableKind, key: &str) -> Option<Vec<AdminLevel>> {
    const LETTERS: &str = "国家省市县区旗州盟乡镇街道村社居级、/()及和或层办事处委会,嘎查苏木";
    let only = kind == TableKind::Catalogue
        && key.chars().all(|c| LETTERS.contains(c))
        && key.chars().count() <= LONGEST_LEVELS;
    only.then(|| AdminLevel::read(key)).filter(|levels| !levels.is_empty())
}

/// The key without what stands in brackets; `None` when there are none.
fn without_brackets(key: &str) -> Option<String> {
    let sides = |c| brackets::bracket(c).filter(|bracket| SET_APART.contains(&bracket.kind));
    key.contains(|c| sides(c).is_some()).then_some(())?;
    let mut depth = 0usize;
    let mut out = String::new();
    for c in key.chars() {
        match sides(c) {
            Some(bracket) if bracket.opens => depth += 1,
            Some(_) => depth = depth.saturating_sub(1),
            None if depth == 0 => out.push(c),
            None => {}
        }
    }
    Some(out)
}

/// The brackets that set instructions apart from a heading.
const SET_APART: [BracketKind; 3] =
    [BracketKind::Round, BracketKind::Square, BracketKind::Lenticular];

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(heading: &str) -> Option<ColumnRole> {
        let mut lookup = Lookup { bend: true, ..Lookup::default() };
        lookup.find(TableKind::Catalogue, &key(heading)).map(|known| known.role)
    }

    #[test]
    fn synonyms_and_slips() {
        for (heading, role) in [
            ("公开内容（要素）", ColumnRole::Elements),
            ("公开 时限", ColumnRole::Limit),
            ("依申\n请公 开", ColumnRole::OnRequest),
            ("公开时效", ColumnRole::Limit),
            ("责任单位", ColumnRole::Bodies),
            ("公开责任", ColumnRole::Bodies),
            ("公开主体（责任单位）", ColumnRole::Bodies),
            ("渠道", ColumnRole::Channels),
            ("特定群众", ColumnRole::Group),
            ("公開時限", ColumnRole::Limit),
            ("公幵依据", ColumnRole::Basis),
            ("乡、村级", ColumnRole::Level(vec![AdminLevel::Town, AdminLevel::Village])),
            ("区县级", ColumnRole::Level(vec![AdminLevel::County])),
            ("公开时长", ColumnRole::Other),
        ] {
            assert_eq!(catalogue(heading), Some(role), "{heading}");
        }
        for none in ["政策法规文件", "√", "1", "县民政局", "大英县", "公开"] {
            assert_eq!(catalogue(none), None, "{none}");
        }
    }

    #[test]
    fn instructions_begin_with_telling_characters() {
        assert!(INSTRUCTIONS.iter().all(|word| word.starts_with(TELLING)));
    }

    #[test]
    fn no_word_has_two_meanings() {
        for list in [CATALOGUE, DUTIES] {
            let mut seen = std::collections::BTreeSet::new();
            for word in list.iter().flat_map(|(_, words)| words.split(' ')) {
                assert!(seen.insert(fold::compact(word)), "{word}");
            }
        }
    }
}
