//! 单位改名: a body under a name that is no longer in use gets the one that took its place.
//!
//! Counties differ in how they call a department. The new name is certain when the repository itself
//! names the department of that place, or when the register knows only one name for it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AdminLevel, Bodies, Catalogue, Layer};
use crate::register::{BodyKind, BodyRegister, NamedBody};

/// The current names of departments that are used in a catalogue, by place and kind. A branch does not
/// tell what the whole is called, so that a name that was put right makes no other certain.
#[derive(Debug, Default)]
pub(super) struct Attested {
    names: BTreeMap<(String, String), BTreeSet<String>>,
}

impl Attested {
    /// The names in the settings of a layer and in the items of its catalogue.
    pub(super) fn of(layer: &Layer, catalogue: &Catalogue, register: &BodyRegister) -> Self {
        let mut attested = Self::default();
        for binding in &layer.profile.bindings {
            binding.names().for_each(|name| attested.add(register, name));
        }
        layer.profile.leads.values().for_each(|lead| attested.add(register, &lead.value));
        let bodies = catalogue.items().filter_map(|(_, item)| item.fields.bodies.as_ref());
        for part in bodies.flat_map(|bodies| bodies.value.parts()) {
            attested.add(register, &part.name);
        }
        attested
    }

    fn add(&mut self, register: &BodyRegister, name: &str) {
        let known = register.name(name).filter(|_| !is_branch(name));
        let Some(named) = known.filter(|named| named.is_current()) else {
            return;
        };
        for kind in named.kinds {
            let key = (named.place.clone(), kind.name.clone());
            self.names.entry(key).or_default().insert(name.to_owned());
        }
    }

    fn only(&self, place: &str, kind: &BodyKind) -> Option<String> {
        let names = self.names.get(&(place.to_owned(), kind.name.clone()))?;
        let mut names = names.iter();
        names.next().filter(|_| names.next().is_none()).cloned()
    }
}

/// The text with the current names of its bodies.
pub(super) fn renamed(register: &BodyRegister, text: &str, attested: &Attested) -> String {
    with_names(text, |name| current(register, name, attested))
}

/// The text with the names that its bodies have most likely now, where they are under former ones.
pub(super) fn likely_renamed(register: &BodyRegister, text: &str, attested: &Attested) -> String {
    with_names(text, |name| likely(register, name, attested))
}

fn with_names(text: &str, new_name: impl Fn(&str) -> Option<String>) -> String {
    let mut renamed = text.to_owned();
    for part in Bodies::parse(text).parts() {
        let Some(name) = new_name(&part.name) else { continue };
        if renamed.matches(&part.name).count() == 1 && !renamed.contains(&name) {
            renamed = renamed.replace(&part.name, &name);
        }
    }
    renamed
}

/// The name that a body under a former name has now, if that is certain.
fn current(register: &BodyRegister, name: &str, attested: &Attested) -> Option<String> {
    let named = register.name(name)?;
    let kind = past(&named).filter(|_| !name.contains('牌'))?;
    let level = level_of(&named.place)?;
    let kind = successor(register, kind)?;
    let branch = is_branch(name);
    attested.only(&named.place, kind).filter(|_| !branch).or_else(|| {
        let ending = only_name(kind, level, branch)?;
        Some(format!("{}{ending}", named.place))
    })
}

/// The usual name, at its level, of whoever does the work of a body under a former name; the name in use
/// in this repository comes first. A name that is given is current, so that a second look changes nothing.
fn likely(register: &BodyRegister, name: &str, attested: &Attested) -> Option<String> {
    let named = register.name(name).filter(|named| !named.is_current())?;
    if name.contains('牌') || name.ends_with("分局") || register.is_new_name(name) {
        return None;
    }
    let kind = named.former.map(|(kind, _)| kind).or_else(|| named.kinds.first().copied())?;
    let level = level_of(&named.place)?;
    let chain = register.successors(kind);
    let now = chain.last().copied().unwrap_or(kind);
    let usual = || {
        let (_, names) = now.names.iter().find(|(at, _)| *at == level)?;
        names.first().map(|ending| format!("{}{ending}", named.place))
    };
    let new = attested.only(&named.place, now).or_else(usual)?;
    register.name(&new).is_some_and(|named| named.is_current()).then_some(new)
}

/// The kind of department that bore a name which is no longer in use, where that is known from a source.
fn past<'r>(named: &NamedBody<'r>) -> Option<&'r BodyKind> {
    match (named.former, named.kinds.as_slice()) {
        (Some((kind, former)), _) => kind.knows_end_of(former).then_some(kind),
        (None, [kind]) => (!kind.current).then_some(kind),
        (None, _) => None,
    }
}

/// The kind that does the work now; `None` where it was parted.
fn successor<'r>(register: &'r BodyRegister, kind: &'r BodyKind) -> Option<&'r BodyKind> {
    let chain = register.successors(kind);
    if kind.current {
        return Some(kind);
    }
    let single = chain.iter().chain([&kind]).all(|kind| kind.successors.len() <= 1);
    chain.last().copied().filter(|last| single && last.current)
}

/// The level that the name of a place tells. 原… is history and stays.
fn level_of(place: &str) -> Option<AdminLevel> {
    if place.starts_with(['原', '各', '本']) || place.chars().count() < 2 {
        return None;
    }
    match place.chars().next_back()? {
        '县' | '区' | '旗' => Some(AdminLevel::County),
        '市' | '州' | '盟' => Some(AdminLevel::City),
        _ => None,
    }
}

fn is_branch(name: &str) -> bool {
    name.ends_with("分局")
}

/// The only name that a department of this kind has at a level, apart from short forms and branches.
fn only_name(kind: &BodyKind, level: AdminLevel, branch: bool) -> Option<&str> {
    let (_, names) = kind.names.iter().find(|(at, _)| *at == level)?;
    let is_full = |name: &&String| name.contains(&kind.name) && is_branch(name) == branch;
    let mut full = names.iter().filter(is_full);
    full.next().filter(|_| full.next().is_none()).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::built_in;

    fn register() -> &'static BodyRegister {
        built_in().bodies()
    }

    #[test]
    fn one_name_is_certain() {
        let none = Attested::default();
        for (text, expected) in [
            ("大英县食品药品监督管理局", "大英县市场监督管理局"),
            ("大英县安全生产监督管理局、大英县民政局", "大英县应急管理局、大英县民政局"),
            ("大英县民政局会同大英县工商行政管理局", "大英县民政局会同大英县市场监督管理局"),
        ] {
            assert_eq!(renamed(register(), text, &none), expected);
        }
        for text in [
            "大英县国土资源局",
            "原大英县食品药品监督管理局",
            "食品药品监督管理局",
            "大英县工商局、大英县市场监督管理局",
            "大英县民政局",
            "县级民政部门",
        ] {
            assert_eq!(renamed(register(), text, &none), text);
        }
    }

    #[test]
    fn the_usual_name_is_likely_and_then_stays() {
        let none = Attested::default();
        for (text, expected) in [
            ("大英县扶贫开发局", "大英县农业农村局"),
            ("大英县国土资源局、大英县民政局", "大英县自然资源局、大英县民政局"),
            ("大英县民政局", "大英县民政局"),
            ("原大英县扶贫开发局", "原大英县扶贫开发局"),
            ("县级扶贫部门", "县级扶贫部门"),
        ] {
            let once = likely_renamed(register(), text, &none);
            assert_eq!(once, expected);
            assert_eq!(likely_renamed(register(), &once, &none), once);
        }
    }

    #[test]
    fn the_repository_tells_which_of_several() {
        let mut attested = Attested::default();
        attested.add(register(), "大英县自然资源和规划局");
        assert_eq!(renamed(register(), "大英县国土资源局", &attested), "大英县自然资源和规划局");
        assert_eq!(
            renamed(register(), "蓬溪县国土资源局", &attested),
            "蓬溪县国土资源局",
            "another place"
        );
        attested.add(register(), "大英县自然资源局");
        assert_eq!(
            renamed(register(), "大英县国土资源局", &attested),
            "大英县国土资源局",
            "two names"
        );
    }
}
