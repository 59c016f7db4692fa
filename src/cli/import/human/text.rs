//! How a text file became a table, for `--explain`: its encoding, and what parts its columns.

use crate::input::tables::{SeparatorCandidate, SeparatorChoice, SeparatorSign, TextReading};

/// A line for the encoding, one for the separator, and one for each that divides a row; the others in one.
pub(super) fn lines(reading: &TextReading) -> Vec<String> {
    let TextReading { encoding, sign, separator } = reading;
    let dividing = separator.candidates.iter().filter(|candidate| is_shown(candidate, separator));
    let others = separator.candidates.iter().filter(|candidate| !is_shown(candidate, separator));
    let others: Vec<String> = others.map(|candidate| shown(candidate.separator)).collect();
    let mut lines = vec![format!("编码 {encoding}：{}", sign.label()), chosen(separator)];
    lines.extend(dividing.map(|candidate| format!("  {}", words(candidate, separator))));
    if !others.is_empty() {
        lines.push(format!("  {} 一行也分不开", others.join("、")));
    }
    lines
}

fn is_shown(candidate: &SeparatorCandidate, choice: &SeparatorChoice) -> bool {
    candidate.divided > 0 || is_taken(candidate, choice)
}

fn is_taken(candidate: &SeparatorCandidate, choice: &SeparatorChoice) -> bool {
    candidate.separator == choice.separator && choice.sign != SeparatorSign::Nothing
}

fn chosen(choice: &SeparatorChoice) -> String {
    let separator = shown(choice.separator);
    match choice.sign {
        SeparatorSign::Given => format!("分隔符用 {separator}：照 --separator 指明的"),
        SeparatorSign::Declared => format!("分隔符用 {separator}：文件第一行 sep= 写明的"),
        SeparatorSign::Divides => {
            format!("分隔符用 {separator}：分开的行最多，各行的栏数最齐（分数从 0 到 1）")
        }
        SeparatorSign::Nothing => "没有分隔符：没有哪个符号分得开，整行作一栏".to_owned(),
    }
}

/// 1.00（用了）: what a separator gives.
fn words(candidate: &SeparatorCandidate, choice: &SeparatorChoice) -> String {
    let SeparatorCandidate { separator, rows, divided, width, even } = *candidate;
    let separator = shown(separator);
    let score = candidate.score();
    let taken = if is_taken(candidate, choice) { "（用了）" } else { "" };
    let sentences = if candidate.is_of_sentences() {
        "；句子里也有这个符号，各行不一样多，不算"
    } else {
        ""
    };
    format!(
        "{separator} {score:.2}{taken}：看 {rows} 行，分开 {divided} 行，最宽 {width} 栏，这样宽的 {even} 行{sentences}"
    )
}

fn shown(separator: char) -> String {
    if separator == '\t' { "制表符".to_owned() } else { format!("“{separator}”") }
}
