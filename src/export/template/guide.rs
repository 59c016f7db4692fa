//! The sheet 填写说明: plain lines of text.

use crate::layout::{Align, Column, Foot, Form, Paper};
use crate::model::form::GUIDE_SHEET;

/// The size of the text in points.
const FONT: f64 = 12.0;

/// What holds for every template.
const COMMON: [&str; 5] = [
    "表头不要改名，不要删。可以在右边加自己的栏，也可以调整栏的先后。",
    "灰底的栏必须填。把鼠标放到表头右上角有红色小角的格子上，会显示这一栏填什么。",
    "有下拉列表的格子，点右边的小箭头选。列表的内容放在隐藏的“码表”里：在工作表标签上点右键，选“取消隐藏”就能看到。",
    "每张表的斜体灰底第一行是示例，“序号”写着“示例”，读取时跳过，留着或删掉都可以。",
    "不够的行往下接着填，填好后存成 .xlsx（WPS 里选“Microsoft Excel 文件”），放进仓库里说明的文件夹，再运行 mulu check 校验。",
];

/// The sheet: the title, the lines of this kind of template, then what holds for all.
pub(super) fn form(title: &str, lines: &[&str]) -> Form {
    let lines = (1..).zip(lines.iter().chain(&COMMON));
    Form {
        sheet: GUIDE_SHEET.to_owned(),
        title: format!("{title}填写说明"),
        paper: Paper::A4,
        font: Some(FONT),
        columns: vec![Column::new("", 1.0, Align::Left)],
        foot: lines.map(|(number, line)| Foot::Note(format!("{number}．{line}"))).collect(),
        ..Form::default()
    }
}
