//! One field over another, with its history.

use crate::model::{Field, FieldSet, Fields, Former, Traced};

/// Lays `upper` over `base`: each field that `upper` sets takes the place of the one in `base`, and what
/// stood there is remembered. Returns the fields whose text changed.
pub fn overlay(base: &mut Fields, upper: &Fields) -> FieldSet {
    let mut changed = FieldSet::EMPTY;
    let stated = upper.set();
    let before: Vec<(Field, Option<String>)> =
        stated.iter().map(|field| (field, base.text(field))).collect();
    set(&mut base.names, upper.names.as_ref(), |v| v.text());
    set(&mut base.elements, upper.elements.as_ref(), |v| v.text());
    set(&mut base.basis, upper.basis.as_ref(), |v| v.text());
    set(&mut base.limit, upper.limit.as_ref(), |v| v.text());
    set(&mut base.bodies, upper.bodies.as_ref(), |v| v.text());
    set(&mut base.channels, upper.channels.as_ref(), |v| v.text());
    set(&mut base.audience, upper.audience.as_ref(), |v| v.text());
    set(&mut base.mode, upper.mode.as_ref(), |v| v.text());
    set(&mut base.levels, upper.levels.as_ref(), |v| v.text());
    for (heading, value) in &upper.other {
        let mut slot = base.other.swap_remove(heading);
        set(&mut slot, Some(value), String::clone);
        base.other.extend(slot.map(|v| (heading.clone(), v)));
    }
    for (field, before) in before {
        if base.text(field) != before {
            changed.insert(field);
        }
    }
    changed
}

fn set<T>(base: &mut Option<Traced<T>>, upper: Option<&Traced<T>>, text: fn(&T) -> String) {
    let Some(upper) = upper else { return };
    let mut replaced = Vec::new();
    if let Some(old) = base.take() {
        replaced = old.replaced;
        replaced.push(Former { text: text(&old.value), origin: old.origin });
    }
    *base = Some(Traced { value: upper.value.clone(), origin: upper.origin, replaced });
}
