//! The workbook as it is printed: LibreOffice makes a PDF of it, and the places of its words show that
//! every page has its paper, its head and all of its text.
//!
//! Needs LibreOffice Calc, poppler-utils and a Chinese font.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use mulu::export::{ExportFormat, ExportOptions, PageLayout};
use mulu::layout::Paper;

use crate::common::office::{OFFICE, convert, have, run};
use crate::export::golden::{parts, shared_strings};
use crate::export::{compile, write};

/// What makes a page of a workbook and tells where its words stand.
const TOOLS: [&str; 2] = [OFFICE, "pdftotext"];
/// How far a word's box may stand over its cell, in points: the box has room that no stroke fills.
const SLACK: f64 = 2.0;
/// A heading in the middle of the table.
const CHANNELS: &str = "公开渠道和载体";
/// The margin at the bottom of the page in points.
const BOTTOM: f64 = 0.65 * 72.0;

/// A repository with several domains, and items whose cells are far too long.
fn repository(folder: &Path, longest: usize) {
    let profile = "名称: 示例县\n层级: 县级\n继承: 国家@2022\n编制单位: 示例县人民政府办公室\n版本: \"1\"\n领域: [公共资源交易, 国有土地上房屋征收与补偿, 社会救助, 养老服务]\n";
    fs::write(folder.join("mulu.yaml"), profile).unwrap();
    fs::create_dir(folder.join("overlays")).unwrap();
    let basis: String = (1..=20)
        .map(|n| format!("《关于第{n}项工作的实施意见和配套办法》（示发〔2020〕{n}号）、"))
        .collect();
    let elements: String = (1..=40).map(|n| format!("要素第{n}项的名称、")).collect();
    let long = "长".repeat(longest);
    let change = format!(
        "领域: 社会救助\n修改:\n  - {{编码: \"19.001\", 公开依据: [{}]}}\n  - {{编码: \"19.003\", 公开内容: [{}]}}\n  - {{编码: \"19.004\", 公开依据: [{long}]}}\n",
        basis.trim_end_matches('、').replace('、', ", "),
        elements.trim_end_matches('、').replace('、', ", "),
    );
    fs::write(folder.join("overlays/long.yaml"), change).unwrap();
}

/// Prints a workbook into a PDF beside it.
fn print(folder: &Path, workbook: &[u8]) -> PathBuf {
    let source = folder.join("workbook.xlsx");
    fs::write(&source, workbook).unwrap();
    convert(&[&source], "pdf", folder);
    folder.join("workbook.pdf")
}

/// A word on a page, in points from the upper left.
#[derive(Debug, Clone)]
struct Word {
    x: (f64, f64),
    y: (f64, f64),
    text: String,
}

impl Word {
    fn middle(&self) -> (f64, f64) {
        ((self.x.0 + self.x.1) / 2.0, (self.y.0 + self.y.1) / 2.0)
    }
}

#[derive(Debug)]
struct PrintedPage {
    size: (f64, f64),
    words: Vec<Word>,
}

impl PrintedPage {
    fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect()
    }
}

/// The value of an attribute of an element.
fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let start = element.find(&format!(" {name}=\""))? + name.len() + 3;
    element[start..].split('"').next()
}

fn number(element: &str, name: &str) -> f64 {
    attribute(element, name).unwrap_or_else(|| panic!("{name} in {element}")).parse().unwrap()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn printed_pages(pdf: &Path) -> Vec<PrintedPage> {
    let text = run("pdftotext", &["-bbox", pdf.to_str().unwrap(), "-"]);
    let mut pages: Vec<PrintedPage> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("<page ") {
            let size = (number(line, "width"), number(line, "height"));
            pages.push(PrintedPage { size, words: Vec::new() });
        } else if line.starts_with("<word ") {
            let inner = line.split_once('>').unwrap().1.trim_end_matches("</word>");
            pages.last_mut().unwrap().words.push(Word {
                x: (number(line, "xMin"), number(line, "xMax")),
                y: (number(line, "yMin"), number(line, "yMax")),
                text: unescaped(inner),
            });
        }
    }
    pages
}

/// A sheet as written: where its columns end, as shares of the width, and its items.
struct Sheet {
    title: String,
    edges: Vec<f64>,
    /// The column of 公开渠道和载体.
    channels: usize,
    items: Vec<Item>,
    /// Columns whose cells may reach over several items.
    shared: Vec<usize>,
}

/// An item: its height in points and the text of each visible column.
struct Item {
    height: f64,
    cells: Vec<String>,
}

fn column_of(reference: &str) -> usize {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    letters.fold(0, |sum, b| sum * 26 + usize::from(b - b'A') + 1) - 1
}

fn row_of(reference: &str) -> usize {
    reference.trim_start_matches(|c: char| c.is_ascii_uppercase()).parse().unwrap()
}

fn sheet(xml: &str, strings: &[String]) -> Sheet {
    let (mut widths, mut heights, mut cells) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    let mut current = (0, 0);
    for line in xml.lines() {
        if line.starts_with("<col ") && attribute(line, "hidden").is_none() {
            let columns = number(line, "max") - number(line, "min") + 1.0;
            for _ in 0..columns as usize {
                widths.push(number(line, "width"));
            }
        } else if line.starts_with("<row ") {
            heights.insert(number(line, "r") as usize, number(line, "ht"));
        } else if line.starts_with("<c ") {
            let reference = attribute(line, "r").unwrap();
            current = (row_of(reference), column_of(reference));
        } else if let Some(index) = line.strip_prefix("<v>") {
            let index: usize = index.trim_end_matches("</v>").parse().unwrap();
            cells.insert(current, unescaped(&strings[index]));
        }
    }
    let total: f64 = widths.iter().sum();
    let mut edge = 0.0;
    let edges = widths.iter().map(|width| {
        edge += width / total;
        edge
    });
    let edges = edges.collect::<Vec<f64>>();
    let names = cells.range((4, 0)..(5, 0)).filter(|(_, text)| text.ends_with("级事项")).count();
    let title = cells.iter().find(|((row, _), text)| *row == 1 && *text != "草稿").unwrap().1;
    let title = title.clone();
    let channels = cells.iter().find(|(_, text)| *text == CHANNELS).unwrap().0.1;
    let items = items(&heights, &cells, widths.len());
    Sheet { title, items, edges, channels, shared: (1..names).collect() }
}

/// The items: each begins at a row with a 序号 and takes in the rows below that have none.
fn items(
    heights: &BTreeMap<usize, f64>,
    cells: &BTreeMap<(usize, usize), String>,
    columns: usize,
) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (row, height) in heights.range(5..) {
        let text = |column| cells.get(&(*row, column)).cloned().unwrap_or_default();
        let serial = text(0);
        if serial.contains("说明") {
            break;
        } else if serial.is_empty() {
            items.last_mut().unwrap().height += height;
        } else {
            items.push(Item { height: *height, cells: (0..columns).map(text).collect() });
        }
    }
    items
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// An item on a page: which, and between which heights.
struct Band {
    item: usize,
    top: f64,
    bottom: f64,
}

impl Sheet {
    /// The column at this place. Two headings, each in the middle of its column, show where the table
    /// stands.
    fn column(&self, page: &PrintedPage, x: f64) -> usize {
        let heading = |text: &str| {
            let word = page.words.iter().find(|word| word.text == text);
            word.unwrap_or_else(|| panic!("{}: no heading {text}", self.title)).middle().0
        };
        let (first, later) = (heading("序号"), heading(CHANNELS));
        let (a, b) = (
            self.edges[0] / 2.0,
            self.edges[self.channels - 1] / 2.0 + self.edges[self.channels] / 2.0,
        );
        let share = a + (x - first) / (later - first) * (b - a);
        self.edges.iter().position(|edge| share < *edge).unwrap_or(self.edges.len())
    }

    /// Item and middle of each 序号 on a page.
    fn serials(&self, page: &PrintedPage) -> Vec<(usize, f64)> {
        let in_first = page.words.iter().filter(|word| self.column(page, word.middle().0) == 0);
        let serial = in_first.filter_map(|word| {
            let at = self.items.iter().position(|item| item.cells[0] == word.text)?;
            Some((at, word.middle().1))
        });
        let mut serials: Vec<(usize, f64)> =
            serial.filter(|(_, y)| *y < page.size.1 - BOTTOM).collect();
        serials.sort_by(|a, b| a.1.total_cmp(&b.1));
        serials
    }

    /// By how much the sheet was made smaller to fit the page.
    fn scale(&self, pages: &[&PrintedPage]) -> f64 {
        let neighbours = pages.iter().find_map(|page| {
            let serials = self.serials(page);
            let pair = serials.get(..2)?;
            let apart = (self.items[pair[0].0].height + self.items[pair[1].0].height) / 2.0;
            Some((pair[1].1 - pair[0].1) / apart)
        });
        neighbours.unwrap_or_else(|| panic!("{}: no page with two items", self.title))
    }

    fn bands(&self, page: &PrintedPage, scale: f64) -> Vec<Band> {
        let band = |(item, middle): (usize, f64)| {
            let half = self.items[item].height * scale / 2.0;
            Band { item, top: middle - half, bottom: middle + half }
        };
        self.serials(page).into_iter().map(band).collect()
    }

    /// Checks every cell of a page. Gives the items that it holds.
    fn check(&self, page: &PrintedPage, scale: f64) -> Vec<usize> {
        let bands = self.bands(page, scale);
        for band in &bands {
            let room = page.size.1 - BOTTOM + SLACK;
            assert!(
                band.bottom < room,
                "{}, item {}: {} leaves the page",
                self.title,
                band.item,
                band.bottom
            );
            for column in (0..self.edges.len()).filter(|column| !self.shared.contains(column)) {
                self.check_cell(page, band, column);
            }
        }
        bands.iter().map(|band| band.item).collect()
    }

    fn check_cell(&self, page: &PrintedPage, band: &Band, column: usize) {
        let inside = |word: &&Word| {
            let (x, y) = word.middle();
            self.column(page, x) == column && (band.top..band.bottom).contains(&y)
        };
        let mut words: Vec<&Word> = page.words.iter().filter(inside).collect();
        words.sort_by(|a, b| {
            let by_line = a.middle().1.round().total_cmp(&b.middle().1.round());
            by_line.then(a.x.0.total_cmp(&b.x.0))
        });
        let shown: String = words.iter().map(|word| compact(&word.text)).collect();
        let wanted = compact(&self.items[band.item].cells[column]);
        let title = &self.title;
        assert_eq!(shown, wanted, "{title}, item {}, column {column}", band.item);
        for word in words {
            let (above, below) = (band.top - word.y.0, word.y.1 - band.bottom);
            let cut = above.max(below);
            assert!(cut < SLACK, "{title}, item {}: {} is cut by {cut}", band.item, word.text);
        }
    }
}

/// The domain sheets of a workbook.
fn domain_sheets(workbook: &[u8]) -> Vec<Sheet> {
    let parts = parts(workbook.to_vec());
    let strings = shared_strings(&parts);
    let sheets = parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet"));
    let sheets = sheets.map(|(_, xml)| xml).filter(|xml| xml.contains("hidden=\"1\""));
    sheets.map(|xml| sheet(xml, &strings)).collect()
}

/// Every page has the size of the paper and its number.
fn check_pages(pages: &[PrintedPage], size: (f64, f64)) {
    for (at, page) in pages.iter().enumerate() {
        let (width, height) = (page.size.0 - size.0, page.size.1 - size.1);
        assert!(width.abs() < 1.0 && height.abs() < 1.0, "page {}: {:?}", at + 1, page.size);
        let numbered = format!("第{}页共{}页", at + 1, pages.len());
        assert!(compact(&page.text()).contains(&numbered), "page {} has no number", at + 1);
    }
}

/// Every page of a domain carries the head, and together they hold all items.
fn check_domain(sheet: &Sheet, pages: &[&PrintedPage]) {
    let scale = sheet.scale(pages);
    let mut found: Vec<usize> = Vec::new();
    for page in pages {
        for heading in ["序号", "一级事项", CHANNELS, "依申请公", "公开层级"] {
            assert!(page.text().contains(heading), "{}: no {heading}", sheet.title);
        }
        found.extend(sheet.check(page, scale));
    }
    found.sort_unstable();
    assert_eq!(found, (0..sheet.items.len()).collect::<Vec<_>>(), "{}", sheet.title);
}

fn check_workbook(options: ExportOptions, size: (f64, f64), longest: usize) {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path(), longest);
    let (map, catalogue) = compile(folder.path());
    let workbook = write(&map, &catalogue, ExportFormat::Xlsx, options);
    let pages = printed_pages(&print(folder.path(), &workbook));
    check_pages(&pages, size);
    let sheets = domain_sheets(&workbook);
    assert_eq!(sheets.len(), 4);
    for sheet in &sheets {
        let own = pages.iter().filter(|page| page.text().contains(&sheet.title));
        check_domain(sheet, &own.collect::<Vec<_>>());
    }
    let of_domain = |page: &PrintedPage| sheets.iter().any(|s| page.text().contains(&s.title));
    for page in pages.iter().filter(|page| !of_domain(page)) {
        let text = page.text();
        let titles = ["示例县政务公开事项标准目录", "示例县未采用事项说明", "示例县职责对应表"];
        assert!(titles.iter().any(|title| text.contains(title)), "a page without a title: {text}");
    }
}

#[test]
fn a3_pages_hold_everything() {
    if !have(&TOOLS) {
        return;
    }
    check_workbook(ExportOptions::default(), (1190.55, 841.89), 1_500);
}

#[test]
fn a4_drafts_hold_everything() {
    if !have(&TOOLS) {
        return;
    }
    let layout = PageLayout { paper: Paper::A4, ..PageLayout::default() };
    check_workbook(
        ExportOptions { draft: true, layout, ..ExportOptions::default() },
        (841.89, 595.3),
        700,
    );
}
