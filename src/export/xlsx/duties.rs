//! 职责对应表: each duty with the items that disclose it, or with the reason why none does.

use std::collections::BTreeMap;

use super::{CatalogueBook, DUTIES};
use crate::layout::Align::{Center, Left};
use crate::layout::{Column, Form, Row};
use crate::model::{Code, DutyEntry, DutyList, Exemption, Item};

/// The sheet.
pub(super) fn form(book: &CatalogueBook<'_>) -> Form {
    let catalogue = book.catalogue;
    let items: BTreeMap<&Code, &Item> =
        catalogue.items().map(|(_, item)| (&item.code, item)).collect();
    let mut rows = Vec::new();
    for list in DutyList::ALL {
        let duties = catalogue.duties.iter().filter(|entry| entry.duty.list == list);
        let cells: Vec<Row> =
            duties.enumerate().map(|(at, entry)| duty_row(at, entry, &items)).collect();
        if !cells.is_empty() {
            rows.push(Row::Section(format!("{}（{} 项）", list.label(), cells.len())));
            rows.extend(cells);
        }
    }
    if rows.is_empty() {
        rows.push(Row::Section("没有职责清单".to_owned()));
    }
    let columns = vec![
        Column::new("序号", 5.0, Center),
        Column::new("编号", 12.0, Center),
        Column::new("职责名称", 44.0, Left),
        Column::new("权力类型", 12.0, Center),
        Column::new("实施主体", 24.0, Left),
        Column::new("对应事项", 54.0, Left),
        Column::new("不予公开的依据", 26.0, Left),
    ];
    Form { columns, rows, ..book.sheet(DUTIES, DUTIES) }
}

fn duty_row(at: usize, entry: &DutyEntry, items: &BTreeMap<&Code, &Item>) -> Row {
    let duty = &entry.duty;
    let named = |code: &Code| match items.get(code) {
        Some(item) => format!("{code} {}", item.title()),
        None => code.to_string(),
    };
    let mut disclosed = entry.items.iter().map(named).collect::<Vec<_>>().join("\n");
    if entry.derived {
        disclosed.push_str("（按权力类型）");
    }
    Row::Cells(vec![
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
