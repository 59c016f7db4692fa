//! The looks of cells. Nothing relies on colour: the workbook is printed in black and white.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use super::FontProfile;

/// The format of cells that have none, which also sets the unit of column width.
pub(in crate::export) fn default_format() -> Format {
    const CHINESE: u8 = 134;
    font("宋体", 11.0).set_font_charset(CHINESE)
}

/// How the text of a body cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Running text.
    Left,
    /// Marks, numbers and short names.
    Center,
}

/// How much larger than the other text the title of the cover is.
pub(in crate::export) const COVER_TITLE: f64 = 3.0;

/// The formats of a sheet, in one size.
pub(in crate::export) struct Styles {
    body_font: &'static str,
    base: f64,
    /// The title of a sheet.
    pub(in crate::export) title: Format,
    /// The title of the cover.
    pub(in crate::export) cover_title: Format,
    /// The line under a title, at the left.
    pub(in crate::export) line_left: Format,
    /// The line under a title, at the right.
    pub(in crate::export) line_right: Format,
    /// A heading of a table.
    pub(in crate::export) head: Format,
    /// A line between parts of a table.
    pub(in crate::export) section: Format,
    /// A note under a table.
    pub(in crate::export) note: Format,
    /// 草稿.
    pub(in crate::export) stamp: Format,
    /// 附件1, at the upper left of a form.
    pub(in crate::export) mark: Format,
    /// A cell of a hidden column. It does not wrap, or LibreOffice prints its text all the same.
    pub(in crate::export) hidden: Format,
    /// A link to another sheet.
    pub(in crate::export) link: Format,
    left: Format,
    center: Format,
}

impl Styles {
    /// Formats with these fonts and this size of body text.
    pub(in crate::export) fn new(fonts: FontProfile, base: f64) -> Self {
        let (title, head, body) = match fonts {
            FontProfile::Plain => ("黑体", "黑体", "宋体"),
            FontProfile::Official => ("方正小标宋简体", "黑体", "仿宋_GB2312"),
        };
        let boxed = |format: Format| format.set_border(FormatBorder::Thin).set_text_wrap();
        let head_cell = boxed(font(head, base)).set_align(FormatAlign::VerticalCenter);
        let line = font(body, base + 1.0).set_align(FormatAlign::VerticalCenter).set_text_wrap();
        Self {
            body_font: body,
            base,
            title: middle(font(title, base * 2.0)),
            cover_title: middle(font(title, base * COVER_TITLE)).set_text_wrap(),
            line_left: line.clone(),
            line_right: line.set_align(FormatAlign::Right),
            head: head_cell
                .clone()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0xE7_E6_E6)),
            section: head_cell.set_background_color(Color::RGB(0xF2_F2_F2)),
            note: font(body, base).set_align(FormatAlign::Top).set_text_wrap(),
            stamp: middle(font("黑体", base * 1.8)).set_bold().set_border(FormatBorder::Medium),
            mark: font("黑体", base * 1.4).set_align(FormatAlign::VerticalCenter),
            hidden: font(body, base),
            link: body_cell(body, base, Align::Left).set_underline(FormatUnderline::Single),
            left: body_cell(body, base, Align::Left),
            center: body_cell(body, base, Align::Center),
        }
    }

    /// A body cell in the usual size.
    pub(in crate::export) fn cell(&self, align: Align) -> &Format {
        match align {
            Align::Left => &self.left,
            Align::Center => &self.center,
        }
    }

    /// The formats of a row: those of [`Styles::cell`], or smaller ones.
    pub(in crate::export) fn row(&self, size: f64) -> (Format, Format) {
        if size < self.base {
            let cell = |align| body_cell(self.body_font, size, align);
            (cell(Align::Left), cell(Align::Center))
        } else {
            (self.left.clone(), self.center.clone())
        }
    }

    /// Text of the cover, without a box.
    pub(in crate::export) fn plain(&self, size: f64) -> Format {
        font(self.body_font, size).set_align(FormatAlign::VerticalCenter).set_text_wrap()
    }
}

fn font(name: &str, size: f64) -> Format {
    Format::new().set_font_name(name).set_font_size(size)
}

fn middle(format: Format) -> Format {
    format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
}

fn body_cell(name: &str, size: f64, align: Align) -> Format {
    let cell = font(name, size)
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    match align {
        Align::Left => cell.set_align(FormatAlign::Left),
        Align::Center => cell.set_align(FormatAlign::Center),
    }
}
