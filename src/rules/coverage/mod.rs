//! 覆盖: nothing of the layer above and no duty is lost without a word.

pub(crate) mod duty_uncovered;
