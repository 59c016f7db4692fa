//! The lines of a text file around a place, cut to the width of the terminal.

use std::ops::Range;

use super::super::text::{clean, clip, clip_start, width};
use crate::source::{FilePlace, Location, SourceMap};

/// A few lines with a marked range. The text is cleaned and cut, so its offsets are its own.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// The lines, each ending in a newline but the last.
    pub text: String,
    /// Number of the first line, counted from 0.
    pub first_line: usize,
    /// The bytes to mark.
    pub marked: Range<usize>,
}

/// The line of a place with one line before and after; `None` for places without text.
pub(super) fn window(map: &SourceMap, location: Location, columns: usize) -> Option<Window> {
    let FilePlace::Span(span) = location.place else { return None };
    let (line, line_start) = map.line_start(location.file, span.start)?;
    let at = line as usize;
    let from = map.lines_from(location.file, at.saturating_sub(1));
    let lines: Vec<&str> = from.take(3).collect();
    let here = at.min(1);
    let start = (span.start - line_start) as usize;
    let length = (span.end - span.start) as usize;
    let [before, marked, after] = cut(lines.get(here)?, start, length, columns);
    let mut window = Window { text: String::new(), first_line: at - here, marked: 0..0 };
    for (index, other) in lines.iter().enumerate() {
        if index > 0 {
            window.text.push('\n');
        }
        if index == here {
            let from = window.text.len() + before.len();
            window.marked = from..from + marked.len();
            window.text.extend([before.as_str(), &marked, &after]);
        } else {
            window.text.push_str(&clip(&clean(other), columns));
        }
    }
    // The empty rest after the last newline is no line.
    if here + 1 < lines.len() && window.text.ends_with('\n') {
        window.text.pop();
    }
    Some(window)
}

/// The parts of a line before, in and after the marked range, cut so that the range is to be seen. A
/// range without length is widened to the rest of the line.
fn cut(line: &str, start: usize, length: usize, columns: usize) -> [String; 3] {
    let line = line.trim_end_matches('\r');
    let start = floor(line, start);
    let end = if length == 0 { line.trim_end().len() } else { floor(line, start + length) };
    let end = end.max(start);
    let marked = clip(&clean(&line[start..end]), columns * 2 / 3);
    let before = clip_start(&clean(&line[..start]), columns.saturating_sub(width(&marked)) / 2);
    let left = columns.saturating_sub(width(&before) + width(&marked));
    let after = clip(&clean(&line[end..]), left);
    [before, marked, after]
}

/// The nearest character boundary at or before `at`.
fn floor(line: &str, at: usize) -> usize {
    let mut at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn at(text: &str, needle: &str, columns: usize) -> Window {
        let mut map = SourceMap::new();
        let file = map.add_text("a.yaml", None, text.to_owned());
        let start = text.find(needle).unwrap();
        let span = Span::new(start as u32, (start + needle.len()) as u32);
        window(&map, Location::span(file, span), columns).unwrap()
    }

    #[test]
    fn one_line_before_and_after() {
        let window = at("\u{feff}甲: 1\r\n乙: 二十天\r\n丙: 3\r\n丁: 4\r\n", "二十天", 80);
        assert_eq!(window.text, "甲: 1\n乙: 二十天\n丙: 3");
        assert_eq!(&window.text[window.marked], "二十天");
        assert_eq!(window.first_line, 0);
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let text = format!("{}二十天{}", "前".repeat(100), "后".repeat(100));
        let window = at(&text, "二十天", 40);
        assert_eq!(&window.text[window.marked.clone()], "二十天");
        assert!(window.text.starts_with("…前") && window.text.ends_with("后…"), "{}", window.text);
        assert!(width(&window.text) <= 40, "{}", window.text);
    }

    #[test]
    fn places_at_the_end_of_the_file() {
        let mut map = SourceMap::new();
        let file = map.add_text("a.yaml", None, "甲: [\n");
        let end = window(&map, Location::span(file, Span::new(7, 7)), 40).unwrap();
        assert_eq!((end.text.as_str(), end.first_line), ("甲: [\n", 0));
        let empty = map.add_text("b.yaml", None, "");
        let none = window(&map, Location::span(empty, Span::new(0, 0)), 40).unwrap();
        assert_eq!((none.text.as_str(), none.marked), ("", 0..0));
        assert_eq!(window(&map, Location::whole(file), 40), None);
    }
}
