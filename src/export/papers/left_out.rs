//! 未涉及领域和事项说明: what of the layer above is not in the catalogue, and why.

use super::{Dossier, attachment};
use crate::export::identity;
use crate::export::xlsx::ledger;
use crate::layout::{Align, Column, Foot, Form};

/// The sheet.
pub(super) fn form(dossier: &Dossier<'_>) -> Form {
    let catalogue = dossier.catalogue;
    let mut rows = Vec::new();
    ledger::part(&mut rows, "一、不涉及的领域", ledger::domains(catalogue));
    ledger::part(&mut rows, "二、不采用的事项", ledger::dropped(catalogue));
    ledger::part(&mut rows, "三、不属于本级的事项（按领域计数）", ledger::other_levels(catalogue));
    Form {
        sheet: "未涉及说明".to_owned(),
        attachment: attachment(3),
        title: dossier.title("未涉及领域和事项说明"),
        left: dossier.office_line(),
        right: identity::date(catalogue),
        columns: vec![
            Column::new("序号", 4.0, Align::Center),
            Column::new("领域", 14.0, Align::Left),
            Column::new("编码", 7.0, Align::Center),
            Column::new("事项", 24.0, Align::Left),
            Column::new("理由", 11.0, Align::Center),
            Column::new("说明", 30.0, Align::Left),
            Column::new("条款或并入的事项", 14.0, Align::Left),
        ],
        rows,
        foot: vec![Foot::Fields(
            ["填报单位（盖章）：", "负责人：", "经办人："].map(str::to_owned).to_vec(),
        )],
        ..Form::default()
    }
}
