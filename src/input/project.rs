//! A repository on disk: which files there are, and what each is for.
//!
//! Files are read in the order of their names, so that the order of the disk never shows. A folder is a
//! body of government when it holds `mulu.yaml`; the folders below `towns/` inherit from it.

mod files;
mod find;
mod own;
mod read;
mod survey;
mod tables;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use find::{book_of, is_repository, nearest, profile_of, top};
pub use own::{name_in, own_data};
pub use survey::{Survey, SurveyedBody};

use super::data::{self, DATA_LAYER, LayerData, RawData};
use super::decode::{self, Context};
use super::disk::{self, ReadFailure, is_yaml};
use super::sheet::Domains;
use super::{book, filed, sheet_adjustments, yaml};
use crate::finding::Finding;
use crate::model::{Adjustment, FiledEdition, Layer, LayerId, PlannedTask, Profile, StageRecord};
use crate::rules::files::unreadable_file;
use crate::source::{Location, SourceMap};
use find::shown;

/// The name of the file that makes a folder a body of government.
pub const PROFILE_FILE: &str = "mulu.yaml";
/// The workbook that stands in its place, and in that of overlays and exceptions.
pub const BOOK_FILE: &str = "目录.xlsx";
/// The name of the file with 进度记录.
pub const RECORDS_FILE: &str = "记录.yaml";
/// The name of the file with 重点任务.
pub const PLAN_FILE: &str = "计划.yaml";
/// The name of the file that says which column of the website shows what.
pub const COLUMNS_FILE: &str = "栏目.yaml";
/// The workbook that stands in its place.
pub const COLUMNS_BOOK: &str = "栏目.xlsx";
/// The name of the file in a folder of tables that says what their columns hold.
pub const HEADS_FILE: &str = "各栏.yaml";
/// The folder of the members.
pub const MEMBERS_FOLDER: &str = "towns";
/// The folder of what was found in the originals of guidelines.
pub const CONFIRMED_FOLDER: &str = "指引/核实";

/// A repository as read, or the part of it that one body needs. A copy shares the bodies.
#[derive(Debug, Clone)]
pub struct Project {
    /// All files.
    pub map: SourceMap,
    /// The bodies, each after the one that it inherits from.
    pub bodies: Vec<Arc<BodyFolder>>,
    /// What the folder of data holds.
    pub data: Arc<LayerData>,
    /// What is wrong with the folder of data.
    pub findings: Vec<Finding>,
    /// The domains by which tables of several are told apart, once the body at the top was read.
    known: Option<Arc<dyn Domains>>,
}

/// What is known of domains where these layers of data hold, asked once what the top of a repository records is
/// read.
pub type KnownDomains = fn(&[Arc<LayerData>]) -> Arc<dyn Domains>;

/// One body of government.
#[derive(Debug, Clone)]
pub struct BodyFolder {
    /// Its folder.
    pub folder: PathBuf,
    /// Index of the body that it inherits from.
    pub parent: Option<usize>,
    /// What it says; `None` when its `mulu.yaml` cannot be used.
    pub layer: Option<Layer>,
    /// 登记 and 指引: its own registers and guidelines.
    pub data: Arc<LayerData>,
    /// 记录.yaml: how far its catalogue has come.
    pub records: Vec<StageRecord>,
    /// 计划.yaml: what it set out to do.
    pub tasks: Vec<PlannedTask>,
    /// Whether it was asked for, or is only read because others inherit from it.
    pub wanted: bool,
    /// What is wrong with its files.
    pub findings: Vec<Finding>,
}

impl BodyFolder {
    /// What it calls itself, where its settings can be used.
    pub fn name(&self) -> Option<&str> {
        self.layer.as_ref().map(|layer| layer.profile.name.value.as_str())
    }
}

/// Why a folder cannot be read as a repository.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// There is no `mulu.yaml`; the second text names a file that may have been meant for it.
    #[error(
        "“{0}”里没有 目录.xlsx，也没有 mulu.yaml，不是一个目录仓库。用 mulu init 开始一个；只想检查一张表时，直接给出表的路径{1}"
    )]
    NoProfile(String, String),
    /// The disk says no.
    #[error(transparent)]
    Read(#[from] ReadFailure),
}

impl Project {
    /// No repository at all.
    pub fn empty(map: SourceMap) -> Self {
        let (bodies, findings) = (Vec::new(), Vec::new());
        Self { map, bodies, data: Arc::default(), findings, known: None }
    }

    /// Reads the repository in a folder, with all members below it and the bodies above it that it
    /// inherits from, and files of data.
    ///
    /// # Errors
    /// When there is no `mulu.yaml`, or the folder cannot be read.
    pub fn read(
        folder: &Path,
        knowing: KnownDomains,
        data: &[RawData],
    ) -> Result<Self, ProjectError> {
        Self::read_into(&mut SourceMap::new(), None, folder, knowing, data)
    }

    /// The same into a map that holds the files of others already: the project takes the map over. The
    /// names of the files are relative to `base`, or else to the top of the repository.
    ///
    /// # Errors
    /// As for [`Project::read`]; the map is then left where it was, with what was read so far.
    pub fn read_into(
        map: &mut SourceMap,
        base: Option<&Path>,
        folder: &Path,
        knowing: KnownDomains,
        data: &[RawData],
    ) -> Result<Self, ProjectError> {
        let survey = Survey::of(folder, base)?;
        let first = map.next_part().after(1);
        let mut project = Self::begin(std::mem::take(map), data);
        let read = (0..survey.bodies.len())
            .try_for_each(|at| project.add(&survey, at, first, knowing).map(drop));
        match read {
            Ok(()) => {
                project.map.begin(survey.built_in_part(first));
                Ok(project)
            }
            Err(error) => {
                *map = project.map;
                Err(error)
            }
        }
    }

    /// A repository of which only the folder of data was read, into a part of its own after those of the
    /// map.
    pub fn begin(map: SourceMap, data: &[RawData]) -> Self {
        let mut project = Self::empty(map);
        project.map.begin(project.map.next_part());
        let (map, found) = (&mut project.map, &mut project.findings);
        project.data = Arc::new(data::read_files(map, data, DATA_LAYER, found));
        project
    }

    /// The layers of data that hold for a body, the farthest first: the folder of data, what the bodies
    /// above it record, and what it records itself.
    pub fn data_of(&self, body: usize) -> Vec<Arc<LayerData>> {
        let mut layers = Vec::new();
        let mut at = Some(body);
        while let Some(held) = at.and_then(|index| self.bodies.get(index)) {
            layers.push(Arc::clone(&held.data));
            at = held.parent;
        }
        layers.push(Arc::clone(&self.data));
        layers.reverse();
        layers
    }

    /// The layers of a body from the top down, its own last; `None` when one of them cannot be used.
    pub fn chain(&self, body: usize) -> Option<Vec<&Layer>> {
        let mut chain = Vec::new();
        let mut at = Some(body);
        while let Some(index) = at {
            chain.push(self.bodies[index].layer.as_ref()?);
            at = self.bodies[index].parent;
        }
        chain.reverse();
        Some(chain)
    }
}

/// A profile with the name of the folder that its file lies in.
fn named(profile: Option<Profile>, path: &Path) -> Option<Profile> {
    let folder = path.parent().and_then(Path::file_name);
    let folder = folder.map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    profile.map(|profile| Profile { folder, ..profile })
}

/// What the settings of a body say.
#[derive(Default)]
struct FolderSettings {
    profile: Option<Profile>,
    adjustments: Vec<Adjustment>,
    records: Vec<StageRecord>,
}

struct ProjectReader {
    map: SourceMap,
    bodies: Vec<Arc<BodyFolder>>,
    root: PathBuf,
    knowing: KnownDomains,
    /// The domains by which tables of several are told apart.
    known: Arc<dyn Domains>,
    /// What the folder of data holds.
    data: Arc<LayerData>,
}

impl ProjectReader {
    fn body(&mut self, body: &SurveyedBody, parent: Option<usize>) -> Result<usize, ProjectError> {
        let SurveyedBody { folder, wanted, .. } = body;
        let layer_id = LayerId(self.depth(parent));
        let mut findings = Vec::new();
        let mut settings = self.settings(folder, layer_id, &mut findings)?;
        let name = settings.profile.as_ref().map(|profile| profile.name.value.clone());
        let data = self.own_data(folder, parent, &name.unwrap_or_default(), &mut findings)?;
        let data = Arc::new(data);
        if parent.is_none() {
            self.known = (self.knowing)(&[Arc::clone(&self.data), Arc::clone(&data)]);
        }
        let (noted, tasks) = self.notes(folder, layer_id, &mut findings)?;
        let mut records = std::mem::take(&mut settings.records);
        records.extend(noted);
        let layer = self.layer(folder, layer_id, settings, &mut findings)?;
        for (path, fault) in &body.strays {
            let file = self.map.add_opaque(self.name(path), Some(path));
            findings.push(fault.clone().at(Location::whole(file)));
        }
        let (folder, wanted) = (folder.clone(), *wanted);
        let body = BodyFolder { folder, parent, layer, data, records, tasks, wanted, findings };
        self.bodies.push(Arc::new(body));
        Ok(self.bodies.len() - 1)
    }

    fn depth(&self, parent: Option<usize>) -> u8 {
        let mut depth = 1;
        let mut at = parent;
        while let Some(index) = at {
            depth += 1;
            at = self.bodies[index].parent;
        }
        depth
    }

    fn layer(
        &mut self,
        folder: &Path,
        layer: LayerId,
        settings: FolderSettings,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<Layer>, ProjectError> {
        let FolderSettings { profile, mut adjustments, .. } = settings;
        for path in self.own_files(folder, "overlays", findings)? {
            adjustments.extend(self.overlay(&path, layer, findings)?);
        }
        let mut whole_tables = Vec::new();
        let (paths, mappings) = self.tables(folder, "drafts", layer, findings)?;
        for path in paths {
            whole_tables.extend(self.draft(&path, layer, &mappings, findings)?);
        }
        let mut duties = Vec::new();
        let (paths, mappings) = self.tables(folder, "duties", layer, findings)?;
        for path in paths {
            duties.extend(self.duty_list(&path, layer, &mappings, findings)?);
        }
        let mut confirmations = Vec::new();
        for path in self.own_files(folder, CONFIRMED_FOLDER, findings)? {
            confirmations.extend(self.confirmed(&path, layer, findings)?);
        }
        let columns = self.columns(folder, layer, findings)?;
        let filed = self.filed(folder, findings)?;
        Ok(profile.map(|profile| {
            let (tables, moved) = (whole_tables, Vec::new());
            Layer { profile, adjustments, tables, duties, confirmations, moved, filed, columns }
        }))
    }

    /// What the edition that was filed last says of the layer above.
    fn filed(
        &mut self,
        folder: &Path,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<FiledEdition>, ProjectError> {
        let Some(path) = filed::last(folder)? else { return Ok(None) };
        let edition = filed::read(&path);
        if edition.is_none() {
            let file = self.map.add_opaque(self.name(&path), Some(&path));
            findings.push(unreadable_file::filing().at(Location::whole(file)));
        }
        Ok(edition)
    }

    /// What stands in `mulu.yaml`, or in the workbook in its place.
    fn settings(
        &mut self,
        folder: &Path,
        layer: LayerId,
        findings: &mut Vec<Finding>,
    ) -> Result<FolderSettings, ProjectError> {
        let (text, book) = (folder.join(PROFILE_FILE), folder.join(BOOK_FILE));
        if !disk::is_file(&text) {
            return self.book(&book, layer, findings);
        }
        if disk::is_file(&book) {
            let file = self.map.add_opaque(self.name(&book), Some(&book));
            findings.push(unreadable_file::two_profiles().at(Location::whole(file)));
        }
        Ok(FolderSettings {
            profile: self.profile(&text, layer, findings)?,
            ..FolderSettings::default()
        })
    }

    fn book(
        &mut self,
        path: &Path,
        layer: LayerId,
        findings: &mut Vec<Finding>,
    ) -> Result<FolderSettings, ProjectError> {
        let Some(file) = self.sheets(path, findings)? else { return Ok(FolderSettings::default()) };
        let Some(workbook) = self.map.workbook(file) else { return Ok(FolderSettings::default()) };
        let Some(trees) = book::read(file, workbook, findings) else {
            return Ok(FolderSettings::default());
        };
        let parts = [
            (&trees.profile, &decode::REPOSITORY),
            (&trees.adjustments, &decode::ADJUSTMENTS),
            (&trees.records, &decode::RECORDS),
        ];
        // What nobody has begun needs no check: only the profile must be there.
        for (at, (node, shape)) in parts.into_iter().enumerate() {
            if at == 0 || !node.entries().is_empty() {
                yaml::validate(file, node, &yaml::Kind::Record(shape), findings);
            }
        }
        let context = Context { file, layer };
        Ok(FolderSettings {
            profile: named(decode::profile(context, &trees.profile), path),
            adjustments: decode::adjustments(context, &trees.adjustments),
            records: decode::records(context, &trees.records),
        })
    }

    fn profile(
        &mut self,
        path: &Path,
        layer: LayerId,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<Profile>, ProjectError> {
        let read = self.yaml(path, layer, &decode::REPOSITORY, findings)?;
        Ok(named(read.and_then(|(context, node)| decode::profile(context, &node)), path))
    }

    fn overlay(
        &mut self,
        path: &Path,
        layer: LayerId,
        findings: &mut Vec<Finding>,
    ) -> Result<Vec<Adjustment>, ProjectError> {
        if is_yaml(path) {
            let read = self.yaml(path, layer, &decode::ADJUSTMENTS, findings)?;
            return Ok(read.map(|(c, node)| decode::adjustments(c, &node)).unwrap_or_default());
        }
        let Some(file) = self.sheets(path, findings)? else { return Ok(Vec::new()) };
        let Some(workbook) = self.map.workbook(file) else { return Ok(Vec::new()) };
        Ok(sheet_adjustments::read_adjustments(Context { file, layer }, workbook, findings))
    }

    /// The name shown to people: relative to the top of the repository, with `/`.
    fn name(&self, path: &Path) -> String {
        shown(&self.root, path)
    }
}
