//! Comparing document numbers.

use super::names::abbreviates;
use crate::model::{DocumentNumber, document_number, fold};

/// A 文号 as it can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum NumberKey {
    /// The serial.
    Document(String),
    /// The folded text, for standards and the like.
    Other(String),
}

/// A 文号 taken apart once, to be compared with many.
#[derive(Debug, Clone)]
pub(super) struct Number {
    key: NumberKey,
    /// Nothing for standards and the like, of which the key says all.
    document: Option<NumberHead>,
}

/// What a document number says besides its serial.
#[derive(Debug, Clone)]
struct NumberHead {
    year: Option<u16>,
    /// The letters of the agency, folded.
    agency: String,
}

impl Number {
    /// Takes a number as written apart.
    pub(super) fn read(text: &str) -> Self {
        let Some(number) = document_number(text) else {
            let folded = fold::compact(text).replace(' ', "");
            return Self { key: NumberKey::Other(folded), document: None };
        };
        let document = NumberHead { year: number.year, agency: agency_key(&number.agency) };
        Self { key: NumberKey::Document(serial(&number)), document: Some(document) }
    }

    /// What numbers that may be the same have in common.
    pub(super) fn key(&self) -> &NumberKey {
        &self.key
    }

    /// Whether two numbers are the same one, however their agencies are shortened.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let same = || match (&self.document, &other.document) {
            (Some(a), Some(b)) => a.same_year(b) && a.same_agency(b),
            _ => true,
        };
        self.key == other.key && same()
    }
}

/// The serial in digits.
fn serial(number: &DocumentNumber) -> String {
    fold::chinese_number(&number.serial).map_or_else(
        || fold::compact(&number.serial).trim_start_matches('0').to_owned(),
        |value| value.to_string(),
    )
}

impl NumberHead {
    /// The year of an order is often left out; that of other numbers is part of them.
    fn same_year(&self, other: &Self) -> bool {
        let left_out = |number: &Self| number.year.is_none() && is_order(&number.agency);
        self.year == other.year || left_out(self) || left_out(other)
    }

    /// 发改委令 and 国家发展改革委令 are the same agency; 国发 and 国办发 are not.
    fn same_agency(&self, other: &Self) -> bool {
        let (a, b) = (&self.agency, &other.agency);
        if a == b || a.is_empty() || b.is_empty() {
            return true;
        }
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        is_order(short) && is_order(long) && abbreviates(short, long)
    }
}

fn is_order(agency: &str) -> bool {
    agency.ends_with('令') || agency.ends_with("公告")
}

fn agency_key(agency: &str) -> String {
    let key = fold::compact(agency);
    let key = key.strip_prefix("中华人民共和国").unwrap_or(&key);
    key.trim_start_matches("国家").chars().filter(|c| !matches!(c, '和' | '、')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same_number(a: &str, b: &str) -> bool {
        Number::read(a).is_same(&Number::read(b))
    }

    #[test]
    fn the_same_number() {
        for (a, b) in [
            ("国办发〔2019〕54号", "国办发[2019]54号"),
            ("国务院令第711号", "中华人民共和国国务院令第711号"),
            ("主席令第七十号", "主席令第70号"),
            ("发展改革委令第10号", "国家发展和改革委员会令第10号"),
            ("发展改革委令第10号", "国家发展改革委2017年第10号令"),
            ("GB/T 32939—2016", "GB/T32939-2016"),
            ("〔2007〕78号", "国开办发〔2007〕78号"),
        ] {
            assert!(same_number(a, b), "{a} {b}");
            assert!(same_number(b, a), "{b} {a}");
        }
    }

    #[test]
    fn other_numbers() {
        for (a, b) in [
            ("国办发〔2019〕54号", "国发〔2019〕54号"),
            ("国办发〔2019〕54号", "国办发〔2020〕54号"),
            ("国务院令第711号", "国务院令第771号"),
            ("税务总局公告2015年第1号", "税务总局公告2016年第1号"),
            ("民政部令第14号", "财政部令第14号"),
        ] {
            assert!(!same_number(a, b), "{a} {b}");
        }
    }
}
