//! malformed-number: a 发文字号 that is not written as the rules for official documents ask.
//!
//! Orders are written in many ways that nobody misreads (国务院令711号), so those are notes.

use crate::check::facts::citations::{citations, entries};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{DocumentNumber, Field, ItemIn, Today, document_number};

pub(crate) static CHECK: Check = Check::item(&RULE, check).and_duties().silent_by(&[Field::Basis]);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Basis, include_str!("malformed-number.md")).also(&[Severity::Note]);

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let place = Place::Field(at, Field::Basis);
    for entry in entries(at.item) {
        for broken in entry.broken_numbers() {
            reporter
                .at(place, format!("发文字号“{broken}”没有写完"))
                .help("写成：机关代字〔年份〕序号号，如 国办发〔2019〕54号");
        }
    }
    for entry in entries(at.item) {
        if let Some(doubled) = doubled(&entry.text) {
            reporter.at(place, format!("文号外面套了两层括号：“{doubled}”")).help("只留一层括号");
        }
    }
    for entry in entries(at.item) {
        let Some(number) = unbracketed(&entry.text) else { continue };
        let guideline = at.item.fields.basis.as_ref().and_then(|basis| basis.guideline_text());
        let guided = guideline.is_some_and(|text| unbracketed(text).is_some());
        let level = if guided { Severity::Note } else { RULE.level };
        reporter
            .at_level(place, level, format!("“{number}”紧跟在书名号后面，没有括号"))
            .help(format!("写成：《…》（{number}）"));
    }
    for cited in citations(scope.registers.instruments(), at.item) {
        let Some(written) = cited.instrument.number.as_deref() else { continue };
        let Some(number) = document_number(written) else { continue };
        if let Some((level, fault)) = fault(&number, scope.today) {
            // In a list of duties the number is what each power is looked up by.
            let level = if scope.duties.is_some() { RULE.level } else { level };
            let level = cited.level(at.item, level);
            reporter
                .at_level(place, level, format!("发文字号“{written}”{fault}"))
                .help(format!("写成：{}", wanted(&number)));
        }
    }
}

/// 《…条例》国务院令第711号: a number right behind a title, without brackets.
fn unbracketed(text: &str) -> Option<&str> {
    /// Longer texts hold more than a number, in characters.
    const LONGEST: usize = 24;
    text.match_indices('》').find_map(|(at, mark)| {
        let rest = text.get(at + mark.len()..)?.trim_start();
        let end = rest.find('号')? + '号'.len_utf8();
        let number = rest.get(..end)?;
        let plain = number.chars().count() <= LONGEST
            && !number.contains(['（', '(', '《', '、', '，', ',']);
        (plain && document_number(number).is_some()).then_some(number)
    })
}

/// A number in two pairs of brackets, （（国发〔2012〕45号））, as far as it goes.
fn doubled(text: &str) -> Option<&str> {
    let round = |c: char| matches!(c, '（' | '(');
    text.split(round).skip(1).any(str::is_empty).then_some(())?;
    let opened = |open: &str| text.find(open).map(|at| (at, open.len()));
    let (start, length) = ["（（", "((", "（(", "(（"].into_iter().find_map(opened)?;
    let inner = text.get(start + length..)?;
    let end = inner.find(['）', ')'])?;
    let close = inner.get(end..)?.chars().next()?;
    let until = start + length + end + close.len_utf8();
    document_number(inner.get(..end)?)?;
    text.get(start..until)
}

fn fault(number: &DocumentNumber, today: Today) -> Option<(Severity, &'static str)> {
    let year = number.year.and_then(|year| i16::try_from(year).ok());
    if year.is_some_and(|year| year > today.year()) {
        return Some((RULE.level, "的年份在今年之后"));
    }
    match (number.well_formed, year) {
        (true, _) => None,
        (false, None) => Some((Severity::Note, "不是规范的写法")),
        // 国家发展改革委2017年第10号令 is how ministries write it themselves.
        (false, Some(_)) if number.is_order() => None,
        (false, Some(year)) if year < 1949 => Some((RULE.level, "的年份不是四位数")),
        (false, Some(_)) => {
            Some((RULE.level, "写法不对：年份要放在六角括号〔〕里，序号前不加“第”、不编虚位"))
        }
    }
}

/// The number in the right form.
fn wanted(number: &DocumentNumber) -> String {
    let serial = number.serial.trim_start_matches('0');
    match number.year.filter(|year| *year >= 1949) {
        Some(year) => format!("{}〔{year}〕{serial}号", number.agency),
        None if number.is_order() => format!("{}第{serial}号", number.agency),
        None => format!("{}〔四位数的年份〕{serial}号", number.agency),
    }
}
