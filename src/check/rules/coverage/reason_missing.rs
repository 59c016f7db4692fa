//! reason-missing: an item or a domain is not adopted, and not all is said that has to be.

use foldhash::HashSet;

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Code, Decision, DropReason, Dropping, NotInvolved};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::error(Area::Coverage, include_str!("reason-missing.md")).mended_by_body();

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
