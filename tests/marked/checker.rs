//! What office programs ask of a workbook before they open it without offering to repair it: content
//! types, relations, ids, the order of elements, indexes of styles, notes with their boxes.

use std::collections::{BTreeMap, BTreeSet};

use mulu::source::CellRef;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element with its attributes and what stands in it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    fn all<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            child.all(name, found);
        }
    }

    fn find(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.all(name, &mut found);
        found
    }
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap().to_owned()
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut element = Element { name: local(start.name().as_ref()), ..Element::default() };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = attribute.key.as_ref();
        // Only the prefix of relation ids tells them from other ids.
        let key = if key.ends_with(":id") { "r:id".to_owned() } else { key.to_owned() };
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|e| e.to_string())?;
        element.attributes.insert(key, value.into_owned());
    }
    Ok(element)
}

fn parse(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => open.last_mut().unwrap().children.push(element(&start)?),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().ok_or("an end too many")?.children.push(done);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.xml10_content()),
            Event::Eof => break,
            _ => {}
        }
    }
    let mut top = open.pop().filter(|_| open.is_empty()).ok_or("not finished")?;
    top.children.pop().filter(|_| top.children.is_empty()).ok_or_else(|| "no root".to_owned())
}

struct Book {
    parts: BTreeMap<String, Vec<u8>>,
    faults: Vec<String>,
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// What is wrong with a workbook.
pub fn faults(bytes: &[u8]) -> Vec<String> {
    let mut book = Book { parts: super::parts(bytes), faults: Vec::new() };
    book.content_types();
    for part in book.parts.keys().cloned().collect::<Vec<_>>() {
        if part.ends_with(".rels") {
            book.relations_of_part(&part);
        }
    }
    book.workbook();
    book.shape_numbers();
    book.faults
}

impl Book {
    fn fault(&mut self, text: impl Into<String>) {
        self.faults.push(text.into());
    }

    fn xml(&mut self, part: &str) -> Element {
        let text = self.parts.get(part).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        match text.ok_or_else(|| "missing".to_owned()).and_then(|text| parse(&text)) {
            Ok(element) => element,
            Err(error) => {
                self.fault(format!("{part}: {error}"));
                Element::default()
            }
        }
    }

    fn content_types(&mut self) {
        let types = self.xml("[Content_Types].xml");
        let mut seen = BTreeSet::new();
        for entry in &types.children {
            let key = entry.get("Extension").or(entry.get("PartName")).unwrap_or("").to_lowercase();
            if !seen.insert(key.clone()) {
                self.fault(format!("two content types for {key}"));
            }
            if let Some(part) = entry.get("PartName")
                && !self.parts.contains_key(part.trim_start_matches('/'))
            {
                self.fault(format!("content type of {part}, which is not there"));
            }
        }
        for part in self.parts.keys().cloned().collect::<Vec<_>>() {
            let extension = part.rsplit('.').next().unwrap().to_lowercase();
            let known =
                seen.contains(&extension) || seen.contains(&format!("/{part}").to_lowercase());
            if !known && part != "[Content_Types].xml" && !part.ends_with('/') {
                self.fault(format!("{part} has no content type"));
            }
        }
        let sheets = types.find("Override").into_iter().filter(|entry| {
            entry.get("ContentType").is_some_and(|kind| kind.contains("worksheet+xml"))
        });
        let have = sheets.count();
        let want = self.parts.keys().filter(|part| part.starts_with("xl/worksheets/sheet")).count();
        if have != want {
            self.fault(format!("{have} content types of {want} worksheets"));
        }
    }

    fn relations(&mut self, of: &str) -> Vec<Relation> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let part = format!("{folder}/_rels/{file}.rels");
        let part = part.trim_start_matches('/').to_owned();
        if !self.parts.contains_key(&part) {
            return Vec::new();
        }
        let list = self.xml(&part);
        let internal = list.children.iter().filter(|r| r.get("TargetMode") != Some("External"));
        internal
            .map(|relation| {
                let get = |name| relation.get(name).unwrap_or("").to_owned();
                let kind = get("Type").rsplit('/').next().unwrap().to_owned();
                Relation { id: get("Id"), kind, target: resolve(folder, &get("Target")) }
            })
            .collect()
    }

    fn relations_of_part(&mut self, part: &str) {
        let mut ids = BTreeSet::new();
        for relation in self.xml(part).children {
            let id = relation.get("Id").unwrap_or("").to_owned();
            if id.is_empty() || !ids.insert(id.to_lowercase()) {
                self.fault(format!("{part}: id {id:?} twice or empty"));
            }
        }
        let source = part.replacen("_rels/", "", 1);
        let source = source.trim_end_matches(".rels").to_owned();
        if !source.is_empty() && !self.parts.contains_key(&source) {
            self.fault(format!("{part}: relations of nothing"));
        }
        for relation in self.relations(&source) {
            if !self.parts.contains_key(&relation.target) {
                self.fault(format!("{part}: {} is not there", relation.target));
            }
        }
    }

    fn workbook(&mut self) {
        let book = self.xml("xl/workbook.xml");
        let relations = self.relations("xl/workbook.xml");
        let styles = relations.iter().find(|r| r.kind == "styles").map(|r| r.target.clone());
        let formats = styles.map_or(1, |part| self.styles(&part));
        let (mut names, mut numbers) = (BTreeSet::new(), BTreeSet::new());
        for sheet in book.find("sheet") {
            let name = sheet.get("name").unwrap_or("").to_owned();
            if name.is_empty() || name.chars().count() > 31 || !names.insert(name.to_lowercase()) {
                self.fault(format!("sheet name {name:?}"));
            }
            if !numbers.insert(sheet.get("sheetId").unwrap_or("").to_owned()) {
                self.fault(format!("sheetId of {name} twice"));
            }
            match relations.iter().find(|r| Some(r.id.as_str()) == sheet.get("r:id")) {
                Some(relation) => self.sheet(&relation.target, formats),
                None => self.fault(format!("{name} has no relation")),
            }
        }
        for name in book.find("definedName") {
            let sheet = name.get("localSheetId").and_then(|id| id.parse::<usize>().ok());
            if sheet.is_some_and(|sheet| sheet >= names.len()) {
                self.fault("a defined name of no sheet");
            }
        }
    }

    /// Checks the indexes in the styles and gives how many formats of cells there are.
    fn styles(&mut self, part: &str) -> usize {
        let styles = self.xml(part);
        let mut sizes = BTreeMap::new();
        for list in &styles.children {
            let counted = list.get("count").and_then(|count| count.parse::<usize>().ok());
            if counted.is_some_and(|counted| counted != list.children.len()) {
                self.fault(format!("{part}: {} counts {counted:?}", list.name));
            }
            sizes.insert(list.name.clone(), list.children.len());
        }
        let lists = [("fillId", "fills"), ("fontId", "fonts"), ("borderId", "borders")];
        for format in styles.child("cellXfs").map_or(&[][..], |list| &list.children) {
            for (attribute, list) in lists.into_iter().chain([("xfId", "cellStyleXfs")]) {
                let index = format.get(attribute).and_then(|index| index.parse::<usize>().ok());
                if index.is_some_and(|index| index >= sizes.get(list).copied().unwrap_or(0)) {
                    self.fault(format!("{part}: {attribute} {index:?}"));
                }
            }
        }
        sizes.get("cellXfs").copied().unwrap_or(0)
    }

    fn sheet(&mut self, part: &str, formats: usize) {
        let sheet = self.xml(part);
        self.order(part, &sheet);
        self.cells(part, &sheet, formats);
        let relations = self.relations(part);
        let ids: BTreeSet<&str> = relations.iter().map(|r| r.id.as_str()).collect();
        for child in ["drawing", "legacyDrawing", "legacyDrawingHF"] {
            let found = sheet.find(child);
            if found.iter().any(|e| !e.get("r:id").is_some_and(|id| ids.contains(id))) {
                self.fault(format!("{part}: {child} has no relation"));
            }
        }
        for relation in relations.iter().filter(|relation| relation.kind == "comments") {
            let drawing = sheet.find("legacyDrawing");
            let id = drawing.first().and_then(|drawing| drawing.get("r:id")).unwrap_or("");
            let drawing = relations.iter().find(|r| r.id == id && r.kind == "vmlDrawing");
            match drawing {
                Some(drawing) => self.notes(&relation.target, &drawing.target),
                None => self.fault(format!("{part}: notes without a drawing")),
            }
        }
    }

    fn order(&mut self, part: &str, sheet: &Element) {
        let known = |name: &str| ORDER.iter().position(|have| *have == name);
        let places: Vec<usize> = sheet.children.iter().filter_map(|c| known(&c.name)).collect();
        if !places.is_sorted() {
            self.fault(format!("{part}: elements out of order"));
        }
    }

    fn cells(&mut self, part: &str, sheet: &Element, formats: usize) {
        let mut last: Option<CellRef> = None;
        let mut last_row = 0u32;
        for row in sheet.child("sheetData").map_or(&[][..], |data| &data.children) {
            let number = row.get("r").and_then(|r| r.parse().ok()).unwrap_or(last_row + 1);
            if number <= last_row {
                self.fault(format!("{part}: row {number} after {last_row}"));
            }
            last_row = number;
            let mut column = 0u16;
            for cell in &row.children {
                let counted = CellRef::new(number - 1, column);
                let at = cell.get("r").map_or(Some(counted), CellRef::parse).unwrap();
                if at.row + 1 != number || last.is_some_and(|last| at <= last) {
                    self.fault(format!("{part}: {at} out of order"));
                }
                last = Some(at);
                column = at.column + 1;
                let style = cell.get("s").map_or(0, |s| s.parse::<usize>().unwrap());
                if style >= formats {
                    self.fault(format!("{part}: {at} has style {style} of {formats}"));
                }
            }
            let spans = row.get("spans").and_then(|spans| spans.split_once(':'));
            if spans.is_some_and(|(_, end)| column > end.parse().unwrap()) {
                self.fault(format!("{part}: row {number} goes beyond its spans"));
            }
        }
    }

    /// Every note has an author and a box, every box of a note has a note.
    fn notes(&mut self, texts: &str, drawing: &str) {
        let list = self.xml(texts);
        let authors = list.find("author").len();
        let mut noted = BTreeSet::new();
        for comment in list.find("comment") {
            let cell = CellRef::parse(comment.get("ref").unwrap_or("")).unwrap();
            let author: usize = comment.get("authorId").unwrap_or("").parse().unwrap();
            if author >= authors || !noted.insert(cell) {
                self.fault(format!("{texts}: note at {cell}"));
            }
        }
        let mut boxes = BTreeSet::new();
        for data in self.xml(drawing).find("ClientData") {
            let number = |name: &str| data.child(name).unwrap().text.trim().parse::<u32>().unwrap();
            if data.get("ObjectType") == Some("Note") {
                let column = u16::try_from(number("Column")).unwrap();
                if !boxes.insert(CellRef::new(number("Row"), column)) {
                    self.fault(format!("{drawing}: two boxes at one cell"));
                }
            }
        }
        if noted != boxes {
            self.fault(format!("{texts}: notes {noted:?}, boxes {boxes:?}"));
        }
    }

    fn shape_numbers(&mut self) {
        let drawings: Vec<String> =
            self.parts.keys().filter(|part| part.ends_with(".vml")).cloned().collect();
        for part in drawings {
            let mut seen = BTreeSet::new();
            for shape in self.xml(&part).find("shape") {
                let id = shape.get("id").unwrap_or("").to_owned();
                // LibreOffice gives several shapes one id of its own.
                if id.starts_with("_x0000_s") && !seen.insert(id.clone()) {
                    self.fault(format!("{part}: shape {id} twice"));
                }
            }
        }
    }
}

fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The order that the format asks of a worksheet's elements.
const ORDER: [&str; 38] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

/// A workbook with a part changed.
fn damaged(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    use std::io::Write;
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, data) in super::parts(bytes) {
        out.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
        let text = String::from_utf8_lossy(&data).into_owned();
        assert!(name != part || text.contains(from), "{part} has no {from}: {text}");
        let changed = if name == part { text.replace(from, to).into_bytes() } else { data };
        out.write_all(&changed).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn the_checker_sees_what_is_wrong() {
    let (_, copy) = super::marked("xlsxwriter.xlsx");
    let bytes = copy.bytes;
    let sheet = "xl/worksheets/sheet1.xml";
    for (part, from, to) in [
        ("[Content_Types].xml", "/xl/comments2.xml", "/xl/comments9.xml"),
        ("[Content_Types].xml", "Extension=\"vml\"", "Extension=\"vm\""),
        ("xl/workbook.xml", "name=\"校验结果\"", "name=\"统计\""),
        ("xl/_rels/workbook.xml.rels", "Id=\"rId2\"", "Id=\"rId1\""),
        ("xl/styles.xml", "<cellXfs count=\"", "<cellXfs count=\"1"),
        ("xl/styles.xml", "fillId=\"3\"", "fillId=\"33\""),
        (sheet, "r=\"Q9\" s=\"", "r=\"Q9\" s=\"9"),
        (sheet, "<row r=\"9\"", "<row r=\"4\""),
        (sheet, "<c r=\"D6\"", "<c r=\"Z6\""),
        (sheet, "<pageMargins", "<sheetPr/><pageMargins"),
        ("xl/worksheets/_rels/sheet1.xml.rels", "comments2.xml", "comments9.xml"),
        ("xl/comments2.xml", "authorId=\"0\"", "authorId=\"7\""),
        ("xl/comments2.xml", "ref=\"Q9\"", "ref=\"Q8\""),
        ("xl/drawings/vmlDrawing1.vml", "<x:Row>8</x:Row>", "<x:Row>4</x:Row>"),
        ("xl/comments2.xml", "</comments>", ""),
    ] {
        let faults = faults(&damaged(&bytes, part, from, to));
        assert!(!faults.is_empty(), "{part}: {from} → {to}");
    }
}
