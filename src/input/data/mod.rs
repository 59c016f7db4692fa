//! 登记 and 指引 of one's own: files that complete, replace and keep current what is built in.
//!
//! Every entry keeps whose it is and where it stands, whatever file it came from. An entry that does not
//! hold by itself (a calendar year with only 元旦) is a finding and is not handed on. What entries mean
//! together with those of other layers is the business of `register`.

mod audit;
mod tables;

use std::path::{Path, PathBuf};

use super::decode::{self, shape_of};
use super::disk::{self, ReadFailure, is_yaml, list};
use super::yaml::{Kind, Node, Shape};
use super::{doubt, tables as raw_tables};
use crate::finding::Finding;
use crate::rules::files::{faulty_data, unreadable_file};
use crate::source::{FileId, Location, SourceMap};

/// The folder of registers.
pub const REGISTER_FOLDER: &str = "登记";
/// The folder of guidelines.
pub const GUIDELINE_FOLDER: &str = "指引";
/// What the folder of data is called as a layer.
pub const DATA_LAYER: &str = "数据文件夹";
/// The folder of data beside the program.
pub const DATA_FOLDER: &str = "数据";

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataKind {
    /// 法规.
    Instrument,
    /// 部门.
    BodyKind,
    /// 角色.
    Role,
    /// 更名: a body of one's own under a new name.
    Renaming,
    /// 渠道.
    Channel,
    /// 用语.
    Term,
    /// 易错.
    Slip,
    /// 地名.
    Place,
    /// 年历.
    Year,
}

impl DataKind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Instrument,
        Self::BodyKind,
        Self::Role,
        Self::Renaming,
        Self::Channel,
        Self::Term,
        Self::Slip,
        Self::Place,
        Self::Year,
    ];

    /// The key of the list that holds such entries.
    pub fn list(self) -> &'static str {
        match self {
            Self::Instrument => "法规",
            Self::BodyKind => "部门",
            Self::Role => "角色",
            Self::Renaming => "更名",
            Self::Channel => "渠道",
            Self::Term => "用语",
            Self::Slip => "易错",
            Self::Place => "地名",
            Self::Year => "年历",
        }
    }

    /// The key by which entries are told apart.
    pub fn key(self) -> &'static str {
        match self {
            Self::Instrument | Self::BodyKind | Self::Role | Self::Channel | Self::Place => "名称",
            Self::Renaming | Self::Term => "旧",
            Self::Slip => "误",
            Self::Year => "年",
        }
    }
}

/// One entry.
#[derive(Debug, Clone)]
pub struct DataEntry {
    /// What it is.
    pub kind: DataKind,
    /// Its content.
    pub node: Node,
    /// Whose it is and where it stands.
    pub source: DataSource,
}

impl DataEntry {
    /// What it is about.
    pub fn name(&self) -> &str {
        self.node.text(self.kind.key()).unwrap_or_default()
    }
}

/// Whose data are, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataSource {
    /// The layer: 数据文件夹, or the name of a body of government.
    pub layer: String,
    /// The file, as people see it.
    pub file: String,
    /// The place.
    pub location: Location,
}

/// A guideline of one's own.
#[derive(Debug, Clone)]
pub struct DataDomain {
    /// Its content.
    pub node: Node,
    /// Its text, for messages that show lines.
    pub text: String,
    /// Whose it is and where it stands.
    pub source: DataSource,
}

/// The data of one layer.
#[derive(Debug, Clone, Default)]
pub struct LayerData {
    /// Whose they are: 数据文件夹, or the name of a body of government.
    pub whose: String,
    /// 日期 of the data, where a file says it: the latest.
    pub date: Option<jiff::civil::Date>,
    /// Entries of registers, in the order of the files.
    pub entries: Vec<DataEntry>,
    /// Guidelines.
    pub domains: Vec<DataDomain>,
}

impl LayerData {
    /// Whether the layer has no data at all.
    pub fn is_empty(&self) -> bool {
        self.date.is_none() && self.entries.is_empty() && self.domains.is_empty()
    }
}

/// A file of data that was not looked into yet.
#[derive(Debug, Clone)]
pub struct RawData {
    /// The file, as people see it.
    pub name: String,
    /// Where it lies on the disk; `None` for a part of a pack.
    pub path: Option<PathBuf>,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The files in these folders, in the order of their names; `name` is how a file is shown to people.
///
/// # Errors
/// When the disk refuses.
pub fn files_in(
    folders: &[&Path],
    name: impl Fn(&Path) -> String,
) -> Result<Vec<RawData>, ReadFailure> {
    let mut files = Vec::new();
    for folder in folders {
        for path in list(folder)?.into_iter().filter(|path| disk::is_file(path)) {
            let bytes = disk::read(&path)?;
            files.push(RawData { name: name(&path), path: Some(path), bytes });
        }
    }
    Ok(files)
}

/// The files of a folder of data: its own, and those of `登记` and `指引` in it. Their names are relative
/// to the folder.
///
/// # Errors
/// When the disk refuses.
pub fn files_of(folder: &Path) -> Result<Vec<RawData>, ReadFailure> {
    let (registers, guidelines) = (folder.join(REGISTER_FOLDER), folder.join(GUIDELINE_FOLDER));
    let name = |path: &Path| {
        let below = path.strip_prefix(folder).unwrap_or(path);
        below.to_string_lossy().replace('\\', "/")
    };
    files_in(&[folder, &registers, &guidelines], name)
}

/// What tells files of data from others: their names and what they hold.
pub fn digest(files: &[RawData]) -> String {
    let told = files.iter().map(|RawData { name, path, bytes }| {
        format!("{name:?} {path:?} {}\n", disk::digest(bytes))
    });
    disk::digest(told.collect::<String>().as_bytes())
}

/// Reads files of data; `layer` is whose they are.
pub fn read_files(
    map: &mut SourceMap,
    files: &[RawData],
    layer: &str,
    findings: &mut Vec<Finding>,
) -> LayerData {
    let data = LayerData { whose: layer.to_owned(), ..LayerData::default() };
    let mut reader = DataReader { map, layer, findings, data };
    files.iter().for_each(|file| reader.file(file));
    reader.data
}

struct DataReader<'a> {
    map: &'a mut SourceMap,
    layer: &'a str,
    findings: &'a mut Vec<Finding>,
    data: LayerData,
}

impl DataReader<'_> {
    fn file(&mut self, file: &RawData) {
        if is_yaml(Path::new(&file.name)) { self.yaml(file) } else { self.workbook(file) }
    }

    fn yaml(&mut self, raw: &RawData) {
        let (name, path) = (&raw.name, raw.path.as_deref());
        let Ok(text) = String::from_utf8(raw.bytes.clone()) else {
            let file = self.map.add_opaque(name, path);
            self.findings.push(unreadable_file::not_utf8().at(Location::whole(file)));
            return;
        };
        let file = self.map.add_text(name, path, text.clone());
        let shape = |node: &Node| shape_of(node).unwrap_or(&decode::DOMAIN);
        let Some(node) = decode::read(self.map, file, shape, self.findings) else { return };
        let whole = Location::whole(file);
        if std::ptr::eq(shape(&node), &decode::DOMAIN) {
            if node.get("编号").is_none() {
                let wrong = ["没有“编号”，不知道是哪个领域的指引".to_owned()];
                self.findings.push(faulty_data::does_not_hold("目录", &wrong).at(whole));
                return;
            }
            let wrong = audit::domain(&node);
            if !wrong.is_empty() {
                self.findings.push(faulty_data::does_not_hold("目录", &wrong).at(whole));
                return;
            }
            let source = self.source(name, whole);
            self.data.domains.push(DataDomain { node, text, source });
            return;
        }
        let kinds = || DataKind::ALL.into_iter().filter(|kind| node.get(kind.list()).is_some());
        if kinds().next().is_none() {
            self.findings.push(faulty_data::no_data().at(whole));
        }
        let dated = node.text("数据日期").and_then(|day| day.parse().ok());
        self.data.date = self.data.date.max(dated);
        for kind in kinds() {
            for entry in node.get(kind.list()).map_or(&[][..], Node::elements) {
                let place = Location::span(file, entry.span);
                self.entry(kind, entry.clone(), name, place);
            }
        }
    }

    fn workbook(&mut self, raw: &RawData) {
        let (name, path) = (&raw.name, raw.path.as_deref());
        let read = match raw_tables::read_tables(&raw.bytes, &raw_tables::ReadOptions::default()) {
            Ok(read) => read,
            Err(error) => {
                let file = self.map.add_opaque(name, path);
                let fault = unreadable_file::no_workbook(&error.to_string());
                self.findings.push(fault.at(Location::whole(file)));
                return;
            }
        };
        let file = self.map.add_sheets(name, path, read.workbook.clone());
        self.findings.extend(doubt::findings(self.map, file, &read.notes));
        let rows = tables::entries(&read.workbook, file);
        if rows.is_empty() {
            self.findings.push(faulty_data::no_sheet().at(Location::whole(file)));
        }
        for (kind, node, place) in rows {
            if self.fits(file, kind, &node, place) {
                self.entry(kind, node, name, place);
            }
        }
    }

    /// Checks a row as an entry of a YAML file is checked; what is wrong stands at the row.
    fn fits(&mut self, file: FileId, kind: DataKind, node: &Node, place: Location) -> bool {
        let Some(Kind::List(element)) = shape_of_kind(kind)
            .and_then(|shape| shape.fields.iter().find(|field| field.key == kind.list()))
            .map(|field| &field.kind)
        else {
            return false;
        };
        let mut faults = Vec::new();
        super::yaml::validate(file, node, element, &mut faults);
        for fault in &mut faults {
            fault.location = place;
        }
        let fits = faults.is_empty();
        self.findings.extend(faults);
        fits
    }

    /// Takes an entry that holds; says of any other what is wrong with it.
    fn entry(&mut self, kind: DataKind, node: Node, file: &str, place: Location) {
        let faults = audit::faults(kind, &node);
        if !faults.is_empty() {
            let fault = faulty_data::does_not_hold(kind.list(), &faults);
            self.findings.push(fault.at(place));
            return;
        }
        let source = self.source(file, place);
        self.data.entries.push(DataEntry { kind, node, source });
    }

    fn source(&self, file: &str, location: Location) -> DataSource {
        DataSource { layer: self.layer.to_owned(), file: file.to_owned(), location }
    }
}

/// The shape of the file that holds entries of a kind.
fn shape_of_kind(kind: DataKind) -> Option<&'static Shape> {
    decode::REGISTERS.iter().copied().find(|shape| {
        let mut fields = shape.fields.iter();
        fields.any(|field| field.key == kind.list())
    })
}
