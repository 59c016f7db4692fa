//! The parts of a zip container: read as text, replaced, added, and written anew with every other part
//! copied as it is packed. Knows nothing of workbooks.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::PatchError;
use super::splice::Splices;

/// The largest part that is edited. Readers refuse the same.
const MOST_BYTES: u64 = 100 << 20;

/// A container with changes that are not written yet.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    /// New texts of parts, by name; also of parts that the container does not have yet.
    texts: BTreeMap<String, String>,
    /// The parts that the container does not have yet, in the order in which they came.
    added: Vec<String>,
}

impl<'a> Parts<'a> {
    /// Opens a container. One whose names do not tell its parts apart is refused.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, PatchError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PatchError::NotAWorkbook)?;
        let mut names = Vec::new();
        for name in zip.file_names() {
            names.push(name.map_err(|error| PatchError::odd("zip", error))?.into_owned());
        }
        let parts = Self { zip, names, texts: BTreeMap::new(), added: Vec::new() };
        let mut folded: Vec<String> = parts.names.iter().map(|name| fold(name)).collect();
        folded.sort();
        match folded.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(PatchError::odd(&pair[0], "有两个")),
            None => Ok(parts),
        }
    }

    /// The names of all parts.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether there is a part of this name; case does not count.
    pub(super) fn has(&self, name: &str) -> bool {
        self.real_name(name).is_some()
    }

    /// The text of a part as it is by now; `None` when there is none.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, PatchError> {
        let Some(name) = self.real_name(name).map(str::to_owned) else { return Ok(None) };
        if let Some(text) = self.texts.get(&name) {
            return Ok(Some(text.clone()));
        }
        let part = self.zip.by_name(&name).map_err(|error| PatchError::odd(&name, error))?;
        let mut bytes = Vec::new();
        part.take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| PatchError::odd(&name, error))?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(PatchError::TooLarge(name));
        }
        let text = String::from_utf8(bytes).map_err(|_| PatchError::odd(&name, "不是 UTF-8"))?;
        Ok(Some(text))
    }

    /// The text of a part that must be there.
    pub(super) fn required(&mut self, name: &str) -> Result<String, PatchError> {
        self.text(name)?.ok_or_else(|| PatchError::odd(name, "没有这个部件"))
    }

    /// Gives a part a new text, and adds it when there is none of this name.
    pub(super) fn put(&mut self, name: &str, text: String) {
        let real = self.real_name(name).map(str::to_owned);
        let name = real.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.added.push(name.to_owned());
            name.to_owned()
        });
        self.texts.insert(name, text);
    }

    /// Makes edits of a part, which was read as `before`.
    pub(super) fn edit(
        &mut self,
        name: &str,
        before: &str,
        edits: Splices,
    ) -> Result<(), PatchError> {
        if !edits.is_empty() {
            let after = edits.apply(before).ok_or_else(|| PatchError::odd(name, "结构交错"))?;
            self.put(name, after);
        }
        Ok(())
    }

    /// A name for a new part: `prefix`, the first free number, `suffix`.
    pub(super) fn free_name(&self, prefix: &str, suffix: &str) -> String {
        let mut names = (1u32..).map(|number| format!("{prefix}{number}{suffix}"));
        names.find(|name| !self.has(name)).unwrap_or_default()
    }

    /// What tells the content of the parts, apart from one of them: names, checksums and sizes.
    pub(super) fn checksums(&mut self, except: &str) -> Result<String, PatchError> {
        let mut list = String::new();
        for index in 0..self.zip.len() {
            let part = self.zip.by_index_raw(index).map_err(|e| PatchError::odd("zip", e))?;
            let name = part.name().map_err(|error| PatchError::odd("zip", error))?;
            if name != except {
                list.push_str(&format!("{name} {:08x} {}\n", part.crc32(), part.size()));
            }
        }
        Ok(list)
    }

    /// The container with all changes.
    pub(super) fn write(mut self) -> Result<Vec<u8>, PatchError> {
        self.write_zip().map_err(|error| PatchError::odd("zip", error))
    }

    fn write_zip(&mut self) -> ZipResult<Vec<u8>> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.zip.len() {
            let part = self.zip.by_index_raw(index)?;
            let name = part.name()?.into_owned();
            match self.texts.get(&name) {
                Some(text) => add(&mut out, &name, text, part.last_modified())?,
                None => out.raw_copy_file(part)?,
            }
        }
        for name in &self.added {
            if let Some(text) = self.texts.get(name) {
                add(&mut out, name, text, None)?;
            }
        }
        Ok(out.finish()?.into_inner())
    }

    fn real_name(&self, name: &str) -> Option<&str> {
        let wanted = fold(name);
        self.names.iter().find(|have| fold(have) == wanted).map(String::as_str)
    }
}

/// Office programs do not tell case apart, and some writers use `\`.
fn fold(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

fn add(
    out: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    text: &str,
    time: Option<DateTime>,
) -> Result<(), ZipError> {
    // Not the time of the clock: the same input gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(time.unwrap_or_default());
    out.start_file(name, options)?;
    out.write_all(text.as_bytes())?;
    Ok(())
}
