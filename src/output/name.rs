//! Names that every system takes.

/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];

/// A name that every system takes for a file or folder: forbidden characters become full-width or `_`.
pub fn safe_name(name: &str) -> String {
    let cleaned: String = name.trim().chars().map(safe_char).collect();
    let cleaned = cleaned.trim_end_matches(['.', ' ']).trim_start_matches(['.', '~']);
    let stem = cleaned.split('.').next().unwrap_or("").to_ascii_uppercase();
    let device = DEVICES.iter().any(|device| {
        stem.strip_prefix(device).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
    });
    if cleaned.is_empty() || device { format!("_{cleaned}") } else { cleaned.to_owned() }
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
        c if c.is_control() => '_',
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
            ("镇. ", "镇"),
            ("", "_"),
        ] {
            assert_eq!(safe_name(name), safe, "{name}");
        }
    }
}
