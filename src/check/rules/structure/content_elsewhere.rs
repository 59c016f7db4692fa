//! content-elsewhere: 公开内容 only points elsewhere: 详见网站.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};
use crate::register::WordList;

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("content-elsewhere.md"));

/// Longer texts say something beside that.
const SHORT: usize = 14;

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(elements) = at.item.fields.elements.as_ref() else { return };
    let [only] = elements.value.list.as_slice() else { return };
    if only.chars().count() > SHORT || !WordList::Elsewhere.begins(only) {
        return;
    }
    reporter
        .at(
            Place::Field(at, Field::Elements),
            format!("公开内容只写了“{only}”，看不出要公开哪些要素"),
        )
        .help("写出要公开的要素；网址、附件写在渠道或者说明里");
}
