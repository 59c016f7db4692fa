//! What bodies of government record themselves: 登记 and 指引.

use std::path::{Path, PathBuf};

use super::find::{ancestors, book_of, shown};
use super::{BOOK_FILE, PROFILE_FILE, ProjectError, ProjectReader};
use crate::finding::Finding;
use crate::input::data::{self, GUIDELINE_FOLDER, LayerData, REGISTER_FOLDER};
use crate::input::disk::{self, ReadFailure};
use crate::input::{book, tables, yaml};
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
        let whose = name_in(body).unwrap_or_else(|| "本仓库".to_owned());
        layers.push(data::read_files(map, &files, &whose, findings));
    }
    Ok(layers)
}

/// 名称 of the body whose folder this is, as its settings say it.
pub fn name_in(folder: &Path) -> Option<String> {
    let Ok(text) = disk::text(&folder.join(PROFILE_FILE)) else { return name_in_book(folder) };
    yaml::parse(&text).ok()?.text("名称").map(str::to_owned)
}

fn name_in_book(folder: &Path) -> Option<String> {
    let bytes = disk::read(&book_of(folder)?).ok()?;
    let read = tables::read_tables(&bytes, &tables::ReadOptions::default()).ok()?;
    let file = SourceMap::new().add_opaque(BOOK_FILE, None);
    let trees = book::read(file, &read.workbook, &mut Vec::new())?;
    trees.profile.text("名称").map(str::to_owned)
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
