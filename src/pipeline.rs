//! The stages after reading, for one repository: national guidelines, merge, check.

mod jobs;
mod repository;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::check::{self, InheritedItems, Outcome, Policy, Scope};
use crate::finding::{Finding, Severity, Suppressed};
use crate::input::project::{BOOK_FILE, PROFILE_FILE, Project};
use crate::merge::{self, Above, Inputs, Moves};
use crate::model::{Catalogue, DaySpan, Domain, Profile, on_same_days};
use crate::register::{GuidelineSet, Registers, built_in, releases};
use crate::rules::layers::unknown_release;
use crate::source::{Located, Location, PartId, SourceMap};

pub use repository::{MadeOf, Memory, NoMemory, OpenBody, Recalled, Repository};

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
    /// The days on which all of this comes out the same.
    pub days: DaySpan,
}

impl Compiled {
    /// The findings at error level.
    pub fn into_errors(self) -> impl Iterator<Item = Finding> {
        self.findings.into_iter().filter(|finding| finding.severity == Severity::Error)
    }

    /// All findings that are to be shown.
    pub fn shown(&self) -> impl Iterator<Item = &Finding> {
        let suppressed = self.suppressed.iter().map(|suppressed| &suppressed.finding);
        self.findings.iter().chain(suppressed)
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

/// The domains that all bodies of a project start from, and what holds for each body that was admitted. A copy
/// shares what is known already.
#[derive(Debug, Clone)]
pub struct Base {
    start: Arc<NationalBase>,
    /// The registers that hold for each body.
    registers: Vec<Arc<Registers>>,
    /// What each body leaves to those below it, worked out when the first of them is compiled.
    left: Vec<Arc<OnceLock<Above>>>,
    /// What was found out about the items that each body leaves, by those below it.
    known: Vec<Arc<OnceLock<InheritedItems>>>,
    /// How each body and those above it renumber local domains.
    moves: Vec<Moves>,
}

/// What stands above all bodies.
#[derive(Debug)]
struct NationalBase {
    /// The registers of the topmost body: guidelines of one's own stand with it.
    registers: Arc<Registers>,
    national: Above,
    enforcement: Option<Domain>,
    /// Whether there are national guidelines at all.
    follows_release: bool,
    /// All known domains, read when some body names one that the release does not have.
    all: OnceLock<AllDomains>,
    /// The part of the files of those.
    part: PartId,
}

/// All known domains, in a part of their own: the same whichever body asks first.
#[derive(Debug)]
struct AllDomains {
    domains: Vec<Domain>,
    map: SourceMap,
}

impl Base {
    /// The guidelines of the release that the topmost body follows, and the registers of each body.
    pub fn load(project: &mut Project, findings: &mut Vec<Finding>) -> Self {
        let top = project.bodies.first().and_then(|body| body.layer.as_ref());
        let release = top.and_then(|layer| layer.profile.release.clone());
        let set =
            release.as_ref().map_or(Some(GuidelineSet::DEFAULT), |r| read_release(r, findings));
        findings.append(&mut project.findings);
        let registers = Registers::of(&project.data_of(0));
        let national =
            set.map_or_else(Vec::new, |set| registers.guidelines(&mut project.map, Some(set)));
        let start = NationalBase {
            enforcement: registers.guideline(&mut project.map, ENFORCEMENT),
            registers,
            national: Above::national(national),
            follows_release: set.is_some(),
            all: OnceLock::new(),
            part: project.map.next_part(),
        };
        let mut base = Self {
            start: Arc::new(start),
            registers: Vec::new(),
            left: Vec::new(),
            known: Vec::new(),
            moves: Vec::new(),
        };
        (0..project.bodies.len()).for_each(|body| base.admit(project, body));
        base
    }

    /// Takes in the next body of the project: works out its registers, reads its local domains that still have
    /// numbers from the national space as what they are now, and the guidelines that it adopts besides those
    /// of the release.
    fn admit(&mut self, project: &mut Project, body: usize) {
        self.registers.push(self.registers_of(project, body));
        let held = Arc::make_mut(&mut project.bodies[body]);
        let upper = held.parent.and_then(|parent| self.moves.get(parent));
        let mut moves = upper.cloned().unwrap_or_default();
        if let Some(layer) = &mut held.layer {
            let (national, registers) = (self.start.national.domains(), &self.start.registers);
            held.findings.extend(moves.apply(layer, &mut held.records, national, registers));
            if self.start.names_others(&layer.profile) {
                project.map.absorb(self.start.all().map.clone());
            }
        }
        self.moves.push(moves);
        self.left.push(Arc::default());
        self.known.push(Arc::default());
    }

    /// What is known of the items that a body inherits, where the registers that hold for it are those of the
    /// body above it.
    fn inherited(&self, project: &Project, body: usize) -> Option<&InheritedItems> {
        let parent = project.bodies[body].parent?;
        let [own, above] = [body, parent].map(|body| self.registers.get(body));
        let (left, known) = (self.left.get(parent)?.get()?, self.known.get(parent)?);
        let same = own.zip(above).is_some_and(|(own, above)| Arc::ptr_eq(own, above));
        same.then(|| known.get_or_init(|| InheritedItems::of(left.domains())))
    }

    /// The registers of a body: the folder of data, then what the bodies above it and it itself record. Members
    /// without data of their own share those of the body above them.
    fn registers_of(&self, project: &Project, body: usize) -> Arc<Registers> {
        let held = &project.bodies[body];
        match held.parent.and_then(|parent| self.registers.get(parent)) {
            Some(above) if held.data.is_empty() => Arc::clone(above),
            None if body == 0 => Arc::clone(&self.start.registers),
            _ => Registers::of(&project.data_of(body)),
        }
    }

    /// The registers that hold for a body.
    pub fn registers(&self, body: usize) -> &Registers {
        self.registers.get(body).map_or(built_in(), AsRef::as_ref)
    }

    /// The same for whoever outlives this.
    pub fn share_registers(&self, body: usize) -> Arc<Registers> {
        self.registers.get(body).map_or_else(|| Registers::of(&[]), Arc::clone)
    }

    /// What this body and those above it leave to the ones below; `None` when one of them cannot be used.
    fn left_by(&self, project: &Project, body: Option<usize>) -> Option<&Above> {
        let Some(body) = body else { return Some(&self.start.national) };
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
        if !self.start.names_others(profile) {
            return Some(Cow::Borrowed(above));
        }
        let is_new = |domain: &&Domain| {
            let mut words = profile.domains.iter().flatten();
            words.any(|word| domain.is_called(&word.value))
                && !above.domains().iter().any(|known| known.number == domain.number)
        };
        let more: Vec<Domain> = self.start.all().domains.iter().filter(is_new).cloned().collect();
        Some(if more.is_empty() { Cow::Borrowed(above) } else { Cow::Owned(above.and(more)) })
    }
}

impl NationalBase {
    /// Whether a body names domains among its 领域 that the release does not have. Most name none.
    fn names_others(&self, profile: &Profile) -> bool {
        let known = self.national.domains();
        let mut words = profile.domains.iter().flatten();
        self.follows_release
            && words.any(|word| !known.iter().any(|domain| domain.is_called(&word.value)))
    }

    fn all(&self) -> &AllDomains {
        self.all.get_or_init(|| {
            let mut map = SourceMap::new();
            map.begin(self.part);
            AllDomains { domains: self.registers.guidelines(&mut map, None), map }
        })
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
    let (national, enforcement) = (base.start.national.domains(), base.start.enforcement.as_ref());
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
    let (compiled, days) = on_same_days(|| compile_on(project, base, body, today));
    Compiled { days, ..compiled }
}

fn compile_on(project: &Project, base: &Base, body: usize, today: jiff::civil::Date) -> Compiled {
    let days = DaySpan::ALL;
    let mut findings = project.bodies[body].findings.clone();
    let merged = merge_body(project, base, body).zip(policy(project, body, today));
    let Some(((catalogue, merged), policy)) = merged else {
        check::sort(&mut findings);
        let (suppressed, used) = (Vec::new(), Vec::new());
        return Compiled { body, catalogue: None, findings, suppressed, used, days };
    };
    findings.extend(merged);
    findings.extend(check::disordered_records(&project.bodies[body].records));
    let layer = project.bodies[body].layer.as_ref();
    let registers = base.registers(body);
    let today = today.into();
    let scope = Scope { catalogue: &catalogue, layer, registers, bare: false, duties: None, today };
    let inherited = base.inherited(project, body);
    let Outcome { mut findings, suppressed, used } =
        check::run_below(&scope, inherited, findings, &policy);
    check::at_the_words(&project.map, &mut findings);
    if project.map.workbook(scope.catalogue.profile.location.file).is_some() {
        findings.iter_mut().for_each(name_the_book);
    }
    Compiled { body, catalogue: Some(catalogue), findings, suppressed, used, days }
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
#[derive(Debug, Default)]
struct Exceptions {
    compiled: BTreeSet<usize>,
    used: BTreeSet<Location>,
}

impl Exceptions {
    /// What one body of a repository used.
    fn of(compiled: &Compiled) -> Self {
        let body = compiled.catalogue.as_ref().map(|_| compiled.body);
        Self { compiled: body.into_iter().collect(), used: compiled.used.iter().copied().collect() }
    }

    /// Adds what others used.
    fn extend(&mut self, other: Self) {
        self.compiled.extend(other.compiled);
        self.used.extend(other.used);
    }

    /// All of it in a text, the same for the same.
    fn told(&self) -> String {
        format!("{self:?}")
    }

    /// Exceptions of a body that covered nothing: none while it is not known what its members use.
    fn unused(
        &self,
        repository: &Repository,
        open: &OpenBody<'_>,
        today: jiff::civil::Date,
    ) -> Vec<Finding> {
        if !self.compiled.contains(&open.at) || !self.knows_members(repository, open.at) {
            return Vec::new();
        }
        let Some(policy) = policy(&open.project, open.body, today) else { return Vec::new() };
        let mut findings = policy.unused(|location| self.used.contains(&location));
        let layer = open.project.bodies[open.body].layer.as_ref();
        for finding in &mut findings {
            finding.member = layer.map(|layer| layer.profile.name.value.clone());
        }
        policy.apply(findings).findings
    }

    fn knows_members(&self, repository: &Repository, body: usize) -> bool {
        let mut members = repository.members_of(body);
        members.all(|at| self.compiled.contains(&at) && self.knows_members(repository, at))
    }
}
