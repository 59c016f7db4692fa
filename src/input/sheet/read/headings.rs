//! Slips in the headings and the title of a table: a character too many, too few or a wrong one. What such a
//! column means was found all the same.

use crate::finding::{Fault, Finding};
use crate::input::decode::Context;
use crate::input::sheet::recognition::{Skip, Table};
use crate::model::doubled_word;
use crate::model::writing::simplified;
use crate::rules::files::unsure_head;
use crate::source::{CellRef, Sheet};
use crate::text::{Misspelt, Wording, is_han, misspelt};

/// Headings as they are written wrong, each with what is meant: 全社>全社会.
static WRONG: Wording = Wording::named("栏名的误写");
/// What is left of 公开时限, 公开主体 and the others where the second line is not there.
const STUB: &str = "公开";
/// No heading ends with these.
const OPEN: [char; 4] = ['及', '和', '与', '、'];
/// Shorter ones are only known as a whole heading, in characters.
const PART: usize = 4;

/// What is wrong with the headings and the title.
pub(in crate::input::sheet) fn slips(
    table: &Table,
    sheet: &Sheet,
    context: Context,
) -> Vec<Finding> {
    let of_head = |(at, text): (CellRef, &str)| {
        let fault = of_heading(text).or_else(|| unfinished(table, at, text))?;
        Some(fault.at(table.location(context, at)))
    };
    let of_title =
        |(at, text): (CellRef, &str)| Some(of_title(text)?.at(table.location(context, at)));
    let heads = texts(sheet, table.header_rows.iter().copied()).filter_map(of_head);
    let titles = table.skipped.iter().filter(|row| row.why == Skip::Title).map(|row| row.row);
    heads.chain(texts(sheet, titles).filter_map(of_title)).collect()
}

/// The cells with text in these rows.
fn texts(sheet: &Sheet, rows: impl Iterator<Item = u32>) -> impl Iterator<Item = (CellRef, &str)> {
    rows.flat_map(move |row| {
        let cells = sheet.cells.range(CellRef::new(row, 0)..CellRef::new(row + 1, 0));
        cells.map(|(at, cell)| (*at, cell.text.as_str()))
    })
}

fn of_heading(text: &str) -> Option<Fault> {
    let compact: String = text.split_whitespace().collect();
    let compact = simplified(&compact);
    let bare = compact.trim_matches(['?', '？', '\u{fffd}']);
    if bare.len() < compact.len() && bare.chars().any(is_han) {
        return Some(unsure_head::slipped(text, bare));
    }
    let pairs = WRONG.iter().filter_map(|pair| pair.split_once('>'));
    let mut found = pairs.filter(|(wrong, right)| {
        let part = wrong.chars().count() >= PART && compact.contains(wrong);
        (part || compact == *wrong) && !compact.contains(right)
    });
    found.next().map(|(wrong, right)| unsure_head::slipped(text, &compact.replace(wrong, right)))
}

/// 公开 over limits, 检查部门及: a heading of which the rest is not there.
fn unfinished(table: &Table, at: CellRef, text: &str) -> Option<Fault> {
    let compact: String = text.split_whitespace().collect();
    let role = table.columns.iter().find(|column| column.index == at.column)?;
    let meant = role.role.field().filter(|_| compact == STUB);
    match meant {
        Some(field) => Some(unsure_head::slipped(text, field.heading())),
        None => compact.ends_with(OPEN).then(|| unsure_head::cut(text)),
    }
}

fn of_title(text: &str) -> Option<Fault> {
    let compact: String = text.split_whitespace().collect();
    if let Some(word) = doubled_word(&compact) {
        return Some(unsure_head::title_doubled(&word));
    }
    let Misspelt { wrong, right } = misspelt(&compact)?;
    Some(unsure_head::title_misspelt(&wrong, &right))
}

#[cfg(test)]
mod tests {
    use super::of_heading;
    use super::of_title;

    #[test]
    fn headings_and_titles() {
        for text in ["?公开事项", "全社", "权利类型", "职责边界换分", "公开时线"]
        {
            assert!(of_heading(text).is_some(), "{text}");
        }
        for text in [
            "公开事项",
            "全社会",
            "权力类型",
            "公开 时限",
            "公开渠道和载体（至少选一个）",
            "备注",
            "",
        ] {
            assert!(of_heading(text).is_none(), "{text}");
        }
        assert!(of_title("养老服务领域领域基层政务公开标准目录").is_some());
        assert!(of_title("养老服务领域基层政务公开标准目录").is_none());
    }
}
