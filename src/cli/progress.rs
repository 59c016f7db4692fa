//! A line on stderr that says what is being done, for work that takes over a second at a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr;

const QUIET_FOR: Duration = Duration::from_secs(1);
/// How many signs the bar has.
const BAR: usize = 20;

/// Shows steps while it lives; the line is gone when it is dropped.
#[derive(Debug, Default)]
pub(super) struct Progress {
    shown: Option<(Sender<Step>, JoinHandle<()>)>,
}

/// What is being done.
#[derive(Debug)]
enum Step {
    Said(String),
    /// What, to how many of how many, and to which last.
    Counted(&'static str, usize, usize, String),
}

impl Progress {
    /// A progress line, if stderr is a terminal.
    pub(super) fn start() -> Self {
        if !io::stderr().is_terminal() {
            return Self::default();
        }
        let quiet_for = quiet_for();
        let (sender, steps) = mpsc::channel::<Step>();
        let thread = std::thread::spawn(move || {
            let started = Instant::now();
            let mut step = None;
            let mut line = ProgressLine::default();
            loop {
                let left = quiet_for.saturating_sub(started.elapsed());
                // Once the line is there, only a new step and the time change it.
                let wait = if line.is_shown() { QUIET_FOR } else { left };
                match steps.recv_timeout(wait) {
                    Ok(next) => step = Some(next),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => break,
                }
                if let Some(step) = step.as_ref().filter(|_| started.elapsed() >= quiet_for) {
                    say(&line.show(&step.text(started.elapsed())));
                }
            }
            say(&line.clear());
        });
        Self { shown: Some((sender, thread)) }
    }

    /// Says what is being done now.
    pub(super) fn step(&self, what: impl FnOnce() -> String) {
        self.send(|| Step::Said(what()));
    }

    /// Says how far something is that is done to each of many: the last one done has this name.
    pub(super) fn count(&self, what: &'static str, (done, all): (usize, usize), name: &str) {
        self.send(|| Step::Counted(what, done, all, name.to_owned()));
    }

    fn send(&self, step: impl FnOnce() -> Step) {
        if let Some((sender, _)) = &self.shown {
            let _ = sender.send(step());
        }
    }
}

/// For so long nothing is shown; tests do not wait.
fn quiet_for() -> Duration {
    let at_once = cfg!(debug_assertions) && std::env::var_os("MULU_PROGRESS").is_some();
    if at_once { Duration::ZERO } else { QUIET_FOR }
}

impl Step {
    /// What stands on the line after so much time.
    fn text(&self, elapsed: Duration) -> String {
        match self {
            Self::Said(what) => format!("{what}…"),
            Self::Counted(what, done, all, name) => {
                let filled = BAR * done / (*all).max(1);
                let bar = format!("{}{}", "#".repeat(filled), "-".repeat(BAR - filled));
                let left = left(elapsed, *done, *all).map(|left| format!("，还要约 {left}"));
                format!("{what} [{bar}] {done}/{all} {name}{}", left.unwrap_or_default())
            }
        }
    }
}

/// How long the rest takes, if each takes as long as those before; nothing where there is no rest.
fn left(elapsed: Duration, done: usize, all: usize) -> Option<String> {
    let rest = u32::try_from(all.checked_sub(done)?).ok().filter(|rest| *rest > 0)?;
    let each = elapsed.checked_div(u32::try_from(done).ok()?)?;
    let seconds = each.checked_mul(rest)?.as_secs() + 1;
    Some(match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} 秒"),
        (minutes @ 1..60, seconds) => format!("{minutes} 分 {seconds} 秒"),
        (minutes, _) => format!("{} 小时 {} 分", minutes / 60, minutes % 60),
    })
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
    fn a_count_shows_how_far_it_is_and_how_long_it_takes() {
        let counted = |done| Step::Counted("正在编制", done, 200, "甲镇".to_owned());
        assert_eq!(
            counted(50).text(Duration::from_secs(10)),
            "正在编制 [#####---------------] 50/200 甲镇，还要约 31 秒"
        );
        assert_eq!(
            counted(200).text(Duration::from_secs(10)),
            "正在编制 [####################] 200/200 甲镇"
        );
        let left = |seconds, done| left(Duration::from_secs(seconds), done, 100).unwrap();
        assert_eq!((&*left(60, 50), &*left(3600, 10)), ("1 分 1 秒", "9 小时 0 分"));
    }

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
