//! 审核意见表: what is approved, how it was checked, and room for every opinion with signature and seal.

use super::{Dossier, attachment, prose};
use crate::export::{fingerprint, identity};
use crate::layout::{Align, BoxKind, Column, Foot, Form, FormBox, Row, chinese_date};
use crate::submit::{Approval, Reviewer, standing};

/// How tall the box of each reviewer is in points, in their order.
const TALL: [f64; 5] = [92.0, 84.0, 84.0, 84.0, 92.0];
/// Room for hand and seal.
const BLANK: &str = "\n\n\n签字（盖章）：　　　　　　　　　　　　　　年　　月　　日";

/// The sheet.
pub(super) fn form(dossier: &Dossier<'_>) -> Form {
    let catalogue = dossier.catalogue;
    let facts = dossier.facts;
    let version = identity::version(catalogue).unwrap_or_default();
    let pairs = [
        [
            ("编制单位", identity::office(catalogue).to_owned()),
            ("层级", catalogue.level().label().to_owned()),
        ],
        [("版本", version.to_owned()), ("内容指纹", fingerprint(catalogue))],
    ];
    let size = format!("{} 个领域，{} 项", facts.domains.len(), facts.total.items);
    let mut rows: Vec<Row> = pairs.into_iter().map(pair).collect();
    rows.push(wide("领域和事项", size, BoxKind::Text, 26.0));
    rows.push(wide("核对情况", prose::check(facts.findings), BoxKind::Text, 40.0));
    rows.push(wide("征求意见情况", prose::inquiry(&facts.inquired), BoxKind::Text, 40.0));
    rows.push(wide("与上一层比较", prose::compared(&facts.total), BoxKind::Text, 40.0));
    let said = standing(dossier.approvals, &fingerprint(catalogue));
    rows.extend(Reviewer::ALL.into_iter().zip(TALL).map(|(reviewer, tall)| {
        let known = said.iter().find(|approval| approval.reviewer == reviewer);
        let text = known.map_or_else(|| BLANK.to_owned(), |approval| opinion(approval));
        wide(reviewer.heading(), text, BoxKind::Blank, tall)
    }));
    Form {
        sheet: "审核意见表".to_owned(),
        attachment: attachment(7),
        title: dossier.title("审核意见表"),
        left: format!("本级名称：{}", catalogue.name()),
        right: identity::date(catalogue),
        upright: true,
        columns: [12.0, 24.0, 10.0, 24.0].map(|share| Column::new("", share, Align::Left)).to_vec(),
        rows,
        foot: vec![Foot::Note(
            "说明：各意见栏由本人手写签字，加盖公章。指纹和目录每页页脚印的一致，目录改动以后要重新审核。".to_owned(),
        )],
        ..Form::default()
    }
}

/// An opinion that was given, above the line for hand and seal.
fn opinion(approval: &Approval) -> String {
    let said = if approval.note.is_empty() { "同意" } else { &approval.note };
    let day = approval.date.map(|date| chinese_date(&date.to_string()));
    let day = day.unwrap_or_else(|| "　　年　　月　　日".to_owned());
    format!("{said}\n\n\n签字（盖章）：　　　　　　　　　　　　　　{day}")
}

fn pair(cells: [(&str, String); 2]) -> Row {
    let boxes = cells.into_iter().flat_map(|(label, text)| {
        [FormBox::new(1, label.to_owned(), BoxKind::Label), FormBox::new(1, text, BoxKind::Text)]
    });
    Row::Boxes(boxes.collect(), 26.0)
}

fn wide(label: &str, text: String, kind: BoxKind, tall: f64) -> Row {
    let label = FormBox::new(1, label.to_owned(), BoxKind::Label);
    Row::Boxes(vec![label, FormBox::new(3, text, kind)], tall)
}
