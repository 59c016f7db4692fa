//! The words of the forms, on which writers and readers agree.

/// What the form for departments is called.
pub const FORM: &str = "征求意见表";
/// What the table of decisions is called.
pub const RESULT: &str = "意见采纳情况表";

/// Headings that both forms share.
pub const SERIAL: &str = "序号";
/// 编码.
pub const CODE: &str = "编码";
/// 领域.
pub const DOMAIN: &str = "领域";
/// 事项.
pub const ITEM: &str = "事项";
/// Who may see an item, how, and at which levels: one column.
pub const SCOPE: &str = "公开对象、方式、层级";
/// Which layer the text is from, and how it differs from the layer above.
pub const ORIGIN: &str = "来源和改动";
/// 部门意见.
pub const ANSWER: &str = "部门意见";
/// 修改栏目; an item that is to be left out has its reason here.
pub const FIELD: &str = "修改栏目或删除理由";
/// 修改后内容.
pub const TEXT: &str = "修改后内容";
/// 依据.
pub const BASIS: &str = "依据";
/// 备注.
pub const NOTE: &str = "备注";

/// 意见, in the table of decisions.
pub const OPINION: &str = "意见";
/// 来自.
pub const FROM: &str = "来自";
/// 采纳情况.
pub const DECISION: &str = "采纳情况";
/// 理由.
pub const REASON: &str = "理由";
/// What the field reads when an opinion is adopted in part.
pub const FINAL_TEXT: &str = "采纳后内容";
/// 结果.
pub const OUTCOME: &str = "结果";

/// Before the unit that is asked.
pub const UNIT_LABEL: &str = "征求意见单位";
/// Before the body whose catalogue it is.
pub const CATALOGUE_LABEL: &str = "目录";
/// Before the fingerprint of the draft.
pub const FINGERPRINT_LABEL: &str = "指纹";
/// The labels at the foot of a form.
pub const FOOT: [&str; 5] = ["单位（盖章）", "负责人", "经办人", "联系电话", "日期"];
/// The part of a form for what the table has no row for.
pub const MORE: &str = "补充意见";

/// The fingerprint in a text: four groups of four hexadecimal digits.
pub fn find_fingerprint(text: &str) -> Option<String> {
    let folded = crate::model::fold::compact(text);
    let parts = folded.split(|c: char| !(c.is_ascii_hexdigit() || c == '-'));
    parts.map(|part| part.trim_matches('-')).find(|part| is_fingerprint(part)).map(str::to_owned)
}

fn is_fingerprint(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.len() == 4 && groups.iter().all(|group| group.len() == 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_found_in_texts() {
        let found = |text: &str| find_fingerprint(text);
        assert_eq!(
            found("版本 1　指纹：8c1d-00ff-12ab-9e9e").as_deref(),
            Some("8c1d-00ff-12ab-9e9e")
        );
        assert_eq!(
            found("指纹 ８Ｃ１Ｄ－00ff－12ab－9e9e").as_deref(),
            Some("8c1d-00ff-12ab-9e9e")
        );
        assert_eq!(found("电话 0825-7822-1234"), None);
        assert_eq!(found("8c1d-00ff-12ab-9e9"), None);
    }
}
