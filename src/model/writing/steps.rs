//! The steps of reading: error values, ticks, script, readings, width, spaces, line breaks, title marks.
//!
//! Each step is a pure function of the text and of what it is of. Nothing here looks at other texts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::fold;
use super::kind::{Content, RepairKind};
use super::{Manner, Text, boxes, lines, script};
use crate::text::{half_width, is_han, is_invisible};

/// Takes all steps.
pub(super) fn all(content: Content, manner: Manner<'_>, text: &mut Text<'_>) {
    if is_error_value(text.text()) {
        return text.repair(RepairKind::ErrorValue, String::new());
    }
    match content {
        Content::Mark => text.repair(RepairKind::Tick, boxes::mark(text.text(), manner.legend)),
        Content::Channels | Content::Options if boxes::may_stand_in(text.text(), manner.legend) => {
            text.repair(RepairKind::Tick, boxes::block(text.text(), manner.legend));
        }
        _ => {}
    }
    let is_parted = content == Content::Channels && has_address_between(text.text());
    if is_plain(text.text()) && !is_parted {
        return;
    }
    if let Cow::Owned(simplified) = script::simplified(text.text()) {
        text.repair(RepairKind::Traditional, simplified);
    }
    if let Cow::Owned(bare) = script::without_pinyin(text.text()) {
        text.repair(RepairKind::Pinyin, bare);
    }
    if text.text().chars().all(is_settled) && !is_parted {
        return;
    }
    // What one step mends can be what another waited for: a title mark that closes a bracket joins its
    // lines. Nearly every text is settled after one round; each later one makes it shorter or ends this.
    for _ in 0..MOST_ROUNDS {
        let (before, taken) = (text.text().to_owned(), text.taken());
        round(content, manner, text);
        if text.text() == before {
            return text.take_back(taken);
        }
    }
}

/// Whether no step changes a text: it has only settled characters, none of the old script, and no letters beside
/// brackets, in which a reading could stand. Each character is looked at once.
fn is_plain(text: &str) -> bool {
    let old_script = script::OldScript::known();
    let (mut has_letters, mut has_brackets) = (false, false);
    for c in text.chars() {
        match c {
            '\u{4e00}'..='\u{9fff}' if old_script.has(c) => return false,
            '\u{4e00}'..='\u{9fff}' => {}
            'a'..='z' => has_letters = true,
            '（' | '(' => has_brackets = true,
            c if is_settled(c) => {}
            _ => return false,
        }
    }
    !(has_letters && has_brackets)
}

/// More rounds are not taken; none was seen that needed more than three.
const MOST_ROUNDS: usize = 8;

/// Takes the steps for width, spaces, line breaks, title marks and remarks once.
fn round(content: Content, manner: Manner<'_>, text: &mut Text<'_>) {
    if !is_lined(text.text()) {
        text.repair(RepairKind::Width, text.text().chars().map(half_width).collect());
        let spaced = spaces(content, text.text());
        if evened(&spaced) == evened(text.text()) {
            text.smooth(spaced);
        } else {
            text.repair(RepairKind::Spaces, spaced);
        }
    }
    let unwrapped = lines::unwrap(content, text.text(), manner.wrapped);
    text.repair(RepairKind::LineBreaks, unwrapped);
    if !is_lined(text.text()) {
        text.repair(RepairKind::TitleMarks, title_marks(text.text()));
    }
    match content {
        Content::Channels => text.repair(RepairKind::Remark, without_remark(text.text())),
        Content::Basis => text.repair(RepairKind::Numbering, without_glued_numbers(text.text())),
        _ => {}
    }
}

/// Channels without 注：… at the end and without an address that stands against a name. An address between two
/// names parts them.
fn without_remark(text: &str) -> String {
    let noted = ["注:", "注："].iter().filter_map(|word| text.find(word)).min();
    let kept = noted.filter(|at| *at > 0).and_then(|at| text.get(..at)).unwrap_or(text);
    let mut out = String::with_capacity(kept.len());
    let mut rest = kept;
    while let Some(at) = ADDRESS.iter().filter_map(|start| rest.find(start)).min() {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let address = |c: char| c.is_ascii_graphic() && !matches!(c, ';' | ',');
        let end = tail.find(|c: char| !address(c)).unwrap_or(tail.len());
        rest = tail.get(end..).unwrap_or("");
        if !before.ends_with(is_han) {
            out.push_str(tail.get(..end).unwrap_or(""));
        } else if lines::begins_channel(rest) {
            out.push('、');
        }
    }
    out.push_str(rest);
    if out.len() == text.len() { out } else { out.trim_end().to_owned() }
}

/// Whether an address parts two channels that nothing else parts.
fn has_address_between(text: &str) -> bool {
    let starts = ADDRESS.iter().filter_map(|start| text.find(start));
    starts.filter_map(|at| text.get(at..)).any(|address| {
        let end = address.find(|c: char| !c.is_ascii_graphic()).unwrap_or(address.len());
        address.get(end..).is_some_and(lines::begins_channel)
    })
}

/// How addresses begin.
const ADDRESS: [&str; 2] = ["http", "www."];

/// 《甲》2《乙》 without the number of the list that lost its mark.
fn without_glued_numbers(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = characters.get(at) {
        let digits = characters.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
        let behind = at == 0 || out.ends_with(['》', '）', ')', '；', ';', '、', '\n', ' ']);
        let before_title = characters.get(at + digits) == Some(&'《');
        if (1..=2).contains(&digits) && behind && before_title {
            at += digits;
            continue;
        }
        out.push(*c);
        at += 1;
    }
    out
}

/// Whether a text is what a spreadsheet shows in the place of a value that it cannot work out.
pub fn is_error_value(text: &str) -> bool {
    text.starts_with('#')
        && matches!(text, "#REF!" | "#N/A" | "#VALUE!" | "#DIV/0!" | "#NAME?" | "#NUM!" | "#NULL!")
}

/// Whether the steps for width, spaces, line breaks and title marks leave the character alone wherever
/// it stands. Nearly all texts hold no others, and need not go through these steps.
fn is_settled(c: char) -> bool {
    match c {
        '<' | '>' => false,
        '!'..='~' => true,
        '，' | '、' | '。' | '；' | '：' | '（' | '）' | '《' | '》' | '〔' | '〕' => {
            true
        }
        c => is_han(c),
    }
}

/// Whether a trimmed text is of such characters in lines of which none is empty: as nearly all texts of
/// several lines are, it only has its line breaks to be looked at.
fn is_lined(text: &str) -> bool {
    text.chars().all(|c| c == '\n' || is_settled(c)) && !text.contains("\n\n")
}

/// Invisible characters and the spaces that converters leave inside words go; spaces that part the
/// entries of a list become 、.
fn spaces(content: Content, text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| *c == '\n' || !(c.is_control() || is_invisible(*c)))
        .map(|c| if c != '\n' && c.is_whitespace() { ' ' } else { c })
        .collect();
    let listed = visible
        .split('\n')
        .map(|line| lines::spaced_list(content, line).unwrap_or_else(|| line.to_owned()))
        .collect::<Vec<_>>()
        .join("\n");
    let squeezed = fold::squeeze(&listed);
    let squeezed = match content {
        Content::Limit | Content::Basis | Content::Bodies => beside_digits(&squeezed),
        _ => squeezed,
    };
    let squeezed = squeezed.replace(lines::WANTED, " ");
    let kept = squeezed.lines().map(str::trim).filter(|line| !line.is_empty());
    kept.collect::<Vec<_>>().join("\n")
}

/// The text with every stretch of space alike: what differs only in that was not repaired.
fn evened(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Takes out spaces between a digit and a Chinese character: 10 个工作日.
fn beside_digits(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let han = |c: char| is_han(c) || "〔〕（）".contains(c);
    let mut out = String::with_capacity(text.len());
    for (at, c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| characters.get(i)).copied();
        let after = characters.get(at + 1).copied();
        let beside = matches!((before, after), (Some(b), Some(a))
            if (b.is_ascii_digit() && han(a)) || (han(b) && a.is_ascii_digit()));
        let numbering = characters.get(at + 2).is_some_and(|c| matches!(c, '.' | '、' | '．'));
        if *c != ' ' || !beside || numbering {
            out.push(*c);
        }
    }
    out
}

/// ‹…›, «…», ＜…＞ and a lone 〈…〉 become 《…》, or 〈…〉 inside one.
fn title_marks(text: &str) -> String {
    let mut marks = TitleMarks::default();
    for (at, c) in text.char_indices() {
        match c {
            '《' => marks.open(at, true),
            '‹' | '«' | '⟨' | '〈' | '＜' | '<' => marks.open(at, false),
            '》' => marks.close_strict(at),
            '›' | '»' | '⟩' | '〉' | '＞' | '>' => marks.close_other(at, text),
            _ => {}
        }
    }
    marks.written(text)
}

/// The title marks of a text, each looked at once. 》 closes the last 《; any other closing mark closes
/// the last opening one. Around marks that do not pair this way nothing is rewritten, so that a second
/// reading finds the same pairs.
#[derive(Default)]
struct TitleMarks {
    /// The marks that are open: where, and whether it is 《.
    open: Vec<(usize, bool)>,
    strict: usize,
    /// Where a mark last did not pair.
    astray: Option<usize>,
    /// The marks of titles: whether it opens one, and how it is to be written if not as it stands.
    titles: BTreeMap<usize, (bool, Option<[char; 2]>)>,
}

impl TitleMarks {
    fn open(&mut self, at: usize, is_strict: bool) {
        self.open.push((at, is_strict));
        if is_strict {
            self.strict += 1;
            self.titles.insert(at, (true, None));
        }
    }

    fn close_strict(&mut self, at: usize) {
        if self.strict == 0 {
            if self.open.pop().is_some() {
                self.astray = Some(at);
            }
            return;
        }
        while let Some((_, is_strict)) = self.open.pop() {
            if is_strict {
                break;
            }
            self.astray = Some(at);
        }
        self.strict -= 1;
        self.titles.insert(at, (false, None));
    }

    fn close_other(&mut self, at: usize, text: &str) {
        let Some((start, is_strict)) = self.open.pop() else { return };
        let is_clean = self.astray.is_none_or(|astray| astray < start);
        if is_strict {
            self.strict -= 1;
            self.titles.insert(at, (false, is_clean.then_some(['》', '》'])));
            if !is_clean {
                self.astray = Some(at);
            }
            return;
        }
        let inner = text.get(start..at).and_then(|marked| {
            let mut inner = marked.chars();
            inner.next().map(|_| inner.as_str())
        });
        if is_clean && inner.is_some_and(is_title) {
            self.titles.insert(start, (true, Some(['《', '〈'])));
            self.titles.insert(at, (false, Some(['》', '〉'])));
        }
    }

    fn written(self, text: &str) -> String {
        let mut depth = 0usize;
        let mut out = String::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            let Some((opens, written)) = self.titles.get(&at) else {
                out.push(c);
                continue;
            };
            depth += usize::from(*opens);
            out.push(written.map_or(c, |[outer, inner]| if depth > 1 { inner } else { outer }));
            depth = depth.saturating_sub(usize::from(!*opens));
        }
        out
    }
}

/// Whether a text in title marks is a title, and not the year of a 文号: 国办发〈2017〉97号.
fn is_title(inner: &str) -> bool {
    inner.chars().nth(1).is_some() && !inner.chars().all(|c| c.is_ascii_digit() || c == '年')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_marks_are_paired() {
        for (text, expected) in [
            ("‹土地管理法›", "《土地管理法》"),
            ("《关于印发<办法>的通知》", "《关于印发〈办法〉的通知》"),
            ("<关于《办法》的通知>", "《关于《办法》的通知》"),
            ("《办法〉和‹条例›", "《办法》和《条例》"),
            ("国办发〈2017〉97号", "国办发〈2017〉97号"),
            ("《甲<5日》", "《甲<5日》"),
            ("《<›公›", "《<›公》"),
            ("‹甲<乙》丙<丁戊>›", "‹甲<乙》丙《丁戊》›"),
            ("《甲<乙丙>", "《甲〈乙丙〉"),
        ] {
            assert_eq!(title_marks(text), expected);
            assert_eq!(title_marks(expected), expected);
        }
        let deep = ["<".repeat(20_000), "甲乙".to_owned(), ">".repeat(20_000)].concat();
        assert_eq!(title_marks(&title_marks(&deep)), title_marks(&deep));
    }

    #[test]
    fn remarks_and_numbers_go() {
        for (text, kept) in [
            ("■政府网站■其他法律服务网注:有关信息可推送", "■政府网站■其他法律服务网"),
            ("■政府网站http://a.cn/b#1", "■政府网站"),
            ("http://a.cn/b", "http://a.cn/b"),
            ("政府网站http://a.cn/b/政务微信公众号“甲”", "政府网站、政务微信公众号“甲”"),
            ("政府网站www.a.gov.cn村公示栏", "政府网站、村公示栏"),
            ("政府网站www.a.gov.cn政务公开专栏", "政府网站政务公开专栏"),
            ("政府网站（www.a.gov.cn）", "政府网站（www.a.gov.cn）"),
            ("■政府网站", "■政府网站"),
        ] {
            assert_eq!(without_remark(text), kept);
        }
        assert_eq!(
            without_glued_numbers("《甲》（第7号）2《乙》3《丙》"),
            "《甲》（第7号）《乙》《丙》"
        );
        assert_eq!(without_glued_numbers("国办发42号《乙》"), "国办发42号《乙》");
    }

    #[test]
    fn settled_characters_stay() {
        let settled: String = (' '..='\u{ffff}').filter(|c| is_settled(*c)).collect();
        for content in
            [Content::Word, Content::Limit, Content::Basis, Content::Bodies, Content::Elements]
        {
            let kept: String = spaces(content, &settled).chars().map(half_width).collect();
            assert_eq!(title_marks(&lines::unwrap(content, &kept, true)), settled);
            let lined = format!("{settled}\n{settled}\n甲\n1");
            assert!(is_lined(&lined) && !is_lined("甲\n\n乙") && !is_lined("甲 乙"));
            let kept: String = spaces(content, &lined).chars().map(half_width).collect();
            assert_eq!(title_marks(&kept), lined);
        }
    }
}
