//! 核实表: the fields of guidelines that are to be compared with the originals, one sheet a domain.
//!
//! The headings on which the reader relies are those of [`crate::confirm::words`].

use super::identity;
use crate::confirm::{Question, words};
use crate::layout::{Align, Column, Foot, Form, FormBook, Input, LayoutError, Paper, Row};
use crate::model::{Catalogue, Domain, Verdict};

const GUIDE: &str = "填表说明：拿指引的原件逐行核对，一样的选“与原件一致”（空着的栏，“要核对的内容”是推断，和原件一样也选它）；\
不一样的选“改为”，在“原件文字”里照抄原件，公开主体照抄原件写的部门，不写本地的单位名称；原件这一栏空着的选“原件没有”；\
原件有、本级用不上的选“本级不适用”。每行写明原件和页码、核实人、日期；没有核对的行空着，以后再填。";

/// The workbook; domains without a question have no sheet.
///
/// # Errors
/// When a text is too long for a cell, or the workbook cannot be put together.
pub fn workbook(
    catalogue: &Catalogue,
    domains: &[(&Domain, Vec<Question<'_>>)],
) -> Result<Vec<u8>, LayoutError> {
    let forms = domains.iter().map(|(domain, asked)| form(catalogue, domain, asked)).collect();
    FormBook {
        title: format!("{}核实表", catalogue.name()),
        office: identity::office(catalogue).to_owned(),
        date: identity::iso_date(catalogue),
        identity: format!("{}　核实表", catalogue.name()),
        forms,
        ..FormBook::default()
    }
    .write()
}

fn form(catalogue: &Catalogue, domain: &Domain, asked: &[Question<'_>]) -> Form {
    let guideline = domain.guideline.as_ref().and_then(|guideline| guideline.title.as_deref());
    Form {
        sheet: domain.name.clone(),
        title: format!("{}领域标准指引核实表", domain.name.trim_end_matches("领域")),
        left: format!("核实单位：{}", catalogue.name()),
        right: guideline.map(|title| format!("对照：《{title}》")).unwrap_or_default(),
        paper: Paper::A3,
        columns: columns(),
        rows: asked.iter().map(row).collect(),
        foot: vec![
            Foot::Note(GUIDE.to_owned()),
            Foot::Fields(["核实单位（盖章）：", "负责人：", "日期："].map(str::to_owned).to_vec()),
        ],
        locked: true,
        ..Form::default()
    }
}

fn columns() -> Vec<Column> {
    let verdicts = Input::Choice(Verdict::LABELS.map(str::to_owned).to_vec());
    let given = |heading, share, align| Column::new(heading, share, align);
    let filled = |heading, share, input| Column::new(heading, share, Align::Left).filled_in(input);
    vec![
        given(words::CODE, 6.0, Align::Center),
        given(words::ITEM, 16.0, Align::Left),
        given(words::FIELD, 7.0, Align::Center),
        given(words::COMPARED, 34.0, Align::Left),
        given(words::KNOWN, 10.0, Align::Left),
        filled(words::VERDICT, 9.0, verdicts),
        filled(words::ORIGINAL, 28.0, Input::Text),
        filled(words::PAPER, 14.0, Input::Text),
        filled(words::PERSON, 7.0, Input::Text),
        filled(words::DATE, 9.0, Input::Text),
    ]
}

fn row(question: &Question<'_>) -> Row {
    let blank = || std::iter::repeat_n(String::new(), 5);
    let given = [
        question.item.code.to_string(),
        question.item.title(),
        question.field.heading().to_owned(),
        question.text.clone(),
        question.known.clone(),
    ];
    Row::Cells(given.into_iter().chain(blank()).collect())
}
