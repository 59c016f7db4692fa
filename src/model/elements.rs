//! 公开内容（要素）: the list of what is disclosed.
//!
//! Holds the elements and reads them out of one cell; it must not judge whether they are complete.

use super::level::AdminLevel;
use super::{fold, split};

/// The elements of an item, each without its number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Elements {
    /// The elements in order.
    pub list: Vec<String>,
}

/// Marks that show a single element as one, where its text alone would be read as several. A bullet comes
/// first: a lone number makes people look for the second one.
const SOLE: [&str; 5] = ["· ", "1、", "1.", "（1）", "①"];
/// The longest part, in characters, that is taken for an element in a list joined by 、.
const SHORT: usize = 12;

impl Elements {
    /// The elements given one by one. Numbers that run through the whole list, ； and 。 at the end, and
    /// line breaks are taken as in [`Elements::parse`]; a single element is never cut.
    pub fn from_list(list: Vec<String>) -> Self {
        let lines: Vec<String> =
            list.iter().flat_map(|entry| entry.lines()).filter_map(clean).collect();
        match lines.as_slice() {
            [only] if sole(only).is_none() => Self::parse(only),
            _ => Self { list: plain(lines) },
        }
    }

    /// Reads one cell: a line is an element; a single line is cut at its numbers, at ；, at bullets, or
    /// at 、 when every part is short.
    pub fn parse(text: &str) -> Self {
        let lines: Vec<String> = text.lines().filter_map(clean).collect();
        let list = match lines.as_slice() {
            [only] => cut(only),
            _ => plain(lines),
        };
        Self { list }
    }

    /// The elements, one a line.
    pub fn text(&self) -> String {
        match self.list.as_slice() {
            [only] => sole(only).unwrap_or_else(|| only.clone()),
            list => list.join("\n"),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// An element without whitespace around it and without the separator at its end.
fn clean(text: &str) -> Option<String> {
    let end = |c: char| c.is_whitespace() || matches!(c, '；' | ';' | '。');
    let text = text.trim().trim_end_matches(end);
    (!text.is_empty()).then(|| text.to_owned())
}

/// Lines without the numbers or bullets that run through all of them.
fn plain(mut lines: Vec<String>) -> Vec<String> {
    while let Some(fewer) = split::unnumbered(&lines).or_else(|| unbulleted(&lines)) {
        lines = fewer;
    }
    lines
}

fn unbulleted(lines: &[String]) -> Option<Vec<String>> {
    let strip = |line: &String| {
        let rest = line.strip_prefix(is_bullet).or_else(|| line.strip_prefix('-'))?.trim();
        (!rest.is_empty()).then(|| rest.to_owned())
    };
    if lines.len() < 2 { None } else { lines.iter().map(strip).collect() }
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '●' | '·' | '▪' | '◆' | '※')
}

/// A single element as text that is read back as one, or `None` when no numbering achieves it.
fn sole(text: &str) -> Option<String> {
    let reads_back = |candidate: &String| cut(candidate) == [text];
    std::iter::once(text.to_owned())
        .chain(SOLE.iter().map(|mark| format!("{mark}{text}")))
        .find(reads_back)
}

/// Cuts a single line into its elements.
fn cut(line: &str) -> Vec<String> {
    if let Some(pieces) = split::numbered(line) {
        return owned(pieces);
    }
    if let Some(rest) = numbered_alone(line) {
        return vec![rest.to_owned()];
    }
    let at_semicolons = split::outside(line, |_, c| matches!(c, '；' | ';'));
    if at_semicolons.len() > 1 {
        return owned(at_semicolons);
    }
    bulleted(line).or_else(|| enumerated(line)).unwrap_or_else(|| vec![line.to_owned()])
}

fn owned(pieces: Vec<&str>) -> Vec<String> {
    plain(pieces.into_iter().filter_map(clean).collect())
}

/// What follows a 1 that no 2 follows.
fn numbered_alone(line: &str) -> Option<&str> {
    let mark = fold::marker(line).filter(|m| m.value == 1 && m.style != fold::MarkStyle::Space)?;
    let rest = line.get(mark.len..)?.trim();
    (!rest.is_empty()).then_some(rest)
}

fn bulleted(line: &str) -> Option<Vec<String>> {
    let pieces: Vec<&str> = if line.starts_with(is_bullet) {
        line.split(is_bullet).collect()
    } else if line.starts_with('-') {
        line.strip_prefix('-')?.split(" -").collect()
    } else {
        return None;
    };
    let pieces = owned(pieces);
    (!pieces.is_empty()).then_some(pieces)
}

/// `办理事项、办理条件、申请材料`: cut at 、 only where nothing hints at one sentence.
fn enumerated(line: &str) -> Option<Vec<String>> {
    let pieces = split::outside(line, |_, c| c == '、');
    let fits = |piece: &&str| {
        let length = piece.chars().count();
        let level = length <= 3 && (!AdminLevel::read(piece).is_empty() || *piece == "地方");
        (2..=SHORT).contains(&length)
            && !level
            && !piece.contains(['，', ',', '。', '：', ':', '等'])
    };
    let joined = pieces.last().is_some_and(|last| last.contains(['和', '及', '与']));
    (pieces.len() > 1 && !joined && pieces.iter().all(fits)).then(|| owned(pieces))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> Vec<String> {
        Elements::parse(text).list
    }

    #[test]
    fn cells() {
        let three = ["办理事项", "办理条件", "申请材料"];
        for text in [
            "办理事项\n办理条件\n申请材料",
            "1.办理事项\n2.办理条件；\n3.申请材料。",
            "1.办理事项 2.办理条件 3.申请材料",
            "1．办理事项；2．办理条件；3．申请材料。",
            "（1）办理事项（2）办理条件（3）申请材料",
            "①办理事项②办理条件③申请材料",
            "办理事项；办理条件；申请材料。",
            "• 办理事项 • 办理条件 • 申请材料",
            "-办理事项 -办理条件 -申请材料",
            "●办理事项\r\n●办理条件\r\n\r\n●申请材料",
            "办理事项、办理条件、申请材料",
        ] {
            assert_eq!(parse(text), three, "{text}");
        }
    }

    #[test]
    fn kept_whole() {
        for text in [
            "机构职能、权责清单、执法人员名单等信息",
            "办理程序（申请、审核、公示）",
            "中央、省级、市级有关政策文件",
            "申请、审核和公示的结果",
            "农村土地征收的范围、对象、补偿标准及安置途径",
        ] {
            assert_eq!(parse(text), [text], "{text}");
        }
        assert_eq!(
            parse("办理事项；（一）甲；乙（丙；丁）"),
            ["办理事项", "（一）甲", "乙（丙；丁）"]
        );
        assert_eq!(parse(""), Vec::<String>::new());
    }

    #[test]
    fn nested_numbers_stay() {
        let text = "1.政策\n（1）国家\n（2）地方\n2.标准";
        assert_eq!(parse(text), ["1.政策", "（1）国家", "（2）地方", "2.标准"]);
    }

    #[test]
    fn a_bullet_that_would_part_a_name_is_not_used() {
        let one = Elements::from_list(vec!["阿里·买买提、古丽名单、其他名单".into()]);
        assert_eq!(one.list.len(), 1);
        assert_eq!(Elements::parse(&one.text()), one);
    }

    #[test]
    fn a_single_element_stays_one() {
        let one = Elements::from_list(vec!["机构职能、权责清单、执法人员名单".into()]);
        assert_eq!(one.list.len(), 1);
        assert_eq!(one.text(), "· 机构职能、权责清单、执法人员名单");
        assert_eq!(Elements::parse(&one.text()), one);
    }

    proptest! {
        #[test]
        fn text_reads_back(list in prop::collection::vec("[政策、；。1-3.（）()①②•\\- a]{1,8}", 0..5)) {
            let list: Vec<String> = list.iter().map(|e| e.trim().to_owned()).filter(|e| !e.is_empty()).collect();
            let listed = Elements::from_list(list.clone());
            prop_assert_eq!(&Elements::parse(&listed.text()), &listed);
            let parsed = Elements::parse(&list.join(" "));
            prop_assert_eq!(&Elements::parse(&parsed.text()), &parsed);
        }
    }
}
