//! Characters that sound alike, by which one is typed for another.
//!
//! Which they are is data: `catalogues/registers/sounds.txt`.

use std::sync::LazyLock;

use foldhash::HashMap;

const FILE: &str = include_str!("../../catalogues/registers/sounds.txt");

/// The number of the line that each character stands in.
static SOUNDS: LazyLock<HashMap<char, usize>> = LazyLock::new(|| {
    let lines = FILE.lines().filter(|line| !line.starts_with('#'));
    let lines = lines.filter_map(|line| line.split_once(' ')).map(|(_, characters)| characters);
    lines.enumerate().flat_map(|(at, line)| line.chars().map(move |c| (c, at))).collect()
});

/// Whether one character may have been typed for another: both sound alike, or it is one that is hardly
/// ever written.
pub fn is_typed_for(wrong: char, right: char) -> bool {
    match (SOUNDS.get(&wrong), SOUNDS.get(&right)) {
        (Some(wrong), Some(right)) => wrong == right,
        (None, Some(_)) => super::is_han(wrong),
        _ => false,
    }
}

/// The characters in which two texts of one length differ, where they differ in one only.
pub fn one_exchanged(written: &str, meant: &str) -> Option<(char, char)> {
    let mut meant = meant.chars();
    let mut found = None;
    for wrong in written.chars() {
        let right = meant.next()?;
        if wrong == right {
            continue;
        }
        if found.replace((wrong, right)).is_some() {
            return None;
        }
    }
    found.filter(|_| meant.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::{is_typed_for, one_exchanged};

    #[test]
    fn one_character_for_another() {
        for (written, meant, typed) in [
            ("检测对象认定", "监测对象认定", Some(true)),
            ("行政法规、邞章", "行政法规、规章", Some(true)),
            ("县级政策解读", "本级政策解读", Some(false)),
            ("申请条件", "受理条件", None),
            ("申请条件", "申请条件", None),
            ("申请条件等", "申请条件", None),
        ] {
            let found =
                one_exchanged(written, meant).map(|(wrong, right)| is_typed_for(wrong, right));
            assert_eq!(found, typed, "{written}");
        }
    }
}
