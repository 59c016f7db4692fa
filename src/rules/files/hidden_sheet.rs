//! hidden-sheet: a hidden sheet, which is not read.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::note(Area::Files, include_str!("hidden-sheet.md")).mended_by_body();

/// A hidden sheet with this name.
pub(crate) fn hidden(name: &str) -> Fault {
    RULE.fault(format!("工作表“{name}”是隐藏的，没有读"))
        .help("里面有要用的内容，就在 WPS 或 Excel 里取消隐藏后再交来；没有就不用管")
}
