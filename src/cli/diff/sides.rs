//! Reading one side: a repository, a catalogue that was built, or any table.

use std::path::Path;

use crate::cli::CliError;
use crate::cli::data::DataArg;
use crate::cli::output::remark;
use crate::diff::{Edition, Title};
use crate::finding::{Finding, Severity};
use crate::input::project::is_repository;
use crate::input::sheet::RecogniseOptions;
use crate::input::single;
use crate::pipeline::{self, Base};
use crate::source::SourceMap;

/// The catalogue of one body.
pub(in crate::cli) struct Side {
    pub(in crate::cli) edition: Edition,
    /// Whether it is a file, which holds no more than this body.
    pub(in crate::cli) is_file: bool,
}

/// What `build` calls the catalogue for programs.
const CATALOGUE_FILE: &str = "catalogue.json";

/// The catalogues behind a path.
pub(in crate::cli) fn read(
    path: &Path,
    member: Option<&str>,
    data: &DataArg,
) -> Result<Vec<Side>, CliError> {
    if !path.is_dir() {
        return table(path, data).map(|side| vec![side]);
    }
    let built = path.join(CATALOGUE_FILE);
    if !is_repository(path) && built.is_file() {
        return table(&built, data).map(|side| vec![side]);
    }
    repository(path, member, data)
}

/// The catalogues of all bodies of a repository, or of one.
pub(super) fn repository(
    folder: &Path,
    member: Option<&str>,
    data: &DataArg,
) -> Result<Vec<Side>, CliError> {
    let mut project = data.project(folder)?;
    let mut raised = Vec::new();
    let base = Base::load(&mut project, &mut raised);
    let mut sides = Vec::new();
    for body in 0..project.bodies.len() {
        let held = &project.bodies[body];
        if !held.wanted {
            continue;
        }
        raised.extend(held.findings.iter().cloned());
        let Some(catalogue) = pipeline::merge(&project, &base, body) else { continue };
        let on_disk = held.folder.file_name().map(|name| name.to_string_lossy().into_owned());
        let is_wanted = |word: &str| word == catalogue.name() || Some(word) == on_disk.as_deref();
        if member.is_none_or(is_wanted) {
            let edition = Edition::of_catalogue(&catalogue);
            sides.push(Side { edition, is_file: false });
        }
    }
    warn(folder, &raised);
    if sides.is_empty() {
        let what = member.map_or("能编成目录的单位".to_owned(), |name| format!("“{name}”"));
        let message = format!("“{}”里没有{what}，用 mulu check 看看", folder.display());
        return Err(CliError::Message(message));
    }
    Ok(sides)
}

/// The tables of a file.
fn table(path: &Path, data: &DataArg) -> Result<Side, CliError> {
    let mut map = SourceMap::new();
    let registers = data.registers()?;
    let options = RecogniseOptions::knowing(registers.clone());
    let read = single::read(&mut map, path, &path.display().to_string(), &options, None)?;
    warn(path, &read.findings);
    if read.tables.is_empty() {
        let message = format!(
            "“{}”里没有认得出的目录表，没有东西可比。用 mulu check 看看问题在哪里",
            path.display()
        );
        return Err(CliError::Message(message));
    }
    let name = read.body.as_ref().map_or_else(|| read.stem.clone(), |(name, _)| name.clone());
    let title = Title { name, version: read.version, date: read.date, items: 0 };
    let guidelines = registers.guidelines(&mut map, None);
    let edition = Edition::of_tables(title, read.tables, read.reasons, &guidelines);
    Ok(Side { edition, is_file: true })
}

/// Says on the error stream that a side has errors, so that nobody takes a part for the whole.
fn warn(path: &Path, findings: &[Finding]) {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    if errors > 0 {
        let path = path.display();
        remark(&format!(
            "注意：“{path}”读入时有 {errors} 个错误，比对的只是读得出的部分。用 mulu check 看是哪些"
        ));
    }
}
