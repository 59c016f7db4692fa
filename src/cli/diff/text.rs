//! A comparison for people.

use std::fmt::Write as _;

use super::ComparedSides;
use crate::cli::listing::labelled;
use crate::diff::{Change, ChangeKind, Diff, ItemChange, MatchedBy, Title};

/// The whole comparison.
pub(super) fn write(comparison: &ComparedSides) -> String {
    let mut text = String::new();
    for diff in &comparison.diffs {
        one(diff, &mut text);
    }
    let parts = [("新的一方没有", &comparison.gone), ("旧的一方没有", &comparison.come)];
    for (label, names) in parts {
        if !names.is_empty() {
            let _ = writeln!(text, "{label}：{}", names.join("、"));
        }
    }
    text
}

fn one(diff: &Diff, text: &mut String) {
    let _ = writeln!(text, "{} → {}", title(&diff.old), title(&diff.new));
    let _ = writeln!(text, "  {}", summary(diff));
    let mut domain = None;
    for item in &diff.items {
        if domain != Some((&item.number, &item.domain)) {
            domain = Some((&item.number, &item.domain));
            let _ = writeln!(text, "\n{}", format!("{} {}", item.number, item.domain).trim_start());
        }
        write_item(item, text);
    }
    text.push('\n');
}

/// 坦洲镇（版本 2020-1，2020-08-28，312 项）
fn title(title: &Title) -> String {
    let version = title.version.as_ref().map(|version| format!("版本 {version}"));
    let facts = version.into_iter().chain(title.date.clone());
    let facts: Vec<String> = facts.chain([format!("{} 项", title.items)]).collect();
    format!("{}（{}）", title.name, facts.join("，"))
}

fn summary(diff: &Diff) -> String {
    if diff.is_empty() {
        return format!("没有不同：{} 项都一样", diff.same);
    }
    let counts = ChangeKind::ALL.into_iter().map(|kind| (kind, diff.count(kind)));
    let counts = counts.filter(|(_, count)| *count > 0);
    let counts: Vec<String> =
        counts.map(|(kind, count)| format!("{} {count} 项", kind.label())).collect();
    format!("{}；其余 {} 项一样", counts.join("，"), diff.same)
}

fn write_item(item: &ItemChange, text: &mut String) {
    let code = item.code.as_ref().map(|code| format!("{code} ")).unwrap_or_default();
    let name = item.names.join("/");
    match item.whole() {
        Some(kind) => {
            let reason = item.reason.as_ref().map(|reason| format!("（{reason}）"));
            let line = format!("{code}{name}{}", reason.unwrap_or_default());
            text.push_str(&labelled(&format!("  {}  ", kind.label()), &line));
        }
        None => {
            let kinds = ChangeKind::ALL.into_iter().filter(|kind| item.has(*kind));
            let kinds: Vec<&str> = kinds.map(ChangeKind::label).collect();
            let guess = item.matched.is_some_and(MatchedBy::is_guess);
            let guess = if guess { "（按相似认定，请核对）" } else { "" };
            let line = format!("{code}{name}{guess}");
            text.push_str(&labelled(&format!("  {}  ", kinds.join("、")), &line));
            let different = item.changes.chunk_by(|a, b| a.is_same_text(b));
            different.filter_map(<[Change]>::first).for_each(|change| write_change(change, text));
        }
    }
}

fn write_change(change: &Change, text: &mut String) {
    let _ = writeln!(text, "        {}", change.heading);
    for (mark, content) in [("- ", &change.old), ("+ ", &change.new)] {
        let content = if content.is_empty() { "（空）" } else { content };
        text.push_str(&labelled(&format!("          {mark}"), content));
    }
    if let Some(reason) = &change.reason {
        text.push_str(&labelled("          理由：", reason));
    }
}
