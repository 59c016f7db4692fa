//! The files of a repository, each in the form that its kind has.

use std::path::Path;

use super::{ProjectError, ProjectReader};
use crate::finding::Finding;
use crate::input::decode::{self, Context};
use crate::input::{disk, doubt, tables, yaml};
use crate::model::LayerId;
use crate::rules::files::unreadable_file;
use crate::source::{FileId, Location};

impl ProjectReader {
    pub(super) fn yaml(
        &mut self,
        path: &Path,
        layer: LayerId,
        shape: &'static yaml::Shape,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<(Context, yaml::Node)>, ProjectError> {
        self.yaml_of(path, layer, findings, |_| shape)
    }

    pub(super) fn yaml_of(
        &mut self,
        path: &Path,
        layer: LayerId,
        findings: &mut Vec<Finding>,
        shape: impl Fn(&yaml::Node) -> &'static yaml::Shape,
    ) -> Result<Option<(Context, yaml::Node)>, ProjectError> {
        let name = self.name(path);
        let Some(bytes) = self.bytes(path, findings) else { return Ok(None) };
        let Ok(text) = String::from_utf8(bytes) else {
            let file = self.map.add_opaque(name, Some(path));
            findings.push(unreadable_file::not_utf8().at(Location::whole(file)));
            return Ok(None);
        };
        let file = self.map.add_text(name, Some(path), text);
        let node = decode::read(&self.map, file, shape, findings);
        Ok(node.map(|node| (Context { file, layer }, node)))
    }

    pub(super) fn sheets(
        &mut self,
        path: &Path,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<FileId>, ProjectError> {
        let name = self.name(path);
        let Some(bytes) = self.bytes(path, findings) else { return Ok(None) };
        match tables::read_tables(&bytes, &tables::ReadOptions::default()) {
            Ok(read) => {
                let file = self.map.add_sheets(name, Some(path), read.workbook);
                findings.extend(doubt::findings(&self.map, file, &read.notes));
                Ok(Some(file))
            }
            Err(error) => {
                let file = self.map.add_opaque(name, Some(path));
                let fault = unreadable_file::no_workbook(&error.to_string());
                findings.push(fault.at(Location::whole(file)));
                Ok(None)
            }
        }
    }

    /// The bytes of a file of the repository. What cannot be read is told of, and the rest is read.
    pub(super) fn bytes(&mut self, path: &Path, findings: &mut Vec<Finding>) -> Option<Vec<u8>> {
        let read = disk::read(path);
        read.map_err(|error| {
            let file = self.map.add_opaque(self.name(path), Some(path));
            findings.push(unreadable_file::entry(&error.reason).at(Location::whole(file)));
        })
        .ok()
    }
}
