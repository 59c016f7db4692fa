//! inner-office: an office inside a body, or a coordinating group, where the body itself should stand.
//!
//! 县人民政府办公室 is a body of its own; the office of a town is not. All in one cell are one fault.

use std::collections::BTreeSet;

use crate::check::facts::bodies::places_of;
use crate::check::memo::Memo;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{AdminLevel, Field, ItemIn};
use crate::register::{BodyRegister, WordList};
use crate::source::{FilePlace, Location};
use crate::text::Wording;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).and_duties();
pub(crate) static RULE: Rule = Rule::warning(Area::Bodies, include_str!("inner-office.md"));

/// Offices whose body is not named.
static ALONE: Wording = Wording::named("没有写是哪个机关的办公室");
/// How offices are spoken of without naming one.
static UNNAMED: Wording = Wording::named("没有写是哪个科室");

/// The inner offices in one cell, or on one line of the table of roles.
struct Offices<'a> {
    at: ItemIn<'a>,
    place: Location,
    names: Vec<&'a str>,
    body: Option<&'a str>,
    what: &'static str,
}

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    if scope.duties.is_some_and(|headings| !is_of_bodies(headings)) {
        return;
    }
    let acts = if scope.duties.is_some() { "行使职权" } else { "承担公开的责任" };
    let mut told = BTreeSet::new();
    for offices in offices(scope, reporter) {
        let Offices { at, place, names, body, what } = offices;
        // A merged cell is of several rows.
        let is_cell = matches!(place.place, FilePlace::Cell { .. });
        if is_cell && !told.insert(place) {
            continue;
        }
        let help = match body {
            Some(body) => format!("写成“{}”；科室写在责任科室、联系方式里", whole(body)),
            None => "写成对外承担这项工作的机关".to_owned(),
        };
        let (first, shown) = (names.first().copied().unwrap_or_default(), names.join("、"));
        reporter
            .at(Place::Body(at, first), format!("公开主体“{shown}”是{what}，不能对外{acts}"))
            .help(help);
    }
}

/// Whether the column of a list of duties is that of whoever has the power, and not of the office at work.
fn is_of_bodies(headings: &[(Field, String)]) -> bool {
    static AT_WORK: Wording = Wording::named("写经办科室的栏");
    let heading = headings.iter().find(|(field, _)| *field == Field::Bodies).map(|(_, h)| h);
    heading.is_some_and(|heading| !AT_WORK.iter().any(|word| heading.contains(word)))
}

fn offices<'a>(scope: &Scope<'_>, reporter: &Reporter<'a>) -> Vec<Offices<'a>> {
    let register = scope.registers.bodies();
    let own = scope.catalogue.own_layer();
    let mut memo = Memo::new();
    let mut found: Vec<Offices<'a>> = Vec::new();
    for &(at, name) in &reporter.facts().named {
        let Some((body, what)) = *memo.get(name, |name| inner(register, name)) else { continue };
        let place = Place::Body(at, name).origin(own).location;
        let here = |last: &&mut Offices<'a>| {
            std::ptr::eq(last.at.item, at.item) && last.place == place && last.what == what
        };
        match found.last_mut().filter(here) {
            Some(last) => last.names.push(name),
            None => found.push(Offices { at, place, names: vec![name], body, what }),
        }
    }
    found
}

/// Whether a name is that of an office inside a body, or of a coordinating group.
pub(super) fn is_inner(register: &BodyRegister, name: &str) -> bool {
    inner(register, name).is_some()
}

/// The name of a body: a town is its government.
fn whole(body: &str) -> String {
    match body.chars().next_back() {
        Some('镇' | '乡') => format!("{body}人民政府"),
        Some('道') => format!("{body}办事处"),
        _ => body.to_owned(),
    }
}

/// The body in whose name an inner office should disclose, and what the office is.
fn inner<'n>(register: &BodyRegister, name: &'n str) -> Option<(Option<&'n str>, &'static str)> {
    if let Some(group) = WordList::CoordinatingGroup.find(|word| name.ends_with(word)) {
        return (name != group).then_some((None, "议事协调机构"));
    }
    if let Some(office) = of_town(register, name) {
        return Some((office, "乡镇的内设机构"));
    }
    if is_bare(name) || ALONE.contains(&name) || UNNAMED.iter().any(|word| name.contains(word)) {
        return Some((None, "内设机构"));
    }
    let mut bodies = ["街道办事处", "人民政府", "局", "委员会"].into_iter();
    bodies.find_map(|ending| {
        let end = name.find(ending)? + ending.len();
        let (body, office) = name.split_at_checked(end)?;
        let is_office = WordList::InnerOffice.ends(office) && office.chars().count() >= 2;
        (is_office && !is_body_itself(register, ending, body, office))
            .then_some((Some(body), "内设机构"))
    })
}

/// The town, where a name is that of an office inside one: 玉峰镇社会事务办公室, 党政办公室.
fn of_town<'n>(register: &BodyRegister, name: &'n str) -> Option<Option<&'n str>> {
    let office = WordList::TownOffice.find(|word| name.ends_with(word))?;
    let before = name.strip_suffix(office)?;
    let town = places_of(register, before).last().is_some_and(|p| p.level >= AdminLevel::Town);
    let is_town = town && before.ends_with(['镇', '乡', '道']);
    (before.is_empty() || is_town).then_some((!before.is_empty()).then_some(before))
}

/// 社会救助股, 政策法规科: an office whose body is not named.
fn is_bare(name: &str) -> bool {
    const SHORTEST: usize = 3;
    name.ends_with(['股', '科'])
        && name.chars().count() >= SHORTEST
        && !name.contains(['局', '院', '校', '县', '市', '区'])
}

/// 县人民政府办公室 is a department; so is what the register knows by its whole name.
fn is_body_itself(register: &BodyRegister, ending: &str, body: &str, office: &str) -> bool {
    let town =
        places_of(register, body).last().is_some_and(|place| place.level >= AdminLevel::Town)
            || ["镇人民政府", "乡人民政府", "街道办事处"].iter().any(|end| body.ends_with(end));
    match ending {
        "人民政府" | "街道办事处" => !town,
        _ => register
            .name(&format!("{body}{office}"))
            .is_some_and(|named| named.ending.len() > office.len()),
    }
}

#[cfg(test)]
mod tests {
    use crate::register::built_in;

    fn inner(name: &str) -> Option<(Option<&str>, &'static str)> {
        super::inner(built_in().bodies(), name)
    }

    #[test]
    fn offices() {
        for (name, body) in [
            ("新园街道办事处公共服务办公室", Some(Some("新园街道办事处"))),
            ("示例镇人民政府社会事务办公室", Some(Some("示例镇人民政府"))),
            ("示例县民政局社会救助股", Some(Some("示例县民政局"))),
            ("示例县防汛抗旱指挥部", Some(None)),
            ("社会救助股", Some(None)),
            ("玉峰镇社会事务办公室", Some(Some("玉峰镇"))),
            ("党政办公室", Some(None)),
            ("人事科", Some(None)),
            ("行政办公室", Some(None)),
            ("局办公室", Some(None)),
            ("各股室按照职责分工负责", Some(None)),
            ("市林业局文件制发业务科室", Some(None)),
            ("骨外科医院", None),
            ("示例县人民医院骨科", None),
            ("示例县乡村振兴办公室", None),
            ("示例县人民政府办公室", None),
            ("示例县民政局", None),
            ("示例街道办事处", None),
            ("示例县社会保险事业管理局服务中心", None),
            ("示例县退役军人事务局", None),
        ] {
            assert_eq!(inner(name).map(|(body, _)| body), body, "{name}");
        }
    }
}
