//! The only reader of the disk: the entries of a folder, the bytes and the text of a file. Knows nothing of
//! what the files are for.

mod reads;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

pub(in crate::input) use reads::digest;
pub use reads::{Reads, recording};

/// Why a file or folder was not read. The text is for the user.
#[derive(Debug, thiserror::Error)]
#[error("读不了“{path}”：{reason}")]
pub struct ReadFailure {
    /// What was read.
    pub path: String,
    /// Why not.
    pub reason: String,
}

impl ReadFailure {
    /// A file that cannot be used, for this reason.
    pub fn new(path: &Path, reason: impl Into<String>) -> Self {
        Self { path: path.display().to_string(), reason: reason.into() }
    }

    fn io(path: &Path, error: &std::io::Error) -> Self {
        Self::new(path, reason(error))
    }
}

/// What Unix systems call links that lead back to themselves (ELOOP).
const LOOP: i32 = if cfg!(any(target_os = "linux", target_os = "android")) { 40 } else { 62 };

/// Why the disk gives nothing, in Chinese.
pub fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind::{IsADirectory, NotADirectory, NotFound, PermissionDenied};
    let known = match error.kind() {
        NotFound => "没有这个文件或文件夹",
        PermissionDenied => "没有读取的权限，或者正被别的程序占用",
        IsADirectory => "这是一个文件夹，请写里面的文件",
        NotADirectory => "这不是一个文件夹",
        _ if cfg!(unix) && error.raw_os_error() == Some(LOOP) => {
            "循环的链接：它指来指去又回到自己，指不到文件"
        }
        _ => {
            let code = error.raw_os_error().map(|code| format!("（错误号 {code}）"));
            return format!("系统没有读成{}", code.unwrap_or_default());
        }
    };
    known.to_owned()
}

/// What is said of a text that is not in UTF-8.
pub(super) const NOT_UTF8: &str = "文件不是 UTF-8 编码。用记事本打开，“另存为”时编码选 UTF-8";

/// Whether a file is YAML by its name; JSON is read as YAML.
pub(crate) fn is_yaml(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or("").to_lowercase();
    matches!(extension.as_str(), "yaml" | "yml" | "json")
}

/// A file to read from, of at most so many bytes as the disk says. A device or a pipe is none: opening it may
/// wait for ever, and it may never end.
///
/// # Errors
/// When it is none, or too large, or the disk refuses.
pub fn open(path: &Path, most: u64) -> Result<File, ReadFailure> {
    let failed = |error: std::io::Error| ReadFailure::io(path, &error);
    let metadata = fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() && !metadata.is_dir() {
        return Err(ReadFailure::new(path, "这是设备或者管道，不是文件。先存成文件"));
    }
    if metadata.len() > most {
        return Err(too_large(path, most));
    }
    File::open(path).map_err(failed)
}

/// The most that is read of a file of a catalogue. Each format has limits of its own below that.
pub const MOST_BYTES: u64 = 64 << 20;

fn too_large(path: &Path, most: u64) -> ReadFailure {
    ReadFailure::new(path, format!("文件太大，超过 {} MB，不是目录用的文件", most >> 20))
}

/// The bytes of a file.
///
/// # Errors
/// When the disk refuses.
pub fn read(path: &Path) -> Result<Vec<u8>, ReadFailure> {
    read_most(path, MOST_BYTES)
}

/// The bytes of a file that may have so many: of what is packed up and not read as a table.
///
/// # Errors
/// When it has more, or the disk refuses.
pub fn read_most(path: &Path, most: u64) -> Result<Vec<u8>, ReadFailure> {
    let read = bytes(path, most);
    reads::note_bytes(path, read.as_deref().ok());
    read
}

fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, ReadFailure> {
    let failed = |error: std::io::Error| ReadFailure::io(path, &error);
    let file = open(path, most)?;
    // Room for all of it at once.
    let length = file.metadata().map_err(failed)?.len().min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    // One more than is taken tells a file that is too large, whatever the disk says of its length.
    file.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > most { Err(too_large(path, most)) } else { Ok(bytes) }
}

/// The text of a file.
///
/// # Errors
/// When the disk refuses, or the file is not in UTF-8.
pub fn text(path: &Path) -> Result<String, ReadFailure> {
    String::from_utf8(read(path)?).map_err(|_| ReadFailure::new(path, NOT_UTF8))
}

/// Whether there is anything at a path: a link that leads nowhere is nothing.
///
/// # Errors
/// When there is not, or the disk does not say.
pub(in crate::input) fn metadata(path: &Path) -> Result<(), ReadFailure> {
    fs::metadata(path).map(drop).map_err(|error| ReadFailure::io(path, &error))
}

/// Whether a path is a link, to a file or a folder.
pub fn is_link(path: &Path) -> bool {
    path.is_symlink()
}

/// Where a link leads, if that is not below this folder. What leads nowhere is read, and told of then.
pub(in crate::input) fn outside(path: &Path, top: &Path) -> Option<PathBuf> {
    let (target, top) = (path.canonicalize().ok()?, top.canonicalize().ok()?);
    (is_link(path) && !target.starts_with(top)).then_some(target)
}

/// Whether there is a file or folder at a path.
pub fn is_there(path: &Path) -> bool {
    fs::metadata(path).is_ok()
}

/// Whether there is a file at a path.
pub fn is_file(path: &Path) -> bool {
    let is_file = path.is_file();
    reads::note_file(path, is_file);
    is_file
}

/// What tells one version of a large file from another without reading it: its length and its time.
pub fn stamp(path: &Path) -> Option<String> {
    let metadata = fs::metadata(path).ok()?;
    Some(format!("{} {:?}", metadata.len(), metadata.modified().ok()?))
}

/// The entries of a folder by name.
///
/// # Errors
/// When the disk refuses.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, ReadFailure> {
    let found = sorted_entries(folder);
    reads::note_entries(folder, found.as_deref().ok());
    found
}

fn sorted_entries(folder: &Path) -> Result<Vec<PathBuf>, ReadFailure> {
    let entries = fs::read_dir(folder).map_err(|error| ReadFailure::io(folder, &error))?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<Vec<PathBuf>>>()
        .map_err(|error| ReadFailure::io(folder, &error))?;
    paths.sort();
    Ok(paths)
}

/// How the names of copies end that mulu writes beside a workbook: marked ones and fixed ones.
const OUR_COPIES: [&str; 4] = [".校验.xlsx", ".校验.xlsm", ".修正.xlsx", ".修正.xlsm"];

/// How the names of reports begin that mulu writes beside what was dropped on it.
const OUR_REPORT: &str = "校验报告";

/// The entries of a folder by name, without hidden and temporary ones and mulu's own copies; empty when
/// there is no folder.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>, ReadFailure> {
    // A link that leads nowhere, or a folder above that is locked, is not the same as no folder.
    if !folder.is_dir() && !folder.is_symlink() {
        reads::note_entries(folder, None);
        return Ok(Vec::new());
    }
    let mut paths = entries(folder)?;
    paths.retain(|path| {
        let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
        // Office programs keep a lock file `~$…` or `.~…` beside a workbook that is open.
        !name.starts_with(['.', '~'])
            && !name.starts_with("README")
            && !name.starts_with(OUR_REPORT)
            && !OUR_COPIES.iter().any(|end| name.ends_with(end))
    });
    Ok(paths)
}
