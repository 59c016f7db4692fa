//! 审核意见: who approved a catalogue, read from the sheet that came back or entered by hand.

use jiff::civil::Date;

use crate::input::yaml::Node;
use crate::model::{day_in, fold};
use crate::review::words::find_fingerprint;
use crate::source::{CellRef, Sheet, Workbook};
use crate::text::Wording;

/// Words that agree.
static AGREEING: Wording = Wording::named("同意的说法");

/// Words that refuse.
static REFUSING: Wording = Wording::named("不同意的说法");

/// Who gives an opinion on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reviewer {
    /// The department above that answers for the trade.
    Counterpart,
    /// Whoever looks at the law.
    Legal,
    /// Whoever looks at secrecy.
    Secrecy,
    /// The office for 政务公开.
    Office,
    /// The head of the body.
    Head,
}

impl Reviewer {
    /// All, in the order of the sheet.
    pub const ALL: [Self; 5] =
        [Self::Counterpart, Self::Legal, Self::Secrecy, Self::Office, Self::Head];
    /// Their words in settings and records.
    pub const WORDS: [&'static str; 5] =
        ["上级对口部门", "合法性审核", "保密审查", "政务公开办公室", "主要负责人"];

    /// The word.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// What stands before its box on the sheet.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Counterpart => "业务主管部门（上级对口部门）意见",
            Self::Legal => "司法行政部门（合法性审核）意见",
            Self::Secrecy => "保密审查意见",
            Self::Office => "政务公开办公室意见",
            Self::Head => "主要负责人签批",
        }
    }

    /// The reviewer of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reviewer| reviewer.word() == word.trim())
    }
}

/// What one of them said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Who.
    pub reviewer: Reviewer,
    /// Whether it may go on.
    pub approved: bool,
    /// When.
    pub date: Option<Date>,
    /// The fingerprint of what was approved.
    pub fingerprint: Option<String>,
    /// What else was said.
    pub note: String,
}

/// The words of 结果.
pub const RESULTS: [&str; 2] = ["同意", "不同意"];

/// What a sheet that came back says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReturnedSheet {
    /// The fingerprint printed on it.
    pub fingerprint: Option<String>,
    /// The boxes in which something stands that is understood.
    pub approvals: Vec<Approval>,
    /// Boxes in which something stands that says neither yes nor no, with their text.
    pub unclear: Vec<(Reviewer, String)>,
}

/// Reads 审核意见表; `None` when the workbook holds no such sheet.
pub fn read_approvals(workbook: &Workbook) -> Option<ReturnedSheet> {
    let mut visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    visible.find_map(of_sheet)
}

fn of_sheet(sheet: &Sheet) -> Option<ReturnedSheet> {
    let mut found = ReturnedSheet {
        fingerprint: sheet.cells.values().find_map(|cell| find_fingerprint(&cell.text)),
        ..ReturnedSheet::default()
    };
    let boxes: Vec<(Reviewer, String)> = Reviewer::ALL
        .into_iter()
        .filter_map(|reviewer| Some((reviewer, beside(sheet, reviewer.heading())?)))
        .collect();
    if boxes.is_empty() {
        return None;
    }
    for (reviewer, text) in boxes {
        let said = said(&text);
        if said.is_empty() {
            continue;
        }
        match verdict(&said) {
            Some(approved) => found.approvals.push(Approval {
                reviewer,
                approved,
                date: date(&text),
                fingerprint: found.fingerprint.clone(),
                note: said,
            }),
            None => found.unclear.push((reviewer, said)),
        }
    }
    Some(found)
}

/// The text in the cell at the right of a label.
fn beside(sheet: &Sheet, label: &str) -> Option<String> {
    let label = fold::compact(label);
    let (at, _) = sheet.cells.iter().find(|(_, cell)| fold::compact(&cell.text) == label)?;
    let (_, columns) = sheet.size();
    let right = (at.column + 1..columns).map(|column| sheet.text(CellRef::new(at.row, column)));
    Some(right.map(str::trim).find(|text| !text.is_empty()).unwrap_or_default().to_owned())
}

/// What was written above the line for hand and seal.
fn said(text: &str) -> String {
    let lines = text.lines().map(str::trim).take_while(|line| !line.starts_with("签字"));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn verdict(said: &str) -> Option<bool> {
    let said = fold::compact(said);
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if has(&REFUSING) {
        return Some(false);
    }
    has(&AGREEING).then_some(true)
}

/// The day in a box: 2020年11月8日, or 2020-11-08.
fn date(text: &str) -> Option<Date> {
    day_in(&fold::compact(text))
}

/// The opinions in the checked tree of 审核意见.yaml.
pub fn decode_approvals(node: &Node) -> Vec<Approval> {
    let entries = node.get("审核意见").map_or(&[][..], Node::elements);
    let approval = |node: &Node| {
        Some(Approval {
            reviewer: Reviewer::from_word(node.text("审核")?)?,
            approved: node.text("结果") == Some(RESULTS[0]),
            date: node.text("日期").and_then(day_in),
            fingerprint: node.text("草案指纹").and_then(find_fingerprint),
            note: node.text("说明").unwrap_or_default().to_owned(),
        })
    };
    entries.iter().filter_map(approval).collect()
}

impl Approval {
    /// The entry of 审核意见.yaml.
    pub fn entry(&self) -> Vec<(&'static str, String)> {
        let mut entry = vec![
            ("审核", self.reviewer.word().to_owned()),
            ("结果", RESULTS[usize::from(!self.approved)].to_owned()),
        ];
        entry.extend(self.date.map(|date| ("日期", date.to_string())));
        entry.extend(self.fingerprint.clone().map(|print| ("草案指纹", print)));
        entry.extend((!self.note.is_empty()).then(|| ("说明", self.note.clone())));
        entry
    }
}

/// The last word of each reviewer on what has this fingerprint.
pub fn standing<'a>(approvals: &'a [Approval], fingerprint: &str) -> Vec<&'a Approval> {
    let about = |approval: &&Approval| approval.fingerprint.as_deref() == Some(fingerprint);
    let last =
        |reviewer| approvals.iter().filter(about).rfind(|approval| approval.reviewer == reviewer);
    Reviewer::ALL.into_iter().filter_map(last).collect()
}

/// Those of these reviewers who have not approved what has this fingerprint.
pub fn not_approved(
    required: &[Reviewer],
    approvals: &[Approval],
    fingerprint: &str,
) -> Vec<Reviewer> {
    let standing = standing(approvals, fingerprint);
    let approved = |reviewer: &Reviewer| {
        standing.iter().any(|approval| approval.reviewer == *reviewer && approval.approved)
    };
    required.iter().copied().filter(|reviewer| !approved(reviewer)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_read_as_people_fill_them() {
        for (text, approved, day) in [
            ("同意。\n\n签字（盖章）：张三　2020年11月8日", Some(true), Some("2020-11-08")),
            ("不同意，时限要缩短\n签字（盖章）：　2020-11-8", Some(false), Some("2020-11-08")),
            ("请再研究\n\n签字（盖章）：　　　年　　月　　日", None, None),
        ] {
            assert_eq!(verdict(&said(text)), approved, "{text}");
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), day, "{text}");
        }
        assert_eq!(said("\n\n\n签字（盖章）：　　　　年　　月　　日"), "");
    }
}
