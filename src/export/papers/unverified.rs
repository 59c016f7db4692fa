//! 待核清单: what was not seen in the original, item by item. The catalogue for approval does not bear it.

use super::{Dossier, SIGNED, attachment};
use crate::export::identity;
use crate::layout::{Align, Column, Foot, Form, Row};
use crate::model::{FieldSet, Gaps, Item};

/// The sheet.
pub(super) fn form(dossier: &Dossier<'_>) -> Form {
    let gaps = Gaps::of(dossier.catalogue);
    let mut rows = Vec::new();
    for gaps in gaps.iter().filter(|gaps| !gaps.unverified.is_empty()) {
        let release = dossier.catalogue.release(gaps.domain);
        let released = release
            .map(|r| format!("；放行：{}（{}批准）", r.reason, r.approved_by))
            .unwrap_or_default();
        let (name, count) = (&gaps.domain.name, gaps.unverified.len());
        rows.push(Row::Section(format!("{name}：{count} 项{released}")));
        rows.extend(
            gaps.unverified.iter().enumerate().map(|(at, (item, open))| row(at, item, *open)),
        );
    }
    if rows.is_empty() {
        rows.push(Row::Section("没有待核的栏".to_owned()));
    }
    Form {
        sheet: "待核清单".to_owned(),
        attachment: attachment(10),
        title: dossier.title("待核清单"),
        left: dossier.office_line(),
        right: identity::date(dossier.catalogue),
        columns: vec![
            Column::new("序号", 4.0, Align::Center),
            Column::new("编码", 7.0, Align::Center),
            Column::new("事项", 34.0, Align::Left),
            Column::new("待核的栏", 40.0, Align::Left),
        ],
        rows,
        foot: vec![
            Foot::Note("说明：待核的栏有文字，还没有对照指引的原件核实。".to_owned()),
            Foot::Fields(SIGNED.map(str::to_owned).to_vec()),
        ],
        ..Form::default()
    }
}

fn row(at: usize, item: &Item, open: FieldSet) -> Row {
    let fields: Vec<&str> = open.iter().map(|field| field.heading()).collect();
    Row::Cells(vec![(at + 1).to_string(), item.code.to_string(), item.title(), fields.join("、")])
}
