//! Rows that stand as they are although others with texts under the very same columns slid: 5 | 决策结果公开 | 方案、公告
//! below 4 | 决策会议公开 | 会议名称；会议时间. By itself such a row may as well have two names; beside the others it is read
//! as they are, and doubted.

use std::collections::BTreeMap;

use crate::input::sheet::segment::rows::Line;
use crate::input::sheet::segment::slid::{ColumnLayout, RowPiece, RowPlaces};
use crate::input::sheet::types::{ColumnRole, SheetColumn};

/// Where the texts of rows that slid are read, by the columns under which they stand.
type SlidForms = BTreeMap<Vec<u16>, Vec<u16>>;

/// Moves such rows of a catalogue: they lack the elements, which the rows that slid have.
pub(super) fn lay<'l>(
    columns: &[SheetColumn],
    layout: &ColumnLayout<'_>,
    lines: impl Iterator<Item = &'l mut Line>,
) {
    let Some(elements) = columns.iter().find(|c| c.role == ColumnRole::Elements) else { return };
    let mut lines: Vec<&mut Line> = lines.collect();
    let forms: SlidForms = lines.iter().filter_map(|line| form(line, elements.index)).collect();
    for line in &mut lines {
        let stands = line.slide.is_none() && !line.own.contains_key(&elements.index);
        if let Some(places) = stands.then(|| placed(line, &forms, layout)).flatten() {
            **line = Line::moved(line.row, places);
        }
    }
}

/// The form of a row that slid as a whole, and was found to have elements.
fn form(line: &Line, elements: u16) -> Option<(Vec<u16>, Vec<u16>)> {
    let slide = line.slide.as_ref()?;
    let whole = slide.spare.is_empty() && slide.cut.is_empty() && slide.joined.is_empty();
    let moved = slide.from.get(&elements)?.iter().any(|(from, _)| *from != elements);
    let from = slide.from.values().flatten().map(|(from, _)| *from).collect();
    (whole && moved).then(|| (from, slide.from.keys().copied().collect()))
}

fn placed(line: &Line, forms: &SlidForms, layout: &ColumnLayout<'_>) -> Option<RowPlaces> {
    let columns: Vec<u16> = line.own.keys().copied().collect();
    let targets = forms.get(&columns)?;
    let texts = || line.own.iter().zip(targets);
    let may_be = texts().all(|((_, text), to)| layout.may_hold(*to, text));
    let piece = |((from, text), to): ((&u16, &String), &u16)| RowPiece {
        from: *from,
        to: Some(*to),
        text: text.clone(),
        cut: false,
        joined: false,
    };
    may_be.then(|| RowPlaces { pieces: texts().map(piece).collect(), doubtful: true })
}
