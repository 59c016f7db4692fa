//! 渠道: where it is disclosed.

pub(crate) mod broken_tick;
