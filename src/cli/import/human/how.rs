//! How the rows and the domain of a table were decided, for `--explain`.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::input::sheet::{DomainPlace, DomainSign, DomainTold, SheetRecord, Table};
use crate::model::writing::RepairKind;

/// So many rows are named.
const NAMED: usize = 8;

/// A line for each way in which rows became items, and one for the domain.
pub(super) fn lines(table: &Table) -> Vec<String> {
    let rows = |records: &[&SheetRecord]| {
        let shown = records.iter().take(NAMED).map(|record| span(record));
        let more = if records.len() > NAMED { "等" } else { "" };
        format!("{}{more}", shown.collect::<Vec<_>>().join("、"))
    };
    let (alone, joined): (Vec<&SheetRecord>, Vec<&SheetRecord>) =
        table.records.iter().partition(|record| record.rows.len() == 1);
    let reason = match table.of_cards {
        true => "一张卡片一项",
        false => "下面的行没有自己的序号或名称，接着上面说",
    };
    let moved = table.repairs.iter().filter(|repair| repair.kind == RepairKind::Moved);
    let moved: BTreeSet<u32> = moved.map(|repair| repair.cell.row).collect();
    let is_moved = |record: &&SheetRecord| record.rows.iter().any(|row| moved.contains(row));
    let slid: Vec<&SheetRecord> = table.records.iter().filter(is_moved).collect();
    let groups = table.records.iter().filter_map(|record| record.group.as_ref());
    let mut groups: Vec<String> = groups.map(|(name, at)| format!("{name}（{at}）")).collect();
    groups.dedup();
    let told = [
        (!alone.is_empty()).then(|| format!("一行一项：{} 项", alone.len())),
        (!joined.is_empty()).then(|| {
            let (count, rows) = (joined.len(), rows(&joined));
            format!("几行并成一项：{count} 项（{rows}），{reason}")
        }),
        (!slid.is_empty())
            .then(|| format!("错了位，按内容归栏：{} 项（{}）", slid.len(), rows(&slid))),
        (!groups.is_empty()).then(|| format!("分组行，不是事项：{}", groups.join("、"))),
        domain(table),
    ];
    told.into_iter().flatten().collect()
}

fn span(record: &SheetRecord) -> String {
    match (record.rows.first(), record.rows.last()) {
        (Some(first), Some(last)) if first != last => format!("第{}—{}行", first + 1, last + 1),
        (Some(first), _) => format!("第{}行", first + 1),
        _ => String::new(),
    }
}

/// Where the domain was found, and of which domains the names of items are.
fn domain(table: &Table) -> Option<String> {
    let mut matches: IndexMap<&str, usize> = IndexMap::new();
    for found in table.records.iter().filter_map(|record| record.matched.as_ref()) {
        *matches.entry(&found.domain).or_default() += 1;
    }
    let matches: Vec<String> =
        matches.iter().map(|(domain, count)| format!("{domain} {count} 项")).collect();
    let matched = match matches.as_slice() {
        [] => "没有一项的名称和指引对得上".to_owned(),
        some => format!("名称和指引对得上的：{}", some.join("、")),
    };
    let told = told(table);
    match &table.domain {
        Some((name, _)) => Some(format!("领域：{name}（{told}），{matched}")),
        None if table.records.iter().any(|record| record.domain.is_some()) => {
            Some(format!("各行的领域：{told}，{matched}"))
        }
        None => None,
    }
}

/// Of the places where a domain may stand, the one that told it.
fn told(table: &Table) -> String {
    let at = table.domain.as_ref().map_or(String::new(), |(_, at)| format!(" {at}"));
    match &table.domain_told {
        DomainTold::Nowhere => "没有写明".to_owned(),
        DomainTold::Whole(DomainSign { place: DomainPlace::Given, .. }) => {
            "照 --domain 指明的".to_owned()
        }
        DomainTold::Whole(DomainSign { place: DomainPlace::Before, .. }) => {
            "接着上一张表".to_owned()
        }
        DomainTold::Whole(sign) => {
            let detail = match sign.place {
                DomainPlace::Sheet => format!("“{}”", table.sheet_name),
                DomainPlace::Column | DomainPlace::Notice | DomainPlace::Codes => at,
                _ => String::new(),
            };
            let everyday = if sign.everyday { "，写的是常用的叫法" } else { "" };
            format!("看{}{detail}{everyday}", sign.place.label())
        }
        DomainTold::Rows(signs) => {
            let counts = signs.iter().map(|(sign, count)| {
                let everyday = if sign.everyday { "（常用的叫法）" } else { "" };
                format!("{}{everyday} {count} 行", sign.place.label())
            });
            format!("看{}", counts.collect::<Vec<_>>().join("、"))
        }
    }
}
