//! 地名: the places that a name such as 四川省遂宁市大英县民政局 begins with.
//!
//! Reads endings (省, 市, 县, 镇 ...) and knows the words in which they are none; which places exist is
//! not known here.

use super::AdminLevel;
use crate::text::Wording;

/// A place at the beginning of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceName<'a> {
    /// The name with its ending: 大英县.
    pub name: &'a str,
    /// The level that the ending tells. A city may be of the rank of a county.
    pub level: AdminLevel,
}

/// Endings of the names of places; a longer one comes before those that end like it.
const ENDINGS: [(&str, AdminLevel); 14] = [
    ("自治区", AdminLevel::Province),
    ("自治州", AdminLevel::City),
    ("自治县", AdminLevel::County),
    ("自治旗", AdminLevel::County),
    ("地区", AdminLevel::City),
    ("街道", AdminLevel::Town),
    ("省", AdminLevel::Province),
    ("市", AdminLevel::City),
    ("盟", AdminLevel::City),
    ("县", AdminLevel::County),
    ("区", AdminLevel::County),
    ("旗", AdminLevel::County),
    ("镇", AdminLevel::Town),
    ("乡", AdminLevel::Town),
];
/// Words in which an ending is none, by the character before it and the ending.
static WORDS: Wording = Wording::named("不是地名的词");
/// Beginnings of phrases that name no place of their own: 各镇, 本县, 乡镇.
const NO_STARTS: [char; 15] =
    ['各', '本', '全', '我', '该', '某', '原', '其', '有', '相', '所', '县', '市', '乡', '镇'];
/// The longest name of a place before its ending, in characters.
const LONGEST: usize = 9;

/// What may stand before the place in the name of a body.
static BEFORE: Wording = Wording::named("地名前的机关");

/// The places that the name of a body begins with, from the top down.
pub fn places(text: &str) -> Vec<PlaceName<'_>> {
    let mut found: Vec<PlaceName<'_>> = Vec::new();
    let mut rest = BEFORE.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    while let Some(place) = first(rest).filter(|place| may_follow(&found, *place)) {
        rest = rest.get(place.name.len()..).unwrap_or("");
        found.push(place);
    }
    found
}

/// Whether a place can lie in those before it: 遵义市仁怀市 is a city of the rank of a county in another.
fn may_follow(upper: &[PlaceName<'_>], place: PlaceName<'_>) -> bool {
    let Some(last) = upper.last() else { return true };
    let cities = upper.iter().filter(|place| place.level == AdminLevel::City).count();
    last.level < place.level
        || last.level == place.level && place.name.ends_with('市') && cities == 1
}

fn first(text: &str) -> Option<PlaceName<'_>> {
    if text.starts_with(NO_STARTS) {
        return None;
    }
    for (count, (at, c)) in text.char_indices().enumerate().take(LONGEST + 1) {
        let rest = text.get(at..)?;
        let ending = ENDINGS.into_iter().find(|(ending, _)| rest.starts_with(ending));
        if let Some((ending, level)) = ending.filter(|(ending, _)| is_name(text, at, ending, count))
        {
            return Some(PlaceName { name: text.get(..at + ending.len())?, level });
        }
        // 公安局大英县分局 begins with a department.
        if !c.is_alphabetic() || c.is_ascii() || matches!(c, '和' | '局') && count > 0 {
            return None;
        }
    }
    None
}

/// Whether the text up to this ending is the name of a place.
fn is_name(text: &str, at: usize, ending: &str, count: usize) -> bool {
    let shortest = if matches!(ending, "县" | "旗") { 1 } else { 2 };
    let up_to = text.get(..at + ending.len()).unwrap_or("");
    let after = text.get(at..).unwrap_or("");
    count >= shortest
        && !WORDS.iter().any(|word| up_to.ends_with(word))
        && !["市场", "市容", "区域", "乡村"].iter().any(|word| after.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        places(text).into_iter().map(|place| place.name).collect()
    }

    #[test]
    fn chains() {
        for (text, expected) in [
            ("四川省遂宁市大英县民政局", &["四川省", "遂宁市", "大英县"][..]),
            ("大英县城市管理局", &["大英县"]),
            ("遂宁市公安局大英县分局", &["遂宁市"]),
            ("大英县住房和城乡建设局", &["大英县"]),
            ("大英县市场监督管理局", &["大英县"]),
            ("遂宁市市场监督管理局", &["遂宁市"]),
            ("遂宁市民政局", &["遂宁市"]),
            ("国家税务总局大英县税务局", &["大英县"]),
            ("盐井街道办事处", &["盐井街道"]),
            ("大英县蓬莱镇人民政府", &["大英县", "蓬莱镇"]),
            ("贵州省遵义市仁怀市财政局", &["贵州省", "遵义市", "仁怀市"]),
            ("青云谱区教育体育局", &["青云谱区"]),
            ("阿坝藏族羌族自治州民政局", &["阿坝藏族羌族自治州"]),
            ("珙县民政局", &["珙县"]),
            ("各镇人民政府", &[]),
            ("乡镇人民政府", &[]),
            ("县民政局", &[]),
            ("本县民政局", &[]),
            ("县（市、区）教育部门", &[]),
            ("大英生态环境局", &[]),
            ("招标人", &[]),
            ("村民委员会", &[]),
            ("", &[]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }
}
