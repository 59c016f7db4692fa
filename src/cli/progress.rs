//! A line on stderr that says what is being done, for work that takes over a second at a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const QUIET_FOR: Duration = Duration::from_secs(1);
/// Back to the beginning of the line, which is cleared.
const CLEAR: &str = "\r\u{1b}[K";

/// Shows steps while it lives; the line is gone when it is dropped.
#[derive(Debug, Default)]
pub(super) struct Progress {
    shown: Option<(Sender<String>, JoinHandle<()>)>,
}

impl Progress {
    /// A progress line, if stderr is a terminal.
    pub(super) fn start() -> Self {
        if !io::stderr().is_terminal() {
            return Self::default();
        }
        let (sender, steps) = mpsc::channel::<String>();
        let thread = std::thread::spawn(move || {
            let started = Instant::now();
            let mut step = String::new();
            let mut shown = false;
            loop {
                let left = QUIET_FOR.saturating_sub(started.elapsed());
                // Once the line is there, only a new step changes it.
                let wait = if shown { QUIET_FOR } else { left };
                match steps.recv_timeout(wait) {
                    Ok(next) => step = next,
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => break,
                }
                if started.elapsed() >= QUIET_FOR && !step.is_empty() {
                    shown = true;
                    let _ =
                        write!(io::stderr(), "{CLEAR}{step}…").and_then(|()| io::stderr().flush());
                }
            }
            if shown {
                let _ = write!(io::stderr(), "{CLEAR}");
            }
        });
        Self { shown: Some((sender, thread)) }
    }

    /// Says what is being done now.
    pub(super) fn step(&self, what: impl FnOnce() -> String) {
        if let Some((sender, _)) = &self.shown {
            let _ = sender.send(what());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.shown.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}
