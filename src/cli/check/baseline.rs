//! Where the baseline of a repository lies, and how it is read and written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::baseline::{Baseline, FILE};
use crate::cli::{CliError, output};
use crate::finding::Finding;
use crate::input::disk;
use crate::output::replace;

fn path(file: Option<&Path>, top: &Path) -> PathBuf {
    file.map_or_else(|| top.join(FILE), Path::to_path_buf)
}

/// The baseline of the repository with this topmost folder; `None` when it has none. A file that was
/// named must be there.
pub(super) fn read(file: Option<&Path>, top: &Path) -> Result<Option<Baseline>, CliError> {
    let path = path(file, top);
    if file.is_none() && !path.exists() {
        return Ok(None);
    }
    let shown = path.display();
    let text = disk::text(&path)
        .map_err(|error| CliError::Message(format!("读不了基线“{shown}”：{}", error.reason)))?;
    let baseline = Baseline::parse(&text)
        .map_err(|error| CliError::Message(format!("基线“{shown}”{error}")))?;
    Ok(Some(baseline))
}

/// Writes the baseline that knows these findings, and gives it with what is to be said. What an older
/// one says of bodies that were not checked this time is kept; one that cannot be read is replaced.
pub(super) fn write(
    file: Option<&Path>,
    top: &Path,
    findings: &[Finding],
    bodies: &BTreeSet<String>,
) -> Result<(Baseline, String), CliError> {
    let path = path(file, top);
    let _lock = output::lock_repository(top)?;
    let mut baseline = Baseline::of(findings);
    if let Ok(Some(older)) = read(file, top) {
        baseline.keep_others(&older, bodies);
    }
    replace(&path, text(&baseline)?.as_bytes())?;
    let line = format!("基线写在 {}，记下 {} 个问题", path.display(), baseline.len());
    Ok((baseline, line))
}

/// Writes a baseline that was changed back beside its repository; gives its path.
pub(super) fn put(top: &Path, baseline: &Baseline) -> Result<PathBuf, CliError> {
    let path = path(None, top);
    let _lock = output::lock_repository(top)?;
    replace(&path, text(baseline)?.as_bytes())?;
    Ok(path)
}

fn text(baseline: &Baseline) -> Result<String, CliError> {
    baseline.to_text().map_err(|error| CliError::Message(format!("基线写不出来：{error}")))
}
