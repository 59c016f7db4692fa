//! The tables of a body: drafts, lists of duties, and what is settled of their columns.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{HEADS_FILE, ProjectError, ProjectReader};
use crate::finding::Finding;
use crate::input::decode::{self, Context};
use crate::input::disk::is_yaml;
use crate::input::sheet::{self, Mappings, OPEN_DOMAIN, RecogniseOptions};
use crate::model::{Duty, LayerId, WholeTable};
use crate::rules::files::{unreadable_file, unsure_domain};
use crate::source::Location;

impl ProjectReader {
    /// The files of a body's folder of tables, and what is settled of their columns.
    pub(super) fn tables(
        &mut self,
        body: &Path,
        name: &str,
        layer: LayerId,
        findings: &mut Vec<Finding>,
    ) -> Result<(Vec<PathBuf>, Mappings), ProjectError> {
        let mut paths = self.own_files(body, name, findings)?;
        let heads = body.join(name).join(HEADS_FILE);
        if !paths.contains(&heads) {
            return Ok((paths, Mappings::default()));
        }
        paths.retain(|path| *path != heads);
        let read = self.yaml(&heads, layer, &decode::HEADS, findings)?;
        let Some((context, node)) = read else { return Ok((paths, Mappings::default())) };
        let mappings = Mappings::of(&node).unwrap_or_else(|reason| {
            findings.push(unreadable_file::heads(&reason).at(Location::whole(context.file)));
            Mappings::default()
        });
        Ok((paths, mappings))
    }

    /// A whole table, or those of a whole catalogue.
    pub(super) fn draft(
        &mut self,
        path: &Path,
        layer: LayerId,
        mappings: &Mappings,
        findings: &mut Vec<Finding>,
    ) -> Result<Vec<WholeTable>, ProjectError> {
        if is_yaml(path) {
            let read = self.yaml_of(path, layer, findings, |node| match node.get("领域") {
                Some(_) => &decode::CATALOGUE,
                None => &decode::DOMAIN,
            })?;
            return Ok(read.map(|(c, node)| decode::tables(c, &node)).unwrap_or_default());
        }
        let Some(file) = self.sheets(path, findings)? else { return Ok(Vec::new()) };
        let Some(workbook) = self.map.workbook(file) else { return Ok(Vec::new()) };
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let options = RecogniseOptions {
            file: stem,
            mappings: mappings.clone(),
            ..RecogniseOptions::knowing(Arc::clone(&self.known))
        };
        let context = Context { file, layer };
        let before = findings.len();
        let mut tables = sheet::read_catalogue(context, workbook, &options, findings);
        // Rows of no domain were asked about; a catalogue has no place for them.
        tables.retain(|table| table.domain.value != OPEN_DOMAIN);
        findings.iter_mut().skip(before).for_each(unsure_domain::not_compiled);
        Ok(tables)
    }

    /// A list of duties.
    pub(super) fn duty_list(
        &mut self,
        path: &Path,
        layer: LayerId,
        mappings: &Mappings,
        findings: &mut Vec<Finding>,
    ) -> Result<Vec<Duty>, ProjectError> {
        if is_yaml(path) {
            let read = self.yaml(path, layer, &decode::DUTIES, findings)?;
            return Ok(read.map(|(c, node)| decode::duties(c, &node)).unwrap_or_default());
        }
        let Some(file) = self.sheets(path, findings)? else { return Ok(Vec::new()) };
        let Some(workbook) = self.map.workbook(file) else { return Ok(Vec::new()) };
        let options =
            RecogniseOptions { mappings: mappings.clone(), ..RecogniseOptions::default() };
        Ok(sheet::read_duties(Context { file, layer }, workbook, &options, findings))
    }
}
