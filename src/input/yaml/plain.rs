//! Text of the plain kind to [`Node`]: straight from the parser's events, without serde in between.
//!
//! Also compiled into the build script. Nearly every file is of that kind: no anchors, aliases, tags or
//! merges, keys that are texts, one document, no faults. Of any other nothing is decided here, so that
//! every file has one meaning and faults one wording: `None` leaves it to [`super::parse`].

use granit_parser::{Event, Parser, ScalarStyle, Span as EventSpan};

use super::tree::{Key, Node, Value};
use crate::source::Span;

/// Deeper trees are left to the reader that knows the limits.
const MOST_LEVELS: usize = 32;
/// So are larger ones.
const MOST_NODES: usize = 1_000_000;
/// The key that stands for a merge.
const MERGE: &str = "<<";

/// The tree of a text of the plain kind.
pub(super) fn parse(text: &str) -> Option<Node> {
    let options = granit_parser::options! { emit_comments: false };
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut tree = GrowingTree::default();
    let mut is_open = false;
    loop {
        let (event, span) = parser.next_event()?.ok()?;
        match event {
            Event::StreamStart => {}
            Event::DocumentStart(..) if tree.is_empty() && !is_open => is_open = true,
            Event::DocumentEnd => {}
            Event::StreamEnd => return tree.root,
            event => tree.take(event, &span)?,
        }
    }
}

/// A tree that grows event by event.
#[derive(Default)]
struct GrowingTree {
    /// The collections that are open, the outermost first.
    open: Vec<OpenNode>,
    root: Option<Node>,
    nodes: usize,
}

/// A collection that is open, with the bytes that its own sign takes.
struct OpenNode {
    own: Span,
    entries: OpenEntries,
}

enum OpenEntries {
    Sequence(Vec<Node>),
    /// The entries so far, and the key whose value comes next.
    Mapping(Vec<(Key, Node)>, Option<Key>),
}

impl GrowingTree {
    fn is_empty(&self) -> bool {
        self.root.is_none() && self.open.is_empty()
    }

    /// Takes an event; `None` when the text is not of the plain kind.
    fn take(&mut self, event: Event<'_>, span: &EventSpan) -> Option<()> {
        match event {
            Event::Scalar(text, style, 0, None) => {
                let is_plain = matches!(style, ScalarStyle::Plain);
                let is_null = is_plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                if is_plain && is_endless(&text) {
                    return None;
                }
                if self.awaits_key() {
                    let is_text = !is_null && text != MERGE;
                    return is_text.then(|| self.put_key(text.into_owned(), bytes(span)?))?;
                }
                let value = match is_null {
                    true => Value::Null,
                    false => Value::Scalar(text.into_owned().into()),
                };
                self.put(Node { span: bytes(span)?, value })
            }
            Event::SequenceStart(_, 0, None) => self.begin(span, OpenEntries::Sequence(Vec::new())),
            Event::MappingStart(_, 0, None) => {
                self.begin(span, OpenEntries::Mapping(Vec::new(), None))
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let node = self.open.pop()?.closed();
                self.put(node)
            }
            _ => None,
        }
    }

    /// Whether a key of a mapping comes next.
    fn awaits_key(&self) -> bool {
        let entries = self.open.last().map(|open| &open.entries);
        matches!(entries, Some(OpenEntries::Mapping(_, None)))
    }

    fn begin(&mut self, span: &EventSpan, entries: OpenEntries) -> Option<()> {
        if self.awaits_key() || self.open.len() == MOST_LEVELS {
            return None;
        }
        self.open.push(OpenNode { own: bytes(span)?, entries });
        Some(())
    }

    fn put_key(&mut self, text: String, span: Span) -> Option<()> {
        let Some(OpenNode { entries: OpenEntries::Mapping(_, next), .. }) = self.open.last_mut()
        else {
            return None;
        };
        *next = Some(Key { span, text: text.into() });
        Some(())
    }

    fn put(&mut self, node: Node) -> Option<()> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return None;
        }
        match self.open.last_mut().map(|open| &mut open.entries) {
            None if self.root.is_none() => self.root = Some(node),
            None => return None,
            Some(OpenEntries::Sequence(elements)) => elements.push(node),
            Some(OpenEntries::Mapping(entries, key)) => entries.push((key.take()?, node)),
        }
        Some(())
    }
}

impl OpenNode {
    fn closed(self) -> Node {
        match self.entries {
            OpenEntries::Sequence(elements) => {
                let (first, last) = (elements.first().map(|n| n.span), elements.last());
                let span = cover(self.own, first, last.map(|n| n.span));
                Node { span, value: Value::Sequence(elements) }
            }
            OpenEntries::Mapping(entries, _) => {
                let last = entries.last();
                let last = last.map(|(k, v)| Span::new(k.span.start, v.span.end.max(k.span.end)));
                let span = cover(self.own, entries.first().map(|(k, _)| k.span), last);
                Node { span, value: Value::Mapping(entries) }
            }
        }
    }
}

/// Whether a scalar may be a number without end, which is refused: .inf, .nan, 1e999.
fn is_endless(text: &str) -> bool {
    let sign = |c: char| matches!(c, '+' | '-' | '.');
    text.starts_with(|c: char| c.is_ascii_digit() || sign(c))
        && text.trim_start_matches(sign).parse().is_ok_and(|number: f64| !number.is_finite())
}

/// The bytes from the first to the last entry; block collections have an empty range of their own.
pub(super) fn cover(own: Span, first: Option<Span>, last: Option<Span>) -> Span {
    match (first, last) {
        (Some(first), Some(last)) => {
            let start = if own.end > own.start { own.start.min(first.start) } else { first.start };
            Span::new(start, last.end.max(own.end).max(start))
        }
        _ => own,
    }
}

fn bytes(span: &EventSpan) -> Option<Span> {
    let place = |at: Option<usize>| u32::try_from(at?).ok();
    Some(Span::new(place(span.start.byte_offset())?, place(span.end.byte_offset())?))
}
