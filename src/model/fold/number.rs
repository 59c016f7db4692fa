//! Numbers in digits and in Chinese numerals.

/// A number in ASCII or full-width digits, or in Chinese numerals: 20, ２０, 二十, 十五, 二〇一九, 廿.
pub fn chinese_number(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 12 {
        return None;
    }
    match text.chars().all(|c| figure(c).is_some()) {
        true => positional(text.chars().filter_map(figure)),
        false => counted(text),
    }
}

/// 20 and 二〇一九: each character is a figure.
fn positional(mut figures: impl Iterator<Item = u32>) -> Option<u32> {
    figures.try_fold(0u32, |sum, figure| sum.checked_mul(10)?.checked_add(figure))
}

/// 二百三十五, 十五, 一千零一: figures with their powers of ten.
fn counted(text: &str) -> Option<u32> {
    let (mut total, mut section, mut pending) = (0u32, 0u32, None::<u32>);
    for c in text.chars() {
        if let Some(value) = figure(c).filter(|_| !c.is_ascii_digit()) {
            pending = Some(value);
            continue;
        }
        let power = match c {
            '十' | '拾' => 10,
            '廿' => {
                section += 20;
                continue;
            }
            '卅' => {
                section += 30;
                continue;
            }
            '百' | '佰' => 100,
            '千' | '仟' => 1000,
            '万' => {
                total = section.checked_add(pending.take().unwrap_or(0))?.checked_mul(10_000)?;
                section = 0;
                continue;
            }
            _ => return None,
        };
        section = section.checked_add(pending.take().unwrap_or(1).checked_mul(power)?)?;
    }
    total.checked_add(section)?.checked_add(pending.unwrap_or(0))
}

fn figure(c: char) -> Option<u32> {
    Some(match c {
        '0'..='9' => c as u32 - '0' as u32,
        '０'..='９' => c as u32 - '０' as u32,
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// A digit in half or full width.
pub(crate) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A Chinese numeral.
pub(crate) fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '零'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, value) in [
            ("20", 20),
            ("２０", 20),
            ("二十", 20),
            ("十五", 15),
            ("七", 7),
            ("二〇一九", 2019),
            ("一百零五", 105),
            ("一百二十", 120),
            ("两", 2),
            ("廿一", 21),
            ("三千零一", 3001),
            ("一万二千", 12000),
        ] {
            assert_eq!(chinese_number(text), Some(value), "{text}");
        }
        for text in ["", "号", "二十日", "99999999999"] {
            assert_eq!(chinese_number(text), None, "{text}");
        }
    }
}
