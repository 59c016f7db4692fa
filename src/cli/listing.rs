//! What the commands that list built-in data share: the format, and tables in a window of 100 columns.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::{CliError, output};
use crate::report::text;

/// How many columns a listing may take.
const WINDOW: usize = 100;

/// How a listing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum ListFormat {
    /// For people.
    #[default]
    Human,
    /// For programs.
    Json,
}

/// The format of a listing, where one is asked for.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct ListFormatArg {
    /// 输出的格式：human 给人看（不写就是这个），json 给程序读
    #[arg(
        id = "format",
        long = "format",
        value_name = "格式",
        value_enum,
        default_value_t,
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) word: ListFormat,
}

/// Prints a value as JSON, without keeping its text.
pub(super) fn print_json(value: &impl Serialize) -> Result<(), CliError> {
    output::print_by(|out| {
        serde_json::to_writer_pretty(&mut *out, value)?;
        out.write_all(b"\n")
    })
}

/// Says on the error stream that nothing was found, and what to try.
pub(super) fn nothing_found(text: &str) {
    output::remark(text);
}

/// A row of a table: each cell wrapped into its column, two spaces between columns.
pub(super) fn row(cells: &[(&str, usize)]) -> String {
    let wrapped: Vec<(Vec<String>, usize)> =
        cells.iter().map(|(text, width)| (lines(text, *width), *width)).collect();
    let height = wrapped.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
    let mut out = String::new();
    for at in 0..height {
        let line: Vec<String> = wrapped
            .iter()
            .map(|(lines, width)| pad(lines.get(at).map_or("", String::as_str), *width))
            .collect();
        out.push_str(line.join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// A line under a heading or between rows. Hyphens, because some windows draw `─` two columns wide.
pub(super) fn rule() -> String {
    format!("{}\n", "-".repeat(WINDOW))
}

/// A paragraph whose further lines are indented by the width of its label.
pub(super) fn labelled(label: &str, text: &str) -> String {
    let indent = label.width();
    let mut out = String::new();
    for (at, line) in lines(text, WINDOW - indent).iter().enumerate() {
        let lead = if at == 0 { label.to_owned() } else { " ".repeat(indent) };
        out.push_str(&format!("{lead}{line}\n"));
    }
    out
}

/// The lines of a text, each wrapped.
fn lines(text: &str, width: usize) -> Vec<String> {
    text.lines().flat_map(|line| text::wrap(line, width)).collect()
}

/// The text with spaces behind it, up to a width in columns. Unlike wrapping, this counts characters of
/// doubtful width as narrow, as most windows draw them, so that columns stand straight.
fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_columns() {
        let text = row(&[("01", 4), ("重大建设项目", 8), ("40", 3)]);
        assert_eq!(text, "01    重大建设  40\n      项目\n");
        assert_eq!(row(&[("甲\n乙", 4), ("", 2), ("丙", 2)]), "甲        丙\n乙\n");
    }

    #[test]
    fn labels_indent_what_follows() {
        let text = labelled("  核实：", &"一".repeat(60));
        let widths: Vec<usize> = text.lines().map(UnicodeWidthStr::width).collect();
        assert_eq!(widths, [100, 36]);
        assert!(text.lines().nth(1).is_some_and(|line| line.starts_with("        一")));
    }
}
