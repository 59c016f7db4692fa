//! A form that came back: found by its headings, whoever saved or retyped it.
//!
//! Only cells are read here. Which item and which field a row means is decided in `understand`.

use std::collections::BTreeMap;

use super::words;
use crate::input::labels::labelled;
use crate::model::{Code, Field, fold};
use crate::source::{Cell, CellRef, FileId, Location, Sheet, Workbook};

/// A form as it came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The name of the file.
    pub file: String,
    /// The file.
    pub source: FileId,
    /// Who answers, where the form or the name of the file says so.
    pub unit: Option<String>,
    /// Whose catalogue it is about, where it says so.
    pub catalogue: Option<String>,
    /// The fingerprint of the draft that was sent out.
    pub fingerprint: Option<String>,
    /// What is written at the foot, by label: 负责人, 经办人, 联系电话, 日期.
    pub foot: Vec<(&'static str, String)>,
    /// The rows of the table.
    pub rows: Vec<FilledRow>,
}

/// A row of the table, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledRow {
    /// The file.
    pub file: String,
    /// Sheet and cell of the answer.
    pub cell: String,
    /// The same for findings.
    pub location: Location,
    /// 编码.
    pub code: String,
    /// 领域.
    pub domain: String,
    /// 事项.
    pub item: String,
    /// 部门意见.
    pub answer: String,
    /// 修改栏目 or the reason for leaving the item out.
    pub field: String,
    /// 修改后内容.
    pub text: String,
    /// 依据.
    pub basis: String,
    /// 备注.
    pub note: String,
    /// The fields as the form shows them.
    pub drafted: Vec<(Field, String)>,
}

impl FilledRow {
    /// Whether nothing was written into it.
    pub fn is_blank(&self) -> bool {
        [&self.answer, &self.field, &self.text, &self.basis, &self.note]
            .into_iter()
            .all(|text| text.is_empty())
    }
}

/// The file holds no table with the headings of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("不是征求意见表：没有一张表同时有“部门意见”和“编码”（或“事项”）两栏，没有读")]
pub struct NotAForm;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum OpinionColumn {
    Code,
    Domain,
    Item,
    Answer,
    Field,
    Text,
    Basis,
    Note,
    Drafted(u8),
}

/// Reads the form in a file with this name, which is known as `source`.
///
/// # Errors
/// When no sheet holds the table.
pub fn read(workbook: &Workbook, source: FileId, file: &str) -> Result<Filled, NotAForm> {
    let numbered = (0u16..).zip(&workbook.sheets).filter(|(_, sheet)| !sheet.hidden);
    let tables: Vec<FormTable<'_>> = numbered
        .filter_map(|(index, sheet)| Some(FormTable { index, sheet, head: head(sheet)? }))
        .collect();
    if tables.is_empty() {
        return Err(NotAForm);
    }
    let rows = tables.iter().flat_map(|table| table.rows(source, file)).collect();
    let visible: Vec<&Sheet> = workbook.sheets.iter().filter(|sheet| !sheet.hidden).collect();
    let texts: Vec<&str> =
        visible.iter().flat_map(|s| s.cells.values().map(|c| &*c.text)).collect();
    let behind = |label: &str| visible.iter().find_map(|sheet| labelled(sheet, label));
    let foot = words::FOOT.into_iter().filter_map(|label| Some((label, behind(label)?)));
    let foot: Vec<(&'static str, String)> = foot.collect();
    let signed = foot.iter().find(|(label, _)| *label == words::FOOT[0]).map(|(_, v)| v.clone());
    Ok(Filled {
        file: file.to_owned(),
        source,
        unit: behind(words::UNIT_LABEL).or(signed).or_else(|| unit_of_name(file)),
        catalogue: behind(words::CATALOGUE_LABEL),
        fingerprint: texts.iter().find_map(|text| words::find_fingerprint(text)),
        foot,
        rows,
    })
}

/// A sheet with the table of a form.
struct FormTable<'a> {
    index: u16,
    sheet: &'a Sheet,
    head: FormHead,
}

/// The row of headings, and what each column holds.
struct FormHead {
    row: u32,
    columns: BTreeMap<OpinionColumn, u16>,
}

fn head(sheet: &Sheet) -> Option<FormHead> {
    let (rows, _) = sheet.size();
    (0..rows).find_map(|row| {
        let mut columns = BTreeMap::new();
        for (at, cell) in sheet.row(row) {
            if let Some(column) = column(&cell.text) {
                columns.entry(column).or_insert(at.column);
            }
        }
        let named = columns.contains_key(&OpinionColumn::Code)
            || columns.contains_key(&OpinionColumn::Item);
        (named && columns.contains_key(&OpinionColumn::Answer)).then_some(FormHead { row, columns })
    })
}

/// What a heading means, also where it was shortened.
fn column(heading: &str) -> Option<OpinionColumn> {
    let heading = fold::compact(heading);
    match heading.as_str() {
        "编码" | "事项编码" => Some(OpinionColumn::Code),
        "领域" => Some(OpinionColumn::Domain),
        "事项" | "公开事项" | "事项名称" => Some(OpinionColumn::Item),
        "部门意见" | "意见" | "反馈意见" => Some(OpinionColumn::Answer),
        "依据" | "修改依据" | "理由依据" => Some(OpinionColumn::Basis),
        "备注" => Some(OpinionColumn::Note),
        text if text.starts_with("修改栏目") || text == "栏目" => Some(OpinionColumn::Field),
        text if text.starts_with("修改后") => Some(OpinionColumn::Text),
        text => drafted(text),
    }
}

fn drafted(heading: &str) -> Option<OpinionColumn> {
    let bare = heading.split('(').next().unwrap_or(heading);
    let bare = if bare == "公开渠道和载体" { Field::Channels.heading() } else { bare };
    let at = Field::ALL.iter().position(|field| field.heading() == bare)?;
    u8::try_from(at).ok().map(OpinionColumn::Drafted)
}

impl FormTable<'_> {
    fn rows(&self, source: FileId, file: &str) -> Vec<FilledRow> {
        let (end, _) = self.sheet.size();
        let filled = (self.head.row + 1..end).filter(|row| !is_foot(self.sheet, *row));
        let filled = filled.map(|row| self.row(row, source, file));
        filled
            .filter(|row| !row.code.is_empty() || !row.is_blank())
            .filter(|row| !row.is_head())
            .collect()
    }

    fn row(&self, row: u32, source: FileId, file: &str) -> FilledRow {
        let columns = &self.head.columns;
        let cell = |column| self.sheet.cells.get(&CellRef::new(row, *columns.get(&column)?));
        let text =
            |column| cell(column).map_or_else(String::new, |cell| cell.text.trim().to_owned());
        let at = CellRef::new(row, columns.get(&OpinionColumn::Answer).copied().unwrap_or(0));
        let drafted = (0u8..)
            .zip(Field::ALL)
            .filter(|(at, _)| columns.contains_key(&OpinionColumn::Drafted(*at)));
        FilledRow {
            file: file.to_owned(),
            cell: format!("{}!{at}", self.sheet.name),
            location: Location::cell(source, self.index, at),
            code: cell(OpinionColumn::Code).map(Code::text_of).unwrap_or_default(),
            domain: text(OpinionColumn::Domain),
            item: text(OpinionColumn::Item).replace(['\n', '／'], "/"),
            answer: text(OpinionColumn::Answer),
            field: text(OpinionColumn::Field),
            text: text(OpinionColumn::Text),
            basis: text(OpinionColumn::Basis),
            note: text(OpinionColumn::Note),
            drafted: drafted.map(|(at, field)| (field, text(OpinionColumn::Drafted(at)))).collect(),
        }
    }
}

impl FilledRow {
    /// Whether the row is the head once more, as it stands on a second page of a retyped table.
    fn is_head(&self) -> bool {
        column(&self.answer) == Some(OpinionColumn::Answer)
    }
}

/// Whether the row is one of those to sign, in which labels may stand below the columns of answers.
fn is_foot(sheet: &Sheet, row: u32) -> bool {
    let labels = words::FOOT.map(fold::compact);
    let begins = |cell: &Cell| {
        let text = fold::compact(&cell.text);
        let rest = labels.iter().take(4).find_map(|label| text.strip_prefix(label.as_str()));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    };
    sheet.row(row).any(|(_, cell)| begins(cell))
}

/// 征求意见表（大英县民政局）.xlsx names the unit.
fn unit_of_name(file: &str) -> Option<String> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let (_, rest) = name.split_once(['（', '('])?;
    let (unit, _) = rest.split_once(['）', ')'])?;
    (name.contains(words::FORM) && !unit.is_empty()).then(|| unit.to_owned())
}
