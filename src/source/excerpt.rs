//! Some lines of a text, kept under the bytes and lines that they have in the whole.

use super::Span;

/// How many lines before and after a place are kept: those that a report shows with it.
const BEFORE: usize = 1;
const AFTER: usize = 2;

/// Some lines of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt(Vec<Stretch>);

/// Lines that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The byte of the whole text at which it begins.
    pub start: u32,
    /// The line of the whole text at which it begins, counted from 0.
    pub line: u32,
    /// The lines.
    pub text: Box<str>,
}

impl Excerpt {
    /// What is needed of a text to show these places; `lines` are the bytes at which its lines begin.
    pub(super) fn new(text: &str, lines: &[u32], places: impl Iterator<Item = Span>) -> Self {
        let line_of = |at: u32| lines.partition_point(|start| *start <= at).saturating_sub(1);
        let mut wanted: Vec<(usize, usize)> = places
            .map(|place| {
                let last = line_of(place.end.max(place.start));
                (line_of(place.start).saturating_sub(BEFORE), last + AFTER)
            })
            .collect();
        wanted.sort_unstable();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (first, last) in wanted {
            match runs.last_mut() {
                Some(run) if first <= run.1 + 1 => run.1 = run.1.max(last),
                _ => runs.push((first, last)),
            }
        }
        Self(runs.into_iter().filter_map(|run| stretch(text, lines, run)).collect())
    }

    /// The stretches, in their order.
    pub fn stretches(&self) -> &[Stretch] {
        &self.0
    }

    /// The stretch that holds this byte of the whole text, and the byte in it.
    fn at(&self, byte: u32) -> Option<(&Stretch, usize)> {
        let after = self.0.partition_point(|stretch| stretch.start <= byte);
        let stretch = self.0.get(after.checked_sub(1)?)?;
        let inner = (byte - stretch.start) as usize;
        (inner <= stretch.text.len()).then_some((stretch, inner))
    }

    pub(super) fn slice(&self, span: Span) -> Option<&str> {
        let (stretch, start) = self.at(span.start)?;
        stretch.text.get(start..start + (span.end.checked_sub(span.start)? as usize))
    }

    /// The line of a byte, counted from 0, and the byte of the whole text at which it begins.
    pub(super) fn line_start(&self, byte: u32) -> Option<(u32, u32)> {
        let (stretch, inner) = self.at(byte)?;
        let before = stretch.text.as_bytes().get(..inner)?;
        let newlines = memchr::memchr_iter(b'\n', before);
        let (count, start) = newlines.fold((0, 0), |(count, _), at| (count + 1, at + 1));
        Some((stretch.line + count, stretch.start + u32::try_from(start).ok()?))
    }

    /// Lines from this one on.
    pub(super) fn lines_from(&self, line: usize) -> impl Iterator<Item = &str> {
        let after = self.0.partition_point(|stretch| stretch.line as usize <= line);
        let stretch = after.checked_sub(1).and_then(|at| self.0.get(at));
        stretch
            .into_iter()
            .flat_map(move |stretch| stretch.text.split('\n').skip(line - stretch.line as usize))
    }
}

impl From<Vec<Stretch>> for Excerpt {
    fn from(stretches: Vec<Stretch>) -> Self {
        Self(stretches)
    }
}

fn stretch(text: &str, lines: &[u32], (first, last): (usize, usize)) -> Option<Stretch> {
    let start = *lines.get(first)?;
    let end = lines.get(last + 1).map_or(text.len(), |end| *end as usize);
    let line = u32::try_from(first).ok()?;
    Some(Stretch { start, line, text: text.get(start as usize..end)?.into() })
}
