//! name-as-content: 公开内容 says nothing but the item's name.

use crate::check::texts::first_of_extras;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::writing::simplified;
use crate::model::{Field, ItemIn, fold};
use crate::text::Wording;

/// Behind a name these say nothing more: 通知公告内容.
static ADDED: Wording = Wording::named("名称后面不说明什么的词");

pub(crate) static CHECK: Check = Check::item(&RULE, check);
/// The same of the columns of a list of duties that say what is looked at or done.
pub(super) static OF_DUTIES: Check = Check::item(&RULE, check_duty).of_duties();
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("name-as-content.md"));

fn check_duty(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    static CONTENT: Wording = Wording::named("写做什么的栏");
    let repeats = |text: &str| {
        let content = fold::name(text);
        at.item.names().iter().any(|name| fold::name(name) == content).then(|| text.to_owned())
    };
    for (heading, place, text) in first_of_extras(scope, at, repeats) {
        let heading = simplified(heading);
        if CONTENT.iter().any(|word| heading.contains(word)) {
            reporter
                .at(place, format!("“{heading}”里的“{text}”只是把名称又写了一遍，看不出做什么"))
                .help("写出具体看哪几样、做哪几步，如 证照是否有效、台账是否齐全");
        }
    }
}

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
