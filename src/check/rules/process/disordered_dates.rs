//! disordered-dates: days of a catalogue that cannot follow one another as they are written.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::Profile;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Process, include_str!("disordered-dates.md")).mended_by_body();

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let profile = &scope.catalogue.profile;
    review(profile, reporter);
    versions(profile, reporter);
}

/// The next review comes after the version that is to be looked at.
fn review(profile: &Profile, reporter: &mut Reporter<'_>) {
    let (Some(made), Some(review)) = (&profile.date, &profile.filing.next_review) else { return };
    if review.value > made.value {
        return;
    }
    reporter
        .at(
            Place::Own(review.location),
            format!("下次评估日期 {} 不在这一版的日期 {} 之后", review.value, made.value),
        )
        .help("写这一版以后的日子，一般是一年以后");
}

/// Versions follow one another, and this one follows them all.
fn versions(profile: &Profile, reporter: &mut Reporter<'_>) {
    let dated: Vec<_> = profile.filing.versions.iter().filter_map(|v| Some((v, v.date?))).collect();
    let turned = dated.iter().zip(dated.iter().skip(1)).find(|((_, a), (_, b))| b < a);
    if let Some(((one, first), (other, second))) = turned {
        reporter
            .at(
                Place::Own(profile.location),
                format!(
                    "变更记录里 {} 版的日期 {second} 早于它前面 {} 版的 {first}",
                    other.version, one.version
                ),
            )
            .help("核对变更记录的日期；变更记录从早到晚写");
        return;
    }
    let Some((made, (last, day))) = profile.date.as_ref().zip(dated.last()) else { return };
    if made.value < *day {
        reporter
            .at(
                Place::Own(made.location),
                format!("目录的日期 {} 早于变更记录里 {} 版的 {day}", made.value, last.version),
            )
            .help("定稿以后用 mulu adjust --release 版本 写上新的版本和日期");
    }
}
