//! What a worksheet says beside its cells: widths of columns, and what may be chosen in a cell.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{BEFORE_DRAWINGS, PatchError};
use crate::office::xml::{Splices, Tag, TagKind, XmlWriter, each_tag};
use crate::source::{CellRange, CellRef};

/// What a list of choices may hold in all, as office programs read it.
const LONGEST_LIST: usize = 255;
/// The element behind which, and behind all before it, the choices stand.
const BEFORE_CHOICES: &str = "conditionalFormatting";

/// What is to be said.
#[derive(Debug, Default)]
pub(in crate::patch) struct Extras {
    /// What rows need to show the texts of new cells, in points.
    pub(in crate::patch) heights: BTreeMap<u32, f64>,
    /// Widths in characters, by column.
    pub(in crate::patch) widths: BTreeMap<u16, u8>,
    /// What may be chosen in cells; other texts stay allowed.
    pub(in crate::patch) choices: BTreeMap<CellRef, Vec<String>>,
}

/// What of that is there already, and where.
#[derive(Debug, Default)]
struct SheetExtras<'a> {
    prefix: String,
    /// The runs of columns.
    columns: Vec<Tag<'a>>,
    /// The content of `cols`.
    inside_columns: Option<Range<usize>>,
    data: Option<usize>,
    /// The first tag of the element of choices, and where it ends.
    choices: Option<(Tag<'a>, usize)>,
    count: usize,
    chosen: Vec<CellRange>,
    after: usize,
}

impl Extras {
    /// The edits that say it.
    pub(super) fn put(
        &self,
        part: &str,
        text: &str,
        splices: &mut Splices,
    ) -> Result<(), PatchError> {
        if self.widths.is_empty() && self.choices.is_empty() {
            return Ok(());
        }
        let mut found = SheetExtras::default();
        each_tag(part, text, |tag| {
            found.tag(&tag);
            Ok::<_, PatchError>(())
        })?;
        self.put_widths(&found, splices);
        self.put_choices(&found, splices);
        Ok(())
    }

    fn put_widths(&self, found: &SheetExtras<'_>, splices: &mut Splices) {
        let Some(data) = found.data.filter(|_| !self.widths.is_empty()) else { return };
        let mut runs = XmlWriter::fragment(&found.prefix);
        let old: Vec<String> = found.columns.iter().flat_map(|run| self.rest_of(run)).collect();
        let mut all: Vec<(u32, String)> =
            old.into_iter().map(|raw| (Tag::of(&raw).number("min").unwrap_or(0), raw)).collect();
        for (column, width) in &self.widths {
            let number = u32::from(*column) + 1;
            let mut run = XmlWriter::fragment(&found.prefix);
            let attributes: &[(&str, &dyn std::fmt::Display)] =
                &[("min", &number), ("max", &number), ("width", width), ("customWidth", &1)];
            run.empty("col", attributes);
            all.push((number, run.finish()));
        }
        all.sort();
        let runs_text: String = all.into_iter().map(|(_, raw)| raw).collect();
        match &found.inside_columns {
            Some(inside) => splices.replace(inside.clone(), runs_text),
            None => {
                runs.element("cols", &[], |out| out.raw(&runs_text));
                splices.insert(data, runs.finish());
            }
        }
    }

    /// A run of columns without those that get a width of their own.
    fn rest_of(&self, run: &Tag<'_>) -> Vec<String> {
        let (Some(first), Some(last)) = (run.number::<u32>("min"), run.number::<u32>("max")) else {
            return vec![run.raw.to_owned()];
        };
        let own = self.widths.keys().map(|column| u32::from(*column) + 1);
        let own = own.filter(|number| (first..=last).contains(number));
        let mut parts = Vec::new();
        let mut from = first;
        for number in own.chain([last.saturating_add(1)]) {
            if from < number {
                let part = run.with("min", &from.to_string());
                parts.push(Tag::of(&part).with("max", &(number - 1).to_string()));
            }
            from = number.saturating_add(1);
        }
        parts
    }

    fn put_choices(&self, found: &SheetExtras<'_>, splices: &mut Splices) {
        let is_free = |cell: &CellRef| !found.chosen.iter().any(|range| range.contains(*cell));
        let mut new = XmlWriter::fragment(&found.prefix);
        let mut count = 0usize;
        for (cell, choices) in self.choices.iter().filter(|(cell, _)| is_free(cell)) {
            let attributes: &[(&str, &dyn std::fmt::Display)] = &[
                ("type", &"list"),
                ("allowBlank", &1),
                ("showInputMessage", &1),
                ("showErrorMessage", &0),
                ("sqref", cell),
            ];
            new.element("dataValidation", attributes, |out| {
                out.text_element("formula1", &[], &listed(choices));
            });
            count += 1;
        }
        let new = new.finish();
        if count == 0 {
            return;
        }
        match &found.choices {
            Some((tag, end)) => {
                let counted = tag.with("count", &(found.count + count).to_string());
                splices.replace(tag.range.clone(), counted);
                splices.insert(*end, new);
            }
            None => {
                let mut list = XmlWriter::fragment(&found.prefix);
                list.element("dataValidations", &[("count", &count)], |out| out.raw(&new));
                splices.insert(found.after, list.finish());
            }
        }
    }
}

/// The choices as a formula. A comma parts them, so that none can stand in one.
fn listed(choices: &[String]) -> String {
    let mut list = String::new();
    for choice in choices {
        let choice = choice.replace(',', "，").replace('"', "”");
        if list.chars().count() + choice.chars().count() + 1 > LONGEST_LIST {
            break;
        }
        if !list.is_empty() {
            list.push(',');
        }
        list.push_str(&choice);
    }
    format!("\"{list}\"")
}

impl<'a> SheetExtras<'a> {
    fn tag(&mut self, tag: &Tag<'a>) {
        let behind = BEFORE_DRAWINGS.iter().position(|name| *name == BEFORE_CHOICES);
        let place = BEFORE_DRAWINGS.iter().position(|name| *name == tag.name());
        if tag.depth == 1 && tag.ends() && place.is_some_and(|place| Some(place) <= behind) {
            self.after = tag.range.end;
        }
        match (tag.depth, tag.name()) {
            (0, _) if tag.begins() => self.prefix = tag.prefix().to_owned(),
            (1, "cols") if tag.kind == TagKind::Open => {
                self.inside_columns = Some(tag.range.end..tag.range.end);
            }
            (1, "cols") if tag.kind == TagKind::Close => {
                if let Some(inside) = &mut self.inside_columns {
                    inside.end = tag.range.start;
                }
            }
            (2, "col") if tag.begins() => self.columns.push(tag.clone()),
            (1, "sheetData") if tag.begins() => self.data = Some(tag.range.start),
            (1, "dataValidations") if tag.kind == TagKind::Open => {
                self.choices = Some((tag.clone(), tag.range.end));
            }
            (1, "dataValidations") if tag.kind == TagKind::Close => {
                if let Some((_, end)) = &mut self.choices {
                    *end = tag.range.start;
                }
            }
            (2, "dataValidation") if tag.begins() => {
                self.count += 1;
                let cells = tag.attribute("sqref").unwrap_or_default();
                self.chosen.extend(cells.split_ascii_whitespace().filter_map(range));
            }
            _ => {}
        }
    }
}

fn range(text: &str) -> Option<CellRange> {
    let (start, end) = text.split_once(':').unwrap_or((text, text));
    Some(CellRange { start: CellRef::parse(start)?, end: CellRef::parse(end)? })
}
