//! How many members are worked on at the same time, and where it is kept what was found of them.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::available_parallelism;

use jiff::civil::Date;

use crate::cache::{Cache, Kept};
use crate::pipeline::Repository;
use crate::report::FindingTally;
use crate::source::{PartId, SourceMap};

/// The option of commands that go through all members.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub(super) struct JobsArg {
    /// 同时做几个单位；不写就用全部处理器。结果都一样
    #[arg(long, value_name = "几个")]
    jobs: Option<NonZeroUsize>,
}

impl JobsArg {
    /// As many as were asked for, or as the machine has processors.
    pub(super) fn count(self) -> NonZeroUsize {
        self.jobs.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
    }
}

/// Names a folder for what is kept from run to run, in place of the one that the system has for such things;
/// empty, nothing is kept.
const VARIABLE: &str = "MULU_CACHE";
/// With fewer members all is found again in no time.
const FEWEST: usize = 4;

/// What earlier runs found of the members of a repository.
pub(super) fn cache<'r>(
    repository: &'r Repository,
    options: &str,
    today: Date,
) -> Option<Cache<'r>> {
    let is_large = repository.survey().bodies.len() >= FEWEST;
    let folder = folder(|name| std::env::var_os(name)).filter(|_| is_large)?;
    let cache = Cache::new(&folder, repository, options, today)?;
    cache.sweep();
    Some(cache)
}

/// Adds what was found of a member to what is shown of all, and lets go the rest of it. `own` is the part of its
/// files, if no other inherits from it.
pub(super) fn tally<E>(kept: &mut Kept<E>, tally: &mut FindingTally, own: Option<PartId>) {
    tally.add(std::mem::take(&mut kept.findings), own);
    tally.add_suppressed(&std::mem::take(&mut kept.suppressed));
    kept.files = wanted(std::mem::take(&mut kept.files), tally, own);
}

/// What is needed of the files of a member to show what is told of it.
pub(super) fn wanted(files: SourceMap, tally: &FindingTally, own: Option<PartId>) -> SourceMap {
    match own {
        Some(part) => files.narrowed(part, &tally.places_in(part)),
        None => files,
    }
}

fn folder(variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> Option<PathBuf> {
    let named = |name: &str| variable(name).map(PathBuf::from);
    let whole = |path: &PathBuf| path.is_absolute();
    if let Some(given) = named(VARIABLE) {
        return Some(given).filter(|given| !given.as_os_str().is_empty());
    }
    let of_system = named("LOCALAPPDATA").or_else(|| named("XDG_CACHE_HOME")).filter(whole);
    let of_home = || named("HOME").filter(whole).map(|home| home.join(".cache"));
    of_system.or_else(of_home).map(|caches| caches.join("mulu"))
}
