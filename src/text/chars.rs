//! Kinds of characters.

/// Whether this is a Chinese character, of the common ones or of the extensions. Compatibility forms,
/// which normalising changes into others, are none.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2f7ff}' | '\u{30000}'..='\u{323af}')
}

/// Chinese characters and the punctuation that goes with them, which stand in no need of spaces.
pub fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff65}' | '\u{20000}'..='\u{323af}' | '“' | '”' | '‘' | '’')
}

/// Characters that show nothing and take no room: joiners, direction marks, byte order marks, variants,
/// the place of an embedded object.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{fffc}')
        || is_format(c)
}

/// Characters that show nothing themselves and change how others are shown: joiners, marks and overrides of
/// direction, isolates, annotations, tags.
pub fn is_format(c: char) -> bool {
    matches!(c,
        '\u{61c}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0001}'..='\u{e007f}')
}

/// Full-width letters, digits and ％, which are to be written in half width.
pub fn is_full_width(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％')
}

/// Full-width letters, digits and ％ in half width; any other character as it is.
pub fn half_width(c: char) -> char {
    const DISTANCE: u32 = '０' as u32 - '0' as u32;
    if !is_full_width(c) {
        return c;
    }
    char::from_u32(u32::from(c) - DISTANCE).unwrap_or(c)
}

/// A number from 1 to 99 in Chinese figures: 二十一.
pub fn numeral(number: usize) -> Option<String> {
    const FIGURES: &str = "一二三四五六七八九";
    let digit = |of: usize| of.checked_sub(1).and_then(|at| FIGURES.chars().nth(at));
    let (tens, ones) = (number / 10, number % 10);
    if number == 0 || tens > 9 {
        return None;
    }
    let ten = (tens > 0).then_some('十');
    let tens = digit(tens).filter(|_| tens > 1);
    Some(tens.into_iter().chain(ten).chain(digit(ones)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        let text: String = "２０％ＡｚＢ，（".chars().map(half_width).collect();
        assert_eq!(text, "20%AzB，（");
    }

    #[test]
    fn numerals() {
        for (number, expected) in
            [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
        {
            assert_eq!(numeral(number).as_deref(), Some(expected));
        }
        assert_eq!((numeral(0), numeral(100)), (None, None));
    }

    #[test]
    fn han_is_wide_and_visible() {
        for c in '\0'..='\u{3ffff}' {
            assert!(!is_han(c) || is_wide(c) && !is_invisible(c), "{c}");
        }
    }
}
