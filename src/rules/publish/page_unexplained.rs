//! page-unexplained: a page of the website that no item of the catalogue explains.

use crate::finding::{Area, Fault, Rule, Severity};

pub(crate) static RULE: Rule = Rule::warning(Area::Publish, include_str!("page-unexplained.md"))
    .also(&[Severity::Note])
    .mended_by_body();

/// A page in a column that is there to show items.
pub(crate) fn in_column(title: &str, column: &str) -> Fault {
    RULE.fault(format!("“{title}”在栏目“{column}”里，目录里没有事项说到它"))
        .help("该公开的，在目录里加上事项；标题看不出是哪一项的，改标题；放错了的，移走")
}

/// Pages in a column of which nothing is said, or in none: they are told of together.
pub(crate) fn elsewhere(column: Option<&str>, count: usize) -> Fault {
    let place = match column {
        Some(column) => format!("栏目“{column}”没有写在 栏目.yaml（栏目.xlsx）里，其中"),
        None => "清单里没有写栏目的，".to_owned(),
    };
    RULE.fault(format!("{place} {count} 页对不上目录里的事项"))
        .level(Severity::Note)
        .help("公布目录里事项的栏目，补写上；新闻、动态一类的，不用理会")
}
