//! slip-of-the-pen: a slip that catalogues carry on from one another, a word of the field with a wrong
//! character, a word written twice, a mark at a wrong place.
//!
//! Titles of instruments are unknown-basis'. Texts of the layers above are theirs to look at.

use crate::check::texts::{first_of_extras, first_where};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope, own_pieces, written};
use crate::model::writing::Reading;
use crate::model::{Decision, Elements, Field, ItemIn, doubled_word, fold};
use crate::register::{DataKind, Registers, Slip};
use crate::text::{Misspelt, Wording, is_typed_for, misspelt, one_exchanged};

pub(crate) static CHECK: Check = Check::mention(&RULE, words, check).and_duties();
/// What no list of words tells.
pub(super) static UNLISTED: Check = Check::item(&RULE, check_unlisted).and_duties();
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("slip-of-the-pen.md"));

/// Before 等、 these make a word of their own: 平等、公正.
const BEFORE_ET_CETERA: [char; 12] =
    ['平', '均', '同', '相', '对', '中', '初', '高', '上', '下', '优', '差'];

/// What the code of pages looks like.
static CODE: Wording = Wording::named("网页代码");
/// What is put on pages that were broken into.
static SPAM: Wording = Wording::named("被人塞进网页的话");

/// What the end of a text as written shows.
pub(super) static DANGLING: Check = Check::catalogue(&RULE, check_dangling).and_duties();

fn words(registers: &Registers) -> Vec<String> {
    registers.terms().slips().iter().map(|slip| slip.wrong.clone()).collect()
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let find =
        |text| scope.registers.terms().slips_in(text).into_iter().map(|hit| hit.entry).next();
    for (field, slip) in first_where(at.item, |field| field != Field::Basis, find) {
        report(scope, Place::Field(at, field), slip, reporter);
    }
    for (_, place, slip) in first_of_extras(scope, at, find) {
        report(scope, place, slip, reporter);
    }
}

/// Whether a text has a slip that is told here.
pub(in crate::check::rules) fn has(scope: &Scope<'_>, text: &str) -> bool {
    !scope.registers.terms().slips_in(text).is_empty() || misspelt(text).is_some()
}

fn report(scope: &Scope<'_>, place: Place<'_>, slip: &Slip, reporter: &mut Reporter<'_>) {
    let Slip { wrong, right, .. } = slip;
    reporter
        .at(place, format!("“{wrong}”像是“{right}”写错了"))
        .help(format!("改成“{right}”"))
        .resting_on(scope.registers, DataKind::Slip, wrong);
}

fn check_unlisted(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let mut told: Option<Field> = None;
    for (field, text) in own_pieces(scope, at.item).filter(|(field, _)| *field != Field::Basis) {
        let Some(fault) = unlisted(text).filter(|_| told != Some(field)) else { continue };
        let is_listed = || !scope.registers.terms().slips_in(text).is_empty();
        if matches!(fault, Unlisted::Misspelt(_)) && is_listed() {
            continue;
        }
        told = Some(field);
        reporter.at(Place::Field(at, field), fault.message()).help(fault.help());
    }
    if let Some(element) = repeated_element(scope, at).filter(|_| told != Some(Field::Elements)) {
        let message = format!("“{element}”列了两遍");
        let help = "删去一个；本来要写另一样的，改过来";
        reporter.at(Place::Field(at, Field::Elements), message).help(help);
    }
    for (field, wrong, right) in unlike_guideline(scope, at) {
        if told == Some(field) {
            continue;
        }
        let message = format!("“{wrong}”像是“{right}”写错了，指引里是“{right}”");
        reporter.at(Place::Field(at, field), message).help(format!("改成“{right}”"));
    }
    for (_, place, fault) in first_of_extras(scope, at, unlisted) {
        reporter.at(place, fault.message()).help(fault.help());
    }
}

/// An element that stands twice in one list, or twice among the numbered ones of one text: ②甲表③甲表.
fn repeated_element<'a>(scope: &Scope<'_>, at: ItemIn<'a>) -> Option<&'a str> {
    let own = own_pieces(scope, at.item).filter(|(field, _)| *field == Field::Elements);
    let own: Vec<&str> = own.map(|(_, text)| text).collect();
    let numbered = |text: &&&'a str| text.contains('②');
    let parts = own.iter().filter(numbered).map(|text| text.split(|c| CIRCLED.contains(&c)));
    repeated(own.iter().copied())
        .or_else(|| parts.into_iter().find_map(|parts| repeated(parts.skip(1))))
}

/// Numbers of the elements of one text.
const CIRCLED: std::ops::RangeInclusive<char> = '①'..='⑳';

fn repeated<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen: Vec<String> = Vec::new();
    let mut texts = texts.map(|text| text.trim_matches(['。', '；', '、', '，', ' ']));
    texts.find(|text| {
        let name = fold::name(text);
        let again = name.chars().count() > SHORTEST && seen.contains(&name);
        seen.push(name);
        again
    })
}

/// Names and elements that the guideline has with another character that sounds alike: 检测对象认定 for
/// 监测对象认定. What the guideline has as it is written is right.
fn unlike_guideline(scope: &Scope<'_>, at: ItemIn<'_>) -> Vec<(Field, String, String)> {
    let own = own_pieces(scope, at.item);
    let mut found: Vec<(Field, String, String)> = Vec::new();
    let mut elements: Option<Vec<String>> = None;
    for (field, text) in own.filter(|(field, _)| matches!(field, Field::Names | Field::Elements)) {
        let text = fold::name(text);
        if text.chars().count() < SHORTEST || found.iter().any(|(told, ..)| *told == field) {
            continue;
        }
        let right = match field {
            // An item of the guideline, whose name there is known.
            Field::Names if at.item.origin.layer != scope.catalogue.own_layer() => {
                let guided = at.item.fields.guideline(Field::Names).unwrap_or_default();
                typed_for(&text, guided.split(['/', '\n']).map(fold::name))
            }
            Field::Names => meant_name(scope, at, &text),
            _ => {
                let guided = elements.get_or_insert_with(|| guided_elements(at));
                typed_for(&text, guided.iter().cloned())
            }
        };
        found.extend(right.map(|right| (field, text, right)));
    }
    found
}

/// Shorter names differ in one character by chance.
const SHORTEST: usize = 4;

/// The name of an item of the guideline that the body's table does not have.
fn meant_name(scope: &Scope<'_>, at: ItemIn<'_>, text: &str) -> Option<String> {
    let left_out = scope.catalogue.ledger.items.iter().filter(|entry| {
        matches!(entry.decision, Decision::Unaccounted(_)) && entry.domain == at.domain.number
    });
    typed_for(text, left_out.flat_map(|entry| &entry.names).map(|name| fold::name(name)))
}

fn guided_elements(at: ItemIn<'_>) -> Vec<String> {
    let guided = at.item.fields.guideline(Field::Elements);
    let list = guided.map(|text| Elements::parse(&text).list).unwrap_or_default();
    list.iter().map(|text| fold::name(text)).collect()
}

/// The one of these from which a text differs by a character that was typed for another.
fn typed_for(text: &str, meant: impl Iterator<Item = String>) -> Option<String> {
    let mut near = None;
    for right in meant {
        if right == text {
            return None;
        }
        if one_exchanged(text, &right).is_some_and(|(wrong, right)| is_typed_for(wrong, right)) {
            near.get_or_insert(right);
        }
    }
    near
}

fn check_dangling(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    written::report(scope, written::slips(scope, dangling), "删去末尾的标点", reporter);
    written::report(scope, written::slips(scope, in_title), "删去书名号里的空格", reporter);
    written::report(scope, written::slips(scope, strayed), "对照原件把混进来的删去", reporter);
}

/// What other pages left in a text: their code, or what was put on them by others.
fn strayed(reading: &Reading) -> Option<String> {
    let text = &*reading.written;
    let found = |words: &'static Wording| words.iter().find(|word| text.contains(**word));
    if let Some(code) = found(&CODE).copied().or_else(|| markup(text)) {
        return Some(format!("混进了网页代码“{code}”"));
    }
    found(&SPAM).map(|words| format!("混进了不相干的话“{words}”，看看网页是不是被人改过"))
}

/// What is left of a page in a text that was copied from it: /span>, </p>.
pub(super) fn markup(text: &str) -> Option<&str> {
    let (start, end) = text.match_indices('/').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        // No further than a name may go: a text of nothing but such lines is searched once.
        let length = rest.bytes().take(LONGEST_TAG + 1).position(|byte| byte == b'>')?;
        let name = rest.get(..length)?;
        let is_tag =
            (1..=LONGEST_TAG).contains(&length) && name.bytes().all(|b| b.is_ascii_alphanumeric());
        is_tag.then_some((at, at + length + 2))
    })?;
    let start = if text.get(..start)?.ends_with('<') { start - 1 } else { start };
    text.get(start..end)
}

/// The longest name of an element in the code of a page, in bytes.
const LONGEST_TAG: usize = 10;

/// A comma behind the last word of a text; of lists truncated-text speaks.
fn dangling(reading: &Reading) -> Option<String> {
    let last = reading.written.trim_end().chars().next_back()?;
    let is_text = matches!(reading.field, Some(Field::Basis | Field::Limit | Field::Bodies));
    let is_comma = matches!(last, '，' | ',' | '、');
    (is_text && is_comma).then(|| format!("末尾多了一个“{last}”"))
}

/// 条例 》: a space inside title marks.
fn in_title(reading: &Reading) -> Option<String> {
    let (before, _) =
        reading.written.split_once(" 》").filter(|_| reading.field == Some(Field::Basis))?;
    let shown: Vec<char> = before.chars().rev().take(2).collect();
    Some(format!("“{} 》”：书名号里多了空格", shown.iter().rev().collect::<String>()))
}

/// A slip that no list holds.
enum Unlisted {
    Misspelt(Misspelt),
    Doubled(String),
    EtCetera(String),
    MarkTwice(String),
}

impl Unlisted {
    fn message(&self) -> String {
        match self {
            Self::Misspelt(Misspelt { wrong, right }) => format!("“{wrong}”像是“{right}”写错了"),
            Self::Doubled(word) => format!("“{word}{word}”写了两遍"),
            Self::EtCetera(shown) => format!("“{shown}”：“等”写在中间了，后面还有别的"),
            Self::MarkTwice(shown) => format!("“{shown}”：标点写了两个"),
        }
    }

    fn help(&self) -> String {
        match self {
            Self::Misspelt(Misspelt { right, .. }) => format!("改成“{right}”"),
            Self::Doubled(word) => format!("删去一个“{word}”"),
            Self::EtCetera(_) => "“等”移到最后，或者删去".to_owned(),
            Self::MarkTwice(_) => "留一个".to_owned(),
        }
    }
}

fn unlisted(text: &str) -> Option<Unlisted> {
    misspelt(text)
        .map(Unlisted::Misspelt)
        .or_else(|| doubled_word(text).map(Unlisted::Doubled))
        .or_else(|| et_cetera(text).map(Unlisted::EtCetera))
        .or_else(|| mark_twice(text).map(Unlisted::MarkTwice))
}

/// 办理流程等、监督方式: 等 in the middle of a list.
fn et_cetera(text: &str) -> Option<String> {
    text.match_indices("等、").find_map(|(at, word)| {
        let before: Vec<char> = text.get(..at)?.chars().rev().take(4).collect();
        let is_word = before.first().is_none_or(|c| BEFORE_ET_CETERA.contains(c));
        (!is_word).then(|| format!("{}{word}", before.iter().rev().collect::<String>()))
    })
}

/// Two marks of which one is too many: ，，
fn mark_twice(text: &str) -> Option<String> {
    let pairs = ["，，", "、、", "；；", "。。", "，。", "、。", "，、", "、，"];
    let (at, mark) = pairs.iter().find_map(|pair| Some((text.find(pair)?, pair)))?;
    let before: Vec<char> = text.get(..at)?.chars().rev().take(4).collect();
    Some(format!("{}{mark}", before.iter().rev().collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::unlisted;

    #[test]
    fn slips_that_no_list_holds() {
        for text in ["领域领域基层政务公开", "办理流程等、监督方式", "姓名，，职务"]
        {
            assert!(unlisted(text).is_some(), "{text}");
        }
        for text in [
            "法律法规规定规定的时限",
            "遵循平等、公正的原则",
            "初等、中等教育",
            "姓名、职务等",
            "个个都有",
            "信息公开目录、指南",
        ] {
            assert!(unlisted(text).is_none(), "{text}");
        }
    }
}
