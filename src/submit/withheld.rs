//! 不予公开的: items and duties that are withheld by law, and when somebody last looked whether they still
//! have to be.

use jiff::civil::Date;

use crate::input::yaml::Node;
use crate::model::{Catalogue, Decision, DropReason, day_in, fold};
use crate::source::{CellRef, Sheet, Workbook};

/// What may be decided.
pub const VERDICTS: [&str; 3] = ["继续不公开", "转为公开", "部分公开"];
/// Headings of the form on which writer and reader agree.
pub mod headings {
    /// What is withheld: the code of an item, or the name of a duty.
    pub const SUBJECT: &str = "编码或职责";
    /// 评估结论.
    pub const VERDICT: &str = "评估结论";
    /// 理由.
    pub const REASON: &str = "理由";
    /// 评估日期.
    pub const DATE: &str = "评估日期";
    /// 评估人.
    pub const PERSON: &str = "评估人";
}

/// Something that is withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// The code of an item, or the name of a duty, by which its looks are found.
    pub subject: String,
    /// The names of the item, or the kind of list of the duty.
    pub what: String,
    /// By which article, and why, as written.
    pub basis: String,
}

/// One look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithheldLook {
    /// The code, or the name.
    pub subject: String,
    /// When.
    pub date: Date,
    /// What was decided.
    pub verdict: String,
    /// Why.
    pub reason: String,
    /// By whom.
    pub person: String,
}

/// What a body withholds: items that it left out by law, then duties that it does not disclose.
pub fn withheld(catalogue: &Catalogue) -> Vec<Withheld> {
    let items = catalogue.ledger.items.iter().filter_map(|entry| {
        let Decision::Dropped(dropping) = &entry.decision else { return None };
        (dropping.reason == Some(DropReason::Exempt)).then(|| Withheld {
            subject: entry.code.to_string(),
            what: entry.names.join("/"),
            basis: joined(&[dropping.article.as_deref(), dropping.note.as_deref()]),
        })
    });
    let duties = catalogue.duties.iter().filter_map(|entry| {
        let exemption = entry.duty.exemption.as_ref().filter(|e| !e.is_not_government())?;
        Some(Withheld {
            subject: entry.duty.name.value.clone(),
            what: entry.duty.list.label().to_owned(),
            basis: joined(&[Some(&exemption.article.value), exemption.note.as_deref()]),
        })
    });
    items.chain(duties).collect()
}

fn joined(texts: &[Option<&str>]) -> String {
    texts.iter().flatten().copied().collect::<Vec<_>>().join("；")
}

/// The last look at something.
pub fn last_look<'a>(looks: &'a [WithheldLook], subject: &str) -> Option<&'a WithheldLook> {
    let same = |look: &&WithheldLook| fold::compact(&look.subject) == fold::compact(subject);
    looks.iter().filter(same).max_by_key(|look| look.date)
}

/// Whether it is time to look again: a year is over, or nobody ever has.
pub fn is_due(look: Option<&WithheldLook>, today: Date) -> bool {
    let next = look.map(|look| look.date.checked_add(jiff::Span::new().years(1)));
    !matches!(next, Some(Ok(next)) if next > today)
}

/// The looks in the checked tree of 不公开评估.yaml.
pub fn decode_looks(node: &Node) -> Vec<WithheldLook> {
    let text = |node: &Node, key: &str| node.text(key).unwrap_or_default().to_owned();
    let look = |node: &Node| {
        Some(WithheldLook {
            subject: node.text("对象")?.to_owned(),
            date: node.text("日期").and_then(day_in)?,
            verdict: text(node, "结论"),
            reason: text(node, "理由"),
            person: text(node, "评估人"),
        })
    };
    node.get("评估").map_or(&[][..], Node::elements).iter().filter_map(look).collect()
}

impl WithheldLook {
    /// The entry of 不公开评估.yaml.
    pub fn entry(&self) -> Vec<(&'static str, String)> {
        let mut entry = vec![
            ("对象", self.subject.clone()),
            ("日期", self.date.to_string()),
            ("结论", self.verdict.clone()),
        ];
        for (key, value) in [("理由", &self.reason), ("评估人", &self.person)] {
            entry.extend((!value.is_empty()).then(|| (key, value.clone())));
        }
        entry
    }
}

/// What a filled form says: the looks, and what of it is not understood, in sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilledLooks {
    /// The looks.
    pub looks: Vec<WithheldLook>,
    /// What is wrong, with the cell.
    pub faults: Vec<String>,
}

/// Reads the form; `None` when the workbook holds none. Rows without a verdict were not looked at.
pub fn read_looks(workbook: &Workbook) -> Option<FilledLooks> {
    let mut visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    visible.find_map(of_sheet)
}

fn of_sheet(sheet: &Sheet) -> Option<FilledLooks> {
    let find = |heading: &str| {
        let mut cells = sheet.cells.iter();
        cells
            .find(|(_, cell)| fold::compact(&cell.text) == fold::compact(heading))
            .map(|(at, _)| *at)
    };
    let (subject, verdict) = (find(headings::SUBJECT)?, find(headings::VERDICT)?);
    let columns =
        [headings::REASON, headings::DATE, headings::PERSON].map(|h| find(h).map(|at| at.column));
    let (end, _) = sheet.size();
    let mut filled = FilledLooks::default();
    for row in subject.row + 1..end {
        let text = |column: u16| sheet.text(CellRef::new(row, column)).trim().to_owned();
        let [reason, date, person] = columns.map(|c| c.map(text).unwrap_or_default());
        let (name, said) = (text(subject.column), fold::compact(&text(verdict.column)));
        if name.is_empty() || said.is_empty() {
            continue;
        }
        let place = format!("{}!{}", sheet.name, CellRef::new(row, verdict.column));
        match (VERDICTS.iter().find(|known| **known == said), day_in(&date)) {
            (Some(known), Some(date)) => {
                let verdict = (*known).to_owned();
                filled.looks.push(WithheldLook { subject: name, date, verdict, reason, person });
            }
            (None, _) => filled.faults.push(format!(
                "{place}：“{said}”不是评估结论，这一行没有读。可以写：{}",
                VERDICTS.join("、")
            )),
            (_, None) => filled.faults.push(format!("{place}：没有写评估日期，这一行没有读")),
        }
    }
    Some(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_after_the_last_look_it_is_due_again() {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        let look = |date| WithheldLook {
            subject: "19.001".to_owned(),
            date,
            verdict: VERDICTS[0].to_owned(),
            reason: String::new(),
            person: String::new(),
        };
        let looks = [look(day("2024-03-01")), look(day("2025-11-21"))];
        let last = last_look(&looks, "19.001");
        assert_eq!(last.map(|look| look.date), Some(day("2025-11-21")));
        assert!(is_due(last, day("2026-11-21")) && !is_due(last, day("2026-11-20")));
        assert!(is_due(None, day("2026-11-20")));
    }
}
