//! unbalanced-brackets: a bracket or quotation mark without its partner.
//!
//! Where more than the partner is missing the text is cut, which is truncated-text's; two widths are
//! mixed-width's.

use super::slip_of_the_pen::markup;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{BracketFault, ItemIn, bracket_faults, breaks_off};

pub(crate) static CHECK: Check = Check::item(&RULE, check).and_duties();
pub(crate) static RULE: Rule =
    Rule::warning(Area::Structure, include_str!("unbalanced-brackets.md"));

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for &field in reporter.facts().open_fields(at.item) {
        let text = at.item.fields.text(field).unwrap_or_default();
        if markup(&text).is_some() {
            continue;
        }
        let Some(message) = bracket_faults(&text).iter().find_map(|f| message(&text, *f)) else {
            continue;
        };
        reporter.at(Place::Field(at, field), message).help("补上缺的一半，或者删去多的一半");
    }
}

fn message(text: &str, fault: BracketFault) -> Option<String> {
    match fault {
        BracketFault::Unclosed(open, at) => {
            let shown: String = text.get(at..)?.chars().take(12).collect();
            (!cut(text, open, at)).then(|| format!("“{open}”没有另一半：“{shown}”"))
        }
        BracketFault::Unopened(close) => Some(format!("“{close}”前面没有另一半")),
        BracketFault::MixedWidth(..) => None,
    }
}

/// Whether the text breaks off behind the bracket: at its end, or at the end of its line.
pub(super) fn cut(text: &str, open: char, at: usize) -> bool {
    let line_ends = text.get(at + open.len_utf8()..).is_some_and(|rest| rest.starts_with('\n'));
    line_ends || breaks_off(text, open, at)
}
