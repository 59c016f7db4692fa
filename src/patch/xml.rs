//! Cells and the texts of cells and notes, as the format wants them.

use std::fmt::Display;

use crate::office::xml::XmlWriter;
use crate::source::CellRef;

/// A cell with a text in it, or an empty one. Without a style it has the first of the workbook.
pub(super) fn cell(out: &mut XmlWriter, cell: CellRef, style: Option<usize>, text: &str) {
    let mut attributes: Vec<(&str, &dyn Display)> = vec![("r", &cell)];
    if let Some(style) = &style {
        attributes.push(("s", style));
    }
    if text.is_empty() {
        return out.empty("c", &attributes);
    }
    attributes.push(("t", &"inlineStr"));
    out.element("c", &attributes, |out| out.element("is", &[], |out| cell_text(out, text)));
}

/// An element with the text of a cell or a note, in which `_x000A_` stands for a character: what looks
/// so by chance is written so that it stays what it is.
pub(super) fn cell_text(out: &mut XmlWriter, value: &str) {
    out.spaced_text("t", &kept(value));
}

fn kept(value: &str) -> String {
    let mut written = String::with_capacity(value.len());
    for (at, c) in value.char_indices() {
        let code = value.as_bytes().get(at + 1..at + 7);
        let escaped = |code: &[u8]| {
            code[0] == b'x' && code[5] == b'_' && code[1..5].iter().all(u8::is_ascii_hexdigit)
        };
        if c == '_' && code.is_some_and(escaped) {
            written.push_str("_x005F");
        }
        written.push(c);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_what_they_are() {
        let mut out = XmlWriter::fragment("");
        cell_text(&mut out, "a<b>&\u{1}\n_x000D_ _x_");
        assert_eq!(
            out.finish(),
            "<t xml:space=\"preserve\">a&lt;b&gt;&amp;\n_x005F_x000D_ _x_</t>"
        );
    }
}
