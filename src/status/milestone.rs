//! 期限 of a body, and how it stands against them.

use jiff::civil::Date;

use super::Delay;
use crate::model::{Batch, Layer, Stage};
use crate::register::Calendar;

/// A day by which a stage is to be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// 批次.
    pub batch: Option<String>,
    /// The last day.
    pub deadline: Date,
    /// The stage.
    pub goal: Stage,
}

/// Where a body or a domain stands, from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// No deadline is set.
    NoDeadline,
    /// All that was asked for is reached, in time as far as is known.
    Done,
    /// Reached, but late.
    DoneLate(Delay),
    /// Not reached, and there is time left: none, on the last day.
    Open(Option<Delay>),
    /// Not reached, and the day is over.
    Late(Delay),
}

impl Standing {
    /// How something that is at `stage` stands today; `first` says on which day a stage was first
    /// reached, where that is known.
    pub fn of(
        milestones: &[Milestone],
        stage: Stage,
        first: impl Fn(Stage) -> Option<Date>,
        today: Date,
        calendar: &Calendar,
    ) -> Self {
        let one = |milestone: &Milestone| {
            let Milestone { deadline, goal, .. } = *milestone;
            if stage >= goal {
                let late = first(goal).and_then(|day| Delay::between(calendar, deadline, day));
                return late.map_or(Self::Done, Self::DoneLate);
            }
            match Delay::between(calendar, deadline, today) {
                Some(delay) => Self::Late(delay),
                None => Self::Open(Delay::between(calendar, today, deadline)),
            }
        };
        // Of several open milestones the first counts; a missed one counts more than any.
        let standings: Vec<Self> = milestones.iter().map(one).collect();
        let late = standings.iter().filter(|s| matches!(s, Self::Late(_))).max();
        let open = standings.iter().find(|s| matches!(s, Self::Open(_)));
        late.or(open).or(standings.iter().max()).copied().unwrap_or(Self::NoDeadline)
    }

    /// Whether the day is over and the stage is not reached.
    pub fn is_late(self) -> bool {
        matches!(self, Self::Late(_))
    }

    /// The delay, of what is late and of what was.
    pub fn delay(self) -> Option<Delay> {
        match self {
            Self::Late(delay) | Self::DoneLate(delay) => Some(delay),
            Self::NoDeadline | Self::Done | Self::Open(_) => None,
        }
    }

    /// In words.
    pub fn text(self) -> String {
        match self {
            Self::NoDeadline => "没有期限".to_owned(),
            Self::Done => "按期".to_owned(),
            Self::DoneLate(delay) => format!("迟了 {} 办结", delay.text()),
            Self::Open(None) => "今天到期".to_owned(),
            Self::Open(Some(left)) => format!("还有 {}", left.text()),
            Self::Late(delay) => format!("逾期 {}", delay.text()),
        }
    }

    /// The name in machine formats.
    pub fn id(self) -> &'static str {
        match self {
            Self::NoDeadline => "no-deadline",
            Self::Done => "done",
            Self::DoneLate(_) => "done-late",
            Self::Open(_) => "open",
            Self::Late(_) => "late",
        }
    }
}

/// The deadlines of a body: those of the nearest layer that sets any for it, in order of time.
pub fn milestones(layers: &[&Layer], name: &str, folder: &str) -> Vec<Milestone> {
    let of_layer = |layer: &&Layer| {
        let batches = layer.profile.batches_for(name, folder).map(milestone);
        let mut milestones: Vec<Milestone> = batches.collect();
        milestones.sort_by_key(|milestone| (milestone.deadline, milestone.goal));
        (!milestones.is_empty()).then_some(milestones)
    };
    layers.iter().rev().find_map(of_layer).unwrap_or_default()
}

fn milestone(batch: &Batch) -> Milestone {
    Milestone { batch: batch.name.clone(), deadline: batch.deadline.value, goal: batch.goal }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::built_in;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn milestone(deadline: &str, goal: Stage) -> Milestone {
        Milestone { batch: None, deadline: day(deadline), goal }
    }

    fn text(milestones: &[Milestone], stage: Stage, reached: &str, today: &str) -> String {
        Standing::of(milestones, stage, |_| reached.parse().ok(), day(today), built_in().calendar())
            .text()
    }

    #[test]
    fn standings() {
        let one = [milestone("2020-10-31", Stage::Published)];
        assert_eq!(text(&one, Stage::Published, "2020-10-30", "2020-11-10"), "按期");
        assert_eq!(
            text(&one, Stage::Published, "2020-11-03", "2020-11-10"),
            "迟了 2 个工作日 办结"
        );
        assert_eq!(text(&one, Stage::Filed, "", "2020-11-10"), "逾期 7 个工作日");
        assert_eq!(text(&one, Stage::Filed, "", "2020-10-30"), "还有 0 个工作日");
        assert_eq!(text(&one, Stage::Filed, "", "2020-10-31"), "今天到期");
        assert_eq!(text(&[], Stage::Filed, "", "2020-10-31"), "没有期限");
    }

    #[test]
    fn staged_deadlines() {
        let staged =
            [milestone("2020-09-30", Stage::Review), milestone("2020-10-31", Stage::Published)];
        assert_eq!(text(&staged, Stage::Drafting, "", "2020-10-12"), "逾期 3 个工作日");
        assert_eq!(text(&staged, Stage::Approval, "2020-09-20", "2020-10-30"), "还有 0 个工作日");
    }
}
