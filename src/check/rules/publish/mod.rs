//! 公布: what is wrong with what a body says of its website.

mod column_unclear;

use crate::check::Check;

/// The checks of this area, in the order in which they are listed.
pub(super) static CHECKS: &[&Check] = &[&column_unclear::CHECK];
