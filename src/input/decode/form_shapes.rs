//! The shapes of the files in which a catalogue's way to its filing is kept.

use super::shapes::{optional, required};
use crate::input::key;
use crate::input::yaml::{Kind, Shape};
use crate::model::{DropReason, Field, Verdict};

use Kind::{Choice, Code, Date, List, Number, Record, Table, Text, Texts};

const DECISIONS: &[&str] = &["未定", "采纳", "部分采纳", "不采纳", "不处理"];
const APPROVERS: &[&str] =
    &["上级对口部门", "合法性审核", "保密审查", "政务公开办公室", "主要负责人"];
const ANSWERS: &[&str] = &["修改", "删除", "不属本部门", "新增"];
static FIELDS: [&str; 9] = Field::HEADINGS;

/// 意见采纳.yaml.
pub static OPINIONS: Shape = Shape {
    name: "意见采纳",
    doc: "征求意见的反馈，每条意见和对它的决定；由 mulu review 写出和续写",
    fields: &[
        optional("免征求理由", Text, "不征求意见就报送的，写理由"),
        optional("未反馈", List(&Record(&EXCUSED)), "没有反馈的单位和理由：写了才能报送"),
        required("反馈", List(&Record(&REPLY)), "交回的征求意见表"),
        required("意见", List(&Record(&OPINION)), "同意以外的意见，一条一个"),
    ],
};

/// 保密审查.yaml.
pub static SECRECY: Shape = Shape {
    name: "保密审查",
    doc: "目录公开以前的保密审查；也可以填 保密审查表.xlsx",
    fields: &[
        required("审查单位", Text, "谁审查的"),
        required("审查人", Text, "审查人"),
        optional("承办人", Text, "承办人"),
        required("审查日期", Text, "哪一天审查的，如 2026-11-20"),
        optional("草案指纹", Text, "审查的是哪一稿；没有写、指纹不同的，不能报送"),
        required("审查内容", Table(&Choice(&["是", "否"])), "逐项回答：有写 是，没有写 否"),
        required("审查结论", Text, "同意公开、不同意公开，或者写清楚怎样处理"),
        optional("说明", Text, "回答 是 的，写清楚怎样处理"),
    ],
};

/// 审核意见.yaml.
pub static APPROVALS: Shape = Shape {
    name: "审核意见",
    doc: "谁审核了哪一稿，结果怎样；由 mulu submit --returned 写出和续写",
    fields: &[required("审核意见", List(&Record(&APPROVAL)), "一条一个审核单位的意见，后面的算数")],
};

static APPROVAL: Shape = Shape {
    name: "一条审核意见",
    doc: "一个审核单位对一稿的意见",
    fields: &[
        required("审核", Choice(APPROVERS), "谁审核的"),
        required("结果", Choice(&["同意", "不同意"]), "同意不同意"),
        optional("日期", Date, "哪一天"),
        optional("草案指纹", Text, "审核的是哪一稿"),
        optional("说明", Text, "意见的文字"),
    ],
};

/// 不公开评估.yaml.
pub static LOOKS: Shape = Shape {
    name: "不公开评估",
    doc: "不予公开的事项和职责什么时候重新评估过，结果怎样；由 mulu reassess --read 续写",
    fields: &[required("评估", List(&Record(&LOOK)), "一条一次评估，后面的算数")],
};

static LOOK: Shape = Shape {
    name: "一次评估",
    doc: "一个不予公开的事项或职责的一次评估",
    fields: &[
        required("对象", Text, "事项的编码，或者职责的名称"),
        required("日期", Date, "哪一天评估的"),
        required("结论", Choice(&["继续不公开", "转为公开", "部分公开"]), "还要不要不公开"),
        optional("理由", Text, "为什么"),
        optional("评估人", Text, "谁评估的"),
    ],
};

/// 指引/核实/…yaml.
pub static CONFIRMATIONS: Shape = Shape {
    name: "核实",
    doc: "对照指引原件核实的结果，一个领域一个文件；由 mulu confirm --read 写出和续写",
    fields: &[required(key::EVIDENCE, List(&Record(&CONFIRMATION)), "核实了的栏，一栏一条")],
};

static CONFIRMATION: Shape = Shape {
    name: "一栏的核实",
    doc: "一个事项的一栏在原件里怎样写",
    fields: &[
        required(key::CODE, Code, "事项的编码"),
        optional(key::NAMES, Text, "事项的名称，给人看"),
        required(key::COLUMN, Choice(&FIELDS), "哪一栏"),
        required(key::VERDICT, Choice(&Verdict::LABELS), "核对的结果"),
        optional(key::CONTENT, Text, "拿去和原件核对的文字"),
        optional(key::ORIGINAL, Text, "原件里的文字；结果是 改为 的要写"),
        required(key::PAPER, Text, "哪一份原件，第几页"),
        required(key::PERSON, Text, "谁核实的"),
        required(key::DATE, Date, "哪一天核实的"),
    ],
};

static EXCUSED: Shape = Shape {
    name: "未反馈",
    doc: "没有反馈的单位，和不等它们就报送的理由",
    fields: &[
        required("单位", Texts, "哪些单位"),
        required("理由", Text, "为什么不等，如 催了两次没有反馈，按没有意见处理"),
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
