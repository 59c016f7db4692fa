//! 公开方式: of the agency's own accord, or on request.
//!
//! A closed value: text that says neither gives neither, and the reader that holds the cell reports it.

use super::{fold, split};

/// How an item is disclosed. Both may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mode {
    /// 主动公开.
    pub active: bool,
    /// 依申请公开.
    pub on_request: bool,
}

impl Mode {
    /// Reads 主动, 主动公开, 依申请, 依申请公开, both, or boxes before them.
    pub fn parse(text: &str) -> Self {
        match split::ticked(text) {
            Some((before, entries)) => {
                let ticked = entries.into_iter().filter(|(yes, _)| *yes).map(|(_, words)| words);
                Self::from_words(&ticked.chain([before]).collect::<String>())
            }
            None => Self::from_words(text),
        }
    }

    fn from_words(text: &str) -> Self {
        let text = fold::compact(text);
        Self { active: text.contains("主动"), on_request: text.contains("申请") }
    }

    /// Reads the two columns 主动 and 依申请公开 of the official table.
    pub fn from_columns(active_cell: &str, request_cell: &str) -> Self {
        let ticked = |cell: &str, word: &str| match fold::mark_with_text(cell) {
            Some((yes, _)) => yes,
            None => cell.contains(word),
        };
        Self { active: ticked(active_cell, "主动"), on_request: ticked(request_cell, "申请") }
    }

    /// The two cells of the official table.
    pub fn to_columns(&self) -> (String, String) {
        let cell = |yes: bool| if yes { "√".to_owned() } else { String::new() };
        (cell(self.active), cell(self.on_request))
    }

    /// 主动、依申请.
    pub fn text(&self) -> String {
        let words = [(self.active, "主动"), (self.on_request, "依申请")];
        words
            .into_iter()
            .filter(|(yes, _)| *yes)
            .map(|(_, word)| word)
            .collect::<Vec<_>>()
            .join("、")
    }

    /// Whether at least one way is named.
    pub fn is_clear(&self) -> bool {
        self.active || self.on_request
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [(bool, bool); 4] = [(false, false), (true, false), (false, true), (true, true)];

    #[test]
    fn words() {
        for (text, active, on_request) in [
            ("主动", true, false),
            ("主动公开", true, false),
            ("主 动", true, false),
            ("依申请", false, true),
            ("依申请公开", false, true),
            ("主动公开、依申请公开", true, true),
            ("√主动公开 □依申请公开", true, false),
            ("主动公开√ 依申请公开□", true, false),
            ("同上", false, false),
            ("", false, false),
        ] {
            assert_eq!(Mode::parse(text), Mode { active, on_request }, "{text}");
        }
    }

    #[test]
    fn columns() {
        assert_eq!(Mode::from_columns("√", ""), Mode { active: true, on_request: false });
        assert_eq!(Mode::from_columns("√部分", "×"), Mode { active: true, on_request: false });
        assert_eq!(Mode::from_columns("主动公开", "/"), Mode { active: true, on_request: false });
    }

    #[test]
    fn round_trips() {
        for (active, on_request) in ALL {
            let mode = Mode { active, on_request };
            let (a, b) = mode.to_columns();
            assert_eq!(Mode::from_columns(&a, &b), mode);
            assert_eq!(Mode::parse(&mode.text()), mode);
        }
    }
}
