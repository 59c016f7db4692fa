//! Whether a page came in time, and when an item that recurs is due.

use jiff::civil::Date;

use super::{ItemOnline, SiteQuestion};
use crate::due::{Direction, Recurrence, count};
use crate::model::{Days, Deadline, Item, ListedPage, TimeLimit};
use crate::status::Delay;

/// How late a page was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lateness {
    /// When the information came about.
    pub formed: Date,
    /// By when it was to be published.
    pub due: Date,
    /// When it was.
    pub published: Date,
    /// How late that is.
    pub delay: Delay,
}

/// A time that is over, and for which nothing was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// Its last day.
    pub due: Date,
    /// The last day on which something was published.
    pub last: Date,
    /// How late it is today.
    pub delay: Delay,
}

/// Whether it can be told if a page was late, and how late it was.
pub(super) fn late(
    page: &ListedPage,
    item: &Item,
    question: &SiteQuestion<'_>,
) -> (bool, Option<Lateness>) {
    let (Some(formed), Some(published)) = (page.formed, page.date) else { return (false, None) };
    let Some(days) = within(item, &page.title) else { return (false, None) };
    let calendar = question.registers.calendar();
    let Ok(counted) = count(calendar, formed, days, Direction::After) else { return (false, None) };
    let due = counted.end;
    let delay = Delay::between(calendar, due, published);
    (true, delay.map(|delay| Lateness { formed, due, published, delay }))
}

/// The limit that holds for a page: that of the kind of information that its title names, or else the
/// longest of the item.
fn within(item: &Item, title: &str) -> Option<Days> {
    let limits = &item.fields.limit.as_ref()?.value;
    let speaks = |limit: &TimeLimit| {
        limit.subject.as_ref().is_some_and(|subject| !subject.is_empty() && title.contains(subject))
    };
    let named = limits.within().find(|(limit, _)| speaks(limit)).map(|(_, days)| days);
    named.or_else(|| {
        limits.within().map(|(_, days)| days).max_by_key(|days| (days.unit, days.number))
    })
}

/// The time for which an item owes a page, and the next day on which it is due. What was due before the
/// catalogue's own date does not count; without a page at all the item is missing, not late.
pub(super) fn recurring(
    item: &ItemOnline<'_>,
    question: &SiteQuestion<'_>,
) -> (Option<Owed>, Option<Date>) {
    let last = item.pages.iter().filter_map(|placed| placed.page.date).max();
    let limits = item.at.item.fields.limit.iter().flat_map(|limit| &limit.value.parts);
    for part in limits {
        if let Some(recurrence) = Recurrence::of(&part.deadline) {
            let owed = last.and_then(|last| owed_of(recurrence, last, question));
            return (owed, recurrence.next(question.today));
        }
        if let (Deadline::Periodic(days), Some(last)) = (&part.deadline, last) {
            return since_last(*days, last, question);
        }
    }
    (None, None)
}

fn owed_of(recurrence: Recurrence, last: Date, question: &SiteQuestion<'_>) -> Option<Owed> {
    let since = question.catalogue.profile.date.as_ref().map(|date| date.value);
    let due = recurrence.previous(question.today)?;
    let is_old = since.is_some_and(|since| due <= since);
    let is_done = recurrence.previous(due).is_none_or(|begin| last > begin);
    if is_old || is_done { None } else { owed(due, last, question) }
}

fn owed(due: Date, last: Date, question: &SiteQuestion<'_>) -> Option<Owed> {
    let delay = Delay::between(question.registers.calendar(), due, question.today)?;
    Some(Owed { due, last, delay })
}

/// 每20个工作日更新 counts from the last time.
fn since_last(days: Days, last: Date, question: &SiteQuestion<'_>) -> (Option<Owed>, Option<Date>) {
    let counted = count(question.registers.calendar(), last, days, Direction::After);
    let Ok(counted) = counted else { return (None, None) };
    match counted.end < question.today {
        true => (owed(counted.end, last, question), None),
        false => (None, Some(counted.end)),
    }
}
