//! overdue: the day until which the catalogue was to be ready is past.

use jiff::civil::Date;

use crate::check::{Area, Check, Mends, Place, Reporter, Rule, Scope};
use crate::finding::{RuleId, Severity};
use crate::model::{Batch, Profile};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("overdue"),
    title: "过了编制期限",
    area: Area::Process,
    level: Severity::Warning,
    mends: Mends::Body,
    page: include_str!("overdue.md"),
    check: Check::Catalogue(check),
};

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let profile = &scope.catalogue.profile;
    let of_body =
        |batch: &&Batch| batch.members.is_empty() || batch.members.contains(&profile.name.value);
    for batch in profile.batches.iter().filter(of_body) {
        let Ok(deadline) = batch.deadline.value.parse::<Date>() else { continue };
        let Some(late) = late(profile, deadline, scope.today) else { continue };
        let name = batch.name.as_ref().map(|name| format!("“{name}”的")).unwrap_or_default();
        reporter
            .at(Place::Own(batch.deadline.location), format!("{name}编制期限是 {deadline}，{late}"))
            .help("编完的，写上“版本”和“日期”；确要延期的，报批后改“期限”");
    }
}

/// What is late: the catalogue that has a date, or the one that has none yet.
fn late(profile: &Profile, deadline: Date, today: Date) -> Option<String> {
    match profile.date.as_ref().map(|date| date.value.parse::<Date>()) {
        Some(Ok(made)) => {
            (first(profile, made) > deadline).then(|| format!("目录的日期 {made} 晚了"))
        }
        Some(Err(_)) => None,
        None => (today > deadline).then(|| "已经过了，目录还没有日期".to_owned()),
    }
}

/// The day of the first version: later ones are not what the deadline was for.
fn first(profile: &Profile, made: Date) -> Date {
    let noted = profile.filing.versions.iter().filter_map(|note| note.date.as_ref()?.parse().ok());
    noted.fold(made, Date::min)
}
