//! unknown-power: a kind of power that is none of the ten, or one of them with a slip.
//!
//! Provinces have kinds of their own beside the ten (行政征用, 公共服务); these are let stand.

use crate::check::facts::powers::{self, as_written};
use crate::check::{Area, Check, Reporter, Rule, Scope};
use crate::model::{ItemIn, POWER_KINDS, suggest};
use crate::text::{Wording, misspelt};

pub(crate) static CHECK: Check = Check::item(&RULE, check).of_duties();
pub(crate) static RULE: Rule =
    Rule::warning(Area::Structure, include_str!("unknown-power.md")).mended_by_body();

/// Kinds that are no longer any: 非行政许可审批>国务院2015年取消.
static PAST: Wording = Wording::named("已经没有的权力类型");

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(power) = powers::of(at.item).filter(|power| !POWER_KINDS.contains(power)) else {
        return;
    };
    let Some(place) = as_written(at) else { return };
    let past = PAST.iter().filter_map(|pair| pair.split_once('>'));
    if let Some((_, what)) = past.into_iter().find(|(kind, _)| power == *kind) {
        reporter
            .at(place, format!("权力类型“{power}”{what}，不在十类里"))
            .help(format!("核对依据，改成现在的类型：{}", POWER_KINDS.join("、")));
        return;
    }
    // A slip of a common word is told as one.
    if let Some(near) = near(power).filter(|_| misspelt(power).is_none()) {
        reporter
            .at(place, format!("没有“{power}”这一类权力，像是“{near}”写错了"))
            .help(format!("改成“{near}”"));
    }
}

/// The kind that a slip stands for: 行政检察.
fn near(power: &str) -> Option<&'static str> {
    /// Kinds that provinces have beside the ten, though they are near to one.
    static KINDS: Wording = Wording::named("另设的权力类型");
    let is_own = KINDS.contains(&power);
    let length = power.chars().count();
    let near = || suggest::nearest(power, POWER_KINDS);
    near().filter(|kind| !is_own && length.abs_diff(kind.chars().count()) <= 1)
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn slips() {
        for (power, kind) in [
            ("行政检察", Some("行政检查")),
            ("行证许可", Some("行政许可")),
            ("行政征用", None),
            ("行政备案", None),
            ("行政服务", None),
            ("公共服务", None),
            ("行政许可(国办)", None),
        ] {
            assert_eq!(near(power), kind, "{power}");
        }
    }
}
