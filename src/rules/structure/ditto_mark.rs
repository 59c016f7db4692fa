//! ditto-mark: a text that only points to the row above. In a sheet the reader puts in what stands
//! above, and reports it; the check speaks of what it could not fill, and of what YAML says.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("ditto-mark.md"));

/// A text that was left as it stands.
pub(crate) fn left(text: &str) -> Fault {
    fault(text).help("把上一行的内容写全")
}

/// A text in the place of which the one above was read.
pub(crate) fn filled(text: &str) -> Fault {
    fault(text).help("把上一行的内容写全；照上一行读出的内容可以用 mulu import 导出")
}

fn fault(text: &str) -> Fault {
    RULE.fault(format!("写的是“{text}”，这一行单独拿出来就不知道说的是什么"))
}
