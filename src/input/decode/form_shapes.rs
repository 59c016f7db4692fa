//! The shapes of the files in which a catalogue's way to its filing is kept.

use super::shapes::{optional, required};
use crate::input::yaml::{Kind, Shape};
use crate::model::{DropReason, Field};

use Kind::{Choice, Date, List, Number, Record, Table, Text, Texts};

const DECISIONS: &[&str] = &["未定", "采纳", "部分采纳", "不采纳", "不处理"];
const ANSWERS: &[&str] = &["修改", "删除", "不属本部门", "新增"];
static FIELDS: [&str; 9] = Field::HEADINGS;

/// 意见采纳.yaml.
pub static OPINIONS: Shape = Shape {
    name: "意见采纳",
    doc: "征求意见的反馈，每条意见和对它的决定；由 mulu review 写出和续写",
    fields: &[
        required("反馈", List(&Record(&REPLY)), "交回的征求意见表"),
        required("意见", List(&Record(&OPINION)), "同意以外的意见，一条一个"),
    ],
};

static REPLY: Shape = Shape {
    name: "反馈",
    doc: "一份交回的征求意见表",
    fields: &[
        required("单位", Text, "谁的反馈"),
        required("表", Text, "文件名"),
        optional("草案指纹", Text, "针对哪一稿：表上印的指纹"),
        optional("读入日期", Date, "哪一天读入"),
        optional("同意", Texts, "同意的事项的编码"),
        optional("空着", Number, "没有填意见的事项数"),
        optional("签署", Table(&Text), "表下填的负责人、经办人、电话、日期"),
    ],
};

static OPINION: Shape = Shape {
    name: "意见",
    doc: "一条意见和对它的决定",
    fields: &[
        required("号", Number, "意见的号，给了就不变"),
        required("单位", Text, "谁的意见"),
        optional("编码", Text, "事项的编码"),
        optional("事项", Text, "事项的名称"),
        required("意见", Choice(ANSWERS), "怎样处理"),
        optional("栏目", Choice(&FIELDS), "修改哪一栏"),
        optional("删除理由", Choice(&DropReason::LABELS), "为什么删除，从固定的几种里选"),
        optional("内容", Text, "修改后的内容"),
        optional("依据", Text, "依据"),
        optional("备注", Text, "备注"),
        optional("表", Text, "写在哪个文件里"),
        optional("格", Text, "工作表和单元格"),
        optional("决定", Choice(DECISIONS), "采纳不采纳；不写就是 未定"),
        optional("决定理由", Text, "部分采纳、不采纳、不处理的，写理由"),
        optional("采纳后内容", Text, "部分采纳的，写这一栏最后怎样写"),
        optional("写入", Text, "改在哪个文件里；手工改的也写在这里"),
    ],
};
