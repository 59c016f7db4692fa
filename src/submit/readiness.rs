//! Whether a catalogue may be submitted.

use super::Secrecy;
use crate::model::{Catalogue, Gaps};
use crate::review::{Record, contradictions};

/// What is known when a catalogue is to be submitted.
#[derive(Debug, Clone, Copy)]
pub struct Readiness<'a> {
    /// Findings at error level.
    pub errors: usize,
    /// The record of opinions; `None` when there is none.
    pub record: Option<&'a Record>,
    /// The secrecy review; `None` when there is none.
    pub secrecy: Option<&'a Secrecy>,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// Its fingerprint.
    pub fingerprint: &'a str,
}

/// What is missing, one sentence each; empty when the catalogue may be submitted.
pub fn missing(known: &Readiness<'_>) -> Vec<String> {
    let mut missing = Vec::new();
    if known.errors > 0 {
        missing.push(format!("校验有 {} 个错误，用 mulu check 看是哪些，改好再报送", known.errors));
    }
    missing.extend(gaps(known.catalogue));
    match known.record {
        None => missing.push(
            "没有征求意见的记录。用 mulu review 征求意见，用 mulu review --read 读回；\
             不征求的，在意见采纳.yaml 里写“免征求理由”"
                .to_owned(),
        ),
        Some(record) => opinions(record, known.catalogue, &mut missing),
    }
    match known.secrecy {
        None => missing.push(
            "没有保密审查。填写 保密审查表.xlsx（mulu submit --draft 的材料里有空表）或 保密审查.yaml，\
             放在 mulu.yaml 旁边"
                .to_owned(),
        ),
        Some(secrecy) => missing.extend(secrecy.missing(known.fingerprint)),
    }
    missing
}

/// Fields that are empty, and those that nobody has confirmed, domain by domain.
fn gaps(catalogue: &Catalogue) -> Vec<String> {
    let gaps = Gaps::of(catalogue);
    let blank = gaps.iter().filter(|gaps| !gaps.blank.is_empty()).map(|gaps| {
        format!(
            "{}。用 mulu confirm --domain {} 出核实表，照原件填好，用 mulu confirm --read 读回；或者写进调整",
            gaps.counted(),
            gaps.domain.number
        )
    });
    let open = gaps.iter().filter(|gaps| !gaps.unverified.is_empty());
    let open = open.filter(|gaps| catalogue.release(gaps.domain).is_none()).map(|gaps| {
        format!(
            "{} 有 {} 项待核，没有对照原件核实。用 mulu confirm --domain {} 核实；先报送的，\
             在 mulu.yaml 的“待核放行”里写领域、理由和批准人",
            gaps.domain.name,
            gaps.unverified.len(),
            gaps.domain.number
        )
    });
    blank.chain(open).collect()
}

fn opinions(record: &Record, catalogue: &Catalogue, missing: &mut Vec<String>) {
    if record.replies.is_empty() && record.waived.is_none() {
        missing.push("没有一个单位反馈意见，也没有写“免征求理由”".to_owned());
    }
    for known in &record.opinions {
        if let Some(why) = known.unanswered() {
            let opinion = &known.opinion;
            missing.push(format!(
                "第 {} 号意见（{}，{}）{why}",
                known.number, opinion.unit, opinion.item
            ));
        }
    }
    let contested = contradictions(record, catalogue).into_iter();
    missing.extend(contested.map(|found| found.finding.message));
}
