//! 公开时限 in `catalogue.json`: the text, and what it was read as.

use super::record::{FLAT, record};
use crate::input::key;
use crate::model::{Days, Deadline, TimeLimit, TimeLimits};

record! {
    /// The limits of an item. What a single limit says stands beside its text; where a cell holds several,
    /// each is an entry of 各项.
    pub(super) struct LimitsRecord {
        key::TEXT => text: String,
        FLAT => only: Option<LimitRecord>,
        key::PARTS, unless Vec::is_empty => parts: Vec<LimitRecord>,
    }
}

impl LimitsRecord {
    pub(super) fn new(limits: &TimeLimits) -> Self {
        let text = limits.text();
        match limits.parts.as_slice() {
            [only] => Self { text, only: Some(LimitRecord::new(only)), parts: Vec::new() },
            parts => Self { text, only: None, parts: parts.iter().map(LimitRecord::new).collect() },
        }
    }
}

record! {
    /// One limit. 类型 names the sort of limit; the keys that the sort does not need are left out.
    #[derive(Default)]
    struct LimitRecord {
        key::SUBJECT, unless Option::is_none => subject: Option<String>,
        key::TRIGGER, unless Option::is_none => trigger: Option<String>,
        key::KIND => kind: &'static str,
        key::DEADLINES, unless Option::is_none => number: Option<u32>,
        key::UNIT, unless Option::is_none => unit: Option<&'static str>,
        key::RULE, unless Option::is_none => words: Option<String>,
        key::NOTICE, unless Option::is_none => notice: Option<DaysRecord>,
        key::PERMANENT, unless std::ops::Not::not => permanent: bool,
        key::LIVE, unless std::ops::Not::not => live: bool,
    }
}

record! {
    struct DaysRecord {
        key::DEADLINES => number: u32,
        key::UNIT => unit: &'static str,
    }
}

impl LimitRecord {
    fn new(limit: &TimeLimit) -> Self {
        let days = days_of(&limit.deadline);
        Self {
            subject: limit.subject.clone(),
            trigger: limit.trigger.clone(),
            kind: kind_of(&limit.deadline),
            number: days.map(|days| days.number),
            unit: days.map(|days| days.unit.label()),
            words: words_of(&limit.deadline),
            notice: limit
                .notice
                .map(|days| DaysRecord { number: days.number, unit: days.unit.label() }),
            permanent: limit.deadline == Deadline::Permanent,
            live: limit.deadline == Deadline::Live,
        }
    }
}

fn kind_of(deadline: &Deadline) -> &'static str {
    match deadline {
        Deadline::Within(_) => "期限内",
        Deadline::Before(_) => "提前",
        Deadline::Permanent => "长期",
        Deadline::Live => "实时",
        Deadline::Prompt => "及时",
        Deadline::FixedDate(_) => "固定日期",
        Deadline::Periodic(_) => "定期",
        Deadline::ByRule(_) => "按规定",
        Deadline::Unstated => "未写期限",
        Deadline::Unparsed => "未能识别",
    }
}

fn days_of(deadline: &Deadline) -> Option<Days> {
    match deadline {
        Deadline::Within(days) | Deadline::Before(days) | Deadline::Periodic(days) => Some(*days),
        Deadline::Permanent
        | Deadline::Live
        | Deadline::Prompt
        | Deadline::FixedDate(_)
        | Deadline::ByRule(_)
        | Deadline::Unstated
        | Deadline::Unparsed => None,
    }
}

fn words_of(deadline: &Deadline) -> Option<String> {
    match deadline {
        Deadline::FixedDate(words) | Deadline::ByRule(words) => Some(words.clone()),
        Deadline::Within(_)
        | Deadline::Before(_)
        | Deadline::Permanent
        | Deadline::Live
        | Deadline::Prompt
        | Deadline::Periodic(_)
        | Deadline::Unstated
        | Deadline::Unparsed => None,
    }
}
