//! Who sent a file: said in it, told by the folder or the name of the file, or by its title.

use crate::input::labels::labelled;
use crate::model::fold;
use crate::source::Workbook;
use crate::text::Wording;

/// Who sent a file, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sender {
    pub(super) name: String,
    pub(super) told_by: &'static str,
}

/// The labels before the unit that filled a table in.
static LABELS: Wording = Wording::named("填报单位的标签");
/// How names of units end, the longer ones first.
static ENDS: Wording = Wording::named("填报单位的结尾");
/// What no name of a unit holds.
static STRANGE: Wording = Wording::named("不是填报单位的词");
/// The shortest name of a unit in characters.
const SHORTEST: usize = 2;

/// Who filled a table in, as it says itself.
pub(super) fn stated(workbook: &Workbook) -> Option<String> {
    let visible = || workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    let found = LABELS.iter().find_map(|label| visible().find_map(|sheet| labelled(sheet, label)));
    found.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// The sender of a file with this name below the folder, these titles, and what it says of itself. A unit
/// that is expected goes by the name under which it is.
pub(super) fn sender_of(
    name: &str,
    titles: &[String],
    stated: Option<String>,
    expected: &[&str],
) -> Option<Sender> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let places: Vec<(&str, &'static str)> = stated
        .as_deref()
        .map(|text| (text, "表里写的"))
        .into_iter()
        .chain([(stem, "文件名"), (folder, "文件夹名")])
        .chain(titles.iter().map(|title| (title.as_str(), "表的标题")))
        .collect();
    let named = places.iter().find_map(|(text, told_by)| {
        let name = among(text, expected)?;
        Some(Sender { name: name.to_owned(), told_by })
    });
    named.or_else(|| {
        places.iter().find_map(|(text, told_by)| {
            let name =
                if *told_by == "表里写的" { Some((*text).to_owned()) } else { unit_in(text) };
            Some(Sender { name: name?, told_by })
        })
    })
}

/// The expected unit that a text names; the longest of several.
fn among<'a>(text: &str, expected: &[&'a str]) -> Option<&'a str> {
    let text = fold::compact(text);
    let named = expected.iter().filter(|name| text.contains(&fold::compact(name)));
    named.max_by_key(|name| name.chars().count()).copied()
}

/// The name of a unit that stands in a text: up to the last ending of such a name.
fn unit_in(text: &str) -> Option<String> {
    let pieces = text.split(|c: char| !c.is_alphabetic() || c.is_ascii_alphabetic());
    pieces.filter_map(unit_at_start).next()
}

fn unit_at_start(piece: &str) -> Option<String> {
    let end = ENDS.iter().find_map(|end| {
        let at = piece.find(end)?;
        (at > 0).then_some(at + end.len())
    })?;
    let name = piece.get(..end)?;
    let fits = name.chars().count() >= SHORTEST && !STRANGE.iter().any(|word| name.contains(word));
    fits.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(
        name: &str,
        titles: &[&str],
        stated: Option<&str>,
        expected: &[&str],
    ) -> Option<String> {
        let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
        let sender = sender_of(name, &titles, stated.map(str::to_owned), expected);
        sender.map(|sender| format!("{} {}", sender.name, sender.told_by))
    }

    #[test]
    fn senders() {
        let towns = ["蓬莱镇", "盐井街道"];
        for (name, titles, stated, expected, wanted) in [
            ("大英县蓬莱镇目录.xlsx", &[][..], None, &towns[..], Some("蓬莱镇 文件名")),
            (
                "盐井/报.xls",
                &["大英县盐井街道政务公开目录"],
                None,
                &towns,
                Some("盐井街道 表的标题"),
            ),
            ("1.csv", &[], Some("大英县民政局"), &[], Some("大英县民政局 表里写的")),
            ("县民政局（定稿）.docx", &[], None, &[], Some("县民政局 文件名")),
            ("隆盛镇/表.html", &[], None, &[], Some("隆盛镇 文件夹名")),
            ("标准目录2026.xlsx", &["政务公开事项标准目录"], None, &[], None),
        ] {
            assert_eq!(told(name, titles, stated, expected).as_deref(), wanted, "{name}");
        }
    }
}
