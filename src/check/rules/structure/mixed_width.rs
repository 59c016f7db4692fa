//! mixed-width: brackets, digits and letters of two widths.

use crate::check::texts::pieces;
use crate::check::written::{self, WritingSlip, WrittenRow};
use crate::check::{Area, Check, Reporter, Rule, Scope};
use crate::model::writing::{Reading, RepairKind};
use crate::model::{BracketFault, bracket_faults};
use crate::text::is_full_width;

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check).and_duties();
pub(crate) static RULE: Rule = Rule::warning(Area::Structure, include_str!("mixed-width.md"));

const HELP: &str = "一对括号用同一种，数字和字母用半角；mulu check --fix 可以改好";
/// So many characters are shown of what is wrong.
const SHOWN: usize = 6;

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let mut slips = written::slips(scope, digits);
    slips.extend(written::rows(scope.layer).flat_map(brackets));
    written::report(scope, slips, HELP, reporter);
}

fn digits(reading: &Reading) -> Option<String> {
    let before = &reading.repair(RepairKind::Width)?.before;
    let shown: String = before.chars().skip_while(|c| !is_full_width(*c)).take(SHOWN).collect();
    Some(format!("有全角的数字或字母：“{shown}”"))
}

fn brackets(row: WrittenRow<'_>) -> Vec<WritingSlip<'_>> {
    let of_fields = pieces(row.fields).filter_map(|(field, text)| {
        let location = row.fields.origin(field)?.location;
        Some(WritingSlip { row, field: Some(field), location, message: mixed(text)? })
    });
    let further = row.fields.other.values().filter_map(|text| {
        let location = text.origin.location;
        Some(WritingSlip { row, field: None, location, message: mixed(&text.value)? })
    });
    of_fields.chain(further).collect()
}

fn mixed(text: &str) -> Option<String> {
    bracket_faults(text).into_iter().find_map(|fault| match fault {
        BracketFault::MixedWidth(open, close) => {
            Some(format!("括号一半全角一半半角：“{open}”配了“{close}”"))
        }
        BracketFault::Unclosed(..) | BracketFault::Unopened(_) => None,
    })
}
