//! `mulu check` 校验.

use super::{CliError, Status};

#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args) -> Result<Status, CliError> {
    Ok(Status::Clean)
}
