//! unknown-domain: a domain that nothing above has. For a table by itself it is a note: it may be local.

use crate::finding::{Area, Fault, Finding, Rule, Severity};
use crate::model::AdminLevel;
use crate::model::suggest::nearest;

pub(crate) static RULE: Rule = Rule::error(Area::Layers, include_str!("unknown-domain.md"))
    .also(&[Severity::Warning, Severity::Note])
    .mended_by_body();

/// A domain that is none of the `known` ones.
pub(crate) fn unknown<'a>(
    name: &str,
    level: AdminLevel,
    known: impl IntoIterator<Item = &'a str>,
) -> Fault {
    let help = match nearest(name, known) {
        Some(meant) => format!("是不是要写“{meant}”？"),
        None => format!(
            "用 mulu domains 看有哪些领域；本级自设的领域要有一张整表，写明编号（{}用 {}01、{1}02……）和名称",
            level.label(),
            level.letter()
        ),
    };
    RULE.fault(format!("没有“{name}”这个领域，写在这里的内容不会被用到")).help(help)
}

/// A domain that is built in, and that this body does not adopt.
pub(crate) fn not_adopted(name: &str, number: &str) -> Fault {
    RULE.fault(format!("“{name}”领域（{number}）本级没有采用，写在这里的内容不会被用到")).help(format!(
        "要采用的，把“{name}”加进“领域”，和别的领域写在一起；上一层没有采用的，先由上一层采用；不采用的，把这里的内容移走"
    ))
}

/// The domain of a table by itself that no guideline knows.
pub(crate) fn without_guideline(name: &str) -> Fault {
    RULE.fault(format!("没有“{name}”领域的标准指引，只检查表里写了的内容"))
        .level(Severity::Note)
        .help("领域名称写得和国家的不一样时，改成 mulu domains 里的名称；本级自设的领域不用理会")
}

/// A domain that the user gave by hand, so that it is hardly a local one by chance.
pub(crate) fn given(finding: &mut Finding) {
    if finding.rule == RULE.id {
        finding.severity = Severity::Warning;
        finding.help = Some("--domain 写的名称没有标准指引，什么也没有对照。用 mulu domains 看有哪些领域，照那里的名称或编号写".to_owned());
    }
}
