//! What the commands that list built-in data share: the format, and tables in a window of 100 columns.

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::CliError;

/// How many columns a listing may take.
pub(super) const WINDOW: usize = 100;

/// How a listing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum ListFormat {
    /// For people.
    #[default]
    Human,
    /// For programs.
    Json,
}

/// Prints a value as JSON.
pub(super) fn print_json(value: &impl Serialize) -> Result<(), CliError> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| CliError::Message(format!("JSON 写不出来：{error}")))?;
    print(&format!("{text}\n"));
    Ok(())
}

/// Prints a text. A reader that has gone away (`mulu laws | head`) is no fault.
pub(super) fn print(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// Says on the error stream that nothing was found, and what to try.
pub(super) fn nothing_found(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// A row of a table: each cell wrapped into its column, two spaces between columns.
pub(super) fn row(cells: &[(&str, usize)]) -> String {
    let wrapped: Vec<(Vec<String>, usize)> =
        cells.iter().map(|(text, width)| (wrap(text, *width), *width)).collect();
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
    for (at, line) in wrap(text, WINDOW - indent).iter().enumerate() {
        let lead = if at == 0 { label.to_owned() } else { " ".repeat(indent) };
        out.push_str(&format!("{lead}{line}\n"));
    }
    out
}

/// The text with spaces behind it, up to a width in columns.
fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Cuts a text into lines of at most `width` columns: between Chinese characters anywhere, but no line
/// begins with a closing mark or ends with an opening one, and ASCII words stay whole where they fit.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            if !line.is_empty() && line.width() + piece.trim_end().width() > width {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            let piece = if line.is_empty() { piece.trim_start() } else { &piece };
            push_cut(&mut line, piece, width, &mut lines);
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Adds a piece that may be longer than a whole line.
fn push_cut(line: &mut String, piece: &str, width: usize, lines: &mut Vec<String>) {
    for c in piece.chars() {
        if !line.is_empty() && line.width() + c.width().unwrap_or(0) > width && c != ' ' {
            lines.push(std::mem::take(line));
        }
        line.push(c);
    }
}

/// The pieces between which a line may be cut.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for c in text.chars() {
        let joins = pieces.last().and_then(|p| p.chars().next_back()).is_some_and(|before| {
            "、，。；：！？）》〕】”’…".contains(c)
                || "（《〔【“‘".contains(before)
                || is_word(before) && is_word(c)
        });
        match pieces.last_mut() {
            Some(last) if joins => last.push(c),
            _ => pieces.push(c.to_string()),
        }
    }
    pieces
}

fn is_word(c: char) -> bool {
    c.is_ascii() && c != ' '
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_are_cut_where_a_reader_would() {
        assert_eq!(wrap("政府网站、公开查阅点", 10), ["政府网", "站、公开查", "阅点"]);
        assert_eq!(wrap("见《甲法》第二条", 8), ["见", "《甲法》", "第二条"]);
        assert_eq!(wrap("编码 19.003 和 19.004", 12), ["编码 19.003", "和 19.004"]);
        assert_eq!(wrap("一\n二", 10), ["一", "二"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn rows_keep_their_columns() {
        let text = row(&[("01", 4), ("重大建设项目", 8), ("40", 3)]);
        assert_eq!(text, "01    重大建设  40\n      项目\n");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_too_wide(
            text in "[政府网站《》（）、，。 a-z0-9.]{0,40}", width in 4usize..30,
        ) {
            let lines = wrap(&text, width);
            let solid = |text: &str| text.replace(' ', "");
            prop_assert_eq!(solid(&lines.concat()), solid(&text));
            for line in lines {
                prop_assert!(line.width() <= width, "{line}");
            }
        }
    }
}
