//! Zip containers, opened with suspicion: the policy of the module's page is kept here.
//!
//! What a container declares about its sizes can lie, so every part that is read goes through a
//! counter while it is inflated; and parts that a program will read by itself are inflated once
//! before, to nowhere, only to be counted ([`Container::verify`]).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Read, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::{OfficeError, OfficeLimit, OfficeLimits, check};

/// The system that every container of ours says it was made on, so that all systems write the same bytes.
const MADE_ON: System = System::Unix;
/// Where an entry of the directory names that system: the upper byte of "version made by".
const MADE_ON_AT: usize = 5;
/// How a part begins, before its content.
const PART_HEAD: &[u8] = b"PK\x03\x04";
/// A part below this size may be as repetitive as it likes.
const RATIO_FROM: u64 = 1 << 20;

/// An opened zip container.
#[derive(Debug)]
pub(crate) struct Container<'a> {
    bytes: &'a [u8],
    zip: ZipArchive<Cursor<&'a [u8]>>,
    limits: OfficeLimits,
    /// The names of the parts in their order.
    names: Vec<String>,
    /// Their places in that order, by what their names are compared by.
    places: BTreeMap<String, usize>,
    /// The parts that were read, and what all of them declare.
    counted: BTreeSet<usize>,
    total: u64,
}

impl<'a> Container<'a> {
    /// Opens a container and checks what can be told without inflating it.
    pub(crate) fn open(bytes: &'a [u8], limits: &OfficeLimits) -> Result<Self, OfficeError> {
        // The directory itself can be made to fill the memory, so its entries are counted before.
        if memchr::memmem::find_iter(bytes, b"PK\x01\x02").nth(limits.parts).is_some() {
            check(OfficeLimit::Parts, limits.parts as u64 + 1, limits.parts as u64)?;
        }
        let zip = ZipArchive::new(Cursor::new(bytes));
        let zip = zip.map_err(|error| OfficeError::NoContainer(error.to_string()))?;
        if zip.has_duplicate_names() {
            return Err(OfficeError::broken("zip", "有同名的部件"));
        }
        let mut names = Vec::new();
        for name in zip.file_names() {
            names.push(name.map_err(|error| OfficeError::broken("zip", error))?.into_owned());
        }
        let mut places = BTreeMap::new();
        for (place, name) in names.iter().enumerate() {
            if places.insert(fold(name), place).is_some() {
                return Err(OfficeError::broken(name, "有同名的部件"));
            }
        }
        Ok(Self { bytes, zip, limits: *limits, names, places, counted: BTreeSet::new(), total: 0 })
    }

    /// Whether something stands before the container, which other programs may take for the content.
    pub(crate) fn has_preface(&self) -> bool {
        self.zip.offset() > 0
    }

    /// Whether a part stands between those that the directory names, or behind them: other programs may
    /// take it for the content.
    pub(crate) fn has_unlisted_part(&mut self) -> Result<bool, OfficeError> {
        let mut listed = Vec::new();
        for (index, name) in self.names.iter().enumerate() {
            let damaged = |error| OfficeError::broken(name, error);
            let part = self.zip.by_index_raw(index).map_err(damaged)?;
            let start = part.header_start();
            let end = part.data_start().unwrap_or(start).saturating_add(part.compressed_size());
            listed.push((start, end));
        }
        let inside = |at: u64| listed.iter().any(|(start, end)| (*start..*end).contains(&at));
        let mut heads = memchr::memmem::find_iter(self.bytes, PART_HEAD);
        Ok(heads.any(|at| !inside(at as u64)))
    }

    /// The names of all parts, in their order.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The name that a part goes by in the container; `None` when there is no such part.
    pub(crate) fn real_name(&self, name: &str) -> Option<&str> {
        let place = *self.places.get(&fold(name))?;
        self.names.get(place).map(String::as_str)
    }

    /// Opens a part for reading; `None` when there is none of this name.
    pub(crate) fn part(
        &mut self,
        name: &str,
    ) -> Result<Option<ContainerPart<impl Read + '_>>, OfficeError> {
        let Some(&place) = self.places.get(&fold(name)) else { return Ok(None) };
        let name = self.names[place].clone();
        let damaged = |error| OfficeError::broken(&name, error);
        let declared = self.zip.by_index_raw(place).map_err(damaged)?.size();
        let limit = PartLimit::of(&name, &self.limits);
        check(limit.what, declared, limit.bytes).map_err(|error| error.at(&name))?;
        self.count(place, declared)?;
        let ratio = self.limits.ratio;
        let file = self.zip.by_index(place).map_err(damaged)?;
        let packed = file.compressed_size().max(1);
        Ok(Some(ContainerPart {
            inner: file,
            name,
            read: 0,
            packed,
            declared,
            limit,
            ratio,
            exceeded: None,
        }))
    }

    /// The whole of a part.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, OfficeError> {
        let Some(mut part) = self.part(name)? else { return Ok(None) };
        let mut bytes = Vec::new();
        let read = part.read_to_end(&mut bytes);
        if let Some(error) = part.exceeded() {
            return Err(error);
        }
        read.map_err(|error| OfficeError::broken(name, error))?;
        Ok(Some(bytes))
    }

    /// The whole of a part as text.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, OfficeError> {
        let text = self.bytes(name)?.map(String::from_utf8).transpose();
        text.map_err(|_| OfficeError::broken(name, "不是 UTF-8"))
    }

    /// The first bytes of a part, at most so many, as far as they can be had.
    pub(crate) fn head(&mut self, name: &str, most: u64) -> Option<String> {
        let part = self.part(name).ok()??;
        let mut head = Vec::new();
        part.take(most).read_to_end(&mut head).ok()?;
        Some(String::from_utf8_lossy(&head).into_owned())
    }

    /// Inflates every part that another program may read by itself, to make sure that it can do no
    /// harm.
    pub(crate) fn verify(&mut self) -> Result<(), OfficeError> {
        let names = self.names.clone();
        for name in names.iter().filter(|name| is_read(name)) {
            let Some(mut part) = self.part(name)? else { continue };
            // What does not inflate is the reader's to complain about, when it gets there.
            let _ = io::copy(&mut part, &mut io::sink());
            if let Some(error) = part.exceeded() {
                return Err(error);
            }
        }
        Ok(())
    }

    /// Names, checksums and sizes of the parts, apart from one of them: what tells their content.
    pub(crate) fn checksums(&mut self, except: &str) -> Result<String, OfficeError> {
        let mut list = String::new();
        for (index, name) in self.names.iter().enumerate().filter(|(_, name)| *name != except) {
            let part = self.zip.by_index_raw(index).map_err(|e| OfficeError::broken(name, e))?;
            list.push_str(&format!("{name} {:08x} {}\n", part.crc32(), part.size()));
        }
        Ok(list)
    }

    /// Copies the parts in their order as they are packed, but for those that `changed` gives.
    pub(super) fn copy(
        &mut self,
        out: &mut NewContainer,
        changed: &BTreeMap<String, String>,
    ) -> ZipResult<()> {
        for (index, name) in self.names.iter().enumerate() {
            let part = self.zip.by_index_raw(index)?;
            match changed.get(name) {
                Some(text) => out.add_at(name, text.as_bytes(), part.last_modified())?,
                None => out.0.raw_copy_file(part)?,
            }
        }
        Ok(())
    }

    /// Counts what a part declares, once for each part that is read.
    fn count(&mut self, place: usize, declared: u64) -> Result<(), OfficeError> {
        if self.counted.insert(place) {
            self.total = self.total.saturating_add(declared);
        }
        check(OfficeLimit::TotalBytes, self.total, self.limits.total_bytes)
    }
}

/// What names are compared by. Office programs do not tell case apart, some writers use `\`, and
/// relations are written as addresses, in which `%E8%A1%A8` stands for `表`.
fn fold(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|digits| std::str::from_utf8(digits).ok());
        let code = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).replace('\\', "/").to_ascii_lowercase()
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
    what: OfficeLimit,
    bytes: u64,
}

impl PartLimit {
    fn of(name: &str, limits: &OfficeLimits) -> Self {
        if name.to_ascii_lowercase().contains("sharedstrings") {
            Self { what: OfficeLimit::StringTable, bytes: limits.string_table_bytes }
        } else {
            Self { what: OfficeLimit::PartBytes, bytes: limits.part_bytes }
        }
    }
}

/// A part while it is inflated: reading fails as soon as it passes a limit, or what it declares.
#[derive(Debug)]
pub(crate) struct ContainerPart<R> {
    inner: R,
    name: String,
    read: u64,
    packed: u64,
    declared: u64,
    limit: PartLimit,
    ratio: u64,
    exceeded: Option<OfficeError>,
}

impl<R> ContainerPart<R> {
    /// The limit that was passed, after a read has failed.
    fn exceeded(&mut self) -> Option<OfficeError> {
        self.exceeded.take()
    }

    fn check(&self) -> Result<(), OfficeError> {
        check(self.limit.what, self.read, self.limit.bytes)?;
        if self.read > self.packed.saturating_mul(self.ratio).max(RATIO_FROM) {
            check(OfficeLimit::Ratio, self.ratio + 1, self.ratio)?;
        }
        // The sum of what parts declare is limited, so none may turn out larger.
        if self.read > self.declared {
            return Err(OfficeError::broken(&self.name, "比所声明的大"));
        }
        Ok(())
    }
}

impl<R: Read> Read for ContainerPart<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read += count as u64;
        self.check().map(|()| count).map_err(|error| {
            let error = error.at(&self.name);
            self.exceeded = Some(error.clone());
            io::Error::other(error)
        })
    }
}

/// A container that a crate has written, with the same bytes on every system.
pub(crate) fn made_alike(mut bytes: Vec<u8>) -> Result<Vec<u8>, OfficeError> {
    let broken = |error: zip::result::ZipError| OfficeError::NoContainer(error.to_string());
    let mut zip = ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(broken)?;
    let entries =
        (0..zip.len()).map(|at| zip.by_index_raw(at).map(|part| part.central_header_start()));
    let entries = entries.collect::<ZipResult<Vec<u64>>>().map_err(broken)?;
    for entry in entries {
        let at = usize::try_from(entry).ok().and_then(|entry| entry.checked_add(MADE_ON_AT));
        if let Some(byte) = at.and_then(|at| bytes.get_mut(at)) {
            *byte = MADE_ON.into();
        }
    }
    Ok(bytes)
}

/// A container while it is written. The same parts give the same bytes, whatever the clock says.
pub(crate) struct NewContainer(ZipWriter<Cursor<Vec<u8>>>);

impl NewContainer {
    /// A container without parts.
    pub(crate) fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Adds a part behind the others.
    pub(crate) fn add(&mut self, name: &str, content: &[u8]) -> Result<(), OfficeError> {
        self.add_at(name, content, None).map_err(|error| OfficeError::broken(name, error))
    }

    /// The bytes of the container.
    pub(crate) fn finish(self) -> Result<Vec<u8>, OfficeError> {
        let written =
            self.0.finish().map_err(|error| OfficeError::NoContainer(error.to_string()))?;
        Ok(written.into_inner())
    }

    fn add_at(&mut self, name: &str, content: &[u8], time: Option<DateTime>) -> ZipResult<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(time.unwrap_or_default())
            .system(MADE_ON);
        self.0.start_file(name, options)?;
        self.0.write_all(content)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(names: &[&str], limits: &OfficeLimits) -> Result<(), OfficeError> {
        let mut out = NewContainer::new();
        names.iter().for_each(|name| out.add(name, &[b'a'; 2_000]).expect("part"));
        let bytes = out.finish().expect("container");
        let mut container = Container::open(&bytes, limits)?;
        names.iter().try_for_each(|name| container.bytes(name).map(|_| ()))
    }

    #[test]
    fn names_that_programs_may_take_for_each_other_are_refused() {
        let limits = OfficeLimits::default();
        for second in ["XL/a.xml", "xl\\a.xml", "xl/%61.xml", "xl/%61%2eXML"] {
            let error = read(&["xl/a.xml", second], &limits).expect_err(second);
            assert!(matches!(error, OfficeError::Broken { .. }), "{second}: {error}");
        }
        assert_eq!(read(&["xl/a.xml", "a.xml", "xl/b.xml", "xl/%zz.xml"], &limits), Ok(()));
    }

    #[test]
    fn a_container_of_another_system_becomes_one_of_ours() {
        let pack = |system| {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            let options = SimpleFileOptions::default().system(system).unix_permissions(0o600);
            for name in ["a.xml", "表/b.xml"] {
                zip.start_file(name, options).expect("part");
                zip.write_all(b"PK\x01\x02 is no entry").expect("content");
            }
            zip.finish().expect("container").into_inner()
        };
        let (there, here) = (pack(System::Dos), pack(MADE_ON));
        assert_ne!(there, here);
        assert_eq!(made_alike(there).expect("a container"), here);
        assert_eq!(made_alike(here.clone()).expect("a container"), here);
    }

    #[test]
    fn parts_are_found_by_the_names_that_relations_write() {
        let mut out = NewContainer::new();
        out.add("xl/表 1.xml", b"<a/>").expect("part");
        let bytes = out.finish().expect("container");
        let mut container = Container::open(&bytes, &OfficeLimits::default()).expect("opens");
        let text = container.text("XL/%E8%A1%A8%201.xml").expect("readable");
        assert_eq!(text.as_deref(), Some("<a/>"));
        assert_eq!(container.text("xl/别的.xml"), Ok(None));
    }

    #[test]
    fn what_is_read_is_limited() {
        let limits = OfficeLimits { total_bytes: 3_000, ..OfficeLimits::default() };
        assert_eq!(read(&["a.xml"], &limits), Ok(()));
        let what = |result| match result {
            Err(OfficeError::TooLarge { what, .. }) => what,
            other => panic!("{other:?}"),
        };
        assert_eq!(what(read(&["a.xml", "b.xml"], &limits)), OfficeLimit::TotalBytes);
        let limits = OfficeLimits { part_bytes: 1_000, ..OfficeLimits::default() };
        assert_eq!(what(read(&["a.xml"], &limits)), OfficeLimit::PartBytes);
        let limits = OfficeLimits { parts: 1, ..OfficeLimits::default() };
        assert_eq!(what(read(&["a.xml", "b.xml"], &limits)), OfficeLimit::Parts);
    }
}
