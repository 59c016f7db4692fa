//! 公开时限: the text as written, and what it says.
//!
//! A cell may hold several limits, by kind of information. Reading never fails: what is not understood
//! is a part with [`Deadline::Unparsed`]. Whether a limit is lawful is not judged here, nor are working
//! days counted.

mod date;
mod duration;
mod origin;
mod phrase;
mod read;

/// The limits of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimeLimits {
    /// The cell as written.
    pub text: String,
    /// What it says, one for each limit; empty only when nothing is written.
    pub parts: Vec<TimeLimit>,
}

/// One limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeLimit {
    /// The kind of information for which it holds, without 其中: 行政许可、行政处罚事项.
    pub subject: Option<String>,
    /// 起算: the event from which (or before which) the time is counted, without 自 and 之日起.
    pub trigger: Option<String>,
    /// 期限.
    pub deadline: Deadline,
    /// 公示期: how long the information stands, or how long comments are taken.
    pub notice: Option<Days>,
}

/// 期限: by when, or how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deadline {
    /// 20个工作日内.
    Within(Days),
    /// 组织听证7个工作日前, 提前一周.
    Before(Days),
    /// 长期公开.
    Permanent,
    /// 实时公开, 即时公开, or at the moment of the trigger (…时公开).
    Live,
    /// 及时公开, 定期公开: no day can be told.
    Prompt,
    /// 每年1月31日前, 每季度首月20日前, 2020年9月30日前; as written.
    FixedDate(String),
    /// 每20个工作日更新.
    Periodic(Days),
    /// 按《…》规定, 从其规定, 随采购公告公开; as written.
    ByRule(String),
    /// Understood, but no limit is written: only a 公示期, or that the information is given on request.
    Unstated,
    /// Not understood.
    Unparsed,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// How many units.
    pub number: u32,
    /// The unit as written.
    pub unit: Unit,
}

/// A unit of time. 日 and 天 are not working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// 工作日.
    WorkingDay,
    /// 日, 天, 自然日.
    Day,
    /// 个月.
    Month,
    /// 年.
    Year,
    /// 小时.
    Hour,
    /// 周, 星期.
    Week,
}

impl Unit {
    /// The Chinese word.
    pub fn label(self) -> &'static str {
        match self {
            Self::WorkingDay => "工作日",
            Self::Day => "日",
            Self::Month => "月",
            Self::Year => "年",
            Self::Hour => "小时",
            Self::Week => "周",
        }
    }
}

impl TimeLimits {
    /// Reads one cell.
    pub fn parse(text: &str) -> Self {
        let text = text.trim().to_owned();
        let parts = read::limits(&text);
        Self { text, parts }
    }

    /// The cell as written.
    pub fn text(&self) -> String {
        self.text.clone()
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether every part was understood. An empty cell says nothing that could be misunderstood.
    pub fn understood(&self) -> bool {
        self.parts.iter().all(|part| part.deadline != Deadline::Unparsed)
    }

    /// The parts with a limit of the form 20个工作日内.
    pub fn within(&self) -> impl Iterator<Item = (&TimeLimit, Days)> {
        self.parts.iter().filter_map(|part| match part.deadline {
            Deadline::Within(days) => Some((part, days)),
            _ => None,
        })
    }

    /// The most working days that any part allows; other units are not counted.
    pub fn longest_working_days(&self) -> Option<u32> {
        let counted = self.within().filter(|(_, days)| days.unit == Unit::WorkingDay);
        counted.map(|(_, days)| days.number).max()
    }
}

#[cfg(test)]
mod tests;
