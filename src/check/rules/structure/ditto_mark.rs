//! ditto-mark: a text that only points to the row above. In a sheet the reader puts in what stands
//! above, and reports it; here is what it could not fill, and what YAML says.

use crate::check::facts::Facts;
use crate::check::texts::first_of_each;
use crate::check::{Check, Place, Reporter, Scope};
use crate::model::{Field, ItemIn, fold};
use crate::rules::structure::ditto_mark;

pub(crate) static CHECK: Check = Check::item(&ditto_mark::RULE, check).claiming(claims);

/// A limit that is nothing but 同上.
fn claims(_: &Facts<'_>, place: Place<'_>) -> bool {
    let Place::Field(at, Field::Limit) = place else { return false };
    at.item.fields.limit.as_ref().is_some_and(|limit| fold::is_ditto(&limit.value.text))
}

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let ditto = |text| (fold::is_ditto(text) || points_elsewhere(text)).then_some(text);
    for (field, text) in first_of_each(at.item, ditto) {
        reporter.raise(Place::Field(at, field), ditto_mark::left(text));
    }
}

/// 同第1项, 同序号3: a short text that points to a row by its number.
fn points_elsewhere(text: &str) -> bool {
    let text = text.trim();
    let pointed = ["同第", "同序号", "见第", "同本表第"].iter().any(|word| text.starts_with(word));
    let to_row = ["项", "行", "条", "栏"].iter().any(|word| text.ends_with(word))
        || text.ends_with(|c: char| c.is_ascii_digit());
    pointed && to_row && text.chars().count() <= 8
}
