//! What bodies of government record themselves: 登记 and 指引.

use std::path::{Path, PathBuf};

use super::find::{ancestors, shown};
use super::{PROFILE_FILE, ProjectError, ProjectReader};
use crate::finding::Finding;
use crate::input::data::{self, GUIDELINE_FOLDER, LayerData, REGISTER_FOLDER};
use crate::input::disk::{self, ReadFailure};
use crate::input::yaml;
use crate::rules::files::faulty_data;
use crate::source::SourceMap;

/// What a folder of a repository and those above it record, the farthest first, without the rest of the
/// repository.
///
/// # Errors
/// When a folder cannot be read.
pub fn own_data(
    map: &mut SourceMap,
    folder: &Path,
    findings: &mut Vec<Finding>,
) -> Result<Vec<LayerData>, ReadFailure> {
    let mut layers = Vec::new();
    for body in ancestors(folder).iter().map(PathBuf::as_path).chain([folder]) {
        let folders = [body.join(REGISTER_FOLDER), body.join(GUIDELINE_FOLDER)];
        let name = |path: &Path| {
            let below = path.strip_prefix(body).unwrap_or(path);
            below.to_string_lossy().replace('\\', "/")
        };
        let files = data::files_in(&[&folders[0], &folders[1]], name)?;
        let whose = name_in(&body.join(PROFILE_FILE)).unwrap_or_else(|| "本仓库".to_owned());
        layers.push(data::read_files(map, &files, &whose, findings));
    }
    Ok(layers)
}

/// 名称 in a `mulu.yaml`.
pub fn name_in(profile: &Path) -> Option<String> {
    let text = disk::text(profile).ok()?;
    yaml::parse(&text).ok()?.text("名称").map(str::to_owned)
}

impl ProjectReader {
    /// 登记 and 指引 of a body. Guidelines are those of the whole repository, so they stand at its top.
    pub(super) fn own_data(
        &mut self,
        folder: &Path,
        parent: Option<usize>,
        name: &str,
        findings: &mut Vec<Finding>,
    ) -> Result<LayerData, ProjectError> {
        let (registers, guidelines) = (folder.join(REGISTER_FOLDER), folder.join(GUIDELINE_FOLDER));
        let root = self.root.clone();
        let shown = |path: &Path| shown(&root, path);
        let folders = [registers.as_path(), guidelines.as_path()];
        let files = data::files_in(&folders, shown)?;
        let mut data = data::read_files(&mut self.map, &files, name, findings);
        if parent.is_some() {
            let misplaced = std::mem::take(&mut data.domains).into_iter();
            let fault = || faulty_data::below_the_top();
            findings.extend(misplaced.map(|domain| fault().at(domain.source.location)));
        }
        Ok(data)
    }
}
