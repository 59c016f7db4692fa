//! Exit status and the errors that stop a command.

use std::io::Write;
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

/// Prints an error and gives the exit status for it.
pub(super) fn fail(error: &CliError) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "没有办成：{error}");
    COULD_NOT_RUN.into()
}
