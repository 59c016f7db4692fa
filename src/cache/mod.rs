//! What was found of the members of a repository, kept from run to run in a folder that may be deleted.
//!
//! A record holds as long as everything it was made from is the same: the program, the options, the folder of data, what was read of the bodies above, and every answer that the disk gave while the member was read
//! ([`crate::input::disk::recording`]), and on the days on which every rule that asked for the day would get the same
//! answer ([`crate::model::Today`]). The answers are asked for anew, so nothing can be forgotten: there is
//! no list of files. A record that does not hold, or cannot be read, is as good as none.

mod records;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::finding::{Finding, NoteCounts, Suppressed};
use crate::input::disk::{self, Reads};
use crate::model::DaySpan;
use crate::output::{put_aside, remove_aside, sha256};
use crate::pipeline::{MadeOf, Memory, OpenBody, Recalled, Repository};
use crate::source::{Location, SourceMap};
use records::{KeptCounts, KeptFile, KeptFinding, KeptLocation, KeptSuppressed, MapParts};

/// What is kept of a member: all that a command shows of it, and what the command itself adds.
#[derive(Debug)]
pub struct Kept<E> {
    /// Everything that was found, sorted by place.
    pub findings: Vec<Finding>,
    /// Notes that are only counted.
    pub counted: NoteCounts,
    /// What exceptions cover.
    pub suppressed: Vec<Suppressed>,
    /// The files of the member, as far as they are needed to show that.
    pub files: SourceMap,
    /// The rest.
    pub extra: E,
}

/// How many digits of a digest stand for a body, and how many for the kind of what is kept.
const BODY: usize = 32;
const KIND: usize = 8;

/// The records of one repository, for one command with the same options.
#[derive(Debug)]
pub struct Cache<'a> {
    repository: &'a Repository,
    folder: PathBuf,
    /// What must be the same for all members.
    key: String,
    today: Date,
}

#[derive(Serialize, Deserialize)]
struct KeptMember<E> {
    id: String,
    reads: Reads,
    days: DaySpan,
    compiled: bool,
    used: Vec<KeptLocation>,
    findings: Vec<KeptFinding>,
    counted: KeptCounts,
    suppressed: Vec<KeptSuppressed>,
    files: Vec<KeptFile>,
    /// Whether all built-in guidelines are needed to show it.
    has_all_guidelines: bool,
    extra: E,
}

/// Stands for everything that the result of a body depends on: its files, those of the bodies above it, the
/// folder of data, the version of the program, the options and the days on which it comes out the same. The same
/// wherever the repository lies.
pub fn made_from(
    repository: &Repository,
    open: &OpenBody<'_>,
    options: &str,
    days: DaySpan,
) -> String {
    let top = repository.survey().bodies.first().map_or(Path::new(""), |body| &body.folder);
    let parts = [
        env!("CARGO_PKG_VERSION").to_owned(),
        options.to_owned(),
        days.to_string(),
        repository.data_digest().to_owned(),
        repository.shared_reads().digest_below(top),
        open.reads().digest_below(top),
    ];
    sha256(parts.join("\u{1f}").as_bytes())
}

impl<'a> Cache<'a> {
    /// The records in a folder for a repository of which the shared bodies were read. `options` says all that
    /// the outcome depends on besides files and the day.
    pub fn new(
        folder: &Path,
        repository: &'a Repository,
        options: &str,
        today: Date,
    ) -> Option<Self> {
        let program = disk::stamp(&std::env::current_exe().ok()?)?;
        let root = repository.survey().bodies.first()?.folder.canonicalize().ok()?;
        let parts = [
            env!("CARGO_PKG_VERSION").to_owned(),
            program,
            options.to_owned(),
            repository.survey().names_from().display().to_string(),
            repository.shared_reads().digest(),
            repository.data_digest().to_owned(),
        ];
        let folder = folder.join(sha256(root.to_string_lossy().as_bytes()));
        let key = sha256(parts.join("\u{1f}").as_bytes());
        Some(Self { repository, folder, key, today })
    }

    /// Where the record of a body stands: one for each kind of extra.
    fn path<E>(&self, at: usize) -> PathBuf {
        let kind = sha256(std::any::type_name::<E>().as_bytes());
        self.folder.join(format!("{}-{}.json", self.name(at), &kind[..KIND]))
    }

    /// How the names of all records of a body begin.
    fn name(&self, at: usize) -> String {
        let body = self.repository.survey().bodies[at].folder.to_string_lossy();
        sha256(body.as_bytes())[..BODY].to_owned()
    }

    /// Removes the records of bodies that are gone. A repository is looked at as a whole or below one of its
    /// bodies, and only the first knows which are gone.
    pub fn sweep(&self) {
        let survey = self.repository.survey();
        if survey.bodies.iter().any(|body| !body.wanted) {
            return;
        }
        let known: BTreeSet<String> = (0..survey.bodies.len()).map(|at| self.name(at)).collect();
        for path in disk::entries(&self.folder).unwrap_or_default() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_known = name.get(..BODY).is_some_and(|body| known.contains(body));
            if !is_known && name.ends_with(".json") {
                remove_aside(&path);
            }
        }
    }

    fn id(&self, from: MadeOf<'_>) -> String {
        let MadeOf { reads, below, days } = from;
        let parts = [self.key.clone(), reads.digest(), below.to_owned(), days.to_string()];
        sha256(parts.join("\u{1f}").as_bytes())
    }

    fn parts(&self, at: usize) -> MapParts {
        let bodies = 0..self.repository.survey().bodies.len();
        let shared = bodies.filter(|at| self.repository.is_shared(*at));
        MapParts {
            own: self.repository.part(at),
            shared: shared.map(|at| self.repository.part(at)).collect(),
            data: self.repository.data_part(),
            built_in: self.repository.built_in_part(),
        }
    }
}

impl<E: Serialize + DeserializeOwned> Memory<Kept<E>> for Cache<'_> {
    fn recall(&self, at: usize, below: &str) -> Option<Recalled<Kept<E>>> {
        let record = disk::read(&self.path::<E>(at)).ok()?;
        let record: KeptMember<E> = serde_json::from_slice(&record).ok()?;
        let from = MadeOf { reads: &record.reads, below, days: record.days };
        let holds =
            record.days.contains(self.today) && record.id == self.id(from) && record.reads.hold();
        if !holds {
            return None;
        }
        let parts = self.parts(at);
        let (compiled, used) = (record.compiled, record.used.iter());
        let used = used.map(|used| used.location(&parts)).collect::<Option<Vec<Location>>>()?;
        Some(Recalled { compiled, used, made: record.kept(self.repository, &parts)? })
    }

    fn keep(&self, at: usize, from: MadeOf<'_>, exceptions: (bool, &[Location]), made: &Kept<E>) {
        let text = self.record(at, from, exceptions, made);
        // What cannot be kept is found again.
        let _ = text.map(|text| put_aside(&self.path::<E>(at), &text));
    }
}

impl Cache<'_> {
    /// The record of a body; `None` where something of it stands in no file that a record can name.
    fn record<E: Serialize>(
        &self,
        at: usize,
        from: MadeOf<'_>,
        (compiled, used): (bool, &[Location]),
        made: &Kept<E>,
    ) -> Option<Vec<u8>> {
        let parts = self.parts(at);
        let of = |finding| KeptFinding::of(&parts, finding);
        let suppressed = made.suppressed.iter().map(|it| KeptSuppressed::of(&parts, it));
        let used = used.iter().map(|used| KeptLocation::of(&parts, *used));
        let all = self.repository.all_guidelines_part();
        let record = KeptMember {
            id: self.id(from),
            reads: from.reads.clone(),
            days: from.days,
            compiled,
            used: used.collect::<Option<_>>()?,
            findings: made.findings.iter().map(of).collect::<Option<_>>()?,
            counted: KeptCounts::of(&made.counted),
            suppressed: suppressed.collect::<Option<_>>()?,
            files: KeptFile::all(&made.files, parts.own),
            has_all_guidelines: made.files.files().any(|(file, _)| file.part() == all),
            extra: &made.extra,
        };
        serde_json::to_vec(&record).ok()
    }
}

impl<E> KeptMember<E> {
    fn kept(self, repository: &Repository, parts: &MapParts) -> Option<Kept<E>> {
        let findings = self.findings.into_iter().map(|finding| finding.finding(parts));
        let suppressed = self.suppressed.into_iter().map(|record| record.suppressed(parts));
        let mut files = SourceMap::new();
        files.begin(parts.own);
        self.files.into_iter().for_each(|file| file.add(&mut files));
        if self.has_all_guidelines {
            files.absorb(repository.all_guidelines());
        }
        Some(Kept {
            findings: findings.collect::<Option<_>>()?,
            counted: self.counted.counts()?,
            suppressed: suppressed.collect::<Option<_>>()?,
            files,
            extra: self.extra,
        })
    }
}
