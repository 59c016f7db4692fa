//! copied-elements: 公开内容 is what the guideline has for the row above, and not what it has for this one.
//!
//! A table that gives all its rows the same words of its own is another matter.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Elements, Field, Item, ItemIn, LayerId, fold};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("copied-elements.md"));

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    for domain in &scope.catalogue.domains {
        for (above, item) in domain.items.iter().zip(domain.items.iter().skip(1)) {
            if is_copied(above, item) {
                let above = above.title();
                reporter
                    .at(
                        Place::Field(ItemIn { domain, item }, Field::Elements),
                        format!("公开内容和上一项“{above}”一模一样，和指引不同，像是抄串了"),
                    )
                    .help("对照指引改成这一项自己的要素");
            }
        }
    }
}

fn is_copied(above: &Item, item: &Item) -> bool {
    let (Some(one), Some(other)) = (&above.fields.elements, &item.fields.elements) else {
        return false;
    };
    let own = other.origin.layer != LayerId::NATIONAL && !other.value.is_empty();
    let Some(guided) = other.guideline_text().map(Elements::parse) else { return false };
    let of_above = above.fields.guideline(Field::Elements).map(|text| Elements::parse(&text));
    let of_above = of_above.is_some_and(|of_above| plain(&of_above) == plain(&other.value));
    own && of_above
        && plain(&one.value) == plain(&other.value)
        && plain(&guided) != plain(&other.value)
}

fn plain(elements: &Elements) -> Vec<String> {
    elements.list.iter().map(|text| fold::compact(text)).collect()
}
