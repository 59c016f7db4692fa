//! 封面: what this is, how much there is of it, and where it is signed and sealed.

use rust_xlsxwriter::{FormatAlign, FormatBorder, Worksheet};

use super::cells::{column_number, put, row_number};
use super::measure::{height, lines};
use super::styles::{Align, COVER_TITLE};
use super::{Book, ExportError};
use crate::model::{AdminLevel, Catalogue, Item};

/// The first row below the title.
const TOP: u32 = 2;
/// Rows of each place for signature and seal, at least.
const SIGNATURE_ROWS: u32 = 5;
/// The tallest that a row is drawn, in points on A3.
const ROW: f64 = 30.0;
/// Column widths on A3 at the left: label, value, gap.
const LEFT: [f64; 3] = [16.0, 58.0, 4.0];
/// The first column of the counts.
const COUNTS: usize = 3;

/// Places for signature and seal: heading, then the lines to fill in.
const SIGNATURES: [(&str, &str); 3] = [
    (
        "编制单位\n（盖章）",
        "经办人（签字）：　　　　　　　负责人（签字）：\n\n联系电话：\n\n　　　　　　　　　　　　　　　　年　　月　　日",
    ),
    (
        "审　核",
        "审核意见：\n\n\n审核人（签字）：　　　　　　　　　　　　　　\n　　　　　　　　　　　　　　　　年　　月　　日",
    ),
    (
        "批　准",
        "批准意见：\n\n\n批准人（签字、盖章）：　　　　　　　　　　　\n　　　　　　　　　　　　　　　　年　　月　　日",
    ),
];

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>, sheet: &mut Worksheet) -> Result<(), ExportError> {
    let counts = Counts::new(book.catalogue);
    let widths = widths(book, &counts);
    for (index, width) in widths.iter().enumerate() {
        sheet.set_column_width(column_number(index), *width)?;
    }
    let last = widths.len() - 1;
    let title = title(book, sheet, &widths)?;
    let facts = facts(book);
    let (above, places) = (row_number(facts.len()), row_number(SIGNATURES.len()));
    let beside = row_number(counts.rows.len());
    let each = (beside.saturating_sub(above) / places).max(SIGNATURE_ROWS);
    let rows = beside.max(above + each * places);
    let tall = ((book.page.height - title) / f64::from(rows + 1))
        .clamp(height(1, book.page.large), ROW * book.page.scale());
    for row in 0..rows {
        let fact = facts.get(row as usize).map_or("", |fact| fact.1.as_str());
        let needed = height(lines(fact, widths[1], book.page.large), book.page.large);
        sheet.set_row_height(TOP + row, tall.max(needed))?;
    }
    write_facts(book, sheet, &facts)?;
    write_signatures(book, sheet, TOP + above, each)?;
    counts.write(book, sheet)?;
    sheet.set_print_fit_to_pages(1, 1).set_print_center_vertically(true);
    sheet.set_print_area(0, 0, TOP + rows - 1, column_number(last))?;
    Ok(())
}

fn widths(book: &Book<'_>, counts: &Counts) -> Vec<f64> {
    let wishes: Vec<f64> = LEFT.into_iter().chain(counts.widths()).collect();
    let sum: f64 = wishes.iter().sum();
    let room = book.page.units(wishes.len());
    wishes.iter().map(|width| width / sum * room).collect()
}

/// The title. Gives the height of what stands above the rest.
fn title(book: &Book<'_>, sheet: &mut Worksheet, widths: &[f64]) -> Result<f64, ExportError> {
    let text = format!("{}政务公开事项标准目录", book.catalogue.name());
    let size = book.page.large * COVER_TITLE;
    let first = u16::from(book.options.draft);
    if book.options.draft {
        put(sheet, (0, 0), (0, 0), "草稿", &book.large.stamp)?;
    }
    let last = column_number(widths.len() - 1);
    put(sheet, (0, first), (0, last), &text, &book.large.cover_title)?;
    let width = widths.iter().skip(usize::from(first)).sum();
    let (tall, gap) = (height(lines(&text, width, size), size) + 10.0, height(1, book.page.large));
    sheet.set_row_height(0, tall)?.set_row_height(1, gap)?;
    Ok(tall + gap)
}

/// Label and value of each line at the left.
fn facts(book: &Book<'_>) -> Vec<(&'static str, String)> {
    let catalogue = book.catalogue;
    let unverified = catalogue.items().filter(|(_, item)| !item.unverified.is_empty()).count();
    let mut facts = vec![
        ("本级名称", catalogue.name().to_owned()),
        ("层　　级", catalogue.level().label().to_owned()),
        ("版　　本", book.version().unwrap_or_default().to_owned()),
        ("日　　期", book.date()),
        ("编制单位", book.office().to_owned()),
        (
            "领域和事项",
            format!("{} 个领域，{} 项", catalogue.domains.len(), catalogue.item_count()),
        ),
    ];
    if unverified > 0 {
        facts.push(("待　　核", format!("{unverified} 项（见各领域表的“待核”栏）")));
    }
    facts.push(("内容指纹", book.fingerprint.clone()));
    facts
}

fn write_facts(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    facts: &[(&str, String)],
) -> Result<(), ExportError> {
    for (row, (label, value)) in (TOP..).zip(facts) {
        put(sheet, (row, 0), (row, 0), label, &book.large.head)?;
        put(sheet, (row, 1), (row, 1), value, book.large.cell(Align::Left))?;
    }
    Ok(())
}

fn write_signatures(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    first: u32,
    rows: u32,
) -> Result<(), ExportError> {
    let place = book
        .styles
        .plain(book.page.large)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter);
    let mut top = first;
    for (label, text) in SIGNATURES {
        let bottom = top + rows - 1;
        put(sheet, (top, 0), (bottom, 0), label, &book.large.head)?;
        put(sheet, (top, 1), (bottom, 1), text, &place)?;
        top = bottom + 1;
    }
    Ok(())
}

/// The table of counts: a row of headings, a row a domain, a row of sums.
struct Counts {
    levels: Vec<AdminLevel>,
    rows: Vec<Vec<String>>,
}

impl Counts {
    fn new(catalogue: &Catalogue) -> Self {
        let has = |item: &Item, level| {
            item.fields.levels.as_ref().is_some_and(|levels| levels.value.contains(level))
        };
        let levels: Vec<AdminLevel> = AdminLevel::ALL
            .into_iter()
            .filter(|level| catalogue.items().any(|(_, item)| has(item, *level)))
            .collect();
        let numbers = |items: &[&Item]| -> Vec<String> {
            let of_level = |level: &AdminLevel| items.iter().filter(|i| has(i, *level)).count();
            let unverified = items.iter().filter(|item| !item.unverified.is_empty()).count();
            let counts = std::iter::once(items.len()).chain(levels.iter().map(of_level));
            counts.chain([unverified]).map(|count| count.to_string()).collect()
        };
        let texts = |words: [&str; 2]| words.map(str::to_owned).to_vec();
        let mut rows = vec![texts(["编号", "领域"])];
        let headings = std::iter::once("事项数").chain(levels.iter().map(|level| level.label()));
        rows[0].extend(headings.chain(["待核"]).map(str::to_owned));
        for domain in &catalogue.domains {
            let items: Vec<&Item> = domain.items.iter().collect();
            rows.push([texts([domain.number.as_str(), &domain.name]), numbers(&items)].concat());
        }
        let all: Vec<&Item> = catalogue.items().map(|(_, item)| item).collect();
        rows.push([texts(["", "合计"]), numbers(&all)].concat());
        Self { levels, rows }
    }

    /// 编号, 领域, 事项数, each level, 待核.
    fn widths(&self) -> impl Iterator<Item = f64> {
        let levels = self.levels.iter().map(|_| 9.0);
        [8.0, 46.0, 10.0].into_iter().chain(levels).chain([9.0])
    }

    fn write(&self, book: &Book<'_>, sheet: &mut Worksheet) -> Result<(), ExportError> {
        let last = self.rows.len().saturating_sub(1);
        for (at, row) in self.rows.iter().enumerate() {
            for (index, text) in row.iter().enumerate() {
                let format = match (at, index) {
                    (0, _) => &book.large.head,
                    (at, _) if at == last => &book.large.head,
                    (_, 1) => book.large.cell(Align::Left),
                    _ => book.large.cell(Align::Center),
                };
                let cell = (TOP + row_number(at), column_number(COUNTS + index));
                put(sheet, cell, cell, text, format)?;
            }
        }
        Ok(())
    }
}
