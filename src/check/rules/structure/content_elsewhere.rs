//! content-elsewhere: 公开内容 only points elsewhere: 详见网站.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};
use crate::register::WordList;
use crate::text::Wording;

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("content-elsewhere.md"));

/// Contents that say how much of a paper comes out, and not of which.
static FULL_TEXT: Wording = Wording::named("只说公开全文的内容");

/// Contents that leave it to somebody: 按照区财政统一部署执行.
static BY_OTHERS: Wording = Wording::named("由别人定的时限");
/// Such a text is no longer than this, in characters.
const LEFT: usize = 20;

fn ends_in_doing(text: &str) -> bool {
    ["执行", "办理", "公开", "实施"].iter().any(|end| text.ends_with(end))
}

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
    let left = BY_OTHERS.iter().any(|word| only.contains(word)) && ends_in_doing(only);
    if left && only.starts_with('按') && only.chars().count() <= LEFT {
        reporter
            .at(
                Place::Field(at, Field::Elements),
                format!("公开内容写的是“{only}”，那是怎样办，看不出要公开哪些要素"),
            )
            .help("写出要公开的要素；怎样办写在说明里");
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
