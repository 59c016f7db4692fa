//! unverified-item: text that was not seen in any source yet.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Domain, Evidence, Item};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::note(Area::Process, include_str!("unverified-item.md")).mended_by_body();

/// How many places a finding shows.
const SHOWN: usize = 3;

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    scope.catalogue.domains.iter().for_each(|domain| check_domain(domain, reporter));
}

fn check_domain(domain: &Domain, reporter: &mut Reporter<'_>) {
    let open: Vec<&Item> = domain.items.iter().filter(|item| is_open(item)).collect();
    if open.is_empty() {
        return;
    }
    let message =
        format!("“{}”领域有 {} 个事项标着待核：内容没有在出处见到", domain.name, open.len());
    let mut draft = reporter.at(Place::Domain(domain), message).help(
        "对照部门印发的指引原文核对，改正后写进调整；有官方文件的，用 mulu import 导入整个领域",
    );
    for item in open.into_iter().take(SHOWN) {
        draft = draft.related(item.origin.location, format!("{} {}", item.code, item.title()));
    }
}

fn is_open(item: &Item) -> bool {
    !item.unverified.is_empty() || item.evidence == Some(Evidence::Unseen)
}
