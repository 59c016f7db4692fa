//! Whether an entry holds by itself. As strict as the tests of the data that are built in.

use jiff::civil::{Date, Weekday};

use super::DataKind;
use crate::input::yaml::Node;
use crate::model::document_number;

/// The holidays of every year, by what their names hold; two that fall together share an entry.
const HOLIDAYS: [&str; 7] = ["元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆"];

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
    for name in HOLIDAYS {
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
    let over = matches!(node.text("状态"), Some("已废止" | "已被替代"));
    if over && node.get("失效").is_none() && node.get("替代者").is_none() {
        faults.push("已经不管用的，要写“失效”的日子或者“替代者”".to_owned());
    }
    if node.text("名称").is_some_and(|name| name.contains(['《', '》'])) {
        faults.push("“名称”不带书名号".to_owned());
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
    fn what_contradicts_itself() {
        assert_eq!(of(DataKind::Renaming, "{旧: 甲局, 新: 甲局}").len(), 1);
        assert_eq!(of(DataKind::Renaming, "{旧: 甲局, 新: 乙局}"), Vec::<String>::new());
        let over = "{名称: 甲办法, 状态: 已废止, 版本: []}";
        assert!(of(DataKind::Instrument, over)[0].contains("失效"));
        let order =
            "{名称: 甲办法, 状态: 现行有效, 版本: [{施行: 2026-01-01}, {施行: 2020-01-01}]}";
        assert!(of(DataKind::Instrument, order)[0].contains("从早到晚"));
    }
}
