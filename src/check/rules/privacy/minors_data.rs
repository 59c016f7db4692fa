//! minors-data: lists with the names of children, published for everyone.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};
use crate::register::WordList;

pub(crate) static CHECK: Check = Check::mention(&RULE, |_| WordList::Minor.words().to_vec(), check);
pub(crate) static RULE: Rule = Rule::warning(Area::Privacy, include_str!("minors-data.md"));

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let fields = &at.item.fields;
    let active = fields.mode.as_ref().is_none_or(|mode| mode.value.active);
    let everyone = fields.audience.as_ref().is_none_or(|audience| audience.value.everyone);
    let Some(elements) = fields.elements.as_ref().filter(|_| active && everyone) else { return };
    let named = at.item.names().iter().find_map(|name| WordList::Minor.first_in(name));
    let found = elements.value.list.iter().find_map(|text| {
        let of = WordList::Minor.first_in(text).or(named)?;
        // A list of places or schools for children names no child.
        let named = WordList::Telling.first_in(text).filter(|_| !WordList::NoMinor.is_in(text));
        named.map(|what| (of, what, WordList::LeftOut.is_in(text)))
    });
    let Some((of, what, false)) = found else { return };
    reporter
        .at(
            Place::Field(at, Field::Elements),
            format!("把{of}的“{what}”列为公开内容，向全社会公开会让人认出孩子"),
        )
        .help("只公开人数和政策；必须公示的，限于特定群体，写明隐去姓名、住址");
}
