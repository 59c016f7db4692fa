//! A line on stderr that says what is being done, for work that takes over a second at a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr;

const QUIET_FOR: Duration = Duration::from_secs(1);

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
            let mut line = ProgressLine::default();
            loop {
                let left = QUIET_FOR.saturating_sub(started.elapsed());
                // Once the line is there, only a new step changes it.
                let wait = if line.is_shown() { QUIET_FOR } else { left };
                match steps.recv_timeout(wait) {
                    Ok(next) => step = next,
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => break,
                }
                if started.elapsed() >= QUIET_FOR && !step.is_empty() {
                    say(&line.show(&format!("{step}…")));
                }
            }
            say(&line.clear());
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

fn say(text: &str) {
    let _ = write!(io::stderr(), "{text}").and_then(|()| io::stderr().flush());
}

/// What stands on the line. It is wiped with spaces: control sequences would show on consoles that do not
/// know them, as those before Windows 10.
#[derive(Debug, Default)]
struct ProgressLine {
    /// How many columns are taken.
    width: usize,
}

impl ProgressLine {
    fn is_shown(&self) -> bool {
        self.width > 0
    }

    /// What to print so that this text stands in place of the one before.
    fn show(&mut self, text: &str) -> String {
        let before = self.clear();
        self.width = text.width_cjk();
        format!("{before}{text}")
    }

    /// What to print so that the line is empty and its beginning is next.
    fn clear(&mut self) -> String {
        match std::mem::take(&mut self.width) {
            0 => String::new(),
            width => format!("\r{}\r", " ".repeat(width)),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_wiped_without_control_sequences() {
        let mut line = ProgressLine::default();
        assert_eq!(line.clear(), "");
        assert_eq!(line.show("正在编制"), "正在编制");
        assert_eq!(line.show("完"), format!("\r{}\r完", " ".repeat(8)));
        assert_eq!(line.clear(), "\r  \r");
        assert!(!line.is_shown());
    }
}
