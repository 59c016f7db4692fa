//! The one place that uses miette: a message and the marked lines below it.
//!
//! miette counts columns in bytes, speaks English and wraps without regard to Chinese punctuation. So
//! it gets a window of the source with the right line numbers, no help and no name, and a message that
//! is wrapped already.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use super::lines::Window;
use crate::finding::Severity;

/// Draws a message with the lines that it is about.
pub(super) fn draw(
    severity: Severity,
    message: String,
    window: Option<Window>,
    color: bool,
) -> String {
    let styles = if color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let characters = ThemeCharacters {
        error: "×".to_owned(),
        warning: "!".to_owned(),
        advice: "i".to_owned(),
        ..ThemeCharacters::unicode()
    };
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_links(false)
        .with_wrap_lines(false)
        .without_primary_span_start();
    let shown = DrawnFinding { severity, message, window: window.map(DrawnLines) };
    let mut drawn = String::new();
    // Writing into a string does not fail; what was drawn so far is shown in any case.
    let _ = handler.render_report(&mut drawn, &shown);
    drawn
}

#[derive(Debug)]
struct DrawnFinding {
    severity: Severity,
    message: String,
    window: Option<DrawnLines>,
}

impl fmt::Display for DrawnFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DrawnFinding {}

impl Diagnostic for DrawnFinding {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.window.as_ref().map(|lines| lines as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let marked = self.window.as_ref()?.0.marked.clone();
        Some(Box::new(std::iter::once(LabeledSpan::underline(marked))))
    }
}

/// The window, whatever part of it is asked for.
#[derive(Debug)]
struct DrawnLines(Window);

impl SourceCode for DrawnLines {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let Window { text, first_line, .. } = &self.0;
        let whole = SourceSpan::from(0..text.len());
        let lines = text.lines().count();
        Ok(Box::new(MietteSpanContents::new(text.as_bytes(), whole, *first_line, 0, lines)))
    }
}
