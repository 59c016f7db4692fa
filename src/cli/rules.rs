//! `mulu rules` 规则: all rules with their areas and levels.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::listing::print_json;
use super::{CliError, ExitStatus, output};
use crate::check::{Rule, rules};
use crate::export::records::RulesDocument;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 输出格式：human 给人看，json 给程序用
    #[arg(long, value_name = "格式", default_value = "human")]
    format: RuleFormat,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum RuleFormat {
    Human,
    Json,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    match args.format {
        RuleFormat::Human => output::print(&human(&rules::ALL))?,
        RuleFormat::Json => print_json(&RulesDocument::new(&rules::ALL))?,
    }
    Ok(ExitStatus::Clean)
}

/// One line a rule, under a heading for each area.
fn human(all: &[&Rule]) -> String {
    let width = all.iter().map(|rule| rule.id.0.len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut area = None;
    for rule in all {
        if area.replace(rule.area) != Some(rule.area) {
            let gap = if text.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{gap}{}", rule.area.label());
        }
        let pad = " ".repeat(width.saturating_sub(rule.id.0.width()));
        let _ = writeln!(text, "  {}{pad}  {}  {}", rule.id, rule.level.label(), rule.title);
    }
    let _ = writeln!(text, "\n共 {} 条。用 mulu explain 规则编号 看一条的说明。", all.len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_in_both_listings() {
        let text = human(&rules::ALL);
        let value = serde_json::to_value(RulesDocument::new(&rules::ALL)).expect("JSON");
        let listed = value["rules"].as_array().expect("a list");
        assert_eq!(listed.len(), rules::ALL.len());
        for (rule, entry) in rules::ALL.iter().zip(listed) {
            assert!(text.contains(&format!("  {} ", rule.id)), "{}", rule.id);
            assert_eq!(entry["id"], rule.id.0);
            assert_eq!(entry["title"], rule.title);
            assert_eq!(entry["level"], rule.level.id());
        }
    }
}
