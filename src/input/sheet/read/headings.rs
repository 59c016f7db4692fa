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
/// Headings of the official form, of which none is another one with a character left out.
static STANDARD: Wording = Wording::named("标准的栏名");
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
    let lost = lost_in_all(texts(sheet, table.header_rows.iter().copied()));
    let is_told = |at: &CellRef| lost.as_ref().is_some_and(|(cells, _)| cells.contains(at));
    let all = lost.as_ref().and_then(|(cells, fault)| {
        Some(fault.clone().at(table.location(context, *cells.first()?)))
    });
    let heads = texts(sheet, table.header_rows.iter().copied());
    let heads = heads.filter(|(at, _)| !is_told(at)).filter_map(of_head).chain(all);
    let titles = table.skipped.iter().filter(|row| row.why == Skip::Title).map(|row| row.row);
    heads.chain(texts(sheet, titles).filter_map(of_title)).collect()
}

/// What parts the names of several levels in the cells below a heading that says so: 公开事项（一级/二级）.
pub(super) fn parted_levels(heading: &str) -> Option<char> {
    const PARTING: [char; 6] = ['/', '／', '-', '—', '>', '\\'];
    let behind = heading.split_once("一级")?.1;
    let behind = behind.strip_prefix("事项").unwrap_or(behind);
    let mark = behind.chars().next().filter(|c| PARTING.contains(c))?;
    behind.strip_prefix(mark)?.starts_with("二级").then_some(mark)
}

/// The cells with text in these rows.
fn texts(sheet: &Sheet, rows: impl Iterator<Item = u32>) -> impl Iterator<Item = (CellRef, &str)> {
    rows.flat_map(move |row| {
        let cells = sheet.cells.range(CellRef::new(row, 0)..CellRef::new(row + 1, 0));
        cells.map(|(at, cell)| (*at, cell.text.as_str()))
    })
}

/// Headings that lost one and the same character, which is one fault: 开事项, 开内容, 开依据.
fn lost_in_all<'s>(
    texts: impl Iterator<Item = (CellRef, &'s str)>,
) -> Option<(Vec<CellRef>, Fault)> {
    const SEVERAL: usize = 3;
    let lost: Vec<(CellRef, String, &str)> = texts
        .filter_map(|(at, text)| {
            let compact: String = text.split_whitespace().collect();
            let right = with_one_lost(&simplified(&compact))?;
            Some((at, compact, right))
        })
        .collect();
    let (_, first, right) = lost.first().filter(|_| lost.len() >= SEVERAL)?;
    let cells = lost.iter().map(|(at, ..)| *at).collect();
    Some((cells, unsure_head::slipped_all(lost.len(), first, right)))
}

fn of_heading(text: &str) -> Option<Fault> {
    let compact: String = text.split_whitespace().collect();
    let compact = simplified(&compact);
    let bare = compact.trim_matches(['?', '？', '\u{fffd}']);
    if bare.len() < compact.len() && bare.chars().any(is_han) {
        return Some(unsure_head::slipped(text, bare));
    }
    let pairs = WRONG.iter().filter_map(|pair| pair.split_once('>'));
    if let Some(right) = with_one_lost(bare) {
        return Some(unsure_head::slipped(text, right));
    }
    let mut found = pairs.filter(|(wrong, right)| {
        let part = wrong.chars().count() >= PART && compact.contains(wrong);
        (part || compact == *wrong) && !compact.contains(right)
    });
    found.next().map(|(wrong, right)| unsure_head::slipped(text, &compact.replace(wrong, right)))
}

/// The standard heading of which one character was left out: 开依据, 特群体.
fn with_one_lost(heading: &str) -> Option<&'static str> {
    let lost = |right: &&&str| {
        let whole: Vec<char> = right.chars().collect();
        whole.len() >= PART && (0..whole.len()).any(|at| is_without(&whole, at, heading))
    };
    STANDARD.iter().find(lost).copied().filter(|_| !STANDARD.contains(&heading))
}

fn is_without(whole: &[char], at: usize, text: &str) -> bool {
    let rest = whole.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, c)| *c);
    rest.eq(text.chars())
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
        for text in [
            "?公开事项",
            "全社",
            "权利类型",
            "职责边界换分",
            "公开时线",
            "开依据",
            "特群体",
            "一级项",
        ] {
            assert!(of_heading(text).is_some(), "{text}");
        }
        for text in [
            "公开事项",
            "全社会",
            "权力类型",
            "公开 时限",
            "公开渠道和载体（至少选一个）",
            "备注",
            "公开渠道载体",
            "公开时间",
            "主体",
            "",
        ] {
            assert!(of_heading(text).is_none(), "{text}");
        }
        assert!(of_title("养老服务领域领域基层政务公开标准目录").is_some());
        assert!(of_title("养老服务领域基层政务公开标准目录").is_none());
    }
}
