//! Opinions that would give more time than the guideline does: told before anybody adopts them.

use super::Answer;
use super::record::{Adoption, Record, Recorded};
use super::settle::name_of;
use crate::finding::Finding;
use crate::model::{Catalogue, Field, Item, LayerId, TimeLimits};
use crate::rules::process::opinion_looser;

/// The open opinions that would give more time, each with its number.
pub fn looser(record: &Record, catalogue: &Catalogue) -> Vec<(usize, Finding)> {
    let open = record.opinions.iter().filter(|known| known.decision == Adoption::Open);
    open.filter_map(|known| Some((known.number, finding(known, catalogue)?))).collect()
}

fn finding(known: &Recorded, catalogue: &Catalogue) -> Option<Finding> {
    let opinion = &known.opinion;
    if (opinion.answer, opinion.field) != (Answer::Change, Some(Field::Limit)) {
        return None;
    }
    let code = opinion.code.as_ref()?;
    let (_, item) = catalogue.items().find(|(_, item)| item.code == *code)?;
    let asked = TimeLimits::parse(&opinion.text).longest_working_days()?;
    let (now, is_guideline) = reference(item)?;
    let fault = opinion_looser::looser(known.number, asked, now, is_guideline);
    let finding = fault.at(known.location);
    let item = name_of(catalogue, Some(code));
    (asked > now).then_some(Finding { item, field: Some(Field::Limit), ..finding })
}

/// The working days of the guideline; of the draft, where no guideline says any.
fn reference(item: &Item) -> Option<(u32, bool)> {
    let limit = item.fields.limit.as_ref()?;
    let replaced = limit.guideline_text().map(TimeLimits::parse);
    let guided = replaced.and_then(|limits| limits.longest_working_days());
    let is_national = limit.origin.layer == LayerId::NATIONAL;
    let now = || Some((limit.value.longest_working_days()?, is_national));
    guided.map(|days| (days, true)).or_else(now)
}
