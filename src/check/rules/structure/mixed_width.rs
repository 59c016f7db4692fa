//! mixed-width: brackets, digits and letters of two widths. What stands in sheets the reader reports
//! itself, since full-width digits are gone from the items there.

use crate::check::texts::{first_of_each, is_in_sheet};
use crate::check::{Area, Check, Mends, Place, Reporter, Rule, Scope};
use crate::finding::{RuleId, Severity};
use crate::model::{BracketFault, ItemIn, bracket_faults};

pub(in crate::check) static RULE: Rule = Rule {
    id: RuleId("mixed-width"),
    title: "全角半角混用",
    area: Area::Structure,
    level: Severity::Warning,
    mends: Mends::Writer,
    page: include_str!("mixed-width.md"),
    check: Check::Mention(marks, check),
};

/// Full-width digits and letters, and half-width brackets.
fn marks() -> Vec<String> {
    ('０'..='ｚ').filter(|c| is_wide(*c)).chain(['(', ')']).map(String::from).collect()
}

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for (field, message) in first_of_each(at.item, |text| digits(text).or_else(|| brackets(text))) {
        if is_in_sheet(at.item, field) {
            continue;
        }
        reporter
            .at(Place::Field(at, field), message)
            .help("一对括号用同一种，数字和字母用半角；mulu check --fix 可以改好");
    }
}

fn digits(text: &str) -> Option<String> {
    let at = text.find(is_wide)?;
    let shown: String = text.get(at..)?.chars().take(6).collect();
    Some(format!("有全角的数字或字母：“{shown}”"))
}

fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn brackets(text: &str) -> Option<String> {
    bracket_faults(text).into_iter().find_map(|fault| match fault {
        BracketFault::MixedWidth(open, close) => {
            Some(format!("括号一半全角一半半角：“{open}”配了“{close}”"))
        }
        BracketFault::Unclosed(..) | BracketFault::Unopened(_) => None,
    })
}
