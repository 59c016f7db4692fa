//! What to tell a person whose YAML does not parse.
//!
//! The parser stops at the first fault and often one line too late (a full-width colon is only noticed
//! at the next key). So the text is searched for the faults that people really make, and each of them is
//! reported at its own line; only when none is found does the parser's own place stand.

use super::parse::{MAX_DEPTH, MAX_NODES, ParseError, ParseErrorKind};
use crate::finding::{Fault, Finding};
use crate::rules::files::{yaml_syntax, yaml_too_large};
use crate::source::{FileId, Location, Span};

/// Turns a parser's error into findings with a place and advice in Chinese.
pub fn explain(file: FileId, text: &str, error: &ParseError) -> Vec<Finding> {
    let here = Location::span(file, Span::new(error.offset, error.offset));
    let fault = match error.kind {
        ParseErrorKind::Budget => yaml_too_large::too_large(MAX_NODES, MAX_DEPTH),
        ParseErrorKind::UnknownAnchor => yaml_syntax::unknown_anchor(),
        ParseErrorKind::SeveralDocuments => yaml_syntax::several_documents(),
        ParseErrorKind::Syntax => {
            let known = known_faults(file, text);
            if !known.is_empty() {
                return known;
            }
            yaml_syntax::unknown(text.contains('\u{fffd}'))
        }
    };
    vec![fault.at(here)]
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
            if let Some((at, length, fault)) = line_fault(line, indent) {
                let start = u32::try_from(offset + at).unwrap_or(u32::MAX);
                let span = Span::new(start, start + length);
                findings.push(fault.at(Location::span(file, span)));
            }
            if line.trim_end().ends_with(['|', '>']) {
                block = Some(indent);
            }
        }
        offset += line.len();
    }
    findings
}

/// A fault of one line, with the start and the length of what is wrong, in bytes.
fn line_fault(line: &str, indent: usize) -> Option<(usize, u32, Fault)> {
    let lead = &line[..indent];
    if let Some(at) = lead.find('\t') {
        return Some((at, 1, yaml_syntax::tab()));
    }
    if let Some(at) = lead.find('\u{3000}') {
        return Some((at, 3, yaml_syntax::wide_space()));
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
    Some((at, 3, yaml_syntax::wide_colon()))
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
