//! A repository whose members are read, compiled and let go one after the other, on as many threads as are
//! wanted. Only what members inherit from is kept: memory does not grow with their number.

use std::borrow::Cow;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use jiff::civil::Date;

use super::{Base, Compiled, Exceptions, compile};
use crate::finding::Finding;
use crate::input::project::{Project, ProjectError, Survey};
use crate::input::sheet::Domains;
use crate::source::{Location, PartId, SourceMap};

/// As much as the first thread of a program has: trees are walked by functions that call themselves.
const STACK: usize = 8 << 20;

/// A repository, of which only the bodies that others inherit from have been read.
#[derive(Debug)]
pub struct Repository {
    survey: Survey,
    trunk: Project,
    base: Base,
    /// The part of the first body.
    first: PartId,
    known: &'static dyn Domains,
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
    pub base: &'a Base,
    /// The part of its files, unless all members share them.
    part: Option<PartId>,
}

impl Repository {
    /// Reads what the members of a repository inherit from. The names of the files are relative to `base`,
    /// or else to the top of the repository; those of `map` come before them.
    ///
    /// # Errors
    /// When there is no body in the folder, or a folder cannot be read; the map is then as it was.
    pub fn open(
        map: &mut SourceMap,
        base: Option<&Path>,
        folder: &Path,
        known: &'static dyn Domains,
        findings: &mut Vec<Finding>,
    ) -> Result<Self, ProjectError> {
        let survey = Survey::of(folder, base)?;
        let first = map.next_part();
        let mut trunk = Project { map: map.clone(), bodies: Vec::new() };
        for at in (0..survey.bodies.len()).filter(|at| is_shared(&survey, *at)) {
            trunk.add(&survey, at, first, known)?;
        }
        trunk.map.begin(survey.built_in_part(first));
        let base = Base::load(&mut trunk, findings);
        *map = SourceMap::new();
        Ok(Self { survey, trunk, base, first, known })
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
            None => self.survey.name(at, self.known),
        };
        (0..self.survey.bodies.len()).map(name).collect()
    }

    /// Reads a body, if it is not one of those that are kept.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn body(&self, at: usize) -> Result<OpenBody<'_>, ProjectError> {
        let base = &self.base;
        if let Some(body) = self.trunk.position(&self.survey.bodies[at].folder) {
            return Ok(OpenBody {
                at,
                project: Cow::Borrowed(&self.trunk),
                body,
                base,
                part: None,
            });
        }
        let mut project = self.trunk.clone();
        let body = project.add(&self.survey, at, self.first, self.known)?;
        base.admit(&mut project, body);
        project.map.begin(self.survey.built_in_part(self.first));
        let part = Some(self.first.after(at));
        Ok(OpenBody { at, project: Cow::Owned(project), body, base, part })
    }

    /// Compiles these bodies, on at most `jobs` threads, and does some work on each: what was found of it, and
    /// its exceptions that are of no use. Those that others inherit from come last: whether an exception is of
    /// use is only known when every member below it was seen. The results are taken as they come.
    ///
    /// # Errors
    /// When a folder cannot be read; the other bodies are worked on all the same.
    pub fn compile_each<T: Send>(
        &self,
        bodies: &[usize],
        (jobs, today): (NonZeroUsize, Date),
        work: impl Fn(&OpenBody<'_>, Compiled, Vec<Finding>) -> T + Sync,
        mut take: impl FnMut(usize, T),
    ) -> Result<(), ProjectError> {
        let (shared, own): (Vec<usize>, Vec<usize>) =
            (0..bodies.len()).partition(|place| self.is_shared(bodies[*place]));
        let alone: Vec<usize> = own.iter().map(|place| bodies[*place]).collect();
        let (mut seen, mut failed) = (Exceptions::default(), None::<(usize, ProjectError)>);
        let one = |open: Result<OpenBody<'_>, ProjectError>| {
            let open = open?;
            let compiled = open.compile(today);
            let used = Exceptions::of(&compiled);
            let unused = used.unused(self, &open, today);
            Ok((used, work(&open, compiled, unused)))
        };
        self.each(&alone, jobs, one, |place, result| match result {
            Ok((used, made)) => {
                seen.extend(used);
                take(own[place], made);
            }
            Err(error) if failed.as_ref().is_none_or(|(first, _)| place < *first) => {
                failed = Some((place, error));
            }
            Err(_) => {}
        });
        if let Some((_, error)) = failed {
            return Err(error);
        }
        let open = shared.iter().map(|place| self.body(bodies[*place]));
        let open = open.collect::<Result<Vec<OpenBody<'_>>, _>>()?;
        let compiled: Vec<Compiled> = open.iter().map(|open| open.compile(today)).collect();
        compiled.iter().for_each(|compiled| seen.extend(Exceptions::of(compiled)));
        for ((open, compiled), place) in open.iter().zip(compiled).zip(shared) {
            take(place, work(open, compiled, seen.unused(self, open, today)));
        }
        Ok(())
    }

    /// Does some work on each of these bodies, on at most `jobs` threads, and takes the results one by one
    /// as they come; the first number is the place of the body among these. A body is let go when the work
    /// on it is done.
    fn each<T: Send>(
        &self,
        bodies: &[usize],
        jobs: NonZeroUsize,
        work: impl Fn(Result<OpenBody<'_>, ProjectError>) -> T + Sync,
        mut take: impl FnMut(usize, T),
    ) {
        let threads = jobs.get().min(bodies.len());
        let work = |place: usize| work(self.body(bodies[place]));
        let next = AtomicUsize::new(0);
        let place = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < bodies.len());
        if threads > 1 {
            thread::scope(|scope| {
                // Whoever is ahead waits until its result is taken.
                let (sender, results) = mpsc::sync_channel(1);
                for _ in 0..threads {
                    let (sender, place, work) = (sender.clone(), &place, &work);
                    let run = move || {
                        let mut all = std::iter::from_fn(place);
                        // The other end is only closed when this thread is not wanted any more.
                        let _ = all.try_for_each(|place| sender.send((place, work(place))));
                    };
                    // A system that gives no thread leaves the work to those that there are.
                    let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run);
                }
                drop(sender);
                results.into_iter().for_each(|(place, result): (usize, T)| take(place, result));
            });
        }
        while let Some(place) = place() {
            take(place, work(place));
        }
    }
}

impl OpenBody<'_> {
    /// Compiles and checks the body.
    pub fn compile(&self, today: Date) -> Compiled {
        let compiled = compile(&self.project, self.base, self.body, today);
        Compiled { body: self.at, ..compiled }
    }

    /// The files of this body alone, with what is needed to show these findings.
    pub fn shown<'a>(&self, findings: impl Iterator<Item = &'a Finding>) -> SourceMap {
        let Some(part) = self.part else { return SourceMap::new() };
        let places: Vec<Location> = findings.flat_map(Finding::places).collect();
        self.with_guidelines(self.project.map.shown(part, &places))
    }

    /// The files of this body alone.
    pub fn whole(&self) -> SourceMap {
        let Some(part) = self.part else { return SourceMap::new() };
        self.with_guidelines(self.project.map.part(part))
    }

    /// With the guidelines that it adopts besides those of the release.
    fn with_guidelines(&self, mut map: SourceMap) -> SourceMap {
        map.absorb(self.project.map.part(self.base.part));
        map
    }
}

/// Whether a body is kept: others inherit from it, or all follow the release that it names.
fn is_shared(survey: &Survey, at: usize) -> bool {
    survey.bodies[at].has_members || survey.bodies[at].parent.is_none()
}
