//! One citation: 《title》（文号）clauses.

use super::super::split::Brackets;
use super::clause::{clause_at, clauses};
use super::{Instrument, number};
use crate::text::Wording;

/// A title with what belongs to it, by its place in the text.
pub(super) struct Citation {
    /// Where the 《 stands.
    pub(super) start: usize,
    /// Where 文号 and clauses end.
    pub(super) end: usize,
    instrument: Instrument,
}

/// What opens a title.
const OPEN: [char; 2] = ['《', '〈'];

/// Endings of the names of instruments.
static ENDINGS: Wording = Wording::named("没有书名号的法规结尾");
/// Endings that only look like those of a law.
static NO_LAWS: Wording = Wording::named("以法结尾而不是法规");
/// Beginnings of phrases that name no instrument.
static VAGUE: Wording = Wording::named("泛指法规的开头");

impl Citation {
    /// The citations with 《》, from left to right.
    pub(super) fn all(text: &str) -> Vec<Self> {
        let titles = titles(text);
        let limits = titles.iter().skip(1).map(|next| next.0).chain([text.len()]);
        titles.iter().zip(limits).map(|(title, limit)| Self::read(text, *title, limit)).collect()
    }

    fn read(text: &str, (start, close): (usize, usize), limit: usize) -> Self {
        let title = text.get(start..close).unwrap_or("");
        let title = title.strip_prefix(OPEN).unwrap_or(title);
        let name = title.strip_suffix(['》', '〉']).unwrap_or(title);
        let tail = text.get(close..limit).unwrap_or("");
        let (number, after_number) = tail_number(tail);
        let (clauses, after_clauses) = clauses(tail);
        let end = close + after_number.max(after_clauses);
        let instrument = Instrument { name: name.trim().to_owned(), number, clauses };
        Self { start, end, instrument }
    }
}

/// The places of the outer titles. One whose 》 is missing ends where its 文号 or the next title starts.
fn titles(text: &str) -> Vec<(usize, usize)> {
    let brackets = Brackets::of(text);
    let is_title = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(OPEN));
    let mut titles: Vec<(usize, usize)> =
        brackets.pairs().iter().copied().filter(|(start, _)| is_title(*start)).collect();
    for (at, _) in text.match_indices('《') {
        let opens_pair = brackets.pairs().binary_search_by_key(&at, |(start, _)| *start).is_ok();
        let closed = opens_pair || brackets.contain(at);
        if let Some(inner) = text.get(at + '《'.len_utf8()..).filter(|_| !closed) {
            let end = inner.find(['（', '(', '《', '；', '、']).unwrap_or(inner.len());
            titles.push((at, text.len() - inner.len() + end));
        }
    }
    titles.sort_unstable();
    titles
}

/// The instruments that an entry cites.
pub(super) fn instruments(text: &str) -> Vec<Instrument> {
    let titled = Citation::all(text);
    if titled.is_empty() {
        return untitled(text).into_iter().collect();
    }
    titled.into_iter().map(|citation| citation.instrument).collect()
}

/// An instrument written without 《》, or by its 文号 alone.
fn untitled(text: &str) -> Option<Instrument> {
    let text = without_label(text);
    let (clauses, _) = clauses(text);
    let found = number::find(text);
    let number = found.as_ref().and_then(|f| text.get(f.start..f.end)).map(str::to_owned);
    if let Some(name) = bare_name(text) {
        return Some(Instrument { name: name.to_owned(), number, clauses });
    }
    let name = text.get(..found?.start)?.trim().trim_end_matches(['（', '(', '》', '《']);
    Some(Instrument { name: name.trim_start_matches('《').trim().to_owned(), number, clauses })
}

/// The name in a text without 《》, if it ends like the name of an instrument.
pub(super) fn bare_name(text: &str) -> Option<&str> {
    let text = without_label(text);
    let clause = clause_at(text).map_or(text.len(), |(start, _)| start);
    let bracket = text.find(['（', '(', '〔', '》']).unwrap_or(text.len());
    let name = text.get(..clause.min(bracket))?.trim().trim_start_matches('《');
    let length = name.chars().count();
    let vague = VAGUE.iter().any(|word| name.starts_with(word))
        || length <= 10 && (name.contains("有关") || name.contains("相关"))
        || NO_LAWS.iter().any(|word| name.ends_with(word));
    let ends = ENDINGS.iter().any(|ending| name.ends_with(ending));
    (ends && !vague && length >= 2 && !name.contains(['，', '。', '：'])).then_some(name)
}

fn without_label(text: &str) -> &str {
    let rest = text.trim_start().strip_prefix('【').and_then(|t| t.split_once('】'));
    rest.map_or(text, |(_, rest)| rest).trim()
}

/// Whether there is nothing but whitespace, numbering and a label such as 【规章】.
pub(super) fn is_only_label(between: &str) -> bool {
    let between = super::fold::split_numbering(between).1;
    without_label(between).is_empty()
}

/// The 文号 behind a title, in brackets or not, and where it ends.
fn tail_number(tail: &str) -> (Option<String>, usize) {
    let brackets = Brackets::of(tail);
    let mut end = 0;
    loop {
        let rest = tail.get(end..).unwrap_or("");
        let at = end + rest.len() - rest.trim_start().len();
        let Some((_, close)) = brackets.pairs().iter().copied().find(|(start, _)| *start == at)
        else {
            break;
        };
        let group = tail.get(at..close).unwrap_or("");
        if group.starts_with(['【', '《', '〈', '〔']) || is_numbering(group) {
            break;
        }
        let mut inner = group.chars();
        inner.next();
        inner.next_back();
        if let Some(number) = number_in(inner.as_str()) {
            return (Some(number), close);
        }
        end = close;
    }
    let rest = tail.get(end..).unwrap_or("");
    match number::find(rest) {
        Some(found) if rest.get(..found.start).is_some_and(|t| t.trim().is_empty()) => {
            (rest.get(found.start..found.end).map(str::to_owned), end + found.end)
        }
        _ => torn_number(tail).unwrap_or((None, end)),
    }
}

/// A number whose brackets do not fit, so that they part it: （国办发〔2017)97号）.
fn torn_number(tail: &str) -> Option<(Option<String>, usize)> {
    let found = number::find(tail)?;
    let before = tail.get(..found.start)?.trim();
    matches!(before, "（" | "(")
        .then(|| (tail.get(found.start..found.end).map(str::to_owned), found.end))
}

fn is_numbering(group: &str) -> bool {
    super::fold::marker(group).is_some_and(|mark| mark.len >= group.len())
}

/// The number in a bracket: a 文号 without its remarks, or a standard's number such as GB/T 32939—2016.
fn number_in(inner: &str) -> Option<String> {
    if let Some(found) = number::find(inner) {
        return inner.get(found.start..found.end).map(str::to_owned);
    }
    let standard = inner.starts_with(|c: char| c.is_ascii_uppercase())
        && inner.contains(|c: char| c.is_ascii_digit());
    standard.then(|| inner.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cite(text: &str) -> Vec<(String, Option<String>, Vec<String>)> {
        instruments(text).into_iter().map(|i| (i.name, i.number, i.clauses)).collect()
    }

    fn one(
        name: &str,
        number: &str,
        clauses: &[&str],
    ) -> Vec<(String, Option<String>, Vec<String>)> {
        let number = (!number.is_empty()).then(|| number.to_owned());
        vec![(name.to_owned(), number, clauses.iter().map(|c| (*c).to_owned()).collect())]
    }

    #[test]
    fn titled() {
        for (text, name, number, clauses) in [
            (
                "《信息公开条例》（国务院令第711号）第二十条第（七）项、第二十一条",
                "信息公开条例",
                "国务院令第711号",
                &["第二十条第（七）项", "第二十一条"][..],
            ),
            ("【法律】《土地管理法》第四十七条第一款", "土地管理法", "", &["第四十七条第一款"]),
            (
                "《国家税务总局关于印发〈全面推进政务公开工作实施办法〉的通知》（税总发〔2017〕44号）",
                "国家税务总局关于印发〈全面推进政务公开工作实施办法〉的通知",
                "税总发〔2017〕44号",
                &[],
            ),
            (
                "《国务院办公厅印发《意见》实施细则的通知》国办发〔2016〕80号",
                "国务院办公厅印发《意见》实施细则的通知",
                "国办发〔2016〕80号",
                &[],
            ),
            ("《〈母婴保健法〉实施办法》", "〈母婴保健法〉实施办法", "", &[]),
            (
                "《国家基本公共卫生服务规范（第三版）》（国卫基层发〔2017〕13号）",
                "国家基本公共卫生服务规范（第三版）",
                "国卫基层发〔2017〕13号",
                &[],
            ),
            (
                "《母婴保健法》（主席令第33号（1994年10月27日），2017年11月4日修正）",
                "母婴保健法",
                "主席令第33号",
                &[],
            ),
            ("《甲意见》（国办发〔2017)97号）", "甲意见", "国办发〔2017)97号", &[]),
            ("《管理办法》（试行）（建房[2012]84号）", "管理办法", "建房[2012]84号", &[]),
            ("《文化馆服务标准》（GB/T 32939—2016）", "文化馆服务标准", "GB/T 32939—2016", &[]),
            ("《甲法》（第三条之一，第十、十九条）", "甲法", "", &["第三条之一", "第十、十九条"]),
            ("《甲法》第三条至第五条", "甲法", "", &["第三条至第五条"]),
            (
                "《招标公告和公示信息发布管理办法》（国家发展改革委2017年第10号令）",
                "招标公告和公示信息发布管理办法",
                "国家发展改革委2017年第10号令",
                &[],
            ),
        ] {
            assert_eq!(cite(text), one(name, number, clauses), "{text}");
        }
    }

    #[test]
    fn unclosed_title() {
        let text = "《国务院关于推进甲的意见（国办发〔2017〕97号）第二条";
        assert_eq!(cite(text), one("国务院关于推进甲的意见", "国办发〔2017〕97号", &["第二条"]));
        assert_eq!(cite("《四川省信息公开规定"), one("四川省信息公开规定", "", &[]));
    }

    #[test]
    fn without_title_marks() {
        assert_eq!(cite("信息公开规定"), one("信息公开规定", "", &[]));
        assert_eq!(cite("国办发〔2017〕94号"), one("", "国办发〔2017〕94号", &[]));
        assert_eq!(cite("中华人民共和国土地管理法"), one("中华人民共和国土地管理法", "", &[]));
        assert_eq!(
            cite("土地管理法第四十七条（主席令第28号）"),
            one("土地管理法", "主席令第28号", &["第四十七条"])
        );
        for text in ["各地相关政策法规文件", "相关规定", "国家有关规定", "按规定", "行政执法", "无"]
        {
            assert_eq!(cite(text), vec![], "{text}");
        }
    }
}
