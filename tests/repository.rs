//! Small repositories, written to a temporary folder and compiled.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;

use mulu::check::{self, Policy, Scope};
use mulu::finding::Finding;
use mulu::input::project::{KnownDomains, Project};
use mulu::pipeline::{self, Base, Compiled, NoMemory, OpenBody};
use mulu::register::{Registers, built_in};
use mulu::source::SourceMap;
use rust_xlsxwriter::Workbook;

/// What a repository without a `mulu.yaml` of its own is given.
const PROFILE: &str = "\
名称: 示例县
层级: 县级
继承: 无
版本: 2026-1
日期: 2026-03-01
编制单位: 示例县人民政府办公室
牵头单位: {示例: 示例县民政局}
";

/// Files by their names.
pub struct Repository {
    pub files: Vec<(String, Vec<u8>)>,
}

/// A line that starts a sheet in the text form of a workbook, and one that starts a hidden one.
const SHEET: &str = "# 工作表：";
const HIDDEN_SHEET: &str = "# 隐藏的工作表：";

/// A line break inside a cell.
const LINE_BREAK: char = '⏎';

/// The bytes of a file that is given as text. The text of a workbook is CSV, each sheet below a line
/// with its name; `gbk` is text in the encoding of old programs.
pub fn content(name: &str, language: &str, text: &str) -> Vec<u8> {
    match (language, name.ends_with(".xlsx")) {
        ("csv", true) => workbook(text),
        ("gbk", _) => encoding_rs::GBK.encode(text).0.into_owned(),
        _ => text.as_bytes().to_vec(),
    }
}

fn workbook(text: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let mut row = 0;
    for line in text.lines() {
        let hidden = line.strip_prefix(HIDDEN_SHEET);
        if let Some(name) = hidden.or_else(|| line.strip_prefix(SHEET)) {
            workbook.add_worksheet().set_name(name).unwrap().set_hidden(hidden.is_some());
            row = 0;
            continue;
        }
        let sheet = workbook.worksheets_mut().last_mut().expect("a sheet comes first");
        for (column, cell) in line.split(',').enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let cell = cell.replace(LINE_BREAK, "\n");
            sheet.write_string(row, u16::try_from(column).unwrap(), cell).unwrap();
        }
        row += 1;
    }
    workbook.save_to_buffer().unwrap()
}

/// A finding, and its place in words.
pub type Placed = (Finding, String);

impl Repository {
    pub fn of(files: &[(&str, &str)]) -> Self {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
        Self { files: files.iter().map(owned).collect() }
    }

    fn read(&self) -> Project {
        let folder = tempfile::tempdir().unwrap();
        self.write(folder.path());
        Project::read(folder.path(), mulu::register::Registers::known_domains, &[]).unwrap()
    }

    /// Writes the files into a folder.
    pub fn write(&self, folder: &Path) {
        if !self.files.iter().any(|(name, _)| name == "mulu.yaml") {
            fs::write(folder.join("mulu.yaml"), PROFILE).unwrap();
        }
        for (name, text) in &self.files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    /// What is found in all bodies.
    pub fn findings(&self) -> Vec<Placed> {
        let folder = tempfile::tempdir().unwrap();
        self.write(folder.path());
        let (mut map, mut found) = (SourceMap::new(), BTreeMap::new());
        let (none, mut findings) = (&[][..], Vec::new());
        let with = (Registers::known_domains as KnownDomains, none);
        let opened =
            pipeline::Repository::open(&mut map, None, folder.path(), with, &mut findings).unwrap();
        let bodies: Vec<usize> = (0..opened.survey().bodies.len()).collect();
        let work = |open: &OpenBody<'_>, compiled: Compiled, unused: Vec<Finding>| {
            (open.shown(compiled.shown().chain(&unused)), compiled.findings, unused)
        };
        opened
            .compile_each(
                &bodies,
                (NonZeroUsize::MIN, TODAY),
                &NoMemory,
                work,
                |at, (files, own, unused)| {
                    map.absorb(files);
                    found.insert(at, (own, unused));
                },
            )
            .unwrap();
        map.absorb(opened.into_map());
        let (own, unused): (Vec<_>, Vec<_>) = found.into_values().unzip();
        findings.extend(own.into_iter().chain(unused).flatten());
        placed(&map, findings)
    }

    /// What the rules find in the topmost body when it is taken for a file by itself.
    pub fn bare_findings(&self) -> Vec<Placed> {
        let mut project = self.read();
        let base = Base::load(&mut project, &mut Vec::new());
        let catalogue = pipeline::merge(&project, &base, 0).unwrap();
        let (catalogue, registers) = (&catalogue, built_in());
        let scope = Scope {
            catalogue,
            layer: None,
            registers,
            bare: true,
            duties: None,
            today: TODAY.into(),
        };
        let policy = Policy::new([], TODAY);
        placed(&project.map, check::run(&scope, Vec::new(), &policy).findings)
    }
}

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 3, 1);

fn placed(map: &SourceMap, findings: Vec<Finding>) -> Vec<Placed> {
    let place = |finding: Finding| {
        let place = map.describe(finding.location);
        (finding, place)
    };
    findings.into_iter().map(place).collect()
}
