//! The remark on the version that is meant: （2015年修正）, （2018年10月26日第二次修订）.

/// What a law is said to have been.
const WORDS: [&str; 3] = ["修正", "修订", "修改"];
/// How far before the word its year may stand, in characters.
const REACH: usize = 16;

/// The year of the last amendment named in brackets.
pub(super) fn year(text: &str) -> Option<i16> {
    has_year(text).then_some(())?;
    let groups = text.split(['（', '(']).skip(1).filter_map(|rest| {
        let (inner, _) = rest.split_once(['）', ')'])?;
        of_remark(inner)
    });
    groups.last().or_else(|| bare(text))
}

/// Whether four digits stand together at all.
fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

/// The year alone behind a title: 《教育法》（2015）, 《…条例》（2007年）.
fn bare(text: &str) -> Option<i16> {
    let mut behind = text.split('》').skip(1).map(str::trim_start);
    behind.find_map(|rest| {
        let (inner, after) = rest.strip_prefix(['（', '('])?.split_once(['）', ')'])?;
        let digits = inner.trim().trim_end_matches(['版', '本']).trim_end_matches('年');
        let year = digits.parse().ok().filter(|year| (1949..2100).contains(year));
        year.filter(|_| digits.len() == 4 && !begins_serial(after))
    })
}

/// Whether a text begins with the serial of a number, as in （2014）47号 or （2014）第47号. An article is none.
fn begins_serial(text: &str) -> bool {
    let rest = text.strip_prefix('第').unwrap_or(text);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    after.len() < rest.len() && !after.starts_with('条')
}

fn of_remark(inner: &str) -> Option<i16> {
    let word = WORDS.iter().filter_map(|word| inner.find(word)).max()?;
    let before = inner.get(..word)?;
    (before.chars().count() <= REACH).then_some(())?;
    let digits = before.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4)?;
    digits.parse().ok().filter(|year| (1949..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks() {
        for (text, expected) in [
            ("《人口与计划生育法》（2015年修正）", Some(2015)),
            ("《土地管理法》(2019修订)第二条", Some(2019)),
            ("《食品安全法（2018年修正）》", Some(2018)),
            ("《保守国家秘密法》（2010年4月29日第一次修订）", Some(2010)),
            ("《政府信息公开条例》（国务院令第711号，2019年修订）", Some(2019)),
            ("《教育法》(2015)", Some(2015)),
            ("《老年人权益保障法》（2015）第三条", Some(2015)),
            ("《教育法》（2015）第9条", Some(2015)),
            ("《通知》（2014）第47号", None),
            ("《政府信息公开条例》（2007年）", Some(2007)),
            ("《通知》（2014）47号", None),
            ("《规划（2016—2020年）》", None),
            ("《国务院关于修改部分行政法规的决定》（国务院令第709号）", None),
            ("2015年修正", None),
        ] {
            assert_eq!(year(text), expected, "{text}");
        }
    }
}
