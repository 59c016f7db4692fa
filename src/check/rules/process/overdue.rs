//! overdue: the day until which the catalogue was to be ready is past.
//!
//! A layer above can set the day for its members. Deadlines of a middle stage (编制, 征求意见) are for
//! `mulu status`, which knows how far the work has come. The day of the next review counts as well.

use jiff::civil::Date;

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Batch, Profile, Stage, Today, Traced};
use crate::source::Location;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Process, include_str!("overdue.md")).mended_by_body();

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let profile = &scope.catalogue.profile;
    let review = profile.filing.next_review.as_ref().filter(|day| day.value < scope.today);
    if let Some(review) = review {
        let day = review.value;
        reporter
            .at(Place::Own(review.location), format!("下次评估日期 {day} 已经过了，还没有换版本"))
            .help("评估以后换版本，写上新的“下次评估日期”；评估后不改的，只改这个日期");
    }
    for deadline in &scope.catalogue.deadlines {
        let batch = &deadline.value;
        let day = batch.deadline.value;
        let Some(late) = late(profile, day, scope.today).filter(|_| is_final(batch)) else {
            continue;
        };
        let name = batch.name.as_ref().map(|name| format!("“{name}”的")).unwrap_or_default();
        match set_above(scope, deadline) {
            None => reporter
                .at(Place::Own(batch.deadline.location), format!("{name}编制期限是 {day}，{late}"))
                .help("编完的，写上“版本”和“日期”；确要延期的，报批后改“期限”"),
            Some(layer) => reporter
                .at(
                    Place::Own(dated_at(profile)),
                    format!("{layer}定的{name}编制期限是 {day}，{late}"),
                )
                .help(format!(
                    "编完的，在本级的 mulu.yaml 里写上“版本”和“日期”；确要延期的，报{layer}改“期限”"
                ))
                .related(batch.deadline.location, format!("{layer}的期限写在这里")),
        };
    }
}

/// Whether the catalogue is to be ready by then, and not only under way.
fn is_final(batch: &Batch) -> bool {
    batch.goal >= Stage::Approval
}

/// The name of the layer that set a deadline, where it is not the body's own.
fn set_above<'a>(scope: &'a Scope<'_>, deadline: &Traced<Batch>) -> Option<&'a str> {
    let layer = deadline.origin.layer;
    let info = scope.catalogue.layers.get(usize::from(layer.0))?;
    (layer != scope.catalogue.own_layer()).then_some(info.name.as_str())
}

/// Where the body says when its catalogue was made, or should say it.
fn dated_at(profile: &Profile) -> Location {
    profile.date.as_ref().map_or(profile.name.location, |date| date.location)
}

/// What is late: the catalogue that has a date, or the one that has none yet.
fn late(profile: &Profile, deadline: Date, today: Today) -> Option<String> {
    match profile.date.as_ref().map(|date| date.value) {
        Some(made) => (first(profile, made) > deadline).then(|| format!("目录的日期 {made} 晚了")),
        None => (today > deadline).then(|| "已经过了，目录还没有日期".to_owned()),
    }
}

/// The day of the first version: later ones are not what the deadline was for.
fn first(profile: &Profile, made: Date) -> Date {
    let noted = profile.filing.versions.iter().filter_map(|note| note.date);
    noted.fold(made, Date::min)
}
