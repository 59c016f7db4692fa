//! unbalanced-brackets: a bracket or quotation mark without its partner.
//!
//! Where more than the partner is missing the text is cut, which is truncated-text's; two widths are
//! mixed-width's.

use crate::check::texts::{first_of_each, pieces};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{BracketFault, Field, ItemIn, bracket_faults, breaks_off};

pub(crate) static CHECK: Check = Check::item(&RULE, check).and_duties();
pub(crate) static RULE: Rule =
    Rule::warning(Area::Structure, include_str!("unbalanced-brackets.md"));

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let with_code = first_of_each(at.item, markup);
    for (field, code) in &with_code {
        let message = format!("“{code}”是网页的代码，不是内容，复制的时候混进来了");
        reporter.at(Place::Field(at, *field), message).help("删去这几个字符");
    }
    for field in open_fields(at) {
        if with_code.iter().any(|(of, _)| *of == field) {
            continue;
        }
        let text = at.item.fields.text(field).unwrap_or_default();
        let Some(message) = bracket_faults(&text).iter().find_map(|f| message(&text, *f)) else {
            continue;
        };
        reporter.at(Place::Field(at, field), message).help("补上缺的一半，或者删去多的一半");
    }
}

/// What is left of a page in a text that was copied from it: /span>, </p>.
fn markup(text: &str) -> Option<&str> {
    let (start, end) = text.match_indices('/').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let length = rest.find('>')?;
        let name = rest.get(..length)?;
        let is_tag =
            (1..=LONGEST_TAG).contains(&length) && name.bytes().all(|b| b.is_ascii_alphanumeric());
        is_tag.then_some((at, at + length + 2))
    })?;
    let start = if text.get(..start)?.ends_with('<') { start - 1 } else { start };
    text.get(start..end)
}

/// The longest name of an element in the code of a page, in bytes.
const LONGEST_TAG: usize = 10;

/// The fields in which a piece has such a fault. A bracket may run over several pieces, so that the
/// whole text decides.
pub(super) fn open_fields(at: ItemIn<'_>) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for (field, text) in pieces(&at.item.fields) {
        if fields.last() != Some(&field) && !bracket_faults(text).is_empty() {
            fields.push(field);
        }
    }
    fields
}

fn message(text: &str, fault: BracketFault) -> Option<String> {
    match fault {
        BracketFault::Unclosed(open, at) => {
            let shown: String = text.get(at..)?.chars().take(12).collect();
            (!cut(text, open, at)).then(|| format!("“{open}”没有另一半：“{shown}”"))
        }
        BracketFault::Unopened(close) => Some(format!("“{close}”前面没有另一半")),
        BracketFault::MixedWidth(..) => None,
    }
}

/// Whether the text breaks off behind the bracket: at its end, or at the end of its line.
pub(super) fn cut(text: &str, open: char, at: usize) -> bool {
    let line_ends = text.get(at + open.len_utf8()..).is_some_and(|rest| rest.starts_with('\n'));
    line_ends || breaks_off(text, open, at)
}
