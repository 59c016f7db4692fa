//! Duties and their parts in lists whose merged cells were lost: which of the two the only name of a row is.

use crate::input::sheet::segment::slid::ways::LaidAs;
use crate::input::sheet::segment::slid::{ColumnLayout, RowCell};
use crate::input::sheet::types::ColumnRole;

impl ColumnLayout<'_> {
    /// The columns of the names of duties, then those of their parts.
    pub(super) fn names_of_duties(&self) -> impl Iterator<Item = i32> {
        let is_of_duty = |(_, role): &(&i32, &&ColumnRole)| ***role == ColumnRole::DutyName;
        self.roles.iter().filter(is_of_duty).map(|(column, _)| *column)
    }

    /// Keeps the only name of a row that has a number of its own where it stands: it is that of a power, and not
    /// of a part of the one above. Where blank parts of other rows keep their place, what is lost is the name, in a
    /// merged cell, and what stands there is a part: whether it is read so.
    pub(super) fn name_numbered(&self, cells: &[RowCell<'_>], steps: &mut [LaidAs]) -> bool {
        let mut names = self.names_of_duties();
        let Some(name) = names.next() else { return false };
        let parts: Vec<i32> = names.collect();
        let numbered = cells.first().zip(steps.first()).is_some_and(|(cell, step)| {
            let own = match self.roles.get(&cell.column) {
                Some(ColumnRole::Serial) => cell.looks.is_number(),
                Some(ColumnRole::DutyCode) => true,
                _ => false,
            };
            own && *step == LaidAs::At(cell.column)
        });
        let is_part = |step: &LaidAs| matches!(step, LaidAs::At(to) if parts.contains(to));
        let is_name = |step: &LaidAs| *step == LaidAs::At(name);
        let at_name = |cell: &RowCell<'_>| cell.column == name;
        let moves = cells
            .iter()
            .zip(steps.iter())
            .any(|(cell, step)| cell.column > name && *step != LaidAs::At(cell.column));
        let (named, parted) = (steps.iter().any(is_name), steps.iter().any(is_part));
        let standing = cells.iter().position(at_name).and_then(|at| steps.get_mut(at));
        let Some(step) = standing.filter(|_| numbered && named != parted) else { return false };
        match parts.first().filter(|_| self.keeps_blank_parts && moves) {
            Some(part) if is_name(step) => *step = LaidAs::At(*part),
            None if is_part(step) => *step = LaidAs::At(name),
            _ => {}
        }
        is_part(step)
    }
}
