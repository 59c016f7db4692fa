//! The parts of a document.

use std::io::{Cursor, Read};

use super::*;

fn sample() -> Document {
    let table = Block::Table(
        vec![("领域".to_owned(), 3), ("事项数".to_owned(), 1)],
        vec![vec!["社会救助".to_owned(), "20".to_owned()], vec!["养老\n服务".to_owned()]],
    );
    Document {
        title: "关于 <目录> & 备案的报告\u{1}".to_owned(),
        date: Some("2020-09-30".to_owned()),
        identity: "大英县 版本 1".to_owned(),
        draft: true,
        blocks: vec![
            Block::Recipient("市政府办公室：".to_owned()),
            Block::Heading("依据".to_owned()),
            Block::Subheading("国家".to_owned()),
            Block::Subheading("本级".to_owned()),
            Block::Text("第一段\n第二段".to_owned()),
            Block::Heading("数字".to_owned()),
            Block::Subheading("总数".to_owned()),
            table,
            Block::Attachments(vec!["汇总表".to_owned(), "说明".to_owned()]),
            Block::Signature("某县政府办公室".to_owned(), "2020年9月30日".to_owned()),
        ],
        ..Document::default()
    }
}

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    names
        .into_iter()
        .map(|name| {
            let mut text = String::new();
            archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
            (name, text)
        })
        .collect()
}

#[test]
fn every_part_is_well_formed() {
    for (name, text) in parts(&sample().write().unwrap()) {
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut depth = 0;
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}\n{text}")) {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(_) => depth += 1,
                quick_xml::events::Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{name}");
    }
}

#[test]
fn paragraphs_are_numbered_by_rank() {
    let written = parts(&sample().write().unwrap());
    let body = &written.iter().find(|(name, _)| name == "word/document.xml").unwrap().1;
    for piece in [
        "关于 &lt;目录&gt; &amp; 备案的报告<",
        ">一、依据<",
        ">（一）国家<",
        ">（二）本级<",
        ">第二段<",
        ">二、数字<",
        ">（一）总数<",
        ">附件：1. 汇总表<",
        "<w:tblHeader/>",
    ] {
        assert!(body.contains(piece), "{piece}\n{body}");
    }
    let header = &written.iter().find(|(name, _)| name == "word/header1.xml").unwrap().1;
    assert!(header.contains("草　　稿"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert!(sample().write().unwrap() == sample().write().unwrap());
}
