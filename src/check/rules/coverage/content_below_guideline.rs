//! content-below-guideline: fewer elements than the guideline has, all of them the guideline's own.
//!
//! A list in other words is the body's own account of the matter and is not counted against the
//! guideline's. What of the guideline was not seen in a source (待核) binds nobody.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Elements, Field, ItemIn, LayerId, fold};

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Coverage, include_str!("content-below-guideline.md"));

/// So many of the missing elements are named.
const SHOWN: usize = 5;

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(elements) = &at.item.fields.elements else { return };
    let guided =
        elements.guideline_text().filter(|_| !at.item.unverified.contains(Field::Elements));
    let Some(guided) = guided.filter(|_| elements.origin.layer != LayerId::NATIONAL) else {
        return;
    };
    let missing = missing(&Elements::parse(guided), &elements.value);
    if missing.is_empty() {
        return;
    }
    let shown: Vec<&str> = missing.iter().take(SHOWN).map(String::as_str).collect();
    let more = if missing.len() > SHOWN {
        format!("等 {} 个要素", missing.len())
    } else {
        String::new()
    };
    reporter
        .at(
            Place::Field(at, Field::Elements),
            format!("公开内容比指引少，没有写“{}”{more}", shown.join("、")),
        )
        .help("照指引补上；本地确实没有这些内容的，在例外里写明理由");
}

/// What of the guideline's elements a list leaves out, where all that it has is the guideline's.
fn missing(guided: &Elements, own: &Elements) -> Vec<String> {
    let (upper, whole) = (joined(guided), joined(own));
    // 投资审批流程 stands for 养老机构投资审批流程.
    let shortened = |text: &str| own.list.iter().any(|own| plain(text).contains(&plain(own)));
    let taken = !own.is_empty() && own.list.iter().all(|text| upper.contains(&plain(text)));
    // A list may be cut otherwise than the guideline's: 办理时间、地点.
    if !taken || own.list.iter().any(|text| text.ends_with('等')) {
        return Vec::new();
    }
    let left_out = |text: &&String| !whole.contains(&plain(text)) && !shortened(text);
    guided.list.iter().filter(left_out).cloned().collect()
}

fn joined(elements: &Elements) -> String {
    elements.list.iter().map(|text| plain(text)).collect()
}

/// The characters of a text that are no marks.
fn plain(text: &str) -> String {
    fold::compact(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
