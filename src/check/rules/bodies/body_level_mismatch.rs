//! body-level-mismatch: a body of a higher level than the item, or bodies of which none is of its level.
//!
//! Branches and bodies led from above (生态环境, 税务 …) bear the name of the upper place by right. A role
//! such as 省级民政部门 is generic-body's; another place of the same level is foreign-place's.

use crate::check::facts::Facts;
use crate::check::facts::bodies::{Home, places_of};
use crate::check::memo::Memo;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{AdminLevel, Field, Item, ItemIn};
use crate::register::{BodyRegister, WordList};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Bodies, include_str!("body-level-mismatch.md")).also(&[Severity::Note]);

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let Facts { named, home, .. } = reporter.facts();
    let register = scope.registers.bodies();
    let mut memo = Memo::new();
    for of_item in named.chunk_by(|(one, _), (next, _)| std::ptr::eq(one.item, next.item)) {
        let levels =
            of_item.iter().map(|(_, name)| *memo.get(name, |name| level_of(register, name, home)));
        let levels: Vec<Option<AdminLevel>> = levels.collect();
        let Some((at, _)) = of_item.first() else { continue };
        match beside(at.item, &levels) {
            Some(pair) => report_all(*at, pair, reporter),
            None => report_each(scope, of_item, &levels, home, reporter),
        }
    }
}

fn report_all(at: ItemIn<'_>, pair: (AdminLevel, AdminLevel), reporter: &mut Reporter<'_>) {
    let (level, stated) = pair;
    reporter
        .at(
            Place::Field(at, Field::Bodies),
            format!("公开主体都是{level}的单位，公开层级却只有{stated}"),
        )
        .help("核对这一项由哪一级公开，改公开主体或者公开层级");
}

/// The bodies of one item that stand above its levels.
fn report_each(
    scope: &Scope<'_>,
    of_item: &[(ItemIn<'_>, &str)],
    levels: &[Option<AdminLevel>],
    home: &Home,
    reporter: &mut Reporter<'_>,
) {
    for ((at, name), level) in of_item.iter().zip(levels) {
        let highest = highest(at.item, scope.catalogue.level());
        let Some(level) = level.filter(|level| *level < highest) else { continue };
        // A county is named beside its towns every day; a village's affairs are the village's.
        if level == AdminLevel::County && highest != AdminLevel::Village {
            continue;
        }
        reporter
            .at_level(
                Place::Body(*at, name),
                severity(home),
                format!("公开主体“{name}”是{level}的单位，事项却是{highest}的"),
            )
            .help("改成本级承担这项工作的单位；确由上级公开的，核对公开层级");
    }
}

/// In a district the city's departments often act themselves.
fn severity(home: &Home) -> Severity {
    let district = home.at(AdminLevel::County).is_some_and(|name| name.ends_with('区'));
    if district { Severity::Note } else { RULE.level }
}

/// The highest level at which the item is disclosed.
fn highest(item: &Item, own: AdminLevel) -> AdminLevel {
    let levels = item.fields.levels.as_ref().and_then(|levels| levels.value.iter().min());
    levels.unwrap_or(own)
}

/// The level of a body, by its place or else by its ending; `None` where it may act at any.
fn level_of(register: &BodyRegister, name: &str, home: &Home) -> Option<AdminLevel> {
    let named = register.name(name);
    let from_above = named
        .as_ref()
        .is_some_and(|named| named.kinds.iter().any(|kind| WordList::RunFromAbove.has(&kind.name)));
    let chain = places_of(register, name);
    if chain.is_empty() && named.is_none() || WordList::Branch.ends(name) {
        return None;
    }
    let level = match chain.last() {
        Some(place) if place.level == AdminLevel::City => {
            // Only beside a county of one's own is a city surely the one above.
            let own = home.at(AdminLevel::County)?;
            (own != place.name).then_some(AdminLevel::City)
        }
        Some(place) => Some(place.level),
        None => by_ending(register, named?.ending),
    };
    // No province or ministry runs its own offices in a county under its own name.
    level.filter(|level| !from_above || *level != AdminLevel::City)
}

/// The level of all bodies of an item that says one level, where it is another one: a town's office
/// for an item of the county, and the other way about.
fn beside(item: &Item, bodies: &[Option<AdminLevel>]) -> Option<(AdminLevel, AdminLevel)> {
    let mut levels = item.fields.levels.as_ref()?.value.iter();
    let (Some(stated), None) = (levels.next(), levels.next()) else { return None };
    let first = (*bodies.first()?)?;
    let other = match stated {
        AdminLevel::County => first == AdminLevel::Town,
        AdminLevel::Town => first == AdminLevel::County,
        _ => false,
    };
    (other && bodies.iter().all(|level| *level == Some(first))).then_some((first, stated))
}

/// 民政厅 is a province's, 民政部 the State's; 民政局 may be anybody's.
fn by_ending(register: &BodyRegister, ending: &str) -> Option<AdminLevel> {
    let kinds = register.kinds().iter();
    let levels = kinds.flat_map(|kind| &kind.names);
    let levels = levels.filter(|(_, names)| names.iter().any(|name| name == ending));
    let lowest = levels.map(|(level, _)| *level).max()?;
    (lowest <= AdminLevel::Province).then_some(lowest)
}
