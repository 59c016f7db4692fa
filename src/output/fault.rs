//! Where a run may be killed and where the disk may refuse, for the tests: each place, one after the other.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The variable that names the rename before which a run ends, counted from 1. Both variables are only
/// honoured in builds with debug assertions.
const KILL_AT: &str = "MULU_KILL_AT";
/// The variable that names the write, rename or new folder which the disk refuses, counted from 1.
const FAIL_AT: &str = "MULU_FAIL_AT";
/// The exit status of a run that was ended here, as of one that was killed by the system.
const KILLED: i32 = 137;

static RENAMES: AtomicUsize = AtomicUsize::new(0);
static STEPS: AtomicUsize = AtomicUsize::new(0);

/// Ends the run as a kill does, without any tidying up, where a test asks for it.
pub(super) fn may_be_killed() {
    if is_at(KILL_AT, &RENAMES) {
        std::process::exit(KILLED);
    }
}

/// Refuses as a full disk does, where a test asks for it.
pub(super) fn may_fail() -> io::Result<()> {
    if is_at(FAIL_AT, &STEPS) {
        // So that the test knows that the place was reached.
        let _ = writeln!(io::stderr(), "{FAIL_AT}");
        return Err(io::ErrorKind::StorageFull.into());
    }
    Ok(())
}

/// Whether a place is the one that a variable names.
fn is_at(variable: &str, passed: &AtomicUsize) -> bool {
    if !cfg!(debug_assertions) {
        return false;
    }
    let here = passed.fetch_add(1, Ordering::Relaxed) + 1;
    std::env::var(variable).is_ok_and(|at| at.parse() == Ok(here))
}
