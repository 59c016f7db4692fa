//! column-missing: no column of the website is there to show items of a domain.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Publish, include_str!("column-missing.md")).mended_by_body();

/// So many of the items of a domain belong into no column.
pub(crate) fn of_domain(domain: &str, count: usize, all: usize) -> Fault {
    let which =
        if count == all { "都没有".to_owned() } else { format!("有 {count} 项没有") };
    RULE.fault(format!("{domain} {all} 项，{which}写在网站的哪个栏目公布"))
        .help("在 栏目.yaml（栏目.xlsx）里写上栏目；用 mulu site --propose 可以照名称列出建议")
}
