//! 保密审查表: what is asked before a catalogue is published, with what was answered so far.

use super::{Dossier, attachment};
use crate::export::{fingerprint, identity};
use crate::layout::{Align, BoxKind, Column, Foot, Form, FormBox, Input, Row, chinese_date};
use crate::submit::{QUESTIONS, Secrecy, labels};

/// The sheet.
pub(super) fn form(dossier: &Dossier<'_>) -> Form {
    let catalogue = dossier.catalogue;
    let empty = Secrecy::default();
    let known = dossier.secrecy.unwrap_or(&empty);
    let choice = Input::Choice(["是", "否"].map(str::to_owned).to_vec());
    let mut rows: Vec<Row> = QUESTIONS
        .iter()
        .enumerate()
        .map(|(at, question)| {
            let answer = known.answer(question).unwrap_or_default();
            let note = if answer == "是" { known.note.clone() } else { String::new() };
            Row::Cells(vec![(at + 1).to_string(), (*question).to_owned(), note, answer.to_owned()])
        })
        .collect();
    let whole = |text: String, tall| Row::Boxes(vec![FormBox::new(4, text, BoxKind::Blank)], tall);
    rows.push(whole(published(dossier), 90.0));
    rows.push(whole(format!("{}：{}", labels::VERDICT, known.verdict), 110.0));
    rows.push(whole(format!("{}：{}", labels::UNIT, known.unit), 110.0));
    rows.push(whole(format!("单位负责人意见：{SIGN}"), 100.0));
    Form {
        sheet: "保密审查表".to_owned(),
        attachment: attachment(8),
        title: dossier.title("保密审查表"),
        left: format!("拟公开单位：{}", identity::office(catalogue)),
        right: format!("指纹：{}", fingerprint(catalogue)),
        upright: true,
        columns: vec![
            Column::new("序号", 4.0, Align::Center),
            Column::new(labels::QUESTION, 27.0, Align::Left),
            Column::new(labels::NOTE, 22.0, Align::Left).filled_in(Input::Text),
            Column::new(labels::ANSWER, 18.0, Align::Center).filled_in(choice),
        ],
        rows,
        foot: foot(known),
        locked: true,
        ..Form::default()
    }
}

/// Room for hand and seal.
const SIGN: &str = "\n\n\n\n　　　　　　　　签字：　　　　　　　　　　　　年　　月　　日";

/// What is to be published, where and how.
fn published(dossier: &Dossier<'_>) -> String {
    let named = dossier.catalogue.profile.filing.website.as_deref();
    format!(
        "信息名称：{}（版本 {}，{} 项）\n载体形式：□公文　□非公文　☑电子文档　☑纸质文本\n\
         拟公开方式：☑政府网站（{}）　□政府公报　□公开查阅点　□其他\n\
         拟公开时间：　　　　年　　月　　日",
        dossier.title(""),
        identity::version(dossier.catalogue).unwrap_or("　　"),
        dossier.facts.total.items,
        named.unwrap_or("栏目：　　　　　　"),
    )
}

fn foot(known: &Secrecy) -> Vec<Foot> {
    let day = chinese_date(&known.date);
    let fields =
        [(labels::CLERK, &known.clerk), (labels::REVIEWER, &known.reviewer), (labels::DATE, &day)];
    let fields = fields.map(|(label, value)| format!("{label}：{value}"));
    let note = "说明：逐项回答“是”或“否”，答“是”的写明怎样处理。依据《中华人民共和国政府信息公开条例》\
                第十四条至第十七条。";
    vec![Foot::Fields(fields.to_vec()), Foot::Note(note.to_owned())]
}
