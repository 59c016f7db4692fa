//! What was found for citations seen before.
//!
//! Every rule on 公开依据 asks about every citation, and a catalogue has far fewer different citations
//! than citations. It remembers answers and knows nothing of how they are found.

use foldhash::HashMap;
use std::sync::{PoisonError, RwLock};

use super::{FoundBy, NumberMatch};
use crate::model::Instrument;

/// The index of an instrument, how it was found, and what the number says.
pub(super) type FoundInstrument = (usize, FoundBy, NumberMatch);

/// Answers by name and number, since both are looked up without copying them.
type Answers = HashMap<String, Vec<(Option<String>, Option<FoundInstrument>)>>;

/// Answers to earlier questions.
#[derive(Debug, Default)]
pub(super) struct InstrumentMemo(RwLock<Answers>);

/// More different names than any catalogue has; beyond them nothing more is remembered.
const MOST: usize = 50_000;

impl InstrumentMemo {
    /// The answer for a citation, found only the first time.
    pub(super) fn get_or(
        &self,
        cited: &Instrument,
        find: impl FnOnce() -> Option<FoundInstrument>,
    ) -> Option<FoundInstrument> {
        if let Some(known) = self.known(cited) {
            return known;
        }
        let found = find();
        let mut answers = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if answers.len() < MOST {
            let of_name = answers.entry(cited.name.clone()).or_default();
            of_name.push((cited.number.clone(), found));
        }
        found
    }

    fn known(&self, cited: &Instrument) -> Option<Option<FoundInstrument>> {
        let answers = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let of_name = answers.get(cited.name.as_str())?;
        of_name.iter().find(|(number, _)| *number == cited.number).map(|(_, found)| *found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_found_once() {
        let memo = InstrumentMemo::default();
        let cited = |number: Option<&str>| Instrument {
            name: "甲法".to_owned(),
            number: number.map(str::to_owned),
            clauses: Vec::new(),
        };
        let answer = Some((1, FoundBy::Name, NumberMatch::Absent));
        assert_eq!(memo.get_or(&cited(None), || answer), answer);
        assert_eq!(memo.get_or(&cited(None), || None), answer);
        assert_eq!(memo.get_or(&cited(Some("第1号")), || None), None);
        assert_eq!(memo.get_or(&cited(Some("第1号")), || answer), None);
    }
}
