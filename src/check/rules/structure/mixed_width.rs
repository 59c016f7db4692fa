//! mixed-width: brackets, digits and letters of two widths. What stands in sheets the reader reports
//! itself, since full-width digits are gone from the items there.

use crate::check::texts::{first_of_each, is_in_sheet};
use crate::check::{Check, Place, Reporter, Scope};
use crate::finding::Fault;
use crate::model::{BracketFault, ItemIn, bracket_faults};
use crate::rules::structure::mixed_width;

pub(crate) static CHECK: Check = Check::mention(&mixed_width::RULE, marks, check);

/// Full-width digits and letters, and half-width brackets.
fn marks() -> Vec<String> {
    ('０'..='ｚ').filter(|c| is_wide(*c)).chain(['(', ')']).map(String::from).collect()
}

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for (field, fault) in first_of_each(at.item, |text| digits(text).or_else(|| brackets(text))) {
        if is_in_sheet(at.item, field) {
            continue;
        }
        reporter.raise(Place::Field(at, field), fault);
    }
}

fn digits(text: &str) -> Option<Fault> {
    let at = text.find(is_wide)?;
    let shown: String = text.get(at..)?.chars().take(6).collect();
    Some(mixed_width::characters(&shown))
}

fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn brackets(text: &str) -> Option<Fault> {
    bracket_faults(text).into_iter().find_map(|fault| match fault {
        BracketFault::MixedWidth(open, close) => Some(mixed_width::brackets(open, close)),
        BracketFault::Unclosed(..) | BracketFault::Unopened(_) => None,
    })
}
