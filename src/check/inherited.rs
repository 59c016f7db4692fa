//! What was found out about the items that a layer leaves to those below.
//!
//! Most items of a town are those of its county, word for word. A rule that looks at some fields of an item and
//! has nothing to say finds nothing in them for the next town either, so it need not be run again. Only silence
//! is remembered: what a rule has to say is said anew for each body, with its level and place. What asked for
//! the day is not remembered, since on another day the answer may be another.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use foldhash::HashMap;

use super::texts::WITH_TEXTS;
use super::{Check, rules};
use crate::model::{DaySpan, Domain, Field, FieldSet, Item, Origin, on_same_days};

/// What was asked of an item, a bit for each question: that of a rule, or of a fact.
type QuestionSet = u64;

/// Whether it has brackets that do not fit.
pub(super) const OPEN_BRACKETS: QuestionSet = 1 << 63;

/// The items that a layer leaves to those below. It must not outlive them: it knows their values by address.
#[derive(Debug)]
pub struct InheritedItems {
    items: Vec<InheritedItem>,
    by_names: HashMap<usize, usize>,
}

/// An item as it is inherited.
#[derive(Debug)]
struct InheritedItem {
    origin: Origin,
    values: [Option<SharedValue>; Field::ALL.len()],
    silent: AtomicU64,
    /// The rules of which it holds a word.
    mentions: OnceLock<QuestionSet>,
}

/// The address of a value, which is shared and never changed, and who set it.
type SharedValue = (usize, Origin);

/// An item of a body, with what is known of the fields that it inherits unchanged.
#[derive(Debug, Clone, Copy)]
pub(super) struct ItemBelow<'i> {
    inherited: Option<&'i InheritedItem>,
    unchanged: FieldSet,
}

impl InheritedItems {
    /// Nothing is known of these items yet.
    pub fn of(domains: &[Domain]) -> Self {
        let items = domains.iter().flat_map(|domain| &domain.items);
        let items: Vec<InheritedItem> = items.map(InheritedItem::of).collect();
        let names = items.iter().map(|item| item.values[Field::Names as usize]);
        let names = names.zip(0..).filter_map(|(names, at)| Some((names?.0, at)));
        Self { by_names: names.collect(), items }
    }

    /// What is known of an item of a body below.
    pub(super) fn item(&self, item: &Item) -> ItemBelow<'_> {
        // A row of the body's own table, and further columns, are its own whatever they say.
        let own = item.listed.is_some() || !item.fields.other.is_empty();
        let names = value(item, Field::Names).filter(|_| !own);
        let at = names.and_then(|(address, _)| self.by_names.get(&address));
        let inherited = at.and_then(|at| self.items.get(*at));
        let Some(inherited) = inherited.filter(|known| known.origin == item.origin) else {
            return ItemBelow::NEW;
        };
        let is_unchanged = |field: &Field| inherited.values[*field as usize] == value(item, *field);
        let unchanged = Field::ALL.into_iter().filter(is_unchanged).collect();
        ItemBelow { inherited: Some(inherited), unchanged }
    }
}

impl InheritedItem {
    fn of(item: &Item) -> Self {
        let values = Field::ALL.map(|field| value(item, field));
        Self { origin: item.origin, values, silent: AtomicU64::new(0), mentions: OnceLock::new() }
    }
}

fn value(item: &Item, field: Field) -> Option<SharedValue> {
    item.fields.address(field).zip(item.fields.origin(field))
}

impl<'i> ItemBelow<'i> {
    /// An item of which nothing is known.
    pub(super) const NEW: Self = Self { inherited: None, unchanged: FieldSet::EMPTY };

    /// The item as it is inherited, where these fields of it are unchanged.
    fn inherited_in(self, fields: &[Field]) -> Option<&'i InheritedItem> {
        let is_unchanged = |field: &Field| self.unchanged.contains(*field);
        self.inherited.filter(|_| fields.iter().all(is_unchanged))
    }

    /// The rules of which its texts hold a word.
    pub(super) fn mentions(self, find: impl FnOnce() -> QuestionSet) -> QuestionSet {
        match self.inherited_in(&WITH_TEXTS) {
            Some(inherited) => *inherited.mentions.get_or_init(find),
            None => find(),
        }
    }

    /// Asks something of these fields of the item, unless it is known that there is nothing to say of them. What
    /// is asked tells whether it had something to say.
    pub(super) fn ask(self, fields: &[Field], question: QuestionSet, run: impl FnOnce() -> bool) {
        let Some(inherited) = self.inherited_in(fields).filter(|_| question != 0) else {
            run();
            return;
        };
        if inherited.silent.load(Ordering::Relaxed) & question != 0 {
            return;
        }
        let (spoke, days) = on_same_days(run);
        if !spoke && days == DaySpan::ALL {
            inherited.silent.fetch_or(question, Ordering::Relaxed);
        }
    }
}

/// The bit of a check among those whose silence is remembered; none for the others, and where there are more
/// than a set holds.
pub(super) fn bit(check: &Check) -> QuestionSet {
    let mut remembered = rules::checks().filter(|check| !check.silent_by.is_empty());
    let at = remembered.position(|known| std::ptr::eq(known, check));
    let at =
        at.and_then(|at| u32::try_from(at).ok()).filter(|at| *at < OPEN_BRACKETS.trailing_zeros());
    at.map_or(0, |at| 1 << at)
}
