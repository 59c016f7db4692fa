//! 公开时限 in `catalogue.json`: the text, and what it was read as.

use serde::Serialize;

use crate::model::{Days, Deadline, TimeLimit, TimeLimits};

/// The limits of an item. What a single limit says stands beside its text; where a cell holds several,
/// each is an entry of 各项.
#[derive(Serialize)]
pub(super) struct LimitsRecord {
    #[serde(rename = "文字")]
    text: String,
    #[serde(flatten)]
    only: Option<LimitRecord>,
    #[serde(rename = "各项", skip_serializing_if = "Vec::is_empty")]
    parts: Vec<LimitRecord>,
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

/// One limit. 类型 names the sort of limit; the keys that the sort does not need are left out.
#[derive(Serialize, Default)]
struct LimitRecord {
    #[serde(rename = "适用", skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    #[serde(rename = "起算", skip_serializing_if = "Option::is_none")]
    trigger: Option<String>,
    #[serde(rename = "类型")]
    kind: &'static str,
    #[serde(rename = "期限", skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    #[serde(rename = "单位", skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    #[serde(rename = "规定", skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    #[serde(rename = "公示期", skip_serializing_if = "Option::is_none")]
    notice: Option<DaysRecord>,
    #[serde(rename = "长期", skip_serializing_if = "std::ops::Not::not")]
    permanent: bool,
    #[serde(rename = "实时", skip_serializing_if = "std::ops::Not::not")]
    live: bool,
}

#[derive(Serialize)]
struct DaysRecord {
    #[serde(rename = "期限")]
    number: u32,
    #[serde(rename = "单位")]
    unit: &'static str,
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
