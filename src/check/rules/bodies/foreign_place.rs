//! foreign-place: the name of another county or town, as copied from its table.
//!
//! Looks at the bodies, and at every other text that the body's own layer wrote, apart from 公开依据. A
//! higher place is body-level-mismatch's. In a bare table the own place is the one that most bodies bear,
//! so a place that occurs nearly as often is let stand.

use crate::check::facts::Facts;
use crate::check::facts::bodies::{Home, places_of, ranked};
use crate::check::memo::Memo;
use crate::check::texts::{first_of_extras, first_where};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{AdminLevel, Field, ItemIn, NamedPlace, PlaceName, places_in_text};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).and_duties();
pub(crate) static RULE: Rule = Rule::warning(Area::Bodies, include_str!("foreign-place.md"));

/// In a bare table the own place stands at least this many times as often as a foreign one.
const OFTEN: usize = 2;

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let Facts { home, .. } = reporter.facts();
    let Some(levels) = compared(scope.catalogue.level()) else { return };
    bodies(scope, home, levels, reporter);
    for (domain, item) in scope.catalogue.items() {
        texts(scope, ItemIn { domain, item }, home, levels, reporter);
    }
}

fn bodies(scope: &Scope<'_>, home: &Home, levels: &[AdminLevel], reporter: &mut Reporter<'_>) {
    let register = scope.registers.bodies();
    let mut memo = Memo::new();
    for (at, name) in &reporter.facts().named {
        let of_name = |name| {
            let chain = places_of(register, name);
            levels.iter().find_map(|level| foreign(scope, home, &chain, *level))
        };
        let Some((own, place)) = memo.get(name, of_name) else { continue };
        let place = place.name;
        reporter
            .at(
                Place::Body(*at, name),
                format!("公开主体“{name}”是{place}的，不是{own}的，像是从别处抄来的"),
            )
            .help(format!("改成{own}的单位；确由{place}的单位公开的，不用理会"));
    }
}

/// The texts that the own layer wrote. A layer above names its own places by right.
fn texts(
    scope: &Scope<'_>,
    at: ItemIn<'_>,
    home: &Home,
    levels: &[AdminLevel],
    reporter: &mut Reporter<'_>,
) {
    let register = scope.registers.bodies();
    let find = |text| {
        let places = places_in_text(text, |after: &str| register.begins_with_body(after));
        let foreign = |named: NamedPlace<'_>| {
            let own = levels
                .iter()
                .find_map(|level| foreign(scope, home, &[ranked(named.place)], *level))?
                .0;
            Some((own.to_owned(), named.place.name.to_owned(), named.clause.to_owned()))
        };
        places.filter_map(foreign).next()
    };
    let own = scope.catalogue.own_layer();
    let written = |field: Field| {
        let looked_at = !matches!(field, Field::Bodies | Field::Basis);
        looked_at && at.item.fields.origin(field).is_some_and(|origin| origin.layer == own)
    };
    let in_fields = first_where(at.item, written, find).into_iter();
    let in_fields = in_fields.map(|(field, it)| (field.heading(), Place::Field(at, field), it));
    let in_extras = first_of_extras(scope, at, find);
    for (heading, place, (own, foreign, clause)) in in_fields.chain(in_extras) {
        reporter
            .at(place, format!("“{heading}”里写着“{clause}”，{foreign}不是{own}，像是从别处抄来的"))
            .help(format!("改成{own}的；确实要写{foreign}的，不用理会"));
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
    scope: &Scope<'_>,
    home: &'a Home,
    chain: &[PlaceName<'a>],
    level: AdminLevel,
) -> Option<(&'a str, PlaceName<'a>)> {
    let own = home.at(level)?;
    let place = chain.iter().rfind(|place| place.level == level)?;
    let known = home.own.iter().any(|name| name == place.name)
        || place.name.ends_with(own)
        || scope.registers.places().knows(place.name);
    let rare = !home.is_guessed(level) || home.count(own) >= OFTEN * home.count(place.name);
    (!known && rare).then_some((own, *place))
}
