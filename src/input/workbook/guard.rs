//! The guard around calamine.
//!
//! calamine indexes into records without checking their length, so a damaged file makes it panic. A
//! file must never make mulu panic, hence this one `catch_unwind`. What a panic cannot tell (running
//! out of memory aborts) is prevented before, by checking sizes and counts. The message that Rust
//! prints about a panic is kept back for panics caught here, and only for those.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use crate::input::tables::{FileFormat, ReadError};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Runs a reader; a panic in it means that the file is broken.
pub(super) fn guarded<T>(
    format: FileFormat,
    read: impl FnOnce() -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    HOOK.call_once(keep_guarded_panics_quiet);
    let before = GUARDED.replace(true);
    // What the closure leaves half done (a budget, a half read sheet) is dropped with the error.
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(before);
    result.unwrap_or_else(|_| Err(ReadError::broken(format, "内部结构不合规范")))
}

fn keep_guarded_panics_quiet() {
    let previous = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !GUARDED.get() {
            previous(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let result: Result<(), _> = guarded(FileFormat::Xls, || panic!("index out of bounds"));
        assert!(matches!(result, Err(ReadError::Broken { format: FileFormat::Xls, .. })));
        assert_eq!(guarded(FileFormat::Xls, || Ok(7)), Ok(7));
    }
}
