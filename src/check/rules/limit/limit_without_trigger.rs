//! limit-without-trigger: 20个工作日内, but from when?
//!
//! A note where the guideline does not say it either, or where the kind of information tells it
//! (处罚决定：20个工作日内).

use super::{filled_down_series, limit_too_long, limits_unsorted};
use crate::check::facts::limits::{GENERAL_LIMIT, guideline, is_national, stated};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Deadline, Field, ItemIn, TimeLimit, TimeLimits, Unit};
use crate::text::Wording;

/// What the time is counted from.
static EVENTS: Wording = Wording::named("紧接着时长的起点");
/// What says from when on a time is counted, or that it is how long something is posted.
static STARTS: Wording = Wording::named("时长前面已经说了的起算");
/// A shorter text before the time is no event: 公开20个工作日.
const SHORTEST_EVENT: usize = 4;

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .yields_to(&[&filled_down_series::CHECK, &limit_too_long::CHECK, &limits_unsorted::CHECK])
    .claiming(|_, place| {
        let limits = place.item().and_then(|at| stated(at.item));
        limits.is_some_and(|limits| starts_nowhere(limits).is_some())
    });
pub(crate) static RULE: Rule =
    Rule::warning(Area::Limit, include_str!("limit-without-trigger.md")).also(&[Severity::Note]);

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let Some(limits) = stated(at.item) else { return };
    if only_lasts(limits) {
        let guided = guideline(at.item).is_some_and(|limits| only_lasts(&limits));
        reporter
            .at_level(
                Place::Field(at, Field::Limit),
                if guided { Severity::Note } else { RULE.level },
                format!("“{}”只说公开多久，没有写什么时候公开", limits.text),
            )
            .help("写出公开的时间，如：自信息形成或者变更之日起20个工作日内公开，长期公开");
        return;
    }
    if in_no_month(&limits.text) {
        reporter
            .at(
                Place::Field(at, Field::Limit),
                format!("“{}”没有写是哪个月的，没法算出最后一天", limits.text),
            )
            .help("写明哪个月，如：每月10日前公开上月信息，每年1月31日前公开上年信息");
        return;
    }
    let unstarted = without_start_word(&limits.text).filter(|_| !is_national(at.item));
    if let Some(shown) = unstarted {
        let guided = guideline(at.item).is_some_and(|g| without_start_word(&g.text).is_some());
        // 信息形成（变更）20个工作日 is how ministries write it themselves.
        let general = format!("{GENERAL_LIMIT}个工作日");
        if shown.ends_with(&general) && shown.contains(['（', '(']) {
            return;
        }
        let level = if guided { Severity::Note } else { RULE.level };
        reporter
            .at_level(
                Place::Field(at, Field::Limit),
                level,
                format!("“{shown}”少了“之日起”，没有说清从哪一天算起"),
            )
            .help(format!("写成：自信息形成或者变更之日起{}个工作日内", days(&shown)));
        return;
    }
    let Some(start) = starts_nowhere(limits) else { return };
    let guided = guideline(at.item).is_some_and(|limits| starts_nowhere(&limits).is_some());
    let told = guided || start.subject.is_some();
    reporter
        .at_level(
            Place::Field(at, Field::Limit),
            if told { Severity::Note } else { RULE.level },
            format!("公开时限“{}”没有写从什么时候算起，没法算出最后一天", limits.text),
        )
        .help(format!(
            "补上起算的时间，如：自信息形成或者变更之日起{}个工作日内",
            days(&limits.text)
        ));
}

/// The working days that a text says, so that no shorter limit is told to become a longer one.
fn days(text: &str) -> u32 {
    let said = text.match_indices("个工作日").filter_map(|(at, _)| {
        let before = text.get(..at)?.trim_end();
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        before.get(start..)?.parse().ok()
    });
    said.min().filter(|days| *days < GENERAL_LIMIT).unwrap_or(GENERAL_LIMIT)
}

/// 信息形成或变更20个工作日内: what happened, and the time right behind it.
fn without_start_word(text: &str) -> Option<String> {
    const UNIT: &str = "个工作日";
    let mut start = 0;
    text.split_inclusive(['，', ',', '；', '。', '：', ':']).find_map(|phrase| {
        let before_phrase = start;
        start += phrase.len();
        // Looked for once in a phrase, which may name thousands of limits.
        let begins = phrase.starts_with(['自', '从', '在', '于']);
        let ends = STARTS.iter().filter_map(|word| Some(phrase.find(word)? + word.len()));
        let told_by = ends.min().unwrap_or(usize::MAX);
        phrase.match_indices(UNIT).find_map(|(at, unit)| {
            let event_and_days = phrase.get(..at)?;
            let alone = event_and_days.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
            let long = alone.chars().take(SHORTEST_EVENT).count() == SHORTEST_EVENT;
            let told = begins && !alone.is_empty() || alone.len() >= told_by;
            let own_digits = alone.len() < event_and_days.len();
            let event = || text.get(..before_phrase + alone.len()).unwrap_or(alone);
            let happens = || EVENTS.iter().any(|word| without_aside(event()).ends_with(word));
            (long && own_digits && !told && happens()).then(|| format!("{event_and_days}{unit}"))
        })
    })
}

/// 信息形成 of 信息形成（变更）: an event without the others that a bracket names beside it.
fn without_aside(event: &str) -> &str {
    let event = event.trim_end();
    let Some(open) = event.strip_suffix([')', '）']) else { return event };
    let Some((before, aside)) = open.rsplit_once(['(', '（']) else { return event };
    let mut others = aside.split(['、', '，', ',', '/', '或']).map(str::trim);
    let of_events = others.all(|other| EVENTS.contains(&other));
    if of_events { before.trim_end() } else { event }
}

/// 10号前: a day of no month.
fn in_no_month(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['于', '在']);
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let day = ["号前", "号之前", "号以前"].iter().any(|end| after.starts_with(end));
    day && after.len() < text.len() && !text.contains(['月', '每'])
}

/// 永久公开, 常年公开: it says how long, and not from when. 长期公开 is the guidelines' own word.
fn only_lasts(limits: &TimeLimits) -> bool {
    if limits.text.contains("长期") {
        return false;
    }
    let lasts = |part: &TimeLimit| part.deadline == Deadline::Permanent && part.trigger.is_none();
    !limits.parts.is_empty() && limits.parts.iter().all(lasts)
}

/// The part that counts from nowhere, where no other part tells it and no instrument does.
fn starts_nowhere(limits: &TimeLimits) -> Option<&TimeLimit> {
    let told = limits.parts.iter().any(|part| part.trigger.is_some());
    // 20个工作日内（自信息形成之日起) says it behind.
    let by_rule = ["《", "规定", "法定"].iter().any(|word| limits.text.contains(word))
        || limits.text.contains("之日起");
    // 10日内 alone; other limits in days are those of laws, which say from when elsewhere.
    let alone = limits.text.starts_with(|c: char| c.is_ascii_digit()) && limits.parts.len() == 1;
    let counts = |unit| unit == Unit::WorkingDay || alone && unit != Unit::Hour;
    let mut within = limits.within().filter(|(_, days)| counts(days.unit));
    within.next().map(|(part, _)| part).filter(|_| !told && !by_rule)
}

#[cfg(test)]
mod tests {
    use super::without_start_word;

    #[test]
    fn events_with_others_in_brackets() {
        for (text, shown) in [
            ("信息形成（变更）5个工作日内", Some("信息形成（变更）5个工作日")),
            ("信息形成(获取、变更)15个工作日内", Some("信息形成(获取、变更)15个工作日")),
            ("信息形成或变更20个工作日内", Some("信息形成或变更20个工作日")),
            ("信息形成（变更）之日起5个工作日内", None),
            ("自信息形成（变更）5个工作日内", None),
            ("信息形成（原则上）5个工作日内", None),
        ] {
            assert_eq!(without_start_word(text).as_deref(), shown, "{text}");
        }
    }
}
