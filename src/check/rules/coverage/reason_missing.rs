//! reason-missing: an item or a domain is not adopted, and not all is said that has to be.

use foldhash::HashSet;

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Adjustment, Code, Decision, DropReason, Dropping, NotInvolved};
use crate::source::Location;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::error(Area::Coverage, include_str!("reason-missing.md"))
    .also(&[Severity::Note])
    .mended_by_body();

/// So many changes without a reason are named.
const SHOWN: usize = 5;

const REASON: &str = "理由（从固定的几种里选）";
const NOTE: &str = "一句说明";

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let codes: HashSet<&str> =
        scope.catalogue.items().map(|(_, item)| item.code.as_str()).collect();
    for entry in &scope.catalogue.ledger.items {
        let Decision::Dropped(dropping) = &entry.decision else { continue };
        let place = Place::Entry(entry, dropping.location);
        let missing = missing_of_item(dropping);
        if !missing.is_empty() {
            report(reporter, place, &missing);
        }
        if let Some(code) = nowhere(dropping, &codes) {
            reporter
                .at(place, format!("说是并入了 {code}，本级目录里没有这个事项"))
                .help("核对“并入”的编码；那个事项也没有采用的，换一个理由");
        }
    }
    changes(scope, reporter);
    for domain in &scope.catalogue.profile.not_involved {
        let missing = missing_of_domain(domain);
        if !missing.is_empty() {
            let place = Place::DomainAt(&domain.domain.value, domain.domain.location);
            report(reporter, place, &missing);
        }
    }
}

fn report(reporter: &mut Reporter<'_>, place: Place<'_>, missing: &[&str]) {
    reporter
        .at(place, format!("不采用，但没有写{}，备案时说不清", missing.join("、")))
        .help(format!("理由可以写：{}；再用一句话说明", DropReason::LABELS.join("、")));
}

/// Changes and additions of which nobody says why. The papers of a submission ask for it, so this is a note.
fn changes(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let adjustments = scope.layer.map(|layer| layer.adjustments.as_slice()).unwrap_or_default();
    let silent: Vec<(&'static str, String, Location)> =
        adjustments.iter().filter_map(without_reason).collect();
    let Some((_, _, first)) = silent.first() else { return };
    let named: Vec<String> =
        silent.iter().take(SHOWN).map(|(what, item, _)| format!("{what} {item}")).collect();
    let more = if silent.len() > SHOWN { " 等" } else { "" };
    let (count, named) = (silent.len(), named.join("、"));
    let mut draft = reporter
        .at_level(
            Place::Own(*first),
            Severity::Note,
            format!("有 {count} 处调整没有写理由：{named}{more}，报备时的变更说明里会空着"),
        )
        .help("在这些调整里写一句“理由”，如：县里另有规定、审核审批办法已被替代");
    for (what, item, location) in silent.iter().skip(1) {
        draft = draft.related(*location, format!("{what} {item}"));
    }
}

fn without_reason(adjustment: &Adjustment) -> Option<(&'static str, String, Location)> {
    match adjustment {
        Adjustment::Modify { item, reason, .. } if is_blank(reason) => {
            Some(("修改", item.text(), item.location))
        }
        Adjustment::Add { item, .. } if is_blank(&item.reason) => {
            let names = item.fields.names.as_ref().map(|names| names.value.0.join("/"));
            Some(("新增", names.unwrap_or_default(), item.location))
        }
        _ => None,
    }
}

fn missing_of_item(dropping: &Dropping) -> Vec<&'static str> {
    let of_reason = match dropping.reason {
        None => Some(REASON),
        Some(DropReason::Exempt) if is_blank(&dropping.article) => Some("条款"),
        Some(DropReason::Merged) if is_blank(&dropping.merged_into) => Some("并入的事项编码"),
        Some(_) => None,
    };
    of_reason.into_iter().chain(is_blank(&dropping.note).then_some(NOTE)).collect()
}

fn missing_of_domain(domain: &NotInvolved) -> Vec<&'static str> {
    let reason = domain.reason.is_none().then_some(REASON);
    reason.into_iter().chain(is_blank(&domain.note).then_some(NOTE)).collect()
}

fn is_blank(text: &Option<String>) -> bool {
    text.as_ref().is_none_or(|text| text.trim().is_empty())
}

/// The code of the item that this one is said to have gone into, when the body has no such item.
fn nowhere<'a>(dropping: &'a Dropping, codes: &HashSet<&str>) -> Option<&'a str> {
    let merged = dropping.reason == Some(DropReason::Merged);
    let target = dropping.merged_into.as_deref().map(str::trim).filter(|_| merged)?;
    (Code::parse(target).is_some() && !codes.contains(target)).then_some(target)
}
