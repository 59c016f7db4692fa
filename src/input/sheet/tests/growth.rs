//! What hostile tables cost, by counted steps: twice the table takes about twice the work.

use crate::input::decode::Context;
use crate::input::sheet::{RecogniseOptions, recognise};
use crate::model::LayerId;
use crate::source::{Cell, CellRef, Sheet, SourceMap, Workbook};
use crate::text::work::assert_grows_with;

const HEADINGS: &str =
    "序号 公开事项 公开内容 公开依据 公开时限 公开主体 公开渠道和载体 公开对象 公开方式 公开层级";

/// A sheet of these rows.
fn sheet(rows: &[Vec<String>]) -> Workbook {
    let mut sheet = Sheet { name: "表1".to_owned(), ..Sheet::default() };
    for (row, texts) in (0u32..).zip(rows) {
        for (column, text) in (0u16..).zip(texts) {
            sheet.cells.insert(CellRef::new(row, column), Cell::text(text.as_str()));
        }
    }
    Workbook { sheets: vec![sheet] }
}

fn head() -> Vec<String> {
    HEADINGS.split(' ').map(str::to_owned).collect()
}

/// Reads a table with this text in every cell that may hold any.
fn read_cells(text: &str) {
    let mut row = vec!["1".to_owned(), "事项".to_owned()];
    row.extend(std::iter::repeat_n(text.to_owned(), head().len() - 2));
    read(&sheet(&[head(), row]));
}

fn read(workbook: &Workbook) {
    let recognition = recognise(workbook, &RecogniseOptions::default());
    let context = Context { file: SourceMap::new().add_opaque("x", None), layer: LayerId(1) };
    for table in &recognition.tables {
        assert!(table.items(context).len() + table.duties(context).len() >= table.records.len());
    }
}

#[test]
fn brackets_that_never_close_take_steps_in_proportion() {
    for open in ["（", "《", "《甲法》（国发〔2019〕", "（http", "【"] {
        assert_grows_with(2_000, |count| read_cells(&open.repeat(count)));
    }
}

#[test]
fn one_word_over_and_over_takes_steps_in_proportion() {
    for word in ["县级", "甲、", "1.甲", "■政府网站", "20个工作日", "√"] {
        assert_grows_with(2_000, |count| read_cells(&word.repeat(count)));
    }
}

#[test]
fn heads_without_end_take_steps_in_proportion() {
    assert_grows_with(2_500, |count| read(&sheet(&vec![head(); count])));
}

#[test]
fn rows_take_steps_in_proportion() {
    let row = |row: usize| {
        let mut texts = head();
        texts[0] = row.to_string();
        texts[1] = format!("事项{row}");
        texts
    };
    assert_grows_with(1_000, |count| {
        let rows: Vec<Vec<String>> = std::iter::once(head()).chain((1..=count).map(row)).collect();
        read(&sheet(&rows));
    });
}
