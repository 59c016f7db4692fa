//! A repository whose members are read, compiled and let go one after the other, on as many threads as are
//! wanted. Only what members inherit from is kept: memory does not grow with their number.

use std::borrow::Cow;
use std::num::NonZeroUsize;
use std::path::Path;

use jiff::civil::Date;

use super::jobs::in_order;
use super::{Base, Compiled, Exceptions, compile, merge};
use crate::finding::Finding;
use crate::input::data::{self, RawData};
use crate::input::disk::{self, Reads};
use crate::input::project::{KnownDomains, Project, ProjectError, Survey};
use crate::model::{Catalogue, DaySpan, Layer, on_same_days};
use crate::register::Registers;
use crate::source::{Location, PartId, SourceMap};

/// A repository, of which only the bodies that others inherit from have been read.
#[derive(Debug)]
pub struct Repository {
    survey: Survey,
    trunk: Project,
    base: Base,
    /// What was read of the bodies that others inherit from.
    reads: Reads,
    /// What tells the files of the folder of data from others, and their part.
    data: (String, PartId),
    /// The part of the first body.
    first: PartId,
    knowing: KnownDomains,
}

/// What is known of bodies from earlier runs. A body that others inherit from depends on which exceptions were
/// of use in those, and on nothing else of them.
pub trait Memory<T>: Sync {
    /// What was made of a body, if it would be made in the same way again.
    fn recall(&self, at: usize, below: &str) -> Option<Recalled<T>>;
    /// Keeps what was made of a body, from what was read, the exceptions of use below and the day, with the places
    /// of the exceptions that were of use if it has a catalogue.
    fn keep(&self, at: usize, from: MadeOf<'_>, exceptions: (bool, &[Location]), made: &T);
}

/// What something was made of.
#[derive(Debug, Clone, Copy)]
pub struct MadeOf<'a> {
    /// What was read of the disk.
    pub reads: &'a Reads,
    /// The exceptions that were of use in the bodies below.
    pub below: &'a str,
    /// The days on which it is the same.
    pub days: DaySpan,
}

/// What was made of a body in an earlier run.
#[derive(Debug)]
pub struct Recalled<T> {
    /// Whether it has a catalogue.
    pub compiled: bool,
    /// The places of the exceptions that covered something.
    pub used: Vec<Location>,
    /// What was made.
    pub made: T,
}

/// A memory that knows nothing.
#[derive(Debug)]
pub struct NoMemory;

impl<T> Memory<T> for NoMemory {
    fn recall(&self, _: usize, _: &str) -> Option<Recalled<T>> {
        None
    }

    fn keep(&self, _: usize, _: MadeOf<'_>, _: (bool, &[Location]), _: &T) {}
}

/// What was made of a body, whether now or earlier.
struct MemberOutcome<T> {
    exceptions: Exceptions,
    made: T,
}

/// A body of a repository that is read, with all that it inherits from.
#[derive(Debug)]
pub struct OpenBody<'a> {
    /// Its index in the repository.
    pub at: usize,
    /// It and those above it.
    pub project: Cow<'a, Project>,
    /// Its index there.
    pub body: usize,
    /// What it starts from.
    pub base: Cow<'a, Base>,
    /// The part of its files.
    part: PartId,
    /// Whether its files are kept, as others inherit from it.
    is_shared: bool,
    /// What was read of it.
    reads: Reads,
}

impl Repository {
    /// Reads what the members of a repository inherit from, and files of data. The names of the files are
    /// relative to `base`, or else to the top of the repository; those of `map` come before them.
    ///
    /// # Errors
    /// When there is no body in the folder, or a folder cannot be read; the map is then as it was.
    pub fn open(
        map: &mut SourceMap,
        base: Option<&Path>,
        folder: &Path,
        (knowing, data): (KnownDomains, &[RawData]),
        findings: &mut Vec<Finding>,
    ) -> Result<Self, ProjectError> {
        let survey = Survey::of(folder, base)?;
        let data_part = map.next_part();
        let first = data_part.after(1);
        let mut trunk = Project::begin(map.clone(), data);
        let (read, reads) = disk::recording(|| {
            let mut shared = (0..survey.bodies.len()).filter(|at| is_shared(&survey, *at));
            shared.try_for_each(|at| trunk.add(&survey, at, first, knowing).map(drop))
        });
        read?;
        trunk.map.begin(survey.built_in_part(first));
        let base = Base::load(&mut trunk, findings);
        *map = SourceMap::new();
        let data = (data::digest(data), data_part);
        Ok(Self { survey, trunk, base, reads, data, first, knowing })
    }

    /// What was read of the bodies that others inherit from.
    pub fn shared_reads(&self) -> &Reads {
        &self.reads
    }

    /// What tells these files of data from others.
    pub fn data_digest(&self) -> &str {
        &self.data.0
    }

    /// The registers of the topmost body.
    pub fn registers(&self) -> &Registers {
        self.base.registers(0)
    }

    /// The part of the files of the folder of data.
    pub fn data_part(&self) -> PartId {
        self.data.1
    }

    /// The part of the files of a body.
    pub fn part(&self, at: usize) -> PartId {
        self.first.after(at)
    }

    /// The part of the files of a body, if no other inherits from it.
    pub fn own_part(&self, at: usize) -> Option<PartId> {
        (!self.is_shared(at)).then(|| self.part(at))
    }

    /// The part of the built-in files.
    pub fn built_in_part(&self) -> PartId {
        self.survey.built_in_part(self.first)
    }

    /// The part of all built-in guidelines, which bodies need that name one outside the release.
    pub fn all_guidelines_part(&self) -> PartId {
        self.base.start.part
    }

    /// The files of that part.
    pub fn all_guidelines(&self) -> SourceMap {
        self.base.start.all().map.clone()
    }

    /// The bodies, of which few are read.
    pub fn survey(&self) -> &Survey {
        &self.survey
    }

    /// What members inherit from.
    pub fn trunk(&self) -> &Project {
        &self.trunk
    }

    /// Everything that was read and is shared.
    pub fn into_map(self) -> SourceMap {
        self.trunk.map
    }

    /// Whether the body is kept, as others inherit from it.
    pub fn is_shared(&self, at: usize) -> bool {
        is_shared(&self.survey, at)
    }

    /// The bodies that inherit from this one directly.
    pub fn members_of(&self, body: usize) -> impl Iterator<Item = usize> {
        let bodies = self.survey.bodies.iter().enumerate();
        bodies.filter(move |(_, member)| member.parent == Some(body)).map(|(at, _)| at)
    }

    /// What each body calls itself, where its settings can be used.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn names(&self) -> Result<Vec<Option<String>>, ProjectError> {
        let name = |at: usize| match self.trunk.position(&self.survey.bodies[at].folder) {
            Some(body) => Ok(self.trunk.bodies[body].name().map(str::to_owned)),
            None => self.survey.name(at, self.knowing),
        };
        (0..self.survey.bodies.len()).map(name).collect()
    }

    /// What was asked to find the members of the bodies that are kept.
    fn looked_for(&self) -> Reads {
        let shared = (0..self.survey.bodies.len()).filter(|at| self.is_shared(*at));
        let asked = shared.map(|at| &self.survey.bodies[at].looked_for);
        asked.fold(Reads::default(), |all, asked| all.and(asked))
    }

    /// Reads a body, if it is not one of those that are kept.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn body(&self, at: usize) -> Result<OpenBody<'_>, ProjectError> {
        let part = self.first.after(at);
        if let Some(body) = self.trunk.position(&self.survey.bodies[at].folder) {
            let (project, base) = (Cow::Borrowed(&self.trunk), Cow::Borrowed(&self.base));
            let reads = self.looked_for().and(&self.reads);
            return Ok(OpenBody { at, project, body, base, part, is_shared: true, reads });
        }
        let mut project = self.trunk.clone();
        let (body, reads) =
            disk::recording(|| project.add(&self.survey, at, self.first, self.knowing));
        let (body, reads) = (body?, self.survey.bodies[at].looked_for.and(&reads));
        let mut base = self.base.clone();
        base.admit(&mut project, body);
        let (project, base) = (Cow::Owned(project), Cow::Owned(base));
        Ok(OpenBody { at, project, body, base, part, is_shared: false, reads })
    }

    /// Compiles these bodies, on at most `jobs` threads, and does some work on each: what was found of it, and
    /// its exceptions that are of no use. What the memory knows is not done again. Bodies that others inherit
    /// from come last: whether an exception is of use is only known when every member below was seen. The
    /// results are taken in the order of the bodies, apart from that.
    ///
    /// # Errors
    /// When a folder cannot be read; the bodies before it were taken.
    pub fn compile_each<T: Send>(
        &self,
        bodies: &[usize],
        (jobs, today): (NonZeroUsize, Date),
        memory: &dyn Memory<T>,
        work: impl Fn(&OpenBody<'_>, Compiled, Vec<Finding>) -> T + Sync,
        mut take: impl FnMut(usize, T),
    ) -> Result<(), ProjectError> {
        let (shared, own): (Vec<usize>, Vec<usize>) =
            (0..bodies.len()).partition(|place| self.is_shared(bodies[*place]));
        let alone: Vec<usize> = own.iter().map(|place| bodies[*place]).collect();
        let mut seen = Exceptions::default();
        let one = |at: usize| -> Result<MemberOutcome<T>, ProjectError> {
            if let Some(known) = memory.recall(at, "") {
                return Ok(MemberOutcome::recalled(at, known));
            }
            let open = self.body(at)?;
            let compiled = open.compile(today);
            let exceptions = Exceptions::of(&compiled);
            let (unused, days) = on_same_days(|| exceptions.unused(self, &open, today));
            let compiled = Compiled { days: days.and(compiled.days), ..compiled };
            let (used, days) =
                ((compiled.catalogue.is_some(), compiled.used.clone()), compiled.days);
            let made = work(&open, compiled, unused);
            let from = MadeOf { reads: &open.reads, below: "", days };
            memory.keep(at, from, (used.0, &used.1), &made);
            Ok(MemberOutcome { exceptions, made })
        };
        in_order(&alone, jobs, one, |place, result| {
            let MemberOutcome { exceptions, made } = result?;
            seen.extend(exceptions);
            take(own[place], made);
            Ok::<(), ProjectError>(())
        })?;
        let below = seen.told();
        let recalled = |place: &usize| memory.recall(bodies[*place], &below);
        let recalled: Vec<_> = shared.iter().map(recalled).collect();
        if recalled.iter().all(Option::is_some) {
            for (place, known) in shared.into_iter().zip(recalled.into_iter().flatten()) {
                take(place, known.made);
            }
            return Ok(());
        }
        let open = shared.iter().map(|place| self.body(bodies[*place]));
        let open = open.collect::<Result<Vec<OpenBody<'_>>, _>>()?;
        let compiled: Vec<Compiled> = open.iter().map(|open| open.compile(today)).collect();
        compiled.iter().for_each(|compiled| seen.extend(Exceptions::of(compiled)));
        for ((open, compiled), place) in open.iter().zip(compiled).zip(shared) {
            let (unused, days) = on_same_days(|| seen.unused(self, open, today));
            let compiled = Compiled { days: days.and(compiled.days), ..compiled };
            let (used, days) =
                ((compiled.catalogue.is_some(), compiled.used.clone()), compiled.days);
            let made = work(open, compiled, unused);
            let from = MadeOf { reads: &open.reads, below: &below, days };
            memory.keep(bodies[place], from, (used.0, &used.1), &made);
            take(place, made);
        }
        Ok(())
    }
}

impl Repository {
    /// Reads these bodies, on at most `jobs` threads, and does some work on each; the results are taken in the
    /// order of the bodies. The first number is the place of the body among these.
    ///
    /// # Errors
    /// When a folder cannot be read, or the work or the taking fails: nothing after that is taken.
    pub fn open_each<T: Send, E: From<ProjectError> + Send>(
        &self,
        bodies: &[usize],
        jobs: NonZeroUsize,
        work: impl Fn(usize, OpenBody<'_>) -> Result<T, E> + Sync,
        mut take: impl FnMut(usize, T) -> Result<(), E>,
    ) -> Result<(), E> {
        let places: Vec<usize> = (0..bodies.len()).collect();
        let one = |place: usize| work(place, self.body(bodies[place])?);
        in_order(&places, jobs, one, |place, result| take(place, result?))
    }
}

impl<T> MemberOutcome<T> {
    fn recalled(at: usize, known: Recalled<T>) -> Self {
        let Recalled { compiled, used, made } = known;
        let exceptions = Exceptions {
            compiled: compiled.then_some(at).into_iter().collect(),
            used: used.into_iter().collect(),
        };
        Self { exceptions, made }
    }
}

impl OpenBody<'_> {
    /// Compiles and checks the body.
    pub fn compile(&self, today: Date) -> Compiled {
        let compiled = compile(&self.project, &self.base, self.body, today);
        Compiled { body: self.at, ..compiled }
    }

    /// Merges its layers; `None` when its own or an upper `mulu.yaml` cannot be used.
    pub fn merge(&self) -> Option<Catalogue> {
        merge(&self.project, &self.base, self.body)
    }

    /// The registers that hold for it.
    pub fn registers(&self) -> &Registers {
        self.base.registers(self.body)
    }

    /// Its layers from the top down, its own last; `None` when one of them cannot be used.
    pub fn layers(&self) -> Option<Vec<&Layer>> {
        self.project.chain(self.body)
    }

    /// What was read of it, without what was read of those above it.
    pub fn reads(&self) -> &Reads {
        &self.reads
    }

    /// Whether its files are kept, as others inherit from it.
    pub fn is_kept(&self) -> bool {
        self.is_shared
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.project.bodies[self.body].folder
    }

    /// The map to which further files of this body are added.
    pub fn own_map(&mut self) -> &mut SourceMap {
        let map = &mut self.project.to_mut().map;
        map.begin(self.part);
        map
    }

    /// The files of this body alone, with what is needed to show these findings; none where they are kept.
    pub fn shown<'a>(&self, findings: impl Iterator<Item = &'a Finding>) -> SourceMap {
        if self.is_shared {
            return SourceMap::new();
        }
        let places: Vec<Location> = findings.flat_map(Finding::places).collect();
        self.with_guidelines(self.project.map.shown(self.part, &places))
    }

    /// The files of this body alone.
    pub fn whole(&self) -> SourceMap {
        self.with_guidelines(self.project.map.part(self.part))
    }

    /// With the guidelines that it adopts besides those of the release.
    fn with_guidelines(&self, mut map: SourceMap) -> SourceMap {
        map.absorb(self.project.map.part(self.base.start.part));
        map
    }
}

/// Whether a body is kept: others inherit from it, or all follow the release that it names.
fn is_shared(survey: &Survey, at: usize) -> bool {
    survey.bodies[at].has_members || survey.bodies[at].parent.is_none()
}
