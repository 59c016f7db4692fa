//! The code of an item: `NN.MMM`, given once and never reused.

use std::fmt;
use std::sync::Arc;

/// An item's 编码, such as `19.003`, or `19.X001` for a local addition.
///
/// The part after the dot of a national code is digits only; that of a local addition starts with the
/// letter of its layer (P 省, C 市, X 县, Z 乡镇街道, or L where no layer is known). So a local code can
/// never meet a later national one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Arc<str>);

impl Code {
    /// Reads a code; `None` when the text is not of the form `NN.MMM` or `NN.X...`.
    pub fn parse(text: &str) -> Option<Self> {
        let (domain, number) = text.split_once('.')?;
        let domain_ok = domain.len() == 2 && domain.bytes().all(|b| b.is_ascii_digit());
        let national = number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit());
        let local = number.len() >= 2
            && number.len() <= 12
            && number.starts_with(['P', 'C', 'X', 'Z', 'L'])
            && number.bytes().skip(1).all(|b| b.is_ascii_alphanumeric());
        (domain_ok && (national || local)).then(|| Self(text.into()))
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number of the domain.
    pub fn domain(&self) -> &str {
        self.0.split_once('.').map_or("", |(domain, _)| domain)
    }

    /// Whether this is a local addition's code.
    pub fn is_local(&self) -> bool {
        self.0.split_once('.').is_some_and(|(_, n)| n.starts_with(|c: char| c.is_ascii_uppercase()))
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
    fn forms() {
        for good in ["19.003", "01.999", "19.X001", "40.Zk3f9q"] {
            assert_eq!(Code::parse(good).map(|c| c.to_string()).as_deref(), Some(good));
        }
        for bad in
            ["19", "19.3", "9.003", "19.0031", "19.x001", "19.Q01", "19.X", "19.X-1", "１９.003"]
        {
            assert_eq!(Code::parse(bad), None, "{bad}");
        }
        assert!(Code::parse("19.X001").is_some_and(|c| c.is_local() && c.domain() == "19"));
    }
}
