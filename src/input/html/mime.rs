//! The parts of an MHTML file: a mail whose attachments are the pages of a web site.

use crate::text::from_hex;

/// How deep multipart parts may stand inside each other; two levels are usual.
const DEPTH: usize = 4;

/// A page of the file.
#[derive(Debug)]
pub(super) struct Page {
    /// Its bytes, with the transfer encoding undone.
    pub(super) content: Vec<u8>,
    /// The character set that its header names.
    pub(super) charset: Option<String>,
}

/// The pages of a file, in its order.
pub(super) fn pages(bytes: &[u8]) -> Vec<Page> {
    let mut found = Vec::new();
    collect(bytes, DEPTH, &mut found);
    found
}

fn collect(part: &[u8], depth: usize, found: &mut Vec<Page>) {
    let (headers, body) = split_headers(part);
    let kind = header(&headers, "content-type").unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") {
        if let (Some(boundary), Some(depth)) = (parameter(&kind, "boundary"), depth.checked_sub(1))
        {
            for part in split_parts(body, &boundary) {
                collect(part, depth, found);
            }
        }
    } else if lower.starts_with("text/html") || lower.starts_with("application/xhtml") {
        let encoding = header(&headers, "content-transfer-encoding").unwrap_or_default();
        let content = match encoding.trim().to_ascii_lowercase().as_str() {
            "base64" => base64(body),
            "quoted-printable" => quoted_printable(body),
            _ => body.to_vec(),
        };
        found.push(Page { content, charset: parameter(&kind, "charset") });
    }
}

/// The headers, unfolded, and what follows the blank line after them.
fn split_headers(part: &[u8]) -> (Vec<String>, &[u8]) {
    let mut headers: Vec<String> = Vec::new();
    let mut rest = part;
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let line = String::from_utf8_lossy(&rest[..end]);
        let line = line.trim_end_matches('\r');
        rest = &rest[end + 1..];
        if line.is_empty() {
            break;
        }
        match headers.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => last.push_str(line),
            _ => headers.push(line.to_owned()),
        }
    }
    (headers, rest)
}

fn header(headers: &[String], name: &str) -> Option<String> {
    headers.iter().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

/// `boundary="----=_NextPart"` and the like.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (found, value) = part.split_once('=')?;
        let matches = found.trim().eq_ignore_ascii_case(name);
        matches.then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn split_parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut starts = memchr::memmem::find_iter(body, mark.as_bytes()).peekable();
    while let Some(start) = starts.next() {
        let from = start + mark.len();
        let to = starts.peek().copied().unwrap_or(body.len());
        let part = body.get(from..to).unwrap_or_default();
        // `--` right after the mark ends the list.
        if part.starts_with(b"--") {
            break;
        }
        let line_end = memchr::memchr(b'\n', part).map_or(0, |end| end + 1);
        parts.push(&part[line_end..]);
    }
    parts
}

fn base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'=', rest) {
        bytes.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            rest = after;
        } else if let Some(byte) = from_hex(rest) {
            bytes.push(byte);
            rest = &rest[2..];
        } else {
            bytes.push(b'=');
        }
    }
    bytes.extend_from_slice(rest);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_a_nested_mail() {
        let mail = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"a=b\"\r\n\r\nintro\r\n\
            --a=b\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            <b>=B4=F3=\r\n=3D</b>\r\n--a=b\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n\
            --in\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+5aSn\r\nPC9wPg==\r\n--in--\r\n\
            --a=b\r\nContent-Type: image/png\r\n\r\nxx\r\n--a=b--\r\n";
        let pages = pages(mail.as_bytes());
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[0].content, b"<b>\xb4\xf3=</b>\r\n");
        assert_eq!(pages[0].charset.as_deref(), Some("gb2312"));
        assert_eq!(pages[1].content, "<p>大</p>".as_bytes());
    }
}
