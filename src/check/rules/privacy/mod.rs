//! 隐私、保密: what must not be published.

mod minors_data;
mod personal_data;
mod private_remark;
mod secrecy_mark;

use crate::check::Check;

/// The checks of this area, in the order in which they are listed.
pub(super) static CHECKS: &[&Check] =
    &[&personal_data::CHECK, &minors_data::CHECK, &secrecy_mark::CHECK, &private_remark::CHECK];
