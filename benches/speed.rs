//! How long the main jobs take, as multiples of W: rust_xlsxwriter writing the same rows, with the same
//! merges and heights, from memory and nothing else. All jobs run in turn, round after round, in this one
//! process and on one thread, so that a machine that slows down slows them all; medians are compared.
//!
//! `cargo bench --bench speed` prints the figures; nothing here fails on a number.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mulu::export::{self, ChannelStyle, FontProfile, Format, Options, PageLayout, Paper};
use mulu::input::project::Project;
use mulu::input::tables::{ReadOptions, read_tables};
use mulu::pipeline::{self, Base};
use mulu::source::Workbook;
use rust_xlsxwriter::Format as CellFormat;
use rust_xlsxwriter::FormatBorder;

const ROUNDS: usize = 11;
const TOWNS: usize = 50;

/// A name and what is timed.
type Job = (&'static str, Box<dyn FnMut()>);

fn main() {
    let daying = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/daying");
    let scratch = tempfile::tempdir().unwrap();
    let one = one_body(&daying, &scratch.path().join("one"));
    let many = many_towns(&scratch.path().join("many"));
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
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); jobs.len()];
    for round in 0..=ROUNDS {
        for (times, (_, job)) in times.iter_mut().zip(&mut jobs) {
            let start = Instant::now();
            job();
            // The first round warms caches up.
            if round > 0 {
                times.push(start.elapsed());
            }
        }
    }
    let median: Vec<f64> = times.into_iter().map(median_ms).collect();
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
    let mut project = Project::read(folder).unwrap();
    let base = Base::load(&mut project, &mut Vec::new());
    let layout =
        PageLayout { paper: Paper::A3, channels: ChannelStyle::All, fonts: FontProfile::Plain };
    let options = Options { draft: false, layout };
    (0..project.bodies.len())
        .map(|body| {
            let compiled = pipeline::compile(&project, &base, body, today());
            let catalogue = compiled.catalogue.unwrap();
            export::export(&catalogue, &project.map, &[Format::Xlsx], options)
                .unwrap()
                .remove(0)
                .bytes
        })
        .collect()
}

/// The whole way from the disk to the findings.
fn check(folder: &Path) {
    let mut project = Project::read(folder).unwrap();
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
