//! XML as office files have it, read as a flat stream of nodes: no document type declarations (nobody
//! needs entities, only a billion laughs does), a limit on depth, character references resolved,
//! comments and instructions skipped.

use std::io::{BufReader, Read};

use quick_xml::errors::Error as XmlError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::office::{OfficeError, OfficeLimit, OfficeLimits, check};

/// One node of the stream. Names are local names: prefixes differ between writers.
#[derive(Debug)]
pub(crate) enum XmlNode<'a> {
    /// An element begins. Empty elements begin and end.
    Start(Element<'a>),
    /// An element ends.
    End(&'a str),
    /// Text, with references resolved.
    Text(&'a str),
}

/// The start of an element.
#[derive(Debug)]
pub(crate) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    }

    /// The values of all attributes with this local name, which may have several prefixes.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        let mut attributes = self.0.attributes();
        let same = attributes.with_checks(false).flatten();
        same.filter(|a| a.key.local_name().into_inner() == name)
            .filter_map(|a| Some(a.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned()))
            .collect()
    }

    /// An attribute as a number.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// An attribute of the kind `hidden="1"`.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| is_on(&value))
    }
}

/// Whether the text means yes, in the spellings of office files.
pub(crate) fn is_on(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "on" | "True")
}

/// Shows each node of a part to `visit`, which must not fail lightly: the first error ends the reading.
pub(crate) fn each_node<E: From<OfficeError>>(
    part: impl Read,
    mut visit: impl FnMut(XmlNode<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut reader = lenient_reader(part);
    let mut buffer = Vec::new();
    let mut depth = 0;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(failure)?;
        match event {
            Event::DocType(_) => return Err(OfficeError::DocumentType.into()),
            Event::Start(start) | Event::Empty(start) => {
                depth += 1;
                check(OfficeLimit::Depth, depth, OfficeLimits::DEPTH as u64)?;
                visit(XmlNode::Start(Element(start)))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(XmlNode::End(end.local_name().into_inner()))?;
            }
            Event::Text(text) => visit(XmlNode::Text(&text.xml10_content()))?,
            Event::CData(text) => visit(XmlNode::Text(&text.xml10_content()))?,
            Event::GeneralRef(name) => {
                let character = name.resolve_char_ref().ok().flatten();
                visit(XmlNode::Text(&reference(&name, character)))?;
            }
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => return Ok(()),
        }
    }
}

/// Writers of office files make small mistakes; only what cannot be understood is an error.
fn lenient_reader<R: Read>(part: R) -> Reader<BufReader<R>> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// The text of a reference; one that XML does not know stays as it stands.
fn reference(name: &str, character: Option<char>) -> String {
    match (character, name) {
        (Some(character), _) => character.to_string(),
        (None, "amp") => "&".into(),
        (None, "lt") => "<".into(),
        (None, "gt") => ">".into(),
        (None, "quot") => "\"".into(),
        (None, "apos") => "'".into(),
        (None, other) => format!("&{other};"),
    }
}

/// What a container refuses comes through the reader as an I/O error.
fn failure(error: XmlError) -> OfficeError {
    let refused = match &error {
        XmlError::Io(io) => io.get_ref().and_then(|inner| inner.downcast_ref::<OfficeError>()),
        _ => None,
    };
    refused.cloned().unwrap_or_else(|| OfficeError::broken("", error))
}

/// An attribute of the first element of a name, as it is written, without reading on behind it.
pub(crate) fn first_attribute(part: impl Read, element: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let start = match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(start) | Event::Empty(start) => start,
            Event::Eof => return None,
            _ => continue,
        };
        if start.local_name().into_inner() == element {
            let found = start.try_get_attribute(name).ok()??;
            return Some(found.value.into_owned());
        }
    }
}
