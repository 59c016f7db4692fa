//! The rows of a filled form as opinions on items of the catalogue.

use super::{Answer, Filled, FilledRow, Notice, Opinion};
use crate::input::decode::item_ref;
use crate::merge::{Match, Resolver};
use crate::model::suggest::nearest;
use crate::model::{Catalogue, DropReason, Field, Item, ItemRef, fold};
use crate::source::Location;

/// What a form says.
#[derive(Debug, Clone, Default)]
pub struct Understood {
    /// Everything but 同意.
    pub opinions: Vec<Opinion>,
    /// Codes of the items that were agreed to.
    pub agreed: Vec<String>,
    /// How many items have no answer.
    pub blank: usize,
    /// What is wrong or worth knowing.
    pub notices: Vec<Notice>,
}

/// Reads the rows of a form that `unit` answered. With `stale`, the draft has changed since: opinions on
/// what reads otherwise now are pointed out.
pub fn understand(catalogue: &Catalogue, filled: &Filled, unit: &str, stale: bool) -> Understood {
    let reader = Reader { catalogue, resolver: Resolver::new(&catalogue.domains), unit, stale };
    let mut understood = Understood::default();
    for row in &filled.rows {
        reader.row(row, &mut understood);
    }
    if understood.opinions.is_empty() && understood.agreed.is_empty() {
        let text = "一条意见也没有填。没有意见的，请逐项选“同意”再交；这份表按没有反馈算";
        understood.notices.push(Notice::warning(&filled.file, text));
    }
    understood
}

struct Reader<'a> {
    catalogue: &'a Catalogue,
    resolver: Resolver<'a>,
    unit: &'a str,
    stale: bool,
}

impl Reader<'_> {
    fn row(&self, row: &FilledRow, out: &mut Understood) {
        let item = self.item(row);
        if row.is_blank() {
            out.blank += usize::from(item.is_some());
            return;
        }
        let Some(answer) = self.answer(row, out) else { return };
        let Some(item) = item else {
            if answer == Answer::Add {
                out.opinions.push(self.opinion(row, answer, None));
            } else {
                out.notices.push(self.unknown_item(row));
            }
            return;
        };
        if answer == Answer::Agree {
            out.agreed.push(item.code.to_string());
            return;
        }
        let mut opinion = self.opinion(row, answer, Some(item));
        self.complete(row, &mut opinion, &mut out.notices);
        if self.stale {
            out.notices.extend(changed_since(row, item, opinion.field));
        }
        out.opinions.push(opinion);
    }

    /// The answer of a row. A row with other cells filled in, but no answer, is a change.
    fn answer(&self, row: &FilledRow, out: &mut Understood) -> Option<Answer> {
        if row.answer.is_empty() {
            let text = "没有选“部门意见”，但后面写了内容，按“修改”读";
            out.notices.push(Notice::warning(row.place(), text));
            return Some(Answer::Change);
        }
        let answer = Answer::from_word(&row.answer);
        if answer.is_none() {
            let words = Answer::ALL.map(Answer::label).join("、");
            let text = format!("“部门意见”写的是“{}”，看不懂；可以写：{words}", row.answer);
            out.notices.push(Notice::error(row.place(), text));
        }
        answer
    }

    fn item(&self, row: &FilledRow) -> Option<&Item> {
        let place = Location::whole(self.catalogue.profile.location.file);
        let by_code = item_ref(&row.code, None, place);
        let domain = (!row.domain.is_empty()).then_some(row.domain.as_str());
        let by_names = item_ref(&row.item, domain, place);
        [by_code, by_names].iter().find_map(|reference| self.sure(reference))
    }

    fn sure(&self, reference: &ItemRef) -> Option<&Item> {
        match self.resolver.reference(reference) {
            Match::Sure(at) => Some(self.resolver.item(at)),
            Match::Unsure(..) | Match::None => None,
        }
    }

    fn unknown_item(&self, row: &FilledRow) -> Notice {
        let what = [row.code.as_str(), row.item.as_str()].join(" ");
        let text = format!(
            "现在的目录里没有“{}”，这条意见没有读。核对编码和事项名称；事项已经删去的，不用再处理",
            what.trim()
        );
        Notice::error(row.place(), text)
    }

    fn opinion(&self, row: &FilledRow, answer: Answer, item: Option<&Item>) -> Opinion {
        Opinion {
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
        }
    }

    /// Reads 修改栏目 or the reason, and says what is missing.
    fn complete(&self, row: &FilledRow, opinion: &mut Opinion, notices: &mut Vec<Notice>) {
        match opinion.answer {
            Answer::Change => {
                opinion.field = field(&row.field);
                if opinion.field.is_none() {
                    notices.push(no_field(row));
                }
                if row.text.is_empty() {
                    let text = "意见是“修改”，没有写修改后的内容。请单位补上，或者按不采纳处理";
                    notices.push(Notice::error(row.place(), text));
                }
            }
            Answer::Delete => {
                let cells = [&row.field, &row.text, &row.basis, &row.note];
                opinion.reason = cells.into_iter().find_map(|cell| reason(cell));
                if opinion.reason.is_none() {
                    let words = DropReason::LABELS.join("、");
                    let text = format!("意见是“删除”，没有选理由。采纳以前要定下来：{words}");
                    notices.push(Notice::warning(row.place(), text));
                }
            }
            Answer::Agree | Answer::NotOurs | Answer::Add => {}
        }
    }
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

fn no_field(row: &FilledRow) -> Notice {
    if row.field.is_empty() {
        return Notice::error(row.place(), "意见是“修改”，没有选改哪一栏，采纳不了。请单位补上");
    }
    let headings = Field::ALL.map(Field::heading);
    let help = match nearest(&row.field, headings.iter().copied()) {
        Some(meant) => format!("是不是“{meant}”？"),
        None => format!("可以写：{}", headings.join("、")),
    };
    Notice::error(row.place(), format!("没有“{}”这一栏，采纳不了。{help}", row.field))
}

/// The form shows another text than the catalogue has now.
fn changed_since(row: &FilledRow, item: &Item, field: Option<Field>) -> Option<Notice> {
    let mut shown = row.drafted.iter();
    let (field, before) = shown.find(|(shown, _)| Some(*shown) == field)?;
    let now = item.fields.text(*field).unwrap_or_default();
    let same = fold::compact(before) == fold::compact(&now);
    (!same).then(|| {
        let text = format!(
            "“{field}”在发出征求意见表以后改过，现在是“{now}”。这条意见还用不用，要再问单位"
        );
        Notice::warning(row.place(), text)
    })
}
