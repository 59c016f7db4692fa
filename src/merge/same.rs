//! Whether a whole table's field says the same as the layer above.

use super::bind::Binder;
use crate::model::{Channels, Domain, Field, Fields, fold};
use crate::register::ChannelRegister;

/// Whether `row` says the same as `upper` in a field, disregarding white space, width, separators,
/// channel aliases, and real bodies that stand for the roles they are bound to.
pub fn same_field(
    field: Field,
    upper: &Fields,
    row: &Fields,
    domain: &Domain,
    binder: &Binder<'_>,
) -> bool {
    match field {
        Field::Bodies => {
            let bare = key(upper, field) == key(row, field);
            let (Some(upper), Some(row)) = (&upper.bodies, &row.bodies) else { return bare };
            let bound = binder.bind(&upper.value, domain).map(|b| b.bodies.text());
            bare || bound.is_some_and(|bound| body_key(&bound) == body_key(&row.value.text()))
        }
        _ => same_value(binder.registers.channels(), field, upper, row),
    }
}

/// Whether two rows say the same in a field, disregarding white space, width, separators and channel
/// aliases.
pub fn same_value(register: &ChannelRegister, field: Field, one: &Fields, other: &Fields) -> bool {
    match field {
        Field::Channels => {
            let set =
                |fields: &Fields| fields.channels.as_ref().map(|c| channel_set(register, &c.value));
            set(one) == set(other)
        }
        Field::Audience => one.audience == other.audience,
        Field::Mode => one.mode == other.mode,
        Field::Levels => one.levels == other.levels,
        Field::Names | Field::Elements | Field::Basis | Field::Limit | Field::Bodies => {
            key(one, field) == key(other, field)
        }
    }
}

/// The folded text of a field without what only separates its parts.
fn key(fields: &Fields, field: Field) -> Option<String> {
    let text = fields.text(field)?;
    let lines: Vec<String> = text.lines().map(fold::name).collect();
    Some(lines.concat().chars().filter(|c| !is_separator(*c)).collect())
}

fn is_separator(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '；' | ';' | '。' | '/' | '•' | '●' | '·' | '-' | ':' | '：')
}

/// Bodies compare without order: the table may name the town first.
fn body_key(text: &str) -> Vec<String> {
    let mut names: Vec<String> = text.split(['、', '\n', '；']).map(fold::compact).collect();
    names.sort();
    names
}

/// The chosen channels by their standard names, in order of the alphabet.
fn channel_set(register: &ChannelRegister, channels: &Channels) -> Vec<String> {
    let standard = |name: &String| {
        register.find(name).map_or_else(|| fold::compact(name), |channel| channel.name.clone())
    };
    let mut names: Vec<String> = channels.chosen.iter().map(standard).collect();
    names.sort();
    names.dedup();
    names
}
