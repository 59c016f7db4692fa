//! near-duplicate-item: the same matter in two domains with another limit or other bodies.
//!
//! Names that every domain has, such as 政策文件, are none. What two guidelines say is not the body's
//! doing, so one of the two has to be its own text.

use foldhash::{HashMap, HashMapExt as _};

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, Item, ItemIn, fold};
use crate::register::WordList;
use crate::text::Wording;

/// Words by which names may differ and still mean the same.
static GENERAL: Wording = Wording::named("事项名称里的一般词");

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::note(Area::Structure, include_str!("near-duplicate-item.md"));

/// A last name of at least this many characters says by itself what the item is about.
const TELLING: usize = 6;
fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let mut seen: HashMap<String, ItemIn<'_>> = HashMap::new();
    for (domain, item) in scope.catalogue.items() {
        let at = ItemIn { domain, item };
        let Some(key) = key(item) else { continue };
        let Some(other) = seen.get(&key).copied() else {
            seen.insert(key, at);
            continue;
        };
        if other.domain.number != domain.number {
            compare(scope, other, at, reporter);
        }
    }
}

/// The last name where it is telling, or else all names.
fn key(item: &Item) -> Option<String> {
    let last = fold::name(item.names().last()?);
    let telling = last.chars().count() >= TELLING && !WordList::GenericName.ends(&last);
    let first = fold::name(item.names().first()?);
    let named = first.chars().count() >= 4 && !first.ends_with("信息") && first != last;
    let general = GENERAL.iter().any(|word| first.contains(word));
    if telling { Some(last) } else { (named && !general).then(|| format!("{first}/{last}")) }
}

fn compare(scope: &Scope<'_>, a: ItemIn<'_>, b: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let own = scope.catalogue.own_layer();
    // Bodies are bound for each domain, so only those of an added row are its own words.
    let is_own = |at: ItemIn<'_>, field: Field| {
        let origin = at.item.fields.origin(field).filter(|_| field == Field::Limit);
        origin.unwrap_or(at.item.origin).layer == own
    };
    for field in [Field::Limit, Field::Bodies] {
        let (Some(of_a), Some(of_b)) = (a.item.fields.text(field), b.item.fields.text(field))
        else {
            continue;
        };
        let mine_is_b = is_own(b, field);
        if fold::compact(&of_a) == fold::compact(&of_b) || !(is_own(a, field) || mine_is_b) {
            continue;
        }
        let (mine, other, text) = if mine_is_b { (b, a, of_a) } else { (a, b, of_b) };
        let message = format!(
            "“{}”领域也有“{}”，那里的{field}是“{}”，两处不一样",
            other.domain.name,
            other.item.title(),
            text.replace('\n', "、"),
        );
        reporter
            .at(Place::Field(mine, field), message)
            .help("是同一件事的，两处写成一样，或者只留一处")
            .related(other.item.origin.location, "另一处");
    }
}
