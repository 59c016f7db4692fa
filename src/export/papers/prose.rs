//! Sentences that several papers share, written from the data. What the data does not say stays blank,
//! to be filled in by hand.

use std::collections::BTreeMap;

use super::Dossier;
use crate::export::docx::Document;
use crate::export::{fingerprint, identity};
use crate::layout::chinese_date;
use crate::model::{Catalogue, Decision, Domain, DropReason, Gaps, Guideline};
use crate::submit::{Counts, Inquired, standing};

/// What is to be filled in by hand.
pub(super) const BLANK: &str = "＿＿＿＿＿＿";
/// How many units are named that did not answer; more are only counted.
const NAMED: usize = 3;
/// The regulation, and the opinion on 基层政务公开标准化规范化.
pub(super) const REGULATION: &str = "《中华人民共和国政府信息公开条例》（国务院令第711号）";
pub(super) const OPINION: &str =
    "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）";

/// The document with this title, without its text.
pub(super) fn document(dossier: &Dossier<'_>, title: String) -> Document {
    let catalogue = dossier.catalogue;
    Document {
        number: None,
        title,
        office: identity::office(catalogue).to_owned(),
        date: identity::iso_date(catalogue),
        identity: identity::line(catalogue, &fingerprint(catalogue)),
        draft: dossier.draft,
        fonts: dossier.fonts,
        blocks: Vec::new(),
    }
}

/// A value, or the blank for it.
pub(super) fn or_blank(value: Option<&String>) -> String {
    value.map_or_else(|| BLANK.to_owned(), |value| chinese_date(value))
}

/// The guidelines that the catalogue follows.
pub(super) fn guidelines(catalogue: &Catalogue) -> String {
    let issued = catalogue.domains.iter().filter(|domain| issued(domain).is_some()).count();
    format!("国务院有关部门印发的 {issued} 个领域的基层政务公开标准指引")
}

/// The guideline of a domain, where a ministry issued one; domains for reference have none.
pub(super) fn issued(domain: &Domain) -> Option<&Guideline> {
    const REFERENCE: &str = "参考";
    domain.guideline.as_ref().filter(|guideline| guideline.release.as_deref() != Some(REFERENCE))
}

/// Who was asked, who answered, and what became of the opinions.
pub(super) fn inquiry(inquired: &Inquired) -> String {
    if let Some(reason) = &inquired.waived {
        return format!("没有征求意见：{reason}。");
    }
    if inquired.answered.is_empty() {
        return format!("征求 {} 个单位的意见，还没有收到反馈。", inquired.asked.len());
    }
    let dates = match &inquired.dates {
        Some((first, last)) if first == last => format!("（{}）", chinese_date(first)),
        Some((first, last)) => format!("（{}至{}）", chinese_date(first), chinese_date(last)),
        None => String::new(),
    };
    let missing = silent(inquired);
    let opinions = match inquired.opinions {
        0 => "没有修改意见。".to_owned(),
        all => format!("收到意见 {all} 条，{}，见意见采纳情况表。", decided(inquired)),
    };
    format!(
        "征求 {} 个单位的意见，{} 个单位反馈{dates}。{missing}{opinions}",
        inquired.asked.len(),
        inquired.answered.len()
    )
}

/// Who did not answer, by the reason for which that was let pass.
fn silent(inquired: &Inquired) -> String {
    let mut groups: Vec<(Option<&str>, Vec<&str>)> = Vec::new();
    for unit in inquired.asked.iter().filter(|unit| !inquired.answered.contains(unit)) {
        let excused = inquired.excused.iter().find(|(known, _)| known == unit);
        let reason = excused.map(|(_, reason)| reason.as_str());
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, units)) => units.push(unit),
            None => groups.push((reason, vec![unit])),
        }
    }
    let told = groups.into_iter().map(|(reason, units)| {
        let who = match units.as_slice() {
            units if units.len() > NAMED => format!("{} 个单位", units.len()),
            units => units.join("、"),
        };
        let reason = reason.map(|reason| format!("（{reason}）")).unwrap_or_default();
        format!("{who}没有反馈{reason}。")
    });
    told.collect()
}

/// What was decided on the opinions; together they are all of them.
fn decided(inquired: &Inquired) -> String {
    let Inquired { adopted, partly, refused, let_stand, opinions, .. } = inquired;
    let mut text = format!("采纳 {adopted} 条，部分采纳 {partly} 条，不采纳 {refused} 条");
    let open = opinions.saturating_sub(adopted + partly + refused + let_stand);
    for (label, count) in [("不处理", *let_stand), ("未定", open)] {
        if count > 0 {
            text.push_str(&format!("，{label} {count} 条"));
        }
    }
    text
}

/// Who has approved it, and when; empty where nobody has yet.
pub(super) fn approved(dossier: &Dossier<'_>) -> String {
    let said = standing(dossier.approvals, &fingerprint(dossier.catalogue));
    let approved = said.into_iter().filter(|approval| approval.approved).map(|approval| {
        let day = approval.date.map(|date| chinese_date(&date.to_string())).unwrap_or_default();
        format!("{}{day}审核同意", approval.reviewer.word())
    });
    let approved: Vec<String> = approved.collect();
    if approved.is_empty() { String::new() } else { format!("{}。", approved.join("；")) }
}

/// How the catalogue differs from the layer above.
pub(super) fn compared(counts: &Counts) -> String {
    format!(
        "对照上一层目录，采用 {} 项，修改 {} 项，不采用 {} 项，不属于本级 {} 项；本级新增 {} 项。",
        counts.kept, counts.changed, counts.dropped, counts.other_level, counts.added
    )
}

/// How many domains and items there are, and at which levels.
pub(super) fn size(dossier: &Dossier<'_>) -> String {
    let facts = dossier.facts;
    let levels = facts.levels.iter().zip(&facts.total.levels);
    let levels: Vec<String> =
        levels.map(|(level, count)| format!("{}公开 {count} 项", level.label())).collect();
    format!(
        "目录包括 {} 个领域、{} 个事项，其中{}（一个事项由几级公开的，每一级各计一次）。",
        facts.domains.len(),
        facts.total.items,
        levels.join("，")
    )
}

/// How many items were left out, by reason.
pub(super) fn reasons(catalogue: &Catalogue) -> Option<String> {
    let mut counts: BTreeMap<Option<DropReason>, usize> = BTreeMap::new();
    for entry in &catalogue.ledger.items {
        match &entry.decision {
            Decision::Dropped(dropping) => *counts.entry(dropping.reason).or_default() += 1,
            Decision::Unaccounted(_) => *counts.entry(None).or_default() += 1,
            _ => {}
        }
    }
    if counts.is_empty() {
        return None;
    }
    let all: usize = counts.values().sum();
    let by_reason: Vec<String> = counts
        .into_iter()
        .map(|(reason, count)| {
            format!("{} {count} 项", reason.map_or("没有说明理由", DropReason::label))
        })
        .collect();
    Some(format!("不采用事项 {all} 项：{}。逐项理由见附件3。", by_reason.join("，")))
}

/// The domains that were left out as a whole.
pub(super) fn domains_left_out(catalogue: &Catalogue) -> Option<String> {
    let left = &catalogue.ledger.domains;
    if left.is_empty() {
        return None;
    }
    let names: Vec<&str> = left.iter().map(|entry| entry.name.as_str()).collect();
    Some(format!("不涉及的领域 {} 个：{}。理由见附件3。", left.len(), names.join("、")))
}

/// Which domains are submitted although some of them is 待核, and who let that pass; one text a release.
pub(super) fn released(catalogue: &Catalogue) -> impl Iterator<Item = String> {
    let gaps = Gaps::of(catalogue);
    catalogue.releases.iter().filter_map(move |release| {
        let open = gaps.iter().filter(|gaps| !gaps.unverified.is_empty());
        let names: Vec<&str> = open
            .filter(|gaps| catalogue.release(gaps.domain) == Some(release))
            .map(|gaps| gaps.domain.name.as_str())
            .collect();
        (!names.is_empty()).then(|| {
            format!(
                "{}领域有待核的栏，先行报送，理由：{}；批准人：{}。",
                names.join("、"),
                release.reason.trim_end_matches('。'),
                release.approved_by
            )
        })
    })
}

/// Where the catalogue is published, and who answers questions.
pub(super) fn publication(catalogue: &Catalogue) -> String {
    let filing = &catalogue.profile.filing;
    format!(
        "目录经批准后，在{}公布，并随法规政策和机构职能变化动态调整；下次评估日期：{}。",
        or_blank(filing.website.as_ref()),
        or_blank(filing.next_review.as_ref().map(|date| date.value.to_string()).as_ref()),
    )
}

/// What was checked.
const CHECKED: &str = "对照标准指引和上一层目录，逐项核对了事项、公开内容、时限、主体、渠道、对象、方式和层级，\
                       所引依据核对了名称、文号和是否有效";

/// The result of the check, as a reviewer would state it. Notes are for those who compile.
pub(super) fn check(findings: [usize; 3]) -> String {
    match findings {
        [0, 0, _] => format!("{CHECKED}，没有发现差错。"),
        [0, doubts, _] => format!("{CHECKED}，没有发现差错，有 {doubts} 处请审核时斟酌。"),
        [errors, _, _] => format!("{CHECKED}，有 {errors} 处差错还没有改正。"),
    }
}
