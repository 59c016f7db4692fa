//! Exit status and the errors that stop a command.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Exit status when the program could not run.
pub(super) const COULD_NOT_RUN: u8 = 2;

/// How a command ended, if it could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// No findings at error level.
    Clean,
    /// Findings at error level (or warnings, where they are denied).
    Findings,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Clean => Self::SUCCESS,
            Status::Findings => Self::from(1),
        }
    }
}

/// Why a command could not do its work. The text is Chinese and says what to do.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The repository cannot be read.
    #[error(transparent)]
    Project(#[from] crate::input::project::ProjectError),
    /// Anything else that stops a command, already in words for the user.
    #[error("{0}")]
    Message(String),
}

/// Prints the result of a command. A reader that stops reading (`| head`) is no error.
pub(super) fn print(text: &str) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(CliError::Message(format!("结果写不出来：{error}")))
        }
        _ => Ok(()),
    }
}

/// Says something beside the result, which may be for a program.
pub(super) fn remark(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Prints an error and gives the exit status for it.
pub(super) fn fail(error: &CliError) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "没有办成：{error}");
    COULD_NOT_RUN.into()
}

/// The error for a file that is there already.
pub(super) fn exists(path: &Path) -> CliError {
    CliError::Message(format!(
        "“{}”已经有了，没有动它。换一个文件名；确定不要原来的内容，再加 --force",
        path.display()
    ))
}

/// Refuses a name that is no workbook's, or a file that is there, before any work is done.
pub(super) fn check_workbook(path: &Path, force: bool) -> Result<(), CliError> {
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

/// Writes beside the target and renames, so that nobody ever sees half a file.
pub(super) fn write_new(path: &Path, bytes: &[u8], force: bool) -> Result<(), CliError> {
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
