//! New answers into the record, and opinions that cannot all be followed.

use super::record::{Adoption, Record, Recorded, Reply};
use super::{Answer, Filled, Opinion, Understood};
use crate::finding::{Finding, ItemName};
use crate::model::{Catalogue, Code, fold};
use crate::rules::process::{opinion_changed, opinion_contradiction};
use crate::source::Located;

/// Takes the answers of a form into the record. The same form read again replaces what it said before,
/// unless that was decided on already.
pub fn take_in(
    record: &mut Record,
    filled: &Filled,
    unit: &str,
    date: &str,
    understood: Understood,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let reply = Reply {
        unit: unit.to_owned(),
        file: filled.file.clone(),
        fingerprint: filled.fingerprint.clone(),
        date: date.to_owned(),
        agreed: understood.agreed,
        blank: understood.blank,
        foot: filled.foot.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect(),
    };
    if !reply.is_empty(understood.opinions.len()) {
        take_reply(record, reply);
    }
    withdraw(record, &filled.file, &understood.opinions);
    for opinion in understood.opinions {
        findings.extend(take_opinion(record, opinion));
    }
    findings
}

fn take_reply(record: &mut Record, reply: Reply) {
    let same = |known: &&mut Reply| known.unit == reply.unit && known.file == reply.file;
    match record.replies.iter_mut().find(same) {
        // Nothing new: the day on which it was first read stays.
        Some(known) if known.agreed == reply.agreed && known.blank == reply.blank => {
            known.fingerprint = reply.fingerprint;
        }
        Some(known) => *known = reply,
        None => record.replies.push(reply),
    }
}

/// Takes out what the form said before and does not say any more.
fn withdraw(record: &mut Record, file: &str, now: &[Located<Opinion>]) {
    record.opinions.retain(|known| {
        known.decision != Adoption::Open
            || known.opinion.file != file
            || now.iter().any(|opinion| opinion.value.same_matter(&known.opinion))
    });
}

fn take_opinion(record: &mut Record, opinion: Located<Opinion>) -> Option<Finding> {
    let Located { value: opinion, location } = opinion;
    let number = record.opinions.iter().map(|known| known.number).max().unwrap_or(0) + 1;
    let fresh = |opinion| Recorded {
        number,
        opinion,
        decision: Adoption::Open,
        why: String::new(),
        final_text: String::new(),
        written: String::new(),
        location,
    };
    let same = |known: &&mut Recorded| known.opinion.same_matter(&opinion);
    let Some(known) = record.opinions.iter_mut().find(same) else {
        record.opinions.push(fresh(opinion));
        return None;
    };
    if known.opinion == opinion || known.decision == Adoption::Open {
        known.opinion = opinion;
        known.location = location;
        return None;
    }
    let decision = known.decision.label();
    let fault = opinion_changed::changed(&opinion.unit, known.number, decision, number);
    record.opinions.push(fresh(opinion));
    Some(fault.at(location))
}

/// A pair of opinions that cannot both be followed, with what is to be said about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The numbers of the opinions; both the same where somebody else agreed to what one would delete.
    pub numbers: (usize, usize),
    /// What is to be said.
    pub finding: Finding,
}

/// The opinions on a catalogue that contradict each other: two texts for one field, or one that would
/// delete what the other keeps. Those that were refused have no say any more.
pub fn contradictions(record: &Record, catalogue: &Catalogue) -> Vec<Contradiction> {
    let active: Vec<&Recorded> = record.opinions.iter().filter(|known| known.is_active()).collect();
    let mut found = Vec::new();
    for (at, first) in active.iter().enumerate() {
        let others = active.iter().skip(at + 1);
        found.extend(others.filter_map(|second| contradiction(first, second)));
        if first.opinion.answer == Answer::Delete && first.decision == Adoption::Open {
            found.extend(kept_by_others(record, first));
        }
    }
    for contradiction in &mut found {
        let (_, number) = contradiction.numbers;
        let known = active.iter().find(|known| known.number == number);
        let code = known.and_then(|known| known.opinion.code.as_ref());
        contradiction.finding.item = name_of(catalogue, code);
        contradiction.finding.field = known.and_then(|known| known.opinion.field);
    }
    found
}

fn contradiction(first: &Recorded, second: &Recorded) -> Option<Contradiction> {
    let (a, b) = (&first.opinion, &second.opinion);
    if a.code.is_none() || a.code != b.code {
        return None;
    }
    let (one, other) = (first.effective_text(), second.effective_text());
    let what = match (a.answer, b.answer) {
        (Answer::Change, Answer::Change)
            if a.field.is_some()
                && a.field == b.field
                && fold::compact(one) != fold::compact(other) =>
        {
            let field = a.field.map_or("", |field| field.heading());
            opinion_contradiction::two_texts(field, one, other)
        }
        (Answer::Delete, Answer::Change) | (Answer::Change, Answer::Delete) => {
            opinion_contradiction::deleted_and_changed()
        }
        _ => return None,
    };
    let whose = |opinion: &Opinion| format!("{}（{}）", opinion.unit, opinion.place());
    let finding = opinion_contradiction::opposed(&title(a), &whose(a), &whose(b), &what)
        .at(second.location)
        .with_related(first.location, format!("{}的意见", a.unit));
    Some(Contradiction { numbers: (first.number, second.number), finding })
}

/// Others agreed to an item that one would delete.
fn kept_by_others(record: &Record, deleted: &Recorded) -> Option<Contradiction> {
    let opinion = &deleted.opinion;
    let code = opinion.code.as_ref()?.as_str();
    let keeps =
        |reply: &&Reply| reply.unit != opinion.unit && reply.agreed.iter().any(|c| c == code);
    let kept: Vec<&str> =
        record.replies.iter().filter(keeps).map(|reply| reply.unit.as_str()).collect();
    if kept.is_empty() {
        return None;
    }
    let fault = opinion_contradiction::kept_by_others(&title(opinion), &opinion.unit, &kept);
    let finding = fault.at(deleted.location);
    Some(Contradiction { numbers: (deleted.number, deleted.number), finding })
}

/// The name of the item with this code.
pub(super) fn name_of(catalogue: &Catalogue, code: Option<&Code>) -> Option<ItemName> {
    let (domain, item) = catalogue.items().find(|(_, item)| Some(&item.code) == code)?;
    Some(ItemName::of(domain, item))
}

fn title(opinion: &Opinion) -> String {
    let code = opinion.code.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{code} {}", opinion.item)
}
