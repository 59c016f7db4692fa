//! Script noise: traditional characters that mirror sites leave, and readings in brackets.
//!
//! Works on plain text. The lists hold the characters that official texts of this kind use, and those that
//! no simplified text has; always ones whose simplified form is beyond doubt.

use std::borrow::Cow;
use std::sync::OnceLock;

use pinyin::ToPinyin;

/// Pairs of a traditional character and its simplified form, with blanks between them.
const PAIRS: &str = include_str!("../../../catalogues/registers/traditional.txt");

/// The first and last character of the block that all traditional characters of the list lie in.
const BLOCK: (char, char) = ('\u{4e00}', '\u{9fff}');

/// The simplified form of every character of the block; `None` where it is its own. Every heading and
/// every cell that may be one goes through this, so that a place in a list beats a hash.
fn table() -> &'static [Option<char>] {
    static TABLE: OnceLock<Vec<Option<char>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![None; BLOCK.1 as usize - BLOCK.0 as usize + 1];
        for pair in PAIRS.split_whitespace() {
            let mut characters = pair.chars();
            let (Some(old), Some(new)) = (characters.next(), characters.next()) else { continue };
            let slot =
                (old as usize).checked_sub(BLOCK.0 as usize).and_then(|at| table.get_mut(at));
            if let Some(slot) = slot {
                *slot = Some(new);
            }
        }
        table
    })
}

/// The simplified form of a character that has another one.
fn simple(c: char) -> Option<char> {
    let at = (c as usize).checked_sub(BLOCK.0 as usize)?;
    *table().get(at)?
}

/// Whether the character has a simplified form.
fn is_traditional(c: char) -> bool {
    simple(c).is_some()
}

/// The characters that have a simplified form, at hand for whoever asks for all of a text.
pub(super) struct OldScript(&'static [Option<char>]);

impl OldScript {
    pub(super) fn known() -> Self {
        Self(table())
    }

    /// Whether the character has a simplified form.
    pub(super) fn has(&self, c: char) -> bool {
        let at = (c as usize).wrapping_sub(BLOCK.0 as usize);
        self.0.get(at).is_some_and(Option::is_some)
    }
}

/// The text in simplified characters.
pub fn simplified(text: &str) -> Cow<'_, str> {
    if !text.contains(is_traditional) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| simple(c).unwrap_or(c)).collect())
}

/// Longer texts in brackets are no readings.
const LONGEST_READING: usize = 80;

/// Whether the text has what a reading needs: a bracket, and letters or zhuyin, which hardly a text has.
pub(super) fn may_hold_readings(text: &str) -> bool {
    let spelt = |c: char| {
        c.is_ascii_lowercase() || ('\u{c0}'..'\u{2000}').contains(&c) || ('ㄅ'..='ㄩ').contains(&c)
    };
    text.contains(['（', '(']) && text.contains(spelt)
}

/// The text without readings in brackets behind the characters that they spell: 征（zhēng）收.
pub fn without_pinyin(text: &str) -> Cow<'_, str> {
    if !may_hold_readings(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['（', '(']) {
        let (before, tail) = rest.split_at(open);
        out.push_str(before);
        let behind = reading(tail).filter(|(inner, _)| is_reading(&out, inner));
        let width = tail.chars().next().map_or(0, char::len_utf8);
        if behind.is_none() {
            out.push_str(tail.get(..width).unwrap_or(""));
        }
        rest = behind.map_or_else(|| tail.get(width..).unwrap_or(""), |(_, behind)| behind);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What stands between the bracket that a text begins with and the next one, if that closes it, and the
/// text behind.
fn reading(tail: &str) -> Option<(&str, &str)> {
    let mut near = tail.char_indices().take(LONGEST_READING + 2);
    let (_, open) = near.next()?;
    let (end, next) = near.find(|(_, c)| matches!(c, '（' | '(' | '）' | ')'))?;
    let closes = matches!(next, '）' | ')');
    closes.then_some(())?;
    Some((tail.get(open.len_utf8()..end)?, tail.get(end + next.len_utf8()..)?))
}

/// Whether the text in brackets spells the characters before it, or can be nothing but a reading.
fn is_reading(before: &str, inner: &str) -> bool {
    let letters: String = inner.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    if letters.is_empty() || before.chars().next_back().is_none_or(|c| c.to_pinyin().is_none()) {
        return false;
    }
    let zhuyin = |c: char| ('ㄅ'..='ㄩ').contains(&c) || "ˇˋˊ˙".contains(c);
    if letters.chars().all(zhuyin) {
        return true;
    }
    let plain: String = letters.chars().map(without_tone).collect();
    // A tone mark is enough for one syllable: 長 is read zhǎng or cháng.
    let toned = plain != letters && plain.len() <= 6;
    plain.chars().all(|c| c.is_ascii_lowercase()) && (toned || spells(before, &plain))
}

/// Whether the last characters sound like these letters.
fn spells(before: &str, letters: &str) -> bool {
    let mut sound = String::new();
    for c in before.chars().rev() {
        let Some(pinyin) = c.to_pinyin() else { return false };
        sound.insert_str(0, &pinyin.plain().replace('ü', "v"));
        if sound.len() >= letters.len() {
            break;
        }
    }
    sound == letters
}

fn without_tone(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters() {
        assert_eq!(simplified("縣級人民政府門戶網站"), "县级人民政府门户网站");
        assert_eq!(simplified("政府信息公开条例"), "政府信息公开条例");
        for pair in PAIRS.split_whitespace() {
            let [old, new] = pair.chars().collect::<Vec<_>>()[..] else { panic!("{pair}") };
            assert_eq!(simplified(&old.to_string()), new.to_string());
            assert_eq!(simplified(&new.to_string()), new.to_string(), "{new} is traditional too");
        }
    }

    #[test]
    fn readings() {
        assert_eq!(without_pinyin("征（zhēng）收土地（tudi）信息"), "征收土地信息");
        assert_eq!(without_pinyin("征（ㄓㄥ）收"), "征收");
        for kept in ["标准（GB）", "信息（app）", "（一）事项", "甲（乙）", "（", "公开（abc"]
        {
            assert_eq!(without_pinyin(kept), kept);
        }
    }
}
