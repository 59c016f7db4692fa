//! 备案报告: the draft of the report with which a catalogue is filed.

use super::{Dossier, prose};
use crate::export::docx::{Block, Document};
use crate::export::identity;

/// The attachments, in the order of their marks.
const ATTACHMENTS: [&str; 10] = [
    "政务公开事项标准目录",
    "汇总表",
    "未涉及领域和事项说明",
    "变更说明",
    "部门任务分工表",
    "意见采纳情况表",
    "审核意见表",
    "保密审查表",
    "编制说明",
    "待核清单",
];

/// The document.
pub(super) fn document(dossier: &Dossier<'_>) -> Document {
    let catalogue = dossier.catalogue;
    let office = identity::office(catalogue);
    let title = format!("{office}关于报送{}政务公开事项标准目录备案的报告", catalogue.name());
    let filing = &catalogue.profile.filing;
    let mut blocks = vec![
        Block::Recipient(format!("{}：", prose::or_blank(filing.recipient.as_ref()))),
        Block::Text(format!(
            "根据{}、{}，对照{}，{office}编制了《{}政务公开事项标准目录》{}。现将有关情况报告如下，请予备案。",
            prose::REGULATION,
            prose::OPINION,
            prose::guidelines(catalogue),
            catalogue.name(),
            identity::version(catalogue).map(|v| format!("（{v} 版）")).unwrap_or_default(),
        )),
        Block::Heading("编制过程".to_owned()),
        Block::Text(prose::inquiry(&dossier.facts.inquired)),
        Block::Text(review(dossier)),
        Block::Heading("主要内容".to_owned()),
        Block::Text(prose::size(dossier)),
        Block::Text(prose::compared(&dossier.facts.total)),
    ];
    blocks.extend(changes(dossier));
    left_out(dossier, &mut blocks);
    blocks.extend(prose::released(catalogue).map(Block::Text));
    blocks.push(Block::Heading("公布和调整".to_owned()));
    blocks.push(Block::Text(prose::publication(catalogue)));
    blocks.push(Block::Text("特此报告。".to_owned()));
    blocks.push(Block::Attachments(attachments(catalogue.name())));
    blocks.push(Block::Signature(office.to_owned(), identity::date(catalogue)));
    blocks.push(Block::Note(format!(
        "联系人：{}，联系电话：{}",
        prose::or_blank(filing.contact.as_ref()),
        prose::or_blank(filing.phone.as_ref())
    )));
    let number = Some(number(catalogue.profile.date.as_ref().map(|date| date.value.year())));
    Document { blocks, number, ..prose::document(dossier, title) }
}

/// Room for 发文字号 and, as a report upwards has it, 签发人.
fn number(year: Option<i16>) -> String {
    let year = year.map_or_else(|| "　　　".to_owned(), |year| year.to_string());
    format!("＿＿＿＿〔{year}〕＿＿号　　　　　　签发人：＿＿＿＿")
}

fn attachments(name: &str) -> Vec<String> {
    ATTACHMENTS.map(|what| format!("{name}{what}")).to_vec()
}

/// The check and the secrecy review.
fn review(dossier: &Dossier<'_>) -> String {
    let check = prose::check(dossier.facts.findings);
    let secrecy = match dossier.secrecy {
        Some(known) if !known.verdict.is_empty() => format!(
            "保密审查由{}负责，{}完成，结论：{}。",
            known.unit,
            prose::or_blank(Some(&known.date).filter(|date| !date.is_empty())),
            known.verdict.trim_end_matches('。')
        ),
        _ => format!("保密审查由{}负责，结论：{}。", prose::BLANK, prose::BLANK),
    };
    format!("{check}{secrecy}{}", prose::approved(dossier))
}

fn changes(dossier: &Dossier<'_>) -> Option<Block> {
    let diff = dossier.diff?;
    let version = diff.old.version.as_deref().unwrap_or("上一");
    let text = if diff.is_empty() {
        format!("与备案的 {version} 版相比没有变化。")
    } else {
        format!("与备案的 {version} 版相比，有变化的 {} 项，逐项逐栏见附件4。", diff.items.len())
    };
    Some(Block::Text(text))
}

fn left_out(dossier: &Dossier<'_>, blocks: &mut Vec<Block>) {
    let catalogue = dossier.catalogue;
    let parts = [prose::domains_left_out(catalogue), prose::reasons(catalogue)];
    blocks.push(Block::Heading("未涉及的领域和事项".to_owned()));
    let before = blocks.len();
    blocks.extend(parts.into_iter().flatten().map(Block::Text));
    if blocks.len() == before {
        blocks.push(Block::Text("上一层目录的领域和事项都已采用。".to_owned()));
    }
}
