//! only-general-basis: nothing but the regulation on government information is cited.

use crate::check::facts::citations::{citations, entries};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn, LayerId};
use crate::text::Wording;

pub(crate) static CHECK: Check = Check::item(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::note(Area::Basis, include_str!("only-general-basis.md")).also(&[Severity::Warning]);

/// Items that always rest on an instrument of their own.
static SPECIAL: Wording = Wording::named("一定另有依据的事项");

/// The regulation on which every item rests anyway.
const GENERAL: &str = "中华人民共和国政府信息公开条例";

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let mut cited = citations(scope.registers.instruments(), at.item).peekable();
    let general = |found: Option<&str>| found == Some(GENERAL);
    let all_cite = entries(at.item).all(|entry| !entry.instruments.is_empty());
    if cited.peek().is_none() || !all_cite {
        return;
    }
    if cited.all(|cited| general(cited.found.map(|found| found.entry.name.as_str()))) {
        let special = at.item.names().last().is_some_and(|name| is_special(name));
        // An item of a guideline that cites no more, or of which that was not seen yet.
        let of_guideline = at.item.origin.layer == LayerId::NATIONAL;
        let guided = of_guideline
            || at.item.fields.basis.as_ref().is_some_and(|basis| {
                basis.origin.layer == LayerId::NATIONAL || basis.guideline_text().is_some()
            });
        let (level, help) = if special && !guided {
            (Severity::Warning, "补上这件事自己的法律、法规、文件和条款")
        } else {
            (RULE.level, "有业务方面的法律、法规、文件要求公开的，补上；没有的，不用理会")
        };
        reporter
            .at_level(
                Place::Field(at, Field::Basis),
                level,
                "只引了《政府信息公开条例》，没有写这项业务自己的依据",
            )
            .help(help);
    }
}

/// 导游证核发, 对旅行社违法行为的行政处罚: what some law of its own must allow.
fn is_special(name: &str) -> bool {
    SPECIAL.iter().any(|end| name.ends_with(end))
}
