//! Exit status and the errors that stop a command.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use super::progress::Progress;
use crate::input::disk::ReadFailure;
use crate::input::project::{is_repository, top};
use crate::output::{self as writer, Lock, WriteError};
use crate::report::text::harmless;

/// Exit status when the program could not run.
pub(super) const COULD_NOT_RUN: u8 = 2;

/// How a command ended, if it could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// No findings at error level.
    Clean,
    /// Findings at error level (or warnings, where they are denied).
    Findings,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        match status {
            ExitStatus::Clean => Self::SUCCESS,
            ExitStatus::Findings => Self::from(1),
        }
    }
}

/// Why a command could not do its work. The text is Chinese and says what to do.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The repository cannot be read.
    #[error(transparent)]
    Project(#[from] crate::input::project::ProjectError),
    /// A file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadFailure),
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Anything else that stops a command, already in words for the user.
    #[error("{0}")]
    Message(String),
}

/// Prints the result of a command. A reader that stops reading (`| head`) is no error.
pub(super) fn print(text: &str) -> Result<(), CliError> {
    print_by(|out| out.write_all(text.as_bytes()))
}

/// The same, of a result that is written bit by bit.
pub(super) fn print_by(
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), CliError> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(CliError::Message(format!("结果写不出来：{}", writer::reason(&error))))
        }
        _ => Ok(()),
    }
}

/// Says something beside the result, which may be for a program.
pub(super) fn remark(text: &str) {
    say(&format!("{text}\n"));
}

/// Says something on the error stream: what names and cells hold must not act on the terminal.
pub(super) fn say(text: &str) {
    let _ = write!(std::io::stderr(), "{}", harmless(text));
}

/// Prints an error and gives the exit status for it.
pub(super) fn fail(error: &CliError) -> ExitCode {
    say(&format!("没有办成：{error}\n"));
    COULD_NOT_RUN.into()
}

/// The error for a file that is there already.
pub(super) fn exists(path: &Path) -> CliError {
    WriteError::Exists(path.display().to_string()).into()
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

/// Writes a file that the user named: one that is there is only replaced when that is asked for.
pub(super) fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), CliError> {
    let written = if force { writer::replace(path, bytes) } else { writer::create(path, bytes) };
    Ok(written?)
}

/// Takes the repository of a folder, whose files are about to be read and continued; `None` where there
/// is none.
pub(super) fn lock_repository(folder: &Path) -> Result<Option<Lock>, CliError> {
    if !is_repository(folder) {
        return Ok(None);
    }
    let progress = Progress::start();
    progress.step(|| "正在等另一个 mulu 写完".to_owned());
    Ok(Some(Lock::repository(&top(folder))?))
}
