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

    fn open(&self, taken: usize) {
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner) = taken;
        self.moved.notify_all();
    }
}

/// Does some work on each of these, on at most `jobs` threads, and takes the results one by one in their order,
/// each with its place, until one cannot be taken.
pub(super) fn in_order<T: Send, E>(
    all: &[usize],
    jobs: NonZeroUsize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = jobs.get().min(all.len());
    let next = AtomicUsize::new(0);
    let place = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < all.len());
    let mut taken = Ok(());
    if threads > 1 {
        let gate = Gate { taken: Mutex::new(0), moved: Condvar::new(), ahead: AHEAD * threads };
        thread::scope(|scope| {
            let (sender, results) = mpsc::sync_channel(1);
            for _ in 0..threads {
                let (sender, place, work, gate) = (sender.clone(), &place, &work, &gate);
                let run = move || {
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
            taken = sorted(results, &gate, &mut take);
        });
    }
    taken?;
    while let Some(place) = place() {
        take(place, work(all[place]))?;
    }
    Ok(())
}

/// Takes what comes in any order in the order of the places.
fn sorted<T, E>(
    results: mpsc::Receiver<(usize, T)>,
    gate: &Gate,
    take: &mut impl FnMut(usize, T) -> Result<(), E>,
) -> Result<(), E> {
    let (mut waiting, mut next) = (BTreeMap::new(), 0);
    let mut all = results.into_iter();
    let taken = all.try_for_each(|(place, result)| {
        waiting.insert(place, result);
        while let Some(result) = waiting.remove(&next) {
            take(next, result)?;
            next += 1;
            gate.open(next);
        }
        Ok(())
    });
    drop(all);
    gate.open(usize::MAX);
    taken
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
