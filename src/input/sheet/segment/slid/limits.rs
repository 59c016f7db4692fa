//! A limit whose words lie over neighbouring cells: 自信息形成 | 之日起20个 | 工作日内, or 10个工 | 作日内某镇人民政府, where
//! its end is glued to what stands behind it. It is put together before the row is laid out.

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::segment::slid::{ColumnLayout, RowPiece, RowPlaces};
use crate::input::sheet::types::ColumnRole;
use crate::model::{Deadline, TimeLimit, TimeLimits};

/// A limit is torn over so many cells at most.
const MOST_CELLS: usize = 3;
/// What is glued to the beginning of the next text is not longer, in characters.
const LONGEST_END: usize = 12;
/// How limits end, so that another text may begin behind.
const ENDS: [char; 9] = ['内', '前', '日', '月', '年', '开', '新', '布', '示'];

/// The cells of a torn limit.
pub(super) struct TornLimit {
    /// Its parts, with the columns in which they stand.
    parts: Vec<(u16, String)>,
    /// What is glued to its end and says something else.
    rest: Option<(u16, String)>,
}

impl TornLimit {
    fn text(&self) -> String {
        self.parts.iter().map(|(_, part)| part.as_str()).collect()
    }

    /// Whether the first cell says from when the time of the others counts, which they do not.
    fn begins_the_count(&self) -> bool {
        let since = |text: &str| {
            let limits = TimeLimits::parse(text);
            limits.parts.iter().any(|part| part.trigger.as_ref().is_some_and(|t| !t.is_empty()))
        };
        let others = self.parts.iter().skip(1).map(|(_, part)| part.as_str());
        since(&self.text()) && !since(&others.collect::<String>())
    }

    /// Where it begins.
    fn column(&self) -> u16 {
        self.parts.first().map_or(0, |(column, _)| *column)
    }

    /// The cells of the row with the limit in one of them.
    pub(super) fn cells(&self, cells: &[(u16, &str)]) -> Vec<(u16, String)> {
        let is_part = |at: u16| self.parts.iter().any(|(column, _)| *column == at);
        let others = cells.iter().filter(|(at, _)| !is_part(*at));
        let mut whole: Vec<(u16, String)> =
            others.map(|(at, text)| (*at, (*text).to_owned())).collect();
        whole.push((self.column(), self.text()));
        whole.extend(self.rest.clone());
        whole.sort_by_key(|(at, _)| *at);
        whole
    }

    /// Puts the parts back into their cells.
    pub(super) fn put_back(&self, mut places: RowPlaces) -> RowPlaces {
        let (column, text) = (self.column(), self.text());
        let is_limit = |piece: &RowPiece| piece.from == column && piece.text == text;
        let is_rest = |piece: &RowPiece| {
            self.rest.as_ref().is_some_and(|(at, rest)| piece.from == *at && piece.text == *rest)
        };
        places.pieces.iter_mut().filter(|piece| is_rest(piece)).for_each(|piece| piece.cut = true);
        if let Some(at) = places.pieces.iter().position(is_limit) {
            let to = places.pieces.get(at).and_then(|piece| piece.to);
            let part = |(from, text): &(u16, String)| RowPiece {
                from: *from,
                to,
                text: text.clone(),
                cut: false,
                joined: *from != column,
            };
            places.pieces.splice(at..=at, self.parts.iter().map(part));
        }
        places
    }
}

impl ColumnLayout<'_> {
    /// The limit of the row that is torn over several of its cells.
    pub(super) fn torn_limit(&self, cells: &[(u16, &str)]) -> Option<TornLimit> {
        let limit = self.roles.iter().find(|(_, role)| ***role == ColumnRole::Limit)?.0;
        let mut found: Vec<TornLimit> = Vec::new();
        for count in 2..=MOST_CELLS {
            found.extend(cells.windows(count).filter_map(|run| self.together(run)));
        }
        let is_in_place = |torn: &TornLimit| i32::from(torn.column()) == *limit;
        // 公开事项信息形成之日起 | 20个工作日内: the end by itself is a limit as well.
        if cells.iter().any(|(_, text)| fit::is_whole_limit(text)) {
            found.retain(|torn| is_in_place(torn) && torn.begins_the_count());
        }
        // Before the limit there may stand what would be read as its subject.
        let in_place = found.iter().position(is_in_place);
        (!found.is_empty()).then(|| found.swap_remove(in_place.unwrap_or(0)))
    }

    /// Neighbouring cells that are a limit only together.
    fn together(&self, run: &[(u16, &str)]) -> Option<TornLimit> {
        let side_by_side = run.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0);
        let (last, begin) = run.split_last().filter(|_| side_by_side)?;
        let is_piece = |text: &str| {
            let looks = Looks::of(text);
            let may_be_time = fit::fit(&ColumnRole::Limit, &looks) >= fit::FITS;
            (may_be_time || !looks.is_data()) && !looks.is_tick() && !says_when(text)
        };
        if !begin.iter().all(|(_, text)| is_piece(text)) {
            return None;
        }
        let head: String = begin.iter().map(|(_, text)| text.trim()).collect();
        let mut parts: Vec<(u16, String)> =
            begin.iter().map(|(at, text)| (*at, text.trim().to_owned())).collect();
        let (column, text) = (last.0, last.1.trim());
        let whole = || is_whole_with(&head, text).then_some(text.len());
        let end = self.end(&head, last).or_else(whole)?;
        let (end, rest) = text.split_at_checked(end)?;
        parts.push((column, end.trim().to_owned()));
        let rest = (!rest.is_empty()).then(|| (column, rest.trim().to_owned()));
        Some(TornLimit { parts, rest })
    }

    /// How far the end of a limit reaches into a text that goes on with what belongs under the column.
    fn end(&self, head: &str, (column, text): &(u16, &str)) -> Option<usize> {
        let role = self.roles.get(&i32::from(*column)).filter(|r| ***r != ColumnRole::Limit)?;
        let text = text.trim();
        let ends = text.char_indices().take(LONGEST_END).filter(|(_, c)| ENDS.contains(c));
        let ends = ends.map(|(at, c)| at + c.len_utf8()).filter(|end| {
            text.split_at_checked(*end).is_some_and(|(end, rest)| {
                is_whole_with(head, end) && fit::fit(role, &Looks::of(rest.trim())) >= fit::FITS
            })
        });
        ends.last()
    }
}

impl RowPlaces {
    /// A row that is read as it stands.
    pub(super) fn standing(cells: &[(u16, &str)]) -> Self {
        let piece = |(at, text): &(u16, &str)| RowPiece {
            from: *at,
            to: Some(*at),
            text: (*text).to_owned(),
            cut: false,
            joined: false,
        };
        Self { pieces: cells.iter().map(piece).collect(), doubtful: false }
    }
}

/// Whether a text is a limit that says by when, and not only from when the time counts.
fn says_when(text: &str) -> bool {
    let says = |part: &TimeLimit| part.deadline != Deadline::Unstated;
    fit::is_whole_limit(text) && TimeLimits::parse(text).parts.iter().any(says)
}

fn is_whole_with(head: &str, end: &str) -> bool {
    !end.is_empty() && !Looks::of(end).is_small() && fit::is_whole_limit(&format!("{head}{end}"))
}
