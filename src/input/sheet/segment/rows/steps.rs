//! Rows of lists of duties that are steps of what is to be done, and lost the merged cells beside them.

use std::collections::BTreeMap;

use crate::input::sheet::locate::lists;
use crate::input::sheet::segment::rows::{FEW, Grouping, Line, Slide};
use crate::input::sheet::types::TableKind;
use crate::source::CellRef;
use crate::text::is_han;

impl Grouping<'_> {
    /// Whether a row of a list of duties is a step of what is to be done, slid to the left: few texts, and no
    /// kind of power where the duty above has one.
    fn is_step(&self, line: &Line, group: &[Line]) -> bool {
        let Some(column) = self.power else { return false };
        let is_power = |line: &Line| line.own.get(&column).map(|text| lists::power(text).is_some());
        line.own.len() <= FEW
            && is_power(line) == Some(false)
            && group.iter().any(|line| is_power(line) == Some(true))
    }

    /// Whether a row of a list of duties has a word where the others have their number, and much less to say
    /// than the one above: 审查 | 审查材料 | 业务股, a step whose merged cells were lost.
    fn has_word_for_number(&self, line: &Line, group: &[Line]) -> bool {
        let serial = self.serial.filter(|_| self.counted && self.kind == TableKind::Duties);
        let text = serial.and_then(|column| line.own.get(&column));
        let is_word = |text: &String| {
            let mut letters = text.trim().chars();
            letters.clone().count() > 1 && letters.all(|c| is_han(c) && !is_numeral(c))
        };
        let whole = group.first().map_or(0, |first| first.own.len());
        text.is_some_and(is_word) && line.own.len() * 2 <= whole
    }

    /// A row that slid to nobody knows where belongs to the item above as a whole; a full one may be an item.
    pub(super) fn unplaced(&self, line: Line, above: Option<&Vec<Line>>) -> Line {
        let few = line.own.len() <= FEW || self.kind == TableKind::Duties;
        let below = above.is_some_and(|group| {
            self.is_step(&line, group) || self.has_word_for_number(&line, group)
        });
        if !few || !self.is_unplaced(&line) && !below {
            return line;
        }
        let spare = line.own.iter().map(|(c, text)| (CellRef::new(line.row, *c), text.clone()));
        let slide = Some(Slide { spare: spare.collect(), ..Slide::default() });
        Line { own: BTreeMap::new(), slide, ..line }
    }
}

/// 一 to 十, which number groups.
fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十百".contains(c)
}
