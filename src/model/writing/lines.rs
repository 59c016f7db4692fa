//! Line breaks and spaces inside a cell: those that tear a word apart, and those that part a list.
//!
//! What is certain is joined: names, limits, open brackets, lines of a numbered list without a number.
//! Where it is not certain the line break stays.

use super::boxes;
use super::kind::Content;
use crate::model::{Elements, fold, line_tears_word};
use crate::text::brackets::{BracketKind, Depth};
use crate::text::{Wording, is_han};

/// Ends of words that a line begins with.
static TORN: Wording = Wording::named("折断的词");

/// Stands for a space that is to stay while the others are taken out.
pub(super) const WANTED: char = '\u{e000}';

/// The text with torn lines joined.
///
/// `wrapped` says that the table's lines are cut at the width of their columns.
pub(super) fn unwrap(content: Content, text: &str, wrapped: bool) -> String {
    let lines: Vec<&str> = text.split('\n').map(str::trim).filter(|l| !l.is_empty()).collect();
    if lines.len() < 2 {
        return lines.concat();
    }
    if content == Content::Word && says_one_word(&lines) {
        return lines.first().copied().unwrap_or_default().to_owned();
    }
    if content == Content::Elements && !ends_in_element(&lines) {
        let whole = lines.concat();
        // Several numbers on a line: the numbers part the list, not the lines.
        if Elements::parse(&whole).list.len() > lines.len() {
            return whole;
        }
    }
    let numbered = lines.iter().filter(|line| fold::split_numbering(line).0.is_some()).count() >= 2;
    let table = LinesRead { content, numbered, wrapped };
    let mut out = String::new();
    let mut last = Last::default();
    for line in lines {
        let before = out.get(last.start..).unwrap_or("");
        if !before.is_empty() && !table.joins(&last, before, line) {
            out.push('\n');
            last = Last { start: out.len(), ..Last::default() };
        } else if content != Content::Limit
            && before.ends_with(|c: char| c.is_ascii_digit())
            && line.starts_with(|c: char| c.is_ascii_digit())
        {
            out.push(' ');
        }
        out.push_str(line);
        last.brackets.read(line);
        last.length += line.chars().count();
    }
    out
}

/// Whether the same word stands in each line: a cell that was copied line by line. Single characters are those of
/// a word that is written downwards.
fn says_one_word(lines: &[&str]) -> bool {
    let mut pairs = lines.windows(2);
    lines.iter().all(|line| line.chars().nth(1).is_some())
        && pairs.all(|pair| matches!(pair, [one, other] if one == other))
}

/// Whether the last line is an element of its own beside lines that list several: 依据、条件⏎给付结果.
fn ends_in_element(lines: &[&str]) -> bool {
    let is_plain = |line: &&str| fold::split_numbering(line).0.is_none();
    let Some((last, before)) = lines.split_last() else { return false };
    let alone = !last.contains(['、', '，']) && last.chars().count() > SHORT_END;
    alone && lines.iter().all(is_plain) && before.iter().any(|line| line.contains('、'))
}

/// The last line of a text that grows, as far as it has been put together.
#[derive(Default)]
struct Last {
    /// Where it begins.
    start: usize,
    /// Its characters.
    length: usize,
    brackets: Depth,
}

impl Last {
    /// Whether a bracket is still open at its end.
    fn is_open(&self) -> bool {
        is_open(&self.brackets)
    }
}

fn is_open(brackets: &Depth) -> bool {
    brackets.is_open(&[BracketKind::Round])
        || brackets.is_open(&[BracketKind::Title])
        || brackets.is_open(&[BracketKind::Tortoise, BracketKind::Square])
}

/// What is known of the lines of a text.
struct LinesRead {
    content: Content,
    /// Whether several of them are numbered.
    numbered: bool,
    /// Whether they are cut at the width of a column.
    wrapped: bool,
}

impl LinesRead {
    /// Whether a line goes on in the next one.
    fn joins(&self, state: &Last, last: &str, line: &str) -> bool {
        if state.is_open() || line_tears_word(last, line) {
            return true;
        }
        let has_number = fold::split_numbering(line).0.is_some();
        let ended = last.ends_with(['；', ';', '。', '：', ':']);
        match self.content {
            Content::Word | Content::Mark => true,
            Content::Limit => !(ended || has_number),
            Content::Bodies => !(ended || has_number || begins_body(last, line)),
            Content::Basis => {
                !(ended || has_number || begins_basis(last, line) || complete(last, line))
            }
            Content::Elements => {
                (self.numbered && !has_number)
                    || line.starts_with(['、', '，', '；', '。', '）', ')'])
                    || line.chars().nth(1).is_none()
                    || last.ends_with(['、', '，', '和', '及', '与'])
                    || (!self.numbered && !ended && self.goes_on(state.length, last, line))
            }
            Content::Channels => {
                !boxed(line)
                    && !boxes::begins_option(line)
                    && !has_number
                    && !ended
                    && !names_other(line)
                    && (boxed(last)
                        || !(ends_in_option(last) || ends_channel(last) && ends_channel(line)))
            }
            Content::Options | Content::Free => false,
        }
    }

    /// Whether an element goes on in the next line: by what the line begins with, or, where lines are
    /// cut at the width of the column, by how short it is.
    fn goes_on(&self, length: usize, last: &str, line: &str) -> bool {
        let listed = |text: &str| text.contains(['、', '，']);
        let first = line.split(['、', '，', '；', '。']).next().unwrap_or(line).chars().count();
        let short = line.chars().count() <= SHORT_END;
        (listed(line) && first == 1)
            || (self.wrapped && length >= SHORT_LINE && short)
            || (self.wrapped && length >= FULL_LINE && listed(last) && !listed(line))
    }
}

/// The rest of an element that is cut off has at most so many characters,
const SHORT_END: usize = 3;
/// and stands behind at least so many.
const SHORT_LINE: usize = 6;
/// A line of so many characters has reached the width of its column.
const FULL_LINE: usize = 16;
/// No option is longer, in characters.
const LONGEST_OPTION: usize = 40;

/// Whether a line ends in an option that is not one of several joined by a stroke.
fn ends_in_option(line: &str) -> bool {
    let piece = line.char_indices().rev().take(LONGEST_OPTION + 1);
    let part = |c: &char| matches!(c, '、' | '，' | '■' | '□');
    let mut start = line.len();
    for (at, c) in piece {
        if part(&c) {
            break;
        }
        start = at;
    }
    let piece = line.get(start..).unwrap_or("");
    let whole = piece.chars().count() <= LONGEST_OPTION;
    whole && boxes::begins_option(piece) && !piece.contains('/')
}

fn boxed(line: &str) -> bool {
    line.starts_with(['■', '□', '√', '☑', '☐', '◆', '●', '○'])
}

/// Whether a text ends as the name of a body does, and not as 社会 or 场所.
fn ends_body(text: &str) -> bool {
    static ENDS: Wording = Wording::named("折行处的单位结尾");
    static WORDS: Wording = Wording::named("像单位的结尾而不是单位");
    ENDS.iter().any(|end| text.ends_with(end)) && !WORDS.iter().any(|word| text.ends_with(word))
}

/// Whether another body begins in a line: the one before is whole, and the line is more than a single character of
/// a name written downwards, an office without its body or what brackets add.
fn begins_body(before: &str, line: &str) -> bool {
    static OFFICES: Wording = Wording::named("没有写是哪个机关的办公室");
    let goes_on = line.chars().nth(1).is_none()
        || line.starts_with("办事处")
        || line.starts_with(['（', '('])
        || (OFFICES.contains(&line) && !OFFICES.contains(&before));
    ends_body(before) && !goes_on
}

/// Whether a citation ends here, and the next line does not add a number or clause to it.
fn complete(before: &str, line: &str) -> bool {
    let adds = line.chars().count() < 4
        || line.starts_with(['第', '（', '(', '〔', '、', '，', '和', '及', '的']);
    before.ends_with(['》', '）', ')', '号', '条', '款', '项', '】']) && !adds
}

/// Whether the next line begins another instrument.
fn begins_basis(before: &str, line: &str) -> bool {
    static KINDS: Wording = Wording::named("折行处的文种");
    let instrument = |text: &str| KINDS.iter().any(|kind| text.ends_with(kind));
    line.starts_with(['《', '【', '〈', '‹', '“']) || (instrument(before) && instrument(line))
}

/// A line whose spaces part the entries of a list, with 、 in their place.
pub(super) fn spaced_list(content: Content, line: &str) -> Option<String> {
    let pieces: Vec<&str> = line.split(' ').filter(|piece| !piece.is_empty()).collect();
    match content {
        Content::Basis => return spaced_basis(&pieces),
        Content::Channels if line.contains("其他 ") => return Some(named_other(&pieces)),
        _ => {}
    }
    let list = match content {
        Content::Bodies => {
            let (_, before) = pieces.split_last()?;
            before.iter().all(|piece| ends_body(piece) && piece.chars().count() >= 3)
        }
        Content::Channels => {
            !line.contains(['■', '□', '√', '☑', '☐'])
                && pieces.iter().all(|p| boxes::begins_option(p) || ends_channel(p))
        }
        Content::Elements => {
            let length = |piece: &&str| (3..=12).contains(&piece.chars().count());
            // The groups of a telephone number are no elements.
            let plain = |piece: &&str| {
                piece.contains(is_han) && !piece.contains(['、', '，', '；', '。', '.', '《', '》'])
            };
            if let Some(parted) = parted_elements(&pieces) {
                return Some(parted);
            }
            pieces.len() >= 3 && pieces.iter().all(|p| length(p) && plain(p))
        }
        _ => false,
    };
    (list && pieces.len() >= 2).then(|| {
        let trimmed = pieces.iter().map(|p| p.trim_end_matches('、'));
        trimmed.collect::<Vec<_>>().join("、")
    })
}

/// Whether a word is the whole name of a channel by its end: 片区公示栏.
fn ends_channel(word: &str) -> bool {
    static ENDS: Wording = Wording::named("折行处的渠道结尾");
    word.chars().count() >= 3 && ENDS.iter().any(|end| word.ends_with(end))
}

/// Whether a line names another channel than those of the form: 其他：办税服务厅.
fn names_other(line: &str) -> bool {
    let rest = line.strip_prefix("其他").or_else(|| line.strip_prefix("其它"));
    rest.is_some_and(|rest| rest.starts_with(['：', ':', '（', '(']))
}

/// Whether the words that a text begins with are another channel, and no column of the site before it.
pub(super) fn begins_channel(text: &str) -> bool {
    static NAMES: Wording = Wording::named("像渠道的名称");
    static COLUMNS: Wording = Wording::named("网站里的栏目");
    let words = text.split(|c: char| !is_han(c)).next().unwrap_or("");
    let named = NAMES.iter().any(|name| words.contains(name));
    named && !COLUMNS.iter().any(|column| words.contains(column))
}

/// Elements that spaces part: the first is a whole citation, or all begin with the same words.
fn parted_elements(pieces: &[&str]) -> Option<String> {
    let long = pieces.len() >= 2 && pieces.iter().all(|p| p.chars().count() >= 6);
    let plain = pieces.iter().all(|p| !p.contains(['、', '，', '；']));
    let start: String = pieces.first()?.chars().take(3).collect();
    let cited = pieces.split_last()?.1.iter().all(|p| p.starts_with('《') && p.ends_with('》'));
    let alike = cited || pieces.iter().all(|p| p.starts_with(&start));
    (long && plain && alike).then(|| pieces.join("\n"))
}

/// `□其他   基层公共服务平台` names the other channel: 其他（基层公共服务平台）.
fn named_other(pieces: &[&str]) -> String {
    let mut out: Vec<String> = Vec::new();
    for piece in pieces {
        let named = !boxed(piece) && !piece.starts_with(['（', '(', '_', '＿']);
        match out.last_mut() {
            Some(last) if named && last.ends_with("其他") => {
                last.push_str(&format!("（{piece}）"));
            }
            _ => out.push((*piece).to_owned()),
        }
    }
    out.join(" ")
}

/// A space between the names of bodies that issued something together is wanted: 住房城乡建设部
/// 财政部关于…的通知.
fn joint(before: &str, piece: &str) -> bool {
    let ends = ['部', '委', '局', '署', '会', '办', '院', '厅', '行'];
    let torn = TORN.iter().any(|word| piece.starts_with(word));
    let body = piece.ends_with(ends) || piece.contains("关于");
    before.ends_with(ends) && body && !torn && piece.chars().count() >= 3
}

/// A space behind a whole citation parts it from the next words; it becomes a line break.
fn spaced_basis(pieces: &[&str]) -> Option<String> {
    let mut out = String::new();
    let mut brackets = Depth::default();
    let mut parted = false;
    for piece in pieces {
        if !out.is_empty() {
            let part = complete(&out, piece) && !is_open(&brackets);
            // squeeze() takes ordinary spaces out; this one is to stay.
            let joint = joint(&out, piece);
            out.push(if part {
                '\n'
            } else if joint {
                WANTED
            } else {
                ' '
            });
            parted |= part || joint;
        }
        brackets.read(piece);
        out.push_str(piece);
    }
    parted.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_lines() {
        for (content, text, joined) in [
            (Content::Limit, "信息形成之日\n起20个工作日内", "信息形成之日起20个工作日内"),
            (
                Content::Bodies,
                "县级人民政府民政\n部门\n乡镇人民政府",
                "县级人民政府民政部门\n乡镇人民政府",
            ),
            (Content::Bodies, "甲镇人民政府社会\n事务办公室", "甲镇人民政府社会事务办公室"),
            (Content::Bodies, "社会事务办\n（民政所）", "社会事务办（民政所）"),
            (Content::Bodies, "县民政局\n办公室", "县民政局办公室"),
            (Content::Bodies, "办公室\n办公室", "办公室\n办公室"),
            (Content::Bodies, "县民政局\n甲镇人民政府", "县民政局\n甲镇人民政府"),
            (Content::Bodies, "甲\n镇\n社\n会\n事\n务\n办", "甲镇社会事务办"),
            (Content::Bodies, "县\n民\n政\n局\n办\n公\n室", "县民政局办公室"),
            (
                Content::Basis,
                "《土地管理法》\n第四十八条\n《城乡规\n划法》",
                "《土地管理法》第四十八条\n《城乡规划法》",
            ),
            (
                Content::Basis,
                "《甲办法》（国发〔2012〕45号）\n相关文件",
                "《甲办法》（国发〔2012〕45号）\n相关文件",
            ),
            (Content::Elements, "1.办理事\n项\n2.办理条件", "1.办理事项\n2.办理条件"),
            (Content::Elements, "办理事项\n办理条件", "办理事项\n办理条件"),
            (Content::Elements, "依据、条件、程序\n给付结果", "依据、条件、程序\n给付结果"),
            (Content::Elements, "依据、条件、程\n序、给付结果", "依据、条件、程序、给付结果"),
            (
                Content::Channels,
                "■政府网站\n□社区/企事业单位/村公示\n栏（电子屏）",
                "■政府网站\n□社区/企事业单位/村公示栏（电子屏）",
            ),
            (Content::Channels, "政府网站\n公开查阅点", "政府网站\n公开查阅点"),
        ] {
            assert_eq!(unwrap(content, text, true), joined);
        }
    }

    #[test]
    fn spaced_lists() {
        assert_eq!(
            spaced_list(Content::Bodies, "县民政局 乡镇人民政府").as_deref(),
            Some("县民政局、乡镇人民政府")
        );
        assert_eq!(spaced_list(Content::Bodies, "县民 政局"), None);
        assert_eq!(
            spaced_list(Content::Channels, "政府网站 公开查阅点").as_deref(),
            Some("政府网站、公开查阅点")
        );
        assert_eq!(
            spaced_list(Content::Channels, "片区公示栏 村（居）公示栏").as_deref(),
            Some("片区公示栏、村（居）公示栏")
        );
        assert_eq!(spaced_list(Content::Elements, "征收土 地信息"), None);
    }
}
