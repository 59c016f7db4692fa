//! XML while it is written, by `quick_xml`: it escapes every text and every value.

use std::fmt::Display;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::QName;

/// Names and values of attributes.
type Attributes<'a> = &'a [(&'a str, &'a dyn Display)];

/// XML while it is written.
pub(crate) struct XmlWriter {
    writer: Writer<Vec<u8>>,
    /// What stands before the names of elements, with its colon; mostly empty.
    prefix: String,
}

impl XmlWriter {
    /// Elements to be put into a document, whose writer uses this prefix.
    pub(crate) fn fragment(prefix: &str) -> Self {
        Self { writer: Writer::new(Vec::new()), prefix: prefix.to_owned() }
    }

    /// A document as office programs write it.
    pub(crate) fn document(prefix: &str) -> Self {
        let mut document = Self::fragment(prefix);
        document.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        document.write(Event::Text(BytesText::from_escaped("\n")));
        document
    }

    /// A document with each element on a line of its own.
    pub(crate) fn indented() -> Self {
        let writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        let mut document = Self { writer, prefix: String::new() };
        document.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        document
    }

    /// Begins an element.
    pub(crate) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        let start = self.start(name, attributes);
        self.write(Event::Start(start));
    }

    /// Ends an element.
    pub(crate) fn close(&mut self, name: &str) {
        let end = BytesEnd::new(format!("{}{name}", self.prefix));
        self.write(Event::End(end));
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        let start = self.start(name, attributes);
        self.write(Event::Empty(start));
    }

    /// An element with its content.
    pub(crate) fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        content(self);
        self.close(name);
    }

    /// An element with a text.
    pub(crate) fn text_element(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |out| out.text(text));
    }

    /// An element with a text whose blanks count.
    pub(crate) fn spaced_text(&mut self, name: &str, text: &str) {
        self.text_element(name, &[("xml:space", &"preserve")], text);
    }

    /// Text. What XML cannot hold is left out.
    pub(crate) fn text(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let held: String = text.chars().filter(|c| is_xml(*c)).collect();
        self.write(Event::Text(BytesText::from_escaped(partial_escape(held))));
    }

    /// Text on one line: its line breaks are written as references.
    pub(crate) fn line(&mut self, text: &str) {
        self.write(Event::Text(BytesText::from_escaped(escaped(text))));
    }

    /// XML that is written already.
    pub(crate) fn raw(&mut self, xml: &str) {
        self.write(Event::Text(BytesText::from_escaped(xml)));
    }

    /// What was written.
    pub(crate) fn finish(self) -> String {
        String::from_utf8(self.writer.into_inner()).unwrap_or_default()
    }

    fn start(&self, name: &str, attributes: Attributes<'_>) -> BytesStart<'static> {
        let mut start = BytesStart::new(format!("{}{name}", self.prefix));
        for (name, value) in attributes {
            let held: String = value.to_string().chars().filter(|c| is_xml(*c)).collect();
            start.push_attribute(Attribute { key: QName(name), value: escaped(&held).into() });
        }
        start
    }

    fn write(&mut self, event: Event<'_>) {
        // Memory takes whatever is written.
        let _ = self.writer.write_event(event);
    }
}

/// The value of an attribute as it is written: between double quotes, where a single one may stay.
pub(super) fn escaped(value: &str) -> String {
    Attribute::from(("", value)).value.replace("&apos;", "'")
}

/// Whether XML 1.0 can hold a character.
pub(crate) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_values_are_escaped() {
        let mut out = XmlWriter::fragment("w:");
        out.element("p", &[("w:val", &"<\"&'\u{1}>"), ("n", &7)], |out| {
            out.spaced_text("t", "a<b>&\"\u{1}\r\n\t");
            out.empty("br", &[]);
            out.line("\"\n");
        });
        assert_eq!(
            out.finish(),
            "<w:p w:val=\"&lt;&quot;&amp;'&gt;\" n=\"7\"><w:t xml:space=\"preserve\">\
             a&lt;b&gt;&amp;\"\n\t</w:t><w:br/>&quot;&#10;</w:p>"
        );
    }
}
