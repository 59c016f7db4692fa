//! 理由 that a catalogue which mulu wrote states: in `catalogue.json`, or in the sheet 未采用事项说明 of the
//! workbook. What they are used for is not decided here.

use super::yaml::Node;
use crate::input::key;
use crate::model::{Code, Field, fold};
use crate::source::{CellRef, Sheet, Workbook};

/// Why a catalogue differs from the layer above, as a file states it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatedReasons {
    /// Why a field of an item reads as it does.
    pub fields: Vec<(Code, Field, String)>,
    /// Why an item is not there.
    pub items: Vec<(Code, String)>,
    /// Why a whole domain is not there, by its number.
    pub domains: Vec<(String, String)>,
}

/// The headings of an extra column in which a whole table gives the reason for its rows.
const HEADINGS: [&str; 4] = ["理由", "修改理由", "调整理由", "变更理由"];

/// Whether an extra column gives reasons.
pub fn is_reason(heading: &str) -> bool {
    HEADINGS.contains(&fold::compact(heading).as_str())
}

/// The reasons in the tree of a `catalogue.json`.
pub fn of_tree(node: &Node) -> StatedReasons {
    let ledger = |key| list(node.get("台账"), key);
    let domains = list(Some(node), key::DOMAINS).iter();
    let items = domains.flat_map(|domain| list(Some(domain), key::ROWS));
    StatedReasons {
        fields: items.flat_map(of_item).collect(),
        items: ledger(key::NAMES).iter().filter_map(of_entry).collect(),
        domains: ledger(key::NOT_INVOLVED).iter().filter_map(of_domain).collect(),
    }
}

fn list<'a>(node: Option<&'a Node>, key: &str) -> &'a [Node] {
    node.and_then(|node| node.get(key)).map_or(&[], Node::elements)
}

fn of_item(item: &Node) -> Vec<(Code, Field, String)> {
    let Some(code) = item.text(key::CODE).and_then(Code::parse) else { return Vec::new() };
    let origins = item.get(key::SOURCE).map_or(&[][..], Node::entries).iter();
    let stated = origins.filter_map(|(heading, origin)| {
        let field = Field::from_heading(&heading.text)?;
        Some((code.clone(), field, origin.text(key::REASON)?.to_owned()))
    });
    stated.collect()
}

fn of_entry(entry: &Node) -> Option<(Code, String)> {
    let code = entry.text(key::CODE).and_then(Code::parse)?;
    let text = |key| entry.text(key).unwrap_or_default().to_owned();
    let merged =
        entry.text(key::MERGED_INTO).map(|code| format!("并入 {code}")).unwrap_or_default();
    match entry.text("决定")? {
        // With its whole domain: the domain says why.
        key::DROP if entry.get("位置").is_none() => None,
        key::DROP => {
            Some((code, joined([text(key::REASON), text(key::CLAUSES), merged, text(key::NOTE)])?))
        }
        "非本级事项" => Some((code, "公开层级不含本级".to_owned())),
        _ => None,
    }
}

fn of_domain(entry: &Node) -> Option<(String, String)> {
    let text = |key| entry.text(key).unwrap_or_default().to_owned();
    Some((text(key::NUMBER), joined([text(key::REASON), text(key::NOTE)])?))
}

/// The reasons in the sheets of a workbook.
pub fn of_workbook(workbook: &Workbook) -> StatedReasons {
    let mut reasons = StatedReasons::default();
    for (sheet, head) in workbook.sheets.iter().filter_map(|sheet| Some((sheet, head(sheet)?))) {
        let (end, _) = sheet.size();
        (head.row + 1..end).for_each(|row| head.take(sheet, row, &mut reasons));
    }
    reasons
}

/// The row of headings of 未采用事项说明, and the columns below it.
struct ReasonsHead {
    row: u32,
    domain: u16,
    code: u16,
    parts: [u16; 3],
}

fn head(sheet: &Sheet) -> Option<ReasonsHead> {
    let (rows, _) = sheet.size();
    (0..rows).find_map(|row| {
        let column = |heading: &str| {
            let mut cells = sheet.row(row);
            cells.find(|(_, cell)| fold::compact(&cell.text) == heading).map(|(at, _)| at.column)
        };
        let parts = [column(key::REASON)?, column("条款或并入的事项")?, column(key::NOTE)?];
        Some(ReasonsHead { row, domain: column(key::DOMAINS)?, code: column(key::CODE)?, parts })
    })
}

impl ReasonsHead {
    fn take(&self, sheet: &Sheet, row: u32, reasons: &mut StatedReasons) {
        let text = |column: u16| sheet.text(CellRef::new(row, column)).trim().to_owned();
        if text(self.parts[0]).is_empty() {
            return;
        }
        let Some(reason) = joined(self.parts.map(text)) else { return };
        match Code::parse(&text(self.code)) {
            Some(code) => reasons.items.push((code, reason)),
            None => {
                let domain = text(self.domain);
                let number = domain.split_whitespace().next().unwrap_or_default();
                reasons.domains.push((number.to_owned(), reason));
            }
        }
    }
}

fn joined<const N: usize>(parts: [String; N]) -> Option<String> {
    let stated: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!stated.is_empty()).then(|| stated.join("；"))
}
