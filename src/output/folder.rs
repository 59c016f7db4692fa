//! A folder of output: what mulu makes, without ever losing what somebody else wrote there.
//!
//! The folder holds a record of what mulu wrote ([`super::MANIFEST`]). A file that is not as recorded has
//! been changed by hand and is left alone unless the caller insists. All files of one member are first
//! written beside their targets and then renamed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::lock::PATIENCE;
use super::manifest::{Intent, OutputManifest, sha256};
use super::{Artifact, Lock, Pending, WriteError, make_folder, sweep};

/// A folder of output.
#[derive(Debug)]
pub struct OutputFolder {
    root: PathBuf,
    force: bool,
    /// The folder that the root must not lead out of.
    bounds: Option<PathBuf>,
    /// How long another run is waited for.
    patience: Duration,
    /// What is known of the folder while it is ours.
    held: Option<Held>,
}

#[derive(Debug)]
struct Held {
    root: PathBuf,
    manifest: OutputManifest,
    _lock: Lock,
}

impl Drop for Held {
    fn drop(&mut self) {
        // When the disk refuses, the journal still says all, and the next run reads it.
        let _ = self.manifest.close(&self.root);
    }
}

/// A file about to be written: the new content beside the target, and what stood there before.
struct PendingChange {
    key: String,
    target: PathBuf,
    before: Option<Vec<u8>>,
    digest: String,
    pending: Pending,
}

impl OutputFolder {
    /// A folder that the user named, which need not exist yet. With `force`, files changed by hand are
    /// replaced.
    pub fn open(root: &Path, force: bool) -> Self {
        Self { root: root.to_path_buf(), force, bounds: None, patience: PATIENCE, held: None }
    }

    /// A folder of this name below another, which it must not lead out of.
    pub fn below(folder: &Path, name: &str, force: bool) -> Self {
        Self { bounds: Some(folder.to_path_buf()), ..Self::open(&folder.join(name), force) }
    }

    /// Writes all files of one member, or none. Gives the member's folder. From the first time on, the
    /// folder is ours: another run waits until this is dropped.
    ///
    /// # Errors
    /// When a file may not be replaced, another run has the folder, or the disk refuses; then every file
    /// is as it was before.
    pub fn put(&mut self, member: &str, artifacts: &[Artifact]) -> Result<PathBuf, WriteError> {
        let mut held = self.hold()?;
        let put = self.put_into(member, artifacts, &mut held.manifest);
        self.held = Some(held);
        put
    }

    /// Takes for written what stands there already: files of one member with their checksums. Gives the
    /// member's folder.
    ///
    /// # Errors
    /// When another run has the folder.
    pub fn stands(
        &mut self,
        member: &str,
        files: &[(String, String)],
    ) -> Result<PathBuf, WriteError> {
        let mut held = self.hold()?;
        files.iter().for_each(|(name, digest)| held.manifest.stands(&key(member, name), digest));
        self.held = Some(held);
        Ok(self.root.join(member))
    }

    /// Notes down what stands for all that the files of a member depend on.
    pub fn made_from(&mut self, member: &str, digest: String) {
        if let Some(held) = &mut self.held {
            held.manifest.made_from(member, digest);
        }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn put_into(
        &self,
        member: &str,
        artifacts: &[Artifact],
        manifest: &mut OutputManifest,
    ) -> Result<PathBuf, WriteError> {
        let folder = self.root.join(member);
        stays_within(&folder, &self.root)?;
        let there = artifacts.iter().map(|artifact| self.may_replace(member, artifact, manifest));
        let there = there.collect::<Result<Vec<_>, WriteError>>()?;
        make_folder(&folder)?;
        sweep(&folder);
        self.make_inner_folders(&folder, artifacts)?;
        let changes = artifacts.iter().zip(there);
        let changes =
            changes.map(|(artifact, before)| PendingChange::new(member, &folder, artifact, before));
        let changes = changes.collect::<Result<Vec<PendingChange>, WriteError>>()?;
        manifest.note(&self.root, changes.iter().map(PendingChange::intent).collect())?;
        for key in commit(changes)? {
            manifest.written(&key);
        }
        Ok(folder)
    }

    /// The folders below that of a member which names of files speak of.
    fn make_inner_folders(&self, folder: &Path, artifacts: &[Artifact]) -> Result<(), WriteError> {
        let mut inner: Vec<PathBuf> = artifacts
            .iter()
            .filter_map(|artifact| folder.join(&artifact.name).parent().map(Path::to_path_buf))
            .filter(|parent| parent != folder)
            .collect();
        inner.dedup();
        for parent in inner {
            stays_within(&parent, &self.root)?;
            make_folder(&parent)?;
            sweep(&parent);
        }
        Ok(())
    }

    /// Takes the folder, unless it is ours already.
    fn hold(&mut self) -> Result<Held, WriteError> {
        if let Some(held) = self.held.take() {
            return Ok(held);
        }
        if let Some(bounds) = &self.bounds {
            stays_within(&self.root, bounds)?;
        }
        make_folder(&self.root)?;
        // Who waited once in vain does not wait again for every member.
        let lock = Lock::output(&self.root, std::mem::take(&mut self.patience))?;
        sweep(&self.root);
        let (root, manifest) = (self.root.clone(), OutputManifest::load(&self.root));
        Ok(Held { root, manifest, _lock: lock })
    }

    /// What stands at the target, if that may be replaced.
    fn may_replace(
        &self,
        member: &str,
        artifact: &Artifact,
        manifest: &OutputManifest,
    ) -> Result<Option<Vec<u8>>, WriteError> {
        let target = self.root.join(member).join(&artifact.name);
        let name = target.display().to_string();
        let Ok(metadata) = fs::metadata(&target) else { return Ok(None) };
        if !metadata.is_file() {
            return Err(WriteError::InTheWay(name));
        }
        if metadata.permissions().readonly() {
            return Err(WriteError::ReadOnly(name));
        }
        if !self.force && is_open(&target) {
            return Err(WriteError::Open(name));
        }
        let bytes = match fs::read(&target) {
            Err(_) if self.force => return Ok(None),
            read => read.map_err(|error| WriteError::io(&target, &error))?,
        };
        let ours = self.force
            || bytes == artifact.bytes
            || manifest.knows(&key(member, &artifact.name), &sha256(&bytes));
        if ours { Ok(Some(bytes)) } else { Err(WriteError::Changed(name)) }
    }
}

impl PendingChange {
    fn new(
        member: &str,
        folder: &Path,
        artifact: &Artifact,
        before: Option<Vec<u8>>,
    ) -> Result<Self, WriteError> {
        let target = folder.join(&artifact.name);
        Ok(Self {
            key: key(member, &artifact.name),
            before,
            digest: sha256(&artifact.bytes),
            pending: Pending::new(&target, &artifact.bytes)?,
            target,
        })
    }

    fn intent(&self) -> Intent {
        let there = self.before.as_deref().map(sha256);
        Intent { key: self.key.clone(), there, digest: self.digest.clone() }
    }
}

/// Renames all files to their targets. When one cannot be renamed, those before it are put back.
fn commit(changes: Vec<PendingChange>) -> Result<Vec<String>, WriteError> {
    let mut done: Vec<(PathBuf, Option<Vec<u8>>)> = Vec::new();
    let mut keys = Vec::new();
    for PendingChange { key, target, before, pending, .. } in changes {
        if let Err(error) = pending.replace() {
            undo(&done);
            return Err(error);
        }
        done.push((target, before));
        keys.push(key);
    }
    Ok(keys)
}

fn undo(done: &[(PathBuf, Option<Vec<u8>>)]) {
    for (target, before) in done.iter().rev() {
        // The first failure is what the user is told; this is the best that can still be done.
        let _ = match before {
            Some(bytes) => Pending::new(target, bytes).and_then(Pending::replace),
            None => fs::remove_file(target).map_err(|error| WriteError::io(target, &error)),
        };
    }
}

/// Refuses a folder that is a link, or stands behind one, and leads out of these bounds.
fn stays_within(folder: &Path, bounds: &Path) -> Result<(), WriteError> {
    let (Ok(target), Ok(bounds)) = (folder.canonicalize(), bounds.canonicalize()) else {
        return Ok(());
    };
    if target.starts_with(bounds) {
        return Ok(());
    }
    let (folder, target) = (folder.display().to_string(), target.display().to_string());
    Err(WriteError::LeadsAway { folder, target })
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

#[cfg(test)]
mod tests {
    use super::super::MANIFEST;
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
        drop(out);
        let mut again = OutputFolder::open(&root.path().join("dist"), false);
        again.put("大英县", &files("3", "4")).unwrap();
        drop(again);
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
        let change = |artifact: &Artifact| {
            let before = fs::read(folder.join(&artifact.name)).ok();
            PendingChange::new("大英县", &folder, artifact, before).unwrap()
        };
        let changes: Vec<PendingChange> = files("1", "2").iter().map(change).collect();
        // Something comes in the way after all was looked at.
        fs::create_dir(folder.join("目录.xlsx")).unwrap();
        assert!(commit(changes).is_err());
        assert_eq!(read(root.path(), "a.json"), "before");
    }

    /// A run that was killed before the record said what it had written.
    #[test]
    fn files_of_a_killed_run_are_ours() {
        let root = tempfile::tempdir().unwrap();
        let put = |first, second| {
            let files = files(first, second);
            OutputFolder::open(root.path(), false).put("大英县", &files).map(drop)
        };
        put("1", "2").unwrap();
        let mut manifest = OutputManifest::load(root.path());
        for (content, name) in [("3", "a.json"), ("4", "目录.xlsx")] {
            let (key, digest) = (key("大英县", name), sha256(content.as_bytes()));
            manifest.note(root.path(), vec![Intent { key, there: None, digest }]).unwrap();
        }
        // One was renamed, the other was not; the next run intends something else and is killed as well.
        fs::write(root.path().join("大英县/a.json"), "3").unwrap();
        put("5", "6").unwrap();
        assert_eq!(read(root.path(), "a.json"), "5");
        let record = fs::read_to_string(root.path().join(MANIFEST)).unwrap();
        assert!(!record.contains("intended"), "{record}");
        fs::write(root.path().join("大英县/a.json"), "3").unwrap();
        assert!(matches!(put("7", "8"), Err(WriteError::Changed(_))), "no longer intended");
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_folder_are_not_followed() {
        use std::os::unix::fs::symlink;
        let (root, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        symlink(outside.path(), root.path().join("大英县")).unwrap();
        symlink(outside.path(), root.path().join("dist")).unwrap();
        let member = OutputFolder::open(root.path(), true).put("大英县", &files("1", "2"));
        assert!(matches!(member, Err(WriteError::LeadsAway { .. })), "{member:?}");
        let dist = OutputFolder::below(root.path(), "dist", true).put("大英县", &files("1", "2"));
        assert!(matches!(dist, Err(WriteError::LeadsAway { .. })), "{dist:?}");
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
        // A folder that the user names may be a link.
        OutputFolder::open(&root.path().join("dist"), false)
            .put("盐井街道", &files("1", "2"))
            .unwrap();
    }
}
