//! power-mismatch: a kind of power that the name of the duty contradicts: 对…的处罚 as 行政检查.
//!
//! Only names that say in their last word what is done are asked, and 其他行政权力 holds anything.

use crate::check::facts::powers::{self, as_written};
use crate::check::{Area, Check, Reporter, Rule, Scope};
use crate::model::{ItemIn, POWER_KINDS};
use crate::text::Wording;

pub(crate) static CHECK: Check = Check::item(&RULE, check).of_duties();
pub(crate) static RULE: Rule =
    Rule::warning(Area::Structure, include_str!("power-mismatch.md")).mended_by_body();

/// Ends of names with the kind that they say: 的处罚>行政处罚.
static ENDS: Wording = Wording::named("说明权力类型的名称结尾");
/// What makes a check the act of somebody who is punished for it: 拒绝检查.
static EVADED: Wording = Wording::named("不是执法者做的检查");
/// The kind that holds whatever is none of the others.
const REST: &str = "其他行政权力";

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let stated = powers::of(at.item).filter(|power| POWER_KINDS.contains(power) && *power != REST);
    let (Some(stated), Some(place)) = (stated, as_written(at)) else { return };
    let Some((name, said)) = at.item.names().iter().rev().find_map(|n| Some((n, said(n)?))) else {
        return;
    };
    if said == stated {
        return;
    }
    let shown = end_of(name);
    reporter
        .at(place, format!("名称说的是{said}（“{shown}”），权力类型写的是“{stated}”"))
        .help("核对依据，改权力类型或者名称；名称只写了一半的，写全");
}

/// The kind of power that a name says in its last word.
fn said(name: &str) -> Option<&'static str> {
    let name = name.trim_end_matches(['。', '；', ' ']);
    let bare = name.split(['（', '(']).next().filter(|bare| !bare.is_empty()).unwrap_or(name);
    let mut ends = ENDS.iter().filter_map(|pair| pair.split_once('>'));
    let (_, kind) = ends.find(|(end, _)| bare.ends_with(end))?;
    let evaded = EVADED.iter().any(|word| bare.contains(word));
    (!evaded || kind == "行政处罚").then_some(kind)
}

/// The end of a name, for the message.
fn end_of(name: &str) -> String {
    const SHOWN: usize = 12;
    let length = name.chars().count();
    let end: String = name.chars().skip(length.saturating_sub(SHOWN)).collect();
    if length > SHOWN { format!("…{end}") } else { end }
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn what_names_say() {
        for (name, kind) in [
            ("对擅自取水的处罚", Some("行政处罚")),
            ("对旅行社经营活动的检查", Some("行政检查")),
            ("对烟花爆竹经营情况的监督检查", Some("行政检查")),
            ("对拒绝接受监督检查的处罚", Some("行政处罚")),
            ("拒不接受检查", None),
            ("对拒绝、阻碍监督检查", None),
            ("取水许可", None),
            ("对见义勇为人员的奖励", Some("行政奖励")),
            ("对旅行社的行政检查（年度）", Some("行政检查")),
            ("处罚结果公示", None),
        ] {
            assert_eq!(said(name), kind, "{name}");
        }
    }
}
