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

fn sheet_of(form: Form) -> String {
    let book = FormBook { forms: vec![form], lists: "码表", ..FormBook::default() };
    part(&book.write().unwrap(), "xl/worksheets/sheet1.xml")
}

fn names(count: usize, joined: impl Fn(usize) -> usize) -> Vec<Row> {
    let cells = |at: usize| vec!["综合业务".to_owned(), format!("第{at}项"), "长\n".repeat(8)];
    (0..count).map(|at| Row::Joined(cells(at), joined(at))).collect()
}

fn official(rows: Vec<Row>) -> Form {
    let upper = Column { joins: true, ..Column::new("一级事项", 1.0, Align::Center) };
    Form {
        sheet: "社会救助".to_owned(),
        purpose: Purpose::Part,
        title: "目录".to_owned(),
        columns: vec![
            upper.under("公开事项"),
            Column::new("二级事项", 2.0, Align::Center).under("公开事项"),
            Column::new("公开内容", 2.0, Align::Left),
        ],
        rows,
        ..Form::default()
    }
}

#[test]
fn shared_cells_end_with_the_page() {
    let sheet = sheet_of(official(names(6, |at| usize::from(at != 0 && at != 2))));
    for range in ["A2:B2", "C2:C3", "A4:A5", "A6:A7"] {
        assert!(sheet.contains(&format!("<mergeCell ref=\"{range}\"/>")), "{range}: {sheet}");
    }
    assert!(sheet.contains("<brk id=\"7\""), "four rows a page: {sheet}");
    assert!(sheet.contains("<mergeCell ref=\"A8:A9\"/>"), "the run begins anew: {sheet}");
}

#[test]
fn pages_beyond_what_a_sheet_can_break_end_by_themselves() {
    let sheet = sheet_of(official(names(50_000, |at| usize::from(at > 0))));
    let breaks = sheet.matches("<brk ").count();
    assert_eq!(breaks, measure::MOST_BREAKS, "more would be refused");
}

#[test]
fn words_to_choose_from_stand_on_a_hidden_sheet() {
    let words: Vec<String> = (0..200).map(|at| format!("第{at}个词")).collect();
    let choice = Choice { name: "词", words, strictness: Strictness::Closed };
    let input = || Input::Named(choice.clone());
    let form = Form {
        purpose: Purpose::Template,
        columns: vec![
            Column::new("甲", 1.0, Align::Left).filled_in(input()),
            Column::new("乙", 1.0, Align::Left).filled_in(input()),
        ],
        rows: vec![Row::Example(vec!["第1个词".to_owned()]), Row::Free],
        ..Form::default()
    };
    let book = FormBook { forms: vec![form], lists: "码表", ..FormBook::default() };
    let bytes = book.write().unwrap();
    let workbook = part(&bytes, "xl/workbook.xml");
    assert_eq!(workbook.matches("<definedName name=\"词\">码表!$A$2:$A$201<").count(), 1);
    assert!(workbook.contains("state=\"hidden\""), "{workbook}");
    assert!(!workbook.contains("Print_Area"), "rows go on below the last: {workbook}");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert_eq!(sheet.matches("<formula1>词</formula1>").count(), 2, "{sheet}");
    assert!(sheet.contains("sqref=\"A3:A2000\""), "{sheet}");
    assert!(part(&bytes, "xl/styles.xml").contains("formatCode=\"@\""), "what is typed stays text");
}

#[test]
fn what_stands_alone_needs_no_breaks() {
    let rows = vec![Row::Cells(vec!["一".to_owned()]); 200];
    let columns = vec![Column::new("序号", 1.0, Align::Center)];
    let sheet = sheet_of(Form { purpose: Purpose::Part, columns, rows, ..Form::default() });
    assert!(!sheet.contains("<rowBreaks") && sheet.contains("fitToHeight=\"0\""), "{sheet}");
}

#[test]
fn a_note_at_a_heading_and_shades() {
    let columns = vec![
        Column { note: "写全称".to_owned(), ..Column::new("单位", 1.0, Align::Left) },
        Column { shade: HeadShade::None, ..Column::new("备注", 1.0, Align::Left) },
    ];
    let rows = vec![Row::Cells(vec!["某局".to_owned(), String::new()])];
    let book = FormBook {
        forms: vec![Form { columns, rows, ..Form::default() }],
        fonts: FontProfile::Official,
        ..FormBook::default()
    };
    let bytes = book.write().unwrap();
    let notes = part(&bytes, "xl/comments1.xml");
    assert!(notes.contains("写全称") && notes.matches("<comment ").count() == 1, "{notes}");
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("仿宋_GB2312"), "{styles}");
    assert_eq!(styles.matches("FFE7E6E6").count(), 1, "one heading is shaded: {styles}");
}
