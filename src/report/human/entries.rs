//! Lines that are missing in the profile of a body, as one finding with a table to copy.

use super::super::group::FindingGroup;
use super::super::text::{clean, clip, wrap};
use super::INDENT;
use crate::check::find_rule;
use crate::finding::Entry;
use crate::source::{FileContent, SourceMap};

/// How many lines are named where the table is not shown.
pub(in crate::report) const NAMED: usize = 3;

/// The part of the file in which the lines belong: ` mulu.yaml 的“责任单位”`.
pub(super) fn place(map: &SourceMap, entry: &Entry) -> String {
    let name = &map.file(entry.profile.file).name;
    match is_sheet(map, entry) {
        true => format!(" {name} 的“{}”表", entry.sheet),
        false => format!(" {name} 的“{}”", entry.section),
    }
}

/// Whether the settings of the body are a workbook.
fn is_sheet(map: &SourceMap, entry: &Entry) -> bool {
    matches!(map.file(entry.profile.file).content, FileContent::Sheets(_))
}

/// What is missing, in one sentence.
pub(super) fn message(group: &FindingGroup<'_>) -> String {
    let title =
        group.first().and_then(|first| find_rule(first.rule.0)).map_or("", |rule| rule.title);
    let counts = group.counts();
    let counts: Vec<String> =
        counts.iter().map(|(level, count)| format!("{} {count}", level.label())).collect();
    let entries = group.entry_count();
    format!("{title}：缺 {entries} 行，关系到 {} 处（{}）", group.len(), counts.join("，"))
}

/// What is missing and how it is mended. `full` lists all, in the form in which the file is written.
pub(super) fn lines(
    map: &SourceMap,
    group: &FindingGroup<'_>,
    full: bool,
    width: usize,
) -> Vec<String> {
    let entries = group.entries();
    let Some((first, _)) = entries.first() else { return Vec::new() };
    let place = place(map, first);
    if !full {
        return vec![brief(&entries, group.entry_count(), width)];
    }
    let mut lines = vec![format!("{INDENT}改法：照抄到{place}，把“{}”换成真的", first.blank)];
    lines.extend(table(map, first, &entries));
    lines.extend(indented(&format!("也可以：{}", first.otherwise), width));
    lines
}

/// The first names, in one line: the table is shown with `-v`.
fn brief(entries: &[(&Entry, usize)], all: usize, width: usize) -> String {
    let names: Vec<String> =
        entries.iter().take(NAMED).map(|(entry, count)| named(entry, *count)).collect();
    let more = match all > NAMED {
        true => format!(" 等 {all} 个（加 -v 列全）"),
        false => String::new(),
    };
    let text = format!("缺的：{}{more}", names.join("、"));
    format!("{INDENT}{}", clip(&clean(&text), width - INDENT.len()))
}

fn named(entry: &Entry, count: usize) -> String {
    if count > 1 { format!("{}（{count} 处）", entry.key) } else { entry.key.clone() }
}

/// The lines as they are written: YAML, or a row of cells for a sheet.
fn table(map: &SourceMap, first: &Entry, entries: &[(&Entry, usize)]) -> Vec<String> {
    let is_sheet = is_sheet(map, first);
    let line = |(entry, _): &(&Entry, usize)| match is_sheet {
        true => entry.row.iter().map(|text| clean(text)).collect::<Vec<_>>().join("\t"),
        false => format!("  {}", clean(&entry.line)),
    };
    let head = (!is_sheet).then(|| format!("{}:", first.section));
    head.into_iter().chain(entries.iter().map(line)).collect()
}

fn indented(text: &str, width: usize) -> Vec<String> {
    let indent = |(at, line)| format!("{INDENT}{}{line}", if at == 0 { "" } else { "      " });
    wrap(text, width - INDENT.len() - 6).into_iter().enumerate().map(indent).collect()
}
