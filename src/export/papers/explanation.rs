//! 编制说明: on what a catalogue rests, how it was made, and what is to be known about it.

use super::{Dossier, prose};
use crate::export::docx::{Block, Document};
use crate::model::{Domain, Guideline};

/// The document.
pub(super) fn document(dossier: &Dossier<'_>) -> Document {
    let catalogue = dossier.catalogue;
    let title = format!("《{}政务公开事项标准目录》编制说明", catalogue.name());
    let mut blocks = Vec::new();
    basis(dossier, &mut blocks);
    process(dossier, &mut blocks);
    numbers(dossier, &mut blocks);
    left_out(dossier, &mut blocks);
    to_be_known(dossier, &mut blocks);
    blocks.push(Block::Heading("公布和动态调整".to_owned()));
    blocks.push(Block::Text(prose::publication(catalogue)));
    versions(dossier, &mut blocks);
    Document { blocks, ..prose::document(dossier, title) }
}

fn text(text: impl Into<String>) -> Block {
    Block::Text(text.into())
}

fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

fn basis(dossier: &Dossier<'_>, blocks: &mut Vec<Block>) {
    let catalogue = dossier.catalogue;
    blocks.push(heading("编制依据"));
    blocks.push(text(format!("1. {}。", prose::REGULATION)));
    blocks.push(text(format!("2. {}。", prose::OPINION)));
    blocks.push(text(format!("3. {}，见下表。", prose::guidelines(catalogue))));
    let rows = catalogue
        .domains
        .iter()
        .filter_map(|domain| Some(guideline_row(domain, prose::issued(domain)?)));
    let rows: Vec<Vec<String>> = rows.collect();
    if !rows.is_empty() {
        let head = [("编号", 2), ("领域", 6), ("指引", 11), ("文号", 9)];
        blocks.push(Block::Table(columns(&head), rows));
    }
}

fn columns(head: &[(&str, u32)]) -> Vec<(String, u32)> {
    head.iter().map(|(heading, share)| ((*heading).to_owned(), *share)).collect()
}

fn guideline_row(domain: &Domain, guideline: &Guideline) -> Vec<String> {
    let known = |text: &Option<String>| text.clone().unwrap_or_else(|| "（待核）".to_owned());
    vec![
        domain.number.to_string(),
        domain.name.clone(),
        known(&guideline.title),
        known(&guideline.number),
    ]
}

fn process(dossier: &Dossier<'_>, blocks: &mut Vec<Block>) {
    let catalogue = dossier.catalogue;
    blocks.push(heading("编制过程"));
    blocks.push(Block::Subheading("对照编制".to_owned()));
    let layers: Vec<&str> = catalogue.layers.iter().map(|layer| layer.name.as_str()).collect();
    blocks.push(text(format!(
        "以国家指引为底本，按{}的顺序逐层调整，每一栏的来历可以查到。{}",
        layers.join("、"),
        duties(dossier)
    )));
    blocks.push(Block::Subheading("征求意见".to_owned()));
    blocks.push(text(prose::inquiry(&dossier.facts.inquired)));
    blocks.push(Block::Subheading("核对和审查".to_owned()));
    let secrecy = match dossier.secrecy {
        Some(known) if !known.verdict.is_empty() => {
            let day = crate::layout::chinese_date(&known.date);
            format!("保密审查结论：{}（{}，{day}）。", known.verdict, known.unit)
        }
        _ => format!("保密审查结论：{}。", prose::BLANK),
    };
    blocks.push(text(format!(
        "{}{secrecy}{}",
        prose::check(dossier.facts.findings),
        prose::approved(dossier)
    )));
}

/// How many duties are disclosed by items.
fn duties(dossier: &Dossier<'_>) -> String {
    let duties = &dossier.catalogue.duties;
    if duties.is_empty() {
        return String::new();
    }
    let disclosed = duties.iter().filter(|entry| !entry.items.is_empty()).count();
    format!("对照职责清单 {} 项，其中 {disclosed} 项有对应的公开事项。", duties.len())
}

fn numbers(dossier: &Dossier<'_>, blocks: &mut Vec<Block>) {
    let facts = dossier.facts;
    blocks.push(heading("目录概况"));
    blocks.push(text(format!("{}{}", prose::size(dossier), prose::compared(&facts.total))));
    let rows = facts.domains.iter().map(|domain| {
        let counts = &domain.counts;
        let numbers = [counts.items, counts.changed, counts.added, counts.dropped];
        let first = [domain.number.clone(), domain.name.clone()];
        first.into_iter().chain(numbers.map(|n| n.to_string())).collect()
    });
    let head = [("编号", 2), ("领域", 8), ("事项", 3), ("修改", 3), ("新增", 3), ("不采用", 3)];
    blocks.push(Block::Table(columns(&head), rows.collect()));
}

fn left_out(dossier: &Dossier<'_>, blocks: &mut Vec<Block>) {
    let catalogue = dossier.catalogue;
    let parts = [prose::domains_left_out(catalogue), prose::reasons(catalogue)];
    let parts: Vec<Block> = parts.into_iter().flatten().map(Block::Text).collect();
    if parts.is_empty() {
        return;
    }
    blocks.push(heading("没有采用的领域和事项"));
    blocks.extend(parts);
}

fn to_be_known(dossier: &Dossier<'_>, blocks: &mut Vec<Block>) {
    let unverified = dossier.facts.total.unverified;
    if unverified == 0 {
        return;
    }
    blocks.push(heading("需要说明的问题"));
    blocks.push(text(format!(
        "有 {unverified} 个事项的部分栏目还没有见到官方文本，见“待核清单”，取得指引原文后核对。"
    )));
    blocks.extend(prose::released(dossier.catalogue).map(text));
}

/// 变更记录 of `mulu.yaml`.
fn versions(dossier: &Dossier<'_>, blocks: &mut Vec<Block>) {
    let versions = &dossier.catalogue.profile.filing.versions;
    if versions.is_empty() {
        return;
    }
    blocks.push(text("历次版本："));
    let rows = versions.iter().map(|note| {
        let date = note.date.map(|date| crate::layout::chinese_date(&date.to_string()));
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            note.version.clone(),
            date.unwrap_or_default(),
            optional(&note.text),
            optional(&note.basis),
        ]
    });
    let head = [("版本", 3), ("日期", 7), ("内容", 10), ("依据", 7)];
    blocks.push(Block::Table(columns(&head), rows.collect()));
}
