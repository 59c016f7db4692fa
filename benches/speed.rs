//! How long the main jobs take, as multiples of W: rust_xlsxwriter writing the same rows, with the same
//! merges and heights, from memory and nothing else. The jobs are runs of the program over a generated county
//! of 1,500 items with its towns; all of them run in turn, round after round, so that a machine that slows
//! down slows them all; medians are compared.
//!
//! The second part takes the most memory that check and build have in use over ever more towns (Linux tells it).
//!
//! The third part times every rule by itself, as a share of the whole check of the same body, and the
//! rules over a catalogue of fifteen thousand items against those over the county's.
//!
//! `cargo bench --bench speed` prints the figures; nothing here fails on a number.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

#[path = "speed/towns.rs"]
mod towns;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use mulu::check::{Check, Checker, Scope, rules};
use mulu::input::project::Project;
use mulu::input::tables::{ReadOptions, read_tables};
use mulu::model::{Catalogue, Code};
use mulu::pipeline::{self, Base};
use mulu::register::built_in;
use mulu::source::Workbook;
use rust_xlsxwriter::Format as CellFormat;
use rust_xlsxwriter::FormatBorder;

const ROUNDS: usize = 3;
/// So many items has the county, as its guidelines have together.
const ITEMS: usize = 1_500;
/// So many towns has the county.
const TOWNS: usize = 100;
/// So many towns have the counties over which memory is measured.
const EVER_MORE: [usize; 3] = [25, 100, 200];
/// How long to wait before the memory of a program is looked at again.
const LOOK: Duration = Duration::from_millis(10);
/// As many as a province's towns have together.
const MANY_ITEMS: usize = 15_000;
/// How many of the dearest rules are listed.
const DEAREST: usize = 10;
/// A town that adopts every item, and one that does not.
const WHOLE: &str = "第0镇";
const USUAL: &str = "第1镇";

/// A name and what is timed.
type Job<'a> = (&'static str, Box<dyn FnMut() + 'a>);

fn main() {
    let scratch = tempfile::tempdir().unwrap();
    let bench = Bench { folder: scratch.path().join("县"), scratch: scratch.path().to_path_buf() };
    towns::county(&bench.folder, ITEMS, TOWNS, 1);
    bench.all_towns();
    bench.memory();
    let daying = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/daying");
    let one = scratch.path().join("one");
    copy(&daying, &one, &["towns", "dist"]);
    each_rule(&one);
}

/// The program, and the county that it is run over.
struct Bench {
    folder: PathBuf,
    scratch: PathBuf,
}

impl Bench {
    fn all_towns(&self) {
        self.build(&["--jobs", "1"], NOTHING_KEPT);
        let [whole, usual] = [WHOLE, USUAL].map(|name| rows_of(&self.built(name)));
        let overlay = self.folder.join("towns/t0002/overlays/a.yaml");
        let first = fs::read_to_string(&overlay).unwrap();
        let mut limit = 0;
        let mut jobs: Vec<Job<'_>> = vec![
            ("W, all items", Box::new(|| drop(write_alone(&whole)))),
            ("W, a town", Box::new(|| drop(write_alone(&usual)))),
            ("build of one town, all items", {
                Box::new(|| _ = self.build(&["--member", WHOLE, "--jobs", "1"], NOTHING_KEPT))
            }),
            ("check of the same", {
                Box::new(|| {
                    _ = self.run(&["check", "--member", WHOLE, "--jobs", "1"], NOTHING_KEPT)
                })
            }),
            ("build of one town", {
                Box::new(|| _ = self.build(&["--member", USUAL, "--jobs", "1"], NOTHING_KEPT))
            }),
            ("build of all, one thread", {
                Box::new(|| _ = self.build(&["--jobs", "1"], NOTHING_KEPT))
            }),
            ("build of all", Box::new(|| _ = self.build(&[], NOTHING_KEPT))),
            ("build, nothing changed", Box::new(|| _ = self.build(&[], KEPT))),
            ("build, one town changed", {
                Box::new(|| {
                    limit += 1;
                    let text = first.replacen("理由: 实际", &format!("理由: 第{limit}次"), 1);
                    fs::write(&overlay, text).unwrap();
                    self.build(&[], KEPT);
                })
            }),
        ];
        let mut work: Vec<&mut dyn FnMut()> =
            jobs.iter_mut().map(|(_, job)| &mut **job as _).collect();
        let median = medians(&mut work);
        for ((name, _), ms) in jobs.iter().zip(&median) {
            println!("{name:<30} {ms:9.1} ms");
        }
        let [w_whole, w_town, one_whole, check, one, alone, all, same, changed] = median[..] else {
            return;
        };
        println!("build of one town, all items: {:5.2} W", one_whole / w_whole);
        println!("check of the same:            {:5.2} W", check / w_whole);
        let further = (alone - one) / (TOWNS - 1) as f64;
        println!("each further town:            {:5.2} W of its own rows", further / w_town);
        println!("all cores:                    {:5.2} of one", all / alone);
        println!("nothing changed:              {:5.1} % of a full build", same / all * 100.0);
        println!("one town changed:             {:5.1} % of a full build", changed / all * 100.0);
    }

    /// The most memory in use, over counties of ever more towns.
    fn memory(&self) {
        println!(
            "\nmost memory in use, MB:        {}",
            EVER_MORE.map(|n| format!("{n:>6}")).concat()
        );
        let counties = EVER_MORE.map(|towns| {
            let folder = self.scratch.join(format!("{towns}镇"));
            towns::county(&folder, ITEMS, towns, 1);
            Self { folder, scratch: self.scratch.clone() }
        });
        for (name, jobs) in [("one thread", &["--jobs", "1"][..]), ("all cores", &[])] {
            let of = |work: &dyn Fn(&Self) -> Option<u64>| {
                let most = counties.each_ref().map(work);
                most.map(|kb| kb.map_or("     -".to_owned(), |kb| format!("{:>6}", kb / 1024)))
                    .concat()
            };
            let check = of(&|county| county.run(&[&["check"], jobs].concat(), NOTHING_KEPT));
            println!("check, {name:<11}            {check}");
            let build = of(&|county| county.build(jobs, NOTHING_KEPT));
            println!("build, {name:<11}            {build}");
        }
    }

    fn build(&self, more: &[&str], kept: &str) -> Option<u64> {
        let out = self.folder.with_extension("out");
        let out = out.to_string_lossy();
        let args = ["build", "--draft", "--formats", "xlsx", "--force", "-o", &out];
        self.run(&[&args[..], more].concat(), kept)
    }

    /// Runs the program; what it says is not looked at. Gives the most memory that it had in use, in KB.
    fn run(&self, args: &[&str], kept: &str) -> Option<u64> {
        let kept = if kept.is_empty() { PathBuf::new() } else { self.scratch.join(kept) };
        let mut child = Command::new(env!("CARGO_BIN_EXE_mulu"))
            .args(args)
            .arg(&self.folder)
            .env("MULU_TODAY", today().to_string())
            .env("MULU_CACHE", kept)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut most = None;
        let status = loop {
            most = most_memory(child.id()).or(most);
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            thread::sleep(LOOK);
        };
        assert!(matches!(status.code(), Some(0 | 1)), "{args:?}: {status}");
        most
    }

    fn built(&self, name: &str) -> Vec<u8> {
        let file = format!("{name}/{name}政务公开事项标准目录.xlsx");
        fs::read(self.folder.with_extension("out").join(file)).unwrap()
    }
}

/// The most memory that a process has had in use so far, in KB; where the system tells it.
fn most_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// Whether anything is kept from run to run, and in which folder.
const NOTHING_KEPT: &str = "";
const KEPT: &str = "kept";

/// What each job takes, in milliseconds: all of them in turn, round after round.
fn medians(jobs: &mut [&mut dyn FnMut()]) -> Vec<f64> {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); jobs.len()];
    for round in 0..=ROUNDS {
        for (times, job) in times.iter_mut().zip(jobs.iter_mut()) {
            let start = Instant::now();
            job();
            // The first round warms caches up.
            if round > 0 {
                times.push(start.elapsed());
            }
        }
    }
    times.into_iter().map(median_ms).collect()
}

/// Times every rule over the compiled body, and over many items.
fn each_rule(folder: &Path) {
    let county = compiled(folder);
    let (rules_alone, whole) = rule_times(&county, &mut || check(folder));
    println!("\nrules over {} items, as shares of the whole check:", county.item_count());
    print_dearest(&rules_alone, whole);

    let large = enlarged(&county);
    let (rules_of_many, _) = rule_times(&large, &mut || ());
    let sum = |times: &[(&str, f64)]| times.iter().map(|(_, ms)| ms).sum::<f64>();
    let (few, many) = (sum(&rules_alone), sum(&rules_of_many));
    println!("\nrules over {} items, as shares of all rules:", large.item_count());
    print_dearest(&rules_of_many, many);
    println!(
        "{:.1} times the time for {:.1} times the items",
        many / few,
        large.item_count() as f64 / county.item_count() as f64
    );
}

/// What the words of all rules and each rule take, and the other job in the same rounds.
fn rule_times(catalogue: &Catalogue, other: &mut dyn FnMut()) -> (Vec<(&'static str, f64)>, f64) {
    let scope = Scope {
        catalogue,
        layer: None,
        registers: built_in(),
        bare: false,
        duties: None,
        today: today().into(),
    };
    let checker = Checker::new(&scope);
    let timed: Vec<&'static Check> = rules::checks().collect();
    let mut words = || drop(Checker::new(&scope));
    let mut alone: Vec<_> = timed.iter().map(|check| || drop(checker.findings(check))).collect();
    let mut jobs: Vec<&mut dyn FnMut()> = vec![other, &mut words];
    jobs.extend(alone.iter_mut().map(|job| job as &mut dyn FnMut()));
    let times = medians(&mut jobs);
    let names =
        std::iter::once("(words of all rules)").chain(timed.iter().map(|check| check.rule.id.0));
    (names.zip(times.iter().skip(1).copied()).collect(), times[0])
}

fn print_dearest(times: &[(&str, f64)], whole: f64) {
    let mut dearest = times.to_vec();
    dearest.sort_by(|a, b| b.1.total_cmp(&a.1));
    for (name, ms) in dearest.iter().take(DEAREST) {
        println!("{name:<24} {ms:8.2} ms {:6.1} %", ms / whole * 100.0);
    }
    let all: f64 = times.iter().map(|(_, ms)| ms).sum();
    println!("{:<24} {all:8.2} ms {:6.1} %", "all of them", all / whole * 100.0);
    let largest = dearest.iter().find(|(name, _)| !name.starts_with('('));
    if let Some((name, ms)) = largest {
        println!("largest share of a rule: {name} {:.1} %", ms / whole * 100.0);
    }
}

fn compiled(folder: &Path) -> Catalogue {
    let mut project = Project::read(folder, mulu::register::Registers::known_domains, &[]).unwrap();
    let base = Base::load(&mut project, &mut Vec::new());
    pipeline::compile(&project, &base, 0, today()).catalogue.unwrap()
}

/// The same rows over and over, each with a code and a name of its own.
fn enlarged(catalogue: &Catalogue) -> Catalogue {
    let mut large = catalogue.clone();
    let copies = MANY_ITEMS / catalogue.item_count();
    for domain in &mut large.domains {
        let rows = domain.items.clone();
        for n in 1..copies {
            domain.items.extend(rows.iter().zip(0..).map(|(row, at)| {
                let mut item = row.clone();
                item.code = Code::parse(&format!("{}.X{n}x{at}", domain.number)).unwrap();
                if let Some(last) = item
                    .fields
                    .names
                    .as_mut()
                    .and_then(|n| Arc::make_mut(&mut n.value).0.last_mut())
                {
                    last.push_str(&format!("第{n}批"));
                }
                item
            }));
        }
    }
    large
}

fn median_ms(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

fn copy(from: &Path, to: &Path, skip: &[&str]) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if skip.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name), skip);
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 21)
}

/// The whole way from the disk to the findings.
fn check(folder: &Path) {
    let mut project = Project::read(folder, mulu::register::Registers::known_domains, &[]).unwrap();
    let base = Base::load(&mut project, &mut Vec::new());
    for body in 0..project.bodies.len() {
        drop(pipeline::compile(&project, &base, body, today()));
    }
}

fn rows_of(bytes: &[u8]) -> Workbook {
    read_tables(bytes, &ReadOptions::default()).unwrap().workbook
}

/// W: the same cells, bordered and wrapped, with the same merges, and nothing else.
fn write_alone(rows: &Workbook) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let format = CellFormat::new().set_border(FormatBorder::Thin).set_text_wrap();
    for sheet in &rows.sheets {
        let out = workbook.add_worksheet();
        out.set_name(&sheet.name).unwrap();
        for range in &sheet.merges {
            let (from, to) = (range.start, range.end);
            out.merge_range(from.row, from.column, to.row, to.column, "", &format).unwrap();
        }
        for (cell, value) in &sheet.cells {
            out.write_string_with_format(cell.row, cell.column, &value.text, &format).unwrap();
        }
        for row in 0..sheet.size().0 {
            out.set_row_height(row, 30).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}
