//! foreign-place: the name of another county or town, as copied from its table.
//!
//! A higher place is body-level-mismatch's. In a bare table the own place is the one that most bodies
//! bear, so a place that occurs nearly as often is let stand.

use super::{Home, named, places_of};
use crate::check::memo::Memo;
use crate::check::{Area, Check, Mends, Place, Reporter, Rule, Scope};
use crate::finding::{RuleId, Severity};
use crate::model::{AdminLevel, PlaceName};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("foreign-place"),
    title: "写了别的地方的单位",
    area: Area::Bodies,
    level: Severity::Warning,
    mends: Mends::Writer,
    page: include_str!("foreign-place.md"),
    check: Check::Catalogue(check),
};

/// In a bare table the own place stands at least this many times as often as a foreign one.
const OFTEN: usize = 2;

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let named = named(scope);
    let home = Home::of(scope, &named);
    let Some(levels) = compared(scope.catalogue.level()) else { return };
    let mut memo = Memo::new();
    for (at, name) in named {
        let of_name = |name| {
            let chain = places_of(name);
            levels.iter().find_map(|level| foreign(&home, &chain, *level))
        };
        let Some((own, place)) = memo.get(name, of_name) else { continue };
        let place = place.name;
        reporter
            .at(
                Place::Body(at, name),
                format!("公开主体“{name}”是{place}的，不是{own}的，像是从别处抄来的"),
            )
            .help(format!("改成{own}的单位；确由{place}的单位公开的，不用理会"));
    }
}

/// The levels at which a place of the same rank is a foreign one. Counties and towns may name those
/// below them, and a city its counties.
fn compared(own: AdminLevel) -> Option<&'static [AdminLevel]> {
    match own {
        AdminLevel::County => Some(&[AdminLevel::County]),
        AdminLevel::Town | AdminLevel::Village => Some(&[AdminLevel::Town, AdminLevel::County]),
        AdminLevel::National | AdminLevel::Province | AdminLevel::City => None,
    }
}

/// The own place and the foreign one, at a level.
fn foreign<'a>(
    home: &'a Home,
    chain: &[PlaceName<'a>],
    level: AdminLevel,
) -> Option<(&'a str, PlaceName<'a>)> {
    let own = home.at(level)?;
    let place = chain.iter().rfind(|place| place.level == level)?;
    let known = home.own.iter().any(|name| name == place.name) || place.name == own;
    let rare = !home.guessed || home.count(own) >= OFTEN * home.count(place.name);
    (!known && rare).then_some((own, *place))
}
