//! Whether an entry holds by itself. As strict as the tests of the data that are built in.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

use super::DataKind;
use crate::input::yaml::Node;
use crate::model::document_number;
use crate::text::Wording;

/// The holidays of every year, by what their names hold; two that fall together share an entry.
static HOLIDAYS: Wording = Wording::named("法定节日");

/// What is wrong with an entry, in words; nothing where it holds.
pub(super) fn faults(kind: DataKind, node: &Node) -> Vec<String> {
    match kind {
        DataKind::Year => year(node),
        DataKind::Instrument => instrument(node),
        DataKind::Renaming => same(node, "旧", "新"),
        DataKind::Slip => same(node, "误", "正"),
        DataKind::Term => same(node, "旧", "新"),
        DataKind::BodyKind | DataKind::Role | DataKind::Channel | DataKind::Place => Vec::new(),
    }
}

fn same(node: &Node, before: &str, after: &str) -> Vec<String> {
    let is_same = node.text(before).is_some() && node.text(before) == node.text(after);
    if is_same { vec![format!("“{before}”和“{after}”一样")] } else { Vec::new() }
}

fn date(node: &Node, key: &str) -> Option<Date> {
    node.text(key)?.parse().ok()
}

/// The year is whole: all holidays, in order, with days to make up that are weekends.
fn year(node: &Node) -> Vec<String> {
    let mut faults = Vec::new();
    let holidays = node.get("放假").map_or(&[][..], Node::elements);
    let of_year = node.text("年").and_then(|year| year.parse::<i16>().ok());
    for name in HOLIDAYS.iter().copied() {
        let named = holidays.iter().filter(|h| h.text("节日").is_some_and(|n| n.contains(name)));
        match named.count() {
            1 => {}
            0 => faults.push(format!("没有{name}节的放假").replace("元旦节", "元旦")),
            _ => faults.push(format!("{name}写了不止一次")),
        }
    }
    let spans = holidays.iter().filter_map(|h| Some((date(h, "起")?, date(h, "止")?)));
    let spans: Vec<(Date, Date)> = spans.collect();
    let days: Vec<Date> = spans.iter().flat_map(|(start, end)| [*start, *end]).collect();
    if !days.is_sorted() {
        faults.push("放假的日子没有按先后写，或者有重叠".to_owned());
    }
    if spans.iter().any(|(_, end)| Some(end.year()) != of_year) {
        faults.push("放假的日子不在这一年里".to_owned());
    }
    let off = |day: Date| spans.iter().any(|(start, end)| (*start..=*end).contains(&day));
    for day in node.texts("上班").iter().filter_map(|day| day.parse::<Date>().ok()) {
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || off(day) {
            faults.push(format!("{day} 不是周末，或者正在放假，不能是调休上班的日子"));
        }
    }
    let number = node.text("文号").and_then(document_number);
    if !number.is_some_and(|number| number.well_formed) {
        faults.push("“文号”要写国务院办公厅通知的文号，如 国办发明电〔2018〕15号".to_owned());
    }
    faults
}

/// The versions are in order, and what is over says since when or by what.
fn instrument(node: &Node) -> Vec<String> {
    let mut faults = Vec::new();
    let versions = node.get("版本").map_or(&[][..], Node::elements);
    let begun: Vec<Date> =
        versions.iter().filter_map(|v| date(v, "公布").or(date(v, "施行"))).collect();
    if !begun.is_sorted() {
        faults.push("“版本”没有从早到晚写".to_owned());
    }
    if versions
        .iter()
        .any(|v| matches!((date(v, "公布"), date(v, "施行")), (Some(p), Some(f)) if f < p))
    {
        faults.push("施行的日子在公布以前".to_owned());
    }
    let status = node.text("状态").unwrap_or_default();
    if node.get("替代者").is_some() != (status == "已被替代") && status != "已到期" {
        faults.push(format!("状态是 {status}：写了“替代者”的是 已被替代，已被替代的要写“替代者”"));
    }
    if node.get("失效").is_some() && !matches!(status, "已废止" | "已被替代" | "已到期")
    {
        faults.push(format!("写了“失效”的日子，状态却是 {status}"));
    }
    if status == "已到期" && node.get("年份").is_none() {
        faults.push("已到期的要写“年份”：管哪几年".to_owned());
    }
    let over = status == "已废止";
    if over && node.get("失效").is_none() {
        faults.push("已废止的，要写“失效”的日子".to_owned());
    }
    if node.text("名称").is_some_and(|name| name.contains(['《', '》'])) {
        faults.push("“名称”不带书名号".to_owned());
    }
    faults
}

/// What is wrong with a guideline, in words: a code is of its domain, and of one item.
pub(super) fn domain(node: &Node) -> Vec<String> {
    let number = node.text("编号").unwrap_or_default();
    let rows = node.get("目录").map_or(&[][..], Node::elements);
    let mut faults = Vec::new();
    if rows.is_empty() {
        faults.push("“目录”里没有事项".to_owned());
    }
    let mut seen = BTreeSet::new();
    for code in rows.iter().filter_map(|row| row.text("编码")) {
        if code.split('.').next() != Some(number) {
            faults.push(format!("编码 {code} 不是领域 {number} 的"));
        }
        if !seen.insert(code) {
            faults.push(format!("编码 {code} 写了两次"));
        }
    }
    let coded = rows.iter().filter(|row| row.text("编码").is_some()).count();
    if coded < rows.len() {
        let missing = rows.len() - coded;
        faults.push(format!("{missing} 项没有编码；用 mulu data add 收进来的会有"));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::yaml::parse;

    fn of(kind: DataKind, text: &str) -> Vec<String> {
        faults(kind, &parse(text).expect("YAML"))
    }

    #[test]
    fn a_year_with_only_new_year_does_not_hold() {
        let text = "年: 2027\n文号: 国办发明电〔2026〕9号\n放假:\n  - {节日: 元旦, 起: 2027-01-01, 止: 2027-01-03}\n上班: []\n";
        let found = of(DataKind::Year, text);
        assert_eq!(found.len(), 6, "{found:?}");
        assert!(found[0].contains("没有春节"), "{found:?}");
    }

    #[test]
    fn codes_of_a_guideline() {
        let of = |rows: &str| domain(&parse(&format!("编号: \"39\"\n目录: {rows}")).expect("YAML"));
        assert_eq!(of("[{编码: '39.001'}, {编码: '39.002'}]"), Vec::<String>::new());
        assert_eq!(of("[{编码: '39.001'}, {编码: '39.001'}]").len(), 1);
        assert_eq!(of("[{编码: '22.001'}, {事项: [甲]}]").len(), 2);
        assert_eq!(of("[]").len(), 1);
    }

    #[test]
    fn what_contradicts_itself() {
        assert_eq!(of(DataKind::Renaming, "{旧: 甲局, 新: 甲局}").len(), 1);
        assert_eq!(of(DataKind::Renaming, "{旧: 甲局, 新: 乙局}"), Vec::<String>::new());
        let over = "{名称: 甲办法, 状态: 已废止, 版本: []}";
        assert!(of(DataKind::Instrument, over)[0].contains("失效"));
        let replaced = "{名称: 甲办法, 状态: 现行有效, 替代者: [乙办法], 版本: []}";
        assert_eq!(of(DataKind::Instrument, replaced).len(), 1);
        let order =
            "{名称: 甲办法, 状态: 现行有效, 版本: [{施行: 2026-01-01}, {施行: 2020-01-01}]}";
        assert!(of(DataKind::Instrument, order)[0].contains("从早到晚"));
    }
}
