//! The sheet 填写说明: plain lines of text.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::layout::row_height;
use crate::model::form::GUIDE_SHEET;

const WIDTH: u16 = 92;
const POINTS: f64 = 12.0;

/// What holds for every template.
const COMMON: [&str; 5] = [
    "表头不要改名，不要删。可以在右边加自己的栏，也可以调整栏的先后。",
    "灰底的栏必须填。把鼠标放到表头右上角有红色小角的格子上，会显示这一栏填什么。",
    "有下拉列表的格子，点右边的小箭头选。列表的内容放在隐藏的“码表”里：在工作表标签上点右键，选“取消隐藏”就能看到。",
    "每张表的斜体灰底第一行是示例，“序号”写着“示例”，读取时跳过，留着或删掉都可以。",
    "不够的行往下接着填，填好后存成 .xlsx（WPS 里选“Microsoft Excel 文件”），放进仓库里说明的文件夹，再运行 mulu check 校验。",
];

/// Writes the sheet: the title, the lines of this kind of template, then what holds for all.
pub(super) fn write(sheet: &mut Worksheet, title: &str, lines: &[&str]) -> Result<(), XlsxError> {
    let heading = Format::new()
        .set_font_name("黑体")
        .set_font_size(16)
        .set_align(FormatAlign::VerticalCenter);
    let body = Format::new()
        .set_font_name("宋体")
        .set_font_size(POINTS)
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    sheet.set_name(GUIDE_SHEET)?;
    sheet.set_column_width(0, f64::from(WIDTH))?;
    sheet.write_string_with_format(0, 0, format!("{title}填写说明"), &heading)?;
    sheet.set_row_height(0, 34)?;
    for (row, line) in (1u32..).zip(lines.iter().chain(&COMMON)) {
        let text = format!("{row}．{line}");
        sheet.set_row_height(row, row_height([(text.as_str(), WIDTH)].into_iter(), POINTS))?;
        sheet.write_string_with_format(row, 0, text, &body)?;
    }
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_footer("&C第 &P 页 共 &N 页")
        .set_screen_gridlines(false);
    Ok(())
}
