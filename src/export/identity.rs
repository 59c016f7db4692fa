//! What tells the papers of a catalogue from those of another one, or of another version.

use crate::layout::{Form, FormBook, chinese_date};
use crate::model::Catalogue;

/// 版本.
pub(super) fn version(catalogue: &Catalogue) -> Option<&str> {
    catalogue.profile.version.as_ref().map(|version| version.value.as_str())
}

/// 编制单位; the body itself where none is named.
pub(super) fn office(catalogue: &Catalogue) -> &str {
    catalogue.profile.office.as_ref().map_or(catalogue.name(), |office| &office.value)
}

/// 日期, as `2020-09-30`.
pub(super) fn iso_date(catalogue: &Catalogue) -> Option<String> {
    catalogue.profile.date.as_ref().map(|date| date.value.to_string())
}

/// 日期, as 2020年9月30日; blank to be filled in by hand where there is none.
pub(super) fn date(catalogue: &Catalogue) -> String {
    iso_date(catalogue)
        .map_or_else(|| "　　　　年　　月　　日".to_owned(), |date| chinese_date(&date))
}

/// What stands at the foot of every page.
pub(super) fn line(catalogue: &Catalogue, fingerprint: &str) -> String {
    let version = version(catalogue).map(|v| format!("　版本 {v}")).unwrap_or_default();
    format!("{}{version}　指纹 {fingerprint}", catalogue.name())
}

/// A workbook of these forms.
pub(super) fn book(
    catalogue: &Catalogue,
    fingerprint: &str,
    title: &str,
    forms: Vec<Form>,
) -> FormBook {
    FormBook {
        title: format!("{}{title}", catalogue.name()),
        office: office(catalogue).to_owned(),
        date: iso_date(catalogue),
        identity: line(catalogue, fingerprint),
        forms,
        ..FormBook::default()
    }
}
