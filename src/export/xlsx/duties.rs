//! 职责对应表: each duty with the items that disclose it, or with the reason why none does.

use std::collections::BTreeMap;

use rust_xlsxwriter::Worksheet;

use super::list::{List, ListColumn, ListRow};
use super::styles::Align::{Center, Left};
use super::{Book, ExportError};
use crate::model::{Code, DutyEntry, DutyList, Exemption, Item};

const COLUMNS: [ListColumn; 7] = [
    ListColumn("序号", 5.0, Center),
    ListColumn("编号", 12.0, Center),
    ListColumn("职责名称", 44.0, Left),
    ListColumn("权力类型", 12.0, Center),
    ListColumn("实施主体", 24.0, Left),
    ListColumn("对应事项", 54.0, Left),
    ListColumn("不予公开的依据", 26.0, Left),
];

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>, sheet: &mut Worksheet) -> Result<(), ExportError> {
    let catalogue = book.catalogue;
    let items: BTreeMap<&Code, &Item> =
        catalogue.items().map(|(_, item)| (&item.code, item)).collect();
    let mut rows = Vec::new();
    for list in DutyList::ALL {
        let duties = catalogue.duties.iter().filter(|entry| entry.duty.list == list);
        let cells: Vec<ListRow> =
            duties.enumerate().map(|(at, entry)| duty_row(at, entry, &items)).collect();
        if !cells.is_empty() {
            rows.push(ListRow::Section(format!("{}（{} 项）", list.label(), cells.len())));
            rows.extend(cells);
        }
    }
    if rows.is_empty() {
        rows.push(ListRow::Section("没有职责清单".to_owned()));
    }
    let title = format!("{}职责对应表", catalogue.name());
    List { title, columns: &COLUMNS, rows }.write(book, sheet)
}

fn duty_row(at: usize, entry: &DutyEntry, items: &BTreeMap<&Code, &Item>) -> ListRow {
    let duty = &entry.duty;
    let named = |code: &Code| match items.get(code) {
        Some(item) => format!("{code} {}", item.title()),
        None => code.to_string(),
    };
    let mut disclosed = entry.items.iter().map(named).collect::<Vec<_>>().join("\n");
    if entry.derived {
        disclosed.push_str("（按权力类型）");
    }
    ListRow::Cells(vec![
        (at + 1).to_string(),
        duty.number.clone().unwrap_or_default(),
        duty.name.value.clone(),
        duty.power.as_ref().map(|power| power.value.clone()).unwrap_or_default(),
        duty.body.as_ref().map(|body| body.value.clone()).unwrap_or_default(),
        disclosed,
        duty.exemption.as_ref().map(exemption).unwrap_or_default(),
    ])
}

fn exemption(exemption: &Exemption) -> String {
    match &exemption.note {
        Some(note) => format!("{}：{note}", exemption.article.value),
        None => exemption.article.value.clone(),
    }
}
