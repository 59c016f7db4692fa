//! content-elsewhere: 公开内容 only points elsewhere: 详见网站.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};
use crate::register::WordList;
use crate::text::Wording;

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("content-elsewhere.md"));

/// Contents that say how much of a paper comes out, and not of which.
static FULL_TEXT: Wording = Wording::named("只说公开全文的内容");

/// Longer texts say something beside that.
const SHORT: usize = 14;

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(elements) = at.item.fields.elements.as_ref() else { return };
    let [only] = elements.value.list.as_slice() else { return };
    if FULL_TEXT.contains(&only.as_str()) {
        reporter
            .at(
                Place::Field(at, Field::Elements),
                format!("公开内容只写了“{only}”，看不出公开的是哪些文件"),
            )
            .help("写出公开哪些文件，如：本机关制发的规范性文件，公开全文");
        return;
    }
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
