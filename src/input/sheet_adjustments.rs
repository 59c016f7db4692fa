//! 调整 from a workbook made by `mulu template adjustments`: the sheets 修改, 不采用, 新增 and 逐项处理.
//!
//! A plain reader: headings are matched word for word after folding, and a row whose 序号 is 示例 is no
//! row. It must not guess at strange tables; what it cannot place becomes a finding at the cell.

mod rows;
mod table;

use super::decode::Context;
use crate::finding::Finding;
use crate::model::{Adjustment, ItemRef, fold, form};
use crate::source::Workbook;

use rows::RowReader;
use table::{AdjustmentForm, AdjustmentTable};

/// Whether a workbook holds adjustments and nothing else, as the names of its sheets tell.
pub fn is_adjustments(workbook: &Workbook) -> bool {
    let names = workbook.sheets.iter().filter(|sheet| !sheet.hidden && !sheet.cells.is_empty());
    let names = names.map(|sheet| fold::compact(&sheet.name));
    let mut names = names.filter(|name| !form::is_auxiliary_sheet(name)).peekable();
    names.peek().is_some() && names.all(|name| AdjustmentForm::of_sheet(&name).is_some())
}

/// All adjustments of a workbook, in the order of sheets and rows.
pub fn read_adjustments(
    context: Context,
    workbook: &Workbook,
    findings: &mut Vec<Finding>,
) -> Vec<Adjustment> {
    let mut adjustments = Vec::new();
    let mut to_be_changed = Vec::new();
    for (index, sheet) in (0u16..).zip(&workbook.sheets) {
        let name = fold::compact(&sheet.name);
        if sheet.hidden || sheet.cells.is_empty() || form::is_auxiliary_sheet(&name) {
            continue;
        }
        let Some(form) = AdjustmentForm::of_sheet(&name) else {
            findings.push(table::unknown_sheet(context, index, sheet));
            continue;
        };
        let Some(table) = AdjustmentTable::find(context, index, sheet, form, findings) else {
            continue;
        };
        for row in table.rows() {
            let reader = RowReader::new(context, &table, row, findings);
            adjustments.extend(reader.read(&mut to_be_changed));
        }
    }
    findings.extend(
        to_be_changed
            .iter()
            .filter(|item| !is_changed(item, &adjustments))
            .map(rows::nothing_changed),
    );
    adjustments
}

/// Whether some row says what is to be changed in the item.
fn is_changed(item: &ItemRef, adjustments: &[Adjustment]) -> bool {
    adjustments.iter().any(|adjustment| match adjustment {
        Adjustment::Modify { item: other, .. } => {
            (item.code.is_some() && item.code == other.code)
                || (item.code.is_none() && other.code.is_none() && item.names == other.names)
        }
        Adjustment::Drop { .. } | Adjustment::Add { .. } => false,
    })
}
