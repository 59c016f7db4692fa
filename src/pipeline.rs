//! The stages after reading, for one repository: national guidelines, merge, check.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::check::{self, Outcome, Policy, Scope};
use crate::finding::{Finding, Severity, Suppressed};
use crate::input::data::LayerData;
use crate::input::project::{BOOK_FILE, PROFILE_FILE, Project};
use crate::merge::{self, Above, Inputs, Moves};
use crate::model::{Catalogue, Domain};
use crate::register::{GuidelineSet, Registers, built_in, releases};
use crate::rules::layers::unknown_release;
use crate::source::{Located, Location, SourceMap};

/// What became of one body of a repository.
#[derive(Debug)]
pub struct Compiled {
    /// Index of the body in the project.
    pub body: usize,
    /// Its catalogue; `None` when its own or an upper `mulu.yaml` cannot be used.
    pub catalogue: Option<Catalogue>,
    /// Everything that was found, sorted by place.
    pub findings: Vec<Finding>,
    /// What exceptions cover.
    pub suppressed: Vec<Suppressed>,
    /// The places of the exceptions that covered something.
    pub used: Vec<Location>,
}

impl Compiled {
    /// The findings at error level.
    pub fn into_errors(self) -> impl Iterator<Item = Finding> {
        self.findings.into_iter().filter(|finding| finding.severity == Severity::Error)
    }

    /// Whether there is a finding at error level.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// The word that stands for no national guidelines at all.
const NO_RELEASE: &str = "无";
/// The number of the domain whose items kinds of power derive.
const ENFORCEMENT: &str = "38";

/// The domains that all bodies of a project start from.
#[derive(Debug)]
pub struct Base {
    /// The registers that hold for each body.
    registers: Vec<Arc<Registers>>,
    national: Above,
    enforcement: Option<Domain>,
    /// Built-in domains that do not belong to the release, and that some body names among its 领域.
    others: Vec<Domain>,
    /// What each body leaves to those below it, worked out when the first of them is compiled.
    left: Vec<OnceLock<Above>>,
}

impl Base {
    /// The built-in guidelines of the release that the topmost body follows.
    pub fn load(project: &mut Project, findings: &mut Vec<Finding>) -> Self {
        let top = project.bodies.first().and_then(|body| body.layer.as_ref());
        let release = top.and_then(|layer| layer.profile.release.clone());
        let set =
            release.as_ref().map_or(Some(GuidelineSet::DEFAULT), |r| read_release(r, findings));
        findings.append(&mut project.findings);
        let all = registers(project);
        let registers: &Registers = match all.first() {
            Some(top) => top,
            None => built_in(),
        };
        let national =
            set.map_or_else(Vec::new, |set| registers.guidelines(&mut project.map, Some(set)));
        renumber(project, &national, registers);
        let others = match set {
            Some(_) => named_besides(project, &national, registers),
            None => Vec::new(),
        };
        let enforcement = registers.guideline(&mut project.map, ENFORCEMENT);
        Self {
            others,
            national: Above::national(national),
            enforcement,
            left: project.bodies.iter().map(|_| OnceLock::new()).collect(),
            registers: all,
        }
    }

    /// The registers that hold for a body.
    pub fn registers(&self, body: usize) -> &Registers {
        match self.registers.get(body) {
            Some(registers) => registers,
            None => built_in(),
        }
    }

    /// The same for whoever outlives this.
    pub fn share_registers(&self, body: usize) -> Arc<Registers> {
        self.registers.get(body).map_or_else(|| Registers::of(&[]), Arc::clone)
    }

    /// What this body and those above it leave to the ones below; `None` when one of them cannot be used.
    fn left_by(&self, project: &Project, body: Option<usize>) -> Option<&Above> {
        let Some(body) = body else { return Some(&self.national) };
        let left = self.left.get(body)?;
        if let Some(known) = left.get() {
            return Some(known);
        }
        let above = self.above(project, body)?;
        let layers = project.chain(body)?;
        Some(left.get_or_init(|| above.with(&layers, self.registers(body))))
    }

    /// What a body starts from: what those above it leave to it, and the later domains that it adopts.
    fn above(&self, project: &Project, body: usize) -> Option<Cow<'_, Above>> {
        let above = self.left_by(project, project.bodies[body].parent)?;
        let profile = &project.bodies[body].layer.as_ref()?.profile;
        let is_new = |domain: &&Domain| {
            let mut words = profile.domains.iter().flatten();
            words.any(|word| domain.is_called(&word.value))
                && !above.domains().iter().any(|known| known.number == domain.number)
        };
        let more: Vec<Domain> = self.others.iter().filter(is_new).cloned().collect();
        Some(if more.is_empty() { Cow::Borrowed(above) } else { Cow::Owned(above.and(more)) })
    }
}

/// The built-in domains outside the release that bodies name among their 领域. Most repositories name none,
/// and read none.
fn named_besides(project: &mut Project, national: &[Domain], registers: &Registers) -> Vec<Domain> {
    let layers = project.bodies.iter().filter_map(|body| body.layer.as_ref());
    let words = layers.flat_map(|layer| layer.profile.domains.iter().flatten());
    let unknown = |word: &&str| !national.iter().any(|domain| domain.is_called(word));
    let words: BTreeSet<&str> = words.map(|word| word.value.as_str()).filter(unknown).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let all = registers.guidelines(&mut SourceMap::new(), None);
    let named = all.iter().filter(|domain| words.iter().any(|word| domain.is_called(word)));
    let numbers: Vec<String> = named.map(|domain| domain.number.to_string()).collect();
    numbers.iter().filter_map(|number| registers.guideline(&mut project.map, number)).collect()
}

/// The registers of each body: the folder of data, then what the bodies above it and it itself record.
fn registers(project: &Project) -> Vec<Arc<Registers>> {
    let mut layers: Vec<Vec<Arc<LayerData>>> = Vec::new();
    let mut all: Vec<Arc<Registers>> = Vec::new();
    for body in &project.bodies {
        let above = body.parent.and_then(|parent| layers.get(parent).zip(all.get(parent)));
        let mut own = above.map_or_else(|| vec![Arc::clone(&project.data)], |(of, _)| of.clone());
        let same = above.filter(|_| body.data.is_empty()).map(|(_, known)| Arc::clone(known));
        own.push(Arc::clone(&body.data));
        // Members without data of their own share the registers of the body above them.
        all.push(same.unwrap_or_else(|| Registers::of(&own)));
        layers.push(own);
    }
    all
}

/// Reads local domains that still have numbers from the national space as what they are now.
fn renumber(project: &mut Project, national: &[Domain], registers: &Registers) {
    let mut moves: Vec<Moves> = Vec::new();
    for body in &mut project.bodies {
        let mut of_body = body.parent.map(|parent| moves[parent].clone()).unwrap_or_default();
        if let Some(layer) = &mut body.layer {
            body.findings.extend(of_body.apply(layer, &mut body.records, national, registers));
        }
        moves.push(of_body);
    }
}

/// The release that `继承` names; `None` for 无. An unknown one is a finding, and the default is taken.
fn read_release(release: &Located<String>, findings: &mut Vec<Finding>) -> Option<GuidelineSet> {
    if release.value == NO_RELEASE {
        return None;
    }
    GuidelineSet::from_name(&release.value).or_else(|| {
        let fault = unknown_release::unknown(&release.value, &releases(), NO_RELEASE);
        findings.push(fault.at(release.location));
        Some(GuidelineSet::DEFAULT)
    })
}

/// The domains that a body leaves to those below it, with its own changes; none when it cannot be used.
/// Roles are still roles there, and items of other levels are still there.
pub fn left_by(project: &Project, base: &Base, body: usize) -> Vec<Domain> {
    base.left_by(project, Some(body)).map_or_else(Vec::new, |left| left.domains().to_vec())
}

/// Merges the layers of one body; `None` when its own or an upper `mulu.yaml` cannot be used.
pub fn merge(project: &Project, base: &Base, body: usize) -> Option<Catalogue> {
    merge_body(project, base, body).map(|(catalogue, _)| catalogue)
}

fn merge_body(project: &Project, base: &Base, body: usize) -> Option<(Catalogue, Vec<Finding>)> {
    let layers = project.chain(body)?;
    let above = base.above(project, body)?;
    let (national, enforcement) = (base.national.domains(), base.enforcement.as_ref());
    let registers = base.registers(body);
    merge::compile_below(Inputs { national, enforcement, layers: &layers, registers }, &above)
}

/// What the layers above a body and its own say about rules; `None` when one of them cannot be used.
pub fn policy(project: &Project, body: usize, today: jiff::civil::Date) -> Option<Policy<'_>> {
    let layers = project.chain(body)?;
    Some(Policy::new(layers.into_iter().map(|layer| &layer.profile.settings), today))
}

/// Compiles and checks one body.
pub fn compile(project: &Project, base: &Base, body: usize, today: jiff::civil::Date) -> Compiled {
    let mut findings = project.bodies[body].findings.clone();
    let merged = merge_body(project, base, body).zip(policy(project, body, today));
    let Some(((catalogue, merged), policy)) = merged else {
        check::sort(&mut findings);
        let (suppressed, used) = (Vec::new(), Vec::new());
        return Compiled { body, catalogue: None, findings, suppressed, used };
    };
    findings.extend(merged);
    let layer = project.bodies[body].layer.as_ref();
    let registers = base.registers(body);
    let scope = Scope { catalogue: &catalogue, layer, registers, bare: false, today };
    let Outcome { mut findings, suppressed, used } = check::run(&scope, findings, &policy);
    if project.map.workbook(scope.catalogue.profile.location.file).is_some() {
        findings.iter_mut().for_each(name_the_book);
    }
    Compiled { body, catalogue: Some(catalogue), findings, suppressed, used }
}

/// Advice names the file of the settings, which is a workbook here, and what belongs into it as a row.
fn name_the_book(finding: &mut Finding) {
    if let Some(entry) = &finding.entry {
        let (sheet, row) = (entry.sheet, entry.row_text());
        finding.help = Some(format!("在 {BOOK_FILE} 的“{sheet}”表里写一行：{row}"));
    }
    for text in [Some(&mut finding.message), finding.help.as_mut()].into_iter().flatten() {
        if text.contains(PROFILE_FILE) {
            *text = text.replace(PROFILE_FILE, BOOK_FILE);
        }
    }
}

/// Which exceptions were of use, over all bodies of a run. One that a layer makes for its members is of
/// use when it covers something in any of them, so this is only known at the end.
#[derive(Debug, Clone, Default)]
pub struct Exceptions {
    compiled: BTreeSet<usize>,
    used: BTreeSet<Location>,
}

impl Exceptions {
    /// Adds what one body used.
    pub fn note(&mut self, compiled: &Compiled) {
        if compiled.catalogue.is_some() {
            self.compiled.insert(compiled.body);
        }
        self.used.extend(&compiled.used);
    }

    /// Exceptions that covered nothing, of the bodies that were compiled with all their members.
    pub fn unused(&self, project: &Project, today: jiff::civil::Date) -> Vec<Finding> {
        let bodies = self.compiled.iter();
        bodies.flat_map(|body| self.unused_by(project, *body, today)).collect()
    }

    /// The same for one body: none while it is not known what its members use.
    pub fn unused_by(
        &self,
        project: &Project,
        body: usize,
        today: jiff::civil::Date,
    ) -> Vec<Finding> {
        if !self.compiled.contains(&body) || !self.knows_members(project, body) {
            return Vec::new();
        }
        let Some(policy) = policy(project, body, today) else { return Vec::new() };
        let mut findings = policy.unused(|location| self.used.contains(&location));
        let layer = project.bodies[body].layer.as_ref();
        for finding in &mut findings {
            finding.member = layer.map(|layer| layer.profile.name.value.clone());
        }
        policy.apply(findings).findings
    }

    fn knows_members(&self, project: &Project, body: usize) -> bool {
        let members = project.bodies.iter().enumerate();
        members
            .filter(|(_, member)| member.parent == Some(body))
            .all(|(index, _)| self.compiled.contains(&index) && self.knows_members(project, index))
    }
}
