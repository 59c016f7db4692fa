//! unsure-domain: a table that does not say its domain.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::error(Area::Files, include_str!("unsure-domain.md")).mended_by_body();

/// A table of this sheet.
pub(crate) fn unstated(sheet: &str) -> Fault {
    RULE.fault(format!("看不出工作表“{sheet}”里这张表是哪个领域的，这张表没有用上")).help(
        "把工作表名改成领域名称（如 社会救助），或者在表题里写明“××领域”；导入时也可以加 --domain 领域",
    )
}

/// The same where the table was checked by itself all the same.
pub(crate) fn by_itself() -> Fault {
    RULE.fault("看不出这张表是哪个领域的，只检查了表里写的内容，没有和指引对照").help(
        "把工作表名改成领域名称（如 社会救助），或者在表题里写明“××领域”",
    )
}
