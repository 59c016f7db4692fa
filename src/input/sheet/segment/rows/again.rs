//! Whether a row goes on with the texts of the item above, or says again what an item says once.

use crate::input::sheet::fit::{self, Looks, is_whole_limit};
use crate::input::sheet::locate::lists;
use crate::input::sheet::segment::rows::{Grouping, Line, WHOLE_NAME, is_no_name};
use crate::input::sheet::segment::slid::is_inside;
use crate::input::sheet::types::{ColumnRole, TableKind};
use crate::model::fold;

/// The name of a body is not shorter.
const WHOLE_BODY: usize = 4;

impl Grouping<'_> {
    /// Whether a text of the line is a piece of one above: a bracket is open there, it ends in the middle of
    /// a list or of a word for a body or a limit, or the line begins with what ends a phrase.
    pub(super) fn goes_on(&self, line: &Line, group: &[Line]) -> bool {
        let above = |column: &u16| group.iter().rev().find_map(|line| line.own.get(column));
        if self.is_torn_name(line, group) {
            return true;
        }
        line.own.iter().filter_map(|(column, text)| Some((*column, above(column)?, text))).any(
            |(column, above, text)| {
                let (above, text) = (fold::compact(above), fold::compact(text));
                let (open, close) = (['(', '《', '〔', '“'], [')', '》', '〕', '”']);
                let count = |text: &str, marks: [char; 4]| text.matches(marks).count();
                let inside = count(&above, open) > count(&above, close);
                let ends = above.ends_with(['、', '，', ',', '和', '及', '与', '的', '或', '对']);
                let begins =
                    text.starts_with(['、', ')', '》', '〕', '的', '和', '及', '与', '等']);
                inside || ends || begins || self.is_torn_whole(column, &above, &text)
            },
        )
    }

    /// Whether a line below a merged name goes on with the numbered list of the one above: （1）… and then （2）….
    pub(super) fn goes_on_counting(&self, line: &Line, group: &[Line]) -> bool {
        let number = |line: &Line| {
            let text = self.elements.and_then(|column| line.own.get(&column))?;
            let number = fold::split_numbering(text.trim()).0?.trim();
            let inner = number.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
            fold::chinese_number(inner)
        };
        // Asked of the line first: nearly none has a number, and the lines above may be thousands.
        number(line).is_some_and(|next| {
            self.covered(self.deepest, line.row, group)
                && group.iter().rev().find_map(number).is_some_and(|above| next == above + 1)
        })
    }

    /// Whether a line is nothing but the end of the name of a power: 对生产经营单位安全 | 生产状况的监督检查.
    fn is_torn_name(&self, line: &Line, group: &[Line]) -> bool {
        let name = |line: &Line| self.deepest.and_then(|column| line.own.get(&column).cloned());
        let above = group.iter().rev().find_map(name).map(|text| fold::compact(&text));
        let own = name(line).map(|text| fold::compact(&text));
        self.kind == TableKind::Duties
            && line.own.len() == 1
            && above.is_some_and(|text| !fit::ends_as_power(&text))
            && own.is_some_and(|text| fit::ends_as_power(&text))
    }

    /// Whether two texts only together are a limit or a body.
    fn is_torn_whole(&self, column: u16, above: &str, text: &str) -> bool {
        let Some((_, role)) = self.wholes.iter().find(|(at, _)| *at == column) else {
            return false;
        };
        let whole = |text: &str| fit::fit(role, &Looks::of(text)) >= fit::FITS;
        match role {
            ColumnRole::Limit => {
                let both = format!("{above}{text}");
                !(is_whole_limit(above) && is_whole_limit(text)) && is_whole_limit(&both)
            }
            _ => !whole(above) && whole(&format!("{above}{text}")),
        }
    }

    /// Whether a line says a whole limit, or the very body, that the group has said already: a piece of a
    /// torn item goes on with its texts and does not say them again.
    pub(super) fn says_again(&self, line: &Line, group: &[Line]) -> bool {
        self.wholes.iter().any(|(column, role)| {
            let text = |line: &Line| line.own.get(column).map(|text| fold::compact(text));
            let Some(own) = text(line) else { return false };
            let mut said = group.iter().filter_map(text);
            match role {
                ColumnRole::Limit => is_whole_limit(&own) && said.any(|text| is_whole_limit(&text)),
                _ => own.chars().count() >= WHOLE_BODY && said.any(|text| text == own),
            }
        })
    }

    /// Whether a line says the very limit and the very bodies of the group once more: under merged names it
    /// is another item, and no further line of the one above.
    pub(super) fn says_all_again(&self, line: &Line, group: &[Line]) -> bool {
        let text = |line: &Line, column: &u16| line.own.get(column).map(|text| fold::compact(text));
        let again = |(column, _): &(u16, ColumnRole)| {
            let own = text(line, column);
            own.is_some() && group.iter().any(|line| text(line, column) == own)
        };
        let limit = self.wholes.iter().any(|(_, role)| *role == ColumnRole::Limit);
        limit && self.wholes.len() > 1 && self.wholes.iter().all(again)
    }

    /// Whether a row without a number says a duty as a whole: its own name, and its own ground or kind of power, in
    /// none of which a text above goes on.
    pub(super) fn is_whole_duty(&self, line: &Line, group: &[Line]) -> bool {
        let text = |column: Option<u16>| line.own.get(&column?).map(String::as_str);
        let is_name = |text: &str| {
            fold::compact(text).chars().count() >= WHOLE_NAME
                && Looks::of(text).nameless().is_none()
                && !is_no_name(text)
        };
        let is_ground = |text: &str| {
            fit::fit(&ColumnRole::DutyBasis, &Looks::of(text)) >= fit::FITS && !is_inside(text)
        };
        let ground = text(self.basis).is_some_and(is_ground);
        let kind = text(self.power).is_some_and(lists::is_power);
        self.kind == TableKind::Duties
            && line.slide.is_none()
            && text(self.deepest).is_some_and(is_name)
            && (ground || kind)
            && !self.goes_on(line, group)
    }
}
