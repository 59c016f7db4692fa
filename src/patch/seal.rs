//! A seal on a workbook that was written here: whether somebody changed it afterwards can be told from
//! the workbook itself, so that a copy which people worked on is never written over.
//!
//! The seal is a comment at the end of a sheet's part, with a digest of that part and of the checksums
//! of all others. Every office program drops it when it saves.

use sha2::{Digest, Sha256};

use super::PatchError;
use crate::office::EditedContainer;

const START: &str = "<!--mulu ";
const END: &str = "-->";

/// The workbook with a seal in the part.
pub(super) fn seal(bytes: &[u8], part: &str) -> Result<Vec<u8>, PatchError> {
    let mut parts = EditedContainer::open(bytes)?;
    let text = parts.required(part)?;
    let digest = digest(&mut parts, part, &text)?;
    parts.put(part, format!("{text}{START}{digest}{END}"));
    Ok(parts.write()?)
}

/// Whether the workbook has a seal that fits it: mulu wrote it, and nobody changed it.
pub fn is_sealed(bytes: &[u8]) -> bool {
    matches!(sealed(bytes), Ok(true))
}

fn sealed(bytes: &[u8]) -> Result<bool, PatchError> {
    let mut parts = EditedContainer::open(bytes)?;
    let sheets = |name: &&str| name.ends_with(".xml") && name.contains("worksheets/");
    let names: Vec<String> = parts.names().filter(sheets).map(str::to_owned).collect();
    for name in names.iter().rev() {
        let text = parts.required(name)?;
        let parted = text.strip_suffix(END).and_then(|text| text.rsplit_once(START));
        if let Some((text, written)) = parted {
            return Ok(digest(&mut parts, name, text)? == written);
        }
    }
    Ok(false)
}

fn digest(parts: &mut EditedContainer<'_>, part: &str, text: &str) -> Result<String, PatchError> {
    let mut hash = Sha256::new();
    hash.update(parts.checksums(part)?);
    hash.update(text);
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
