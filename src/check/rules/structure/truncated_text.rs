//! truncated-text: a number without text, a name that breaks off, a bracket at the end of a cell.

use super::unbalanced_brackets::{cut, open_fields};
use crate::check::texts::first_where;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{BracketFault, Decision, Field, ItemIn, bracket_faults, fold, places};
use crate::register::{BodyRegister, WordList};
use crate::text::Wording;

/// How a text ends that is cut.
static CUT: Wording = Wording::named("写断的结尾");

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule = Rule::error(Area::Structure, include_str!("truncated-text.md"));

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    // A number between two names is a serial in a wrong column.
    let mut found = first_where(at.item, |field| field != Field::Names, number_alone);
    found.extend(at.item.names().last().and_then(|n| Some((Field::Names, number_alone(n)?))));
    found.extend(name(scope, at));
    found.extend(joining(at));
    found.extend(limit(at));
    found.extend(body(scope.registers.bodies(), at));
    found.extend(brackets(at));
    found.sort_by_key(|(field, _)| *field);
    found.dedup_by_key(|(field, _)| *field);
    for (field, message) in found {
        reporter.at(Place::Field(at, field), message).help("对照原件把内容补全");
    }
}

/// `2.` or `（3）` where a text should follow.
fn number_alone(text: &str) -> Option<String> {
    let alone = text.chars().all(is_of_number) && !text.trim().is_empty();
    alone.then(|| format!("只有编号“{}”，后面没有内容", text.trim()))
}

fn is_of_number(c: char) -> bool {
    let brackets_and_marks = matches!(c, '（' | '）' | '(' | ')' | '.' | '．' | '、' | ' ');
    brackets_and_marks
        || matches!(c, '0'..='9' | '①'..='⑩' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// A name or the last element that ends in a word that joins.
fn joining(at: ItemIn<'_>) -> Option<(Field, String)> {
    let fields = &at.item.fields;
    let name = fields.names.as_ref().map(|names| (Field::Names, names.value.last()));
    let elements = fields.elements.as_ref().and_then(|elements| elements.value.list.last());
    let elements = elements.map(|text| (Field::Elements, text.as_str()));
    let basis = fields.basis.as_ref().and_then(|basis| basis.value.entries.last());
    let basis = basis.map(|entry| (Field::Basis, entry.text.as_str()));
    let ends = |text: &str| WordList::Joining.ends(text) && !WordList::EndsInJoining.ends(text);
    let (field, text) = [name, elements, basis].into_iter().flatten().find(|(_, t)| ends(t))?;
    let length = text.chars().count();
    let tail: String = text.chars().skip(length.saturating_sub(8)).collect();
    Some((field, format!("到“{tail}”就断了，后面像是还有字")))
}

/// Names that are those of an item of the layer above, but for their ends: 政策 for 政策法规文件.
fn name(scope: &Scope<'_>, at: ItemIn<'_>) -> Option<(Field, String)> {
    let own = at.item.names();
    if at.item.origin.layer != scope.catalogue.own_layer() {
        return None;
    }
    let left_out = scope.catalogue.ledger.items.iter().filter(|entry| {
        let unaccounted = matches!(entry.decision, Decision::Unaccounted(_));
        unaccounted && entry.domain == at.domain.number && entry.names.len() == own.len()
    });
    let mut pairs = left_out.filter_map(|entry| {
        // A domain that is named in full is no half of an item: 就业, and not 就业信息服务.
        let is_domain = |name: &String| scope.catalogue.domains.iter().any(|d| d.is_called(name));
        let begins = own.iter().zip(&entry.names).all(|(own, whole)| begins(own, whole))
            && !own
                .iter()
                .zip(&entry.names)
                .any(|(own, whole)| !same(own, whole) && is_domain(own));
        let mut cut = own.iter().zip(&entry.names).filter(|(own, whole)| !same(own, whole));
        begins.then(|| cut.next()).flatten()
    });
    let (cut, whole) = pairs.next()?;
    Some((Field::Names, format!("名称“{cut}”只有半截，像是“{whole}”")))
}

fn begins(own: &str, whole: &str) -> bool {
    let own = fold::name(own);
    own.chars().count() >= 2 && fold::name(whole).starts_with(&own)
}

fn same(own: &str, whole: &str) -> bool {
    fold::name(own) == fold::name(whole)
}

/// A limit that ends within its unit: 20个工作.
fn limit(at: ItemIn<'_>) -> Option<(Field, String)> {
    let text = &at.item.fields.limit.as_ref()?.value.text;
    let cut = CUT.iter().any(|end| text.ends_with(end));
    cut.then(|| (Field::Limit, format!("公开时限“{text}”只有半截，后面像是还有字")))
}

/// The word of a kind of department where its name should stand: 自然资源, 大英县民政.
fn body(register: &BodyRegister, at: ItemIn<'_>) -> Option<(Field, String)> {
    let bodies = &at.item.fields.bodies.as_ref()?.value.list;
    // 市场监督管理、行政审批相关责任部门: the last one says what all are.
    let collective = ["部门", "单位", "机构"];
    if bodies.last().is_some_and(|last| collective.iter().any(|end| last.text.ends_with(end))) {
        return None;
    }
    let cut = bodies.iter().find(|body| is_kind_alone(register, &body.text))?;
    Some((Field::Bodies, format!("公开主体“{}”只有半截，看不出是哪个单位", cut.text)))
}

fn is_kind_alone(register: &BodyRegister, text: &str) -> bool {
    let kind = |word: &str| register.kind(word).is_some();
    let place: usize = places(text).iter().map(|place| place.name.len()).sum();
    kind(text) || text.get(place..).is_some_and(kind)
}

fn brackets(at: ItemIn<'_>) -> Vec<(Field, String)> {
    let of = |field: Field| {
        let text = at.item.fields.text(field)?;
        let faults = bracket_faults(&text);
        let tail = faults.into_iter().find_map(|fault| match fault {
            BracketFault::Unclosed(open, at) if cut(&text, open, at) => text.get(at..),
            _ => None,
        })?;
        let tail: String = tail.lines().next()?.chars().take(12).collect();
        Some((field, format!("到“{tail}”就断了，括号没有另一半，内容也不全")))
    };
    open_fields(at).into_iter().filter_map(of).collect()
}
