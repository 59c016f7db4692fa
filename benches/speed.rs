//! How long the main jobs take, as multiples of W: rust_xlsxwriter writing the same rows, with the same
//! merges and heights, from memory and nothing else. All jobs run in turn, round after round, in this one
//! process and on one thread, so that a machine that slows down slows them all; medians are compared.
//!
//! The second part times every rule by itself, as a share of the whole check of the same body, and the
//! rules over a catalogue of fifteen thousand items against those over the county's.
//!
//! `cargo bench --bench speed` prints the figures; nothing here fails on a number.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use mulu::check::{Check, Checker, Scope, rules};
use mulu::export::{self, ChannelStyle, ExportFormat, ExportOptions, PageLayout};
use mulu::input::project::Project;
use mulu::input::tables::{ReadOptions, read_tables};
use mulu::layout::{FontProfile, Paper};
use mulu::model::{Catalogue, Code};
use mulu::pipeline::{self, Base};
use mulu::register::built_in;
use mulu::source::Workbook;
use rust_xlsxwriter::Format as CellFormat;
use rust_xlsxwriter::FormatBorder;

const ROUNDS: usize = 11;
const TOWNS: usize = 50;
/// As many as a province's towns have together.
const MANY_ITEMS: usize = 15_000;
/// How many of the dearest rules are listed.
const DEAREST: usize = 10;

/// A name and what is timed.
type Job = (&'static str, Box<dyn FnMut()>);

fn main() {
    let daying = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/daying");
    let scratch = tempfile::tempdir().unwrap();
    let one = one_body(&daying, &scratch.path().join("one"));
    let many = many_towns(&scratch.path().join("many"));
    let one_folder = one.clone();
    let county_rows = rows_of(&build(&one).remove(0));
    let town_rows = rows_of(build(&many).last().unwrap());

    let mut jobs: Vec<Job> = vec![
        ("W, county", Box::new(move || drop(write_alone(&county_rows)))),
        ("W, town", Box::new(move || drop(write_alone(&town_rows)))),
        (
            "build one",
            Box::new({
                let one = one.clone();
                move || drop(build(&one))
            }),
        ),
        ("check one", Box::new(move || check(&one))),
        ("build 51", Box::new(move || drop(build(&many)))),
    ];
    let mut work: Vec<&mut dyn FnMut()> = jobs.iter_mut().map(|(_, job)| &mut **job as _).collect();
    let median = medians(&mut work);
    for ((name, _), ms) in jobs.iter().zip(&median) {
        println!("{name:<10} {ms:8.1} ms");
    }
    let [w_county, w_town, one, check, many] = median[..] else { return };
    println!("build of one body (xlsx):    {:5.2} W", one / w_county);
    println!("check of one body:           {:5.2} W", check / w_county);
    println!(
        "each further town (xlsx):    {:5.2} W of its own rows",
        (many - one) / TOWNS as f64 / w_town
    );
    each_rule(&one_folder);
}

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
    let scope =
        Scope { catalogue, layer: None, registers: built_in(), bare: false, today: today() };
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

/// The county of an example with its overlays and duty workbooks, without its towns.
fn one_body(from: &Path, to: &Path) -> PathBuf {
    copy(from, to, &["towns", "dist"]);
    to.to_path_buf()
}

/// A county with many towns, each with a small overlay of its own.
fn many_towns(to: &Path) -> PathBuf {
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/daying"), to, &["towns", "dist"]);
    for n in 0..TOWNS {
        let town = to.join(format!("towns/t{n:02}/overlays"));
        fs::create_dir_all(&town).unwrap();
        let profile = format!(
            "名称: 第{n}镇\n层级: 乡级\n责任单位:\n  乡镇人民政府: 第{n}镇人民政府\n  本级人民政府: 第{n}镇人民政府\n  农村集体土地征收实施部门: 第{n}镇人民政府\n"
        );
        fs::write(to.join(format!("towns/t{n:02}/mulu.yaml")), profile).unwrap();
        let overlay =
            "修改:\n  - {编码: \"19.002\", 公开时限: 制定或获取信息之日起7个工作日内, 理由: 试}\n";
        fs::write(town.join("a.yaml"), overlay).unwrap();
    }
    to.to_path_buf()
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

/// The whole way from the disk to the bytes of every body's workbook.
fn build(folder: &Path) -> Vec<Vec<u8>> {
    let mut project = Project::read(folder, mulu::register::Registers::known_domains, &[]).unwrap();
    let base = Base::load(&mut project, &mut Vec::new());
    let layout =
        PageLayout { paper: Paper::A3, channels: ChannelStyle::All, fonts: FontProfile::Plain };
    let options = ExportOptions { layout, ..ExportOptions::default() };
    (0..project.bodies.len())
        .map(|body| {
            let compiled = pipeline::compile(&project, &base, body, today());
            let catalogue = compiled.catalogue.unwrap();
            export::export(
                &catalogue,
                &project.map,
                &[ExportFormat::Xlsx],
                options,
                built_in().channels(),
            )
            .unwrap()
            .remove(0)
            .bytes
        })
        .collect()
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
