//! Text tables to filled duty workbooks.
//!
//! A text table is what is kept under version control and read by people: a line `# sheet<TAB>title`, a
//! line of headings, then one line a row, cells parted by tabs, line breaks inside a cell written `\n`.

use mulu::export::template::{DutyTable, duty_headings, filled_duties};
use mulu::model::DutyList;

/// The tables of a text, in order.
pub fn tables(text: &str) -> Vec<DutyTable> {
    text.split("\n\n").map(table).collect()
}

/// The workbook that a text describes.
pub fn workbook(title: &str, tables: &[DutyTable]) -> Vec<u8> {
    filled_duties(title, tables).unwrap()
}

fn table(block: &str) -> DutyTable {
    let mut lines = block.lines();
    let first = lines.next().and_then(|line| line.strip_prefix("# ")).expect("# sheet and title");
    let (sheet, title) = first.split_once('\t').expect("a tab before the title");
    let list = DutyList::ALL.into_iter().find(|list| list.label() == sheet).expect("a known list");
    let headings: Vec<&str> = lines.next().expect("headings").split('\t').collect();
    assert_eq!(headings, duty_headings(list), "headings of {title}");
    let rows: Vec<Vec<String>> = lines.map(row).collect();
    for cells in &rows {
        assert_eq!(cells.len(), headings.len(), "{title}: {cells:?}");
    }
    DutyTable { list, title: title.to_owned(), rows }
}

fn row(line: &str) -> Vec<String> {
    line.split('\t').map(|cell| cell.replace("\\n", "\n")).collect()
}
