//! truncated-text: a number without text, a name that breaks off, a bracket at the end of a cell.

use super::unbalanced_brackets::cut;
use crate::check::texts::first_where;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope, own_pieces, written};
use crate::finding::Severity;
use crate::model::writing::Reading;
use crate::model::{
    BracketFault, Decision, Field, ItemIn, bracket_faults, fold, is_without_words, places,
};
use crate::register::{BodyRegister, WordList};
use crate::text::{Wording, is_han};

/// How a text ends that is cut.
static CUT: Wording = Wording::named("写断的结尾");

/// Words that name no item by themselves.
static BARE: Wording = Wording::named("不成名称的词");
/// Common words without their last character, which no right text ends in.
static BROKEN_OFF: Wording = Wording::named("断在半截的词");

pub(crate) static CHECK: Check = Check::item(&RULE, check).and_duties().silent_by(&Field::ALL);
/// What the texts as written show.
pub(super) static WRITTEN: Check = Check::catalogue(&RULE, check_written).and_duties();
pub(crate) static RULE: Rule =
    Rule::error(Area::Structure, include_str!("truncated-text.md")).also(&[Severity::Warning]);

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    // A number between two names is a serial in a wrong column.
    let mut found = first_where(at.item, |field| field != Field::Names, number_alone);
    found.extend(at.item.names().last().and_then(|n| Some((Field::Names, number_alone(n)?))));
    found.extend(name(scope, at).or_else(|| bare_name(scope, at)));
    found.extend(joining(at));
    found.extend(broken_off(scope, at));
    found.extend(limit(at));
    found.extend(body(scope.registers.bodies(), at));
    found.extend(brackets(at, reporter.facts().open_fields(at.item)));
    found.sort_by_key(|(field, _)| *field);
    found.dedup_by_key(|(field, _)| *field);
    for (field, message) in found {
        reporter.at(Place::Field(at, field), message).help("对照原件把内容补全");
    }
}

fn check_written(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let help = "对照原件把内容补全；只有这一项的，删去编号";
    written::report(scope, written::slips(scope, only_first), help, reporter);
    let help = "对照原件重新写这一格；多半是几栏的字混在一起了";
    written::report(scope, written::slips(scope, garbled), help, reporter);
}

/// `1.办事指南` and no second one: the rest was lost.
fn only_first(reading: &Reading) -> Option<String> {
    let text = reading.written.trim();
    // A list of instruments is known to go on by the mark at its end.
    let is_list = match reading.field? {
        Field::Elements => true,
        Field::Basis => text.ends_with(['；', ';', '、']),
        _ => false,
    };
    let is_elements = is_list && !text.contains('\n');
    let text = text.trim_end_matches(['；', ';', '、']);
    let mark = FIRST.iter().find(|mark| text.starts_with(**mark)).filter(|_| is_elements)?;
    let rest = text.get(mark.len()..)?;
    let goes_on = SECOND.iter().any(|second| rest.contains(*second));
    let has_text = rest.chars().any(is_han);
    // A text whose bracket is open breaks off there.
    let whole = rest.matches(['（', '(']).count() == rest.matches(['）', ')']).count();
    (has_text && whole && !goes_on).then(|| format!("只有“{mark}”，没有下一项，后面的内容像是丢了"))
}

/// A text in which no two characters make a word.
fn garbled(reading: &Reading) -> Option<String> {
    const SHORTEST: usize = 14;
    let text = &reading.written;
    let is_elements = reading.field == Some(Field::Elements);
    let length = text.chars().filter(|c| is_han(*c)).count();
    let unreadable = is_elements && length >= SHORTEST && is_without_words(text);
    let shown: String = text.chars().take(10).collect();
    unreadable.then(|| format!("“{shown}…”的字乱了，读不通"))
}

/// Marks of a first element, and of the second ones.
const FIRST: [&str; 5] = ["1.", "1、", "1．", "（1）", "①"];
const SECOND: [&str; 5] = ["2", "２", "②", "二", "；"];

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

/// The last name is a word that names nothing: 机构, 政策.
fn bare_name(scope: &Scope<'_>, at: ItemIn<'_>) -> Option<(Field, String)> {
    let own = at.item.fields.origin(Field::Names)?.layer == scope.catalogue.own_layer();
    let name = at.item.names().last().filter(|_| own && at.item.listed.is_some())?;
    BARE.contains(&name.as_str())
        .then(|| (Field::Names, format!("名称“{name}”只有半截，看不出是什么事项")))
}

/// An element, a name that ends within a word: 最新法定职.
fn broken_off(scope: &Scope<'_>, at: ItemIn<'_>) -> Option<(Field, String)> {
    let cut = |text: &str| BROKEN_OFF.iter().find(|end| text.ends_with(**end));
    own_pieces(scope, at.item).find_map(|(field, text)| {
        let looked_at = matches!(field, Field::Names | Field::Elements);
        let end = cut(text).filter(|_| looked_at)?;
        Some((field, format!("到“{end}”就断了，后面像是还有字")))
    })
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

fn brackets(at: ItemIn<'_>, open: &[Field]) -> Vec<(Field, String)> {
    let of = |field: &Field| {
        let text = at.item.fields.text(*field)?;
        let faults = bracket_faults(&text);
        let tail = faults.into_iter().find_map(|fault| match fault {
            BracketFault::Unclosed(open, at) if cut(&text, open, at) => text.get(at..),
            _ => None,
        })?;
        let tail: String = tail.lines().next()?.chars().take(12).collect();
        Some((*field, format!("到“{tail}”就断了，括号没有另一半，内容也不全")))
    };
    open.iter().filter_map(of).collect()
}
