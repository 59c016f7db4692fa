//! The files of members: made on any thread, and not made again where they stand as they would be made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Build, Member};
use crate::cache::{Cache, Kept, made_from};
use crate::cli::CliError;
use crate::cli::jobs::{self, JobsArg};
use crate::cli::progress::Progress;
use crate::export::{self, ExportFormat, ExportOptions};
use crate::finding::{Finding, NoteCounts, Severity};
use crate::input::disk;
use crate::model::{Catalogue, Gaps};
use crate::output::{Artifact, sha256};
use crate::pipeline::{Compiled, MadeOf, Memory, NoMemory, OpenBody, Recalled, Repository};
use crate::review::By;
use crate::source::Location;

/// What is needed to make the files of members.
pub(super) struct Making<'a> {
    pub(super) repository: &'a Repository,
    pub(super) formats: Vec<ExportFormat>,
    pub(super) options: ExportOptions,
    /// By what departments get their rows as volumes of their own, where that was asked for.
    pub(super) slices: Option<By>,
    pub(super) today: Date,
    /// Whether notes are only counted.
    pub(super) counts_notes: bool,
    /// Whether something that all members start from is wrong.
    pub(super) holds_all: bool,
}

/// What became of a member, without its catalogue.
#[derive(Serialize, Deserialize)]
pub(super) struct Made {
    pub(super) counts: MadeCounts,
    pub(super) items: usize,
    pub(super) stamp: String,
    pub(super) files: MadeFiles,
    /// Stands for all that they depend on.
    pub(super) made_from: String,
    /// The files themselves, unless they are known to stand as they were made.
    #[serde(skip)]
    pub(super) artifacts: Vec<Artifact>,
    /// Why they cannot be made.
    #[serde(skip)]
    pub(super) failure: Option<String>,
}

/// How much was found of a member.
#[derive(Serialize, Deserialize)]
pub(super) struct MadeCounts {
    /// In words: 错误 1 处，警告 2 处; 没有问题.
    pub(super) told: String,
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

/// The files of a member, and why there are none.
#[derive(Serialize, Deserialize)]
pub(super) enum MadeFiles {
    NoCatalogue,
    HeldBack,
    /// Each with the checksum of its content.
    All(Vec<(String, String)>),
}

/// What earlier runs made, as long as it still stands in the folder of output.
struct BuildMemory<'a> {
    cache: Cache<'a>,
    out: PathBuf,
    /// The folder of output of each body.
    folders: BTreeMap<usize, String>,
}

impl Memory<Kept<Made>> for BuildMemory<'_> {
    fn recall(&self, at: usize, below: &str) -> Option<Recalled<Kept<Made>>> {
        let known: Recalled<Kept<Made>> = self.cache.recall(at, below)?;
        let folder = self.out.join(self.folders.get(&at)?);
        let stands = |(name, digest): &(String, String)| {
            disk::read(&folder.join(name)).is_ok_and(|bytes| sha256(&bytes) == *digest)
        };
        match &known.made.extra.files {
            MadeFiles::All(files) => files.iter().all(stands).then_some(known),
            MadeFiles::NoCatalogue | MadeFiles::HeldBack => Some(known),
        }
    }

    fn keep(
        &self,
        at: usize,
        from: MadeOf<'_>,
        exceptions: (bool, &[Location]),
        made: &Kept<Made>,
    ) {
        if made.extra.failure.is_none() {
            self.cache.keep(at, from, exceptions, made);
        }
    }
}

impl Making<'_> {
    pub(super) fn all(
        &self,
        members: &[Member],
        jobs: JobsArg,
        build: &mut Build,
    ) -> Result<(), CliError> {
        let bodies: Vec<usize> = members.iter().map(|member| member.body).collect();
        let progress = Progress::start();
        let mut done = 0;
        let work = |open: &OpenBody<'_>, compiled, unused| self.made(open, compiled, unused);
        let way = (jobs.count(), self.today);
        let known = self.memory(members, build.out.root());
        let none = NoMemory;
        let memory: &dyn Memory<Kept<Made>> = match &known {
            Some(known) => known,
            None => &none,
        };
        self.repository.compile_each(&bodies, way, memory, work, |at, made| {
            done += 1;
            progress.count("正在编制", (done, members.len()), &members[at].name);
            let own = self.repository.own_part(bodies[at]);
            build.put(at, &members[at], own, made);
        })?;
        Ok(())
    }

    fn memory(&self, members: &[Member], out: &Path) -> Option<BuildMemory<'_>> {
        let options = format!("{} {}", self.asked(), self.counts_notes);
        let cache = jobs::cache(self.repository, &options, self.today)?;
        let folders = members.iter().map(|member| (member.body, member.folder.clone()));
        Some(BuildMemory { cache, out: out.to_path_buf(), folders: folders.collect() })
    }

    /// All that the files depend on besides what is read and the day.
    fn asked(&self) -> String {
        let Self { formats, options, slices, holds_all, .. } = self;
        format!("build {formats:?} {options:?} {slices:?} {holds_all}")
    }

    /// The files of one body, if it may have any; none may while something that all members start from is
    /// wrong.
    fn made(
        &self,
        open: &OpenBody<'_>,
        mut compiled: Compiled,
        unused: Vec<Finding>,
    ) -> Kept<Made> {
        compiled.findings.extend(unused);
        let catalogue = compiled.catalogue.take();
        let errors = self.holds_all || compiled.has_errors();
        // Notes are many: they are let go before the files are made.
        let counts = counts(&compiled.findings);
        let counted = match self.counts_notes {
            true => NoteCounts::take(&mut compiled.findings),
            false => NoteCounts::NONE,
        };
        let made = match &catalogue {
            None => Ok((MadeFiles::NoCatalogue, Vec::new())),
            Some(_) if errors && !self.options.draft => Ok((MadeFiles::HeldBack, Vec::new())),
            Some(catalogue) => self.files(open, catalogue),
        };
        let (files, artifacts, failure) = match made {
            Ok((files, artifacts)) => (files, artifacts, None),
            Err(failure) => (MadeFiles::HeldBack, Vec::new(), Some(failure)),
        };
        let extra = Made {
            counts,
            items: catalogue.as_ref().map_or(0, Catalogue::item_count),
            stamp: catalogue.as_ref().map_or_else(String::new, stamped),
            files,
            made_from: made_from(self.repository, open, &self.asked(), compiled.days),
            artifacts,
            failure,
        };
        let files = open.shown(compiled.shown());
        let Compiled { findings, suppressed, .. } = compiled;
        Kept { findings, counted, suppressed, files, extra }
    }

    fn files(
        &self,
        open: &OpenBody<'_>,
        catalogue: &Catalogue,
    ) -> Result<(MadeFiles, Vec<Artifact>), String> {
        let draft = self.options.draft || blanks(catalogue) > 0;
        let options = ExportOptions { draft, ..self.options };
        let channels = open.registers().channels();
        let map = &open.project.map;
        let mut artifacts = export::export(catalogue, map, &self.formats, options, channels)
            .map_err(|error| error.to_string())?;
        if let Some(by) = self.slices {
            let slices = export::slices(catalogue, by, &self.formats, options, channels);
            artifacts.extend(slices.map_err(|error| error.to_string())?);
        }
        let digests = artifacts.iter().map(|file| (file.name.clone(), sha256(&file.bytes)));
        Ok((MadeFiles::All(digests.collect()), artifacts))
    }
}

/// How many fields are empty that must not be.
fn blanks(catalogue: &Catalogue) -> usize {
    Gaps::of(catalogue).iter().map(Gaps::blanks).sum()
}

/// Why a catalogue is stamped 草稿 though nobody asked for it; empty where it is not.
fn stamped(catalogue: &Catalogue) -> String {
    match blanks(catalogue) {
        0 => String::new(),
        blanks => format!("，盖“草稿”：还有 {blanks} 栏空着，用 mulu confirm 照原件补"),
    }
}

fn counts(findings: &[Finding]) -> MadeCounts {
    let count =
        |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let levels = [Severity::Error, Severity::Warning, Severity::Note];
    let found = levels.map(|level| (level, count(level)));
    let told = found.iter().filter(|(_, number)| *number > 0);
    let told: Vec<String> =
        told.map(|(level, number)| format!("{} {number} 处", level.label())).collect();
    let told = if told.is_empty() { "没有问题".to_owned() } else { told.join("，") };
    MadeCounts { told, errors: found[0].1, warnings: found[1].1 }
}
