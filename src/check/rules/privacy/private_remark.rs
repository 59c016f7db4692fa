//! private-remark: numbers of persons and marks of secrecy in reasons and remarks.
//!
//! What stands in 理由 and 说明 travels in json, csv and the papers of a submission like the fields themselves.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Adjustment, Layer, personal_numbers};
use crate::register::WordList;
use crate::source::Location;

use super::secrecy_mark;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::error(Area::Privacy, include_str!("private-remark.md"));

/// A text that explains something, with what it is called and where it stands.
struct Remark<'a> {
    heading: &'static str,
    text: &'a str,
    location: Location,
}

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    for remark in scope.layer.map(remarks).unwrap_or_default() {
        let Some(what) = leak(remark.text) else { continue };
        reporter
            .at(
                Place::Own(remark.location),
                format!("“{}”里写着{what}，会随目录和报送材料一起出去", remark.heading),
            )
            .help("删去；要留底的，写在不报送、不公布的材料里");
    }
}

/// What must not leave the house.
fn leak(text: &str) -> Option<String> {
    if let Some(number) = personal_numbers(text).into_iter().next() {
        return Some(format!("{}（{}）", number.kind.label(), number.masked));
    }
    if let Some(mark) = secrecy_mark::mark(text) {
        return Some(format!("“{mark}”"));
    }
    let named = WordList::NamedPersons.first_in(text).filter(|_| !WordList::LeftOut.is_in(text))?;
    Some(format!("“{named}”"))
}

/// The remarks that a layer wrote, in the order of its files.
fn remarks(layer: &Layer) -> Vec<Remark<'_>> {
    of_adjustments(layer).chain(of_settings(layer)).chain(of_duties(layer)).collect()
}

fn of_adjustments(layer: &Layer) -> impl Iterator<Item = Remark<'_>> {
    layer
        .adjustments
        .iter()
        .flat_map(|adjustment| match adjustment {
            Adjustment::Modify { item, reason, .. } => vec![remark("理由", reason, item.location)],
            Adjustment::Drop { dropping, .. } => {
                vec![
                    remark("说明", &dropping.note, dropping.location),
                    remark("条款", &dropping.article, dropping.location),
                ]
            }
            Adjustment::Add { item, .. } => vec![remark("理由", &item.reason, item.location)],
        })
        .chain(layer.tables.iter().flat_map(|table| {
            table.rows.iter().map(|row| remark("理由", &row.reason, row.location))
        }))
        .flatten()
}

fn of_settings(layer: &Layer) -> impl Iterator<Item = Remark<'_>> {
    let profile = &layer.profile;
    let left_out = profile.not_involved.iter();
    let left_out = left_out.filter_map(|of| remark("说明", &of.note, of.domain.location));
    let exceptions = profile.settings.exceptions.iter();
    let exceptions = exceptions.map(|of| Remark {
        heading: "例外的理由",
        text: &of.reason,
        location: of.location,
    });
    let releases = profile.releases.iter();
    let releases = releases.map(|of| Remark {
        heading: "待核放行的理由",
        text: &of.reason,
        location: of.domains.first().map_or(profile.location, |domain| domain.location),
    });
    let versions = profile.filing.versions.iter();
    let versions = versions.filter_map(|of| remark("变更记录", &of.text, profile.location));
    left_out.chain(exceptions).chain(releases).chain(versions)
}

fn of_duties(layer: &Layer) -> impl Iterator<Item = Remark<'_>> {
    layer.duties.iter().flat_map(|duty| {
        let note = duty
            .exemption
            .as_ref()
            .and_then(|of| remark("不予公开的说明", &of.note, duty.location));
        let other = duty.other.values();
        let other = other.map(|text| Remark { heading: "备注", text, location: duty.location });
        note.into_iter().chain(other)
    })
}

fn remark<'a>(
    heading: &'static str,
    text: &'a Option<String>,
    location: Location,
) -> Option<Remark<'a>> {
    text.as_ref().map(|text| Remark { heading, text, location })
}
