//! Which duty list a table is, by the name of its sheet, its titles and its head.

use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::model::{DutyList, POWER_KINDS, fold};
use crate::text::Wording;

/// The list of a table of duties.
pub(in crate::input::sheet) fn of_table(
    sheet: &str,
    titles: &[String],
    columns: &[SheetColumn],
) -> DutyList {
    let has = |role: ColumnRole| columns.iter().any(|column| column.role == role);
    let headed = |words: &[&str]| {
        columns.iter().any(|column| words.iter().any(|word| column.heading.contains(word)))
    };
    if headed(&["上级部门职责", "对应上级部门", "配合职责"]) {
        return DutyList::Cooperative;
    }
    if has(ColumnRole::TakeOver) {
        return DutyList::Withdrawn;
    }
    let said = titles.iter().rev().map(String::as_str).chain([sheet]).find_map(of_words);
    said.unwrap_or(
        if has(ColumnRole::Power) || has(ColumnRole::DutyBasis) || has(ColumnRole::DutyCode) {
            DutyList::Powers
        } else {
            DutyList::Basic
        },
    )
}

/// The list that a title, the name of a sheet or a cell names.
pub(in crate::input::sheet) fn of_words(text: &str) -> Option<DutyList> {
    const WORDS: [(&str, DutyList); 13] = [
        ("收回", DutyList::Withdrawn),
        ("配合履职", DutyList::Cooperative),
        ("配合职责", DutyList::Cooperative),
        ("基本履职", DutyList::Basic),
        ("基本职责", DutyList::Basic),
        ("公共服务", DutyList::Services),
        ("政务服务", DutyList::Services),
        ("权责", DutyList::Powers),
        ("权力", DutyList::Powers),
        ("职权", DutyList::Powers),
        ("责任清单", DutyList::Powers),
        ("履行职责", DutyList::Basic),
        ("履职", DutyList::Basic),
    ];
    let text = fold::compact(text);
    WORDS.iter().find(|(word, _)| text.contains(word)).map(|(_, list)| *list)
}

/// The standard name of a kind of power: 其他类, 其它行政权力 and the like are 其他行政权力.
pub(in crate::input::sheet) fn power(text: &str) -> Option<&'static str> {
    static REST: Wording = Wording::named("其他权力的尾巴");
    let compact = fold::name(text);
    let text = without_count(&compact);
    // 行政许可3: a number beside it that became a part of it.
    let text = without_number(text.strip_suffix("类").unwrap_or(text));
    let exact = POWER_KINDS.into_iter().find(|kind| *kind == text);
    let short = || POWER_KINDS.into_iter().find(|kind| kind.strip_prefix("行政") == Some(text));
    let other = ["其他", "其它"].iter().find_map(|word| text.strip_prefix(word));
    let is_other = other.is_some_and(|rest| rest.is_empty() || REST.contains(&rest));
    exact.or_else(short).or_else(|| is_other.then_some("其他行政权力"))
}

/// Whether a text is a kind of power, or one with the part of it: 其他行政权力-备案.
pub(in crate::input::sheet) fn is_power(text: &str) -> bool {
    let has_part = |kind: &&str| {
        fold::compact(text).strip_prefix(*kind).is_some_and(|rest| rest.starts_with(PARTING))
    };
    power(text).is_some() || POWER_KINDS.iter().any(has_part)
}

/// With these a part of a kind of power begins.
const PARTING: [char; 8] = ['-', '—', '－', '–', '/', '（', '(', '：'];

/// 行政许可（2项）, 行政许可（共三十六项） and 行政许可2项 without the count.
pub(in crate::input::sheet) fn without_count(text: &str) -> &str {
    const NUMERALS: &str = "0123456789〇零一二三四五六七八九十百千两";
    let bare = text.trim_end_matches(['）', ')']);
    let bare = bare.strip_suffix(['目', '个']).unwrap_or(bare);
    let Some(counted) = bare.strip_suffix(['项', '件']) else { return text };
    let counted = counted.strip_suffix('小').unwrap_or(counted);
    let digits = counted.trim_end_matches(|c: char| NUMERALS.contains(c));
    if digits.len() == counted.len() {
        return text;
    }
    // （5大项12小项）: another count stands before it.
    let bare = digits.strip_suffix("大项").map_or(digits, without_number);
    bare.trim_end_matches(['共', '计', '合', '（', '(', '：', ':', '，', ','])
}

/// What stands before a number.
fn without_number(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers() {
        for (text, kind) in [
            ("行政许可", Some("行政许可")),
            ("其他类", Some("其他行政权力")),
            ("其它行政权力", Some("其他行政权力")),
            ("行政处罚类", Some("行政处罚")),
            ("一、行政检查", Some("行政检查")),
            ("处罚", Some("行政处罚")),
            ("二、行政处罚（共12项）", Some("行政处罚")),
            ("行政许可：3项", Some("行政许可")),
            ("行政处罚(三十六项)", Some("行政处罚")),
            ("行政许可（5大项12小项）", Some("行政许可")),
            ("行政许可3", Some("行政许可")),
            ("公共服务", None),
            ("其他行政权力-备案", None),
        ] {
            assert_eq!(power(text), kind, "{text}");
        }
        assert!(is_power("其他行政权力-备案") && is_power("行政许可"));
        assert!(!is_power("行政许可的设定") && !is_power("公共服务"));
    }
}
