//! The shape of a file in which the heads of tables are settled.

use super::shapes::{optional, required};
use crate::input::yaml::{Kind, Shape};

use Kind::{Choice, List, Record, Text};

/// 各栏.yaml.
pub static HEADS: Shape = Shape {
    name: "各栏",
    doc: "表格每一栏是什么；由 mulu import --map 写出，改过以后在 drafts 和 duties 里也用",
    fields: &[required("表头", List(&Record(&HEAD)), "各种表头，一种一条")],
};

static HEAD: Shape = Shape {
    name: "一种表头",
    doc: "栏名和这里一样的表，或者没有表头的表",
    fields: &[
        optional("种类", Choice(&["标准目录", "职责清单"]), "列的是事项还是职责；不写是标准目录"),
        required("各栏", List(&Record(&COLUMN)), "每一栏"),
    ],
};

static COLUMN: Shape = Shape {
    name: "一栏",
    doc: "一栏叫什么，是什么",
    fields: &[
        optional("栏名", Text, "表里的栏名"),
        optional("栏", Text, "没有表头的表写这一栏的字母，如 A"),
        optional("含义", Text, "官方表的栏名；不要的栏写 其他"),
    ],
};
