//! Numbers of real persons: of identity cards, bank cards and mobile telephones.
//!
//! Each is told by its form, so that codes and dates are not taken for one: a wrong check digit is still
//! somebody's number, mistyped. A number is given back with its middle hidden, since it must not be spread
//! further.

use crate::text::Wording;

/// What a number of an account is called.
static NUMBERS: Wording = Wording::named("账号的说法");
/// The number of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalNumber {
    /// What sort of number it is.
    pub kind: NumberKind,
    /// Its first and last digits.
    pub masked: String,
}

/// What sort of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberKind {
    /// 公民身份号码.
    Identity,
    /// 银行卡号.
    BankCard,
    /// 手机号码.
    Mobile,
}

impl NumberKind {
    /// The Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Identity => "身份证号码",
            Self::BankCard => "银行卡号",
            Self::Mobile => "手机号码",
        }
    }
}

/// The digits of the shortest number, a mobile one.
const SHORTEST: usize = 11;

/// The numbers of persons in a text, in its order.
pub fn personal_numbers(text: &str) -> Vec<PersonalNumber> {
    if !is_long_enough(text) {
        return Vec::new();
    }
    let named = NUMBERS.iter().any(|word| text.contains(word));
    let of = |run: &str| {
        kind(run).or_else(|| (named && is_card_number(run)).then_some(NumberKind::BankCard))
    };
    runs(text)
        .filter_map(|run| Some(PersonalNumber { kind: of(&run)?, masked: masked(&run) }))
        .collect()
}

/// Whether enough digits stand together for any number.
fn is_long_enough(text: &str) -> bool {
    // Counting is faster than following, and nearly always enough.
    let all = text.bytes().filter(u8::is_ascii_digit).count();
    let mut digits = 0;
    all >= SHORTEST
        && text.bytes().any(|b| {
            match b {
                b'0'..=b'9' => digits += 1,
                b' ' | b'-' | b'x' | b'X' => {}
                _ => digits = 0,
            }
            digits >= SHORTEST
        })
}

/// Runs of digits, with spaces and hyphens between groups of them left out, and an X at the end.
fn runs(text: &str) -> impl Iterator<Item = String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-');
    text.split(move |c| !is_part(c)).flat_map(|piece| {
        let whole: String = piece.chars().filter(char::is_ascii_alphanumeric).collect();
        match kind(&whole) {
            Some(_) => vec![whole],
            None => piece.split([' ', '-']).map(str::to_owned).collect(),
        }
    })
}

fn kind(run: &str) -> Option<NumberKind> {
    let digits = run.bytes().all(|b| b.is_ascii_digit());
    match run.len() {
        11 if digits && is_mobile(run) => Some(NumberKind::Mobile),
        18 if is_identity(run) => Some(NumberKind::Identity),
        16..=19 if digits && is_bank_card(run) => Some(NumberKind::BankCard),
        _ => None,
    }
}

fn is_mobile(run: &str) -> bool {
    let mut bytes = run.bytes();
    bytes.next() == Some(b'1') && bytes.next().is_some_and(|b| (b'3'..=b'9').contains(&b))
}

/// Eighteen places with a date of birth, as GB 11643 has them: the last is a digit or X.
fn is_identity(run: &str) -> bool {
    let Some((body, check)) = run.split_at_checked(17) else { return false };
    let is_check = |b: u8| b.is_ascii_digit() || b.eq_ignore_ascii_case(&b'x');
    body.bytes().all(|b| b.is_ascii_digit()) && check.bytes().all(is_check) && has_birth(body)
}

/// Whether places 7 to 14 are a day on which somebody alive was born, and the first a province.
fn has_birth(body: &str) -> bool {
    let part = |from: usize, to: usize| body.get(from..to).and_then(|p| p.parse::<i16>().ok());
    let (Some(year), Some(month), Some(day)) = (part(6, 10), part(10, 12), part(12, 14)) else {
        return false;
    };
    let date = i8::try_from(month).ok().zip(i8::try_from(day).ok());
    let valid = date.is_some_and(|(month, day)| jiff::civil::Date::new(year, month, day).is_ok());
    (1900..2050).contains(&year) && valid && part(0, 2).is_some_and(|p| (11..=91).contains(&p))
}

/// Sixteen to nineteen digits that begin as cards issued in China do.
fn is_card_number(run: &str) -> bool {
    (16..=19).contains(&run.len())
        && run.starts_with("62")
        && run.bytes().all(|b| b.is_ascii_digit())
}

/// Sixteen to nineteen digits that begin as cards do, with the check digit of Luhn.
fn is_bank_card(run: &str) -> bool {
    let issued = run.starts_with("62") || (run.len() == 16 && run.starts_with(['4', '5']));
    let digits = run.bytes().rev().map(|b| u32::from(b.saturating_sub(b'0')));
    let sum: u32 = digits
        .enumerate()
        .map(|(at, digit)| match at % 2 {
            0 => digit,
            _ if digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum();
    issued && sum.is_multiple_of(10)
}

fn masked(run: &str) -> String {
    let (head, tail) =
        (run.get(..3).unwrap_or(""), run.get(run.len().saturating_sub(2)..).unwrap_or(""));
    format!("{head}****{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<NumberKind> {
        personal_numbers(text).into_iter().map(|number| number.kind).collect()
    }

    #[test]
    fn numbers_of_persons() {
        assert_eq!(kinds("张三，11010519491231002X"), [NumberKind::Identity]);
        assert_eq!(kinds("刘某某，51092319780405231X"), [NumberKind::Identity]);
        assert_eq!(kinds("开户行及账号6228480469898765432"), [NumberKind::BankCard]);
        assert_eq!(kinds("身份证号：110105 19491231 002x"), [NumberKind::Identity]);
        assert_eq!(kinds("卡号6222 0212 3456 7890 128"), kinds("卡号6222021234567890128"));
        assert_eq!(kinds("4111111111111111"), [NumberKind::BankCard]);
        assert_eq!(kinds("联系人李四 139 0000 1234"), [NumberKind::Mobile]);
        let number = personal_numbers("11010519491231002X").remove(0);
        assert_eq!(number.masked, "110****2X");
    }

    #[test]
    fn other_numbers() {
        for text in [
            "110105194913310021",
            "项目编号6228480469898765432",
            "0825-7822345",
            "12345",
            "统一社会信用代码 11510923MB1234567X",
            "2020-09-30 至 2021-12-31",
            "国务院令第711号",
            "000014349/2020-00001",
            "510923000000000000",
            "",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
