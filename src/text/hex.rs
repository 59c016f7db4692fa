//! Hexadecimal digits.

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The byte that the first two hexadecimal digits of a text stand for.
pub fn from_hex(text: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*text.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        assert_eq!(hex(&[0, 15, 0xa7]), "000fa7");
        assert_eq!(from_hex(b"A7x"), Some(0xa7));
        assert_eq!(from_hex(b"+1"), None);
        assert_eq!(from_hex(b"1"), None);
    }
}
