//! A line on stderr that says how far long work has come.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Work that is done sooner shows no line.
const PATIENCE: Duration = Duration::from_secs(1);

/// The line. It shows only on a terminal, and goes away with the value.
#[derive(Debug)]
pub(super) struct Progress {
    since: Instant,
    terminal: bool,
    shown: bool,
}

impl Progress {
    /// Work begins now.
    pub(super) fn new() -> Self {
        let terminal = std::io::stderr().is_terminal();
        Self { since: Instant::now(), terminal, shown: false }
    }

    /// What is being done.
    pub(super) fn step(&mut self, text: &str) {
        if self.terminal && self.since.elapsed() > PATIENCE {
            let _ = write!(std::io::stderr(), "\r\x1b[K{text}");
            let _ = std::io::stderr().flush();
            self.shown = true;
        }
    }

    /// Takes the line away, so that other text can stand there.
    pub(super) fn clear(&mut self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
            let _ = std::io::stderr().flush();
            self.shown = false;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
