//! From bytes to text: byte order marks, declared encodings, and a guess that knows what Chinese
//! computers save.

use std::str;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::{Budget, ReadError, ReadNote};

/// How far a guess looks into a text.
const SAMPLE: usize = 256 << 10;

/// Decodes a text and notes the encoding. `forced` is the user's word, `declared` the file's own.
pub(in crate::input) fn decode(
    bytes: &[u8],
    forced: Option<&str>,
    declared: Option<&str>,
    budget: &mut Budget<'_>,
) -> Result<String, ReadError> {
    let DecodedText { text, encoding, sign, replaced } = decoded(bytes, forced, declared)?;
    budget.note(ReadNote::Encoding { name: encoding, guessed: sign.is_guess() });
    if replaced {
        let count = text.matches('\u{fffd}').count();
        budget.note(ReadNote::Undecodable { count });
    }
    Ok(text)
}

/// A text, and how it was decoded.
pub(in crate::input) struct DecodedText {
    pub(in crate::input) text: String,
    /// The name of the encoding.
    pub(in crate::input) encoding: &'static str,
    pub(in crate::input) sign: EncodingSign,
    /// Whether it has characters that the encoding could not give.
    replaced: bool,
}

/// Decodes a text and notes nothing.
pub(in crate::input) fn decoded(
    bytes: &[u8],
    forced: Option<&str>,
    declared: Option<&str>,
) -> Result<DecodedText, ReadError> {
    let (encoding, sign) = choose(bytes, forced, declared)?;
    let (text, replaced) = encoding.decode_with_bom_removal(bytes);
    Ok(DecodedText { text: text.into_owned(), encoding: name(encoding), sign, replaced })
}

/// By what the encoding of a text is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncodingSign {
    /// The mark at its beginning.
    Mark,
    /// The user's word.
    Given,
    /// All of it is UTF-8.
    WellFormed,
    /// Zero bytes on one side of each character: UTF-16.
    ZeroBytes,
    /// The file's own word.
    Declared,
    /// It is no UTF-8; a guess by its bytes.
    Bytes,
}

impl EncodingSign {
    /// Whether it may be another one.
    pub fn is_guess(self) -> bool {
        matches!(self, Self::ZeroBytes | Self::Bytes)
    }

    /// The reason in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mark => "文件开头有标记",
            Self::Given => "照 --encoding 指明的",
            Self::WellFormed => "每个字节都合 UTF-8 的写法",
            Self::ZeroBytes => "没有标记，看零字节的位置推断的",
            Self::Declared => "文件里写明的",
            Self::Bytes => "不合 UTF-8 的写法，看字节推断的",
        }
    }
}

/// Whether an encoding goes by this name.
pub(in crate::input) fn is_known(label: &str) -> bool {
    by_label(label).is_some()
}

/// The encoding that a web page declares in its first bytes, by `charset=`.
pub(in crate::input) fn declared_in_html(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    is_known(&label).then_some(label)
}

/// UTF-16 without a byte order mark: line ends, commas and digits leave a zero byte on one side.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let sample = &sample[..sample.len() & !1];
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    let encoding = if low > high {
        UTF_16LE
    } else if high > low {
        UTF_16BE
    } else {
        return None;
    };
    let (text, _, errors) = encoding.decode(sample);
    (!errors && is_printable(&text)).then_some(encoding)
}

/// Whether the bytes can be a text of a one-byte or multi-byte encoding: no zero bytes and hardly any
/// control characters.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = sample.iter().filter(|b| **b < 0x20 && !b"\t\r\n\x0b\x0c\x1a".contains(b));
    !sample.contains(&0) && controls.count() * 100 <= sample.len()
}

fn is_printable(text: &str) -> bool {
    let controls = text.chars().filter(|c| c.is_control() && !"\t\r\n\u{c}".contains(*c)).count();
    controls * 100 <= text.len()
}

fn choose(
    bytes: &[u8],
    forced: Option<&str>,
    declared: Option<&str>,
) -> Result<(&'static Encoding, EncodingSign), ReadError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok((encoding, EncodingSign::Mark));
    }
    if let Some(label) = forced {
        let encoding = by_label(label).ok_or_else(|| ReadError::UnknownEncoding(label.into()))?;
        return Ok((encoding, EncodingSign::Given));
    }
    if is_utf8(bytes) {
        return Ok((UTF_8, EncodingSign::WellFormed));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok((encoding, EncodingSign::ZeroBytes));
    }
    match declared.and_then(by_label) {
        // What is declared as UTF-8 and is not UTF-8 was declared by a template.
        Some(encoding) if encoding != UTF_8 => Ok((encoding, EncodingSign::Declared)),
        _ => Ok((guess(bytes), EncodingSign::Bytes)),
    }
}

/// A text that is valid UTF-8 is UTF-8; a character cut off at the very end does not count.
fn is_utf8(bytes: &[u8]) -> bool {
    match str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && !bytes[..error.valid_up_to()].is_ascii(),
    }
}

/// Among the old encodings GB18030 is what our users have; Big5 is believed where the detector is
/// for it, anything else only where the bytes cannot be GB18030.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), true);
    let guessed = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    if guessed == BIG5 {
        return BIG5;
    }
    let (_, errors) = GB18030.decode_without_bom_handling(bytes);
    if errors && guessed != GBK { guessed } else { GB18030 }
}

fn by_label(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().to_ascii_lowercase();
    match label.as_str() {
        "936" | "cp936" | "ansi" | "gb" => Some(GB18030),
        "utf16" | "utf-16" => Some(UTF_16LE),
        "utf8" => Some(UTF_8),
        // GB18030 is GBK and more; nobody means less.
        other => Encoding::for_label(other.as_bytes()).map(|e| if e == GBK { GB18030 } else { e }),
    }
}

fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 { "GB18030" } else { encoding.name() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::tables::Limits;

    const TEXT: &str = "一级事项,二级事项\n救助,　临时救助\n";

    fn decoded(
        bytes: &[u8],
        forced: Option<&str>,
        declared: Option<&str>,
    ) -> (String, Vec<ReadNote>) {
        let limits = Limits::default();
        let mut budget = Budget::new(&limits);
        let text = decode(bytes, forced, declared, &mut budget).expect("known label");
        (text, budget.into_notes())
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn what_chinese_computers_save_is_told_apart() {
        let gbk = GB18030.encode(TEXT).0.into_owned();
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        let cases: Vec<(Vec<u8>, &str, bool)> = vec![
            (TEXT.as_bytes().to_vec(), "UTF-8", false),
            (marked(b"\xef\xbb\xbf", TEXT.as_bytes()), "UTF-8", false),
            (gbk, "GB18030", true),
            (utf16(TEXT, false), "UTF-16LE", true),
            (utf16(TEXT, true), "UTF-16BE", true),
            (marked(b"\xff\xfe", &utf16(TEXT, false)), "UTF-16LE", false),
            (marked(b"\xfe\xff", &utf16(TEXT, true)), "UTF-16BE", false),
        ];
        for (bytes, name, guessed) in cases {
            let (text, notes) = decoded(&bytes, None, None);
            assert_eq!(text, TEXT, "{name}");
            assert_eq!(notes, [ReadNote::Encoding { name, guessed }]);
        }
    }

    #[test]
    fn the_users_word_counts_more_than_the_guess() {
        let big5 = BIG5.encode("救助,公開").0.into_owned();
        assert_eq!(decoded(&big5, Some("big5"), None).0, "救助,公開");
        assert_eq!(decoded(&big5, None, Some("big5")).0, "救助,公開");
        let (text, notes) = decoded(b"\xff\xff,a", Some("utf-8"), None);
        assert_eq!(text, "\u{fffd}\u{fffd},a");
        assert!(notes.contains(&ReadNote::Undecodable { count: 2 }));
    }

    #[test]
    fn a_page_declares_its_encoding() {
        for (page, label) in [
            ("<meta charset=\"GBK\">", Some("gbk")),
            ("<meta content='text/html; charset=gb2312'>", Some("gb2312")),
            ("<meta charset=nonsense>", None),
        ] {
            assert_eq!(declared_in_html(page.as_bytes()).as_deref(), label);
        }
    }
}
