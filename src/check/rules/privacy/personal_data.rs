//! personal-data: numbers of real persons in the table, and elements that publish private facts.

use crate::check::texts::{first_of_each, first_of_extras};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn, PersonalNumber, personal_numbers};
use crate::register::WordList;
use crate::text::Wording;

pub(crate) static CHECK: Check = Check::item(&RULE, check).and_duties().silent_by(&Field::ALL);
pub(crate) static RULE: Rule =
    Rule::error(Area::Privacy, include_str!("personal-data.md")).also(&[Severity::Warning]);

/// Personal facts without an end.
static UNBOUNDED: Wording = Wording::named("没有边界的个人信息");

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let number = |text| personal_numbers(text).into_iter().next();
    for (field, found) in first_of_each(at.item, number) {
        report(reporter, Place::Field(at, field), "", &found);
    }
    for (heading, place, found) in first_of_extras(scope, at, number) {
        report(reporter, place, heading, &found);
    }
    elements(at, reporter);
}

fn report(reporter: &mut Reporter<'_>, place: Place<'_>, heading: &str, found: &PersonalNumber) {
    let here = if heading.is_empty() { String::new() } else { format!("“{heading}”里") };
    let message =
        format!("{here}写着{}（{}），目录公开后谁都看得到", found.kind.label(), found.masked);
    reporter.at(place, message).help("删去这个号码；需要联系方式的，写办公电话");
}

/// Elements that publish private facts for everyone.
fn elements(at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let fields = &at.item.fields;
    let active = fields.mode.as_ref().is_none_or(|mode| mode.value.active);
    let everyone = fields.audience.as_ref().is_none_or(|audience| audience.value.everyone);
    let Some(list) = fields.elements.as_ref().map(|elements| &elements.value.list) else { return };
    // One look at all of them together says that there is nothing, as nearly always.
    let all = list.join("\n");
    if let Some(word) = UNBOUNDED.iter().find(|word| active && everyone && all.contains(**word)) {
        let message = format!("“{word}”没有说到哪里为止，会把不该公开的个人信息也公开了");
        reporter
            .at_level(Place::Field(at, Field::Elements), Severity::Warning, message)
            .help("一项一项写出要公开的，如：姓名、职务、工作分工");
        return;
    }
    if !active || !everyone || !WordList::PrivateFact.is_in(&all) {
        return;
    }
    if list.iter().any(|text| WordList::LeftOut.is_in(text) && private(text).is_some()) {
        return;
    }
    let Some(word) = list.iter().find_map(|text| private(text)) else { return };
    let message = format!("公开内容里有“{word}”，向全社会公开会泄露个人隐私");
    reporter
        .at_level(Place::Field(at, Field::Elements), Severity::Warning, message)
        .help("删去这一项；必须公示的，写明脱敏，如“身份证号（隐去中间几位）”");
}

/// The private fact that an element publishes. What applicants bring along is not published.
fn private(text: &str) -> Option<&'static str> {
    let found = WordList::PrivateFact.first_in(text)?;
    (!WordList::NotPrivate.is_in(text)).then_some(found)
}
