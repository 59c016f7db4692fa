//! The sheet of one domain, in the official form.

use rust_xlsxwriter::{Format, Worksheet};

use super::cells::{column_number, put};
use super::columns::{Column, Columns};
use super::measure::{height, lines};
use super::page::page_starts;
use super::rows::{Row, rows, runs, upper_names};
use super::styles::Align;
use super::{Book, ChannelStyle, ExportError};
use crate::model::Domain;

/// The rows of headings: the two under title and line.
const HEAD: (u32, u32) = (2, 3);
/// The first row of items.
const FIRST: u32 = 4;
/// How the note begins that makes □ mean 可选.
const OPTIONAL_LEGEND: &str = "渠道说明：■ 选用，□ 可选。";

/// Writes the sheet.
pub(super) fn write(
    book: &Book<'_>,
    domain: &Domain,
    sheet: &mut Worksheet,
) -> Result<(), ExportError> {
    let columns = Columns::new(book, domain);
    for (index, width) in columns.widths.iter().enumerate() {
        sheet.set_column_width(column_number(index), *width)?;
    }
    let last = columns.list.len() - 1;
    sheet.set_column_hidden(column_number(last))?;
    let head = title(book, domain, &columns, sheet)? + headings(book, &columns, sheet)?;
    let room = book.page.height - head;
    let rows = rows(domain, &columns, book.page.font, room)?;
    let heights: Vec<f64> = rows.iter().map(Row::full_height).collect();
    let starts = page_starts(&heights, room);
    let after =
        Body { domain, columns: &columns, rows: &rows, starts: &starts }.write(book, sheet)?;
    let end = notes(book, domain, &columns, sheet, after)?;
    sheet.set_repeat_rows(0, HEAD.1)?;
    sheet.set_freeze_panes(FIRST, 0)?;
    sheet.set_print_area(0, 0, end - 1, column_number(columns.last_visible()))?;
    Ok(())
}

/// The title row and the line under it. Gives their height.
fn title(
    book: &Book<'_>,
    domain: &Domain,
    columns: &Columns<'_>,
    sheet: &mut Worksheet,
) -> Result<f64, ExportError> {
    let last = column_number(columns.last_visible());
    let name = domain.name.strip_suffix("领域").unwrap_or(&domain.name);
    let text = format!("{}{name}领域基层政务公开事项标准目录", book.catalogue.name());
    let first = if book.options.draft { 2 } else { 0 };
    if book.options.draft {
        put(sheet, (0, 0), (0, 1), "草稿", &book.styles.stamp)?;
    }
    put(sheet, (0, first), (0, last), &text, &book.styles.title)?;
    let (title, line) = (height(1, book.page.font * 2.0), height(1, book.page.font + 1.0));
    sheet.set_row_height(0, title)?.set_row_height(1, line)?;
    let lead = domain.lead.as_ref().map(|lead| format!("　　牵头单位：{}", lead.value));
    let left = format!("编制单位：{}{}", book.office(), lead.unwrap_or_default());
    let version = book.version().map(|version| format!("版本：{version}　　")).unwrap_or_default();
    let right = format!("{version}{}", book.date());
    let middle = last * 2 / 3;
    put(sheet, (1, 0), (1, middle), &left, &book.styles.line_left)?;
    put(sheet, (1, middle + 1), (1, last), &right, &book.styles.line_right)?;
    Ok(title + line)
}

/// The two rows of headings. Gives their height.
fn headings(
    book: &Book<'_>,
    columns: &Columns<'_>,
    sheet: &mut Worksheet,
) -> Result<f64, ExportError> {
    let mut start = 0;
    while let Some(column) = columns.list.get(start).copied() {
        let group = columns.group(column);
        let rest = columns.list.iter().skip(start);
        let length = rest.take_while(|c| columns.group(**c) == group).count();
        heading_group(book, columns, start, length, sheet)?;
        start += length;
    }
    let most = columns.list.iter().zip(&columns.widths).take(columns.last_visible() + 1);
    let most = most.map(|(column, width)| lines(&columns.heading(*column), *width, book.page.font));
    let upper = height(1, book.page.font);
    let lower = height(most.max().unwrap_or(1), book.page.font);
    sheet.set_row_height(HEAD.0, upper)?.set_row_height(HEAD.1, lower)?;
    Ok(upper + lower)
}

/// One heading over both rows, or a group heading over several columns.
fn heading_group(
    book: &Book<'_>,
    columns: &Columns<'_>,
    start: usize,
    length: usize,
    sheet: &mut Worksheet,
) -> Result<(), ExportError> {
    let head = &book.styles.head;
    let (first, last) = (column_number(start), column_number(start + length - 1));
    let group = columns.group(columns.list[start]);
    if group == columns.heading(columns.list[start]) {
        return put(sheet, (HEAD.0, first), (HEAD.1, last), &group, head);
    }
    put(sheet, (HEAD.0, first), (HEAD.0, last), &group, head)?;
    for index in start..start + length {
        let cell = (HEAD.1, column_number(index));
        put(sheet, cell, cell, &columns.heading(columns.list[index]), head)?;
    }
    Ok(())
}

/// The items of a sheet and where its pages begin.
struct Body<'a> {
    domain: &'a Domain,
    columns: &'a Columns<'a>,
    rows: &'a [Row],
    starts: &'a [usize],
}

impl Body<'_> {
    /// Writes all items. Gives the row after the last.
    fn write(&self, book: &Book<'_>, sheet: &mut Worksheet) -> Result<u32, ExportError> {
        let tops = self.tops();
        let shared = upper_names(self.columns);
        for (row, top) in self.rows.iter().zip(&tops) {
            for line in 0..row.span {
                sheet.set_row_height(top + line, row.height)?;
            }
            self.row(book, sheet, row, *top, &shared)?;
        }
        for (column, depth) in shared {
            for (start, end) in runs(&self.domain.items, depth, self.starts) {
                let range = (tops[start], tops[end] - 1);
                let format = book.styles.cell(Align::Center);
                self.name(sheet, range, column, start, format)?;
            }
        }
        let breaks: Vec<u32> = self.starts.iter().map(|start| tops[*start]).collect();
        sheet.set_page_breaks(&breaks)?;
        Ok(tops[self.rows.len()])
    }

    /// The first row of the sheet of each item, and the row after the last.
    fn tops(&self) -> Vec<u32> {
        let mut top = FIRST;
        let mut tops = vec![top];
        for row in self.rows {
            top += row.span;
            tops.push(top);
        }
        tops
    }

    /// One item, without the names that it shares with its neighbours.
    fn row(
        &self,
        book: &Book<'_>,
        sheet: &mut Worksheet,
        row: &Row,
        top: u32,
        shared: &[(usize, usize)],
    ) -> Result<(), ExportError> {
        let (left, center) = book.styles.row(row.font);
        for (index, text) in row.cells.iter().enumerate() {
            if shared.iter().any(|(column, _)| *column == index) {
                continue;
            }
            let column = self.columns.list[index];
            let format = match column.align() {
                _ if column == Column::Code => &book.styles.hidden,
                Align::Left => &left,
                Align::Center => &center,
            };
            let column = column_number(index);
            put(sheet, (top, column), (top + row.span - 1, column), text, format)?;
        }
        Ok(())
    }

    fn name(
        &self,
        sheet: &mut Worksheet,
        rows: (u32, u32),
        column: usize,
        start: usize,
        format: &Format,
    ) -> Result<(), ExportError> {
        let text = self.rows[start].cells.get(column).map_or("", String::as_str);
        let column = column_number(column);
        put(sheet, (rows.0, column), (rows.1, column), text, format)
    }
}

/// The notes under the table. Gives the row after the last.
fn notes(
    book: &Book<'_>,
    domain: &Domain,
    columns: &Columns<'_>,
    sheet: &mut Worksheet,
    first: u32,
) -> Result<u32, ExportError> {
    let last = columns.last_visible();
    let width = columns.widths.iter().take(last + 1).sum();
    let notes = std::iter::once(legend(book, domain, columns)).chain(unverified(domain, columns));
    let mut row = first;
    for note in notes {
        put(sheet, (row, 0), (row, column_number(last)), &note, &book.styles.note)?;
        sheet.set_row_height(row, height(lines(&note, width, book.page.font), book.page.font))?;
        row += 1;
    }
    Ok(row)
}

/// What ■ and □ mean. Only the first form makes □ mean 可选 when the sheet is read back.
fn legend(book: &Book<'_>, domain: &Domain, columns: &Columns<'_>) -> String {
    let declared = domain.legend.as_ref().map(|legend| legend.meaning.as_str());
    if columns.optional {
        return format!("{OPTIONAL_LEGEND}{}", declared.unwrap_or_default());
    }
    match (declared, book.options.layout.channels) {
        (Some(meaning), _) => format!("渠道说明（指引）：{meaning}"),
        (None, ChannelStyle::All) => "渠道说明：■ 选用，□ 未选用。".to_owned(),
        (None, ChannelStyle::Chosen) => "渠道说明：■ 选用。".to_owned(),
    }
}

/// What the column 待核 means, where there is one.
fn unverified(domain: &Domain, columns: &Columns<'_>) -> Option<String> {
    columns.list.contains(&Column::Unverified).then(|| {
        let count = domain.items.iter().filter(|item| !item.unverified.is_empty()).count();
        format!("待核说明：本表有 {count} 项列出了待核的栏，这些栏的文字没有在正式印发的文件中见到，报审前请对照原件核实。")
    })
}
