//! Edits of tiny workbooks put together here, part by part.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;

const STYLES: &str = "<styleSheet><fills count=\"2\"><fill/><fill/></fills>\
    <cellXfs count=\"3\"><xf numFmtId=\"0\" fillId=\"0\"/><xf numFmtId=\"9\"><alignment/></xf>\
    <xf/></cellXfs></styleSheet>";

fn types(kind: &str) -> String {
    format!(
        "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/{kind}.main+xml\"/>\
         </Types>"
    )
}

fn relations(list: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        format!("<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>")
    };
    format!("<Relationships>{}</Relationships>", list.iter().map(one).collect::<String>())
}

/// A workbook with one sheet, 表, and further parts.
fn workbook(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let book =
        "<workbook><sheets><sheet name=\"表\" sheetId=\"4\" r:id=\"rId1\"/></sheets></workbook>";
    let book_relations = relations(&[
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId3", "styles", "styles.xml"),
    ]);
    let parts = [
        ("[Content_Types].xml", types("vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
        ("_rels/.rels", relations(&[("rId1", "officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", book.to_owned()),
        ("xl/_rels/workbook.xml.rels", book_relations),
        ("xl/styles.xml", STYLES.to_owned()),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
    ];
    let own = parts.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    let all = own.map(|(name, text)| (*name, text.as_str())).chain(more.iter().copied());
    for (name, text) in all {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn cell(reference: &str) -> CellRef {
    CellRef::parse(reference).unwrap()
}

/// The sheet's part after giving texts to cells.
fn with_texts(sheet: &str, texts: &[(&str, &str)]) -> Result<String, PatchError> {
    let bytes = workbook(sheet, &[]);
    let mut package = Package::open(&bytes).unwrap();
    for (reference, text) in texts {
        package.set_cell_text("表", cell(reference), text).unwrap();
    }
    package.finish().map(|bytes| part(&bytes, "xl/worksheets/sheet1.xml"))
}

#[test]
fn texts_go_into_cells_that_are_there_and_into_new_ones() {
    let sheet = "<worksheet><dimension ref=\"A2:B2\"/><sheetData><row r=\"2\" spans=\"1:2\"><c r=\"A2\" \
                 s=\"1\" t=\"s\"><v>0</v></c> <c r=\"B2\"/></row></sheetData></worksheet>";
    let new = |at: &str, style: &str, text: &str| {
        format!(
            "<c r=\"{at}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
        )
    };
    let texts = [("A2", "甲 & 乙"), ("D2", "丁"), ("B1", "上"), ("A4", "下"), ("B2", "")];
    assert_eq!(
        with_texts(sheet, &texts).unwrap(),
        format!(
            "<worksheet><dimension ref=\"A1:D4\"/><sheetData><row r=\"1\">{}</row><row r=\"2\" \
             spans=\"1:4\">{} <c r=\"B2\"/>{}</row><row r=\"4\">{}</row></sheetData></worksheet>",
            new("B1", "", "上"),
            new("A2", " s=\"1\"", "甲 &amp; 乙"),
            new("D2", "", "丁"),
            new("A4", "", "下")
        )
    );
}

#[test]
fn rows_and_cells_without_references_count_on() {
    let sheet = "<x:worksheet><x:sheetData><x:row><x:c/><x:c><x:v>1</x:v></x:c></x:row><x:row/>\
                 </x:sheetData></x:worksheet>";
    assert_eq!(
        with_texts(sheet, &[("B1", "乙"), ("A2", "丙")]).unwrap(),
        "<x:worksheet><x:sheetData><x:row><x:c/><x:c r=\"B1\" t=\"inlineStr\"><x:is>\
         <x:t xml:space=\"preserve\">乙</x:t></x:is></x:c></x:row><x:row><x:c r=\"A2\" \
         t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">丙</x:t></x:is></x:c></x:row>\
         </x:sheetData></x:worksheet>"
    );
}

#[test]
fn new_cells_take_the_style_of_their_row_or_column() {
    let sheet = "<worksheet><cols><col min=\"2\" max=\"3\" style=\"1\"/></cols><sheetData>\
                 <row r=\"1\" s=\"2\" customFormat=\"1\"/><row r=\"2\" s=\"2\"/></sheetData></worksheet>";
    let after = with_texts(sheet, &[("B1", "a"), ("B2", "b"), ("C3", "c"), ("D3", "d")]).unwrap();
    for start in
        ["<c r=\"B1\" s=\"2\" ", "<c r=\"B2\" s=\"1\" ", "<c r=\"C3\" s=\"1\" ", "<c r=\"D3\" t"]
    {
        assert!(after.contains(start), "{start}: {after}");
    }
}

#[test]
fn formulas_and_disorder_are_refused() {
    let data = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let formula = data("<row r=\"1\"><c r=\"A1\"><f>B1</f><v>1</v></c></row>");
    assert_eq!(
        with_texts(&formula, &[("A1", "甲")]),
        Err(PatchError::Formula { sheet: "表".to_owned(), cell: cell("A1") })
    );
    assert!(with_texts(&formula, &[("B1", "甲")]).is_ok());
    for rows in [
        "<row r=\"2\"/><row r=\"1\"/>",
        "<row r=\"2\"/><row r=\"2\"/>",
        "<row r=\"0\"/>",
        "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",
        "<row r=\"1\"><c r=\"B2\"/></row>",
    ] {
        let after = with_texts(&data(rows), &[("C9", "甲")]);
        assert!(matches!(after, Err(PatchError::Odd { .. })), "{rows}: {after:?}");
    }
}

#[test]
fn a_sheet_without_cells_gets_its_first() {
    assert_eq!(
        with_texts("<worksheet><sheetData/></worksheet>", &[("A1", "甲")]).unwrap(),
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>\
         <t xml:space=\"preserve\">甲</t></is></c></row></sheetData></worksheet>"
    );
    let bytes = workbook("<worksheet/>", &[]);
    let package = Package::open(&bytes).unwrap();
    assert_eq!(package.sheets().collect::<Vec<_>>(), ["表"]);
}

#[test]
fn marks_copy_the_style_and_change_its_fill() {
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>7</v></c><c r=\"B1\" s=\"1\"/>\
                 <c r=\"C1\"/></row></sheetData></worksheet>";
    let bytes = workbook(sheet, &[]);
    let mut package = Package::open(&bytes).unwrap();
    let marks =
        [("A1", Shade::Light), ("A1", Shade::Dark), ("B1", Shade::Dark), ("C1", Shade::Light)];
    for (reference, shade) in marks {
        package.mark_cell("表", cell(reference), Mark::new(shade, "")).unwrap();
    }
    let bytes = package.finish().unwrap();
    assert_eq!(
        part(&bytes, "xl/worksheets/sheet1.xml"),
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"3\"><v>7</v></c><c r=\"B1\" s=\"3\"/>\
         <c r=\"C1\" s=\"4\"/></row></sheetData></worksheet>"
    );
    let fill = |color: &str| {
        format!(
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF{color}\"/>\
             <bgColor indexed=\"64\"/></patternFill></fill>"
        )
    };
    let expected = STYLES
        .replace("<fills count=\"2\">", "<fills count=\"4\">")
        .replace("</fills>", &format!("{}{}</fills>", fill("F0908C"), fill("FFF2A8")))
        .replace("<cellXfs count=\"3\">", "<cellXfs count=\"5\">")
        .replace(
            "</cellXfs>",
            "<xf numFmtId=\"9\" fillId=\"2\" applyFill=\"1\"><alignment/></xf>\
             <xf numFmtId=\"0\" fillId=\"3\" applyFill=\"1\"/></cellXfs>",
        );
    assert_eq!(part(&bytes, "xl/styles.xml"), expected);
}

#[test]
fn what_may_not_be_changed_is_refused() {
    let refused = |more: &[(&str, &str)]| {
        let bytes = workbook("<worksheet><sheetData/></worksheet>", more);
        Package::open(&bytes).map(|_| ()).unwrap_err()
    };
    assert_eq!(refused(&[("_xmlsignatures/origin.sigs", "")]), PatchError::Signed);
    assert_eq!(refused(&[("xl/revisions/revisionHeaders.xml", "<a/>")]), PatchError::Shared);
    let template = types("vnd.openxmlformats-officedocument.spreadsheetml.template");
    assert_eq!(refused(&[("[Content_Types].xml", &template)]), PatchError::Template);
    let word = types("vnd.openxmlformats-officedocument.wordprocessingml.document");
    assert_eq!(refused(&[("[Content_Types].xml", &word)]), PatchError::NotAWorkbook);
    let strict = "<Relationships><Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/\
                  officeDocument/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    assert_eq!(refused(&[("_rels/.rels", strict)]), PatchError::Strict);
    assert!(matches!(refused(&[("XL/workbook.xml", "<a/>")]), PatchError::Odd { .. }));
    for bytes in [b"".as_slice(), b"PK\x03\x04", b"\xd0\xcf\x11\xe0"] {
        assert_eq!(Package::open(bytes).unwrap_err(), PatchError::NotAWorkbook);
    }
    let bytes = workbook("<worksheet><sheetData/></worksheet>", &[]);
    let mut package = Package::open(&bytes).unwrap();
    let missing = package.set_cell_text("别的", cell("A1"), "");
    assert_eq!(missing, Err(PatchError::NoSheet("别的".to_owned())));
}
