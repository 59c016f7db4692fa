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

/// The key of a number as written.
pub(super) fn number_key(text: &str) -> NumberKey {
    match document_number(text) {
        Some(number) => NumberKey::Document(serial(&number)),
        None => NumberKey::Other(fold::compact(text).replace(' ', "")),
    }
}

/// The serial in digits.
fn serial(number: &DocumentNumber) -> String {
    fold::chinese_number(&number.serial).map_or_else(
        || fold::compact(&number.serial).trim_start_matches('0').to_owned(),
        |value| value.to_string(),
    )
}

/// Whether two numbers are the same one, however their agencies are shortened.
pub(super) fn same_number(a: &str, b: &str) -> bool {
    if number_key(a) != number_key(b) {
        return false;
    }
    match (document_number(a), document_number(b)) {
        (Some(a), Some(b)) => same_year(&a, &b) && same_agency(&a.agency, &b.agency),
        _ => true,
    }
}

/// The year of an order is often left out; that of other numbers is part of them.
fn same_year(a: &DocumentNumber, b: &DocumentNumber) -> bool {
    let left_out = |number: &DocumentNumber| number.year.is_none() && is_order(&number.agency);
    a.year == b.year || left_out(a) || left_out(b)
}

fn is_order(agency: &str) -> bool {
    agency.ends_with('令') || agency.ends_with("公告")
}

/// 发改委令 and 国家发展改革委令 are the same agency; 国发 and 国办发 are not.
fn same_agency(a: &str, b: &str) -> bool {
    let (a, b) = (agency_key(a), agency_key(b));
    if a == b || a.is_empty() || b.is_empty() {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    is_order(short) && is_order(long) && abbreviates(short, long)
}

fn agency_key(agency: &str) -> String {
    let key = fold::compact(agency);
    let key = key.strip_prefix("中华人民共和国").unwrap_or(&key);
    key.trim_start_matches("国家").chars().filter(|c| !matches!(c, '和' | '、')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
