//! Goes through the paths of a check and gathers what is found.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::baseline;
use super::moved::MovedCodes;
use crate::bare::{self, Guidelines};
use crate::check::{self, Policy};
use crate::cli::build::members;
use crate::cli::data::DataArg;
use crate::cli::progress::Progress;
use crate::cli::table_args::TableArgs;
use crate::cli::{CliError, today};
use crate::finding::{Finding, Suppressed};
use crate::fix::{self, Fix};
use crate::input::project::{Project, book_of, nearest};
use crate::input::single;
use crate::model::Catalogue;
use crate::pipeline::{self, Base, Compiled, Exceptions};
use crate::register::Registers;
use crate::report::{BaselineCounts, Checked, Units};
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
    /// Whether to learn who answers for what is found.
    pub(super) units: bool,
    /// The data to check with.
    pub(super) data: &'a DataArg,
    /// How tables without a repository are to be read.
    pub(super) table: &'a TableArgs,
}

/// What was found. All paths are in one map, so that one report can show them.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) map: SourceMap,
    pub(super) findings: Vec<Finding>,
    pub(super) known: Vec<Finding>,
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
        let mut run = Self {
            found: Found::default(),
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
        check::sort(&mut run.found.findings);
        check::sort(&mut run.found.known);
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
        let mut project = {
            let data = self.options.data.files()?;
            let base = self.base.as_deref();
            Project::read_into(&mut self.found.map, base, folder, Registers::known_domains, &data)?
        };
        let mut findings = Vec::new();
        let base = Base::load(&mut project, &mut findings);
        let mut exceptions = Exceptions::default();
        // What concerns no body in particular belongs to all.
        let mut bodies = BTreeSet::from([String::new()]);
        let members = members(&project, self.options.members)?;
        for (index, body) in
            members.iter().map(|member| (member.body, &project.bodies[member.body]))
        {
            self.progress.step(|| format!("正在校验 {}", body.folder.display()));
            let compiled = pipeline::compile(&project, &base, index, self.today);
            exceptions.note(&compiled);
            bodies.extend(body.layer.as_ref().map(|layer| layer.profile.name.value.clone()));
            let registers = base.registers(index);
            self.found.data = registers.date();
            self.fixes_of(&project, &compiled, registers);
            self.learn(compiled.catalogue.as_ref(), registers);
            self.found.suppressed.extend(compiled.suppressed);
            findings.extend(compiled.findings);
        }
        // An exception of the layer above may be of use in the others.
        if self.options.members.is_empty() {
            findings.extend(exceptions.unused(&project, self.today));
        }
        let top = project.bodies.first().map_or(folder, |body| &body.folder).to_path_buf();
        if self.options.fixes {
            let wanted = (0..project.bodies.len()).filter(|index| project.bodies[*index].wanted);
            self.found.moved.extend(wanted.filter_map(|at| MovedCodes::of(&project, at, &top)));
        }
        self.found.map = project.map;
        self.part(&top, findings, &bodies)
    }

    /// What is to be known of a catalogue when all is done.
    fn learn(&mut self, catalogue: Option<&Catalogue>, registers: &Registers) {
        let Some(catalogue) = catalogue else { return };
        self.found.checked.push(Checked {
            name: catalogue.name().to_owned(),
            level: catalogue.level().label(),
            domains: catalogue.domains.len(),
            items: catalogue.item_count(),
        });
        if self.options.units {
            self.found.units.learn(catalogue, registers.bodies());
        }
    }

    /// Parts the findings of a repository by its baseline, which may have to be written first.
    fn part(
        &mut self,
        top: &Path,
        findings: Vec<Finding>,
        bodies: &BTreeSet<String>,
    ) -> Result<(), CliError> {
        let found = &mut self.found;
        let baseline = match self.options.write_baseline {
            Some(file) => {
                let (baseline, line) = baseline::write(file, top, &findings, bodies)?;
                found.baselines.push(line);
                Some(baseline)
            }
            None => baseline::read(self.options.baseline, top)?,
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

    fn fixes_of(&mut self, project: &Project, compiled: &Compiled, registers: &Registers) {
        let layer = project.bodies[compiled.body].layer.as_ref();
        let policy = pipeline::policy(project, compiled.body, self.today);
        if let (true, Some(layer), Some(catalogue), Some(policy)) =
            (self.options.fixes, layer, &compiled.catalogue, policy)
        {
            let (map, today) = (&project.map, self.today);
            let source = fix::Source { map, layer, catalogue, policy: &policy, registers, today };
            self.found.fixes.extend(fix::collect(source));
        }
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
        if single.tables.is_empty() {
            self.found.findings.extend(single.findings);
            self.guidelines = Some((repository, guidelines));
            return Ok(());
        }
        self.progress.step(|| format!("正在校验 {name}"));
        let map = &mut self.found.map;
        let checked = bare::check(single, &guidelines, self.today);
        if let (true, Some((layer, catalogue))) = (self.options.fixes, &checked.compiled) {
            let policy = &Policy::new([], self.today);
            let source = fix::Source {
                map,
                layer,
                catalogue,
                policy,
                registers: &registers,
                today: self.today,
            };
            self.found.fixes.extend(fix::collect(source));
        }
        self.learn(checked.compiled.as_ref().map(|(_, catalogue)| catalogue), &registers);
        self.guidelines = Some((repository, guidelines));
        self.found.findings.extend(checked.findings);
        Ok(())
    }
}
