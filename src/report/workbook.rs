//! The report as a workbook: 校验结果 with every finding, and 整改反馈表, the form in which departments
//! answer what has to be mended.
//!
//! Every text is written as text and every height is set: see [`measure`]. The same findings give the
//! same bytes.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::Report;
use super::answers::{Answer, answers};
use crate::check::find_rule;
use crate::export::measure;
use crate::finding::Finding;
use crate::model::Field;

/// A column: heading, width, and whether its text stands in the middle.
struct Column(&'static str, f64, bool);

const FINDINGS: [Column; 11] = [
    Column("序号", 5.0, true),
    Column("级别", 5.0, true),
    Column("规则", 14.0, false),
    Column("位置", 18.0, false),
    Column("领域", 9.0, false),
    Column("编码", 8.0, true),
    Column("事项", 16.0, false),
    Column("栏目", 9.0, true),
    Column("问题", 30.0, false),
    Column("改法", 26.0, false),
    Column("继承", 5.0, true),
];

const ANSWERS: [Column; 7] = [
    Column("序号", 5.0, true),
    Column("问题", 42.0, false),
    Column("依据", 30.0, false),
    Column("整改措施", 28.0, false),
    Column("责任单位", 14.0, false),
    Column("完成时限", 11.0, false),
    Column("整改情况", 20.0, false),
];

/// The size of the text, in points.
const FONT: f64 = 9.0;
/// The greatest height of a row in Excel, with some slack.
const TALLEST: f64 = 405.0;
/// How much of a text is written, so that a row can show it.
const LONGEST: usize = 2_000;
/// Title, summary, headings.
const HEAD: u32 = 3;
/// Paper size A4, as Excel counts.
const A4: u8 = 9;
/// The day that stands in the file: not that of the clock, so that the same findings give the same bytes.
const CREATED: (u16, u8, u8) = (2020, 1, 1);

/// Writes the workbook.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn workbook(report: &Report<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let (year, month, day) = CREATED;
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    let properties = DocProperties::new().set_title("校验结果").set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let rows = report.findings.iter().enumerate().map(|(at, f)| finding_row(report, at, f));
    let styles = Styles::new();
    table(workbook.add_worksheet(), "校验结果", report, &FINDINGS, rows.collect(), &styles)?;
    let rows = answers(report).into_iter().enumerate().map(|(at, row)| answer_row(at, row));
    table(workbook.add_worksheet(), "整改反馈表", report, &ANSWERS, rows.collect(), &styles)?;
    workbook.save_to_buffer()
}

fn finding_row(report: &Report<'_>, at: usize, finding: &Finding) -> Vec<String> {
    let item = finding.item.as_ref();
    let code = item.and_then(|item| item.code.as_ref());
    vec![
        (at + 1).to_string(),
        finding.severity.label().to_owned(),
        titled(finding),
        report.map.describe(finding.location),
        item.map(|item| item.domain.clone()).unwrap_or_default(),
        code.map(ToString::to_string).unwrap_or_default(),
        item.map(|item| item.path.join("/")).unwrap_or_default(),
        finding.field.map(Field::heading).unwrap_or_default().to_owned(),
        finding.message.clone(),
        finding.help.clone().unwrap_or_default(),
        if finding.inherited { "是" } else { "" }.to_owned(),
    ]
}

/// The last two columns are for the unit.
fn answer_row(at: usize, answer: Answer) -> Vec<String> {
    let Answer { problem, reason, measure, unit } = answer;
    let mut row = vec![(at + 1).to_string(), problem, reason, measure, unit];
    row.resize(ANSWERS.len(), String::new());
    row
}

fn titled(finding: &Finding) -> String {
    match find_rule(finding.rule.0) {
        Some(rule) => format!("{}\n{}", finding.rule, rule.title),
        None => finding.rule.to_string(),
    }
}

struct Styles {
    title: Format,
    line: Format,
    head: Format,
    left: Format,
    center: Format,
}

impl Styles {
    fn new() -> Self {
        let font = |name: &str, size: f64| {
            Format::new()
                .set_font_name(name)
                .set_font_size(size)
                .set_align(FormatAlign::VerticalCenter)
        };
        let boxed = |format: Format| format.set_border(FormatBorder::Thin).set_text_wrap();
        let head = boxed(font("黑体", FONT)).set_background_color(Color::RGB(0xE7_E6_E6));
        Self {
            title: font("黑体", FONT * 2.0).set_align(FormatAlign::Center),
            line: font("宋体", FONT + 1.0),
            head: head.set_align(FormatAlign::Center),
            left: boxed(font("宋体", FONT)),
            center: boxed(font("宋体", FONT)).set_align(FormatAlign::Center),
        }
    }
}

fn table(
    sheet: &mut Worksheet,
    name: &str,
    report: &Report<'_>,
    columns: &[Column],
    rows: Vec<Vec<String>>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.merge_range(0, 0, 0, last, name, &styles.title)?;
    sheet.merge_range(1, 0, 1, last, &report.summary.line(), &styles.line)?;
    sheet.set_row_height(0, measure::height(1, FONT * 2.0))?;
    sheet.set_row_height(1, measure::height(1, FONT + 1.0))?;
    sheet.set_row_height(2, measure::height(1, FONT))?;
    for (index, column) in (0u16..).zip(columns) {
        sheet.set_column_width(index, column.1)?;
        sheet.write_string_with_format(2, index, column.0, &styles.head)?;
    }
    let mut end = HEAD - 1;
    for (row, texts) in (HEAD..).zip(&rows) {
        write_row(sheet, row, columns, texts, styles)?;
        end = row;
    }
    print_setup(sheet, end, last)
}

fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    columns: &[Column],
    texts: &[String],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut lines = 1;
    for ((index, column), text) in (0u16..).zip(columns).zip(texts) {
        let text: String = text.chars().take(LONGEST).collect();
        let format = if column.2 { &styles.center } else { &styles.left };
        sheet.write_string_with_format(row, index, &text, format)?;
        lines = lines.max(measure::lines(&text, column.1, FONT));
    }
    sheet.set_row_height(row, measure::height(lines, FONT).min(TALLEST))?;
    Ok(())
}

fn print_setup(sheet: &mut Worksheet, end: u32, last: u16) -> Result<(), XlsxError> {
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_margins(0.4, 0.4, 0.65, 0.65, 0.3, 0.3)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_footer("&C&9第 &P 页 共 &N 页");
    sheet.set_repeat_rows(0, HEAD - 1)?.set_freeze_panes(HEAD, 0)?;
    sheet.set_print_area(0, 0, end, last)?;
    Ok(())
}
