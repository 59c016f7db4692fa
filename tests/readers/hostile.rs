//! Files that want to do harm: each ends at a limit, in little memory, and with a message that says why.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use mulu::input::tables::{Limit, Limits, ReadError, ReadNote, ReadOptions, Tables, read_tables};
use mulu::office::{OfficeError, OfficeLimit};
use mulu::patch::{Package, PatchError};
use mulu::source::CellRef;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MB: usize = 1 << 20;

/// Reads, and checks that it took little memory.
fn read(bytes: &[u8]) -> Result<Tables, ReadError> {
    let result = read_tables(bytes, &ReadOptions::default());
    // Only where each test is a process of its own is the memory that of this test.
    if std::env::var_os("NEXTEST").is_some()
        && let Some(peak) = peak_memory()
    {
        assert!(peak < 300 * MB, "took {} MB", peak / MB);
    }
    result
}

fn peak_memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<usize>().ok()? * 1024)
}

/// The limit that the error names.
fn limit_of(result: Result<Tables, ReadError>) -> Limit {
    match result {
        Err(error @ ReadError::TooLarge { what, .. }) => {
            assert!(error.to_string().chars().any(|c| c > '\u{4e00}'), "{error}");
            what
        }
        other => panic!("no limit was passed: {other:?}"),
    }
}

/// The limit of containers that the error names.
fn office_limit_of(result: Result<Tables, ReadError>) -> OfficeLimit {
    match result {
        Err(ReadError::Office(error @ OfficeError::TooLarge { what, .. })) => {
            assert!(error.to_string().chars().any(|c| c > '\u{4e00}'), "{error}");
            what
        }
        other => panic!("no limit was passed: {other:?}"),
    }
}

/// A zip of parts given as text.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("part");
        zip.write_all(text.as_bytes()).expect("text");
    }
    zip.finish().expect("zip").into_inner()
}

const TYPES: &str = r#"<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

fn workbook(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = vec![
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend(more);
    zipped(&parts)
}

fn rows(cells: &str) -> String {
    format!(
        "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{cells}</sheetData></worksheet>"
    )
}

fn docx(body: &str) -> Vec<u8> {
    zipped(&[
        (
            "[Content_Types].xml",
            r#"<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
        ),
        ("word/document.xml", body),
    ])
}

fn ods(content: &str) -> Vec<u8> {
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ])
}

#[test]
fn two_cells_at_the_ends_of_a_sheet() {
    let cell =
        |at: &str| format!("<row><c r=\"{at}\" t=\"inlineStr\"><is><t>甲</t></is></c></row>");
    let file = workbook(&rows(&(cell("A1") + &cell("XFD1048576"))), &[]);
    assert!(file.len() < 9_000);
    let error = read(&file).expect_err("too far down");
    assert!(error.to_string().starts_with("表!XFD1048576："), "{error}");
    let near = workbook(&rows(&(cell("A1") + &cell("BXY3"))), &[]);
    assert_eq!(limit_of(read(&near)), Limit::Columns);
    // A blank far away is not worth an error.
    let blank = cell("XFD1048576").replace('甲', " ");
    assert!(read(&workbook(&rows(&(cell("A1") + &blank)), &[])).is_ok());
}

#[test]
fn a_zip_of_zeros() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS)] {
        zip.start_file(name, SimpleFileOptions::default()).expect("part");
        zip.write_all(text.as_bytes()).expect("text");
    }
    let fast = SimpleFileOptions::default().compression_level(Some(1));
    zip.start_file("xl/worksheets/sheet1.xml", fast).expect("part");
    let zeros = vec![0; MB];
    (0..200).for_each(|_| zip.write_all(&zeros).expect("zeros"));
    let mut file = zip.finish().expect("zip").into_inner();
    assert_eq!(office_limit_of(read(&file)), OfficeLimit::PartBytes);
    // And when its directory says that there are ten bytes.
    let declared = u32::try_from(200 * MB).expect("small").to_le_bytes();
    while let Some(at) = file.windows(4).position(|bytes| bytes == declared) {
        file[at..at + 4].copy_from_slice(&10u32.to_le_bytes());
    }
    assert!(read(&file).is_err());
}

#[test]
fn a_zip_with_too_many_parts() {
    let names: Vec<String> = (0..6_000).map(|n| format!("xl/{n}")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(office_limit_of(read(&workbook("", &parts))), OfficeLimit::Parts);
}

#[test]
fn a_billion_laughs() {
    let mut laughs = String::from("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for n in 1..10 {
        let _ = write!(laughs, "<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10));
    }
    laughs.push_str("]><x>&a9;</x>");
    for file in [workbook(&laughs, &[]), docx(&laughs), ods(&laughs)] {
        assert_eq!(
            read(&file).expect_err("entities"),
            ReadError::Office(OfficeError::DocumentType)
        );
    }
    // In a part that only calamine reads they stay what they are.
    let strings = format!("{laughs}<sst><si><t>甲</t></si></sst>");
    let sheet = rows("<row><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
    assert!(read(&workbook(&sheet, &[("xl/sharedStrings.xml", &strings)])).is_ok());
}

#[test]
fn a_table_of_strings_that_claims_to_be_huge() {
    let strings = "<sst uniqueCount=\"99999999999\"><si><t>甲</t></si></sst>";
    let sheet = rows("<row><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
    let file = workbook(&sheet, &[("xl/sharedStrings.xml", strings)]);
    assert_eq!(office_limit_of(read(&file)), OfficeLimit::StringTable);
}

#[test]
fn one_string_named_by_many_cells() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(30_000));
    let cells: String =
        (1..3_000).map(|n| format!("<row><c r=\"A{n}\" t=\"s\"><v>0</v></c></row>")).collect();
    let file = workbook(&rows(&cells), &[("xl/sharedStrings.xml", &strings)]);
    assert_eq!(limit_of(read(&file)), Limit::Text);
}

#[test]
fn a_line_without_end() {
    let line = "a".repeat(60 * MB);
    assert_eq!(limit_of(read(line.as_bytes())), Limit::FileBytes);
    assert_eq!(limit_of(read(&line.as_bytes()[..40 * MB])), Limit::CellText);
    let quoted = format!("甲,\"{}", &line[..40 * MB]);
    assert_eq!(limit_of(read(quoted.as_bytes())), Limit::CellText);
    let commas = ",".repeat(10 * MB);
    assert!(matches!(read(commas.as_bytes()), Err(ReadError::NoTable(_))));
    let fields = "a,".repeat(10 * MB);
    assert_eq!(limit_of(read(fields.as_bytes())), Limit::Columns);
    let lines = "a,b\n".repeat(MB);
    assert_eq!(limit_of(read(lines.as_bytes())), Limit::Rows);
    let options = ReadOptions {
        limits: Limits { file_bytes: 1_000, ..Limits::default() },
        ..ReadOptions::default()
    };
    assert_eq!(limit_of(read_tables(&line.as_bytes()[..1_001], &options)), Limit::FileBytes);
}

#[test]
fn spans_without_measure() {
    let page = "<table><tr><td colspan=100000000 rowspan=99999999999>甲<td>乙</table>";
    let tables = read(page.as_bytes()).expect("spans are cut");
    let sheet = &tables.workbook.sheets[0];
    assert_eq!(sheet.size(), (1, 1_001));
    assert_eq!(sheet.merges.len(), 1);
    let row = "<td colspan=1000 rowspan=65534>".repeat(100_000);
    let wide = format!("<table><tr>{row}甲</table>");
    assert_eq!(limit_of(read(wide.as_bytes())), Limit::Columns);
    let span = r#"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    let tables = read(&docx(&format!("<w:document>{span}</w:document>"))).expect("cut");
    assert!(matches!(tables.notes[0], ReadNote::SpanCut { .. }), "{:?}", tables.notes);
}

#[test]
fn tables_in_tables_in_tables() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(10_000);
    assert_eq!(limit_of(read(&docx(&format!("<w:document>{deep}")))), Limit::TableDepth);
    assert_eq!(office_limit_of(read(&docx(&"<w:p>".repeat(10_000)))), OfficeLimit::Depth);
    assert_eq!(office_limit_of(read(&ods(&"<a>".repeat(10_000)))), OfficeLimit::Depth);
    let page = "<table><tr><td>".repeat(10_000);
    assert_eq!(limit_of(read(page.as_bytes())), Limit::TableDepth);
    // Other elements may stand as deep as they like: nothing is kept of them.
    let page = format!("{}<table><tr><td>甲</table>", "<div><b>".repeat(500_000));
    assert!(read(page.as_bytes()).is_ok());
}

#[test]
fn cells_repeated_without_measure() {
    let cell = |repeated: &str| {
        format!(
            "<office:document-content><table:table table:name=\"表\"><table:table-row table:number-rows-repeated=\"1048576\">\
         <table:table-cell table:number-columns-repeated=\"{repeated}\"><text:p>甲</text:p></table:table-cell>\
         </table:table-row></table:table></office:document-content>"
        )
    };
    assert_eq!(limit_of(read(&ods(&cell("16384")))), Limit::Columns);
    assert_eq!(limit_of(read(&ods(&cell("4294967295")))), Limit::Columns);
    assert_eq!(limit_of(read(&ods(&cell("1000")))), Limit::Cells);
    assert_eq!(limit_of(read(&ods(&cell("1")))), Limit::Rows);
}

/// One record of an old workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let len = u16::try_from(data.len()).expect("short record");
    [&kind.to_le_bytes(), &len.to_le_bytes(), data].concat()
}

/// An old workbook around the records of one sheet, in a container of 512-byte sectors.
fn old_workbook(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let bound_len = 4 + 9;
    let start = begin(5).len() + globals.len() + bound_len + 4;
    let mut bound = u32::try_from(start).expect("small").to_le_bytes().to_vec();
    bound.extend([0, 0, 1, 0, b'x']);
    let book = [begin(5), globals.to_vec(), record(0x0085, &bound), record(0x000a, &[])];
    let mut stream = [book.concat(), begin(0x10), sheet.to_vec(), record(0x000a, &[])].concat();
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    container(&stream)
}

fn container(stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len() / 512;
    let tables = (sectors + 2).div_ceil(127);
    assert!(tables <= 109, "a container for small streams");
    let mut head = vec![0u8; 512];
    head[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    head[24..34].copy_from_slice(&[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    let put = |bytes: &mut Vec<u8>, at: usize, value: usize| {
        bytes[at..at + 4].copy_from_slice(&u32::try_from(value).expect("small").to_le_bytes());
    };
    put(&mut head, 44, tables);
    put(&mut head, 48, sectors);
    head[60..64].fill(0xff);
    head[60] = 0xfe;
    head[68..512].fill(0xff);
    head[68] = 0xfe;
    (0..tables).for_each(|table| put(&mut head, 76 + table * 4, sectors + 1 + table));
    let mut directory = vec![0u8; 512];
    for (at, name, kind, len) in [(0, "Root Entry", 5, 0), (128, "Workbook", 2, stream.len())] {
        for (index, unit) in name.encode_utf16().enumerate() {
            directory[at + index * 2] = unit as u8;
        }
        directory[at + 66] = kind;
        put(&mut directory, at + 120, len);
    }
    let mut fat = vec![0xffu8; tables * 512];
    (0..sectors)
        .for_each(|id| put(&mut fat, id * 4, if id + 1 == sectors { 0xffff_fffe } else { id + 1 }));
    put(&mut fat, sectors * 4, 0xffff_fffe);
    (0..tables).for_each(|table| put(&mut fat, (sectors + 1 + table) * 4, 0xffff_fffd));
    [head, stream.to_vec(), directory, fat].concat()
}

fn number(row: u16, column: u16) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    record(0x0203, &[place, 7f64.to_le_bytes().to_vec()].concat())
}

#[test]
fn old_workbooks_that_claim_much() {
    let plain = read(&old_workbook(&[], &number(0, 0))).expect("a plain workbook");
    assert_eq!(plain.workbook.sheets[0].size(), (1, 1));
    // Four billion rows by its own account.
    let claim = record(0x0200, &[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0xff, 0xff, 0, 0]);
    let claimed = read(&old_workbook(&[], &[claim, number(0, 0)].concat())).expect("no harm done");
    assert_eq!(claimed.workbook, plain.workbook);
    let corners = [number(0, 0), number(65_535, 255)].concat();
    assert_eq!(limit_of(read(&old_workbook(&[], &corners))), Limit::Area);
}

#[test]
fn an_old_workbook_that_repeats_one_string() {
    let text = vec![b'a'; 8_000];
    let mut table = vec![1, 0, 0, 0, 1, 0, 0, 0];
    table.extend([0x40, 0x1f, 0]);
    table.extend(&text);
    let cell = |row: u16| {
        let place = [row.to_le_bytes(), [0, 0], [0, 0]].concat();
        record(0x00fd, &[place, vec![0, 0, 0, 0]].concat())
    };
    let few = old_workbook(&record(0x00fc, &table), &cell(3));
    assert_eq!(read(&few).expect("readable").workbook.sheets[0].size(), (4, 1));
    let cells: Vec<u8> = (0..60_000).flat_map(cell).collect();
    assert_eq!(limit_of(read(&old_workbook(&record(0x00fc, &table), &cells))), Limit::Text);
}

#[test]
fn an_old_workbook_whose_sectors_run_in_circles() {
    let whole = old_workbook(&[], &number(0, 0));
    let fat = whole.len() - 512;
    for (sector, next) in [(0u8, 0u8), (7, 0), (8, 8), (9, 9)] {
        let mut file = whole.clone();
        file[fat + usize::from(sector) * 4..][..4].copy_from_slice(&[next, 0, 0, 0]);
        // Whatever it is read as, it ends.
        let _ = read(&file);
    }
}

/// Gives a cell of the only sheet a new text.
fn patched(bytes: &[u8]) -> Result<Vec<u8>, PatchError> {
    let mut package = Package::open(bytes)?;
    package.set_cell_text("表", CellRef::new(0, 0), "乙")?;
    package.finish()
}

#[test]
fn patching_refuses_what_reading_refuses() {
    const TYPES: &str = r#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
    let file = |sheet: &str, more: &[(&str, &str)]| {
        let mut parts = vec![
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
            ("xl/worksheets/sheet1.xml", sheet),
        ];
        parts.extend(more);
        zipped(&parts)
    };
    let sheet = rows("<row><c r=\"A1\" t=\"inlineStr\"><is><t>甲</t></is></c></row>");
    let plain = file(&sheet, &[]);
    assert!(read(&plain).is_ok() && patched(&plain).is_ok());
    let names: Vec<String> = (0..6_000).map(|n| format!("xl/{n}")).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let bomb = format!("{}{sheet}", " ".repeat(20 * MB));
    let deep = format!("{}{}", sheet.replace("</worksheet>", ""), "<a>".repeat(1_000));
    for (what, file) in [
        ("many parts", file(&sheet, &many)),
        ("a name in other case", file(&sheet, &[("XL/workbook.xml", BOOK)])),
        ("a name with a backslash", file(&sheet, &[("xl\\workbook.xml", BOOK)])),
        ("an encoded name", file(&sheet, &[("xl/%77orkbook.xml", BOOK)])),
        ("a bomb", file(&bomb, &[])),
        ("a document type", file(&format!("<!DOCTYPE x>{sheet}"), &[])),
        ("depth", file(&deep, &[])),
    ] {
        assert!(read(&file).is_err(), "{what} is read");
        assert!(patched(&file).is_err(), "{what} is patched");
    }
}
