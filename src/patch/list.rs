//! A sheet that is added behind the others: lines of text and a table.

use super::sheet::CHARACTER;
use super::styles::Styles;
use super::xml::{cell_text, text};
use super::{PatchError, Shade};
use crate::layout::measure::{PIXELS, TALLEST, height, lines};
use crate::source::CellRef;

const HEADER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>";
/// What follows the table: gridlines are printed, for the cells have no borders of their own.
const PAGE: &str = "<printOptions gridLines=\"1\"/>\
    <pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
    <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>";

/// The size of its text in points: that of the workbook's default font, as it usually is.
const FONT: f64 = 11.0;

/// A sheet with lines above a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListSheet {
    /// Its name.
    pub name: String,
    /// Lines above the table.
    pub lines: Vec<String>,
    /// The headings of the table, with the widths of the columns in characters.
    pub columns: Vec<(String, u8)>,
    /// The rows of the table.
    pub rows: Vec<ListRow>,
}

/// A row of the table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListRow {
    /// The texts of its cells.
    pub cells: Vec<String>,
    /// The fill of one of its cells, by column.
    pub shade: Option<(usize, Shade)>,
    /// A cell that leads to a cell of another sheet, by column.
    pub link: Option<(usize, String, CellRef)>,
}

/// The part of the sheet.
pub(super) fn part(sheet: &ListSheet, styles: &mut Styles) -> Result<String, PatchError> {
    let mut writer = Writer { row: 0, data: String::new(), links: String::new(), styles };
    for line in &sheet.lines {
        writer.line(line);
    }
    writer.head(&sheet.columns)?;
    let frozen = writer.row;
    for row in &sheet.rows {
        writer.row(row, &sheet.columns)?;
    }
    let Writer { data, links, .. } = writer;
    let links = if links.is_empty() { links } else { format!("<hyperlinks>{links}</hyperlinks>") };
    Ok(format!(
        "{HEADER}<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"{frozen}\" \
         topLeftCell=\"A{}\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\
         <sheetFormatPr defaultRowHeight=\"15\"/>{}<sheetData>{data}</sheetData>{links}{PAGE}",
        frozen + 1,
        columns(&sheet.columns)
    ))
}

fn columns(columns: &[(String, u8)]) -> String {
    let column = |(number, (_, width)): (usize, &(String, u8))| {
        let number = number + 1;
        format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>")
    };
    format!("<cols>{}</cols>", columns.iter().enumerate().map(column).collect::<String>())
}

struct Writer<'s> {
    /// How many rows are written.
    row: u32,
    data: String,
    links: String,
    styles: &'s mut Styles,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.open(1);
        self.cell(0, 0, line);
        self.data.push_str("</row>");
    }

    fn head(&mut self, columns: &[(String, u8)]) -> Result<(), PatchError> {
        let style = self.styles.running_text(Some(Shade::Grey))?;
        self.open(1);
        for (column, (heading, _)) in (0u16..).zip(columns) {
            self.cell(column, style, heading);
        }
        self.data.push_str("</row>");
        Ok(())
    }

    fn row(&mut self, row: &ListRow, columns: &[(String, u8)]) -> Result<(), PatchError> {
        let room = |width: u8| f64::from(width) * CHARACTER / PIXELS;
        let cells = row.cells.iter().zip(columns);
        let most = cells.map(|(text, (_, width))| lines(text, room(*width), FONT)).max();
        self.open(most.unwrap_or(1));
        for (at, (column, value)) in (0u16..).zip(&row.cells).enumerate() {
            let shade = row.shade.filter(|(shaded, _)| *shaded == at).map(|(_, shade)| shade);
            let style = self.styles.running_text(shade)?;
            self.cell(column, style, value);
            if let Some((_, sheet, target)) = row.link.as_ref().filter(|(linked, ..)| *linked == at)
            {
                self.link(column, sheet, *target);
            }
        }
        self.data.push_str("</row>");
        Ok(())
    }

    /// Begins a row that is so many lines high.
    fn open(&mut self, lines: usize) {
        self.row += 1;
        let height = height(lines, FONT).min(TALLEST);
        let row = format!("<row r=\"{}\" ht=\"{height}\" customHeight=\"1\">", self.row);
        self.data.push_str(&row);
    }

    fn cell(&mut self, column: u16, style: usize, value: &str) {
        let cell = CellRef::new(self.row.saturating_sub(1), column);
        if value.is_empty() {
            self.data.push_str(&format!("<c r=\"{cell}\" s=\"{style}\"/>"));
            return;
        }
        let element = format!(
            "<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            cell_text(value)
        );
        self.data.push_str(&element);
    }

    fn link(&mut self, column: u16, sheet: &str, target: CellRef) {
        let cell = CellRef::new(self.row.saturating_sub(1), column);
        let location = text(&format!("'{}'!{target}", sheet.replace('\'', "''")));
        let location = location.replace('"', "&quot;");
        self.links.push_str(&format!("<hyperlink ref=\"{cell}\" location=\"{location}\"/>"));
    }
}
