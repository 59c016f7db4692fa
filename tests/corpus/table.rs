//! One table of the corpus: its file, built anew, and what a careful reader understands in it.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Workbook};
use serde::Deserialize;

use mulu::source::{CellRange, CellRef};

/// `table.yaml`: the grid as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    /// The name under which the user has it.
    #[serde(rename = "文件")]
    pub file: String,
    #[serde(rename = "表")]
    pub sheet: String,
    #[serde(rename = "格式")]
    pub format: FileFormat,
    #[serde(rename = "行")]
    pub rows: Vec<Vec<String>>,
    #[serde(rename = "合并", default)]
    pub merges: Vec<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum FileFormat {
    Xlsx,
    Csv,
    #[serde(rename = "csv-gb18030")]
    CsvGb18030,
    Html,
}

/// `answers.yaml`: where the table is from, and how it reads.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    #[serde(rename = "出处")]
    pub source: String,
    #[serde(rename = "地方")]
    pub place: String,
    #[serde(rename = "发布", default)]
    pub _published: Option<String>,
    #[serde(rename = "收集")]
    pub collected: String,
    #[serde(rename = "种类")]
    pub kind: Kind,
    #[serde(rename = "损伤")]
    pub damage: Damage,
    #[serde(rename = "组")]
    pub set: Set,
    #[serde(rename = "形状")]
    pub shapes: Vec<String>,
    #[serde(rename = "说明", default)]
    pub _note: Option<String>,
    /// Set where a name of the path is the domain's own: a reader may leave it out of the path.
    #[serde(rename = "领域所在", default)]
    pub domain_in: Option<DomainIn>,
    #[serde(rename = "领域")]
    pub domains: Vec<String>,
    #[serde(rename = "事项")]
    pub items: Vec<Item>,
    #[serde(rename = "其他行", default)]
    pub other_rows: Vec<OtherRow>,
    #[serde(rename = "毛病", default)]
    pub defects: Vec<Defect>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Catalogue,
    Duties,
    /// Neither: nothing of it may become an item.
    None,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Damage {
    Orderly,
    Messy,
    Damaged,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Set {
    /// May be looked at while the reader is worked on.
    Tune,
    /// Only counted.
    Held,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Debug)]
pub enum DomainIn {
    #[serde(rename = "一级事项")]
    FirstName,
}

/// One item, or one duty. A field that the table does not give is left out.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Item {
    #[serde(rename = "行")]
    pub rows: Vec<u32>,
    #[serde(rename = "领域")]
    pub domain: String,
    #[serde(rename = "事项")]
    pub path: Vec<String>,
    #[serde(rename = "公开内容")]
    pub elements: Vec<String>,
    #[serde(rename = "公开依据")]
    pub basis: Vec<String>,
    #[serde(rename = "公开时限")]
    pub limit: String,
    #[serde(rename = "公开主体")]
    pub bodies: Vec<String>,
    #[serde(rename = "公开渠道")]
    pub channels: Vec<String>,
    #[serde(rename = "公开对象")]
    pub audience: Vec<String>,
    #[serde(rename = "公开方式")]
    pub mode: Vec<String>,
    #[serde(rename = "公开层级")]
    pub levels: Vec<String>,
    #[serde(rename = "名称")]
    pub name: String,
    #[serde(rename = "子项")]
    pub part: String,
    #[serde(rename = "权力类型")]
    pub power: String,
    #[serde(rename = "实施依据")]
    pub duty_basis: String,
    #[serde(rename = "实施主体")]
    pub duty_body: String,
    /// The fields that no careful reader can tell.
    #[serde(rename = "看不清")]
    pub unclear: Vec<String>,
}

impl Item {
    /// The texts of a field by its heading.
    pub fn field(&self, heading: &str) -> Vec<String> {
        let one = |text: &String| [text.clone()].into_iter().filter(|t| !t.is_empty()).collect();
        match heading {
            "事项" => self.path.clone(),
            "公开内容" => self.elements.clone(),
            "公开依据" => self.basis.clone(),
            "公开时限" => one(&self.limit),
            "公开主体" => self.bodies.clone(),
            "公开渠道" => self.channels.clone(),
            "公开对象" => self.audience.clone(),
            "公开方式" => self.mode.clone(),
            "公开层级" => self.levels.clone(),
            "名称" => one(&self.name),
            "子项" => one(&self.part),
            "权力类型" => one(&self.power),
            "实施依据" => one(&self.duty_basis),
            "实施主体" => one(&self.duty_body),
            other => panic!("no field {other}"),
        }
    }
}

/// The fields that are compared.
pub fn headings(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Catalogue => &[
            "事项",
            "公开内容",
            "公开依据",
            "公开时限",
            "公开主体",
            "公开渠道",
            "公开对象",
            "公开方式",
            "公开层级",
        ],
        Kind::Duties => &["名称", "子项", "权力类型", "实施依据", "实施主体"],
        Kind::None => &[],
    }
}

/// A row that is no item, and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherRow {
    #[serde(rename = "行")]
    pub row: u32,
    #[serde(rename = "原因")]
    pub why: String,
}

/// What a careful reviewer would write down about a row.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defect {
    #[serde(rename = "行")]
    pub row: u32,
    #[serde(rename = "栏")]
    pub field: String,
    #[serde(rename = "何处")]
    pub what: String,
    #[serde(rename = "规则", default)]
    pub rule: Option<String>,
}

/// One folder of the corpus.
pub struct Table {
    pub name: String,
    pub grid: Grid,
    pub answers: Answers,
}

/// All tables, by name.
pub fn load(root: &Path) -> Vec<Table> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).collect();
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    let read =
        |path: PathBuf| fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path:?}: {e}"));
    let table = |folder: PathBuf| {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let grid = serde_saphyr::from_str(&read(folder.join("table.yaml")));
        let answers = serde_saphyr::from_str(&read(folder.join("answers.yaml")));
        Table {
            grid: grid.unwrap_or_else(|e| panic!("{name}/table.yaml: {e}")),
            answers: answers.unwrap_or_else(|e| panic!("{name}/answers.yaml: {e}")),
            name,
        }
    };
    folders.into_iter().map(table).collect()
}

impl Grid {
    /// The rows of this number (counted from 1) with something in them.
    pub fn row(&self, row: u32) -> &[String] {
        self.rows.get(row as usize - 1).map_or(&[], Vec::as_slice)
    }

    pub fn width(&self) -> usize {
        let spans = self.merge_ranges().into_iter().map(|m| usize::from(m.end.column) + 1);
        self.rows.iter().map(Vec::len).chain(spans).max().unwrap_or(0)
    }

    pub fn merge_ranges(&self) -> Vec<CellRange> {
        let parse = |text: &String| {
            let (start, end) = text.split_once(':').unwrap_or_else(|| panic!("merge {text}"));
            let cell = |t: &str| CellRef::parse(t).unwrap_or_else(|| panic!("merge {text}"));
            CellRange { start: cell(start), end: cell(end) }
        };
        self.merges.iter().map(parse).collect()
    }

    /// Builds the file in a folder.
    pub fn build(&self, folder: &Path) {
        let path = folder.join(&self.file);
        match self.format {
            FileFormat::Xlsx => self.workbook().save(path).unwrap(),
            FileFormat::Csv => fs::write(path, self.csv()).unwrap(),
            FileFormat::CsvGb18030 => {
                let text = self.csv();
                let (bytes, _, lossy) = encoding_rs::GB18030.encode(&text);
                assert!(!lossy, "{}: not in GB18030", self.file);
                fs::write(path, bytes).unwrap();
            }
            FileFormat::Html => fs::write(path, self.html()).unwrap(),
        }
    }

    /// A serial stands as a number, as Excel stores what was typed; 0101 stays text.
    fn workbook(&self) -> Workbook {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(&self.sheet).unwrap();
        let plain = Format::new();
        for merge in self.merge_ranges() {
            let CellRange { start, end } = merge;
            sheet.merge_range(start.row, start.column, end.row, end.column, "", &plain).unwrap();
        }
        for (row, cells) in (0..).zip(&self.rows) {
            for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
                match text.parse::<u32>() {
                    Ok(number) if number.to_string() == *text => sheet.write(row, column, number),
                    _ => sheet.write(row, column, text),
                }
                .unwrap();
            }
        }
        workbook
    }

    fn csv(&self) -> String {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let width = self.width();
        for row in &self.rows {
            let cell = |i: usize| row.get(i).map_or("", String::as_str);
            writer.write_record((0..width).map(cell)).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    }

    fn html(&self) -> String {
        let merges = self.merge_ranges();
        let mut page = String::from("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<table>\n");
        for (row, cells) in (0..).zip(&self.rows) {
            page.push_str("<tr>");
            for column in 0..self.width() {
                let at = CellRef { row, column: u16::try_from(column).unwrap() };
                let text = cells.get(column).map_or("", String::as_str);
                match merges.iter().find(|m| holds(m, at)) {
                    Some(merge) if merge.start != at => {}
                    merge => page.push_str(&html_cell(text, merge)),
                }
            }
            page.push_str("</tr>\n");
        }
        page + "</table>\n"
    }
}

fn holds(merge: &CellRange, at: CellRef) -> bool {
    (merge.start.row..=merge.end.row).contains(&at.row)
        && (merge.start.column..=merge.end.column).contains(&at.column)
}

fn html_cell(text: &str, merge: Option<&CellRange>) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let text = text.replace('\n', "<br>");
    let span = merge.map_or(String::new(), |m| {
        let (rows, columns) = (m.end.row - m.start.row + 1, m.end.column - m.start.column + 1);
        format!(" rowspan=\"{rows}\" colspan=\"{columns}\"")
    });
    format!("<td{span}>{text}</td>")
}
