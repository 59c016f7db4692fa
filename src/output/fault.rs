//! Where a run may be killed, for the tests: each rename, one after the other.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The variable that names the place, counted from 1. Only honoured in builds with debug assertions.
const KILL_AT: &str = "MULU_KILL_AT";
/// The exit status of a run that was ended here, as of one that was killed by the system.
const KILLED: i32 = 137;

static PASSED: AtomicUsize = AtomicUsize::new(0);

/// Ends the run as a kill does, without any tidying up, where a test asks for it.
pub(super) fn may_be_killed() {
    if !cfg!(debug_assertions) {
        return;
    }
    let here = PASSED.fetch_add(1, Ordering::Relaxed) + 1;
    let wanted = std::env::var(KILL_AT).ok().and_then(|at| at.parse().ok());
    if wanted == Some(here) {
        std::process::exit(KILLED);
    }
}
