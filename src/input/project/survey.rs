//! Which bodies a repository has, before anything but their folders is read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::find::{ancestors, is_repository, misnamed, no_member};
use super::{KnownDomains, MEMBERS_FOLDER, PROFILE_FILE, Project, ProjectError, ProjectReader};
use crate::finding::Fault;
use crate::input::disk::{self, Reads, list};
use crate::model::LayerId;
use crate::source::{PartId, SourceMap};

/// The bodies of a repository.
#[derive(Debug)]
pub struct Survey {
    /// Each after the one that it inherits from; members in the order of the names of their folders.
    pub bodies: Vec<SurveyedBody>,
    /// What names of files are relative to.
    pub(super) root: PathBuf,
}

/// A folder that is a body of government.
#[derive(Debug)]
pub struct SurveyedBody {
    /// Its folder.
    pub folder: PathBuf,
    /// Index of the body that it inherits from.
    pub parent: Option<usize>,
    /// Whether it was asked for, or is only read because others inherit from it.
    pub wanted: bool,
    /// Whether others inherit from it.
    pub has_members: bool,
    /// What lies among its members and is none, and why not.
    pub(super) strays: Vec<(PathBuf, Fault)>,
    /// What was asked of the disk to find that.
    pub looked_for: Reads,
}

impl Survey {
    /// The bodies in a folder, with all members below it and those above it that it inherits from. The
    /// names of files are relative to `base`, or else to the top of the repository.
    ///
    /// # Errors
    /// When there is no body in the folder, or a folder cannot be read.
    pub fn of(folder: &Path, base: Option<&Path>) -> Result<Self, ProjectError> {
        if !is_repository(folder) {
            let meant = misnamed(folder).map(|name| {
                format!("。里面的“{name}”是不是就是？把它改名为 {PROFILE_FILE}（在资源管理器里先打开“文件扩展名”的显示）")
            });
            let folder = folder.display().to_string();
            return Err(ProjectError::NoProfile(folder, meant.unwrap_or_default()));
        }
        let uppers = ancestors(folder);
        let root = base.or(uppers.first().map(PathBuf::as_path)).unwrap_or(folder).to_path_buf();
        let mut survey = Self { bodies: Vec::new(), root };
        let mut parent = None;
        for upper in uppers {
            parent = Some(survey.add(upper, parent, false));
        }
        survey.tree(folder, parent)?;
        Ok(survey)
    }

    /// The folder that names of files are relative to.
    pub fn names_from(&self) -> &Path {
        &self.root
    }

    /// The part of the files that are built in, after those of all bodies.
    pub fn built_in_part(&self, first: PartId) -> PartId {
        first.after(self.bodies.len())
    }

    /// What a body calls itself, where its settings can be used.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn name(&self, at: usize, knowing: KnownDomains) -> Result<Option<String>, ProjectError> {
        let (map, bodies, root) = (SourceMap::new(), Vec::new(), self.root.clone());
        let (known, data) = (knowing(&[]), Arc::default());
        let mut reader = ProjectReader { map, bodies, root, knowing, known, data };
        let settings = reader.settings(&self.bodies[at].folder, LayerId(1), &mut Vec::new())?;
        Ok(settings.profile.map(|profile| profile.name.value))
    }

    fn add(&mut self, folder: PathBuf, parent: Option<usize>, wanted: bool) -> usize {
        if let Some(parent) = parent {
            self.bodies[parent].has_members = true;
        }
        self.bodies.push(SurveyedBody {
            folder,
            parent,
            wanted,
            has_members: false,
            strays: Vec::new(),
            looked_for: Reads::default(),
        });
        self.bodies.len() - 1
    }

    /// Adds a body and all members below it.
    fn tree(&mut self, folder: &Path, parent: Option<usize>) -> Result<(), ProjectError> {
        let index = self.add(folder.to_path_buf(), parent, true);
        let (members, looked_for) = disk::recording(|| self.members(index, folder));
        self.bodies[index].looked_for = looked_for;
        members?.iter().try_for_each(|member| self.tree(member, Some(index)))
    }

    /// The members of a body; notes down what lies among them and is none.
    fn members(&mut self, index: usize, folder: &Path) -> Result<Vec<PathBuf>, ProjectError> {
        // A link leads out of the repository, or to a body that is read where it stands, and may go round.
        let is_member = |path: &PathBuf| is_repository(path) && !disk::is_link(path);
        let (members, others): (Vec<PathBuf>, Vec<PathBuf>) =
            list(&folder.join(MEMBERS_FOLDER))?.into_iter().partition(is_member);
        let strays = others.into_iter().filter_map(|path| no_member(&path).map(|it| (path, it)));
        self.bodies[index].strays.extend(strays);
        Ok(members)
    }
}

impl Project {
    /// Reads one body of a repository beside those that it inherits from. Gives its index here. Its files
    /// stand in the part that is its own, counted from `first`.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn add(
        &mut self,
        survey: &Survey,
        at: usize,
        first: PartId,
        knowing: KnownDomains,
    ) -> Result<usize, ProjectError> {
        let body = &survey.bodies[at];
        let parent = body.parent.map(|parent| &survey.bodies[parent].folder);
        let parent = parent.and_then(|folder| self.position(folder));
        let mut reader = ProjectReader {
            map: std::mem::take(&mut self.map),
            bodies: std::mem::take(&mut self.bodies),
            root: survey.root.clone(),
            knowing,
            known: self.known.take().unwrap_or_else(|| knowing(&[])),
            data: Arc::clone(&self.data),
        };
        reader.map.begin(first.after(at));
        let read = reader.body(body, parent);
        (self.map, self.bodies, self.known) = (reader.map, reader.bodies, Some(reader.known));
        read
    }

    /// The index of the body in a folder.
    pub fn position(&self, folder: &Path) -> Option<usize> {
        self.bodies.iter().position(|body| body.folder == folder)
    }
}
