//! unsure-domain: a table that does not say its domain.

use crate::finding::{Area, Fault, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule::error(Area::Files, include_str!("unsure-domain.md"))
    .also(&[Severity::Warning, Severity::Note])
    .mended_by_body();

/// A table of this sheet.
pub(crate) fn unstated(sheet: &str) -> Fault {
    RULE.fault(format!("看不出工作表“{sheet}”里这张表是哪个领域的，没有和标准指引对照")).help(
        "把工作表名改成领域名称（如 社会救助），或者在表题里写明“××领域”；校验、导入时也可以加 --domain 领域",
    )
}

/// A table whose title names a body: its own list, for which there is no guideline.
pub(crate) fn of_a_body(title: &str) -> Fault {
    RULE.fault(format!(
        "“{title}”是一个单位自己的目录，没有这样的标准指引可以对照，只检查表里写了的内容"
    ))
    .level(Severity::Note)
    .help("其实是某个领域的，把工作表名改成领域名称（如 社会救助），或者加 --domain 领域")
}

/// Of a table in which at most one row in so many has no domain, these are likely matters of the place
/// itself, which no guideline has.
const FEW: usize = 10;

/// Rows of a table of `all` rows whose other rows have a domain.
pub(crate) fn rows_unstated(sheet: &str, count: usize, all: usize, rows: &str) -> Fault {
    let level = if count * FEW <= all { Severity::Note } else { Severity::Warning };
    let message = format!(
        "工作表“{sheet}”里有 {count} 项看不出是哪个领域的（第{rows}行），没有和标准指引对照"
    );
    RULE.fault(message)
        .level(level)
        .help("在一级事项里写领域名称，或者加一栏“领域”；用 mulu domains 看有哪些领域。是本地自己的事项，不用理会")
}

/// Rows whose domain is not known are left out of the catalogue of a repository, which is an error.
pub(crate) fn not_compiled(finding: &mut Finding) {
    if finding.rule == RULE.id {
        finding.message.push_str("，也没有编进目录");
        finding.severity = Severity::Error;
    }
}
