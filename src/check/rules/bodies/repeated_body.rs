//! repeated-body: the same body twice in one cell.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope, written_rows};
use crate::model::{Field, ItemIn, fold};
use crate::source::Location;

/// So many characters has a name at least: 民政局.
const SHORTEST_NAME: usize = 3;

pub(crate) static CHECK: Check = Check::item(&RULE, check).and_duties();
pub(crate) static RULE: Rule = Rule::warning(Area::Bodies, include_str!("repeated-body.md"));

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(bodies) = &at.item.fields.bodies else { return };
    if let Some(name) = bodies.value.list.iter().find_map(|body| glued_twice(&body.text)) {
        reporter
            .at(Place::Field(at, Field::Bodies), format!("“{name}”写了两遍，连在一起"))
            .help(format!("写成：{name}"));
        return;
    }
    let names: Vec<String> =
        bodies.value.list.iter().map(|body| fold::compact(&body.text)).collect();
    let again = names
        .iter()
        .enumerate()
        .find(|(at, name)| names.iter().take(*at).any(|other| is_same(other, name)));
    let Some(body) = again.and_then(|(at, _)| bodies.value.list.get(at)) else { return };
    if is_of_two_cells(scope, bodies.origin.location, &body.text) {
        return;
    }
    reporter
        .at(Place::Field(at, Field::Bodies), format!("“{}”写了两遍", body.text))
        .help("删去多写的一个；是不是本来要写另一个单位？");
}

/// 隆盛镇人民政府隆盛镇人民政府: a name and the same again, with nothing between.
fn glued_twice(text: &str) -> Option<&str> {
    let text = text.trim();
    let (one, other) = text.split_at_checked(text.len() / 2)?;
    (one == other && one.chars().count() >= SHORTEST_NAME).then_some(one)
}

/// Whether no line of the cell has the name twice: the other one is of another row that was read as part of the item.
fn is_of_two_cells(scope: &Scope<'_>, place: Location, name: &str) -> bool {
    let readings = written_rows(scope.layer).flat_map(|row| row.fields.readings.iter());
    let mut own = readings.filter(|r| r.location == place && r.field == Some(Field::Bodies));
    own.next().is_some_and(|reading| {
        let name = fold::compact(name);
        let twice = |line: &str| fold::compact(line).matches(name.as_str()).count() > 1;
        !reading.written.lines().any(twice)
    })
}

/// Whether two names are one body: the same words, or 县民政局 beside 大英县民政局.
fn is_same(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    one == other || short.starts_with(['县', '市', '区', '旗', '镇', '乡']) && long.ends_with(short)
}
