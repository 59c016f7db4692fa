//! How many members are worked on at the same time.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;

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
