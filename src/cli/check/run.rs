//! Goes through the paths of a check and gathers what is found.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::baseline;
use crate::bare::{self, Guidelines};
use crate::check::{self, Policy};
use crate::cli::data::DataArg;
use crate::cli::progress::Progress;
use crate::cli::{CliError, today};
use crate::finding::{Finding, Suppressed};
use crate::fix::{self, Fix};
use crate::input::project::Project;
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
    /// Whether to collect fixes.
    pub(super) fixes: bool,
    /// Whether to learn who answers for what is found.
    pub(super) units: bool,
    /// The data to check with.
    pub(super) data: &'a DataArg,
}

/// What was found. All paths are in one map, so that one report can show them.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) map: SourceMap,
    pub(super) findings: Vec<Finding>,
    pub(super) known: Vec<Finding>,
    pub(super) suppressed: Vec<Suppressed>,
    pub(super) fixes: Vec<Fix>,
    pub(super) units: Units,
    pub(super) checked: Vec<Checked>,
    pub(super) baseline: Option<BaselineCounts>,
    /// What is to be said of the baselines that were written.
    pub(super) baselines: Vec<String>,
    /// Why paths could not be checked.
    pub(super) failures: Vec<String>,
}

/// The work on all paths.
pub(super) struct CheckRun<'a> {
    found: Found,
    options: CheckOptions<'a>,
    today: jiff::civil::Date,
    /// What names of files are relative to, where the top of a repository would not tell enough.
    base: Option<PathBuf>,
    guidelines: Option<Guidelines>,
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
        if path.is_dir() { self.repository(path) } else { self.file(path) }
    }

    fn repository(&mut self, folder: &Path) -> Result<(), CliError> {
        let mut project = {
            let data = self.options.data.files()?;
            let base = self.base.as_deref();
            Project::read_into(&mut self.found.map, base, folder, &data)?
        };
        let mut findings = Vec::new();
        let base = Base::load(&mut project, &mut findings);
        let mut exceptions = Exceptions::default();
        // What concerns no body in particular belongs to all.
        let mut bodies = BTreeSet::from([String::new()]);
        for (index, body) in project.bodies.iter().enumerate().filter(|(_, body)| body.wanted) {
            self.progress.step(|| format!("正在校验 {}", body.folder.display()));
            let compiled = pipeline::compile(&project, &base, index, self.today);
            exceptions.note(&compiled);
            bodies.extend(body.layer.as_ref().map(|layer| layer.profile.name.value.clone()));
            let registers = base.registers(index);
            self.fixes_of(&project, &compiled, registers);
            self.learn(compiled.catalogue.as_ref(), registers);
            self.found.suppressed.extend(compiled.suppressed);
            findings.extend(compiled.findings);
        }
        findings.extend(exceptions.unused(&project, self.today));
        let top = project.bodies.first().map_or(folder, |body| &body.folder).to_path_buf();
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

    /// The guidelines that files are checked against, read with the first of them.
    fn guidelines(&mut self) -> Result<Guidelines, CliError> {
        if let Some(known) = self.guidelines.take() {
            return Ok(known);
        }
        let Found { map, findings, .. } = &mut self.found;
        let registers = self.options.data.registers_into(map, findings)?;
        Ok(Guidelines::load(map, registers))
    }

    fn file(&mut self, path: &Path) -> Result<(), CliError> {
        let name = path.to_string_lossy().replace('\\', "/");
        let name = name.strip_prefix("./").unwrap_or(&name);
        let single = single::read(&mut self.found.map, path, name)?;
        if single.tables.is_empty() {
            self.found.findings.extend(single.findings);
            return Ok(());
        }
        self.progress.step(|| format!("正在校验 {name}"));
        let guidelines = self.guidelines()?;
        let registers = guidelines.registers().clone();
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
        self.guidelines = Some(guidelines);
        self.found.findings.extend(checked.findings);
        Ok(())
    }
}
