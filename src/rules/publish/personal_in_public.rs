//! personal-in-public: a number of a person in what is about to be seen by everybody.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::error(Area::Publish, include_str!("personal-in-public.md")).mended_by_body();

/// A text holds a number of this kind, shown masked.
pub(crate) fn number(kind: &str, masked: &str) -> Fault {
    RULE.fault(format!("要公布的文字里有{kind}（{masked}），没有写出网页"))
        .help("删去这个号码；需要联系方式的，写办公电话")
}

/// A text of the last edition holds one: it would be shown among the changes.
pub(crate) fn former(code: &str, kind: &str, masked: &str) -> Fault {
    RULE.fault(format!("{code} 在上一版里有{kind}（{masked}），会出现在变化的页面上，没有写出网页"))
        .help("在备案的那一版里删去这个号码，或者把那一版移到别处")
}
