//! Rows that are no items: titles, repeated heads, notes, totals, page numbers, signatures.
//!
//! Judges one row by its own texts and the head of its table. A row is only taken for noise when it
//! cannot be an item; in doubt it stays.

use std::cell::OnceCell;

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::locate::{heading, powers};
use crate::input::sheet::recognition::Skip;
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::input::sheet::view::View;
use crate::model::{fold, form, writing};
use crate::source::CellRef;
use crate::text::Wording;

/// A row with more texts is a full one: only short texts in it can say that it is no item.
const FULL_ROW: usize = 8;
/// A text of more bytes is too long for that.
const SHORT_TEXT: usize = 100;
/// A row of a total has not more texts.
const TOTAL_CELLS: usize = 3;
/// A row between two tables that is a title of the second has not more texts.
const TITLE_CELLS: usize = 2;
/// A text over so many columns is no value of one of them.
const WIDE: u16 = 3;
/// The name of a group of rows is not longer.
const LONGEST_GROUP: usize = 40;
/// A text above a head that is longer is a note, and no title.
const LONGEST_LINE: usize = 40;
/// A longer word does not stand for a note beside it.
const LONGEST_LABEL: usize = 4;
/// A longer text is no title, however it ends.
const LONGEST_TITLE: usize = 60;
/// What stands in brackets and is not longer may be a number or a name: （三）.
const SHORT_BRACKETS: usize = 6;
/// So many headings in one text are a row of the head.
const FLAT_HEAD: usize = 3;
/// So many numbers that follow one another are those of the columns.
const COLUMN_NUMBERS: usize = 4;
/// The Chinese number of a page is not longer.
const PAGE_NUMBER: usize = 4;
/// A row of signatures has not more texts.
const SIGNATURE_CELLS: usize = 8;
/// Who signed, beside 填表人 and the like, is not longer.
const LONGEST_SIGNER: usize = 12;
/// A signature with who signed is not longer.
const LONGEST_SIGNATURE: usize = 40;

/// A row as noise is judged.
struct NoiseRow<'a> {
    cells: Vec<NoiseCell<'a>>,
    /// How many columns the first text spans.
    span: u16,
}

/// A text of it, folded when somebody asks: most rows are told by their first texts.
struct NoiseCell<'a> {
    column: u16,
    written: &'a str,
    /// Whether it is too long for a heading or a note.
    is_long: bool,
    folded: OnceCell<String>,
}

impl NoiseCell<'_> {
    fn text(&self) -> &str {
        if self.is_long {
            return self.written;
        }
        self.folded.get_or_init(|| plain(self.written))
    }
}

impl<'a> NoiseRow<'a> {
    fn new(view: &View<'a>, row: u32) -> Self {
        let count = view.cells(row).count();
        let cells = view.cells(row).map(|(column, cell)| NoiseCell {
            column,
            written: &cell.text,
            is_long: count > FULL_ROW && cell.text.len() > SHORT_TEXT,
            folded: OnceCell::new(),
        });
        let cells: Vec<NoiseCell<'a>> = cells.collect();
        let span = cells.first().map_or(1, |cell| view.span(CellRef::new(row, cell.column)));
        Self { cells, span }
    }

    /// The first text as it stands.
    fn first(&self) -> &str {
        self.cells.first().map_or("", |cell| cell.written.trim())
    }

    /// The only text of the row.
    fn alone(&self) -> Option<&str> {
        match self.cells.as_slice() {
            [cell] => Some(cell.text()),
            _ => None,
        }
    }
}

/// A text folded, in simplified characters and without readings.
fn plain(text: &str) -> String {
    fold::compact(&writing::without_pinyin(&writing::simplified(text)))
}

/// Why a row below a head is no item; `None` when it may be one.
pub(in crate::input::sheet) fn below_head(
    view: &View<'_>,
    row: u32,
    columns: &[SheetColumn],
    kind: TableKind,
) -> Option<Skip> {
    let line = NoiseRow::new(view, row);
    if is_repeated_head(&line, columns, kind) || is_flat_head(&line, kind) {
        return Some(Skip::RepeatedHead);
    }
    if is_column_numbers(&line) {
        return Some(Skip::ColumnNumbers);
    }
    if line.cells.len() <= TOTAL_CELLS && line.cells.iter().any(|cell| is_total(cell.text())) {
        return Some(Skip::Total);
    }
    if is_signature_row(&line) {
        return Some(Skip::Signature);
    }
    if is_example(&line, columns) {
        return Some(Skip::Example);
    }
    if is_footnote(&line, columns) {
        return Some(Skip::Note);
    }
    if kind == TableKind::Duties && names_power(&line) {
        return Some(Skip::Group);
    }
    let text = line.alone()?;
    if is_page_number(text) {
        return Some(Skip::PageNumber);
    }
    if let Some(skip) = remark(text) {
        return Some(skip);
    }
    let at = line.cells.first()?.column;
    lone_text(&line, text, at, columns)
}

/// 说明 | 本目录由某镇人民政府负责解释: a note whose first word has a cell of its own.
fn is_footnote(line: &NoiseRow<'_>, columns: &[SheetColumn]) -> bool {
    let [word, _] = line.cells.as_slice() else { return false };
    let column = columns.iter().find(|column| column.index == word.column);
    let leads =
        column.is_none_or(|c| matches!(c.role, ColumnRole::Serial | ColumnRole::Name(0 | 1)));
    let word = word.text().trim_end_matches([':', '：']);
    leads && remark(word) == Some(Skip::Note) && word.chars().count() <= LONGEST_LABEL
}

/// A lone text that is no remark: a title, the name of a group, or part of an item.
fn lone_text(line: &NoiseRow<'_>, text: &str, at: u16, columns: &[SheetColumn]) -> Option<Skip> {
    let column = columns.iter().find(|column| column.index == at);
    let first_name =
        columns.iter().find(|c| matches!(c.role, ColumnRole::Name(_) | ColumnRole::DutyName));
    let wide = line.span >= WIDE;
    let leading = column.is_none_or(|c| {
        matches!(
            c.role,
            ColumnRole::Serial | ColumnRole::Name(0 | 1) | ColumnRole::Domain | ColumnRole::Power
        ) || first_name.is_some_and(|name| name.index == c.index)
    });
    if is_title(text) && (wide || leading) {
        return Some(Skip::Title);
    }
    let length = text.chars().count();
    if wide && length > LONGEST_GROUP || leading && is_sentence(text) {
        return Some(Skip::Note);
    }
    // A basis is no name of a group: it goes on with the one above.
    if !wide && Looks::of(line.first()).is_basis() {
        return None;
    }
    let deepest =
        columns.iter().rev().find(|c| matches!(c.role, ColumnRole::Name(_) | ColumnRole::DutyName));
    let is_deepest = deepest.is_some_and(|c| c.index == at);
    (wide || (leading && !is_deepest && length >= fit::SHORTEST_NAME)).then_some(Skip::Group)
}

/// Says something of the rows, and names no group of them: （以下由乡镇公开）, 每年更新一次；涉密的不公开。
fn is_sentence(text: &str) -> bool {
    let text = text.trim();
    is_bracketed(text) || text.trim_end_matches(['。', ';', '；']).contains(['。', ';', '；'])
}

/// （以下由乡镇公开）.
fn is_bracketed(text: &str) -> bool {
    text.starts_with(['(', '（'])
        && text.ends_with([')', '）'])
        && text.matches(['(', '（']).count() == 1
        && text.chars().count() > SHORT_BRACKETS
}

/// Whether a lone text is a note, a title or a signature by its own words, wherever it stands.
pub(super) fn is_aside(text: &str) -> bool {
    let text = plain(text);
    remark(&text).is_some()
        || is_title(&text)
        || is_signature(&text)
        || is_page_number(&text)
        || is_bracketed(&text)
}

/// What a row above a head is.
pub(in crate::input::sheet) fn above_head(view: &View<'_>, row: u32) -> Skip {
    let line = NoiseRow::new(view, row);
    let text = line.cells.first().map_or("", NoiseCell::text);
    if let Some(skip) = remark(text) {
        return skip;
    }
    if is_signature_row(&line) || is_signature(text) {
        return Skip::Signature;
    }
    if line.alone().is_some_and(is_page_number) {
        return Skip::PageNumber;
    }
    if is_title(text) || line.first().chars().count() <= LONGEST_LINE {
        Skip::Title
    } else {
        Skip::Note
    }
}

/// Whether a row may stand above the head of another table.
pub(in crate::input::sheet) fn may_be_title(view: &View<'_>, row: u32) -> bool {
    let line = NoiseRow::new(view, row);
    line.cells.len() <= TITLE_CELLS
        && line.cells.first().map(NoiseCell::text).is_some_and(|text| {
            is_title(text)
                || remark(text).is_some()
                || is_signature(text)
                || line.span >= WIDE
                || names_power(&line)
        })
}

/// The text of a row, cells joined.
pub(in crate::input::sheet) fn text(view: &View<'_>, row: u32) -> String {
    let texts: Vec<String> =
        view.cells(row).map(|(_, cell)| cell.text.trim().replace(['\n', '\r'], " ")).collect();
    texts.join(" | ")
}

fn is_repeated_head(line: &NoiseRow<'_>, columns: &[SheetColumn], kind: TableKind) -> bool {
    let known = |cell: &&NoiseCell<'_>| {
        // 全社会, 主动 and 县级 are what cells say, too, where one column holds them all.
        heading::exact(kind, &heading::key(cell.text())).is_some_and(|(role, _)| {
            columns.iter().any(|c| c.index == cell.column && c.role == role)
        })
    };
    // More than half, and two at least; a row of an item is told by its first cells.
    let count = line.cells.len();
    let most_foreign = count.saturating_sub(count / 2 + 1);
    count >= 2
        && line.cells.iter().filter(|cell| !known(cell)).nth(most_foreign).is_none()
        && !holds_data(line, columns)
}

/// Whether a row names the kind of power of the duties below it, and nothing else: 二、行政处罚（共12项）, or
/// 二 | 行政处罚 with its number in a cell of its own.
fn names_power(line: &NoiseRow<'_>) -> bool {
    let texts: Vec<&str> = line.cells.iter().map(|cell| cell.written).collect();
    let short = line.cells.iter().all(|cell| cell.written.len() <= SHORT_TEXT);
    let numbered = |text: &str| text.chars().all(|c| !c.is_ascii_digit());
    match texts.as_slice() {
        [text] => short && powers::in_group(text).is_some(),
        // 1 | 行政检查 may be a duty of which the rest is blank.
        [number, rest @ ..] => {
            short
                && rest.len() < TOTAL_CELLS
                && numbered(number)
                && powers::in_group(&texts.join("|")).is_some()
        }
        [] => false,
    }
}

/// Whether a row has a number, a limit or a basis in its column, as no head has.
fn holds_data(line: &NoiseRow<'_>, columns: &[SheetColumn]) -> bool {
    line.cells.iter().any(|cell| {
        let mut own = columns.iter().filter(|column| column.index == cell.column);
        own.any(|column| match column.role {
            ColumnRole::Serial => cell.text().parse::<u32>().is_ok(),
            ColumnRole::Limit | ColumnRole::Basis | ColumnRole::DutyBasis => {
                heading::exact(TableKind::Catalogue, &heading::key(cell.text())).is_none()
                    && fit::fit(&column.role, &Looks::of(cell.written)) >= fit::FITS
            }
            _ => false,
        })
    })
}

/// A row of the head that a converter made one text of: 全社会 特定群体 主动 依申请公开.
fn is_flat_head(line: &NoiseRow<'_>, kind: TableKind) -> bool {
    let Some(text) = line.alone().and(line.cells.first()).map(|cell| cell.written) else {
        return false;
    };
    let mut words = text.split_whitespace().peekable();
    let count = text.split_whitespace().take(FLAT_HEAD).count();
    words.peek().is_some()
        && count >= FLAT_HEAD
        && words.all(|word| heading::exact(kind, &heading::key(word)).is_some())
}

/// 1 2 3 4 … under the head.
fn is_column_numbers(line: &NoiseRow<'_>) -> bool {
    let numbers: Option<Vec<u32>> =
        line.cells.iter().map(|cell| cell.text().trim_matches(['(', ')']).parse().ok()).collect();
    numbers.is_some_and(|numbers| {
        numbers.len() >= COLUMN_NUMBERS
            && numbers.windows(2).all(|pair| pair[1] == pair[0].saturating_add(1))
    })
}

/// Whether the row shows how it is done: it says so in place of its number, or before anything else.
fn is_example(line: &NoiseRow<'_>, columns: &[SheetColumn]) -> bool {
    let serial = columns.iter().find(|column| column.role == ColumnRole::Serial);
    let number = serial.and_then(|c| line.cells.iter().find(|cell| cell.column == c.index));
    number.is_some_and(|cell| form::is_example(cell.text()))
        || line.cells.first().is_some_and(|cell| ["示例", "(示例)", "例"].contains(&cell.text()))
}

fn is_total(text: &str) -> bool {
    static TOTALS: Wording = Wording::named("合计的说法");
    TOTALS.iter().any(|word| {
        text.strip_prefix(word).or_else(|| text.strip_prefix(&format!("本页{word}"))).is_some_and(
            |rest| rest.chars().all(|c| c.is_ascii_digit() || ":：项个条,共()".contains(c)),
        )
    })
}

fn is_page_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let middle = text.strip_prefix('第').and_then(|t| t.split_once('页')).map(|(n, _)| n);
    if middle.is_some_and(|n| n.chars().count() <= PAGE_NUMBER && fold::chinese_number(n).is_some())
    {
        return true;
    }
    let dashed = text.strip_prefix('-').and_then(|t| t.strip_suffix('-'));
    dashed.is_some_and(digits) || text.split_once('/').is_some_and(|(a, b)| digits(a) && digits(b))
}

/// Notes and legends.
fn remark(text: &str) -> Option<Skip> {
    static STARTS: Wording = Wording::named("说明的开头");
    static SAYING: Wording = Wording::named("图例的说法");
    let marks = text.chars().any(|c| "■□√☑▲◆●○★▄△".contains(c));
    let says = SAYING.iter().any(|word| text.contains(word));
    if marks && says {
        return Some(Skip::Legend);
    }
    let starts = STARTS.iter().any(|word| text.starts_with(word));
    (starts || text == "注" || text == "说明" || is_of_a_page(text)).then_some(Skip::Note)
}

/// 【打印本页】, 上一篇：… and the like, copied along with the table.
fn is_of_a_page(text: &str) -> bool {
    static WORDS: Wording = Wording::named("网页上的按钮");
    static STARTS: Wording = Wording::named("网页上的尾注的开头");
    let bare = |c: char| c.is_whitespace() || "【】[]()<>|:：".contains(c);
    let mut words = text.split(bare).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| WORDS.contains(&word))
        || STARTS.iter().any(|word| text.starts_with(word))
}

fn is_title(text: &str) -> bool {
    static ENDS: Wording = Wording::named("表格标题的结尾");
    let attachment = text.starts_with("附件") || text.starts_with("附表");
    let length = text.chars().count();
    length <= LONGEST_TITLE
        && (attachment || ENDS.iter().any(|end| text.ends_with(end)) || text.contains("标准目录"))
}

fn is_signature_row(line: &NoiseRow<'_>) -> bool {
    let texts = || line.cells.iter().map(NoiseCell::text);
    !line.cells.is_empty()
        && line.cells.len() <= SIGNATURE_CELLS
        && texts().next().is_some_and(is_signature)
        && texts().all(|text| is_signature(text) || text.chars().count() <= LONGEST_SIGNER)
        && share::is_half(texts().filter(|text| is_signature(text)).count(), line.cells.len())
}

fn is_signature(text: &str) -> bool {
    static STARTS: Wording = Wording::named("落款的开头");
    let short = text.chars().count() <= LONGEST_SIGNATURE;
    short && (STARTS.iter().any(|word| text.starts_with(word)) || is_date(text))
}

/// 2020年9月30日 and the like, alone.
fn is_date(text: &str) -> bool {
    text.contains('年')
        && text.contains('月')
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "年月日○〇零一二三四五六七八九十_ ".contains(c))
}
