//! OLE containers (compound files): what old Office files, `.et` and encrypted files are wrapped in.
//!
//! Written by hand because the container is where a hostile file can do most harm (a chain of sectors
//! that runs in a circle fills the memory of a reader that trusts it), and because [`wrap`] lets
//! calamine see only a clean container with the one stream that was checked.

const SIGNATURE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const FREE: u32 = 0xffff_ffff;
const END: u32 = 0xffff_fffe;
const FAT: u32 = 0xffff_fffd;
/// Streams shorter than this lie in the mini stream, in sectors of 64 bytes.
const MINI_LIMIT: usize = 4096;
const MINI_SECTOR: usize = 64;
const LARGE: usize = 4096;

/// Whether the bytes begin as an OLE container does.
pub(in crate::input) fn is_ole(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE)
}

#[derive(Debug)]
struct DirectoryEntry {
    name: String,
    start: u32,
    len: usize,
}

/// An opened container.
#[derive(Debug)]
pub(in crate::input) struct Ole<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<DirectoryEntry>,
}

impl<'a> Ole<'a> {
    /// Reads the directory; `None` when the container is damaged.
    pub(in crate::input) fn open(bytes: &'a [u8]) -> Option<Self> {
        if !is_ole(bytes) {
            return None;
        }
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => LARGE,
            _ => return None,
        };
        let mut ole =
            Self { bytes, sector, fat: vec![], mini_fat: vec![], mini: vec![], entries: vec![] };
        ole.fat = ole.load_fat()?;
        let directory = ole.chain(u32_at(bytes, 48)?, usize::MAX);
        ole.entries = directory.chunks_exact(128).filter_map(|raw| entry(raw, sector)).collect();
        let root = ole.entries.first()?;
        ole.mini = ole.chain(root.start, root.len);
        ole.mini_fat = words(&ole.chain(u32_at(bytes, 60)?, usize::MAX));
        Some(ole)
    }

    /// Whether there is a stream or storage of this name, at any depth.
    pub(in crate::input) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The bytes of a stream.
    pub(in crate::input) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.find(name)?;
        Some(if entry.len < MINI_LIMIT {
            self.mini_chain(entry.start, entry.len)
        } else {
            self.chain(entry.start, entry.len)
        })
    }

    fn find(&self, name: &str) -> Option<&DirectoryEntry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The table of which sector follows which: its own sectors are listed in the header, and beyond
    /// 109 of them in a chain of further sectors.
    fn load_fat(&self) -> Option<Vec<u32>> {
        let most = self.bytes.len() / self.sector + 1;
        let mut listed = words(self.bytes.get(76..512)?);
        let mut next = u32_at(self.bytes, 68)?;
        for _ in 0..most {
            let Some(more) = self.sector_at(next) else { break };
            let mut more = words(more);
            next = more.pop()?;
            listed.extend(more);
        }
        let sectors = listed.into_iter().filter_map(|id| self.sector_at(id)).take(most);
        Some(sectors.flat_map(words).collect())
    }

    /// Follows a chain for at most as many steps as the file has sectors, so that circles end.
    fn chain(&self, start: u32, len: usize) -> Vec<u8> {
        let most = self.bytes.len() / self.sector + 1;
        let mut stream = Vec::new();
        let mut id = start;
        for _ in 0..most {
            let Some(sector) = self.sector_at(id) else { break };
            stream.extend_from_slice(sector);
            let next = self.fat.get(id as usize);
            match next {
                Some(next) if stream.len() < len => id = *next,
                _ => break,
            }
        }
        stream.truncate(len);
        stream
    }

    fn mini_chain(&self, start: u32, len: usize) -> Vec<u8> {
        let mut stream = Vec::new();
        let mut id = start;
        while stream.len() < len {
            let from = (id as usize).saturating_mul(MINI_SECTOR);
            let Some(sector) = self.mini.get(from..(from + MINI_SECTOR).min(self.mini.len()))
            else {
                break;
            };
            if sector.is_empty() {
                break;
            }
            stream.extend_from_slice(sector);
            match self.mini_fat.get(id as usize) {
                Some(next) => id = *next,
                None => break,
            }
        }
        stream.truncate(len);
        stream
    }

    /// A sector; the last one of a file may be short. Marks such as [`END`] name no sector.
    fn sector_at(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }
}

fn entry(raw: &[u8], sector: usize) -> Option<DirectoryEntry> {
    let units = raw[..64].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let name: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
    // Kind 0 is an unused entry.
    if raw[66] == 0 {
        return None;
    }
    let low = u32_at(raw, 120)? as usize;
    let high = if sector == LARGE { u32_at(raw, 124)? as usize } else { 0 };
    let len = if high == 0 { low } else { usize::MAX };
    Some(DirectoryEntry { name: String::from_utf16_lossy(&name), start: u32_at(raw, 116)?, len })
}

/// Builds a container that holds one stream and nothing else.
pub(in crate::input) fn wrap(name: &str, stream: &[u8]) -> Vec<u8> {
    let len = stream.len().max(MINI_LIMIT);
    let data = len.div_ceil(LARGE);
    // One sector of the table serves 1,024 sectors: those of the stream, the directory, and itself.
    let tables = (data + 2).div_ceil(LARGE / 4 - 1);
    let mut file = header(data as u32, tables as u32);
    file.extend_from_slice(stream);
    file.resize(LARGE * (1 + data), 0);
    file.extend(directory_entry("Root DirectoryEntry", 5, 1, 0, 0));
    file.extend(directory_entry(name, 2, FREE, 0, len as u32));
    file.resize(LARGE * (2 + data), 0);
    let last = data as u32 - 1;
    file.extend((0..=last).flat_map(|id| if id == last { END } else { id + 1 }.to_le_bytes()));
    file.extend(END.to_le_bytes());
    file.extend((0..tables).flat_map(|_| FAT.to_le_bytes()));
    file.resize(LARGE * (2 + data + tables), 0xff);
    file
}

fn header(data: u32, tables: u32) -> Vec<u8> {
    let mut header = vec![0u8; 76];
    let mut put = |at: usize, value: &[u8]| header[at..at + value.len()].copy_from_slice(value);
    put(0, &SIGNATURE);
    put(24, &[0x3e, 0, 4, 0, 0xfe, 0xff, 12, 0, 6, 0]);
    put(40, &1u32.to_le_bytes());
    put(44, &tables.to_le_bytes());
    put(48, &data.to_le_bytes());
    put(56, &(MINI_LIMIT as u32).to_le_bytes());
    put(60, &END.to_le_bytes());
    put(68, &END.to_le_bytes());
    header.extend((0..tables.min(109)).flat_map(|table| (data + 1 + table).to_le_bytes()));
    header.resize(512, 0xff);
    header.resize(LARGE, 0);
    header
}

fn directory_entry(name: &str, kind: u8, child: u32, start: u32, len: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().take(31).flat_map(u16::to_le_bytes).collect();
    let name_len = entry.len() as u16 + 2;
    entry.resize(64, 0);
    entry.extend(name_len.to_le_bytes());
    entry.extend([kind, 1]);
    entry.extend([FREE, FREE, child].into_iter().flat_map(u32::to_le_bytes));
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend(len.to_le_bytes());
    entry.resize(128, 0);
    entry
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|w| u32::from_le_bytes([w[0], w[1], w[2], w[3]])).collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|b| u16::from_le_bytes([b[0], b[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_stream_comes_back() {
        for len in [1usize, 4096, 4097, 5_000_000] {
            let stream: Vec<u8> = (0..len).map(|n| (n % 251) as u8).collect();
            let file = wrap("Workbook", &stream);
            let ole = Ole::open(&file).expect("own container");
            assert!(ole.has("workbook") && !ole.has("WordDocument"));
            let back = ole.stream("Workbook").expect("the stream");
            assert_eq!(&back[..len], &stream[..], "{len}");
        }
    }

    #[test]
    fn a_chain_in_a_circle_ends() {
        let mut file = wrap("Workbook", &[7; 20_000]);
        // The table lies in the last sector: let each sector of the stream follow itself.
        let table = file.len() - LARGE;
        for id in 0..5u32 {
            let at = table + id as usize * 4;
            file[at..at + 4].copy_from_slice(&id.to_le_bytes());
        }
        let stream = Ole::open(&file).and_then(|ole| ole.stream("Workbook")).expect("some bytes");
        assert!(stream.len() <= file.len());
    }
}
