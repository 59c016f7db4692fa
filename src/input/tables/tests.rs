//! Telling kinds apart, the messages, and what documents make of the text around their tables.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::source::CellRef;

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("part");
        zip.write_all(text.as_bytes()).expect("text");
    }
    zip.finish().expect("zip").into_inner()
}

fn read(text: &str) -> Tables {
    read_tables(text.as_bytes(), &ReadOptions::default()).expect("readable")
}

#[test]
fn kinds_are_told_by_content() {
    let text = |text: &str| text.as_bytes().to_vec();
    let slides = "<Types>application/vnd.openxmlformats-officedocument.presentationml.x</Types>";
    let cases: Vec<(Vec<u8>, FileKind)> = vec![
        (vec![], FileKind::Empty),
        (text(" \r\n"), FileKind::Empty),
        (text("%PDF-1.7"), FileKind::Pdf),
        (text("{\\rtf1\\ansi"), FileKind::RichText),
        (b"\x89PNG\r\n\x1a\n".to_vec(), FileKind::Picture),
        (b"\xff\xd8\xff\xe0".to_vec(), FileKind::Picture),
        (b"BM\x01\x02\x03\x04\0\0\0\0".to_vec(), FileKind::Picture),
        (text("BM,部门\n1,民政局\n"), FileKind::Readable(FileFormat::Csv)),
        (b"Rar!\x1a\x07".to_vec(), FileKind::Archive),
        (zipped(&[("名单.txt", "x")]), FileKind::Archive),
        (zipped(&[("OFD.xml", "x")]), FileKind::Ofd),
        (zipped(&[("mimetype", "application/vnd.oasis.opendocument.text")]), FileKind::OpenText),
        (zipped(&[("[Content_Types].xml", slides)]), FileKind::Slides),
        (text("<?xml version=\"1.0\"?><Workbook xmlns=\"x\"/>"), FileKind::XmlOffice),
        (text("\u{feff}<!DOCTYPE html><p>"), FileKind::Readable(FileFormat::Html)),
        (text("<meta charset=gbk><TABLE>"), FileKind::Readable(FileFormat::Html)),
        (
            text("From: <WPS>\nMIME-Version: 1.0\nContent-Type: x\n\n"),
            FileKind::Readable(FileFormat::Mhtml),
        ),
        (text("{\"名称\": 1}"), FileKind::Readable(FileFormat::Json)),
        (text("[1, 2]"), FileKind::Readable(FileFormat::Json)),
        (text("[序号],事项\n"), FileKind::Readable(FileFormat::Csv)),
        (vec![0, 1, 2, 3, 250, 251, 0, 0], FileKind::Unknown),
    ];
    for (bytes, kind) in cases {
        assert_eq!(sniff(&bytes), kind, "{:?}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn what_is_no_table_says_what_to_do() {
    for (bytes, words) in [
        (&b"%PDF-1.7"[..], "PDF"),
        (b"", "空的"),
        (b"Rar!\x1a\x07", "解压"),
        (b"\xff\xd8\xff", "图片"),
        (b"PK\x03\x04 xl/workbook.xml", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "损坏"),
        (b"<html><p>\xe6\x97\xa0", "没有找到表格"),
        (b"{}", "JSON"),
    ] {
        let error = read_tables(bytes, &ReadOptions::default()).expect_err("no table");
        assert!(error.to_string().contains(words), "{error}");
    }
    let options = ReadOptions { encoding: Some("gbk2".into()), ..ReadOptions::default() };
    let error = read_tables(b"a,b", &options).expect_err("no such encoding");
    assert!(error.to_string().contains("gbk2"));
}

#[test]
fn a_stream_is_not_read_beyond_the_limit() {
    let limits = Limits { file_bytes: 10, ..Limits::default() };
    assert_eq!(
        read_bytes(&b"0123456789"[..], &limits).expect("no I/O"),
        Ok(b"0123456789".to_vec())
    );
    let endless = std::io::repeat(b'a');
    assert!(matches!(read_bytes(endless, &limits), Ok(Err(ReadError::TooLarge { .. }))));
}

#[test]
fn lines_around_tables_belong_to_them() {
    let long = "长".repeat(300);
    let page = format!(
        "<p>一</p><p>二</p><p>{long}</p><p>三</p><p>四</p><table><caption>五</caption><tr><td>甲</table>\
         <p>注：丙</p><p>六</p><table><tr><td>乙</table><p>七</p><p>八</p>"
    );
    let tables = read(&page);
    let column = |sheet: usize| -> Vec<&str> {
        tables.workbook.sheets[sheet].cells.values().map(|cell| cell.text.as_str()).collect()
    };
    assert_eq!(column(0), ["三", "四", "五", "甲", "注：丙"]);
    assert_eq!(column(1), ["六", "乙", "七", "八"]);
}

#[test]
fn layout_tables_are_left_out() {
    let tables = read("<table><tr><td> <table><tr><td>甲</table> <td></table>");
    assert_eq!(tables.workbook.sheets.len(), 1);
    assert_eq!(tables.workbook.sheets[0].name, "表1");
    assert_eq!(tables.workbook.sheets[0].text(CellRef::new(0, 0)), "甲");
    assert!(!tables.notes.iter().any(|note| matches!(note, ReadNote::NestedTable { .. })));
}

#[test]
fn spans_push_cells_aside() {
    let tables =
        read("<table><tr><td rowspan=2>a<td>b<td rowspan=2>c<tr><td>d<tr><td>e<td>f<td>g</table>");
    let sheet = &tables.workbook.sheets[0];
    let at = |reference: &str| sheet.text(CellRef::parse(reference).expect("reference"));
    assert_eq!([at("A1"), at("B1"), at("C1"), at("B2")], ["a", "b", "c", "d"]);
    assert_eq!([at("A3"), at("B3"), at("C3")], ["e", "f", "g"]);
    assert_eq!(sheet.merges.len(), 2);
}
