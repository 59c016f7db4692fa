//! 保密审查表: what is asked before a catalogue is published, with what was answered so far.

use super::{Dossier, attachment};
use crate::export::form::{Align, BoxKind, Column, Foot, Form, FormBox, Input, Paper, Row};
use crate::export::{fingerprint, identity};
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
    let whole = |text: String, tall| {
        Row::Boxes(vec![FormBox { columns: 4, text, kind: BoxKind::Blank }], tall)
    };
    rows.push(whole(format!("{}：{}", labels::VERDICT, known.verdict), 60.0));
    rows.push(whole(format!("{}：{}", labels::UNIT, known.unit), 60.0));
    Form {
        sheet: "保密审查表".to_owned(),
        attachment: attachment(8),
        title: dossier.title("保密审查表"),
        left: format!(
            "拟公开单位：{}　版本：{}　指纹：{}",
            identity::office(catalogue),
            identity::version(catalogue).unwrap_or_default(),
            fingerprint(catalogue)
        ),
        right: String::new(),
        paper: Paper::A4,
        upright: true,
        columns: vec![
            Column::new("序号", 4.0, Align::Center),
            Column::new(labels::QUESTION, 32.0, Align::Left),
            Column::new(labels::NOTE, 22.0, Align::Left).filled_in(Input::Text),
            Column::new(labels::ANSWER, 9.0, Align::Center).filled_in(choice),
        ],
        rows,
        foot: foot(known, &website(dossier)),
        locked: true,
        ..Form::default()
    }
}

fn website(dossier: &Dossier<'_>) -> String {
    let named = dossier.catalogue.profile.filing.website.clone();
    named.unwrap_or_else(|| "政府网站政务公开专栏".to_owned())
}

fn foot(known: &Secrecy, website: &str) -> Vec<Foot> {
    let fields = [
        (labels::CLERK, &known.clerk),
        (labels::REVIEWER, &known.reviewer),
        (labels::DATE, &known.date),
    ];
    let fields = fields.map(|(label, value)| format!("{label}：{value}"));
    let note = format!(
        "说明：信息名称是目录全文，载体是电子文档和纸质文本，拟公开方式是主动公开，拟公开在{website}。\
         有一项答“是”的，写明怎样处理。依据《中华人民共和国政府信息公开条例》第十四条至第十七条。\
         填好后放在 mulu.yaml 旁边，文件名不变。"
    );
    vec![Foot::Fields(fields.to_vec()), Foot::Note(note)]
}
