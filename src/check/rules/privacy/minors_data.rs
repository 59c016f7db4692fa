//! minors-data: lists with the names of children, published for everyone.

use super::is_left_out;
use crate::check::words::all_of;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, ItemIn};

pub(crate) static CHECK: Check = Check::mention(&RULE, || all_of(&[&MINORS]), check);
pub(crate) static RULE: Rule = Rule::warning(Area::Privacy, include_str!("minors-data.md"));

/// Words for children.
const MINORS: [&str; 10] = [
    "未成年人",
    "儿童",
    "孤儿",
    "中小学生",
    "小学生",
    "初中生",
    "幼儿",
    "无人抚养",
    "少年",
    "学生",
];
/// Students who are grown up.
const GROWN: [&str; 5] = ["大学生", "研究生", "高校", "毕业生", "留学生"];
/// What tells who a child is.
const TELLING: [&str; 9] =
    ["名单", "姓名", "照片", "学籍号", "个人信息", "基本信息", "家庭情况", "花名册", "住址"];

fn check(_: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let fields = &at.item.fields;
    let active = fields.mode.as_ref().is_none_or(|mode| mode.value.active);
    let everyone = fields.audience.as_ref().is_none_or(|audience| audience.value.everyone);
    let Some(elements) = fields.elements.as_ref().filter(|_| active && everyone) else { return };
    let named = at.item.names().iter().find_map(|name| word(name, &MINORS));
    let found = elements.value.list.iter().find_map(|text| {
        let of = word(text, &MINORS).or(named)?;
        // A list of places or schools for children names no child.
        let named = word(text, &TELLING).filter(|_| !is_of_bodies(text));
        named.map(|what| (of, what, is_left_out(text)))
    });
    let Some((of, what, false)) = found else { return };
    reporter
        .at(
            Place::Field(at, Field::Elements),
            format!("把{of}的“{what}”列为公开内容，向全社会公开会让人认出孩子"),
        )
        .help("只公开人数和政策；必须公示的，限于特定群体，写明隐去姓名、住址");
}

fn word(text: &str, words: &[&'static str]) -> Option<&'static str> {
    words.iter().copied().find(|word| text.contains(word))
}

fn is_of_bodies(text: &str) -> bool {
    let grown = GROWN.iter().any(|word| text.contains(word));
    grown
        || ["机构", "学校", "单位", "部门", "医院", "企业", "服务点", "幼儿园", "活动场所"]
            .iter()
            .any(|word| text.contains(word))
}
