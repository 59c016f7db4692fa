//! How many steps the loops take that hostile texts are made for. Counted in tests only, which hold that twice
//! the text takes about twice the steps.

#[cfg(test)]
pub(crate) use counted::{assert_grows_with, step};

/// Takes a step, which nobody counts.
#[cfg(not(test))]
pub(crate) fn step() {}

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// Takes a step.
    pub(crate) fn step() {
        STEPS.with(|steps| steps.set(steps.get() + 1));
    }

    /// The steps that something takes.
    pub(crate) fn steps_of(run: impl FnOnce()) -> u64 {
        let before = STEPS.with(Cell::get);
        run();
        STEPS.with(Cell::get) - before
    }

    /// Asserts that twice the size takes at most a little more than twice the steps.
    pub(crate) fn assert_grows_with(size: usize, run: impl Fn(usize)) {
        /// More than two, for what is looked at once whatever the size.
        const MOST: f64 = 2.2;
        let (once, twice) = (steps_of(|| run(size)), steps_of(|| run(size * 2)));
        assert!(once > 0, "nothing was counted");
        let growth = twice as f64 / once as f64;
        assert!(growth <= MOST, "{once} steps for {size}, {twice} for twice as much");
    }
}
