//! The words of a link that a web page shows behind a name: 高效办成一件事 链接地址. Where a blank parts them they are
//! taken off; written without one they may be of the name, which is doubted.

use crate::input::sheet::read::draft::FilledCell;
use crate::input::sheet::recognition::CellRepair;
use crate::model::writing::{self, RepairKind};
use crate::text::Wording;

static LINKS: Wording = Wording::named("网页上的链接字");

/// The words of a link in which a name ends.
pub(super) fn of(name: &str) -> Option<&'static str> {
    LINKS.iter().copied().find(|link| name.len() > link.len() && name.ends_with(link))
}

/// Takes such words off a name, where they stood apart; the repair that tells it.
pub(super) fn take_off(cell: &mut FilledCell) -> Option<CellRepair> {
    let link = of(&cell.text)?;
    let (written, _) = cell.written.as_ref()?;
    let stood_apart = written.trim_end().strip_suffix(link)?.ends_with(char::is_whitespace);
    let name = cell.text.strip_suffix(link).filter(|_| stood_apart)?.trim_end().to_owned();
    let mut text = writing::Text::as_written(&cell.text);
    text.repair(RepairKind::Remark, name);
    let (after, made) = text.into_parts();
    let before = std::mem::replace(&mut cell.text, after.clone());
    if let Some((_, all)) = cell.written.as_mut() {
        all.extend(made);
    }
    Some(CellRepair { cell: cell.at, kind: RepairKind::Remark, before, after })
}
