//! The files that lie in a body's folder beside its settings and tables, and what of them is its own.

use std::path::{Path, PathBuf};

use super::find::top;
use super::{COLUMNS_BOOK, COLUMNS_FILE, PLAN_FILE, ProjectError, ProjectReader, RECORDS_FILE};
use crate::finding::Finding;
use crate::input::columns;
use crate::input::decode::{self, Context};
use crate::input::disk::{self, list};
use crate::model::{Confirmation, LayerId, PlannedTask, SiteColumn, StageRecord};
use crate::rules::files::unreadable_file;
use crate::rules::publish::column_unclear;
use crate::source::Location;

impl ProjectReader {
    /// The entries of a folder of a body. What leads out of the repository is told of and left out.
    pub(super) fn own_files(
        &mut self,
        body: &Path,
        name: &str,
        findings: &mut Vec<Finding>,
    ) -> Result<Vec<PathBuf>, ProjectError> {
        let (folder, top) = (body.join(name), top(body));
        if let Some(target) = disk::outside(&folder, &top) {
            self.leads_away(&folder, &target, findings);
            return Ok(Vec::new());
        }
        let (own, away): (Vec<_>, Vec<_>) = list(&folder)?
            .into_iter()
            .map(|path| (disk::outside(&path, &top), path))
            .partition(|(target, _)| target.is_none());
        for (target, path) in away {
            self.leads_away(&path, &target.unwrap_or_default(), findings);
        }
        Ok(own.into_iter().map(|(_, path)| path).collect())
    }

    fn leads_away(&mut self, path: &Path, target: &Path, findings: &mut Vec<Finding>) {
        let file = self.map.add_opaque(self.name(path), Some(path));
        let fault = unreadable_file::leads_away(&target.display().to_string());
        findings.push(fault.at(Location::whole(file)));
    }

    pub(super) fn confirmed(
        &mut self,
        path: &Path,
        layer: LayerId,
        findings: &mut Vec<Finding>,
    ) -> Result<Vec<Confirmation>, ProjectError> {
        let read = self.yaml(path, layer, &decode::CONFIRMATIONS, findings)?;
        Ok(read.map(|(c, node)| decode::confirmations(c, &node)).unwrap_or_default())
    }

    /// 栏目.yaml, or the workbook in its place.
    pub(super) fn columns(
        &mut self,
        folder: &Path,
        layer: LayerId,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<Vec<SiteColumn>>, ProjectError> {
        let (text, book) = (folder.join(COLUMNS_FILE), folder.join(COLUMNS_BOOK));
        let has_book = disk::is_file(&book);
        if disk::is_file(&text) {
            if has_book {
                let file = self.map.add_opaque(self.name(&book), Some(&book));
                findings.push(column_unclear::two_files().at(Location::whole(file)));
            }
            let read = self.yaml(&text, layer, &decode::COLUMNS, findings)?;
            return Ok(read.map(|(context, node)| decode::columns(context, &node)));
        }
        if !has_book {
            return Ok(None);
        }
        let Some(file) = self.sheets(&book, findings)? else { return Ok(None) };
        let workbook = self.map.workbook(file);
        Ok(workbook.map(|workbook| columns::read(Context { file, layer }, workbook, findings)))
    }

    /// What a body notes down beside its catalogue.
    pub(super) fn notes(
        &mut self,
        folder: &Path,
        layer: LayerId,
        findings: &mut Vec<Finding>,
    ) -> Result<(Vec<StageRecord>, Vec<PlannedTask>), ProjectError> {
        let (records, plan) = (folder.join(RECORDS_FILE), folder.join(PLAN_FILE));
        let records = match disk::is_file(&records) {
            true => self.yaml(&records, layer, &decode::RECORDS, findings)?,
            false => None,
        };
        let plan = match disk::is_file(&plan) {
            true => self.yaml(&plan, layer, &decode::PLAN, findings)?,
            false => None,
        };
        let records = records.map(|(context, node)| decode::records(context, &node));
        let tasks = plan.map(|(context, node)| decode::tasks(context, &node));
        Ok((records.unwrap_or_default(), tasks.unwrap_or_default()))
    }
}
