//! What `--read` and `--adopt` share: for each member its draft and its record, and how both end.

use std::path::{Path, PathBuf};

use crate::check;
use crate::cli::build::{Member, members};
use crate::cli::show::ShowArgs;
use crate::cli::{CliError, ExitStatus, output, records};
use crate::export::{self, fingerprint};
use crate::finding::Finding;
use crate::input::decode;
use crate::layout::Paper;
use crate::model::Catalogue;
use crate::output::{Artifact, OutputFolder, Staged, make_folder, replace};
use crate::pipeline::{self, Base};
use crate::report::Report;
use crate::review::{Group, Origins, Record, decode_record, groups, words};
use crate::source::SourceMap;

pub(super) use crate::cli::records::RECORD;

use super::Args;
use super::in_place::Rewrite;

/// The members whose opinions are dealt with.
pub(super) struct Office {
    /// All files.
    pub(super) map: SourceMap,
    /// The members.
    pub(super) desks: Vec<Desk>,
    /// What is wrong with forms and opinions.
    pub(super) findings: Vec<Finding>,
    /// What was done, in lines.
    pub(super) lines: Vec<String>,
    /// What is wrong with the records themselves.
    faults: Vec<Finding>,
}

/// Adjustments that wait beside their place.
enum StagedAdjustment {
    /// In a file of their own.
    New(Staged),
    /// In a file that was there before.
    Continued(Staged),
}

/// One member.
pub(super) struct Desk {
    /// Name and folders.
    pub(super) member: Member,
    /// Its folder in the repository.
    pub(super) folder: PathBuf,
    /// Its draft.
    pub(super) catalogue: Catalogue,
    /// What is known of its layers.
    pub(super) origins: Origins,
    /// The fingerprint of the draft.
    pub(super) fingerprint: String,
    /// The record.
    pub(super) record: Record,
    /// The record as it stands on disk.
    before: Option<String>,
    /// Adjustments that are to be written: their file below the folder, or the rows of the workbook, and
    /// their text.
    pub(super) overlay: Option<(String, String)>,
    /// Files of the body that become other, because what is changed stands there already.
    pub(super) rewrites: Vec<Rewrite>,
    /// Adjustments that a run which was ended had not written yet.
    unfinished: Vec<Staged>,
}

impl Office {
    /// Compiles the drafts and reads the records.
    pub(super) fn open(args: &Args) -> Result<Self, CliError> {
        let mut project = args.data.project(args.folder())?;
        let mut findings = Vec::new();
        let base = Base::load(&mut project, &mut findings);
        let members = members(&project, &args.member)?;
        let drafts: Vec<_> = members
            .into_iter()
            .filter_map(|member| {
                let catalogue = pipeline::merge(&project, &base, member.body)?;
                let layers = project.chain(member.body)?;
                let folder = project.bodies.get(member.body)?.folder.clone();
                Some((Origins::new(&layers), member, folder, catalogue))
            })
            .collect();
        let mut office = Self {
            map: project.map,
            desks: Vec::new(),
            findings: Vec::new(),
            lines: Vec::new(),
            faults: Vec::new(),
        };
        for (origins, member, folder, catalogue) in drafts {
            let (mut record, before) = office.record(&folder.join(RECORD))?;
            let unfinished = records::unfinished(&folder);
            for staged in &unfinished {
                take_back(&mut record, staged)?;
            }
            let fingerprint = fingerprint(&catalogue);
            office.desks.push(Desk {
                member,
                folder,
                catalogue,
                origins,
                fingerprint,
                record,
                before,
                overlay: None,
                rewrites: Vec::new(),
                unfinished,
            });
        }
        Ok(office)
    }

    fn record(&mut self, path: &Path) -> Result<(Record, Option<String>), CliError> {
        let read = records::tree(&mut self.map, path, &decode::OPINIONS, &mut self.faults)?;
        let Some(records::Read { file, node, text }) = read else {
            return Ok((Record::default(), None));
        };
        let record = node.map(|node| decode_record(&node, file)).unwrap_or_default();
        Ok((record, Some(text)))
    }

    /// Shows what is wrong with the records: nothing is done then, so that nothing in them is lost.
    pub(super) fn faults(&mut self, show: &ShowArgs) -> Result<Option<ExitStatus>, CliError> {
        if self.faults.is_empty() {
            return Ok(None);
        }
        check::sort(&mut self.faults);
        let report = Report::new(&self.map, &self.faults, 0);
        show.show(report).map(|_| Some(ExitStatus::Findings))
    }

    /// Writes the records and the tables of decisions, and says what was done.
    pub(super) fn close(mut self, args: &Args) -> Result<ExitStatus, CliError> {
        let mut folder = super::forms_folder(args);
        let mut adjustments = Vec::new();
        for desk in &mut self.desks {
            let line = super::note(args, &desk.folder, &desk.catalogue)?;
            adjustments.extend(desk.stage(&self.map, line.as_ref())?);
            self.lines.extend(desk.save(&mut folder)?);
            desk.unfinished.drain(..).for_each(Staged::discard);
            if let Some(line) = line {
                let path = line.path().display().to_string();
                self.lines.push(format!("{}：“征求意见”记在 {path}", desk.member.name));
                line.write()?;
            }
        }
        drop(folder);
        // They change the draft that everything above is about: the last step of all.
        adjustments.into_iter().try_for_each(|staged| match staged {
            StagedAdjustment::New(staged) => staged.release(),
            StagedAdjustment::Continued(staged) => staged.release_over(),
        })?;
        check::sort(&mut self.findings);
        let items = self.desks.iter().map(|desk| desk.catalogue.item_count()).sum();
        let report = Report::new(&self.map, &self.findings, items);
        let people = args.show.is_for_people();
        // People need no report that says nothing; a program reads one every time.
        let status = match self.findings.is_empty() && people {
            true => ExitStatus::Clean,
            false => args.show.show(report)?,
        };
        for line in &self.lines {
            if people {
                output::print(&format!("{line}\n"))?;
            } else {
                output::remark(line);
            }
        }
        Ok(status)
    }
}

/// Opinions are not in adjustments that were never written.
fn take_back(record: &mut Record, staged: &Staged) -> Result<(), CliError> {
    for known in record.opinions.iter_mut().filter(|known| !known.written.is_empty()) {
        if records::is_waiting(staged, &known.written)? {
            known.written.clear();
        }
    }
    Ok(())
}

impl Desk {
    /// A finding about this member.
    pub(super) fn own(&self, finding: Finding) -> Finding {
        Finding { member: Some(self.member.name.clone()), ..finding }
    }

    /// The units that are asked, by default those that lead.
    pub(super) fn groups(&self, args: &Args) -> Vec<Group<'_>> {
        groups(&self.catalogue, args.by())
    }

    /// Makes the adjustments ready to be written, in the place of those that were not. A workbook has the
    /// line of this run by then.
    fn stage(
        &mut self,
        map: &SourceMap,
        line: Option<&records::RecordLine>,
    ) -> Result<Vec<StagedAdjustment>, CliError> {
        let mut files: Vec<(PathBuf, Vec<u8>, bool)> = Vec::new();
        if let Some((name, text)) = self.overlay.take() {
            files.push(self.new_adjustments(name, &text, line)?);
        }
        for rewrite in std::mem::take(&mut self.rewrites) {
            let Some(path) = rewrite.path(map).map(Path::to_path_buf) else { continue };
            let at = files.iter().position(|(known, ..)| *known == path);
            let of_line = || line.filter(|line| line.path() == path).map(|l| l.bytes().to_vec());
            let now = at.map(|at| files.remove(at).1).or_else(of_line);
            let bytes = rewrite.bytes(map, now).map_err(|why| records::in_book(&path, &why))?;
            files.push((path, bytes, false));
        }
        let mut staged = Vec::new();
        for (path, bytes, is_new) in files {
            self.unfinished.retain(|left| left.target() != path);
            let waiting = Staged::new(&path, &bytes)?;
            staged.push(if is_new {
                StagedAdjustment::New(waiting)
            } else {
                StagedAdjustment::Continued(waiting)
            });
        }
        Ok(staged)
    }

    /// The adjustments that no file has yet: path, content, and whether the file is new.
    fn new_adjustments(
        &self,
        name: String,
        text: &str,
        line: Option<&records::RecordLine>,
    ) -> Result<(PathBuf, Vec<u8>, bool), CliError> {
        if let Some((path, book)) = records::book(&self.folder)? {
            let book = match line.filter(|line| line.path() == path) {
                Some(line) => records::open_book(&path, line.bytes().to_vec())?,
                None => book,
            };
            let bytes = records::adjusted(&path, &book, text)?;
            return Ok((path, bytes, false));
        }
        make_folder(&self.folder.join(records::OVERLAYS))?;
        Ok((self.folder.join(name), text.as_bytes().to_vec(), true))
    }

    fn save(&mut self, out: &mut OutputFolder) -> Result<Vec<String>, CliError> {
        let text = self.record.to_yaml();
        let empty = self.record == Record::default();
        if empty && self.before.is_none() {
            return Ok(Vec::new());
        }
        let path = self.folder.join(RECORD);
        if self.before.as_ref() != Some(&text) {
            replace(&path, text.as_bytes())?;
        }
        let mut lines = vec![format!("{}：意见记在 {}", self.member.name, path.display())];
        if !self.record.opinions.is_empty() {
            let bytes =
                export::review::decisions(&self.catalogue, &self.record, "附件", Paper::A4, false)
                    .map_err(|error| CliError::Message(error.to_string()))?;
            let artifact = Artifact { name: format!("{}.xlsx", words::RESULT), bytes };
            let folder = out.put(&self.member.folder, &[artifact])?;
            lines.push(format!("{}：{}写到 {}", self.member.name, words::RESULT, folder.display()));
        }
        Ok(lines)
    }
}
