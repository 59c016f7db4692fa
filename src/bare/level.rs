//! The level of a body of government, as the title of its table tells it: 大英县…目录, 盐井街道….

use crate::model::{AdminLevel, Domain};
use crate::text::Wording;

/// Words that come after the name of a body in a title.
static AFTER_NAME: Wording = Wording::named("文件名称里地名后的词");
/// Endings of the names of places, from the top down.
const ENDINGS: [(&str, AdminLevel); 10] = [
    ("省", AdminLevel::Province),
    ("自治州", AdminLevel::City),
    ("地区", AdminLevel::City),
    ("市", AdminLevel::City),
    ("县", AdminLevel::County),
    ("区", AdminLevel::County),
    ("旗", AdminLevel::County),
    ("街道", AdminLevel::Town),
    ("镇", AdminLevel::Town),
    ("乡", AdminLevel::Town),
];
/// Words in which such an ending is no name of a place.
static NO_PLACES: Wording = Wording::named("文件名称里不是地名的词");
/// A name of a place has at most this many characters before its ending.
const NAME_LENGTH: usize = 8;

/// The level that the first of these titles tells.
pub(super) fn told<'a>(
    titles: impl IntoIterator<Item = &'a str>,
    domains: &[Domain],
) -> Option<AdminLevel> {
    titles.into_iter().find_map(|title| level_of(&head(title, domains)))
}

/// The part of a title that can hold the body's name.
fn head(title: &str, domains: &[Domain]) -> String {
    let mut head: String = title.split_whitespace().collect();
    let names = domains.iter().flat_map(|d| std::iter::once(&d.name).chain(&d.aliases));
    for name in names.map(String::as_str).chain(NO_PLACES.iter().copied()) {
        // A mark in its place, so that what stood around it does not become one word.
        head = head.replace(name, "/");
    }
    let end = AFTER_NAME.iter().filter_map(|word| head.find(word)).min();
    head.truncate(end.unwrap_or(head.len()));
    head
}

/// The lowest place in a chain such as 四川省遂宁市大英县盐井街道.
fn level_of(name: &str) -> Option<AdminLevel> {
    let mut level = None;
    let mut rest = name;
    while let Some((lower, length)) = first_place(rest) {
        if level.is_some_and(|upper| lower <= upper) {
            break;
        }
        level = Some(lower);
        rest = &rest[length..];
    }
    level
}

/// The first name of a place: its level, and how many bytes it takes.
fn first_place(text: &str) -> Option<(AdminLevel, usize)> {
    for (at, _) in text.char_indices().skip(1).take(NAME_LENGTH) {
        if text[..at].ends_with(['/', '、', '(', '（', '-']) {
            return None;
        }
        let ending = ENDINGS.into_iter().find(|(ending, _)| text[at..].starts_with(ending));
        if let Some((ending, level)) = ending {
            let after = &text[at + ending.len()..];
            // 金乡县, 景德镇市: the name of a place that ends as a smaller one does.
            if ["乡", "镇"].contains(&ending) && after.starts_with(['县', '市', '区']) {
                continue;
            }
            return Some((level, at + ending.len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::built_in;
    use crate::source::SourceMap;

    #[test]
    fn titles() {
        let domains = built_in().guidelines(&mut SourceMap::new(), None);
        for (title, level) in [
            ("大英县社会救助领域基层政务公开标准目录", Some(AdminLevel::County)),
            ("四川省遂宁市大英县盐井街道办事处政务公开事项标准目录", Some(AdminLevel::Town)),
            ("蓬莱镇 养老服务 公开目录", Some(AdminLevel::Town)),
            ("中山市 城市综合执法领域", Some(AdminLevel::City)),
            ("大英县城乡规划领域基层政务公开标准目录", Some(AdminLevel::County)),
            ("青云谱区市场监管局公开目录", Some(AdminLevel::County)),
            ("大英县农业农村局涉农补贴", Some(AdminLevel::County)),
            ("金乡县社会救助领域基层政务公开标准目录", Some(AdminLevel::County)),
            ("景德镇市昌江区鲇鱼山镇公开目录", Some(AdminLevel::Town)),
            ("社会救助领域基层政务公开标准目录", None),
            ("城市综合执法", None),
            ("目录", None),
            ("", None),
        ] {
            assert_eq!(told([title], &domains), level, "{title}");
        }
    }
}
