//! What mulu's own forms (`mulu template`) hold besides what is filled in. Writers and readers of the
//! forms agree on these words; nothing else is known here.

use super::fold;

/// What the 序号 cell of an example row holds.
pub const EXAMPLE: &str = "示例";
/// The sheet that explains how to fill a workbook in.
pub const GUIDE_SHEET: &str = "填写说明";
/// The hidden sheet with the closed lists behind the drop-downs.
pub const LISTS_SHEET: &str = "码表";
/// The sheet that lists the codes of the guidelines' items, to look up.
pub const REFERENCE_SHEET: &str = "事项编码表";

/// Whether a row with this 序号 is an example, which is never read.
pub fn is_example(serial: &str) -> bool {
    fold::compact(serial).contains(EXAMPLE)
}

/// Whether a sheet with this name belongs to the form and holds nothing that anyone filled in.
pub fn is_auxiliary_sheet(name: &str) -> bool {
    [GUIDE_SHEET, LISTS_SHEET, REFERENCE_SHEET].contains(&fold::compact(name).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_form() {
        assert!(is_example("示例") && is_example("（示 例）") && is_example("示例1"));
        assert!(!is_example("1") && !is_example(""));
        assert!(is_auxiliary_sheet("填写说明") && is_auxiliary_sheet(" 码表"));
        assert!(!is_auxiliary_sheet("权责清单"));
    }
}
