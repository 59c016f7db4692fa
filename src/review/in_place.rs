//! An adopted opinion written where the body says the field already: over the cell, or over the scalar of
//! YAML, with the reason beside it.

use crate::input::yaml::{self, Node};
use crate::model::{Field, fold};
use crate::source::{Cell, CellKind, CellRef, FilePlace, Location, Sheet, SourceMap, Span};

/// A text that is to stand in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InPlace {
    /// The number of the opinion.
    pub number: usize,
    /// The cell, or the scalar.
    pub location: Location,
    /// What stands there.
    pub before: String,
    /// What is to stand there.
    pub after: String,
    /// Whether it says what 同上 said there until now, because the text above becomes other.
    pub keeps: bool,
}

/// The heading of the column, and the key, of the reason.
const REASON: &str = "理由";
/// Files whose cells can be written with everything else left as it is.
const WRITABLE: [&str; 2] = ["xlsx", "xlsm"];

/// The texts that put a field right at its place, and its reason; otherwise why that cannot be done. `why`
/// tells who asked for it.
pub(super) fn write(
    map: &SourceMap,
    (place, field): (Location, Field),
    number: usize,
    text: &str,
    why: &str,
) -> Result<Vec<InPlace>, String> {
    let found = match place.place {
        FilePlace::Cell { sheet, cell } => in_cell(map, (place, field), sheet, cell, text, why),
        FilePlace::Span(span) => in_yaml(map, place, span, text, why),
        FilePlace::Whole => None,
    };
    let found = found.ok_or_else(|| {
        format!(
            "{} 已经写了这一栏，那里的写法不能直接换。请手工改那里，再在“写入”里记下改在哪里",
            map.describe(place)
        )
    })?;
    let texts = found.into_iter().map(|(location, before, after)| InPlace {
        number,
        location,
        before,
        after,
        keeps: false,
    });
    let mut texts: Vec<InPlace> = texts.collect();
    texts.extend(below(map, place).map(|(location, before, after)| InPlace {
        number,
        location,
        before,
        after,
        keeps: true,
    }));
    Ok(texts)
}

/// Place, text before and text after.
type PlacedText = (Location, String, String);

/// 同上 in the cell below, with what it says now.
fn below(map: &SourceMap, place: Location) -> Option<PlacedText> {
    let FilePlace::Cell { sheet: index, cell: at } = place.place else { return None };
    let sheet = map.sheet(place)?;
    let next = CellRef::new(at.row + 1, at.column);
    let before = sheet.text(next);
    if !fold::is_ditto(before) {
        return None;
    }
    let mut above = (0..=at.row).rev().map(|row| sheet.text(CellRef::new(row, at.column)));
    let said = above.find(|text| !fold::is_ditto(text))?;
    Some((Location::cell(place.file, index, next), before.to_owned(), said.to_owned()))
}

/// Fields that tables may spread over columns with ticks.
const TICKED: [Field; 4] = [Field::Channels, Field::Audience, Field::Mode, Field::Levels];

fn in_cell(
    map: &SourceMap,
    (place, field): (Location, Field),
    index: u16,
    at: CellRef,
    text: &str,
    why: &str,
) -> Option<Vec<PlacedText>> {
    let extension = map.file(place.file).path.as_ref()?.extension()?.to_str()?.to_lowercase();
    let sheet = map.sheet(place)?;
    let empty = Cell::text("");
    let cell = sheet.cells.get(&at).unwrap_or(&empty);
    // A cell that belongs to several rows says something of other items as well.
    let is_own = sheet.merge_at(at).is_none_or(|range| range.start.row == range.end.row);
    if !WRITABLE.contains(&extension.as_str()) || !is_own {
        return None;
    }
    if cell.formula || cell.kind != CellKind::Text {
        return None;
    }
    // A tick says what it says by its column.
    if TICKED.contains(&field) && fold::mark(&cell.text).is_some() {
        return None;
    }
    let mut texts = vec![(place, cell.text.clone(), text.trim().to_owned())];
    if let Some(beside) = reason_cell(sheet, at) {
        let before = sheet.text(beside).to_owned();
        let after = with_reason(&before, why);
        texts.push((Location::cell(place.file, index, beside), before, after));
    }
    Some(texts)
}

/// The cell of the reason in the row of a cell: below the nearest heading of that name.
fn reason_cell(sheet: &Sheet, at: CellRef) -> Option<CellRef> {
    let above = (0..at.row).rev();
    let column = above
        .flat_map(|row| sheet.row(row))
        .find_map(|(head, cell)| (fold::compact(&cell.text) == REASON).then_some(head.column))?;
    Some(CellRef::new(at.row, column))
}

fn with_reason(before: &str, why: &str) -> String {
    match before.trim() {
        "" => why.to_owned(),
        said if said.contains(why) => said.to_owned(),
        said => format!("{}；{why}", said.trim_end_matches('。')),
    }
}

fn in_yaml(
    map: &SourceMap,
    place: Location,
    span: Span,
    text: &str,
    why: &str,
) -> Option<Vec<PlacedText>> {
    let tree = yaml::parse(map.text(place.file)?).ok()?;
    let (entry, node) = entry_with(&tree, span)?;
    let mut texts = vec![(place, node.scalar()?.to_owned(), text.trim().to_owned())];
    let reason = entry.get(REASON).and_then(|node| Some((node.span, node.scalar()?)));
    if let Some((span, before)) = reason {
        let after = with_reason(before, why);
        texts.push((Location::span(place.file, span), before.to_owned(), after));
    }
    Some(texts)
}

/// The mapping that has a value at this span, and the value.
fn entry_with(node: &Node, span: Span) -> Option<(&Node, &Node)> {
    let values = node.entries().iter().map(|(_, value)| value);
    let own = values.clone().find(|value| value.span == span).map(|value| (node, value));
    let below = || values.chain(node.elements()).find_map(|below| entry_with(below, span));
    own.or_else(below)
}
