//! Findings as one page that needs nothing but itself: counts, filters by level, rule, domain and body,
//! the piece of the sheet at each finding, and a form for print.
//!
//! All findings stand in the page; the script only hides some, so it can be read and printed without it.
//! Style and script are in the page and named in its policy by their digests, so that nothing else runs,
//! whatever a table has in its cells.

use std::collections::BTreeSet;
use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::Report;
use super::human::cells;
use super::text::clean;
use crate::check::find_rule;
use crate::finding::{Finding, Severity};
use crate::source::{Location, SourceMap};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("filter.js");
const LEVELS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", page(report).into_string())
}

fn page(report: &Report<'_>) -> Markup {
    let line = report.line();
    html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(policy());
                title { "校验结果：" (line) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "校验结果" }
                    p.line { (line) }
                    @for body in report.checked {
                        p { (clean(&body.name)) "（" (body.level) "，" (body.domains) " 个领域，" (body.items) " 项）" }
                    }
                    (filters(report))
                }
                main {
                    @if report.findings.is_empty() { p { "没有发现问题。" } }
                    @for level in LEVELS { (of_level(report, level)) }
                    (uncounted("已知的问题（在基线里，不算数）", report, report.known.iter()))
                    (uncounted(
                        "写了例外的问题（不算数）",
                        report,
                        report.suppressed.iter().map(|suppressed| &suppressed.finding),
                    ))
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// What a browser may run: this style and this script, by their digests.
fn policy() -> String {
    let digest = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
    )
}

fn filters(report: &Report<'_>) -> Markup {
    let of = |text: fn(&Finding) -> Option<String>| -> BTreeSet<String> {
        report.findings.iter().filter_map(text).collect()
    };
    let rules = of(|finding| Some(finding.rule.to_string()));
    let domains = of(|finding| finding.item.as_ref().map(|item| clean(&item.domain)));
    let members = of(|finding| finding.member.as_deref().map(clean));
    html! {
        form.filters hidden {
            label { "级别 " select name="level" {
                option value="" { "全部" }
                @for level in LEVELS { option value=(level.id()) { (level.label()) } }
            } }
            label { "规则 " select name="rule" {
                option value="" { "全部" }
                @for rule in &rules { option value=(rule) { (title(rule)) "（" (rule) "）" } }
            } }
            (choice("领域", "domain", &domains))
            (choice("单位", "member", &members))
            output { }
        }
    }
}

fn choice(label: &str, name: &str, values: &BTreeSet<String>) -> Markup {
    html! {
        @if values.len() > 1 {
            label { (label) " " select name=(name) {
                option value="" { "全部" }
                @for value in values { option value=(value) { (value) } }
            } }
        }
    }
}

fn of_level(report: &Report<'_>, level: Severity) -> Markup {
    let findings: Vec<&Finding> =
        report.findings.iter().filter(|finding| finding.severity == level).collect();
    html! {
        @if !findings.is_empty() {
            section {
                h2 { (level.label()) " " span.count { (findings.len()) } " 处" }
                @for finding in findings { (article(report.map, finding)) }
            }
        }
    }
}

fn uncounted<'a>(
    heading: &str,
    report: &Report<'_>,
    findings: impl Iterator<Item = &'a Finding>,
) -> Markup {
    let findings: Vec<&Finding> = findings.collect();
    html! {
        @if !findings.is_empty() {
            details {
                summary { (heading) "：" (findings.len()) " 处" }
                @for finding in findings { (article(report.map, finding)) }
            }
        }
    }
}

fn article(map: &SourceMap, finding: &Finding) -> Markup {
    let item = finding.item.as_ref();
    let domain = item.map(|item| clean(&item.domain)).unwrap_or_default();
    let names = item.map(|item| clean(&item.path.join("/"))).unwrap_or_default();
    let code = item.and_then(|item| item.code.as_ref()).map(ToString::to_string);
    let member = finding.member.as_deref().map(clean).unwrap_or_default();
    let rule = finding.rule.0;
    html! {
        article.(finding.severity.id()) data-level=(finding.severity.id()) data-rule=(rule)
            data-domain=(domain) data-member=(member) {
            h3 { (clean(&finding.message)) }
            p.about {
                span.level { (finding.severity.label()) } " "
                span { (title(rule)) "（" (rule) "）" } " "
                span.place { (clean(&map.describe(finding.location))) }
                @if !names.is_empty() { " " span { (domain) " " (code.unwrap_or_default()) " " (names) } }
                @if finding.inherited { " " span { "继承来的文字" } }
                @if !member.is_empty() { " " span { (member) } }
            }
            (fragment(map, finding.location))
            @if let Some(help) = &finding.help { p.help { "改法：" (clean(help)) } }
            @if !finding.related.is_empty() {
                ul.related {
                    @for related in &finding.related {
                        li { (clean(&map.describe(related.location))) "（" (clean(&related.message)) "）" }
                    }
                }
            }
        }
    }
}

/// The cell with its neighbours, or the line of a text.
fn fragment(map: &SourceMap, location: Location) -> Markup {
    let cells = cells::fragment(map, location);
    let line = map.line_column(location);
    let line = line.and_then(|(line, _)| map.lines_from(location.file, line as usize - 1).next());
    html! {
        @if !cells.is_empty() {
            table {
                tr { @for cell in &cells { th scope="col" { (cell.label) } } }
                tr { @for cell in &cells { td.marked[cell.marked] { (cell.text) } } }
            }
        } @else if let Some(line) = line {
            pre { (clean(line.trim())) }
        }
    }
}

fn title(rule: &str) -> &'static str {
    find_rule(rule).map_or("", |rule| rule.title)
}
