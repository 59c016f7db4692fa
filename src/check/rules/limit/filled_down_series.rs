//! filled-down-series: 20, 21, 22 … down a column, as a spreadsheet fills it.
//!
//! One finding for the run, at the first cell that went wrong: the cell the run starts from is usually
//! right.

use crate::check::facts::limits::GENERAL_LIMIT;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::Field;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check)
    .claiming(|facts, place| place.item().is_some_and(|at| facts.is_filled_down(at.item)));
pub(crate) static RULE: Rule = Rule::error(Area::Limit, include_str!("filled-down-series.md"));

fn check(_: &Scope<'_>, reporter: &mut Reporter<'_>) {
    for run in &reporter.facts().runs {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let (Some(from), Some(to)) = (first.number(), last.number()) else { continue };
        // The cell that was dragged from keeps its number, unless that is too long already.
        let kept = usize::from(from <= GENERAL_LIMIT);
        let Some(wrong) = run.get(kept) else { continue };
        let message = format!(
            "这里起连续{}行的公开时限逐行加一（{from}到{to}），像是在表格里往下拖出来的",
            run.len() - kept
        );
        let mut draft = reporter.at(Place::Field(wrong.at, Field::Limit), message);
        draft = draft
            .help(format!("这几行都改成应有的时限，如{}", first.text(from.min(GENERAL_LIMIT))));
        for row in run.iter().skip(kept + 1) {
            draft = draft.related(row.place, format!("{}", row.number().unwrap_or_default()));
        }
    }
}
