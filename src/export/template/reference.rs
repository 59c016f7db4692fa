//! The sheet 事项编码表: the items of the guidelines, or of a body, with their codes, to look up and copy
//! from.

use super::plan::{TemplatePlan, column};
use crate::layout::Paper;
use crate::model::form::REFERENCE_SHEET;
use crate::model::{Domain, Field, Item};

/// The sheet for these domains, which are those of a body where it is named.
pub(super) fn plan(domains: &[Domain], owner: Option<&str>) -> TemplatePlan {
    let rows = domains.iter().flat_map(|d| d.items.iter().map(|item| row(d, item))).collect();
    TemplatePlan {
        name: REFERENCE_SHEET.to_owned(),
        title: format!("{}的事项和编码（供查阅，不用填）", owner.unwrap_or("国家标准指引")),
        line: String::new(),
        columns: vec![
            column("事项编码", 10, ""),
            column("领域", 22, ""),
            column("一级事项", 26, ""),
            column("二级事项", 44, ""),
            column("公开层级", 14, ""),
        ],
        rows,
        example: false,
        blank_rows: 0,
        paper: Paper::A4,
    }
}

fn row(domain: &Domain, item: &Item) -> Vec<String> {
    let names = item.names();
    vec![
        item.code.to_string(),
        domain.name.clone(),
        names.first().cloned().unwrap_or_default(),
        names.get(1..).unwrap_or_default().join("/"),
        item.fields.text(Field::Levels).unwrap_or_default(),
    ]
}
