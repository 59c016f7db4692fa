//! Small texts: dates, and the limit on what a cell can hold.

/// The most that a cell holds, in UTF-16 units.
pub(super) const CELL_LIMIT: usize = 32_767;

/// Why a workbook cannot be made. The text is for the user.
#[derive(Debug, thiserror::Error)]
pub enum LayoutError {
    /// A text is longer than a cell can hold.
    #[error(
        "事项 {item} 的“{field}”有 {length} 个字，Excel 一格最多放 32767 个字，放不下。把这一栏写短，长的依据或要素改成列出名称"
    )]
    TooLong {
        /// Code and names of the item, or what else the row is about.
        item: String,
        /// The heading of the column.
        field: String,
        /// How long the text is.
        length: usize,
    },
    /// The workbook cannot be put together.
    #[error("表格做不出来：{0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The container of the workbook cannot be read again.
    #[error("表格做不出来：{0}")]
    Container(#[from] crate::office::OfficeError),
}

/// `2020-09-30` as 2020年9月30日; any other text stays as it is.
pub fn chinese_date(date: &str) -> String {
    match date_parts(date) {
        Some((year, month, day)) => format!("{year}年{month}月{day}日"),
        None => date.to_owned(),
    }
}

/// Year, month and day of `2020-09-30`, where a workbook can hold that day.
pub(crate) fn date_parts(date: &str) -> Option<(u16, u8, u8)> {
    let date: jiff::civil::Date = date.trim().parse().ok()?;
    let year = u16::try_from(date.year()).ok().filter(|year| *year >= 1900)?;
    Some((year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?))
}

/// Refuses a text that a cell cannot hold; `subject` and `field` say which it is.
///
/// # Errors
/// The text is too long.
pub(crate) fn check_length(
    text: &str,
    subject: impl FnOnce() -> String,
    field: &str,
) -> Result<(), LayoutError> {
    // Bytes are never fewer than UTF-16 units, and cheaper to count.
    if text.len() <= CELL_LIMIT {
        return Ok(());
    }
    let length = text.encode_utf16().count();
    if length <= CELL_LIMIT {
        return Ok(());
    }
    Err(LayoutError::TooLong { item: subject(), field: field.to_owned(), length })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(chinese_date("2020-09-30"), "2020年9月30日");
        assert_eq!(chinese_date("二〇二〇年"), "二〇二〇年");
        assert_eq!(date_parts("1899-01-01"), None);
    }

    #[test]
    fn the_limit_counts_as_excel_does() {
        let check = |text: &str| check_length(text, || "19.003".to_owned(), "公开依据");
        assert!(check(&"依".repeat(CELL_LIMIT)).is_ok());
        let error = check(&"😀".repeat(16_384)).unwrap_err();
        assert!(matches!(error, LayoutError::TooLong { length: 32_768, .. }), "{error}");
    }
}
