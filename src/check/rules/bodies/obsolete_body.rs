//! obsolete-body: a body that was renamed or abolished.
//!
//! A role such as 县级扶贫部门 is generic-body's.

use crate::check::memo::Memo;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::AdminLevel;
use crate::register::{BodyKind, DataKind, NamedBody, TermKind, TermRegister};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).and_duties();
pub(crate) static RULE: Rule =
    Rule::warning(Area::Bodies, include_str!("obsolete-body.md")).also(&[Severity::Note]);

/// What became of a body, in words.
struct Past {
    level: Severity,
    /// 2018年起…
    what: String,
    /// Who does the work now.
    help: String,
    /// The entry of a register that says so.
    entry: Option<(DataKind, String)>,
}

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let mut memo = Memo::new();
    for &(at, name) in &reporter.facts().named {
        let past = memo.get(name, |name| past(scope, name));
        let Some(past) = past else { continue };
        let message = format!("公开主体“{name}”{}，群众找不到这个单位", past.what);
        let draft = reporter.at_level(Place::Body(at, name), past.level, message);
        let draft = draft.help(past.help.as_str());
        if let Some((kind, name)) = &past.entry {
            draft.resting_on(scope.registers, *kind, name);
        }
    }
}

/// Whether this rule speaks of the name.
pub(super) fn is_past(scope: &Scope<'_>, name: &str) -> bool {
    past(scope, name).is_some()
}

/// What became of the body with this name; `None` when it still exists or is not known.
fn past(scope: &Scope<'_>, name: &str) -> Option<Past> {
    // 原国土资源局, and a body that still bears the name on a second plate.
    if name.starts_with('原') || name.contains("牌") {
        return None;
    }
    let register = scope.registers.bodies();
    if let Some(past) = recorded(scope, name) {
        return Some(past);
    }
    if register.is_new_name(name) {
        return None;
    }
    match register.name(name) {
        Some(found) if found.is_current() || is_office(&found) => None,
        Some(found) => match found.former {
            Some((kind, former)) => {
                let until =
                    former.until.as_deref().map(|year| format!("{year}年")).unwrap_or_default();
                let level_of_finding =
                    if kind.knows_end_of(former) { RULE.level } else { Severity::Note };
                let what = format!("的名称{until}已经停用");
                let (help, entry) =
                    (now(scope, kind), Some((DataKind::BodyKind, kind.name.clone())));
                Some(Past { level: level_of_finding, what, help, entry })
            }
            None => found.kinds.first().map(|kind| abolished(scope, kind)),
        },
        None => by_term(scope.registers.terms(), name),
    }
}

/// What a register of one's own says of this very body, or of the place that it bears in its name.
fn recorded(scope: &Scope<'_>, name: &str) -> Option<Past> {
    if let Some(renaming) = scope.registers.bodies().renamed(name, scope.today) {
        let since = renaming.since.strftime("%Y年%-m月%-d日");
        return Some(Past {
            level: RULE.level,
            what: format!("{since}起已经改了（{}）", renaming.paper),
            help: format!("改成{}", renaming.new),
            entry: Some((DataKind::Renaming, renaming.old.clone())),
        });
    }
    let (place, former) = scope.registers.places().former(name)?;
    if place.since.is_some_and(|since| since > scope.today) {
        return None;
    }
    let since = place.since.map(|day| format!("{}起", day.strftime("%Y年%-m月%-d日")));
    let paper = place.paper.as_ref().map(|paper| format!("（{paper}）"));
    Some(Past {
        level: RULE.level,
        what: format!(
            "里的地名“{former}”{}改成了“{}”{}",
            since.unwrap_or_default(),
            place.name,
            paper.unwrap_or_default()
        ),
        help: format!("改成{}的单位", place.name),
        entry: Some((DataKind::Place, place.name.clone())),
    })
}

/// 乡村振兴办公室: an office inside a town, which outlives the department above it.
fn is_office(found: &NamedBody<'_>) -> bool {
    let names = found.kinds.iter().flat_map(|kind| &kind.names);
    let mut of_towns = names.filter(|(level, _)| *level == AdminLevel::Town);
    of_towns.any(|(_, names)| names.iter().any(|name| name == found.ending))
}

fn abolished(scope: &Scope<'_>, kind: &BodyKind) -> Past {
    let since = kind.successors.first().and_then(|(_, day)| day.get(..4));
    let since = since.map(|year| format!("{year}年")).unwrap_or_default();
    let what = format!("在{since}机构改革中已经不再单设");
    let entry = Some((DataKind::BodyKind, kind.name.clone()));
    Past { level: RULE.level, what, help: now(scope, kind), entry }
}

/// Who does the work of a kind now, with the names usual at a level.
fn now(scope: &Scope<'_>, kind: &BodyKind) -> String {
    let level = scope.catalogue.level();
    let last = scope.registers.bodies().successors(kind).last().copied().unwrap_or(kind);
    let names = last.names.iter().find(|(at, _)| *at == level).map(|(_, names)| names.as_slice());
    match names.and_then(|names| names.first()) {
        Some(name) => {
            format!("改成现在承担这项工作的{}部门，如{name}；以本地的机构名称为准", last.name)
        }
        None => format!("改成现在承担这项工作的{}部门", last.name),
    }
}

/// 县环保部门: an old word for a body in a name that the register of bodies does not have.
fn by_term(register: &TermRegister, name: &str) -> Option<Past> {
    let hits = register.old_words(name);
    let hit = hits.iter().find(|hit| hit.entry.kind == TermKind::Body)?;
    let seen = matches!(hit.entry.evidence.as_str(), "两处以上" | "一处");
    let since = hit.entry.since.map(|day| format!("{}年", day.year())).unwrap_or_default();
    let new = hit.entry.new.as_deref().unwrap_or("现在承担这项工作的部门");
    Some(Past {
        level: if seen { RULE.level } else { Severity::Note },
        what: format!("里的“{}”{since}起已经不用", hit.entry.old),
        help: format!("改成{new}在本地的单位名称"),
        entry: Some((DataKind::Term, hit.entry.old.clone())),
    })
}
