//! The names of an instrument as people write them, as keys.
//!
//! Two names are the same when they differ only in 《》, quotation marks, 、, spaces, 和 between
//! ministries or a leading 中华人民共和国. Looser keys (without the issuer, without the notice around it,
//! without 试行) are tried only when no exact one fits.

use crate::model::fold;
use crate::text::Wording;

const STATE: &str = "中华人民共和国";
/// Words with which a notice brings in another instrument.
static ISSUING: Wording = Wording::named("印发的动词");
/// What may stand behind the instrument that a notice brings in.
static NOTICES: Wording = Wording::named("印发文种的结尾");
/// Remarks on trial in brackets behind a name.
const TRIAL: [&str; 3] = ["(试行)", "(暂行)", "(修订)"];

/// The exact key of a name.
pub(super) fn key(name: &str) -> String {
    folded_key(fold::compact(name))
}

/// The exact key of a name that is folded already.
fn folded_key(mut folded: String) -> String {
    folded.retain(|c| !matches!(c, '《' | '》' | '"' | '\'' | '、' | ','));
    if folded.starts_with(STATE) {
        folded.drain(..STATE.len());
    }
    folded
}

/// Looser keys of a name, each with the issuer that was taken off it.
pub(super) fn loose_keys(name: &str) -> Vec<(String, String)> {
    let mut keys = Vec::new();
    let folded = fold::compact(name);
    for name in [Some(folded.clone()), without_remark(&folded)].into_iter().flatten() {
        keys.push((folded_key(name.clone()), String::new()));
        if let Some(inner) = brought_in(&name) {
            keys.push((folded_key(inner.to_owned()), String::new()));
            keys.extend(without_issuer(inner));
        }
        keys.extend(without_issuer(&name));
    }
    let trial: Vec<(String, String)> = keys
        .iter()
        .filter_map(|(key, issuer)| Some((without_trial(key)?.to_owned(), issuer.clone())))
        .collect();
    keys.extend(trial);
    keys
}

/// Without a remark such as （2019年修订） at the end.
fn without_remark(name: &str) -> Option<String> {
    let (before, remark) = name.strip_suffix(')')?.rsplit_once('(')?;
    let is_remark = ["修订", "修正", "修改", "版"].iter().any(|word| remark.contains(word));
    (is_remark && !before.is_empty()).then(|| before.to_owned())
}

fn without_trial(key: &str) -> Option<&str> {
    TRIAL.iter().find_map(|remark| key.strip_suffix(remark))
}

/// What a notice brings in: 关于印发《甲办法》的通知 gives 甲办法.
fn brought_in(name: &str) -> Option<&str> {
    // `contains` is many times as fast as `find`, and nearly always says no.
    let there = ISSUING.iter().filter(|word| name.contains(**word));
    let at = there.filter_map(|word| Some((name.find(word)?, word.len()))).min()?;
    let rest = name.get(at.0 + at.1..)?;
    let inner = NOTICES.iter().find_map(|notice| rest.strip_suffix(notice)).unwrap_or(rest);
    // 《关于…的意见》实施细则 is not 《关于…的意见》.
    let inner = match inner.strip_prefix('《').and_then(|t| t.strip_suffix('》')) {
        Some(title) if !title.contains(['《', '》']) => title,
        _ => inner,
    };
    (inner.chars().count() > 3).then_some(inner)
}

/// From 关于 on, with the issuer before it.
fn without_issuer(name: &str) -> Option<(String, String)> {
    let (issuer, _) = name.split_once("关于")?;
    let rest = name.get(issuer.len()..)?;
    (!issuer.is_empty()).then(|| (folded_key(rest.to_owned()), issuer_key(issuer)))
}

/// The key of an issuer: without 国家, 和 and the words that join several.
pub(super) fn issuer_key(issuer: &str) -> String {
    let key = key(issuer);
    let plain: String = key.chars().filter(|c| !matches!(c, '和' | ' ' | '等')).collect();
    plain.trim_end_matches("印发").trim_start_matches("国家").to_owned()
}

/// Whether one issuer is a shorter writing of the other, or nothing is said of one.
pub(super) fn same_issuer(a: &str, b: &str) -> bool {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    abbreviates(short, long)
}

/// Whether the characters of `short` stand in `long` in this order: 发改委令 in 发展改革委令.
pub(super) fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name() {
        for (a, b) in [
            ("《中华人民共和国土地管理法》", "土地管理法"),
            ("中共中央办公厅 国务院办公厅关于甲的意见", "中共中央办公厅、国务院办公厅关于甲的意见"),
            ("“十三五”规划（2016-2020年）", "十三五规划(2016—2020年)"),
        ] {
            assert_eq!(key(a), key(b));
        }
        assert_ne!(key("土地管理法"), key("土地管理法实施条例"));
    }

    #[test]
    fn looser_names() {
        let has = |name: &str, wanted: &str| loose_keys(name).iter().any(|(key, _)| key == wanted);
        assert!(has(
            "民政部关于印发〈最低生活保障审核确认办法〉的通知",
            "最低生活保障审核确认办法"
        ));
        assert!(has("国务院办公厅关于甲的意见", "关于甲的意见"));
        assert!(has("特困人员认定办法（2021年修订）", "特困人员认定办法"));
        assert!(has("排污许可管理办法（试行）", "排污许可管理办法"));
        assert!(!has("国务院办公厅印发〈关于甲的意见〉实施细则的通知", "关于甲的意见"));
        assert!(!has("国务院关于修改〈甲条例〉的决定", "甲条例"));
    }

    #[test]
    fn issuers() {
        assert!(same_issuer(&issuer_key("住房城乡建设部"), &issuer_key("住房和城乡建设部")));
        assert!(same_issuer("", &issuer_key("国务院")));
        assert!(!same_issuer(&issuer_key("某省人民政府"), &issuer_key("国务院办公厅")));
    }
}
