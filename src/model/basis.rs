//! 公开依据: the legal instruments on which an item rests.
//!
//! Reads titles, 文号 and clauses out of what people write and keeps the writing. It knows the grammar
//! of a citation; which instruments exist or are in force is not known here.

mod citation;
mod clause;
mod number;
mod revision;

pub use clause::{last_article, paragraph};
pub use number::{DocumentNumber, document_number};

use std::rc::Rc;

use super::{fold, split};
use crate::text::TextMemo;
use citation::Citation;

/// The bases of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BasisList {
    /// The entries in order, one for each instrument where they can be told apart.
    pub entries: Vec<Basis>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// As written, without numbering.
    pub text: String,
    /// The instruments it cites; none for 相关政策文件 and the like.
    pub instruments: Vec<Instrument>,
}

/// A cited legal instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// The title without its outer 《》; titles inside it as written. Empty where only a 文号 is written.
    pub name: String,
    /// The 文号 as written, without the brackets around it.
    pub number: Option<String>,
    /// The clauses as written: 第二十条第（七）项.
    pub clauses: Vec<String>,
}

impl Basis {
    /// The label before the title: of 【规章】《…办法》 it is 规章.
    pub fn label(&self) -> Option<&str> {
        self.text.strip_prefix('【')?.split_once('】').map(|(label, _)| label.trim())
    }

    /// The year of the amendment that is named: of 《…法》（2015年修正） it is 2015.
    pub fn revision_year(&self) -> Option<i16> {
        revision::year(&self.text)
    }

    /// Numbers that break off before 号: 国办发〔2019〕54.
    pub fn broken_numbers(&self) -> Vec<&str> {
        number::broken(&self.text)
    }
}

impl BasisList {
    /// The entries given one by one; an entry that cites several is cut as in [`BasisList::parse`].
    pub fn from_list(list: Vec<String>) -> Self {
        Self { entries: list.iter().flat_map(|text| entries(text)).collect() }
    }

    /// Reads one cell: cut at line breaks, numbers and ；, and between two instruments.
    pub fn parse(text: &str) -> Self {
        Self { entries: entries(text) }
    }

    /// The entries, one a line.
    pub fn text(&self) -> String {
        self.entries.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The instruments of all entries.
    pub fn instruments(&self) -> impl Iterator<Item = &Instrument> {
        self.entries.iter().flat_map(|entry| &entry.instruments)
    }
}

/// The entries of a text. Catalogues cite the same few hundred places of the law over and over.
fn entries(text: &str) -> Vec<Basis> {
    thread_local! {
        static SEEN: TextMemo<Rc<[Basis]>> = TextMemo::new();
    }
    let read = |text: &str| {
        text.lines().flat_map(line_entries).filter_map(|piece| Basis::read(&piece)).collect()
    };
    SEEN.with(|seen| seen.get_or(text, read)).to_vec()
}

fn line_entries(line: &str) -> Vec<String> {
    match split::numbered(line) {
        Some(pieces) => pieces.into_iter().flat_map(at_semicolons).collect(),
        None => at_semicolons(line),
    }
}

/// Cuts at ；and 。, but leaves a lone clause with the instrument before it.
fn at_semicolons(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for piece in split::outside(text, |_, c| matches!(c, '；' | ';' | '。')) {
        match pieces.last_mut() {
            Some(last) if clause::is_clause(piece) => {
                last.push('；');
                last.push_str(piece);
            }
            _ => pieces.push(piece.to_owned()),
        }
    }
    let pieces = pieces.iter().flat_map(|piece| before_labels(piece));
    pieces.flat_map(between_instruments).collect()
}

/// Cuts before labels such as 【规章】, unless nothing follows them.
fn before_labels(text: &str) -> Vec<&str> {
    if !text.contains('【') {
        return vec![text];
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, end) in split::Brackets::of(text).pairs().iter().copied() {
        let is_label = text.get(at..).is_some_and(|rest| rest.starts_with('【'));
        let labelled = text.get(end..).unwrap_or("").trim_start_matches(['：', ':', ' ']);
        if is_label
            && at > start
            && !labelled.is_empty()
            && !labelled.starts_with(['、', '，', '【'])
        {
            pieces.push(text.get(start..at).unwrap_or(""));
            start = at;
        }
    }
    pieces.push(text.get(start..).unwrap_or(""));
    pieces
}

/// Cuts between two titles unless words join them.
fn between_instruments(text: &str) -> Vec<String> {
    let several = text.matches(['《', '〈']).nth(1).is_some();
    let citations = if several { Citation::all(text) } else { Vec::new() };
    let mut pieces = Vec::new();
    let mut start = 0;
    for (before, after) in citations.iter().zip(citations.iter().skip(1)) {
        let between = text.get(before.end..after.start).unwrap_or("");
        if let Some(cut) = cut_within(between) {
            pieces.push(text.get(start..before.end + cut).unwrap_or(""));
            start = before.end + cut;
        }
    }
    pieces.push(text.get(start..).unwrap_or(""));
    let pieces = pieces.into_iter().flat_map(untitled);
    pieces.map(|piece| split::bare(piece).to_owned()).filter(|p| !p.is_empty()).collect()
}

/// Where to cut in what stands between two citations; `None` where it joins them.
fn cut_within(between: &str) -> Option<usize> {
    if let Some((at, c)) = between.char_indices().rfind(|(_, c)| matches!(c, '、' | '，' | ',')) {
        return Some(at + c.len_utf8());
    }
    citation::is_only_label(between).then_some(0)
}

/// Cuts 土地管理法、城乡规划法, where every part is the name of an instrument.
fn untitled(text: &str) -> Vec<&str> {
    let pieces = split::outside(text, |_, c| c == '、');
    let named = |piece: &&str| citation::bare_name(piece).is_some();
    if pieces.len() > 1 && !text.contains('《') && pieces.iter().all(named) {
        pieces
    } else {
        vec![text]
    }
}

impl Basis {
    fn read(text: &str) -> Option<Self> {
        let mut text = split::bare(text);
        while let (Some(_), rest) = fold::split_numbering(text) {
            text = split::bare(rest);
        }
        if text.is_empty() {
            return None;
        }
        Some(Self { text: text.to_owned(), instruments: citation::instruments(text) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<String> {
        BasisList::parse(text).entries.into_iter().map(|entry| entry.text).collect()
    }

    #[test]
    fn one_entry_an_instrument() {
        let two = ["《土地管理法》第二条、第三条", "《条例》（国务院令第711号）"];
        for text in [
            "《土地管理法》第二条、第三条；《条例》（国务院令第711号）",
            "《土地管理法》第二条、第三条、《条例》（国务院令第711号）。",
            "《土地管理法》第二条、第三条《条例》（国务院令第711号）",
            "1.《土地管理法》第二条、第三条 2.《条例》（国务院令第711号）",
            "1.《土地管理法》第二条、第三条\n2.《条例》（国务院令第711号）；",
        ] {
            assert_eq!(texts(text), two, "{text}");
        }
        assert_eq!(
            texts("【法律】《甲法》【规章】《乙办法》"),
            ["【法律】《甲法》", "【规章】《乙办法》"]
        );
        assert_eq!(texts("《甲法》第二条【规范性文件】国办发〔2017〕94号").len(), 2);
        assert_eq!(texts("《甲法》【已修订】"), ["《甲法》【已修订】"]);
        assert_eq!(
            texts("《甲意见（国办发〔2017〕97号）、《乙法》"),
            ["《甲意见（国办发〔2017〕97号）", "《乙法》"]
        );
        assert_eq!(
            texts("《甲条例》、国务院办公厅《乙意见》"),
            ["《甲条例》", "国务院办公厅《乙意见》"]
        );
        assert_eq!(texts("《甲法》 《乙法》等"), ["《甲法》", "《乙法》等"]);
        assert_eq!(texts("《甲法》第二条；第三条"), ["《甲法》第二条；第三条"]);
        assert_eq!(texts("土地管理法、城乡规划法"), ["土地管理法", "城乡规划法"]);
    }

    #[test]
    fn joined_titles_stay() {
        for text in [
            "中共中央、国务院转发《中央宣传部、司法部关于在公民中开展法治宣传教育的第七个五年规划（2016-2020年）》",
            "关于印发《甲办法》和《乙办法》的通知",
            "《关于印发〈甲办法〉〈乙办法〉的通知》",
            "《国务院办公厅印发《关于全面推进政务公开工作的意见》实施细则的通知》（国办发〔2016〕80号）",
            "根据《甲法》第二条和《乙条例》第三条的规定",
            "各地相关政策法规文件",
        ] {
            assert_eq!(texts(text), [text], "{text}");
        }
    }

    proptest! {
        #[test]
        fn reads_back(
            list in prop::collection::vec(
                prop::collection::vec(
                    prop::sample::select(vec!["《", "》", "〈", "甲法", "第二条", "第（七）项", "【", "】", "、", "；", "。",
                        "1.", "2.", "（", "）", "和", "关于", "国办发〔2019〕54号", "【法律】", "的", " "]),
                    1..10,
                ),
                0..4,
            )
        ) {
            let list: Vec<String> = list.into_iter().map(|tokens| tokens.concat()).collect();
            let bases = BasisList::from_list(list);
            prop_assert_eq!(&BasisList::parse(&bases.text()), &bases);
        }
    }
}
