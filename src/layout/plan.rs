//! A form in numbers: which rows and columns its parts take, how wide and high these are, and where its
//! pages end. Nothing is written here.

use std::ops::Range;

use super::measure::{self, Fit, TALLEST, breaks, groups, height, lines, nearly_one, tall};
use super::styles::{CellRole, MARK, STAMP};
use super::{Column, Foot, Form, FormBox, Purpose, Row, page};

/// A row of fields below the table.
const FIELD: f64 = 30.0;
/// What a page has for rows in any case, should its head be as tall as the page.
const LEAST_ROOM: f64 = 72.0;
/// A box at least so tall is one in which people sign.
const SIGNED: f64 = 70.0;
/// What a title is higher than its text.
const AROUND_TITLE: f64 = 6.0;

/// A form in numbers. Rows and columns count from 0.
pub(super) struct LayoutPlan<'a> {
    form: &'a Form,
    /// The size of the text in points.
    pub(super) font: f64,
    /// The width of each column in units.
    pub(super) widths: Vec<f64>,
    /// The last column that is seen.
    pub(super) last: usize,
    /// How many columns 草稿 covers beside the title.
    pub(super) stamp: usize,
    /// The row of the title; 附件1 stands above it.
    pub(super) title: u32,
    /// The first row of the headings.
    pub(super) head: u32,
    /// The headings, none where the form has only boxes.
    pub(super) headings: Vec<HeadCell<'a>>,
    /// The rows of the table, in order.
    pub(super) rows: Vec<Laid>,
    /// The row after the headings, and the row after the table.
    pub(super) table: Range<u32>,
    /// Every row of the sheet.
    pub(super) lines: Vec<measure::PageRow>,
    /// How the rows fall into pages.
    pub(super) pages: Pages,
}

/// A row of the table in numbers.
pub(super) struct Laid {
    /// Its first row in the sheet.
    pub(super) top: u32,
    /// Its size.
    pub(super) fit: Fit,
    /// First and last column of each of its boxes.
    pub(super) boxes: Vec<(usize, usize)>,
}

/// A heading with what it covers.
pub(super) struct HeadCell<'a> {
    /// First and last row, counted from the first row of the headings.
    pub(super) rows: (u32, u32),
    /// First and last column.
    pub(super) columns: (usize, usize),
    /// What stands there.
    pub(super) text: &'a str,
    /// The column that it heads, if only one.
    pub(super) column: Option<&'a Column>,
}

/// How rows fall into pages.
pub(super) enum Pages {
    /// The spreadsheet ends them where it likes.
    Any,
    /// Everything stands on one page.
    One,
    /// These rows begin a page.
    From(Vec<u32>),
}

impl<'a> LayoutPlan<'a> {
    /// The numbers of a form.
    pub(super) fn new(form: &'a Form, draft: bool) -> Self {
        let mut plan = Self {
            form,
            font: page::font(form),
            widths: page::widths(form),
            last: form.columns.iter().rposition(|column| !column.hidden).unwrap_or(0),
            stamp: 0,
            title: 0,
            head: 0,
            headings: headings(&form.columns),
            rows: Vec::new(),
            table: 0..0,
            lines: Vec::new(),
            pages: Pages::Any,
        };
        plan.above(draft);
        plan.head();
        plan.body();
        plan.foot();
        plan.fill_page();
        plan.pages = plan.in_pages();
        plan
    }

    /// The points for text in a range of columns.
    pub(super) fn points(&self, (first, last): (usize, usize)) -> f64 {
        page::points(self.widths.get(first..=last).map_or(0.0, |widths| widths.iter().sum()))
    }

    /// The rows that stand at the top of every page.
    pub(super) fn repeated(&self) -> Range<u32> {
        let first = if self.form.purpose == Purpose::Part { 0 } else { self.head };
        first..self.table.start
    }

    /// The columns of the line under the title, with their texts: unit at the left, date at the right.
    pub(super) fn line(&self) -> Vec<((usize, usize), &'a str, CellRole)> {
        let texts = [(&self.form.left, CellRole::Line), (&self.form.right, CellRole::LineRight)];
        let texts: Vec<_> = texts.into_iter().filter(|(text, _)| !text.is_empty()).collect();
        let ranges = self.groups(texts.len());
        ranges.into_iter().zip(texts).map(|(range, (text, role))| (range, &**text, role)).collect()
    }

    /// The seen columns in so many neighbourhoods.
    pub(super) fn groups(&self, count: usize) -> Vec<(usize, usize)> {
        groups(self.widths.get(..=self.last).unwrap_or(&[]), count)
    }

    /// Whether a row of the sheet begins a page.
    pub(super) fn begins_page(&self, row: u32) -> bool {
        matches!(&self.pages, Pages::From(rows) if rows.binary_search(&row).is_ok())
    }

    fn above(&mut self, draft: bool) {
        let form = self.form;
        let attached = form.purpose == Purpose::Attachment;
        if !form.attachment.is_empty() || (draft && attached) {
            self.push(height(1, self.font * MARK), true);
        }
        if draft && !attached {
            self.stamp = self.stamp_columns();
        }
        self.title = self.next();
        let size = page::title_size(form);
        let wrapped = lines(&form.title, self.points((self.stamp, self.last)), size);
        // What stands at the top of every page must leave room for the rest.
        let around = if form.purpose == Purpose::Part { 0.0 } else { AROUND_TITLE };
        self.push(height(wrapped, size) + around, true);
        let size = self.font + 1.0;
        let line = self.line();
        let most = line.iter().map(|(range, text, _)| lines(text, self.points(*range), size)).max();
        if let Some(most) = most {
            self.push(height(most, size), true);
        } else if form.purpose == Purpose::Cover {
            self.push(height(1, self.font), true);
        }
        self.head = self.next();
    }

    /// As many columns as 草稿 needs; the title keeps one at least.
    fn stamp_columns(&self) -> usize {
        let needed = measure::number(measure::width("草稿")) * self.font * STAMP / 2.0;
        let enough = (0..self.last).find(|last| self.points((0, *last)) >= needed);
        enough.map_or(0, |last| last + 1)
    }

    fn head(&mut self) {
        let depth = self.headings.iter().map(|cell| cell.rows.1 + 1).max().unwrap_or(0);
        for row in 0..depth {
            let cells = self.headings.iter().filter(|cell| cell.rows.1 == row && cell.is_seen());
            let most = cells.map(|cell| lines(cell.text, self.points(cell.columns), self.font));
            self.push(height(most.max().unwrap_or(1), self.font).max(page::low(self.form)), true);
        }
        self.table = self.next()..self.next();
    }

    fn body(&mut self) {
        let repeated = self.repeated();
        let repeated = tall(&self.lines[repeated.start as usize..repeated.end as usize]);
        let room = (page::room(self.form) - repeated).max(LEAST_ROOM);
        // The first row stands below the title: it has no other page to go to.
        let below_title = (page::room(self.form) - tall(&self.lines)).max(LEAST_ROOM);
        let mut hanging = Hanging::new(self.last);
        for (at, row) in self.form.rows.iter().enumerate() {
            let room = if at == 0 { below_title } else { room };
            let boxes = hanging.place(row);
            let at_least = if let Row::Boxes(_, tall) = row { *tall } else { 0.0 };
            let fit = Fit::new(
                |font| self.row_lines(row, &boxes, font),
                self.font,
                at_least.max(page::low(self.form)),
                room,
            );
            let top = self.next();
            for line in 1..=fit.span {
                self.push(fit.height, line < fit.span || matches!(row, Row::Section(_)));
            }
            self.rows.push(Laid { top, fit, boxes });
        }
        self.table.end = self.next();
    }

    /// How many lines a row takes in a size.
    fn row_lines(&self, row: &Row, boxes: &[(usize, usize)], font: f64) -> usize {
        let most = match row {
            Row::Section(text) => Some(lines(text, self.points((0, self.last)), font)),
            Row::Boxes(all, _) => {
                let boxes = all.iter().zip(boxes);
                let needed = |(one, range): (&FormBox, _)| {
                    lines(&one.text, self.points(range), font).div_ceil(one.rows.max(1))
                };
                boxes.map(|(one, range)| needed((one, *range))).max()
            }
            row => {
                let cells = row.cells().iter().zip(&self.form.columns).zip(&self.widths);
                let seen = cells.filter(|((_, column), _)| !column.hidden);
                seen.map(|((text, _), width)| lines(text, page::points(*width), font)).max()
            }
        };
        most.unwrap_or(1)
    }

    fn foot(&mut self) {
        // The lines below the table never stand alone on a page.
        if let (false, Some(last)) = (self.form.foot.is_empty(), self.lines.last_mut()) {
            last.1 = true;
        }
        for foot in &self.form.foot {
            let needed = match foot {
                Foot::Note(text) => {
                    height(lines(text, self.points((0, self.last)), self.font), self.font)
                }
                Foot::Fields(_) => FIELD,
            };
            self.push(needed.min(TALLEST), true);
        }
    }

    /// Gives what a page that stands has left to the boxes in which people sign.
    fn fill_page(&mut self) {
        let left = page::room(self.form) - tall(&self.lines);
        let signed = self.form.rows.iter().zip(&mut self.rows).filter_map(|(row, laid)| {
            let is_signed = matches!(row, Row::Boxes(_, tall) if *tall >= SIGNED);
            (is_signed && laid.fit.span == 1).then_some(laid)
        });
        let signed: Vec<&mut Laid> = signed.collect();
        if !self.form.upright || self.form.purpose != Purpose::Attachment || left <= 0.0 {
            return;
        }
        let each = (left / measure::number(signed.len().max(1))).floor();
        for laid in signed {
            laid.fit.height = (laid.fit.height + each).min(TALLEST);
            if let Some(line) = self.lines.get_mut(laid.top as usize) {
                line.0 = laid.fit.height;
            }
        }
    }

    fn in_pages(&self) -> Pages {
        let room = page::room(self.form);
        match self.form.purpose {
            Purpose::Template => Pages::Any,
            Purpose::Cover => Pages::One,
            Purpose::Attachment if nearly_one(&self.lines, room) => Pages::One,
            _ if !self.keeps_together() => Pages::Any,
            Purpose::Attachment | Purpose::Part => {
                let repeated = self.repeated();
                let repeated = repeated.start as usize..repeated.end as usize;
                Pages::From(breaks(&self.lines, repeated, room))
            }
        }
    }

    /// Whether any rows of the table belong on one page, or share a cell: only then is it worth saying
    /// where pages end.
    fn keeps_together(&self) -> bool {
        let below = self.lines.get(self.table.start as usize..).unwrap_or(&[]);
        let joined = |row: &Row| matches!(row, Row::Joined(_, count) if *count > 0);
        below.iter().any(|line| line.1) || self.form.rows.iter().any(joined)
    }

    fn next(&self) -> u32 {
        u32::try_from(self.lines.len()).unwrap_or(u32::MAX)
    }

    /// The next row has this height; `stays` keeps it on the page of the row after it.
    fn push(&mut self, height: f64, stays: bool) {
        self.lines.push((height, stays));
    }
}

impl Row {
    /// The texts of the columns.
    pub(super) fn cells(&self) -> &[String] {
        match self {
            Self::Cells(cells)
            | Self::Joined(cells, _)
            | Self::Example(cells)
            | Self::Linked { cells, .. } => cells,
            Self::Section(_) | Self::Free | Self::Boxes(..) => &[],
        }
    }
}

impl HeadCell<'_> {
    fn is_seen(&self) -> bool {
        self.column.is_none_or(|column| !column.hidden)
    }
}

/// The headings: those above others over their neighbourhoods, each column's own down to the table.
fn headings(columns: &[Column]) -> Vec<HeadCell<'_>> {
    if columns.iter().all(|column| column.heading.is_empty()) {
        return Vec::new();
    }
    let number = |level: usize| u32::try_from(level).unwrap_or(u32::MAX);
    let depth = columns.iter().map(|column| column.above.len()).max().unwrap_or(0);
    let mut cells = Vec::new();
    for level in 0..depth {
        let path = |column: &Column| column.above.get(..=level).map(<[_]>::to_vec);
        let mut first = 0;
        for run in columns.chunk_by(|a, b| path(a) == path(b)) {
            let range = (first, first + run.len() - 1);
            first += run.len();
            if let Some(text) = run.first().and_then(|column| column.above.get(level)) {
                let rows = (number(level), number(level));
                cells.push(HeadCell { rows, columns: range, text, column: None });
            }
        }
    }
    cells.extend(columns.iter().enumerate().map(|(at, column)| HeadCell {
        rows: (number(column.above.len()), number(depth)),
        columns: (at, at),
        text: &column.heading,
        column: Some(column),
    }));
    cells
}

/// Boxes that reach down into the next rows.
struct Hanging {
    /// How many rows each column is still taken.
    taken: Vec<usize>,
}

impl Hanging {
    fn new(last: usize) -> Self {
        Self { taken: vec![0; last + 1] }
    }

    /// First and last column of each box of the next row; the last box covers what is left.
    fn place(&mut self, row: &Row) -> Vec<(usize, usize)> {
        let boxes = if let Row::Boxes(boxes, _) = row { &boxes[..] } else { &[] };
        let last = self.taken.len() - 1;
        let mut ranges = Vec::new();
        let mut first = 0;
        for (index, one) in boxes.iter().enumerate() {
            while first < last && self.taken[first] > 0 {
                first += 1;
            }
            let end = first + one.columns.max(1) - 1;
            let end = if index + 1 == boxes.len() { last } else { end.min(last) };
            let range = (first.min(end), end);
            self.taken[range.0..=range.1].fill(one.rows.max(1));
            ranges.push(range);
            first = end + 1;
        }
        for rows in &mut self.taken {
            *rows = rows.saturating_sub(1);
        }
        ranges
    }
}

#[cfg(test)]
mod tests;
