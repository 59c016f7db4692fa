//! Tick marks: what a cell of a 全社会 or 主动 column says, and the ■/□ of channels.

use crate::text::{is_invisible, is_wide};

/// Whether the character is a tick box or tick mark, wherever it stands, and which.
pub(crate) fn tick(c: char) -> Option<bool> {
    match c {
        '√' | '✓' | '✔' | '☑' | '☒' | '■' | '●' | '▇' | '◼' | '█' | '▪' | '◆' | '☆' | '★' | '🗹' => {
            Some(true)
        }
        '□' | '☐' | '○' | '◯' | '◻' | '▢' | '×' | '✕' | '✗' | '✘' | '✖' => {
            Some(false)
        }
        _ => None,
    }
}

/// Whether the character is a tick box or tick mark.
pub(crate) fn is_tick(c: char) -> bool {
    tick(c).is_some()
}

/// What a tick cell says: yes, no, or (`None`) something that is not a mark.
///
/// An empty cell says no.
pub fn mark(text: &str) -> Option<bool> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (None, _) => return Some(false),
        (Some(c), None) => {
            if let Some(yes) = tick(c) {
                return Some(yes);
            }
        }
        _ => {}
    }
    match text {
        "V" | "v" | "Ｖ" | "ｖ" | "是" | "有" | "1" | "１" | "Y" | "y" | "对" | "∨" | "ˇ" => {
            Some(true)
        }
        "否" | "无" | "0" | "０" | "N" | "n" | "/" | "／" | "\\" | "x" | "X" => Some(false),
        dashes if dashes.chars().all(|c| "—–-－─―_".contains(c)) => Some(false),
        _ => None,
    }
}

/// A mark with words beside it: `√面向征地村民` is `(true, "面向征地村民")`; a mark alone has the text
/// `""`. `None` when there is no mark.
pub fn mark_with_text(text: &str) -> Option<(bool, &str)> {
    let text = text.trim();
    if let Some(yes) = mark(text) {
        return Some((yes, ""));
    }
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?.trim_start();
    // A letter is a mark only before Chinese: V面向村民, but not VR体验.
    let letter = matches!(first, 'V' | 'v') && rest.starts_with(is_wide);
    if let Some(yes) = tick(first).or(letter.then_some(true)) {
        return Some((yes, rest));
    }
    let last = text.chars().next_back()?;
    let before = text.get(..text.len() - last.len_utf8())?.trim_end();
    tick(last).map(|yes| (yes, before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        for yes in ["√", " ✓ ", "✔", "☑", "V", "v", "是", "●", "■", "1", "Y", "y", "有"]
        {
            assert_eq!(mark(yes), Some(true), "{yes}");
        }
        for no in ["", "  ", "×", "否", "□", "☐", "0", "N", "/", "—", "——", "-", "\u{feff}"]
        {
            assert_eq!(mark(no), Some(false), "{no}");
        }
        for other in ["面向村民", "√村民", "同上", "VV", "12"] {
            assert_eq!(mark(other), None, "{other}");
        }
    }

    #[test]
    fn with_words() {
        assert_eq!(mark_with_text("√面向征地村民"), Some((true, "面向征地村民")));
        assert_eq!(mark_with_text("√ （补贴对象）"), Some((true, "（补贴对象）")));
        assert_eq!(mark_with_text("补贴对象√"), Some((true, "补贴对象")));
        assert_eq!(mark_with_text("V面向村民"), Some((true, "面向村民")));
        assert_eq!(mark_with_text("□村民"), Some((false, "村民")));
        assert_eq!(mark_with_text("√"), Some((true, "")));
        assert_eq!(mark_with_text("VR体验"), None);
        assert_eq!(mark_with_text("有关部门"), None);
    }
}
