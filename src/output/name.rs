//! Names that every system takes.

use crate::text::is_invisible;

/// Names that Windows keeps for devices, whatever stands behind a dot.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
/// Devices with a number, for which Windows also takes the raised digits.
const NUMBERED: [&str; 2] = ["COM", "LPT"];
const NUMBERS: &str = "0123456789¹²³";

/// A name that every system takes for a file or folder, and that shows what it is: forbidden characters
/// become full-width or `_`, and so do those that nobody sees or that turn the direction of writing.
pub fn safe_name(name: &str) -> String {
    let cleaned: String = name.trim().chars().map(safe_char).collect();
    let cleaned = cleaned.trim_end_matches(['.', ' ']).trim_start_matches(['.', '~']);
    if cleaned.is_empty() || is_device(cleaned) {
        format!("_{cleaned}")
    } else {
        cleaned.to_owned()
    }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").trim_end().to_uppercase();
    let numbered = |device: &&str| {
        stem.strip_prefix(*device).is_some_and(|number| {
            number.chars().count() == 1 && number.chars().all(|c| NUMBERS.contains(c))
        })
    };
    DEVICES.contains(&stem.as_str()) || NUMBERED.iter().any(numbered)
}

fn safe_char(c: char) -> char {
    match c {
        '<' => '＜',
        '>' => '＞',
        ':' => '：',
        '"' => '＂',
        '/' => '／',
        '\\' => '＼',
        '|' => '｜',
        '?' => '？',
        '*' => '＊',
        // Line and paragraph separators, and the isolates of directions.
        '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{206f}' => '_',
        c if c.is_control() || is_invisible(c) => '_',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_names() {
        for (name, safe) in [
            ("大英县", "大英县"),
            ("甲/乙:丙?", "甲／乙：丙？"),
            ("..", "_"),
            ("con", "_con"),
            ("COM1.x", "_COM1.x"),
            ("COM¹", "_COM¹"),
            ("lpt9 .txt", "_lpt9 .txt"),
            ("CONIN$", "_CONIN$"),
            ("conout$.xlsx", "_conout$.xlsx"),
            ("COM", "COM"),
            ("COM10", "COM10"),
            ("CONTACT", "CONTACT"),
            ("镇. ", "镇"),
            ("县\u{202e}xslx.exe", "县_xslx.exe"),
            ("大\u{200b}英\u{feff}县\u{2066}", "大_英_县_"),
            ("甲\u{2028}乙\t", "甲_乙"),
            ("", "_"),
        ] {
            assert_eq!(safe_name(name), safe, "{name}");
        }
    }
}
