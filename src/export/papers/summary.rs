//! 汇总表: by domain and level, what was kept, changed, left out and added.

use super::{Dossier, attachment};
use crate::export::identity;
use crate::layout::{Align, Column, Foot, Form, Row};
use crate::model::AdminLevel;
use crate::submit::Counts;

/// The sheet.
pub(super) fn form(dossier: &Dossier<'_>) -> Form {
    let facts = dossier.facts;
    let mut columns = vec![
        Column::new("编号", 4.0, Align::Center),
        Column::new("领域", 15.0, Align::Left),
        Column::new("牵头单位", 17.0, Align::Left),
    ];
    let counted = ["事项数", "采用", "修改", "新增", "不采用", "非本级"];
    let levels = facts.levels.iter().map(|level| level.label());
    let headings = counted.into_iter().chain(levels).chain(["待核"]);
    columns.extend(headings.map(|heading| Column::new(heading, 5.0, Align::Center)));
    let mut rows: Vec<Row> = facts
        .domains
        .iter()
        .map(|domain| {
            let lead = domain.lead.clone().unwrap_or_default();
            let first = vec![domain.number.clone(), domain.name.clone(), lead];
            Row::Cells([first, numbers(&domain.counts)].concat())
        })
        .collect();
    let left_out = &dossier.catalogue.ledger.domains;
    rows.extend(left_out.iter().map(|entry| {
        let first = vec![entry.number.to_string(), entry.name.clone(), "（不涉及）".to_owned()];
        Row::Cells([first, vec!["0".to_owned()]].concat())
    }));
    let sum = vec![String::new(), "合计".to_owned(), String::new()];
    rows.push(Row::Cells([sum, numbers(&facts.total)].concat()));
    rows.extend(by_level(dossier));
    Form {
        sheet: "汇总表".to_owned(),
        attachment: attachment(2),
        title: dossier.title("汇总表"),
        left: dossier.office_line(),
        right: identity::date(dossier.catalogue),
        columns,
        rows,
        foot: foot(),
        ..Form::default()
    }
}

/// The same counts by level.
fn by_level(dossier: &Dossier<'_>) -> Vec<Row> {
    let facts = dossier.facts;
    let row = |(level, counts): (&AdminLevel, &Counts)| {
        let first = vec![String::new(), format!("{}公开的", level.label()), String::new()];
        let blank = vec![String::new(); facts.levels.len()];
        let last = vec![counts.unverified.to_string()];
        Row::Cells([first, decided(counts), blank, last].concat())
    };
    let rows = facts.levels.iter().zip(&facts.by_level).map(row);
    std::iter::once(Row::Section("按公开层级".to_owned())).chain(rows).collect()
}

fn numbers(counts: &Counts) -> Vec<String> {
    let last = counts.levels.iter().copied().chain([counts.unverified]);
    decided(counts).into_iter().chain(last.map(|count| count.to_string())).collect()
}

/// How many items there are, and what was decided on those of the layer above.
fn decided(counts: &Counts) -> Vec<String> {
    let Counts { items, kept, changed, added, dropped, other_level, .. } = counts;
    [items, kept, changed, added, dropped, other_level].map(ToString::to_string).to_vec()
}

fn foot() -> Vec<Foot> {
    let note = "说明：采用、修改、不采用、非本级都是对上一层目录的事项说的，新增是本级增加的；\
                一个事项由几级公开的，在每一级各计一次；待核是还没有见到官方文本的事项。";
    let fields = ["填报单位（盖章）：", "负责人：", "经办人：", "联系电话："];
    vec![Foot::Note(note.to_owned()), Foot::Fields(fields.map(str::to_owned).to_vec())]
}
