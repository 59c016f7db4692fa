//! Work on several threads whose results are taken in order, so that what is made of them is the same whatever
//! the number of threads.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

/// As much as the first thread of a program has: trees are walked by functions that call themselves.
const STACK: usize = 8 << 20;
/// How many results a thread may be ahead of the one that is waited for: they lie in memory meanwhile.
const AHEAD: usize = 2;

/// How many results were taken. Whoever is too far ahead waits here.
struct Gate {
    taken: Mutex<usize>,
    moved: Condvar,
    ahead: usize,
}

impl Gate {
    fn wait_for(&self, place: usize) {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let too_far = |taken: &mut usize| place >= taken.saturating_add(self.ahead);
        drop(self.moved.wait_while(taken, too_far).unwrap_or_else(PoisonError::into_inner));
    }

    /// Lets everybody as far as that, and nobody back.
    fn open(&self, taken: usize) {
        let mut known = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *known = taken.max(*known);
        drop(known);
        self.moved.notify_all();
    }
}

/// Opens the gate when it is dropped by a thread that panics, so that no other waits for its result.
struct Guard<'a>(&'a Gate);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.open(usize::MAX);
        }
    }
}

/// Does some work on each of these, on at most `jobs` threads, and takes the results one by one in their order,
/// each with its place, until one cannot be taken. This thread works as well: what it has freed before is used
/// again.
pub(super) fn in_order<T: Send, E>(
    all: &[usize],
    jobs: NonZeroUsize,
    work: impl Fn(usize) -> T + Sync,
    take: impl FnMut(usize, T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = jobs.get().min(all.len());
    let next = AtomicUsize::new(0);
    let place = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < all.len());
    let gate = Gate { taken: Mutex::new(0), moved: Condvar::new(), ahead: AHEAD * threads };
    thread::scope(|scope| {
        let (sender, results) = mpsc::channel();
        for _ in 1..threads {
            let (sender, place, work, gate) = (sender.clone(), &place, &work, &gate);
            let run = move || {
                let _guard = Guard(gate);
                // The other end is only closed when this thread is not wanted any more.
                let _ = std::iter::from_fn(place).try_for_each(|place| {
                    gate.wait_for(place);
                    sender.send((place, work(all[place])))
                });
            };
            // A system that gives no thread leaves the work to those that there are.
            let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run);
        }
        drop(sender);
        let _guard = Guard(&gate);
        let mut taker = Taker { waiting: BTreeMap::new(), next: 0, gate: &gate, take };
        let taken = taker.work(&results, &place, |place| work(all[place]));
        // Whoever still works is not waited for by anybody.
        next.store(all.len(), Ordering::Relaxed);
        gate.open(usize::MAX);
        taken
    })
}

/// Takes what comes in any order in the order of the places.
struct Taker<'a, T, F> {
    waiting: BTreeMap<usize, T>,
    next: usize,
    gate: &'a Gate,
    take: F,
}

impl<T, E, F: FnMut(usize, T) -> Result<(), E>> Taker<'_, T, F> {
    /// Works on what is still to be done, and takes what others have done meanwhile.
    fn work(
        &mut self,
        results: &mpsc::Receiver<(usize, T)>,
        place: impl Fn() -> Option<usize>,
        work: impl Fn(usize) -> T,
    ) -> Result<(), E> {
        while let Some(place) = place() {
            while place >= self.next.saturating_add(self.gate.ahead) {
                // Others work on all that is before it.
                let Ok((other, result)) = results.recv() else { break };
                self.add(other, result)?;
            }
            self.add(place, work(place))?;
            results.try_iter().try_for_each(|(other, result)| self.add(other, result))?;
        }
        results.iter().try_for_each(|(other, result)| self.add(other, result))
    }

    fn add(&mut self, place: usize, result: T) -> Result<(), E> {
        self.waiting.insert(place, result);
        while let Some(result) = self.waiting.remove(&self.next) {
            (self.take)(self.next, result)?;
            self.next += 1;
            self.gate.open(self.next);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn jobs(number: usize) -> NonZeroUsize {
        NonZeroUsize::new(number).unwrap()
    }

    #[test]
    fn results_come_in_order_and_none_is_far_ahead() {
        let all: Vec<usize> = (0..60).collect();
        for threads in [1, 2, 5] {
            let (begun, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let work = |at: usize| {
                begun.fetch_max(at, Ordering::SeqCst);
                // The first of all takes longest.
                thread::sleep(Duration::from_millis(if at == 0 { 30 } else { 0 }));
                assert!(at < done.load(Ordering::SeqCst) + AHEAD * threads + 1);
                at
            };
            let mut seen = Vec::new();
            let taken = in_order(&all, jobs(threads), work, |place, at| {
                done.store(place + 1, Ordering::SeqCst);
                seen.push(at);
                Ok::<(), ()>(())
            });
            assert_eq!((taken, &seen), (Ok(()), &all), "{threads}");
        }
    }

    #[test]
    fn a_panic_keeps_nobody_waiting() {
        let all: Vec<usize> = (0..40).collect();
        for at_fault in [0, 5, 39] {
            let work = |at: usize| assert!(at != at_fault, "as it should");
            let all = || in_order(&all, jobs(3), work, |_, ()| Ok::<(), ()>(()));
            assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(all)).is_err());
        }
    }

    #[test]
    fn nothing_is_taken_after_one_that_cannot_be() {
        let all: Vec<usize> = (0..40).collect();
        for threads in [1, 3] {
            let mut seen = Vec::new();
            let taken = in_order(
                &all,
                jobs(threads),
                |at| at,
                |place, at| {
                    seen.push(at);
                    if place == 7 { Err(place) } else { Ok(()) }
                },
            );
            assert_eq!((taken, seen), (Err(7), (0..=7).collect()), "{threads}");
        }
    }
}
