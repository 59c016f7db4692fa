//! mixed-width: brackets, digits and letters of two widths. What stands in sheets the reader reports
//! itself, since full-width digits are gone from the items there.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("mixed-width.md"));

/// Full-width digits or letters, with what follows them.
pub(crate) fn characters(shown: &str) -> Fault {
    fault(format!("有全角的数字或字母：“{shown}”"))
}

/// A pair of brackets, one of each width.
pub(crate) fn brackets(open: char, close: char) -> Fault {
    fault(format!("括号一半全角一半半角：“{open}”配了“{close}”"))
}

fn fault(message: String) -> Fault {
    RULE.fault(message).help("一对括号用同一种，数字和字母用半角；mulu check --fix 可以改好")
}
