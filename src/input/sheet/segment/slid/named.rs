//! Rows of lists of duties that are known to begin with a name, or with that of a part.

use crate::input::sheet::segment::slid::ways::LaidAs;
use crate::input::sheet::segment::slid::{
    ColumnLayout, MOST_CELLS, RowCell, RowPiece, RowPlaces, pieces,
};

impl ColumnLayout<'_> {
    /// How a row is to be read whose first text is a name, and what stood before that was in merged cells that are lost:
    /// the name of a duty, or, where the row above names a part as well, of a part of the same.
    pub(in crate::input::sheet) fn begun_by_name(
        &self,
        cells: &[(u16, &str)],
        has_part: &dyn Fn(u16) -> bool,
    ) -> Option<RowPlaces> {
        let mut names = self.names_of_duties().filter_map(|column| u16::try_from(column).ok());
        let name = names.next()?;
        let to = names.filter(|part| has_part(*part)).last().unwrap_or(name);
        let shift = to.checked_sub(cells.first()?.0)?;
        let moved = cells.iter().map(|(column, text)| (column.saturating_add(shift), *text));
        let cells: Vec<RowCell<'_>> = moved.map(RowCell::of).take(MOST_CELLS).collect();
        let best = self.best(&cells);
        (best.steps.first() == Some(&LaidAs::At(i32::from(to)))).then(|| {
            let pieces = pieces(&cells, &best.steps).into_iter();
            let pieces = pieces.map(|piece| RowPiece { from: piece.from - shift, ..piece });
            RowPlaces { pieces: pieces.collect(), doubtful: true }
        })
    }
}
