//! 保密审查: what the review asks, and what was answered, in YAML or in the filled form.

use indexmap::IndexMap;

use crate::input::labels::labelled;
use crate::input::yaml::Node;
use crate::model::fold;
use crate::review::words::find_fingerprint;
use crate::source::{CellRef, Sheet, Workbook};

/// What is asked, after articles 14 to 16 of 《中华人民共和国政府信息公开条例》.
pub const QUESTIONS: [&str; 7] = [
    "是否含有国家秘密",
    "是否含有工作秘密",
    "是否含有法律、行政法规禁止公开的政府信息",
    "公开后是否危及国家安全、公共安全、经济安全、社会稳定",
    "是否含有公开会损害他人合法权益的商业秘密",
    "是否含有公开会损害他人合法权益的个人隐私",
    "是否含有其他不宜公开的内容",
];

/// The labels of the form.
pub mod labels {
    /// 审查单位.
    pub const UNIT: &str = "审查单位（盖章）";
    /// 审查人.
    pub const REVIEWER: &str = "审查人（签字）";
    /// 承办人.
    pub const CLERK: &str = "承办人（签字）";
    /// 审查日期.
    pub const DATE: &str = "审查日期";
    /// 审查结论.
    pub const VERDICT: &str = "审查结论";
    /// The heading of the answers.
    pub const ANSWER: &str = "审查结果（是/否）";
    /// The heading of the questions.
    pub const QUESTION: &str = "审查内容";
    /// The heading of the explanations.
    pub const NOTE: &str = "说明";
}

/// The review of a catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Secrecy {
    /// 审查单位.
    pub unit: String,
    /// 审查人.
    pub reviewer: String,
    /// 承办人.
    pub clerk: String,
    /// 审查日期.
    pub date: String,
    /// The draft that was reviewed.
    pub fingerprint: Option<String>,
    /// Question and answer: 是 or 否.
    pub answers: IndexMap<String, String>,
    /// 审查结论.
    pub verdict: String,
    /// 说明, for what was answered with 是.
    pub note: String,
}

impl Secrecy {
    /// The answer to a question.
    pub fn answer(&self, question: &str) -> Option<&str> {
        let same =
            |(asked, _): &(&String, &String)| fold::compact(asked) == fold::compact(question);
        self.answers.iter().find(same).map(|(_, answer)| answer.as_str())
    }

    /// What is missing or does not fit the draft with this fingerprint.
    pub fn missing(&self, fingerprint: &str) -> Vec<String> {
        let fields = [
            ("审查单位", &self.unit),
            ("审查人", &self.reviewer),
            ("审查日期", &self.date),
            ("审查结论", &self.verdict),
        ];
        let empty = fields.into_iter().filter(|(_, value)| value.trim().is_empty());
        let mut missing: Vec<String> =
            empty.map(|(label, _)| format!("保密审查没有填“{label}”")).collect();
        for question in QUESTIONS {
            match self.answer(question) {
                None => missing.push(format!("保密审查没有回答“{question}”")),
                Some("是") if self.note.trim().is_empty() => {
                    missing.push(format!("保密审查“{question}”答的是“是”，没有说明怎样处理"));
                }
                Some(_) => {}
            }
        }
        if fold::compact(&self.verdict).starts_with("不同意") {
            missing.push("保密审查的结论是不同意公开".to_owned());
        }
        match &self.fingerprint {
            Some(print) if print != fingerprint => missing.push(format!(
                "保密审查的是另一稿（指纹 {print}，现在是 {fingerprint}），要重新审查"
            )),
            Some(_) => {}
            None => missing.push(format!(
                "保密审查没有写审查的是哪一稿。确实是现在这一稿的，把指纹 {fingerprint} 写在“草案指纹”里，或者用印着指纹的表"
            )),
        }
        missing
    }
}

/// The review in a checked tree.
pub fn decode_secrecy(node: &Node) -> Secrecy {
    let text = |key: &str| node.text(key).unwrap_or_default().to_owned();
    let answers = node.get("审查内容").map_or(&[][..], Node::entries);
    let answer = |node: &Node| node.scalar().unwrap_or_default().to_owned();
    Secrecy {
        unit: text("审查单位"),
        reviewer: text("审查人"),
        clerk: text("承办人"),
        date: text("审查日期"),
        fingerprint: node.text("草案指纹").and_then(find_fingerprint),
        answers: answers.iter().map(|(key, node)| (key.text.to_string(), answer(node))).collect(),
        verdict: text("审查结论"),
        note: text("说明"),
    }
}

/// The review in a filled form; `None` when the workbook holds no such form.
pub fn read_secrecy(workbook: &Workbook) -> Option<Secrecy> {
    let mut visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    visible.find_map(of_sheet)
}

fn of_sheet(sheet: &Sheet) -> Option<Secrecy> {
    let find = |heading: &str| {
        let heading = fold::compact(heading);
        sheet.cells.iter().find(|(_, cell)| fold::compact(&cell.text) == heading).map(|(at, _)| *at)
    };
    let (questions, answers) = (find(labels::QUESTION)?, find(labels::ANSWER)?);
    let note = find(labels::NOTE);
    let mut secrecy = Secrecy::default();
    let mut notes = Vec::new();
    let (end, _) = sheet.size();
    for row in questions.row + 1..end {
        let text = |column: u16| sheet.text(CellRef::new(row, column)).trim();
        let known =
            QUESTIONS.iter().find(|q| fold::compact(q) == fold::compact(text(questions.column)));
        let Some(question) = known else { continue };
        let answer = text(answers.column);
        if matches!(answer, "是" | "否") {
            secrecy.answers.insert((*question).to_owned(), answer.to_owned());
        }
        notes.extend(note.map(|at| text(at.column)).filter(|text| !text.is_empty()));
    }
    let behind = |label: &str| labelled(sheet, label).unwrap_or_default();
    secrecy.note = notes.join("；");
    secrecy.unit = behind(labels::UNIT);
    secrecy.reviewer = behind(labels::REVIEWER);
    secrecy.clerk = behind(labels::CLERK);
    secrecy.date = behind(labels::DATE);
    secrecy.verdict = behind(labels::VERDICT);
    secrecy.fingerprint = sheet.cells.values().find_map(|cell| find_fingerprint(&cell.text));
    Some(secrecy)
}
