//! What titles, the name of the sheet and the name of the file say a table lists.

use crate::input::sheet::locate::lists;
use crate::input::sheet::segment::noise;
use crate::input::sheet::types::TableKind;
use crate::input::sheet::view::View;
use crate::model::writing;
use crate::text::Wording;

/// So many rows at the top may be titles.
const TITLE_ROWS: usize = 6;
/// Words of titles that are of catalogues.
static CATALOGUES: Wording = Wording::named("标准目录的表题");

/// What a title or the name of the sheet speaks of.
pub(in crate::input::sheet) fn about(view: &View<'_>, rows: &[u32]) -> Option<TableKind> {
    // A row of several cells is data, whatever it speaks of.
    let is_title = |row: u32| view.cells(row).count() == 1;
    let titles = rows.iter().take(TITLE_ROWS).map(|row| (is_title(*row), noise::text(view, *row)));
    let mut titles = titles.chain([(true, view.sheet.name.clone())]);
    titles.find_map(|(whole, text)| speaks_of(&text, whole))
}

/// What a text speaks of; a title has to be `whole` to be one of catalogues.
pub(in crate::input::sheet) fn speaks_of(text: &str, whole: bool) -> Option<TableKind> {
    let text = writing::simplified(text);
    if whole && CATALOGUES.iter().any(|word| text.contains(word)) {
        return Some(TableKind::Catalogue);
    }
    let lists = !text.contains("公开") && lists::of_words(&text).is_some();
    lists.then_some(TableKind::Duties)
}
