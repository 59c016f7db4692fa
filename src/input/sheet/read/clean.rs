//! What a cell says: its text as people write it, or what the spreadsheet made of a value.

use crate::input::sheet::types::ColumnRole;
use crate::model::writing::{Content, Manner, RepairKind, Text};
use crate::source::{Cell, CellKind};

/// Reads the text of a cell.
pub(in crate::input::sheet) fn read<'t>(
    role: &ColumnRole,
    written: &'t str,
    cell: Option<&Cell>,
    manner: Manner<'_>,
) -> Text<'t> {
    let value = |kind, after| {
        let mut text = Text::as_written(written);
        text.repair(kind, after);
        text
    };
    match cell {
        Some(cell) if cell.kind == CellKind::Error => value(RepairKind::ErrorValue, String::new()),
        Some(cell) => match date(role, cell) {
            Some(date) => value(RepairKind::Date, date),
            None => Text::read(content(role), written, manner),
        },
        None => Text::read(content(role), written, manner),
    }
}

/// What the cells of a column are of.
fn content(role: &ColumnRole) -> Content {
    match role {
        ColumnRole::Serial | ColumnRole::Code | ColumnRole::Domain | ColumnRole::Name(_) => {
            Content::Word
        }
        ColumnRole::DutyName | ColumnRole::DutyCode | ColumnRole::Power | ColumnRole::List => {
            Content::Word
        }
        ColumnRole::Elements => Content::Elements,
        ColumnRole::Basis | ColumnRole::DutyBasis => Content::Basis,
        ColumnRole::Limit => Content::Limit,
        ColumnRole::Bodies | ColumnRole::DutyBody => Content::Bodies,
        ColumnRole::Channels => Content::Channels,
        ColumnRole::Audience | ColumnRole::Mode | ColumnRole::Levels => Content::Options,
        ColumnRole::Channel
        | ColumnRole::Everyone
        | ColumnRole::Group
        | ColumnRole::Active
        | ColumnRole::OnRequest
        | ColumnRole::Level(_) => Content::Mark,
        ColumnRole::TakeOver
        | ColumnRole::Items
        | ColumnRole::Exemption
        | ColumnRole::ExemptionNote => Content::Free,
        ColumnRole::Unverified | ColumnRole::Proposed(_) | ColumnRole::Other => Content::Free,
    }
}

/// The serial numbers of the first and last day that a number under 公开时限 can stand for: 1990 to 2099.
const DAYS: std::ops::Range<i32> = 32_874..73_051;

/// A number that can only be a date: 43831 under 公开时限; 1-1 that became a date under 序号.
fn date(role: &ColumnRole, cell: &Cell) -> Option<String> {
    match (role, cell.kind) {
        (ColumnRole::Limit, CellKind::Number) => {
            let serial: i32 = cell.text.parse().ok()?;
            let epoch = jiff::civil::date(1899, 12, 30);
            let day = jiff::Span::new().try_days(serial).ok()?;
            let date = DAYS.contains(&serial).then(|| epoch.checked_add(day).ok())??;
            Some(date.to_string())
        }
        (ColumnRole::Serial, CellKind::Date) => {
            let mut parts = cell.text.get(..10)?.split('-').skip(1);
            let month: u32 = parts.next()?.parse().ok()?;
            let day: u32 = parts.next()?.parse().ok()?;
            Some(format!("{month}-{day}"))
        }
        _ => None,
    }
}
