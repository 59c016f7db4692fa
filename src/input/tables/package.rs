//! Zip containers (xlsx, ods, docx), opened with suspicion.
//!
//! What a container declares about its sizes can lie, so every part that is read goes through a
//! counter while it is inflated; and a part that calamine will read by itself is inflated once before,
//! to nowhere, only to be counted ([`Package::verify`]).

use std::io::{self, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::check;
use super::{Format, Limit, Limits, ReadError};

/// A part below this size may be as repetitive as it likes.
const RATIO_FROM: u64 = 1 << 20;

/// An opened zip container.
#[derive(Debug)]
pub(in crate::input) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
    format: Format,
}

/// Whether a zip has more directory entries than allowed, counted by their signatures: the directory
/// itself can be made to fill the memory, before anything is inflated.
pub(super) fn too_many_parts(bytes: &[u8], limit: usize) -> bool {
    memchr::memmem::find_iter(bytes, b"PK\x01\x02").nth(limit).is_some()
}

impl<'a> Package<'a> {
    /// Opens a container and checks the declared sizes.
    pub(in crate::input) fn open(
        bytes: &'a [u8],
        format: Format,
        limits: &'a Limits,
    ) -> Result<Self, ReadError> {
        if too_many_parts(bytes, limits.parts) {
            let (what, limit) = (Limit::Parts, limits.parts as u64);
            return Err(ReadError::TooLarge { what, limit, at: None });
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| ReadError::broken(format, e))?;
        Ok(Self { zip, limits, format })
    }

    /// The names of all parts.
    pub(in crate::input) fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(|name| name.ok().map(|name| name.into_owned())).collect()
    }

    /// Opens a part for reading; `None` when there is none of this name, which is compared without
    /// regard to case, as office programs do.
    pub(in crate::input) fn part(
        &mut self,
        name: &str,
    ) -> Result<Option<Part<impl Read + '_>>, ReadError> {
        let Some(name) = self.real_name(name) else { return Ok(None) };
        let limit = self.part_limit(&name);
        let format = self.format;
        let file = match self.zip.by_name(&name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(ReadError::broken(format, error)),
        };
        check(limit.what, file.size(), limit.bytes).map_err(|e| e.at(|| name.clone()))?;
        let packed = file.compressed_size().max(1);
        let ratio = self.limits.ratio;
        Ok(Some(Part { inner: file, read: 0, packed, limit, ratio, exceeded: None }))
    }

    /// Inflates every part that calamine may read, to make sure that it can do no harm.
    pub(in crate::input) fn verify(&mut self) -> Result<(), ReadError> {
        let mut total = 0;
        let most = self.limits.total_bytes;
        for name in self.names().into_iter().filter(|name| is_read(name)) {
            let Some(mut part) = self.part(&name)? else { continue };
            // What does not inflate is the reader's to complain about, when it gets there.
            let copied = io::copy(&mut part, &mut io::sink());
            if let Some(error) = part.exceeded() {
                return Err(error.at(|| name));
            }
            total += copied.unwrap_or(0);
            check(Limit::TotalBytes, total, most)?;
        }
        Ok(())
    }

    fn real_name(&self, name: &str) -> Option<String> {
        if self.zip.index_for_name(name).is_some() {
            return Some(name.to_owned());
        }
        let wanted = name.replace('\\', "/");
        self.names().into_iter().find(|have| have.replace('\\', "/").eq_ignore_ascii_case(&wanted))
    }

    fn part_limit(&self, name: &str) -> PartLimit {
        if name.to_ascii_lowercase().contains("sharedstrings") {
            PartLimit { what: Limit::StringTable, bytes: self.limits.string_table_bytes }
        } else {
            PartLimit { what: Limit::PartBytes, bytes: self.limits.part_bytes }
        }
    }
}

/// Pictures and embedded files are never read.
fn is_read(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let skipped = ["media/", "embeddings/", "vbaproject", "printersettings"];
    !skipped.iter().any(|part| name.contains(part))
        && [".xml", ".rels", ".bin"].iter().any(|end| name.ends_with(end))
}

#[derive(Debug, Clone, Copy)]
struct PartLimit {
    what: Limit,
    bytes: u64,
}

/// A part while it is inflated: reading fails as soon as it passes a limit.
#[derive(Debug)]
pub(in crate::input) struct Part<R> {
    inner: R,
    read: u64,
    packed: u64,
    limit: PartLimit,
    ratio: u64,
    exceeded: Option<ReadError>,
}

impl<R> Part<R> {
    /// The limit that was passed, after a read has failed.
    pub(in crate::input) fn exceeded(&mut self) -> Option<ReadError> {
        self.exceeded.take()
    }
}

impl<R: Read> Read for Part<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read += count as u64;
        let within_size = check(self.limit.what, self.read, self.limit.bytes);
        let most = self.packed.saturating_mul(self.ratio).max(RATIO_FROM);
        let within = within_size.and_then(|()| {
            check(Limit::Ratio, self.read, most).map_err(|_| ReadError::TooLarge {
                what: Limit::Ratio,
                limit: self.ratio,
                at: None,
            })
        });
        match within {
            Ok(()) => Ok(count),
            Err(error) => {
                self.exceeded = Some(error.clone());
                Err(io::Error::other(Exceeded(error)))
            }
        }
    }
}

/// Carries a passed limit through readers that only know I/O errors.
#[derive(Debug)]
pub(in crate::input) struct Exceeded(pub(in crate::input) ReadError);

impl std::fmt::Display for Exceeded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Exceeded {}
