//! Goes through the paths of a check and gathers what is found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::baseline;
use super::moved::MovedCodes;
use crate::bare::{self, Guidelines};
use crate::baseline::Baseline;
use crate::cache::{Cache, Kept};
use crate::check::{self, Policy};
use crate::cli::build::{Member, members_of};
use crate::cli::data::DataArg;
use crate::cli::jobs::{self, JobsArg};
use crate::cli::progress::Progress;
use crate::cli::table_args::TableArgs;
use crate::cli::{CliError, today};
use crate::finding::{self, Finding, NoteCounts, Suppressed};
use crate::fix::{self, Fix};
use crate::input::project::{KnownDomains, book_of, nearest};
use crate::input::sheet::DutySheet;
use crate::input::single;
use crate::model::{AdminLevel, Catalogue};
use crate::pipeline::{self, Compiled, Memory, NoMemory, OpenBody, Repository};
use crate::register::Registers;
use crate::report::{BaselineCounts, Checked, FindingTally, Units};
use crate::rules::layers::unknown_domain;
use crate::source::SourceMap;

/// What is wanted beside the findings.
#[derive(Debug, Clone, Copy)]
pub(super) struct CheckOptions<'a> {
    /// Write the baselines anew, into this file or beside each repository.
    pub(super) write_baseline: Option<Option<&'a Path>>,
    /// The baseline, if not the one beside the repository.
    pub(super) baseline: Option<&'a Path>,
    /// The bodies of repositories that are checked; all where none is named.
    pub(super) members: &'a [String],
    /// Whether to collect fixes.
    pub(super) fixes: bool,
    /// Whether to collect fixes that are only likely as well.
    pub(super) unsure: bool,
    /// Whether to learn who answers for what is found.
    pub(super) units: bool,
    /// The data to check with.
    pub(super) data: &'a DataArg,
    /// Whether notes are only counted.
    pub(super) counts_notes: bool,
    /// Whether only what people are shown of many findings is kept.
    pub(super) tallies: bool,
    /// Whether copies of the tables are to be marked.
    pub(super) marks: bool,
    /// How many members to check at the same time.
    pub(super) jobs: JobsArg,
    /// How tables without a repository are to be read.
    pub(super) table: &'a TableArgs,
}

/// What was found. All paths are in one map, so that one report can show them.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) map: SourceMap,
    pub(super) findings: Vec<Finding>,
    /// In their place, what is shown of them.
    pub(super) tally: Option<FindingTally>,
    pub(super) known: Vec<Finding>,
    pub(super) counted: NoteCounts,
    pub(super) suppressed: Vec<Suppressed>,
    pub(super) fixes: Vec<Fix>,
    /// What has to move with the codes that are fixed.
    pub(super) moved: Vec<MovedCodes>,
    pub(super) units: Units,
    pub(super) checked: Vec<Checked>,
    /// Of which day the data are.
    pub(super) data: Option<Date>,
    pub(super) baseline: Option<BaselineCounts>,
    /// What is to be said of the baselines that were written.
    pub(super) baselines: Vec<String>,
    /// Why paths could not be checked.
    pub(super) failures: Vec<String>,
}

/// The repository that a path means: a folder, or the workbook in which a body says everything.
fn repository_of(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return Some(path.to_path_buf());
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let book = book_of(folder).filter(|book| book.file_name() == path.file_name());
    book.filter(|_| path.is_file()).map(|_| folder.to_path_buf())
}

/// The work on all paths.
pub(super) struct CheckRun<'a> {
    found: Found,
    options: CheckOptions<'a>,
    today: jiff::civil::Date,
    /// What names of files are relative to, where the top of a repository would not tell enough.
    base: Option<PathBuf>,
    /// For the files of a repository, or of none.
    guidelines: Option<(Option<PathBuf>, Guidelines)>,
    progress: Progress,
}

impl<'a> CheckRun<'a> {
    /// Checks all paths; one that cannot be read does not keep the others from being checked.
    pub(super) fn over(paths: &[PathBuf], options: CheckOptions<'a>) -> Result<Found, CliError> {
        let tally = options.tallies.then(FindingTally::default);
        let mut run = Self {
            found: Found { tally, ..Found::default() },
            options,
            today: today()?,
            base: (paths.len() > 1).then(|| std::env::current_dir().unwrap_or_default()),
            guidelines: None,
            progress: Progress::start(),
        };
        for path in paths {
            if let Err(error) = run.path(path) {
                run.found.failures.push(error.to_string());
            }
        }
        let Found { findings, known, tally, .. } = &mut run.found;
        match tally {
            Some(tally) => tally.add(std::mem::take(findings), None),
            None => check::sort(findings),
        }
        check::sort(known);
        Ok(run.found)
    }

    fn path(&mut self, path: &Path) -> Result<(), CliError> {
        self.progress.step(|| format!("正在读取 {}", path.display()));
        match repository_of(path) {
            Some(folder) => self.repository(&folder),
            None if self.options.members.is_empty() => self.file(path),
            None => Err(CliError::Message(format!(
                "--member 只用于仓库，“{}”是一个文件",
                path.display()
            ))),
        }
    }

    fn repository(&mut self, folder: &Path) -> Result<(), CliError> {
        if self.options.table.is_given() {
            let message = "--domain、--head、--columns、--separator、--map 只用于单独的一张表，不用于仓库；仓库里没有表头的表，把各栏记在 drafts/各栏.yaml 里".to_owned();
            return Err(CliError::Message(message));
        }
        let mut findings = Vec::new();
        let data = self.options.data.files()?;
        let (map, base) = (&mut self.found.map, self.base.as_deref());
        let with = (Registers::known_domains as KnownDomains, &data[..]);
        let repository = Repository::open(map, base, folder, with, &mut findings)?;
        self.found.data = repository.registers().date();
        let top = repository.trunk().bodies.first().map_or(folder, |body| &body.folder);
        let top = top.to_path_buf();
        let members = members_of(&repository, self.options.members)?;
        let looking = Looking { options: self.options, today: self.today, top: &top };
        let baseline = self.baseline(&top)?;
        let looked = self.members(&repository, &members, &looking, baseline.is_some());
        self.found.map.absorb(repository.into_map());
        // What concerns no body in particular belongs to all.
        let mut bodies = BTreeSet::from([String::new()]);
        for kept in looked?.into_values() {
            let (looked, found) = (kept.extra, &mut self.found);
            bodies.extend(looked.name);
            found.checked.extend(looked.checked.map(CheckedRecord::checked));
            found.units.extend(looked.units);
            found.fixes.extend(looked.fixes);
            found.moved.extend(looked.moved);
            found.counted.add(&kept.counted);
            found.suppressed.extend(kept.suppressed);
            findings.extend(kept.findings);
        }
        self.part(&top, findings, &bodies, baseline)
    }

    /// The baseline of a repository that is only read.
    fn baseline(&self, top: &Path) -> Result<Option<Baseline>, CliError> {
        match self.options.write_baseline {
            Some(_) => Ok(None),
            None => baseline::read(self.options.baseline, top),
        }
    }

    /// Checks the members of a repository, each by its place among them.
    fn members(
        &mut self,
        repository: &Repository,
        members: &[Member],
        looking: &Looking<'_>,
        has_baseline: bool,
    ) -> Result<BTreeMap<usize, Kept<Looked>>, CliError> {
        let bodies: Vec<usize> = members.iter().map(|member| member.body).collect();
        let mut all = BTreeMap::new();
        let way = (self.options.jobs.count(), self.today);
        let cache = looking.cache(repository);
        let none = NoMemory;
        let memory: &dyn Memory<Kept<Looked>> = match &cache {
            Some(cache) => cache,
            None => &none,
        };
        let work = |open: &OpenBody<'_>, compiled, unused| looking.at(open, compiled, unused);
        let Found { map, tally, .. } = &mut self.found;
        // A baseline is asked about every finding.
        let mut tally = tally.as_mut().filter(|_| !has_baseline);
        let progress = &self.progress;
        repository.compile_each(&bodies, way, memory, work, |place, mut kept| {
            let name = &members[place].name;
            progress.count("正在校验", (all.len() + 1, members.len()), name);
            if let Some(tally) = &mut tally {
                jobs::tally(&mut kept, tally, repository.own_part(bodies[place]));
            }
            map.absorb(std::mem::take(&mut kept.files));
            all.insert(place, kept);
        })?;
        Ok(all)
    }

    /// What is to be known of a catalogue when all is done.
    fn learn(&mut self, catalogue: Option<&Catalogue>, registers: &Registers) {
        self.found.checked.extend(catalogue.map(checked));
        if self.options.units {
            let units = |catalogue| Units::of_catalogue(catalogue, registers.bodies());
            self.found.units.extend(catalogue.map(units));
        }
    }

    /// Parts the findings of a repository by its baseline, which may have to be written first.
    fn part(
        &mut self,
        top: &Path,
        findings: Vec<Finding>,
        bodies: &BTreeSet<String>,
        known: Option<Baseline>,
    ) -> Result<(), CliError> {
        let found = &mut self.found;
        let baseline = match self.options.write_baseline {
            Some(file) => {
                let (baseline, line) = baseline::write(file, top, &findings, bodies)?;
                found.baselines.push(line);
                Some(baseline)
            }
            None => known,
        };
        let Some(baseline) = baseline else {
            found.findings.extend(findings);
            return Ok(());
        };
        let parted = baseline.part(findings, bodies);
        let counts = found.baseline.get_or_insert_default();
        counts.known += parted.known.len();
        counts.gone += parted.gone;
        found.findings.extend(parted.new);
        found.known.extend(parted.known);
        Ok(())
    }

    /// The guidelines that the files of a repository are checked against, read with the first of them.
    fn guidelines(&mut self, repository: &Option<PathBuf>) -> Result<Guidelines, CliError> {
        let known = self.guidelines.take().filter(|(of, _)| of == repository);
        if let Some((_, known)) = known {
            return Ok(known);
        }
        let Found { map, findings, .. } = &mut self.found;
        let data = self.options.data;
        let registers = data.registers_of_file(repository.clone(), map, findings)?;
        Ok(Guidelines::load(map, registers))
    }

    fn file(&mut self, path: &Path) -> Result<(), CliError> {
        let name = path.to_string_lossy().replace('\\', "/");
        let name = name.strip_prefix("./").unwrap_or(&name);
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let repository = nearest(folder.unwrap_or(Path::new(".")));
        let guidelines = self.guidelines(&repository)?;
        let registers = guidelines.registers().clone();
        self.found.data = registers.date();
        let table = self.options.table;
        let (options, separator) = (table.options(&registers)?, table.separator());
        let single = single::read(&mut self.found.map, path, name, &options, separator)?;
        if single.tables.is_empty() && single.duties.is_empty() {
            self.found.findings.extend(single.findings);
            self.guidelines = Some((repository, guidelines));
            return Ok(());
        }
        self.progress.step(|| format!("正在校验 {name}"));
        let map = &mut self.found.map;
        let lists = single.duties.iter().map(|sheet| listed(&single.stem, sheet));
        self.found.checked.extend(lists);
        let mut checked = bare::check(single, &guidelines, self.today);
        check::at_the_words(map, &mut checked.findings);
        if self.options.table.gives_domain() {
            checked.findings.iter_mut().for_each(unknown_domain::given);
        }
        if let (true, Some((layer, catalogue))) = (self.options.fixes, &checked.compiled) {
            let policy = &Policy::new([], self.today);
            let source = fix::Source {
                map,
                layer,
                catalogue,
                policy,
                registers: &registers,
                today: self.today,
                unsure: self.options.unsure,
            };
            self.found.fixes.extend(fix::collect(source));
        }
        self.learn(checked.compiled.as_ref().map(|(_, catalogue)| catalogue), &registers);
        if let Some(of_file) = self.found.checked.last_mut().filter(|_| checked.compiled.is_some())
        {
            of_file.seen = checked.lacks;
        }
        self.guidelines = Some((repository, guidelines));
        finding::add_all(&mut self.found.findings, checked.findings);
        Ok(())
    }
}

fn checked(catalogue: &Catalogue) -> Checked {
    Checked {
        name: catalogue.name().to_owned(),
        level: catalogue.level().label(),
        domains: catalogue.domains.len(),
        items: catalogue.item_count(),
        seen: String::new(),
    }
}

/// A list of duties by itself.
fn listed(name: &str, sheet: &DutySheet) -> Checked {
    Checked {
        name: name.to_owned(),
        level: sheet.list.label(),
        domains: 0,
        items: sheet.rows.len(),
        seen: sheet.seen.clone(),
    }
}

/// How a member is looked at.
struct Looking<'a> {
    options: CheckOptions<'a>,
    today: jiff::civil::Date,
    /// The folder at the top of the repository.
    top: &'a Path,
}

/// What is known of a member besides what was found. What is only wanted for changes is not kept.
#[derive(Serialize, Deserialize)]
struct Looked {
    name: Option<String>,
    checked: Option<CheckedRecord>,
    #[serde(skip)]
    fixes: Vec<Fix>,
    #[serde(skip)]
    moved: Option<MovedCodes>,
    #[serde(skip)]
    units: Option<Units>,
}

/// A catalogue that was checked: name, level, domains, items.
#[derive(Serialize, Deserialize)]
struct CheckedRecord(String, String, usize, usize);

impl CheckedRecord {
    fn checked(self) -> Checked {
        let Self(name, level, domains, items) = self;
        Checked {
            name,
            level: AdminLevel::from_label(&level).map_or("", AdminLevel::label),
            domains,
            items,
            seen: String::new(),
        }
    }
}

impl Looking<'_> {
    /// The memory of earlier runs, unless things are wanted that it does not keep.
    fn cache<'r>(&self, repository: &'r Repository) -> Option<Cache<'r>> {
        let CheckOptions { fixes, units, marks, members, counts_notes, .. } = self.options;
        if fixes || units || marks {
            return None;
        }
        let options = format!("check {counts_notes} {}", members.is_empty());
        jobs::cache(repository, &options, self.today)
    }

    /// What is found of a member, and its files as far as they are needed to show that.
    fn at(
        &self,
        open: &OpenBody<'_>,
        mut compiled: Compiled,
        unused: Vec<Finding>,
    ) -> Kept<Looked> {
        let CheckOptions { members, fixes, units, marks, counts_notes, .. } = self.options;
        // An exception of the layer above may be of use in the others.
        compiled.findings.extend(unused.into_iter().filter(|_| members.is_empty()));
        let counted = match counts_notes {
            true => NoteCounts::take(&mut compiled.findings),
            false => NoteCounts::NONE,
        };
        let files = match fixes || marks {
            true => open.whole(),
            false => open.shown(compiled.shown()),
        };
        let catalogue = compiled.catalogue.as_ref();
        let record = |Checked { name, level, domains, items, .. }| {
            CheckedRecord(name, level.to_owned(), domains, items)
        };
        let extra = Looked {
            name: open.project.bodies[open.body].name().map(str::to_owned),
            fixes: catalogue.filter(|_| fixes).map_or_else(Vec::new, |c| self.fixes(open, c)),
            moved: fixes.then(|| MovedCodes::of(&open.project, open.body, self.top)).flatten(),
            units: catalogue
                .filter(|_| units)
                .map(|catalogue| Units::of_catalogue(catalogue, open.registers().bodies())),
            checked: catalogue.map(checked).map(record),
        };
        let Compiled { findings, suppressed, .. } = compiled;
        Kept { findings, counted, suppressed, files, extra }
    }

    fn fixes(&self, open: &OpenBody<'_>, catalogue: &Catalogue) -> Vec<Fix> {
        let layer = open.project.bodies[open.body].layer.as_ref();
        let policy = pipeline::policy(&open.project, open.body, self.today);
        let Some((layer, policy)) = layer.zip(policy) else { return Vec::new() };
        let (map, registers, today) = (&open.project.map, open.registers(), self.today);
        let unsure = self.options.unsure;
        let policy = &policy;
        fix::collect(fix::Source { map, layer, catalogue, policy, registers, today, unsure })
    }
}
