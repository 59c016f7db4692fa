//! vague-limit: 及时公开, 定期公开, 按规定时间公开, and no day by which.
//!
//! A note where the guideline says no more. A text that is not understood at all is unparsable-limit's.

use crate::check::facts::limits::{guideline, is_national, stated};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Deadline, Field, ItemIn, TimeLimit, TimeLimits};
use crate::register::WordList;
use crate::text::Wording;

/// Texts that say no more than that it is done at once.
static AT_ONCE: Wording = Wording::named("只说马上公开的时限");

/// What leaves it to somebody else: 按上级要求公开.
static BY_OTHERS: Wording = Wording::named("由别人定的时限");

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Limit, include_str!("vague-limit.md")).also(&[Severity::Note]);

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let vague =
        |limits: &&TimeLimits| is_vague(limits) || says_no_day(limits) && !is_national(at.item);
    let Some(limits) = stated(at.item).filter(vague) else { return };
    let guided = guideline(at.item).is_some_and(|l| is_vague(&l) || says_no_day(&l));
    let level = if guided { Severity::Note } else { RULE.level };
    reporter
        .at_level(
            Place::Field(at, Field::Limit),
            level,
            format!("“{}”没有写最迟到哪一天，到期没有公开也看不出来", limits.text),
        )
        .help("写出天数，如：自信息形成或者变更之日起20个工作日内");
}

/// Whether something is only due promptly, and nothing has a day.
fn is_vague(limits: &TimeLimits) -> bool {
    let prompt = limits
        .parts
        .iter()
        .any(|part| part.deadline == Deadline::Prompt || by_no_rule(&part.deadline));
    let only = limits.parts.iter().all(|part| {
        matches!(part.deadline, Deadline::Prompt | Deadline::Unstated) || by_no_rule(&part.deadline)
    });
    prompt && only || only_updates(limits)
}

fn says_no_day(limits: &TimeLimits) -> bool {
    is_at_once(limits) || limits.understood() && is_left_to_others(&limits.text)
}

/// 按卫健委要求公开: as somebody asks, of whom nobody can look up when that was. What names a law, a day or a
/// period can be looked up.
fn is_left_to_others(text: &str) -> bool {
    let by = text.trim_start().starts_with(['按', '依', '根']);
    let dated =
        |c: char| c.is_ascii_digit() || matches!(c, '《' | '日' | '月' | '年' | '季' | '周' | '法');
    by && !text.contains(dated) && BY_OTHERS.iter().any(|word| text.contains(word))
}

/// 实时公开: at once, and nobody can tell when that was. 当日公开 and 与文件同步公开 have a day.
fn is_at_once(limits: &TimeLimits) -> bool {
    let bare = limits.text.trim().trim_end_matches(['。', '；']);
    AT_ONCE.contains(&bare)
}

/// 实时更新: how it is kept current, and not by when it is there.
fn only_updates(limits: &TimeLimits) -> bool {
    let states = ["公开", "公布", "发布", "公示"].iter().any(|word| limits.text.contains(word));
    let part = |part: &TimeLimit| part.trigger.is_none() && part.deadline == Deadline::Live;
    limits.text.ends_with("更新") && !states && limits.parts.iter().all(part)
}

/// 按规定时间公开: a rule that is not named.
fn by_no_rule(deadline: &Deadline) -> bool {
    let Deadline::ByRule(text) = deadline else { return false };
    let bare = text.trim_start_matches(['按', '照', '在', '依', '据', '于']);
    WordList::BareRule.begins(bare)
}
