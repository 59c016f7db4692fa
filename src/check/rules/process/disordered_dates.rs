//! disordered-dates: days of a catalogue that cannot follow one another as they are written.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Finding;
use crate::model::{Profile, StageRecord};

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

/// Records of one edition of which a stage is dated before the first day of an earlier one. That a catalogue was
/// sent back and drafted anew is no fault.
pub(crate) fn records(records: &[StageRecord]) -> Vec<Finding> {
    let faults = records.iter().filter_map(|late| {
        let early = records.iter().find(|early| {
            is_before(early, late) && !records.iter().any(|other| explains(other, early, late))
        })?;
        let message = format!(
            "“{}”的日期 {} 早于“{}”的 {}",
            late.stage, late.date.value, early.stage, early.date.value
        );
        let fault = RULE.fault(message).help("核对 记录.yaml 里的日期；另一版的，写上“版本”");
        Some(fault.at(late.date.location))
    });
    faults.collect()
}

/// Whether two records are of the whole catalogue, or the same domain, in one edition.
fn is_same_matter(one: &StageRecord, other: &StageRecord) -> bool {
    let domain = |record: &StageRecord| record.domain.as_ref().map(|of| of.value.clone());
    let of_catalogue = one.item.is_none() && other.item.is_none();
    of_catalogue && one.version == other.version && domain(one) == domain(other)
}

/// Whether one record is of an earlier stage than another and dated after it.
fn is_before(early: &StageRecord, late: &StageRecord) -> bool {
    is_same_matter(early, late) && early.stage < late.stage && early.date.value > late.date.value
}

/// Whether the earlier stage had been reached in time before.
fn explains(other: &StageRecord, early: &StageRecord, late: &StageRecord) -> bool {
    is_same_matter(other, late) && other.stage == early.stage && other.date.value <= late.date.value
}
