//! Real wordings of 公开时限.

use super::*;

#[test]
fn placeholder() {}
