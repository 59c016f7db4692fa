//! `mulu build` 编制: compile, check, export.

use std::path::PathBuf;

use super::{CliError, Status};
use crate::input::project::Project;
use crate::pipeline::{self, Base};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹", default_value = ".")]
    folder: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let mut project = Project::read(&args.folder)?;
    let mut findings = Vec::new();
    let base = Base::load(&mut project, &mut findings);
    let today = jiff::Zoned::now().date();
    let mut status = Status::Clean;
    for body in 0..project.bodies.len() {
        let compiled = pipeline::compile(&project, &base, body, today);
        if compiled.has_errors() {
            status = Status::Findings;
        }
        for f in &compiled.findings {
            eprintln!(
                "{} {} {} {}",
                f.severity.id(),
                f.rule,
                project.map.describe(f.location),
                f.message
            );
        }
        if let Some(c) = compiled.catalogue {
            eprintln!("{} {} items", c.name(), c.item_count());
        }
    }
    Ok(status)
}
