//! 修正: what is certain is put right where it stands.
//!
//! Fixes are collected from one layer's own texts, as the model keeps them beside what was read; what a layer takes over from
//! the one above is that one's to mend. Each function here gives a new text only when there is one way
//! to write it. Collecting changes nothing; [`yaml`] and [`sheet`] make new files, and the command line
//! writes them.

mod basis;
mod bodies;
mod channels;
pub mod sheet;
mod texts;
pub mod yaml;

use std::collections::BTreeMap;

use crate::check::{OwnItems, Policy, rules};
use crate::finding::{ItemName, RuleId};
use crate::model::{
    Catalogue, Field, Layer, Moved, broken_word, is_spread, line_tears_word, writing,
};
use crate::register::{InstrumentRegister, Registers, belong_together};
use crate::rules::layers::reserved_number;
use crate::source::{FileId, FilePlace, Location, SourceMap};
use bodies::Attested;
use texts::OwnTexts;

/// One text that should stand otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The scalar of a YAML file, or the cell.
    pub location: Location,
    /// The text that stands there.
    pub before: String,
    /// The text that should.
    pub after: String,
    /// What was put right, in the order in which it was done.
    pub kinds: Vec<FixKind>,
}

/// What can be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FixKind {
    /// Full and half width mixed.
    Width,
    /// A bracket without its partner.
    Bracket,
    /// A blank inside a word.
    TornWord,
    /// Another name of a standard channel.
    ChannelAlias,
    /// A body under its former name.
    RenamedBody,
    /// A body under its former name, with the name that is usual for such a body now.
    LikelyBody,
    /// A number in the wrong brackets.
    NumberForm,
    /// The number of an earlier version of an instrument.
    OldNumber,
    /// An instrument that another one replaced.
    Superseded,
    /// A number or code of a local domain without the letter of its level.
    LocalNumber,
}

impl FixKind {
    /// What was done, in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Width => "全角半角",
            Self::Bracket => "括号",
            Self::TornWord => "词中间的空格",
            Self::ChannelAlias => "渠道的规范名称",
            Self::RenamedBody => "单位改名",
            Self::LikelyBody => "单位改名（拿不准，请核对）",
            Self::NumberForm => "文号的写法",
            Self::OldNumber => "文号",
            Self::Superseded => "被替代的依据",
            Self::LocalNumber => "自设领域的编号",
        }
    }

    /// The rule that finds such a fault; what the settings say of it holds for the fix as well.
    pub fn rule(self) -> RuleId {
        let rule = match self {
            Self::Width => &rules::structure::mixed_width::RULE,
            Self::Bracket => &rules::structure::unbalanced_brackets::RULE,
            Self::TornWord => &rules::structure::broken_words::RULE,
            Self::ChannelAlias => &rules::channels::unknown_channel::RULE,
            Self::RenamedBody | Self::LikelyBody => &rules::bodies::obsolete_body::RULE,
            Self::NumberForm => &rules::basis::malformed_number::RULE,
            Self::OldNumber => &rules::basis::outdated_version::RULE,
            Self::Superseded => &rules::basis::stale_basis::RULE,
            Self::LocalNumber => &reserved_number::RULE,
        };
        rule.id
    }

    /// Whether the words stay the same, so that a text taken over from above may be tidied too.
    fn is_about_signs(self) -> bool {
        matches!(self, Self::Width | Self::TornWord)
    }
}

/// The kinds in the order in which they are looked for in a text.
const STEPS: [FixKind; 9] = [
    FixKind::Width,
    FixKind::Bracket,
    FixKind::TornWord,
    FixKind::ChannelAlias,
    FixKind::RenamedBody,
    FixKind::LikelyBody,
    FixKind::NumberForm,
    FixKind::OldNumber,
    FixKind::Superseded,
];

/// So often the steps are taken for one text.
const MOST_ROUNDS: usize = 8;

/// What fixes are collected from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The files.
    pub map: &'a SourceMap,
    /// The layer whose texts are looked at.
    pub layer: &'a Layer,
    /// The catalogue that it compiles to.
    pub catalogue: &'a Catalogue,
    /// What the settings say of the rules.
    pub policy: &'a Policy<'a>,
    /// The registers that hold for the body.
    pub registers: &'a Registers,
    /// Today.
    pub today: jiff::civil::Date,
    /// Whether what is only likely is wanted as well.
    pub unsure: bool,
}

/// The fixes of a layer, by place.
pub fn collect(source: Source<'_>) -> Vec<Fix> {
    let own = OwnItems::of(source.catalogue);
    let attested = Attested::of(source.layer, source.catalogue, source.registers.bodies());
    let mut fixes: BTreeMap<Location, Fix> = BTreeMap::new();
    for OwnTexts { location, row, field, is_setting, texts } in
        texts::of_layer(source.layer, source.map)
    {
        let repairer = Repairer {
            source,
            item: own
                .at(location)
                .or_else(|| own.at(row))
                .map(|at| ItemName::of(at.domain, at.item)),
            is_own: is_setting || own.has_set(location, field),
            attested: &attested,
            channels: channels::named(texts.iter().map(|(_, text)| text.as_str())),
            field,
        };
        for (location, text) in texts {
            if let Some(fix) = repairer.fix(location, text) {
                // A merged cell belongs to several rows.
                fixes.entry(location).or_insert(fix);
            }
        }
    }
    if !source.policy.is_off(FixKind::LocalNumber.rule()) {
        for moved in source.layer.moved.chunk_by(|one, other| one.location == other.location) {
            let fix = moved.first().and_then(|first| texts::around(source.map, first.location));
            let fix = fix.and_then(|before| numbered(moved, before));
            fixes.extend(fix.map(|fix| (fix.location, fix)));
        }
    }
    fixes.into_values().collect()
}

/// The numbers and codes at one place as they are to be written.
fn numbered(moved: &[Moved], before: String) -> Option<Fix> {
    let location = moved.first()?.location;
    let is_sign = |c: char| !c.is_ascii_alphanumeric() && c != '.';
    let renamed = |word: &str| moved.iter().find(|entry| entry.from == word).map(|m| m.to.clone());
    let words = before.split_inclusive(is_sign).map(|word| {
        let bare = word.trim_end_matches(is_sign);
        renamed(bare).map_or_else(|| word.to_owned(), |new| word.replacen(bare, &new, 1))
    });
    let after: String = words.collect();
    let kinds = vec![FixKind::LocalNumber];
    (after != before).then_some(Fix { location, before, after, kinds })
}

/// A basis with what was replaced in the place of which it stands: instruments that exactly one other
/// replaced, and numbers of earlier versions.
pub fn current_basis(
    register: &InstrumentRegister,
    text: &str,
    today: jiff::civil::Date,
) -> String {
    basis::current_numbers(register, &basis::successors(register, text, today), today)
}

/// The fixes by file.
pub fn by_file(fixes: Vec<Fix>) -> BTreeMap<FileId, Vec<Fix>> {
    let mut files: BTreeMap<FileId, Vec<Fix>> = BTreeMap::new();
    for fix in fixes {
        let of_file = files.entry(fix.location.file).or_default();
        // A file that several bodies read is fixed once.
        if !of_file.iter().any(|other| other.location == fix.location) {
            of_file.push(fix);
        }
    }
    files
}

/// Repairs the texts of one field of a row.
struct Repairer<'a> {
    source: Source<'a>,
    field: Field,
    item: Option<ItemName>,
    is_own: bool,
    attested: &'a Attested,
    /// The channels that the field names.
    channels: Vec<String>,
}

impl Repairer<'_> {
    fn fix(&self, location: Location, before: String) -> Option<Fix> {
        let mut after = before.clone();
        let mut kinds = Vec::new();
        // What one step mends can be what another waited for. A text that does not settle is left.
        for _ in 0..MOST_ROUNDS {
            let found = kinds.len();
            for kind in STEPS {
                self.step(kind, location, &mut after, &mut kinds);
            }
            if kinds.len() == found {
                let kinds = once_each(kinds);
                return (after != before).then_some(Fix { location, before, after, kinds });
            }
        }
        None
    }

    fn step(&self, kind: FixKind, location: Location, text: &mut String, kinds: &mut Vec<FixKind>) {
        if !self.may(kind) {
            return;
        }
        let repaired = self.repaired(kind, location, text);
        if repaired != *text {
            kinds.push(kind);
            *text = repaired;
        }
    }

    /// Whether the text is this layer's to mend, and nobody said to let it stand.
    fn may(&self, kind: FixKind) -> bool {
        let policy = self.source.policy;
        (self.is_own || kind.is_about_signs())
            && (kind != FixKind::LikelyBody || self.source.unsure)
            && !policy.is_off(kind.rule())
            && policy.exception_for(kind.rule(), self.item.as_ref(), Some(self.field)).is_none()
    }

    fn repaired(&self, kind: FixKind, location: Location, text: &str) -> String {
        let (field, registers) = (self.field, self.source.registers);
        let repaired = match kind {
            FixKind::Width => Some(writing::width(text)),
            FixKind::Bracket => Some(writing::brackets(text)),
            FixKind::TornWord => untorn(field, text).map(|text| rejoined(location, text)),
            FixKind::ChannelAlias if field == Field::Channels => {
                Some(channels::canonical(registers.channels(), text, &self.channels))
            }
            FixKind::RenamedBody if field == Field::Bodies => {
                Some(bodies::renamed(registers.bodies(), text, self.attested))
            }
            FixKind::LikelyBody if field == Field::Bodies => {
                Some(bodies::likely_renamed(registers.bodies(), text, self.attested))
            }
            FixKind::NumberForm if field == Field::Basis => Some(basis::numbers_in_form(text)),
            FixKind::OldNumber if field == Field::Basis => {
                Some(basis::current_numbers(registers.instruments(), text, self.source.today))
            }
            FixKind::Superseded if field == Field::Basis => {
                Some(basis::successors(registers.instruments(), text, self.source.today))
            }
            FixKind::ChannelAlias
            | FixKind::RenamedBody
            | FixKind::LikelyBody
            | FixKind::NumberForm
            | FixKind::OldNumber
            | FixKind::Superseded
            | FixKind::LocalNumber => None,
        };
        repaired.unwrap_or_else(|| text.to_owned())
    }
}

/// The kinds in the order in which each was first needed.
fn once_each(kinds: Vec<FixKind>) -> Vec<FixKind> {
    let mut seen = Vec::new();
    for kind in kinds {
        if !seen.contains(&kind) {
            seen.push(kind);
        }
    }
    seen
}

/// Lines of a cell that a word was torn over are joined; lines of a YAML file are its layout.
fn rejoined(location: Location, text: String) -> String {
    match location.place {
        FilePlace::Cell { .. } => writing::torn_lines(&text, line_tears_word),
        FilePlace::Whole | FilePlace::Span(_) => text,
    }
}

/// Blanks part the words of 公开方式 and 公开层级; in 公开时限 none is wanted.
fn untorn(field: Field, text: &str) -> Option<String> {
    match field {
        Field::Mode | Field::Levels => None,
        Field::Limit => Some(writing::torn_words(text, |_, _| true)),
        _ => Some(writing::torn_words(text, is_torn)),
    }
}

/// Whether a blank between these tears a word: one that the guidelines have, or one that is known where
/// no known word ends before it or begins after it (办法 规定).
fn is_torn(before: &str, after: &str) -> bool {
    let is_word = |a: char, b: char| broken_word(&format!("{a} {b}"), ' ').is_some();
    let mut left = before.chars().rev();
    let mut right = after.chars();
    let (Some(last), Some(first)) = (left.next(), right.next()) else { return false };
    let ends_word = left.next().is_some_and(|c| is_word(c, last));
    let begins_word = right.next().is_some_and(|c| is_word(first, c));
    is_spread(before, after)
        || belong_together(before, after)
        || !ends_word && !begins_word && is_word(last, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_torn_and_lists() {
        for (text, expected) in [
            (
                "《政府信息公开条\n例》\n《社会救助暂行办法》",
                "《政府信息公开条例》\n《社会救助暂行办法》",
            ),
            ("20个工 \r\n作日内", "20个工作日内"),
            ("申请条件\n申请材料", "申请条件\n申请材料"),
            ("信息形成之日起20个工作日内\n公示7天", "信息形成之日起20个工作日内\n公示7天"),
        ] {
            let once = writing::torn_lines(text, line_tears_word);
            assert_eq!(once, expected);
            assert_eq!(writing::torn_lines(&once, line_tears_word), once);
        }
    }

    #[test]
    fn words_that_are_torn_and_lists() {
        for (text, expected) in [
            ("征收土 地信息", "征收土地信息"),
            ("最低生活 保障", "最低生活保障"),
            ("办 理 条 件", "办理 条件"),
            ("自信息形成或者变 更之日起", "自信息形成或者变更之日起"),
        ] {
            assert_eq!(untorn(Field::Elements, text).as_deref(), Some(expected));
        }
        for list in [
            "公示名单 位置图",
            "政府网站 政务服务中心 公开查阅点",
            "政策 法规 办法 规定",
            "大英县民政局 大英县财政局",
            "住房城乡建设部 财政部关于印发通知",
            "申请条件 申请材料 办理流程",
        ] {
            assert_eq!(untorn(Field::Elements, list).as_deref(), Some(list));
        }
        assert_eq!(untorn(Field::Levels, "县级 乡级"), None);
        assert_eq!(untorn(Field::Limit, "20个 工作日").as_deref(), Some("20个工作日"));
    }
}
