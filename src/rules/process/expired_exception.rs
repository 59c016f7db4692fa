//! expired-exception: an exception whose day has passed.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::warning(Area::Process, include_str!("expired-exception.md")).mended_by_body();

/// An exception for something until a day.
pub(crate) fn expired(subject: &str, day: &str) -> Fault {
    RULE.fault(format!("{subject}的例外到 {day} 为止，已经过期，原来保留的问题重新算数"))
        .help("问题已经改好的，删去这一条例外；还要保留的，重新报批，改“批准人”和“有效期至”")
}
