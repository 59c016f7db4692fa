//! The looks of cells. Nothing relies on colour: the workbook is printed in black and white.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use super::FontProfile;

/// The format of cells that have none, which also sets the unit of column width.
pub(super) fn default_format() -> Format {
    const CHINESE: u8 = 134;
    font("宋体", 11.0).set_font_charset(CHINESE)
}

/// How much larger than the text 草稿 in a cell is.
pub(super) const STAMP: f64 = 1.8;
/// How much larger than the text 附件1 is.
pub(super) const MARK: f64 = 1.4;

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CellRole {
    /// The title of a sheet.
    Title,
    /// The line under a title, at the left.
    Line,
    /// The line under a title, at the right.
    LineRight,
    /// 草稿.
    Stamp,
    /// 附件1, at the upper left of a form.
    Mark,
    /// A heading of a table.
    Head,
    /// The heading of what must be filled in.
    HeadDark,
    /// The heading of what may be filled in.
    HeadPlain,
    /// A line between parts of a table.
    Section,
    /// A note under a table.
    Note,
    /// A cell of a hidden column. It does not wrap, or LibreOffice prints its text all the same.
    Hidden,
    /// A link to another sheet.
    Link,
    /// Running text.
    Left,
    /// Marks, numbers and short names.
    Center,
    /// Room for an opinion.
    Blank,
    /// Running text of an example.
    ExampleLeft,
    /// Marks, numbers and short names of an example.
    ExampleCenter,
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CellStyle {
    role: CellRole,
    /// In tenths of a point, so that looks can be compared.
    tenths: u16,
    /// Whether it is to be filled in: not locked, and what is typed into a table stays text, so that
    /// 19.010 becomes no number and 1-2 no date.
    input: bool,
}

impl CellStyle {
    /// A cell that is given, in a size in points.
    pub(super) fn new(role: CellRole, size: f64) -> Self {
        // The cast is safe: sizes are positive and below a hundred.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let tenths = (size * 10.0).round() as u16;
        Self { role, tenths, input: false }
    }

    /// The same, to be filled in where `input` says so.
    pub(super) fn input(self, input: bool) -> Self {
        Self { input, ..self }
    }
}

/// The formats of a workbook, each made once.
pub(super) struct Styles {
    fonts: FontProfile,
    made: BTreeMap<CellStyle, Format>,
}

impl Styles {
    /// Formats with these fonts.
    pub(super) fn new(fonts: FontProfile) -> Self {
        Self { fonts, made: BTreeMap::new() }
    }

    /// The format of a cell.
    pub(super) fn format(&mut self, style: CellStyle) -> &Format {
        let fonts = self.fonts;
        self.made.entry(style).or_insert_with(|| format(fonts, style))
    }
}

fn format(fonts: FontProfile, style: CellStyle) -> Format {
    let (title, body) = match fonts {
        FontProfile::Plain => ("黑体", "宋体"),
        FontProfile::Official => ("方正小标宋简体", "仿宋_GB2312"),
    };
    let name = match style.role {
        CellRole::Title => title,
        CellRole::Stamp
        | CellRole::Mark
        | CellRole::Head
        | CellRole::HeadDark
        | CellRole::HeadPlain
        | CellRole::Section => "黑体",
        _ => body,
    };
    let plain = font(name, f64::from(style.tenths) / 10.0);
    let made = in_role(style.role, plain);
    match style.role {
        _ if !style.input => made,
        CellRole::Blank | CellRole::Line => made.set_unlocked(),
        _ => made.set_unlocked().set_num_format("@"),
    }
}

fn in_role(role: CellRole, plain: Format) -> Format {
    let middle = |format: Format| format.set_align(FormatAlign::VerticalCenter).set_text_wrap();
    let centred = |format: Format| middle(format.set_align(FormatAlign::Center));
    let boxed = |format: Format| format.set_border(FormatBorder::Thin);
    let shaded = |format: Format, grey| format.set_background_color(Color::RGB(grey));
    let example = |role| shaded(in_role(role, plain.clone()), 0xF2_F2_F2).set_italic();
    match role {
        CellRole::Title => centred(plain),
        CellRole::Line => middle(plain),
        CellRole::LineRight => middle(plain.set_align(FormatAlign::Right)),
        CellRole::Stamp => centred(plain).set_bold().set_border(FormatBorder::Medium),
        CellRole::Mark => plain.set_align(FormatAlign::VerticalCenter),
        CellRole::Head => shaded(boxed(centred(plain)), 0xE7_E6_E6),
        CellRole::HeadDark => shaded(boxed(centred(plain)), 0xD9_D9_D9),
        CellRole::HeadPlain | CellRole::Center => boxed(centred(plain)),
        CellRole::Section => shaded(boxed(middle(plain)), 0xF2_F2_F2),
        CellRole::Note => plain.set_align(FormatAlign::Top).set_text_wrap(),
        CellRole::Hidden => plain,
        CellRole::Link => boxed(middle(plain)).set_underline(FormatUnderline::Single),
        CellRole::Left | CellRole::Blank => boxed(middle(plain.set_align(FormatAlign::Left))),
        CellRole::ExampleLeft => example(CellRole::Left),
        CellRole::ExampleCenter => example(CellRole::Center),
    }
}

fn font(name: &str, size: f64) -> Format {
    Format::new().set_font_name(name).set_font_size(size)
}
