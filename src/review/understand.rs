//! The rows of a filled form as opinions on items of the catalogue.

use super::{Answer, Filled, FilledRow, Opinion};
use crate::finding::{Fault, Finding, ItemName};
use crate::input::decode::item_ref;
use crate::merge::{Match, Resolver};
use crate::model::{Catalogue, Domain, DropReason, Field, Item, ItemIn, ItemRef, fold};
use crate::rules::process::{form_empty, form_stale, opinion_unclear};
use crate::source::{Located, Location};

/// What a form says.
#[derive(Debug, Clone, Default)]
pub struct Understood {
    /// Everything but 同意.
    pub opinions: Vec<Located<Opinion>>,
    /// Codes of the items that were agreed to.
    pub agreed: Vec<String>,
    /// How many items have no answer.
    pub blank: usize,
    /// What is wrong or worth knowing.
    pub findings: Vec<Finding>,
}

/// Reads the rows of a form that `unit` answered. With `stale`, the draft has changed since: opinions on
/// what reads otherwise now are pointed out.
pub fn understand(catalogue: &Catalogue, filled: &Filled, unit: &str, stale: bool) -> Understood {
    let reader =
        OpinionReader { catalogue, resolver: Resolver::new(&catalogue.domains), unit, stale };
    let mut understood = Understood::default();
    for row in &filled.rows {
        reader.row(row, &mut understood);
    }
    let nothing = understood.opinions.is_empty() && understood.agreed.is_empty();
    if nothing && understood.findings.is_empty() {
        understood.findings.push(form_empty::unanswered().at(Location::whole(filled.source)));
    }
    understood
}

struct OpinionReader<'a> {
    catalogue: &'a Catalogue,
    resolver: Resolver<'a>,
    unit: &'a str,
    stale: bool,
}

impl<'a> OpinionReader<'a> {
    fn row(&self, row: &FilledRow, out: &mut Understood) {
        let item = self.item(row);
        if row.is_blank() {
            out.blank += usize::from(item.is_some());
            return;
        }
        let answer = match answer(row) {
            Ok(answer) => answer,
            Err(finding) => return out.findings.push(*finding),
        };
        let Some(item) = item else {
            match answer {
                Answer::Add => out.opinions.push(self.opinion(row, answer, None)),
                _ => out.findings.push(unknown_item(row)),
            }
            return;
        };
        if answer == Answer::Agree {
            out.agreed.push(item.item.code.to_string());
            return;
        }
        let mut opinion = self.opinion(row, answer, Some(item.item));
        let mut found = complete(row, &mut opinion.value);
        if self.stale {
            found.extend(changed_since(row, item.item, opinion.value.field));
        }
        for finding in &mut found {
            finding.item = Some(ItemName::of(item.domain, item.item));
            finding.field = finding.field.or(opinion.value.field);
        }
        out.findings.append(&mut found);
        out.opinions.push(opinion);
    }

    fn item(&self, row: &FilledRow) -> Option<ItemIn<'a>> {
        let place = Location::whole(self.catalogue.profile.location.file);
        let by_code = item_ref(&row.code, None, place);
        let domain = (!row.domain.is_empty()).then_some(row.domain.as_str());
        let by_names = item_ref(&row.item, domain, place);
        [by_code, by_names].iter().find_map(|reference| self.sure(reference))
    }

    fn sure(&self, reference: &ItemRef) -> Option<ItemIn<'a>> {
        let Match::Sure((domain, item)) = self.resolver.reference(reference) else { return None };
        let domain: &Domain = self.catalogue.domains.get(domain)?;
        Some(ItemIn { domain, item: domain.items.get(item)? })
    }

    fn opinion(&self, row: &FilledRow, answer: Answer, item: Option<&Item>) -> Located<Opinion> {
        let opinion = Opinion {
            unit: self.unit.to_owned(),
            code: item.map(|item| item.code.clone()),
            item: item.map_or_else(|| row.item.clone(), Item::title),
            answer,
            field: None,
            reason: None,
            text: row.text.clone(),
            basis: row.basis.clone(),
            note: row.note.clone(),
            file: row.file.clone(),
            cell: row.cell.clone(),
        };
        Located::new(opinion, row.location)
    }
}

/// The answer of a row.
fn answer(row: &FilledRow) -> Result<Answer, Box<Finding>> {
    // Other cells are filled in: the unit wants something changed. That it did not say so is told below.
    if row.answer.is_empty() {
        return Ok(Answer::Change);
    }
    Answer::from_word(&row.answer).ok_or_else(|| {
        let known = Answer::ALL.map(Answer::label);
        opinion_unclear::unknown_answer(&row.answer, &known).at(row.location).into()
    })
}

fn unknown_item(row: &FilledRow) -> Finding {
    let what = [row.code.as_str(), row.item.as_str()].join(" ");
    opinion_unclear::unknown_item(what.trim()).at(row.location)
}

/// Reads 修改栏目 or the reason, and says what is missing.
fn complete(row: &FilledRow, opinion: &mut Opinion) -> Vec<Finding> {
    let mut found = Vec::new();
    if row.answer.is_empty() {
        found.push(opinion_unclear::no_answer());
    }
    match opinion.answer {
        Answer::Change => {
            opinion.field = field(&row.field);
            if opinion.field.is_none() {
                found.push(no_field(row));
            }
            if row.text.is_empty() {
                found.push(opinion_unclear::no_text());
            }
        }
        Answer::Delete => {
            let cells = [&row.field, &row.text, &row.basis, &row.note];
            opinion.reason = cells.into_iter().find_map(|cell| reason(cell));
            if opinion.reason.is_none() {
                found.push(opinion_unclear::no_reason(&DropReason::LABELS));
            }
        }
        Answer::Agree | Answer::NotOurs | Answer::Add => {}
    }
    found.into_iter().map(|fault| fault.at(row.location)).collect()
}

/// The field that a cell names; 公开渠道和载体 and the like are understood too.
fn field(cell: &str) -> Option<Field> {
    let word = fold::compact(cell);
    let bare = word.split('(').next().unwrap_or(&word);
    Field::from_heading(bare).or(match bare {
        "公开渠道和载体" => Some(Field::Channels),
        "名称" | "事项名称" => Some(Field::Names),
        _ => None,
    })
}

fn reason(cell: &str) -> Option<DropReason> {
    let cell = fold::compact(cell);
    DropReason::ALL.into_iter().find(|reason| cell.contains(reason.label()))
}

fn no_field(row: &FilledRow) -> Fault {
    match row.field.as_str() {
        "" => opinion_unclear::no_field(),
        word => opinion_unclear::unknown_field(word, &Field::ALL.map(Field::heading)),
    }
}

/// The form shows another text than the catalogue has now.
fn changed_since(row: &FilledRow, item: &Item, field: Option<Field>) -> Option<Finding> {
    let mut shown = row.drafted.iter();
    let (field, before) = shown.find(|(shown, _)| Some(*shown) == field)?;
    let now = item.fields.text(*field).unwrap_or_default();
    let same = fold::compact(before) == fold::compact(&now);
    (!same).then(|| form_stale::other_text(*field, &now).at(row.location))
}
