//! The rows of a filled form as opinions on items of the catalogue.

use super::fault::{FORM_EMPTY, FORM_STALE, OPINION_UNCLEAR, item_name};
use super::{Answer, Filled, FilledRow, Opinion};
use crate::finding::{Finding, Severity};
use crate::input::decode::item_ref;
use crate::merge::{Match, Resolver};
use crate::model::suggest::nearest;
use crate::model::{Catalogue, Domain, DropReason, Field, Item, ItemIn, ItemRef, fold};
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
    let reader = Reader { catalogue, resolver: Resolver::new(&catalogue.domains), unit, stale };
    let mut understood = Understood::default();
    for row in &filled.rows {
        reader.row(row, &mut understood);
    }
    let nothing = understood.opinions.is_empty() && understood.agreed.is_empty();
    if nothing && understood.findings.is_empty() {
        let (text, at) = ("一条意见也没有填，这份表按没有反馈算", Location::whole(filled.source));
        let finding = Finding::new(FORM_EMPTY, Severity::Warning, at, text);
        let finding = finding.with_help("请单位填好再交；没有意见的，逐项选“同意”");
        understood.findings.push(finding);
    }
    understood
}

struct Reader<'a> {
    catalogue: &'a Catalogue,
    resolver: Resolver<'a>,
    unit: &'a str,
    stale: bool,
}

impl<'a> Reader<'a> {
    fn row(&self, row: &FilledRow, out: &mut Understood) {
        let item = self.item(row);
        if row.is_blank() {
            out.blank += usize::from(item.is_some());
            return;
        }
        let answer = match answer(row) {
            Ok(answer) => answer,
            Err(finding) => return out.findings.push(finding),
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
            finding.item = Some(item_name(item.domain, item.item));
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
fn answer(row: &FilledRow) -> Result<Answer, Finding> {
    // Other cells are filled in: the unit wants something changed. That it did not say so is told below.
    if row.answer.is_empty() {
        return Ok(Answer::Change);
    }
    Answer::from_word(&row.answer).ok_or_else(|| {
        let words = Answer::ALL.map(Answer::label).join("、");
        let text = format!("“部门意见”写的是“{}”，看不懂，这条意见没有读", row.answer);
        unclear(row, Severity::Error, text, format!("可以写：{words}"))
    })
}

fn unclear(
    row: &FilledRow,
    severity: Severity,
    text: impl Into<String>,
    help: impl Into<String>,
) -> Finding {
    Finding::new(OPINION_UNCLEAR, severity, row.location, text).with_help(help)
}

fn unknown_item(row: &FilledRow) -> Finding {
    let what = [row.code.as_str(), row.item.as_str()].join(" ");
    let text = format!("现在的目录里没有“{}”，这条意见没有读", what.trim());
    let help = "核对编码和事项名称；事项已经删去的，不用再处理";
    unclear(row, Severity::Error, text, help)
}

/// Reads 修改栏目 or the reason, and says what is missing.
fn complete(row: &FilledRow, opinion: &mut Opinion) -> Vec<Finding> {
    let mut found = Vec::new();
    if row.answer.is_empty() {
        let text = "没有选“部门意见”，但后面写了内容，按“修改”读";
        found.push(unclear(row, Severity::Warning, text, "核对是不是这个意思"));
    }
    match opinion.answer {
        Answer::Change => {
            opinion.field = field(&row.field);
            if opinion.field.is_none() {
                found.push(no_field(row));
            }
            if row.text.is_empty() {
                let text = "意见是“修改”，没有写修改后的内容，采纳不了";
                found.push(unclear(row, Severity::Error, text, "请单位补上，或者按不采纳处理"));
            }
        }
        Answer::Delete => {
            let cells = [&row.field, &row.text, &row.basis, &row.note];
            opinion.reason = cells.into_iter().find_map(|cell| reason(cell));
            if opinion.reason.is_none() {
                let words = DropReason::LABELS.join("、");
                let help = format!("采纳以前要定下来，在“删除理由”里写：{words}");
                found.push(unclear(row, Severity::Warning, "意见是“删除”，没有选理由", help));
            }
        }
        Answer::Agree | Answer::NotOurs | Answer::Add => {}
    }
    found
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

fn no_field(row: &FilledRow) -> Finding {
    if row.field.is_empty() {
        let text = "意见是“修改”，没有选改哪一栏，采纳不了";
        return unclear(row, Severity::Error, text, "请单位补上");
    }
    let headings = Field::ALL.map(Field::heading);
    let help = match nearest(&row.field, headings.iter().copied()) {
        Some(meant) => format!("是不是“{meant}”？"),
        None => format!("可以写：{}", headings.join("、")),
    };
    unclear(row, Severity::Error, format!("没有“{}”这一栏，采纳不了", row.field), help)
}

/// The form shows another text than the catalogue has now.
fn changed_since(row: &FilledRow, item: &Item, field: Option<Field>) -> Option<Finding> {
    let mut shown = row.drafted.iter();
    let (field, before) = shown.find(|(shown, _)| Some(*shown) == field)?;
    let now = item.fields.text(*field).unwrap_or_default();
    let same = fold::compact(before) == fold::compact(&now);
    (!same).then(|| {
        let text = format!("“{field}”在发出征求意见表以后改过，现在是“{now}”");
        Finding::new(FORM_STALE, Severity::Warning, row.location, text)
            .with_help("这条意见还用不用，要再问单位")
    })
}
