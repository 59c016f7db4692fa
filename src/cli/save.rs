//! Writing one file that a user named with `-o`: never over something that is there, never half.

use std::io::Write;
use std::path::Path;

use super::CliError;

/// Refuses a name that is no workbook's, or a file that is there.
pub(super) fn check_target(path: &Path, force: bool) -> Result<(), CliError> {
    let is_xlsx = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx"));
    if !is_xlsx {
        let message = format!("“{}”要以 .xlsx 结尾，否则 WPS 和 Excel 打不开", path.display());
        return Err(CliError::Message(message));
    }
    if !force && path.exists() {
        return Err(exists(path));
    }
    Ok(())
}

fn exists(path: &Path) -> CliError {
    CliError::Message(format!(
        "“{}”已经有了，没有动它。换一个文件名；确定不要原来的内容，再加 --force",
        path.display()
    ))
}

/// Writes beside the target and renames, so that nobody ever sees half a file.
pub(super) fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), CliError> {
    let failed = |error: &std::io::Error| {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "没有这个文件夹".to_owned(),
            std::io::ErrorKind::PermissionDenied => {
                "没有写入的权限，或者文件正在 WPS、Excel 里开着".to_owned()
            }
            _ => error.to_string(),
        };
        CliError::Message(format!("写不了“{}”：{reason}", path.display()))
    };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = beside(folder).map_err(|error| failed(&error))?;
    file.write_all(bytes).map_err(|error| failed(&error))?;
    let kept = if force { file.persist(path) } else { file.persist_noclobber(path) };
    match kept {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Err(exists(path)),
        Err(error) => Err(failed(&error.error)),
    }
}

/// A new file in the folder, with the usual permissions instead of those of a secret.
fn beside(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
