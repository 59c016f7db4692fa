//! `mulu publish` 公布: the pages that people read.

mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use jiff::civil::Date;

use super::build::{members_of, open};
use super::data::DataArg;
use super::jobs::{self, JobsArg};
use super::member_lines::{self, MemberLine};
use super::progress::Progress;
use super::show::ShowArgs;
use super::{CliError, ExitStatus, output, records, today};
use crate::check;
use crate::diff::{Edition, compare};
use crate::finding::{Finding, Severity};
use crate::input::disk;
use crate::model::{Catalogue, Code, PersonalNumber, personal_numbers};
use crate::output::OutputFolder;
use crate::pipeline::OpenBody;
use crate::report::{FindingTally, Report};
use crate::rules::publish::personal_in_public;
use crate::site::{self, Folder, NoticeBoard, SiteEntry, SiteSettings, Slugs};
use crate::source::{PartId, SourceMap};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹
    #[arg(value_name = "文件夹", default_value = ".")]
    folder: PathBuf,
    /// 网页写到哪个文件夹
    #[arg(short, long, value_name = "文件夹")]
    out: PathBuf,
    /// 只公布这个单位（名称或文件夹名），可以写几次
    #[arg(long, value_name = "名称")]
    member: Vec<String>,
    /// 网页以后放在哪个网址下，写了才有二维码，如 https://www.example.gov.cn/zwgk
    #[arg(long, value_name = "网址")]
    address: Option<String>,
    /// 给这个村（社区）做一张张贴用的 A3，可以写几次
    #[arg(long, value_name = "村名")]
    village: Vec<String>,
    /// 给这个大厅（便民服务站）做一张张贴用的 A3，可以写几次
    #[arg(long, value_name = "大厅")]
    hall: Vec<String>,
    /// 覆盖改动过的网页
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    show: ShowArgs,
    #[command(flatten)]
    data: DataArg,
    #[command(flatten)]
    jobs: JobsArg,
}

/// The longest address that leaves room for an item in a QR code.
const LONGEST_ADDRESS: usize = 1_000;

impl Args {
    fn settings(&self) -> Result<SiteSettings, CliError> {
        let is_usable = |address: &String| {
            let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
            rest.is_some_and(|rest| !rest.is_empty()) && address.len() <= LONGEST_ADDRESS
        };
        if let Some(address) = self.address.as_ref().filter(|address| !is_usable(address)) {
            let message = format!("“{address}”不是网址，写成 https://www.example.gov.cn/zwgk 这样");
            return Err(CliError::Message(message));
        }
        let villages = self.village.iter().cloned().map(NoticeBoard::Village);
        let places = villages.chain(self.hall.iter().cloned().map(NoticeBoard::Hall)).collect();
        Ok(SiteSettings { address: self.address.clone(), places })
    }
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    let settings = args.settings()?;
    let (mut findings, mut map) = (Vec::new(), SourceMap::new());
    let repository = open(&args.folder, &args.data, &mut map, &mut findings)?;
    let mut publish = Publish {
        out: OutputFolder::open(&args.out, args.force),
        root: &args.out,
        has_address: settings.address.is_some(),
        slugs: Slugs::default(),
        entries: Vec::new(),
        findings,
        tally: (!args.show.lists_notes()).then(FindingTally::default),
        map,
        lines: Vec::new(),
        known: SiteFiles::default(),
        failure: None,
        held_back: false,
        data: repository.registers().date(),
    };
    let making =
        SiteMaking { holds_all: publish.has_errors(), settings: &settings, today: today()? };
    let members = members_of(&repository, &args.member)?;
    // Given in any case, so that the addresses of one do not hang on the faults of another.
    let slugs: Vec<String> =
        members.iter().map(|member| publish.slugs.give(&member.name)).collect();
    let bodies: Vec<usize> = members.iter().map(|member| member.body).collect();
    let progress = Progress::start();
    let work = |at: usize, body: OpenBody<'_>| making.member(body, &slugs[at]);
    repository.open_each(&bodies, args.jobs.count(), work, |at, made| {
        progress.count("正在做网页", (at + 1, members.len()), &members[at].name);
        publish.take(&members[at].name, repository.own_part(bodies[at]), made);
        Ok::<(), CliError>(())
    })?;
    drop(progress);
    publish.map.absorb(repository.into_map());
    publish.end(args)
}

/// What is needed to make the pages of members.
struct SiteMaking<'a> {
    settings: &'a SiteSettings,
    /// Whether something that all members start from is wrong.
    holds_all: bool,
    today: Date,
}

/// What was made of a member.
struct MadeSite {
    findings: Vec<Finding>,
    /// Its files, as far as they are needed to show that.
    files: SourceMap,
    /// What is to be said at once.
    remarks: Vec<String>,
    pages: Result<MadePages, HeldBack>,
}

struct MadePages {
    entry: SiteEntry,
    folders: Result<Vec<Folder>, CliError>,
}

/// Why a member has no pages.
struct HeldBack(&'static str);

impl SiteMaking<'_> {
    fn member(&self, mut body: OpenBody<'_>, slug: &str) -> Result<MadeSite, CliError> {
        let (mut findings, mut remarks) = (Vec::new(), Vec::new());
        let pages = self.pages(&mut body, slug, &mut findings, &mut remarks)?;
        // What others inherit from has got further files.
        let files = match body.is_kept() {
            true => body.whole(),
            false => body.shown(findings.iter()),
        };
        Ok(MadeSite { findings, files, remarks, pages })
    }

    fn pages(
        &self,
        body: &mut OpenBody<'_>,
        slug: &str,
        findings: &mut Vec<Finding>,
        remarks: &mut Vec<String>,
    ) -> Result<Result<MadePages, HeldBack>, CliError> {
        let compiled = body.compile(self.today);
        let faulty = self.holds_all || compiled.has_errors();
        let Some(catalogue) = compiled.catalogue.filter(|_| !faulty) else {
            return Ok(Err(HeldBack("目录有错误，用 mulu check 看，改好再公布")));
        };
        let folder = body.folder().to_path_buf();
        let texts = texts::read(body.own_map(), &folder, &catalogue, findings, remarks)?;
        let version = catalogue.profile.version.as_ref().map(|version| version.value.as_str());
        let filed = records::filed(&folder, version)?;
        let channels = body.registers().channels();
        let diff = filed.map(|old| compare(&old, &Edition::of_catalogue(&catalogue), channels));
        let layers = body.layers().unwrap_or_default();
        let columns = layers.iter().rev().find_map(|layer| layer.columns.as_deref());
        let columns = columns.unwrap_or_default();
        let slug = slug.to_owned();
        let site = site::SiteMember::new(slug, &catalogue, diff.as_ref(), texts, columns);
        findings.extend(personal(&site, &catalogue));
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            return Ok(Err(HeldBack("有不能公布的文字，看上面")));
        }
        let folders =
            site::pages(&site, self.settings).map_err(|error| CliError::Message(error.to_string()));
        Ok(Ok(MadePages { entry: site.entry(), folders }))
    }
}

/// What was done so far.
struct Publish<'a> {
    out: OutputFolder,
    /// The folder of the site.
    root: &'a Path,
    /// Whether it is known where the site will lie.
    has_address: bool,
    /// Of which day the data are.
    data: Option<Date>,
    slugs: Slugs,
    entries: Vec<SiteEntry>,
    findings: Vec<Finding>,
    /// What is shown of the findings of members, where not all are.
    tally: Option<FindingTally>,
    map: SourceMap,
    /// What became of each member.
    lines: Vec<MemberLine>,
    /// The files of the site.
    known: SiteFiles,
    /// Why the site could not be written.
    failure: Option<CliError>,
    /// Whether a member has no pages because of errors.
    held_back: bool,
}

impl Publish<'_> {
    fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Writes the pages of a member.
    fn take(&mut self, name: &str, own: Option<PartId>, made: MadeSite) {
        made.remarks.iter().for_each(|remark| output::remark(remark));
        match made.pages {
            Err(HeldBack(why)) => self.hold_back(name, why),
            Ok(MadePages { entry, folders }) => {
                self.entries.push(entry);
                self.write(folders);
            }
        }
        match &mut self.tally {
            Some(tally) => {
                tally.add(made.findings, own);
                self.map.absorb(jobs::wanted(made.files, tally, own));
            }
            None => {
                self.findings.extend(made.findings);
                self.map.absorb(made.files);
            }
        }
    }

    fn hold_back(&mut self, name: &str, why: &str) {
        let text = format!("{name}：没有写出网页。{why}");
        self.lines.push(MemberLine { text, is_written: false, errors: 0, warnings: 0 });
        self.held_back = true;
    }

    /// Writes pages, unless those of another could not be written.
    fn write(&mut self, folders: Result<Vec<Folder>, CliError>) {
        self.failure = match (self.failure.take(), folders) {
            (Some(failure), _) | (None, Err(failure)) => Some(failure),
            (None, Ok(folders)) => self.put(&folders).err(),
        };
    }

    fn put(&mut self, folders: &[Folder]) -> Result<(), CliError> {
        for folder in folders {
            self.out.put(&folder.name, &folder.files)?;
            self.known.add(self.root, folder);
        }
        Ok(())
    }

    /// Shows what was found, and then what was written.
    fn end(mut self, args: &Args) -> Result<ExitStatus, CliError> {
        let items = self.entries.iter().map(|entry| entry.items).sum();
        check::sort(&mut self.findings);
        let report = match &mut self.tally {
            Some(tally) => {
                tally.add(std::mem::take(&mut self.findings), None);
                Report::of_tally(&self.map, tally, items)
            }
            None => Report::new(&self.map, &self.findings, items),
        };
        let status = args.show.show(Report { data: self.data, ..report })?;
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let written = self.written()?;
        // Those without pages come first.
        self.lines.sort_by_key(|line| line.is_written);
        let lines: Vec<&MemberLine> = self.lines.iter().collect();
        let members = member_lines::shown(&lines, args.show.lists_notes());
        let say = |line: &String| match args.show.is_for_people() {
            true => output::print(&format!("{line}\n")),
            false => Ok(()),
        };
        members.iter().chain(&written).try_for_each(say)?;
        Ok(if self.held_back { ExitStatus::Findings } else { status })
    }

    /// Writes what belongs to no member. Gives what is to be said of the site.
    fn written(&mut self) -> Result<Vec<String>, CliError> {
        if self.entries.is_empty() {
            return Ok(Vec::new());
        }
        self.put(&site::top(&self.entries))?;
        let line = |entry: &SiteEntry| {
            let folder = self.root.join(&entry.slug);
            let text = format!("{}：{} 项，写到 {}", entry.name, entry.items, folder.display());
            MemberLine { text, is_written: true, errors: 0, warnings: 0 }
        };
        self.lines.extend(self.entries.iter().map(line));
        let mut lines = vec![format!("打开 {} 看", self.root.join("index.html").display())];
        if !self.has_address {
            lines.push("没有写 --address，没有做二维码和订阅".to_owned());
        }
        for file in left_over(self.root, &self.known)? {
            lines.push(format!(
                "“{}”是以前写的，这一次没有它，没有删；不再公布的请删去",
                file.display()
            ));
        }
        Ok(lines)
    }
}

/// The files of a site, folder by folder. Most members have the same ones, whose names are kept once.
#[derive(Default)]
struct SiteFiles {
    folders: BTreeMap<PathBuf, Rc<BTreeSet<PathBuf>>>,
    last: Rc<BTreeSet<PathBuf>>,
}

impl SiteFiles {
    fn add(&mut self, root: &Path, folder: &Folder) {
        for file in &folder.files {
            let path = root.join(&folder.name).join(&file.name);
            let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else { continue };
            let names = self.folders.entry(parent.to_path_buf()).or_default();
            Rc::make_mut(names).insert(PathBuf::from(name));
        }
        if let Some(names) = self.folders.get_mut(&root.join(&folder.name)) {
            if *names == self.last {
                *names = Rc::clone(&self.last);
            }
            self.last = Rc::clone(names);
        }
    }

    fn contains(&self, path: &Path) -> bool {
        let names = path.parent().and_then(|parent| self.folders.get(parent));
        names.zip(path.file_name()).is_some_and(|(names, name)| names.contains(Path::new(name)))
    }
}

/// The files in the folders of the site that are not of this run.
fn left_over(out: &Path, known: &SiteFiles) -> Result<Vec<PathBuf>, CliError> {
    let mut left = Vec::new();
    let mut waiting = vec![out.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for path in disk::entries(&folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                waiting.push(path);
            } else if !name.starts_with('.') && !known.contains(&path) {
                left.push(path);
            }
        }
    }
    left.sort();
    Ok(left)
}

/// Numbers of persons in what would be seen.
fn personal(site: &site::SiteMember, catalogue: &Catalogue) -> Vec<Finding> {
    let place = |code: &str| {
        let code = Code::parse(code)?;
        let mut items = catalogue.items().map(|(_, item)| item);
        items.find(|item| item.code == code).map(|item| item.origin.location)
    };
    let now =
        site.catalogue.items().flat_map(|item| item.texts().map(|text| (item.code.as_str(), text)));
    let now = now.flat_map(|(code, text)| {
        let location = place(code).unwrap_or(catalogue.profile.location);
        let fault = move |found: PersonalNumber| {
            personal_in_public::number(found.kind.label(), &found.masked).at(location)
        };
        personal_numbers(text).into_iter().map(fault)
    });
    let former = site.changes.iter().flat_map(site::Changes::texts);
    let former = former.flat_map(|(code, text)| {
        personal_numbers(text).into_iter().map(move |found| {
            personal_in_public::former(code, found.kind.label(), &found.masked)
                .at(catalogue.profile.location)
        })
    });
    now.chain(former).collect()
}
