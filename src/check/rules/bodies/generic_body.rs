//! generic-body: a role of the guideline that no real body was put in for.

use super::obsolete_body;
use crate::check::rules::structure::missing_field;
use crate::check::texts::first_of_extras;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::{Entry, Severity};
use crate::model::{AdminLevel, Bodies, Body, Catalogue, Field, Item, ItemIn, LayerId, Traced};
use crate::register::{BodyRegister, DataKind, Nature, Role, WordList};
use crate::text::Wording;

pub(crate) static CHECK: Check = Check::item(&RULE, check).yields_to(&[&missing_field::CHECK]);
pub(crate) static RULE: Rule = Rule::error(Area::Bodies, include_str!("generic-body.md"))
    .also(&[Severity::Warning, Severity::Note])
    .mended_by_body();

/// Headings of columns that name offices.
static OFFICES: Wording = Wording::named("写科室的栏");
/// How offices are spoken of without naming one.
static UNNAMED: Wording = Wording::named("没有写是哪个科室");
/// How all the towns of a county are named together.
static TOWNS: Wording = Wording::named("各乡镇的说法");
/// Longer texts say more than that, in characters.
const OFFICE: usize = 12;

/// Where only some items need another body.
const OTHERWISE: &str = "只有个别事项不同的，在那一项的“公开主体”里直接写单位名称";

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(bodies) = &at.item.fields.bodies else { return };
    let register = scope.registers.bodies();
    let own_text = scope.bare || written_by(at.item, bodies) == scope.catalogue.own_layer();
    villages(at, own_text, reporter);
    offices(scope, at, reporter);
    for (name, role) in bodies.value.list.iter().flat_map(|body| roles(register, body)) {
        // The name that it has now is asked for there, and is no better known than this one.
        if role.nature == Nature::Vague && obsolete_body::is_past(scope, name) {
            continue;
        }
        let message = match role.nature {
            Nature::Vague => format!("公开主体“{name}”是统称，看不出是哪个单位"),
            Nature::Agency | Nature::Private => {
                format!("公开主体“{name}”是指引里的角色，不是单位名称，群众不知道找谁")
            }
        };
        let (place, level) = (Place::Field(at, Field::Bodies), severity(scope, role, own_text));
        // 各乡镇人民政府 in the table of a county: each for itself, and everyone there knows which they are.
        let each = name.starts_with('各') && TOWNS.iter().any(|towns| name.ends_with(towns));
        let level =
            if each && scope.catalogue.level() < AdminLevel::Town { Severity::Note } else { level };
        let draft = reporter.at_level(place, level, message).help(help(scope, name));
        let draft = draft.resting_on(scope.registers, DataKind::Role, &role.name);
        if !own_text && level > Severity::Note {
            let profile = scope.catalogue.profile.location;
            draft.entry(Entry::role(name, profile, OTHERWISE));
        }
    }
}

/// Who wrote the text: a layer that filled some of its roles did not.
fn written_by(item: &Item, bodies: &Traced<Bodies>) -> LayerId {
    let before = bodies.replaced.last().filter(|_| !item.bound.is_empty());
    before.map_or(bodies.origin, |former| former.origin).layer
}

/// A file without a repository has no table of bodies.
fn help(scope: &Scope<'_>, name: &str) -> String {
    if scope.bare {
        return format!("在“公开主体”这一格里，把“{name}”换成真实的单位名称");
    }
    format!("在 mulu.yaml 的“责任单位”里加一行：{name}: 单位名称；或者直接改成单位名称")
}

/// A role in a catalogue that no body fills, as it is written there.
#[derive(Debug, Clone)]
pub struct UnfilledRole<'r> {
    /// As written.
    pub name: String,
    /// The domain in which it was found first.
    pub domain: String,
    /// What the register knows of it.
    pub role: &'r Role,
}

/// The roles that this rule would ask somebody to fill: each once, and one that means something else in
/// each domain once a domain.
pub fn unfilled_roles<'r>(
    catalogue: &'r Catalogue,
    register: &'r BodyRegister,
) -> Vec<UnfilledRole<'r>> {
    let mut found: Vec<UnfilledRole<'r>> = Vec::new();
    for (domain, item) in catalogue.items() {
        let Some(bodies) = &item.fields.bodies else { continue };
        for (name, role) in bodies.value.list.iter().flat_map(|body| roles(register, body)) {
            let is_vague = role.nature == Nature::Vague;
            let known =
                |r: &&UnfilledRole<'_>| r.name == name && (!is_vague || r.domain == domain.name);
            if found.iter().find(known).is_none() {
                let (name, domain) = (name.to_owned(), domain.name.clone());
                found.push(UnfilledRole { name, domain, role });
            }
        }
    }
    found
}

/// The roles in a phrase, as written. Bodies outside government, such as 招标人, may stay.
fn roles<'a>(register: &'a BodyRegister, body: &'a Body) -> Vec<(&'a str, &'a Role)> {
    let known = |name| Some((name, register.role(name).or_else(|| of_a_place(register, name))?));
    let found = match known(body.text.as_str()) {
        Some(whole) => vec![whole],
        None => body.parts.iter().filter_map(|part| known(part.name.as_str())).collect(),
    };
    found.into_iter().filter(|(_, role)| role.nature != Nature::Private).collect()
}

/// The role in 县民政部门, 县级政府民政部门 or 市级教育部门, where only the rank of the place is written.
fn of_a_place<'r>(register: &'r BodyRegister, name: &str) -> Option<&'r Role> {
    if let Some(role) = of_several(register, name) {
        return Some(role);
    }
    if let Some(rest) = name.strip_prefix('各') {
        return register.role(rest).filter(|role| role.nature == Nature::Vague);
    }
    let plain = name.strip_prefix('本').unwrap_or(name);
    let ranks = WordList::RankOfPlace.words().iter().chain(WordList::RankOfCity.words());
    let rest = ranks.into_iter().find_map(|rank| plain.strip_prefix(rank.as_str()))?;
    let ends = ["部门", "机关", "机构"].iter().any(|end| rest.ends_with(end));
    let role = register.role(&format!("县级{rest}")).or_else(|| register.role(rest));
    let all = rest.starts_with('各');
    role.or_else(|| register.role("县级有关部门")).filter(|_| ends && !all)
}

/// The role in 市、区县人民政府 or 区（县）民政局: several ranks, of which nobody chose one.
fn of_several<'r>(register: &'r BodyRegister, name: &str) -> Option<&'r Role> {
    let plain = name.trim_start_matches(['各', '本']);
    let ranks = WordList::SeveralRanks.words().iter();
    let rest = ranks.into_iter().find_map(|rank| plain.strip_prefix(rank.as_str()))?;
    match rest {
        "人民政府" | "政府" => register.role("县级人民政府"),
        _ => {
            let body = register.name(name).is_some_and(|named| named.ending == rest);
            body.then(|| register.role("县级有关部门")).flatten()
        }
    }
}

/// Whether a name is that of the committee of some village that is not named.
fn is_unnamed_village(name: &str) -> bool {
    WordList::UnnamedVillage.has(name)
}

/// Reports the committees of villages that are not named. A county or a town may speak of all of its
/// villages (各村), but not of one that nobody can tell.
fn villages(at: ItemIn<'_>, own_text: bool, reporter: &mut Reporter<'_>) {
    let bodies = at.item.fields.bodies.iter().flat_map(|bodies| &bodies.value.list);
    let level = if own_text { Severity::Warning } else { Severity::Note };
    for body in bodies.filter(|body| is_unnamed_village(&body.text)) {
        let message = format!("公开主体“{}”没有写是哪个村、哪个社区，群众不知道找谁", body.text);
        reporter
            .at_level(Place::Field(at, Field::Bodies), level, message)
            .help("写出村（居）民委员会的名称；所有的村都公开的，写“各村（居）民委员会”");
    }
}

/// Reports further columns of offices (责任科室) that name none: 相关股室.
fn offices(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let unnamed = |text: &str| {
        let text = text.trim();
        let alone =
            text.chars().count() <= OFFICE && UNNAMED.iter().any(|word| text.contains(word));
        alone.then(|| text.to_owned())
    };
    for (heading, place, text) in first_of_extras(scope, at, unnamed) {
        if OFFICES.iter().any(|word| heading.contains(word)) {
            reporter
                .at_level(
                    place,
                    Severity::Warning,
                    format!("“{heading}”写的“{text}”没有说是哪一个，找不到人负责"),
                )
                .help("写出科室、股室的名称");
        }
    }
}

/// An error for the layer whose level has to name the body, or that wrote the role itself.
fn severity(scope: &Scope<'_>, role: &Role, own_text: bool) -> Severity {
    let own = scope.catalogue.level();
    let Some(level) = role.level.map(|level| lifted(scope, level)) else { return Severity::Error };
    if level > own {
        // A county may speak of its towns as a group.
        Severity::Note
    } else if level == own || own_text {
        Severity::Error
    } else if scope.is_top() {
        Severity::Warning
    } else {
        Severity::Note
    }
}

/// In a city without counties the roles of a county are the city's.
fn lifted(scope: &Scope<'_>, level: AdminLevel) -> AdminLevel {
    let lifts = scope.catalogue.profile.without_counties && level == AdminLevel::County;
    if lifts { scope.catalogue.level() } else { level }
}
