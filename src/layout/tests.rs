//! What stands in the parts of a form's workbook.

use std::io::Read;

use super::*;

fn sample() -> FormBook {
    let columns = vec![
        Column::new("序号", 1.0, Align::Center),
        Column::new("事项", 6.0, Align::Left),
        Column::new("意见", 3.0, Align::Center)
            .filled_in(Input::Choice(vec!["同意".to_owned(), "修改".to_owned()])),
        Column::new("键", 1.0, Align::Left).hidden(),
    ];
    let cells = ["1", "政策法规文件", "", "19.001"].map(str::to_owned).to_vec();
    let boxes =
        vec![FormBox::new(1, "审核", BoxKind::Label), FormBox::new(2, "意见：", BoxKind::Blank)];
    let form = Form {
        sheet: "征求意见表".to_owned(),
        attachment: "附件1".to_owned(),
        title: "征求意见表".to_owned(),
        left: "填报单位：某局".to_owned(),
        right: "2020年9月30日".to_owned(),
        paper: Paper::A4,
        columns,
        rows: vec![Row::Section("一".to_owned()), Row::Cells(cells), Row::Boxes(boxes, 90.0)],
        foot: vec![
            Foot::Note("注：示例。".to_owned()),
            Foot::Fields(vec!["负责人：".to_owned(), "电话：".to_owned()]),
        ],
        locked: true,
        ..Form::default()
    };
    FormBook {
        title: "表".to_owned(),
        date: Some("2020-09-30".to_owned()),
        identity: "版本 1 & 指纹".to_owned(),
        draft: true,
        forms: vec![form],
        ..FormBook::default()
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_form_prints_as_it_should() {
    let sheet = part(&sample().write().unwrap(), "xl/worksheets/sheet1.xml");
    for piece in [
        "<sheetProtection sheet=\"1\"",
        "paperSize=\"9\" orientation=\"landscape\"",
        "草　　稿",
        "版本 1 &amp;&amp; 指纹",
        "<dataValidation type=\"list\" errorStyle=\"warning\"",
        "hidden=\"1\"",
        "<mergeCell ref=\"A1:C1\"/>",
        "<mergeCell ref=\"B7:C7\"/>",
    ] {
        assert!(sheet.contains(piece), "{piece}\n{sheet}");
    }
    let book = part(&sample().write().unwrap(), "xl/workbook.xml");
    assert!(book.contains("$4:$4</definedName>"), "the head is repeated: {book}");
}

#[test]
fn a_long_form_goes_on_to_further_pages() {
    let mut book = sample();
    book.forms[0].rows = vec![Row::Cells(vec!["一".to_owned(), "二".to_owned()]); 60];
    let sheet = part(&book.write().unwrap(), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("fitToHeight=\"0\""), "{sheet}");
    assert!(sheet.contains("<rowBreaks"), "{sheet}");
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    assert_eq!(sample().write().unwrap(), sample().write().unwrap());
}

#[test]
fn only_what_is_filled_in_is_unlocked() {
    let bytes = sample().write().unwrap();
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("<protection locked=\"0\"/>"), "{styles}");
    let mut open = sample();
    open.forms[0].locked = false;
    let sheet = part(&open.write().unwrap(), "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("sheetProtection"));
}

#[test]
fn a_text_that_no_cell_holds_is_refused() {
    let mut book = sample();
    book.forms[0].rows = vec![Row::Cells(vec![String::new(), "长".repeat(40_000)])];
    assert!(matches!(book.write(), Err(LayoutError::TooLong { .. })));
}
