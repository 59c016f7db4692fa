//! Fixes in a workbook: only the cells that are fixed become other, byte for byte.

use super::Fix;
use crate::patch::{Package, PatchError};
use crate::source::{FileId, FilePlace, SourceMap};

/// The workbook with these fixes made.
///
/// # Errors
/// The file is no xlsx, or one that may not be changed; nothing is made then.
pub fn apply(
    bytes: &[u8],
    map: &SourceMap,
    file: FileId,
    fixes: &[Fix],
) -> Result<Vec<u8>, PatchError> {
    let mut package = Package::open(bytes)?;
    for fix in fixes {
        let FilePlace::Cell { cell, .. } = fix.location.place else { continue };
        let Some(sheet) = map.sheet(fix.location).filter(|_| fix.location.file == file) else {
            continue;
        };
        package.set_cell_text(&sheet.name, cell, &fix.after)?;
    }
    package.finish()
}
