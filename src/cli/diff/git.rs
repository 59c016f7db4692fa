//! A revision of a repository in a folder of its own, by running `git`. Nothing is checked out and
//! nothing in the repository is touched.

use std::io;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::ZipArchive;

use crate::cli::CliError;
use crate::output::{Scratch, reason};

/// The files of a revision; they are gone when this is.
pub(super) struct Checkout {
    _root: Scratch,
    folder: PathBuf,
}

impl Checkout {
    /// Fetches the whole tree of a revision: a member inherits from the folders above it.
    pub(super) fn new(folder: &Path, revision: &str) -> Result<Self, CliError> {
        let inside = text(run(folder, &["rev-parse", "--show-prefix"])?);
        let tree = tree(folder, revision)?;
        let top = text(run(folder, &["rev-parse", "--show-toplevel"])?);
        let archive = run(Path::new(&top), &["archive", "--format=zip", &tree])?;
        let root = Scratch::new().map_err(|error| failed(&error))?;
        extract(&archive, &root)?;
        let folder = root.path().join(inside);
        if !folder.is_dir() {
            return Err(CliError::Message(format!("“{revision}”这一版里还没有这个文件夹")));
        }
        Ok(Self { _root: root, folder })
    }

    /// The folder that was asked for.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// The tree of a revision. Asked for by itself, so that a word is never taken for an option.
fn tree(folder: &Path, revision: &str) -> Result<String, CliError> {
    let named = format!("{revision}^{{tree}}");
    let args = ["rev-parse", "--verify", "--quiet", "--end-of-options", &named];
    match run(folder, &args) {
        Ok(tree) => Ok(text(tree)),
        Err(_) => Err(CliError::Message(format!(
            "仓库里没有“{revision}”这个版本。写提交号、分支或标签，如 HEAD~1；用 git log 看有哪些"
        ))),
    }
}

fn run(folder: &Path, args: &[&str]) -> Result<Vec<u8>, CliError> {
    let output = Command::new("git").arg("-C").arg(folder).args(args).output();
    let output = output.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => CliError::Message(
            "没有找到 git。装好 git 再比对版本，或者给出两个文件夹来比".to_owned(),
        ),
        _ => failed(&error),
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let folder = folder.display();
    Err(CliError::Message(format!("“{folder}”不能用 git 比对：{}", said.trim())))
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned()
}

/// Puts the regular files of an archive below a folder. Links are left out.
fn extract(archive: &[u8], root: &Scratch) -> Result<(), CliError> {
    let broken = |error: zip::result::ZipError| failed(&io::Error::other(error));
    let mut archive = ZipArchive::new(Cursor::new(archive)).map_err(broken)?;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(broken)?;
        let Some(path) = file.enclosed_name() else { continue };
        if file.is_dir() || file.is_symlink() {
            continue;
        }
        root.put(&path, &mut file).map_err(|error| failed(&error))?;
    }
    Ok(())
}

fn failed(error: &io::Error) -> CliError {
    CliError::Message(format!("取不出这个版本的文件：{}", reason(error)))
}
