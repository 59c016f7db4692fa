//! What a rule is, apart from how it is found out: its id, title, page, area and levels.
//!
//! A rule is declared once, in its own file, from its page: the heading of the page is its id and its
//! title. Whoever raises it names the rule, and gets its level with it.

use super::{Finding, RuleId, Severity};
use crate::source::Location;

/// The area that a rule belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// 文件: files that cannot be understood.
    Files,
    /// 合并: layers that do not fit together.
    Layers,
    /// 结构.
    Structure,
    /// 依据.
    Basis,
    /// 时限.
    Limit,
    /// 主体.
    Bodies,
    /// 渠道.
    Channels,
    /// 对象、方式、层级.
    Audience,
    /// 覆盖.
    Coverage,
    /// 隐私、保密.
    Privacy,
    /// 流程.
    Process,
    /// 公布.
    Publish,
}

impl Area {
    /// The Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Files => "文件",
            Self::Layers => "合并",
            Self::Structure => "结构",
            Self::Basis => "依据",
            Self::Limit => "时限",
            Self::Bodies => "主体",
            Self::Channels => "渠道",
            Self::Audience => "对象、方式、层级",
            Self::Coverage => "覆盖",
            Self::Privacy => "隐私、保密",
            Self::Process => "流程",
            Self::Publish => "公布",
        }
    }
}

/// Who can mend what a rule finds, which decides how inherited text counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mends {
    /// Whoever wrote the text: inherited text is only a note.
    Writer,
    /// The body itself, whoever wrote the text.
    Body,
    /// The body right below the guidelines, which alone can put right what they say, and a table that
    /// stands alone, which holds a copy of its own. For all others inherited text is only a note.
    Nearest,
}

/// A rule: what it is called and how much it matters.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The permanent id.
    pub id: RuleId,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// Its area.
    pub area: Area,
    /// Its level when nothing else is said.
    pub level: Severity,
    /// The other levels at which it speaks of some cases.
    pub also: &'static [Severity],
    /// Who can mend what it finds.
    pub mends: Mends,
    /// Whether all that it finds is one question, whatever the words.
    pub together: bool,
    /// Its page, in Markdown.
    pub page: &'static str,
}

impl Rule {
    /// A rule at error level, from its page. A page without the heading `# id：title` does not compile.
    pub const fn error(area: Area, page: &'static str) -> Self {
        Self::from_page(area, Severity::Error, page)
    }

    /// A rule at warning level, from its page.
    pub const fn warning(area: Area, page: &'static str) -> Self {
        Self::from_page(area, Severity::Warning, page)
    }

    /// A rule at note level, from its page.
    pub const fn note(area: Area, page: &'static str) -> Self {
        Self::from_page(area, Severity::Note, page)
    }

    /// Declares the other levels at which the rule speaks.
    pub const fn also(self, also: &'static [Severity]) -> Self {
        Self { also, ..self }
    }

    /// Declares that the body itself has to act, whoever wrote the text.
    pub const fn mended_by_body(self) -> Self {
        Self { mends: Mends::Body, ..self }
    }

    /// Declares that a fault of the guidelines is for the body right below them to mend.
    pub const fn mended_by_nearest(self) -> Self {
        Self { mends: Mends::Nearest, ..self }
    }

    /// Declares that all that it finds is one question, to be told once with each place in a line.
    pub const fn told_together(self) -> Self {
        Self { together: true, ..self }
    }

    /// Whether a level is the rule's own or one that it declares.
    pub fn speaks_at(&self, level: Severity) -> bool {
        level == self.level || self.also.contains(&level)
    }

    /// A fault that the rule finds, at its own level, still without a place.
    pub fn fault(&'static self, message: impl Into<String>) -> Fault {
        Fault { rule: self, severity: self.level, message: message.into(), help: None }
    }

    const fn from_page(area: Area, level: Severity, page: &'static str) -> Self {
        let (_, heading) = page.split_at("# ".len());
        let (id, rest) = cut(heading, "：");
        let (title, _) = cut(rest, "\n");
        Self {
            id: RuleId(id),
            title,
            area,
            level,
            also: &[],
            mends: Mends::Writer,
            together: false,
            page,
        }
    }
}

/// What stands before the first `mark` of a text, and what behind it.
const fn cut(text: &'static str, mark: &str) -> (&'static str, &'static str) {
    let (bytes, wanted) = (text.as_bytes(), mark.as_bytes());
    let mut at = 0;
    loop {
        let mut same = 0;
        while same < wanted.len() && bytes[at + same] == wanted[same] {
            same += 1;
        }
        if same == wanted.len() {
            let (before, rest) = text.split_at(at);
            return (before, rest.split_at(same).1);
        }
        at += 1;
    }
}

/// What is wrong, in words, before it has a place. The functions of a rule's file make it from facts.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// How much it matters here: the rule's own level, or one that it declares.
    pub severity: Severity,
    /// What stands there and why it matters.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Fault {
    /// Adds what to do.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Gives it another level, one that the rule declares.
    #[must_use]
    pub fn level(self, severity: Severity) -> Self {
        debug_assert!(self.rule.speaks_at(severity), "{} at {severity:?}", self.rule.id);
        Self { severity, ..self }
    }

    /// The finding of this fault at a place.
    pub fn at(self, location: Location) -> Finding {
        let Self { rule, severity, message, help } = self;
        Finding { severity, help, ..Finding::new(rule, location, message) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static RULE: Rule =
        Rule::error(Area::Files, "# a-rule：标题\n\n…").also(&[Severity::Note]).mended_by_body();

    #[test]
    fn a_page_tells_the_id_and_the_title() {
        assert_eq!((RULE.id.0, RULE.title), ("a-rule", "标题"));
        assert_eq!((RULE.level, RULE.mends), (Severity::Error, Mends::Body));
    }

    #[test]
    fn a_rule_speaks_at_the_levels_that_it_declares() {
        let levels = [Severity::Note, Severity::Warning, Severity::Error];
        assert_eq!(levels.map(|level| RULE.speaks_at(level)), [true, false, true]);
        assert_eq!(RULE.fault("").level(Severity::Note).severity, Severity::Note);
    }
}
