//! What to tell a person whose YAML does not parse.
//!
//! The parser stops at the first fault and often one line too late (a full-width colon is only noticed
//! at the next key). So the text is searched for the faults that people really make, and each of them is
//! reported at its own line; only when none is found does the parser's own place stand.

use super::parse::{MAX_DEPTH, MAX_NODES, ParseError, ParseErrorKind};
use crate::finding::{Finding, RuleId, Severity};
use crate::source::{FileId, Location, Span};

const SYNTAX: RuleId = RuleId("yaml-syntax");
const BUDGET: RuleId = RuleId("yaml-too-large");

/// Turns a parser's error into findings with a place and advice in Chinese.
pub fn explain(file: FileId, text: &str, error: &ParseError) -> Vec<Finding> {
    let here = Location::span(file, Span::new(error.offset, error.offset));
    match error.kind {
        ParseErrorKind::Budget => {
            let message = format!(
                "文件太大或套得太深：最多 {MAX_NODES} 项、{MAX_DEPTH} 层，引用（*名称）展开后也算在内"
            );
            let help = "拆成几个文件；用 &名称 和 *名称 反复引用的地方改成直接写出";
            vec![Finding::new(BUDGET, Severity::Error, here, message).with_help(help)]
        }
        ParseErrorKind::UnknownAnchor => {
            let message = "以“*”开头的内容会被当成引用，但前面没有“&”定义过它";
            let help = "内容本身以“*”开头时，用引号括起来：\"*…\"";
            vec![Finding::new(SYNTAX, Severity::Error, here, message).with_help(help)]
        }
        ParseErrorKind::SeveralDocuments => {
            let message = "一个文件里有几份内容（用“---”隔开），只能有一份";
            let help = "删去“---”，或者拆成几个文件";
            vec![Finding::new(SYNTAX, Severity::Error, here, message).with_help(help)]
        }
        ParseErrorKind::Syntax => {
            let known = known_faults(file, text);
            if known.is_empty() { vec![unknown_fault(here, text)] } else { known }
        }
    }
}

fn unknown_fault(here: Location, text: &str) -> Finding {
    let message = if text.contains('\u{fffd}') {
        "文件不是 UTF-8 编码，有些字读不出来"
    } else {
        "从这里起读不下去：缩进、引号、括号或冒号有一处不对"
    };
    let help = "看这一行和上一行：同一级要对齐；“名称: 内容”用半角冒号加一个空格；\
                内容里有“: ”、“#”或以引号、括号开头时，整段用英文双引号括起来";
    Finding::new(SYNTAX, Severity::Error, here, message).with_help(help)
}

/// Looks through all lines for the faults that people really make.
fn known_faults(file: FileId, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut offset = 0;
    let mut block: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t', '\u{3000}']).len();
        let inside_block = block.is_some_and(|outer| line.trim().is_empty() || indent > outer);
        if !inside_block {
            block = None;
            if let Some((at, length, message, help)) = line_fault(line, indent) {
                let start = u32::try_from(offset + at).unwrap_or(u32::MAX);
                let span = Span::new(start, start + length);
                findings.push(
                    Finding::new(SYNTAX, Severity::Error, Location::span(file, span), message)
                        .with_help(help),
                );
            }
            if line.trim_end().ends_with(['|', '>']) {
                block = Some(indent);
            }
        }
        offset += line.len();
    }
    findings
}

type LineFault = (usize, u32, &'static str, &'static str);

fn line_fault(line: &str, indent: usize) -> Option<LineFault> {
    let lead = &line[..indent];
    if let Some(at) = lead.find('\t') {
        let help = "把制表符（Tab）换成空格：每深一级空两格";
        return Some((at, 1, "行首用了制表符（Tab），缩进只能用空格", help));
    }
    if let Some(at) = lead.find('\u{3000}') {
        let help = "把全角空格换成半角空格：每深一级空两格";
        return Some((at, 3, "行首用了全角空格，缩进只能用半角空格", help));
    }
    let body = line[indent..].trim_end();
    if body.starts_with('#') || body.starts_with(['"', '\'']) {
        return None;
    }
    let key = body.trim_start_matches("- ");
    let wide = key.find('：')?;
    let shape_of_key =
        !key[..wide].contains([':', ' ', '，', '。', '、', '《', '"', '\'', '[', '{']);
    if !shape_of_key || key[..wide].chars().count() > 12 || key.contains(": ") {
        return None;
    }
    let at = indent + (body.len() - key.len()) + wide;
    let help = "把“：”改成半角的“:”，后面空一格";
    Some((at, 3, "冒号是全角的“：”，名称和内容没有分开", help))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::source::SourceMap;

    fn faults(text: &str) -> Vec<String> {
        let mut map = SourceMap::new();
        let file = map.add_text("a.yaml", None, text.to_owned());
        let error = parse(text).expect_err("does not parse");
        explain(file, text, &error)
            .iter()
            .map(|f| format!("{} {}", map.describe(f.location), f.message))
            .collect()
    }

    #[test]
    fn every_full_width_colon_and_tab_is_named() {
        let text = "名称：某县\n层级：县级\n领域:\n\t- 社会救助\n";
        assert_eq!(
            faults(text),
            [
                "a.yaml:1:3 冒号是全角的“：”，名称和内容没有分开",
                "a.yaml:2:3 冒号是全角的“：”，名称和内容没有分开",
                "a.yaml:4:1 行首用了制表符（Tab），缩进只能用空格",
            ]
        );
    }

    #[test]
    fn an_unknown_fault_keeps_the_parsers_place() {
        assert_eq!(
            faults("名称: [甲, 乙\n层级: 县级\n"),
            ["a.yaml:1:1 从这里起读不下去：缩进、引号、括号或冒号有一处不对"]
        );
    }
}
