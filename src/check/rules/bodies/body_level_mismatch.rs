//! body-level-mismatch: a body of a higher level than the item.
//!
//! Branches and bodies led from above (生态环境, 税务 …) bear the name of the upper place by right. A role
//! such as 省级民政部门 is generic-body's; another place of the same level is foreign-place's.

use super::{Home, named, places_of};
use crate::check::memo::Memo;
use crate::check::{Area, Check, Mends, Place, Reporter, Rule, Scope};
use crate::finding::{RuleId, Severity};
use crate::model::{AdminLevel, Item};
use crate::register::BodyRegister;

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("body-level-mismatch"),
    title: "公开主体和公开层级不是一级",
    area: Area::Bodies,
    level: Severity::Warning,
    mends: Mends::Writer,
    page: include_str!("body-level-mismatch.md"),
    check: Check::Catalogue(check),
};

/// Kinds that the State, the province or the city runs down to the county.
const FROM_ABOVE: [&str; 15] = [
    "生态环境",
    "税务",
    "公安",
    "自然资源",
    "公积金",
    "海关",
    "气象",
    "烟草",
    "邮政",
    "消防救援",
    "金融",
    "地震",
    "公共资源交易",
    "医疗保障",
    "药品监督",
];
/// Ends of the names of branches.
const BRANCHES: [&str; 8] = ["分局", "支队", "大队", "管理部", "办事处", "中心", "站", "所"];

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let named = named(scope);
    let home = Home::of(scope, &named);
    let mut memo = Memo::new();
    for (at, name) in named {
        let Some(level) = *memo.get(name, |name| level_of(name, &home)) else { continue };
        let highest = highest(at.item, scope.catalogue.level());
        // A county is named beside its towns every day; a village's affairs are the village's.
        let beside = level == AdminLevel::County && highest != AdminLevel::Village;
        if level >= highest || beside {
            continue;
        }
        reporter
            .at_level(
                Place::Body(at, name),
                severity(&home),
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
fn level_of(name: &str, home: &Home) -> Option<AdminLevel> {
    let named = BodyRegister::get().name(name);
    let from_above = named.as_ref().is_some_and(|named| {
        named.kinds.iter().any(|kind| FROM_ABOVE.contains(&kind.name.as_str()))
    });
    let chain = places_of(name);
    if from_above
        || chain.is_empty() && named.is_none()
        || BRANCHES.iter().any(|w| name.ends_with(w))
    {
        return None;
    }
    match chain.last() {
        Some(place) if place.level == AdminLevel::City => {
            // Only beside a county of one's own is a city surely the one above.
            let own = home.at(AdminLevel::County)?;
            (own != place.name).then_some(AdminLevel::City)
        }
        Some(place) => Some(place.level),
        None => by_ending(named?.ending),
    }
}

/// 民政厅 is a province's, 民政部 the State's; 民政局 may be anybody's.
fn by_ending(ending: &str) -> Option<AdminLevel> {
    let kinds = BodyRegister::get().kinds().iter();
    let levels = kinds.flat_map(|kind| &kind.names);
    let levels = levels.filter(|(_, names)| names.iter().any(|name| name == ending));
    let lowest = levels.map(|(level, _)| *level).max()?;
    (lowest <= AdminLevel::Province).then_some(lowest)
}
