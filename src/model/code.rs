//! Codes of items and numbers of domains: given once and never reused.
//!
//! What is national is told by digits only; what a layer brings in itself starts with the letter of its
//! level (P 省, C 市, X 县, Z 乡镇街道, V 村). So nothing local can meet anything that is issued later above it,
//! and in the order of texts the local stands behind the national.

use std::fmt;
use std::sync::Arc;

use super::{AdminLevel, fold};
use crate::source::{Cell, CellKind};

/// The letters of local numbers and codes; L was given where no level was known.
const LETTERS: [char; 6] = ['P', 'C', 'X', 'Z', 'V', 'L'];

/// A domain's 编号: `19` for a national one, `X01` for one that a county sets up itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainNumber(Arc<str>);

impl DomainNumber {
    /// The form in a JSON Schema.
    pub const PATTERN: &str = "^[PCXZVL]?[0-9]{2}$";

    /// Reads a number; `None` when the text is not of the form `NN` or `XNN`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(LETTERS).unwrap_or(text);
        let ok = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        ok.then(|| Self(text.into()))
    }

    /// The number as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a layer below the national one set the domain up.
    pub fn is_local(&self) -> bool {
        self.0.starts_with(LETTERS)
    }

    /// Whether a layer of this level may give it to a domain of its own.
    pub fn is_of(&self, level: AdminLevel) -> bool {
        self.0.starts_with(level.letter())
    }

    /// The same digits among the numbers of a level: 38 of a county is X38.
    pub fn at(&self, level: AdminLevel) -> Self {
        let digits = self.0.trim_start_matches(LETTERS);
        Self(format!("{}{digits}", level.letter()).into())
    }
}

impl fmt::Display for DomainNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An item's 编码, such as `19.003`; `19.X001` for a local addition; `X01.001` in a local domain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Arc<str>);

impl Code {
    /// The form in a JSON Schema.
    pub const PATTERN: &str = "^[PCXZVL]?[0-9]{2}\\.([0-9]{3}|[PCXZVL][0-9A-Za-z]{1,11})$";
    /// Characters behind the letter in the codes that were once given by names: too few, so two names
    /// in a thousand rows could meet.
    const FORMER_LENGTH: usize = 5;

    /// Reads a code; `None` when the text is not of the form `NN.MMM` or `NN.X...`.
    pub fn parse(text: &str) -> Option<Self> {
        let (domain, number) = text.split_once('.')?;
        let plain = number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit());
        let tail = number.strip_prefix(LETTERS);
        let local = tail.is_some_and(|tail| {
            (1..=11).contains(&tail.len()) && tail.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        (DomainNumber::parse(domain).is_some() && (plain || local)).then(|| Self(text.into()))
    }

    /// Reads a code as people type it: 19.5 is 19.005, for no domain has five hundred items.
    pub fn parse_typed(text: &str) -> Option<Self> {
        Self::parse(text).or_else(|| {
            let (domain, number) = text.split_once('.').filter(|(_, number)| number.len() == 1)?;
            Self::parse(&format!("{domain:0>2}.{number:0>3}"))
        })
    }

    /// The code that stands in a cell, as text. A spreadsheet that took it for a number lost its zeros:
    /// 1.02 was 01.020.
    pub fn text_of(cell: &Cell) -> String {
        let text = fold::compact(&cell.text).to_ascii_uppercase();
        if let Some(code) = Self::parse_typed(&text) {
            return code.to_string();
        }
        match (cell.kind, text.split_once('.')) {
            (CellKind::Number, Some((domain, number))) => format!("{domain:0>2}.{number:0<3}"),
            _ => text,
        }
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number of the domain.
    pub fn domain(&self) -> &str {
        self.0.split_once('.').map_or("", |(domain, _)| domain)
    }

    /// Whether the domain has this number.
    pub fn is_in(&self, domain: &DomainNumber) -> bool {
        self.domain() == domain.as_str()
    }

    /// The code with the same end in another domain.
    pub fn moved_to(&self, domain: &DomainNumber) -> Self {
        let end = self.0.split_once('.').map_or("", |(_, end)| end);
        Self(format!("{domain}.{end}").into())
    }

    /// Whether the part behind the dot is that of a local addition.
    pub fn is_local(&self) -> bool {
        self.0.split_once('.').is_some_and(|(_, end)| end.starts_with(LETTERS))
    }

    /// Whether `other` is this code, or what it was when codes given by names were shorter.
    pub fn is_called(&self, other: &Self) -> bool {
        self == other || self.former() == Some(other.as_str())
    }

    /// What this code was, where it is one that names give: the beginning of what it is now.
    pub fn former(&self) -> Option<&str> {
        let (domain, end) = self.0.split_once('.').filter(|_| self.is_local())?;
        let former = end.get(..=Self::FORMER_LENGTH).filter(|former| former.len() < end.len())?;
        self.0.get(..domain.len() + 1 + former.len())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_as_people_and_spreadsheets_write_them() {
        let typed = |text| Code::parse_typed(text).map(|code| code.to_string());
        assert_eq!(typed("19.5").as_deref(), Some("19.005"));
        assert_eq!(typed("1.2").as_deref(), Some("01.002"));
        assert_eq!((typed("19.05"), typed("19")), (None, None));
        let number =
            |text: &str| Code::text_of(&Cell { kind: CellKind::Number, ..Cell::text(text) });
        assert_eq!(
            [number("19.5"), number("19.01"), number("1.02")],
            ["19.005", "19.010", "01.020"]
        );
        assert_eq!(Code::text_of(&Cell::text(" １９．x001 ")), "19.X001");
    }

    #[test]
    fn forms() {
        for good in ["19.003", "01.999", "19.X001", "40.Zk3f9q", "X01.001", "C01.Zk3f9q0a1b2"] {
            assert_eq!(Code::parse(good).map(|c| c.to_string()).as_deref(), Some(good));
        }
        for bad in [
            "19",
            "19.3",
            "9.003",
            "19.0031",
            "19.x001",
            "19.Q01",
            "19.X",
            "19.X-1",
            "１９.003",
            "Q01.001",
            "X1.001",
            "XX01.001",
            "x01.001",
        ] {
            assert_eq!(Code::parse(bad), None, "{bad}");
        }
        assert!(Code::parse("19.X001").is_some_and(|c| c.is_local() && c.domain() == "19"));
        assert!(Code::parse("X19.001").is_some_and(|c| !c.is_local() && c.domain() == "X19"));
    }

    #[test]
    fn numbers_of_levels_never_meet() {
        let national = DomainNumber::parse("38").expect("a number");
        let all: Vec<DomainNumber> =
            AdminLevel::ALL[1..5].iter().map(|level| national.at(*level)).collect();
        assert_eq!(
            all.iter().map(DomainNumber::as_str).collect::<Vec<_>>(),
            ["P38", "C38", "X38", "Z38"]
        );
        assert!(all.iter().all(|number| number.is_local() && *number > national));
        assert!(DomainNumber::parse("99").is_some_and(|last| all.iter().all(|own| *own > last)));
        assert!(all[2].is_of(AdminLevel::County) && !all[2].is_of(AdminLevel::City));
        assert_eq!(all[2].at(AdminLevel::County), all[2]);
        for bad in ["", "X", "5", "005", "X1", "x01", "X001", "茶叶"] {
            assert_eq!(DomainNumber::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn former_codes() {
        let former = |text: &str| Code::parse(text).and_then(|c| c.former().map(str::to_owned));
        assert_eq!(former("19.Xab12cd34e5").as_deref(), Some("19.Xab12c"));
        assert_eq!(former("19.Xab12c"), None);
        assert_eq!(former("19.003"), None);
    }
}
