//! The table on one sheet: its form, its head, and its rows.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::input::decode::Context;
use crate::model::{fold, form};
use crate::rules::files::{duplicate_key, missing_key, unknown_key};
use crate::source::{Cell, CellRef, Location, Sheet};

/// What a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AdjustmentForm {
    /// 修改.
    Changes,
    /// 不采用.
    Drops,
    /// 新增.
    Additions,
    /// 逐项处理.
    OneByOne,
}

const CHANGES: &[&str] = &["序号", "编码", "领域", "事项", "栏目", "修改后内容", "理由"];
const DROPS: &[&str] = &["序号", "编码", "领域", "事项", "理由", "说明", "条款", "并入"];
const ONE_BY_ONE: &[&str] =
    &["序号", "编码", "领域", "事项", "处理", "理由", "说明", "条款", "并入"];
const ADDITIONS: &[&str] = &[
    "序号",
    "编码",
    "领域",
    "一级事项",
    "二级事项",
    "三级事项",
    "四级事项",
    "公开内容",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道",
    "公开对象",
    "公开方式",
    "公开层级",
    "理由",
];
/// A head must stand within this many rows.
const HEAD_WITHIN: u32 = 12;

impl AdjustmentForm {
    const ALL: [Self; 4] = [Self::Changes, Self::Drops, Self::Additions, Self::OneByOne];

    /// The name of its sheet.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Changes => "修改",
            Self::Drops => "不采用",
            Self::Additions => "新增",
            Self::OneByOne => "逐项处理",
        }
    }

    /// The form of a sheet with this (folded) name; `修改（二）` is a 修改 too.
    pub(super) fn of_sheet(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| name.starts_with(form.label()))
    }

    fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Changes => CHANGES,
            Self::Drops => DROPS,
            Self::Additions => ADDITIONS,
            Self::OneByOne => ONE_BY_ONE,
        }
    }

    /// The headings without which no row can be read.
    fn needed(self) -> &'static [&'static str] {
        match self {
            Self::Changes => &["栏目", "修改后内容"],
            Self::Drops => &["理由"],
            Self::Additions => &["领域", "一级事项"],
            Self::OneByOne => &["处理"],
        }
    }
}

/// A sheet that bears none of the names.
pub(super) fn unknown_sheet(context: Context, index: u16, sheet: &Sheet) -> Finding {
    let first = sheet.cells.keys().next().copied().unwrap_or(CellRef::new(0, 0));
    let fault = unknown_key::sheet(&sheet.name, &AdjustmentForm::ALL.map(AdjustmentForm::label));
    fault.at(Location::cell(context.file, index, first))
}

/// The table that was found on a sheet.
#[derive(Debug)]
pub(super) struct AdjustmentTable<'a> {
    /// What it is for.
    pub(super) form: AdjustmentForm,
    sheet: &'a Sheet,
    index: u16,
    context: Context,
    head: u32,
    columns: BTreeMap<&'static str, u16>,
}

impl<'a> AdjustmentTable<'a> {
    /// Finds the head and what each column is.
    pub(super) fn find(
        context: Context,
        index: u16,
        sheet: &'a Sheet,
        form: AdjustmentForm,
        findings: &mut Vec<Finding>,
    ) -> Option<Self> {
        let known = |row: &u32| sheet.row(*row).filter(|(_, c)| heading(form, c).is_some()).count();
        let head = (0..HEAD_WITHIN).max_by_key(|row| (known(row), u32::MAX - row))?;
        let mut table = Self { form, sheet, index, context, head, columns: BTreeMap::new() };
        let mut strange = Vec::new();
        table.read_head(&mut strange);
        let missing: Vec<&str> =
            form.needed().iter().copied().filter(|h| !table.columns.contains_key(h)).collect();
        if missing.is_empty() {
            findings.append(&mut strange);
            return Some(table);
        }
        findings.push(missing_key::columns(&sheet.name, &missing).at(table.location(head, 0)));
        None
    }

    fn read_head(&mut self, findings: &mut Vec<Finding>) {
        for (at, cell) in self.sheet.row(self.head) {
            if cell.text.trim().is_empty() {
                continue;
            }
            let location = self.location(at.row, at.column);
            match heading(self.form, cell) {
                Some(name) if !self.columns.contains_key(name) => {
                    self.columns.insert(name, at.column);
                }
                Some(name) => findings.push(duplicate_key::column(name).at(location)),
                None => {
                    let (text, known) = (cell.text.trim(), self.form.headings());
                    let fault = unknown_key::column(text, &fold::compact(text), known);
                    findings.push(fault.at(location));
                }
            }
        }
    }

    /// The rows that hold something besides their number, without examples.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        let (rows, _) = self.sheet.size();
        (self.head + 1..rows).filter(|row| self.is_filled(*row))
    }

    fn is_filled(&self, row: u32) -> bool {
        let serial = self.columns.get("序号");
        let example =
            serial.is_some_and(|c| form::is_example(self.sheet.text(CellRef::new(row, *c))));
        let mut others = self.columns.iter().filter(|(name, _)| **name != "序号");
        !example && others.any(|(_, c)| !self.sheet.text(CellRef::new(row, *c)).trim().is_empty())
    }

    /// A cell of a row; `None` when it is empty or there is no such column.
    pub(super) fn cell(&self, row: u32, heading: &str) -> Option<(&'a Cell, Location)> {
        let column = *self.columns.get(heading)?;
        let cell = self.sheet.cells.get(&CellRef::new(row, column))?;
        (!cell.text.trim().is_empty()).then(|| (cell, self.location(row, column)))
    }

    /// Where a heading's cell of a row is, or the row's first cell when there is no such column.
    pub(super) fn place(&self, row: u32, heading: &str) -> Location {
        self.cell_at(row, heading).unwrap_or_else(|| self.location(row, 0))
    }

    /// Where a heading's cell of a row is, whether anything stands in it or not.
    pub(super) fn cell_at(&self, row: u32, heading: &str) -> Option<Location> {
        self.columns.get(heading).map(|column| self.location(row, *column))
    }

    fn location(&self, row: u32, column: u16) -> Location {
        Location::cell(self.context.file, self.index, CellRef::new(row, column))
    }
}

/// The heading that a cell means. The official table's longer headings are understood too.
fn heading(form: AdjustmentForm, cell: &Cell) -> Option<&'static str> {
    let text = fold::compact(&cell.text);
    let text = match text.as_str() {
        "公开内容(要素)" => "公开内容",
        "公开渠道和载体" => "公开渠道",
        other => other,
    };
    form.headings().iter().copied().find(|heading| *heading == text)
}
