//! Putting files where they belong, without ever losing what somebody else wrote there.
//!
//! A folder of output holds a record of what mulu wrote ([`MANIFEST`]). A file that is not as recorded
//! has been changed by hand and is left alone unless the caller insists. All files of one member are
//! first written beside their targets and then renamed, so that nothing is ever half written. This
//! module knows nothing of catalogues.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::Artifact;
use crate::text::hex;

/// The name of the record of what was written.
pub const MANIFEST: &str = ".mulu-manifest.json";

/// A folder of output.
#[derive(Debug)]
pub struct OutputFolder {
    root: PathBuf,
    force: bool,
    manifest: Manifest,
}

/// The record: SHA-256 of each file by its path below the folder, with `/`.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    version: u32,
    files: BTreeMap<String, String>,
}

/// Why a file was not written. The text is for the user.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file is not as mulu wrote it.
    #[error(
        "“{0}”在 mulu 写出以后改动过（或者不是 mulu 写的），没有覆盖。要保留改动，先把它改名或移走；确定不要了，加 --force"
    )]
    Changed(String),
    /// An office program has the file open.
    #[error(
        "“{0}”正在别的程序里打开，没有覆盖。关掉它再编制一次；确定没有人打开（上次没有正常退出），加 --force"
    )]
    Open(String),
    /// The file is marked read-only.
    #[error("“{0}”是只读的，没有覆盖。去掉“只读”属性，或者用 -o 换一个文件夹")]
    ReadOnly(String),
    /// A folder stands where the file should be, or a file where a folder should be.
    #[error("“{0}”的位置上已有同名的文件或文件夹，写不进去。把它改名或移走")]
    InTheWay(String),
    /// The disk says no.
    #[error("写不了“{path}”：{reason}")]
    Io {
        /// What was to be written.
        path: String,
        /// Why not.
        reason: String,
    },
}

/// A file about to be written: the new content beside the target, and what stood there before.
struct Pending {
    key: String,
    target: PathBuf,
    before: Option<Vec<u8>>,
    digest: String,
    temporary: NamedTempFile,
}

impl OutputFolder {
    /// A folder of output, which need not exist yet. With `force`, files changed by hand are replaced.
    pub fn open(root: &Path, force: bool) -> Self {
        // Without a readable record nothing there is known to be ours: the safe reading.
        let manifest = fs::read(root.join(MANIFEST))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        Self { root: root.to_path_buf(), force, manifest }
    }

    /// Writes all files of one member, or none. Gives the member's folder.
    ///
    /// # Errors
    /// When a file may not be replaced or the disk refuses; then every file is as it was before.
    pub fn put(&mut self, member: &str, artifacts: &[Artifact]) -> Result<PathBuf, WriteError> {
        let folder = self.root.join(member);
        for artifact in artifacts {
            self.may_replace(member, artifact)?;
        }
        make_folder(&folder)?;
        let pending = artifacts
            .iter()
            .map(|artifact| prepare(&folder, member, artifact))
            .collect::<Result<Vec<Pending>, WriteError>>()?;
        let written = commit(pending)?;
        self.manifest.files.extend(written);
        self.save_manifest()?;
        Ok(folder)
    }

    /// Whether the target may be replaced.
    fn may_replace(&self, member: &str, artifact: &Artifact) -> Result<(), WriteError> {
        let target = self.root.join(member).join(&artifact.name);
        let name = shown(&target);
        let Ok(metadata) = fs::metadata(&target) else { return Ok(()) };
        if !metadata.is_file() {
            return Err(WriteError::InTheWay(name));
        }
        if metadata.permissions().readonly() {
            return Err(WriteError::ReadOnly(name));
        }
        if self.force {
            return Ok(());
        }
        if is_open(&target) {
            return Err(WriteError::Open(name));
        }
        let bytes = fs::read(&target).map_err(|error| io_error(&target, &error))?;
        let known = self.manifest.files.get(&key(member, &artifact.name));
        let as_written = known.is_some_and(|known| *known == digest(&bytes));
        if as_written || bytes == artifact.bytes { Ok(()) } else { Err(WriteError::Changed(name)) }
    }

    fn save_manifest(&mut self) -> Result<(), WriteError> {
        self.manifest.version = 1;
        let path = self.root.join(MANIFEST);
        let text = serde_json::to_vec_pretty(&self.manifest)
            .map_err(|error| WriteError::Io { path: shown(&path), reason: error.to_string() })?;
        let temporary = write_beside(&self.root, &text).map_err(|error| io_error(&path, &error))?;
        temporary.persist(&path).map_err(|error| io_error(&path, &error.error))?;
        Ok(())
    }
}

fn make_folder(folder: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(folder).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists | std::io::ErrorKind::NotADirectory => {
            WriteError::InTheWay(shown(folder))
        }
        _ => io_error(folder, &error),
    })
}

fn prepare(folder: &Path, member: &str, artifact: &Artifact) -> Result<Pending, WriteError> {
    let target = folder.join(&artifact.name);
    let temporary =
        write_beside(folder, &artifact.bytes).map_err(|error| io_error(&target, &error))?;
    Ok(Pending {
        key: key(member, &artifact.name),
        before: fs::read(&target).ok(),
        digest: digest(&artifact.bytes),
        target,
        temporary,
    })
}

/// Renames all files to their targets. When one cannot be renamed, those before it are put back.
fn commit(pending: Vec<Pending>) -> Result<Vec<(String, String)>, WriteError> {
    let mut done: Vec<(PathBuf, Option<Vec<u8>>)> = Vec::new();
    let mut written = Vec::new();
    for Pending { key, target, before, digest, temporary } in pending {
        if let Err(error) = temporary.persist(&target) {
            undo(&done);
            return Err(io_error(&target, &error.error));
        }
        done.push((target, before));
        written.push((key, digest));
    }
    Ok(written)
}

fn undo(done: &[(PathBuf, Option<Vec<u8>>)]) {
    for (target, before) in done.iter().rev() {
        // The first failure is what the user is told; this is the best that can still be done.
        let _ = match before {
            Some(bytes) => fs::write(target, bytes),
            None => fs::remove_file(target),
        };
    }
}

/// A temporary file in the folder with this content, safely on disk.
fn write_beside(folder: &Path, bytes: &[u8]) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".mulu-").suffix(".tmp");
    // Temporary files are private by default; these become files that others are to read.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Whether an office program has left its lock file beside the target.
fn is_open(target: &Path) -> bool {
    let Some(name) = target.file_name().and_then(|name| name.to_str()) else { return false };
    let locks = [format!("~${name}"), format!(".~{name}"), format!(".~lock.{name}#")];
    locks.iter().any(|lock| target.with_file_name(lock).exists())
}

fn key(member: &str, name: &str) -> String {
    format!("{member}/{name}")
}

fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn io_error(path: &Path, error: &std::io::Error) -> WriteError {
    use std::io::ErrorKind;
    let reason = match error.kind() {
        ErrorKind::PermissionDenied => {
            "没有写入的权限，或者文件正被别的程序占用。关掉打开它的程序，或者用 -o 换一个文件夹"
                .to_owned()
        }
        ErrorKind::ReadOnlyFilesystem => "这个磁盘是只读的，用 -o 换一个文件夹".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘满了".to_owned(),
        ErrorKind::InvalidFilename => "文件名太长或有不能用的字符".to_owned(),
        ErrorKind::NotFound => "没有这个文件夹".to_owned(),
        _ => error.to_string(),
    };
    WriteError::Io { path: shown(path), reason }
}

/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];

/// A name that every system takes for a file or folder: forbidden characters become full-width or `_`.
pub fn safe_name(name: &str) -> String {
    let cleaned: String = name.trim().chars().map(safe_char).collect();
    let cleaned = cleaned.trim_end_matches(['.', ' ']).trim_start_matches(['.', '~']);
    let stem = cleaned.split('.').next().unwrap_or("").to_ascii_uppercase();
    let device = DEVICES.iter().any(|device| {
        stem.strip_prefix(device).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
    });
    if cleaned.is_empty() || device { format!("_{cleaned}") } else { cleaned.to_owned() }
}

fn safe_char(c: char) -> char {
    match c {
        '<' => '＜',
        '>' => '＞',
        ':' => '：',
        '"' => '＂',
        '/' => '／',
        '\\' => '＼',
        '|' => '｜',
        '?' => '？',
        '*' => '＊',
        c if c.is_control() => '_',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(first: &str, second: &str) -> Vec<Artifact> {
        [("a.json", first), ("目录.xlsx", second)]
            .map(|(name, text)| Artifact { name: name.into(), bytes: text.into() })
            .to_vec()
    }

    fn read(root: &Path, name: &str) -> String {
        fs::read_to_string(root.join("大英县").join(name)).unwrap()
    }

    #[test]
    fn writes_and_replaces_its_own() {
        let root = tempfile::tempdir().unwrap();
        let mut out = OutputFolder::open(&root.path().join("dist"), false);
        out.put("大英县", &files("1", "2")).unwrap();
        let mut again = OutputFolder::open(&root.path().join("dist"), false);
        again.put("大英县", &files("3", "4")).unwrap();
        let dist = root.path().join("dist");
        assert_eq!((read(&dist, "a.json"), read(&dist, "目录.xlsx")), ("3".into(), "4".into()));
        let names = fs::read_dir(dist.join("大英县")).unwrap().count();
        assert_eq!(names, 2, "no temporary file stays");
    }

    #[test]
    fn keeps_what_was_changed_by_hand() {
        let root = tempfile::tempdir().unwrap();
        OutputFolder::open(root.path(), false).put("大英县", &files("1", "2")).unwrap();
        fs::write(root.path().join("大英县/目录.xlsx"), "mine").unwrap();
        let error =
            OutputFolder::open(root.path(), false).put("大英县", &files("3", "4")).unwrap_err();
        assert!(matches!(error, WriteError::Changed(_)), "{error}");
        assert_eq!(read(root.path(), "a.json"), "1", "nothing of the member was written");
        OutputFolder::open(root.path(), true).put("大英县", &files("3", "4")).unwrap();
        assert_eq!(read(root.path(), "目录.xlsx"), "4");
    }

    #[test]
    fn a_foreign_file_with_the_same_content_is_no_loss() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("大英县")).unwrap();
        fs::write(root.path().join("大英县/a.json"), "1").unwrap();
        OutputFolder::open(root.path(), false).put("大英县", &files("1", "2")).unwrap();
        fs::write(root.path().join(MANIFEST), "broken").unwrap();
        let error =
            OutputFolder::open(root.path(), false).put("大英县", &files("3", "2")).unwrap_err();
        assert!(matches!(error, WriteError::Changed(_)));
    }

    #[test]
    fn stops_at_locks_and_read_only_files() {
        let root = tempfile::tempdir().unwrap();
        let mut out = OutputFolder::open(root.path(), false);
        out.put("大英县", &files("1", "2")).unwrap();
        let lock = root.path().join("大英县/~$目录.xlsx");
        fs::write(&lock, "").unwrap();
        let error = out.put("大英县", &files("3", "4")).unwrap_err();
        assert!(matches!(error, WriteError::Open(_)));
        fs::remove_file(&lock).unwrap();
        let target = root.path().join("大英县/a.json");
        let mut permissions = fs::metadata(&target).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&target, permissions).unwrap();
        let error = out.put("大英县", &files("3", "4")).unwrap_err();
        assert!(matches!(error, WriteError::ReadOnly(_)));
        assert_eq!(read(root.path(), "目录.xlsx"), "2");
    }

    #[test]
    fn what_stands_in_the_way_is_named() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("大英县"), "a file").unwrap();
        let error =
            OutputFolder::open(root.path(), true).put("大英县", &files("1", "2")).unwrap_err();
        assert!(matches!(error, WriteError::InTheWay(_)), "{error}");
        fs::create_dir_all(root.path().join("盐井街道/目录.xlsx")).unwrap();
        let error =
            OutputFolder::open(root.path(), true).put("盐井街道", &files("1", "2")).unwrap_err();
        assert!(matches!(error, WriteError::InTheWay(_)), "{error}");
        assert!(!root.path().join("盐井街道/a.json").exists());
    }

    #[test]
    fn a_failed_rename_puts_the_others_back() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("大英县");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a.json"), "before").unwrap();
        let mut pending: Vec<Pending> = files("1", "2")
            .iter()
            .map(|artifact| prepare(&folder, "大英县", artifact).unwrap())
            .collect();
        pending[1].target = folder.join("no/such/folder.xlsx");
        assert!(commit(pending).is_err());
        assert_eq!(read(root.path(), "a.json"), "before");
    }

    #[test]
    fn safe_names() {
        for (name, safe) in [
            ("大英县", "大英县"),
            ("甲/乙:丙?", "甲／乙：丙？"),
            ("..", "_"),
            ("con", "_con"),
            ("COM1.x", "_COM1.x"),
            ("镇. ", "镇"),
            ("", "_"),
        ] {
            assert_eq!(safe_name(name), safe, "{name}");
        }
    }
}
