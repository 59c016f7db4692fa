//! name-as-content: 公开内容 says nothing but the item's name.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn, fold};
use crate::text::Wording;

/// Behind a name these say nothing more: 通知公告内容.
static ADDED: Wording = Wording::named("名称后面不说明什么的词");

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("name-as-content.md"));

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(elements) = at.item.fields.elements.as_ref() else { return };
    let [only] = elements.value.list.as_slice() else { return };
    let content = fold::name(only);
    let bare = ADDED.iter().find_map(|added| content.strip_suffix(added)).unwrap_or(&content);
    if !at
        .item
        .names()
        .iter()
        .map(|name| fold::name(name))
        .any(|name| name == content || name == bare)
    {
        return;
    }
    reporter
        .at(
            Place::Field(at, Field::Elements),
            format!("公开内容“{only}”只是把事项名称又写了一遍，看不出要公开哪些要素"),
        )
        .help("写出要公开的要素，如办理条件、申请材料、办理流程、结果、咨询电话");
}
