//! unknown-body: a name that is like that of no kind of body.

use std::collections::BTreeSet;

use super::{inner_office, obsolete_body};
use crate::check::facts::missing::{TablePlace, table_of};
use crate::check::memo::Memo;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::ItemIn;
use crate::register::{BodyRegister, Registers, WordList};
use crate::text::Wording;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).and_duties();
pub(crate) static RULE: Rule =
    Rule::note(Area::Bodies, include_str!("unknown-body.md")).also(&[Severity::Warning]);

/// Ends of names that are of all bodies of a kind.
static COLLECTIVE: Wording = Wording::named("统称的结尾");

/// Words that begin as the rank of a place does and are none.
static RANK_WORDS: Wording = Wording::named("县区开头而不是一级政府");

/// Names such as 区社保局 are no longer than this, in characters.
const SHORT: usize = 5;

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let (mut memo, mut short, mut bare) = (Memo::new(), Memo::new(), Memo::new());
    let mut placeless: BTreeSet<(TablePlace, &str)> = BTreeSet::new();
    let own = scope.catalogue.own_layer();
    for &(at, name) in &reporter.facts().named {
        if *short.get(name, |name| is_short_form(scope.registers.bodies(), name)) {
            reporter
                .at_level(
                    Place::Body(at, name),
                    Severity::Warning,
                    format!("公开主体“{name}”是简称，没有写是哪个地方的哪个单位"),
                )
                .help("写出带地名的全称，以本单位“三定”规定、印章上的名称为准");
            continue;
        }
        let origin = Place::Body(at, name).origin(own);
        let lacks = *bare.get(name, |name| is_without_place(scope.registers.bodies(), name))
            && !is_named_in_full(at, name);
        // In its own repository everyone knows whose 县民政局 is.
        if scope.bare && origin.layer == own && lacks && !obsolete_body::is_past(scope, name) {
            if placeless.insert((table_of(origin.location), name)) {
                reporter
                    .at_level(
                        Place::Body(at, name),
                        Severity::Warning,
                        format!("公开主体“{name}”没有写是哪个地方的，别处的人看不出是哪个单位"),
                    )
                    .help("前面写上地名，如 示例县民政局；别的行也这样写的，一起改");
            }
            continue;
        }
        if is_collective(name) {
            reporter
                .at_level(
                    Place::Body(at, name),
                    Severity::Warning,
                    format!("公开主体“{name}”是统称，没有写明是哪些单位"),
                )
                .help("写出单位的名称；太多的，写主管部门的名称，另附名单");
            continue;
        }
        if *memo.get(name, |name| is_unknown(scope.registers, name)) {
            reporter
                .at(Place::Body(at, name), format!("登记册里没有“{name}”这样的单位名称"))
                .help("核对是不是写错、写漏了字；本地确有这个单位的，不用理会");
        }
    }
}

/// Whether a name has no place and is short for another one: 区社保局, 县住建局. 县民政局 is as short and
/// nobody's short form.
fn is_short_form(register: &BodyRegister, name: &str) -> bool {
    let Some(rest) = name.strip_prefix(['县', '区', '市', '旗']) else { return false };
    if name.chars().count() > SHORT || !rest.ends_with(['局', '委', '办']) {
        return false;
    }
    match register.name(name).filter(|named| named.ending == rest) {
        Some(named) => named.kinds.iter().any(|kind| {
            let names = kind.names.iter().flat_map(|(_, names)| names);
            !kind.name.contains(stem(rest))
                && names.into_iter().any(|full| is_short_for(rest, full))
        }),
        None => rest.ends_with('局'),
    }
}

/// Whether the same cell has the whole name as well, so that this is the same body again.
fn is_named_in_full(at: ItemIn<'_>, name: &str) -> bool {
    let bodies = at.item.fields.bodies.iter().flat_map(|bodies| &bodies.value.list);
    bodies.into_iter().any(|body| body.text.len() > name.len() && body.text.ends_with(name))
}

/// 县民政局, 市场监督管理局: a whole name, but for the place. Told once a table.
fn is_without_place(register: &BodyRegister, name: &str) -> bool {
    const RANKS: [char; 3] = ['县', '区', '旗'];
    let of_several = name.starts_with('各') || name.contains(['（', '(', '、']);
    if of_several
        || !name.ends_with(['局', '委', '会'])
        || RANK_WORDS.iter().any(|word| name.starts_with(word))
    {
        return false;
    }
    let known = |text: &str| {
        register.name(text).is_some_and(|named| named.place.is_empty() && named.former.is_none())
    };
    name.starts_with(RANKS) && name.ends_with('局')
        || known(name.trim_start_matches(RANKS))
        || name.strip_prefix('市').is_some_and(known)
}

/// 各医疗机构: all of a kind, which nobody can look up. 各乡镇人民政府 are known to everyone there.
fn is_collective(name: &str) -> bool {
    name.starts_with('各') && COLLECTIVE.iter().any(|end| name.ends_with(end))
}

fn stem(name: &str) -> &str {
    name.trim_end_matches(['局', '委', '办'])
}

/// Whether the characters of a name stand in a longer one in their order, and not side by side.
fn is_short_for(short: &str, full: &str) -> bool {
    let mut rest = full.chars();
    let inside = stem(short).chars().all(|c| rest.any(|of_full| of_full == c));
    inside && !full.contains(stem(short))
}

fn is_unknown(registers: &Registers, name: &str) -> bool {
    let plain = name.split(['（', '(']).next().unwrap_or(name).trim();
    !inner_office::is_inner(registers.bodies(), name)
        && !WordList::BodyEnding.ends(plain)
        && registers.bodies().name(plain).is_none()
        && registers.terms().old_words(plain).is_empty()
        && !registers.bodies().is_new_name(plain)
}

#[cfg(test)]
mod tests {
    use super::is_without_place;
    use crate::register::built_in;

    #[test]
    fn names_without_a_place() {
        for (name, lacks) in [
            ("县民政局", true),
            ("市场监督管理局", true),
            ("市统计局", true),
            ("县文化旅游广电体育局", true),
            ("示例县民政局", false),
            ("示例区教育局", false),
            ("县级民政部门", false),
            ("区（县）民政局", false),
            ("各县民政局", false),
            ("县人民政府", false),
            ("区域经济发展局", false),
        ] {
            assert_eq!(is_without_place(built_in().bodies(), name), lacks, "{name}");
        }
    }
}
