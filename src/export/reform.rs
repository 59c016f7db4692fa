//! 机构改革: the list of rows that change, and the notice to those who keep catalogues.

use super::ExportError;
use super::docx::{Block, Document};
use crate::layout::Align::{Center, Left};
use crate::layout::{Column, Foot, Form, FormBook, Paper, Row, chinese_date};
use crate::reform::TouchedRow;

/// What stands where somebody has to write by hand.
const BLANK: &str = "＿＿＿＿";

/// What changes.
#[derive(Debug, Clone, Default)]
pub struct Reform {
    /// The body that is no more.
    pub from: String,
    /// What takes its place, with the domains; the rest where there are none.
    pub to: Vec<(String, Vec<String>)>,
    /// The day.
    pub date: String,
    /// The bodies of government with their rows.
    pub bodies: Vec<ReformedBody>,
}

/// One body of government.
#[derive(Debug, Clone, Default)]
pub struct ReformedBody {
    /// Its name.
    pub name: String,
    /// 编制单位.
    pub office: String,
    /// The rows that name what is no more.
    pub rows: Vec<TouchedRow>,
}

impl Reform {
    fn targets(&self) -> String {
        let one = |(body, domains): &(String, Vec<String>)| match domains.as_slice() {
            [] => format!("其余由{body}承担"),
            domains => format!("{}由{body}承担", domains.join("、")),
        };
        match self.to.as_slice() {
            [(body, domains)] if domains.is_empty() => format!("全部由{body}承担"),
            all => all.iter().map(one).collect::<Vec<_>>().join("，"),
        }
    }
}

/// The list.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn workbook(reform: &Reform) -> Result<Vec<u8>, ExportError> {
    let mut rows = Vec::new();
    for body in &reform.bodies {
        rows.push(Row::Section(format!("{}：{} 项", body.name, body.rows.len())));
        rows.extend(body.rows.iter().enumerate().map(|(at, row)| {
            let whose = if row.is_own { "本级写的" } else { "随上级改" };
            let texts = [&row.domain, &row.code, &row.names, &reform.from, &row.to];
            let first = std::iter::once((at + 1).to_string());
            let texts = texts.into_iter().cloned().chain([whose.to_owned()]);
            Row::Cells(first.chain(texts).collect())
        }));
    }
    let title = format!("{}职能调整涉及的公开事项", reform.from);
    let form = Form {
        sheet: "改动清单".to_owned(),
        attachment: "附件".to_owned(),
        title: title.clone(),
        left: reform.targets(),
        right: chinese_date(&reform.date),
        paper: Paper::A4,
        columns: vec![
            Column::new("序号", 4.0, Center),
            Column::new("领域", 14.0, Left),
            Column::new("编码", 8.0, Center),
            Column::new("事项", 28.0, Left),
            Column::new("原公开主体", 18.0, Left),
            Column::new("改为", 18.0, Left),
            Column::new("在哪里改", 8.0, Center),
        ],
        rows,
        foot: vec![Foot::Fields(["负责人：", "经办人：", "日期："].map(str::to_owned).to_vec())],
        ..Form::default()
    };
    let book = FormBook {
        title,
        date: Some(reform.date.clone()),
        office: reform.bodies.first().map(|body| body.office.clone()).unwrap_or_default(),
        forms: vec![form],
        ..FormBook::default()
    };
    Ok(book.write()?)
}

/// The draft of the notice.
///
/// # Errors
/// When the document cannot be put together.
pub fn notice(reform: &Reform) -> Result<Vec<u8>, ExportError> {
    let office = reform.bodies.first().map_or(BLANK, |body| &body.office).to_owned();
    let rows = reform.bodies.iter().filter(|body| !body.rows.is_empty()).map(|body| {
        let own = body.rows.iter().filter(|row| row.is_own).count();
        vec![body.name.clone(), body.rows.len().to_string(), own.to_string()]
    });
    let head = [("单位", 12), ("涉及事项", 6), ("其中本级写的", 6)];
    let head = head.map(|(heading, share)| (heading.to_owned(), share)).to_vec();
    let blocks = vec![
        Block::Recipient("各有关单位：".to_owned()),
        Block::Text(format!(
            "根据机构改革安排，原由{}承担的政务公开事项，{}。现就政务公开事项标准目录的调整通知如下。",
            reform.from,
            reform.targets()
        )),
        Block::Heading("调整的事项".to_owned()),
        Block::Text("涉及的事项见下表，逐项见附件。上级目录里的，随上级一并调整；本级写的，由本级调整。".to_owned()),
        Block::Table(head, rows.collect()),
        Block::Heading("要做的事".to_owned()),
        Block::Text("承接的单位逐项核对公开主体、公开渠道和联系方式，请于＿＿月＿＿日前反馈。目录调整以后重新公布，网站栏目同步更新。".to_owned()),
        Block::Attachments(vec![format!("{}职能调整涉及的公开事项", reform.from)]),
        Block::Signature(office.clone(), chinese_date(&reform.date)),
    ];
    let document = Document {
        number: Some(format!("{BLANK}〔{}〕＿＿号", reform.date.get(..4).unwrap_or_default())),
        title: format!("关于调整{}有关政务公开事项标准目录的通知", reform.from),
        office,
        date: Some(reform.date.clone()),
        blocks,
        ..Document::default()
    };
    Ok(document.write()?)
}
