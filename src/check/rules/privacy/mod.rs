//! 隐私、保密: what must not be published.

mod minors_data;
mod personal_data;
mod secrecy_mark;

use crate::check::Check;

/// The checks of this area, in the order in which they are listed.
pub(super) static CHECKS: &[&Check] =
    &[&personal_data::CHECK, &minors_data::CHECK, &secrecy_mark::CHECK];

/// Words that say that what is sensitive is left out.
const LEFT_OUT: [&str; 11] = [
    "脱敏",
    "隐去",
    "除外",
    "不予公开",
    "不公开",
    "不得公开",
    "不含",
    "不包括",
    "隐藏",
    "去标识",
    "匿名",
];

/// Whether an element says itself that what is sensitive is left out.
fn is_left_out(text: &str) -> bool {
    LEFT_OUT.iter().any(|word| text.contains(word))
}
