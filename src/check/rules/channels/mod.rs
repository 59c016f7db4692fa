//! 渠道: where it is disclosed.

mod no_channel;

use crate::check::Rule;

/// The rules of this area, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[&no_channel::RULE];
