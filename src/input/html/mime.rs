//! The parts of an MHTML file: a mail whose attachments are the pages of a web site.
//!
//! `mailparse` reads headers and undoes encodings. The walk through the parts is our own, because it
//! must end early: no deeper than [`DEPTH`], and with no more parts than any container may have.

use std::fmt::Display;

use mailparse::body::Body;
use mailparse::{MailHeader, MailHeaderMap, ParsedContentType, parse_content_type, parse_headers};

use crate::input::tables::{FileFormat, Limits, ReadError};
use crate::office::{OfficeLimit, check};

/// How deep multipart parts may stand inside each other; two levels are usual.
const DEPTH: u64 = 4;
/// How many bytes the headers of a part may have.
const HEADERS: usize = 64 << 10;

/// A page of the file.
#[derive(Debug)]
pub(super) struct MhtmlPage {
    /// Its bytes, with the transfer encoding undone.
    pub(super) content: Vec<u8>,
    /// The character set that its header names.
    pub(super) charset: Option<String>,
}

/// The pages of a file, in its order.
pub(super) fn pages(bytes: &[u8], limits: &Limits) -> Result<Vec<MhtmlPage>, ReadError> {
    let mut walk = Walk { pages: Vec::new(), parts: 0, limits };
    walk.part(bytes, 0)?;
    Ok(walk.pages)
}

struct Walk<'l> {
    pages: Vec<MhtmlPage>,
    parts: u64,
    limits: &'l Limits,
}

impl Walk<'_> {
    fn part(&mut self, part: &[u8], depth: u64) -> Result<(), ReadError> {
        self.parts += 1;
        check(OfficeLimit::Parts, self.parts, self.limits.office.parts as u64)?;
        let (headers, start) = parse_headers(&part[..part.len().min(HEADERS)]).map_err(damaged)?;
        let kind = parse_content_type(&value(&headers, "Content-Type"));
        let body = &part[start..];
        if kind.mimetype.starts_with("multipart/") {
            check(OfficeLimit::Depth, depth + 1, DEPTH)?;
            let boundary = kind.params.get("boundary");
            let boundary = boundary.ok_or_else(|| damaged("没有写明分界"))?;
            split(body, boundary).try_for_each(|part| self.part(part, depth + 1))?;
        } else if ["text/html", "application/xhtml"].iter().any(|k| kind.mimetype.starts_with(k)) {
            let encoding = value(&headers, "Content-Transfer-Encoding").to_ascii_lowercase();
            let content = decoded(body, &kind, encoding)?;
            self.pages.push(MhtmlPage { content, charset: kind.params.get("charset").cloned() });
        }
        Ok(())
    }
}

/// The value of a header, unfolded. Encoded words, which nobody writes in these, are left: to look for
/// them takes time that grows with the square of the length.
fn value(headers: &[MailHeader<'_>], name: &str) -> String {
    let raw = headers.get_first_header(name).map_or(&[][..], MailHeader::get_value_raw);
    String::from_utf8_lossy(raw).replace(['\r', '\n'], "").trim().to_owned()
}

/// What stands between the boundaries, up to the one that ends the list.
fn split<'b>(body: &'b [u8], boundary: &str) -> impl Iterator<Item = &'b [u8]> {
    let mark = format!("--{boundary}").into_bytes();
    let end = move |from: &'b [u8]| memchr::memmem::find(from, &mark).map(|at| (at, mark.len()));
    let mut rest = end(body).map(|(at, len)| &body[at + len..]);
    std::iter::from_fn(move || {
        // `--` right after the mark ends the list.
        let from = rest.filter(|rest| !rest.starts_with(b"--"))?;
        let (to, len) = end(from).unwrap_or((from.len(), 0));
        rest = (len > 0).then(|| &from[to + len..]);
        let part = &from[..to];
        Some(&part[memchr::memchr(b'\n', part).map_or(0, |end| end + 1)..])
    })
}

fn decoded(body: &[u8], kind: &ParsedContentType, encoding: String) -> Result<Vec<u8>, ReadError> {
    match Body::new(body, kind, &Some(encoding)) {
        Body::Base64(body) | Body::QuotedPrintable(body) => body.get_decoded().map_err(damaged),
        Body::SevenBit(_) | Body::EightBit(_) | Body::Binary(_) => Ok(body.to_vec()),
    }
}

fn damaged(error: impl Display) -> ReadError {
    ReadError::broken(FileFormat::Mhtml, error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::OfficeError;

    #[test]
    fn pages_of_a_nested_mail() {
        let mail = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"a=b\"\r\n\r\nintro\r\n\
            --a=b\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            <b>=B4=F3=\r\n=3D</b>\r\n--a=b\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n\
            --in\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+5aSn\r\nPC9wPg==\r\n--in--\r\n\
            --a=b\r\nContent-Type: image/png\r\n\r\nxx\r\n--a=b--\r\n";
        let pages = pages(mail.as_bytes(), &Limits::default()).expect("pages");
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[0].content, b"<b>\xb4\xf3=</b>\r\n");
        assert_eq!(pages[0].charset.as_deref(), Some("gb2312"));
        assert_eq!(pages[1].content, "<p>大</p>".as_bytes());
    }

    #[test]
    fn what_cannot_be_read_whole_is_refused() {
        let limit = |mail: &str| match pages(mail.as_bytes(), &Limits::default()) {
            Err(ReadError::Office(OfficeError::TooLarge { what, .. })) => what,
            other => panic!("{other:?}"),
        };
        let many = "--b\n\n".repeat(6_000);
        let mail = format!("Content-Type: multipart/related; boundary=b\n\n{many}");
        assert_eq!(limit(&mail), OfficeLimit::Parts);
        let inside = |n| format!("Content-Type: multipart/related; boundary={n}\n\n--{n}\n");
        let deep: String = ('a'..='f').map(inside).collect();
        assert_eq!(limit(&deep), OfficeLimit::Depth);
        let cut = "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+5aSnP";
        let error = pages(cut.as_bytes(), &Limits::default()).expect_err("cut off");
        assert!(matches!(error, ReadError::Broken { format: FileFormat::Mhtml, .. }), "{error}");
    }
}
