//! What a repository asks of the disk: which entries a folder has, and the bytes of a file. Knows nothing
//! of what the files are for.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::ProjectError;

/// Whether a file is YAML by its name; JSON is read as YAML.
pub(in crate::input) fn is_yaml(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or("").to_lowercase();
    matches!(extension.as_str(), "yaml" | "yml" | "json")
}

/// The bytes of a file.
pub(in crate::input) fn read_bytes(path: &Path) -> Result<Vec<u8>, ProjectError> {
    fs::read(path).map_err(|error| io_error(path, &error))
}

fn io_error(path: &Path, error: &std::io::Error) -> ProjectError {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "没有这个文件或文件夹".to_owned(),
        std::io::ErrorKind::PermissionDenied => "没有读取的权限，或者正被别的程序占用".to_owned(),
        _ => error.to_string(),
    };
    ProjectError::Io { path: path.display().to_string(), reason }
}

/// How the names of copies end that mulu writes beside a workbook: marked ones and fixed ones.
const OUR_COPIES: [&str; 4] = [".校验.xlsx", ".校验.xlsm", ".修正.xlsx", ".修正.xlsm"];

/// The entries of a folder by name, without hidden and temporary ones and mulu's own copies; empty when
/// there is no folder.
pub(super) fn list(folder: &Path) -> Result<Vec<PathBuf>, ProjectError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(|error| io_error(folder, &error))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| io_error(folder, &error))?.path();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        // Office programs keep a lock file `~$…` or `.~…` beside a workbook that is open.
        if !name.starts_with(['.', '~'])
            && !name.starts_with("README")
            && !OUR_COPIES.iter().any(|end| name.ends_with(end))
        {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
