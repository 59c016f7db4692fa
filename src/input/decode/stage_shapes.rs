//! The shapes of 记录.yaml and 计划.yaml.

use super::shapes::{optional, required};
use crate::input::key;
use crate::input::yaml::{Kind, Shape};
use crate::model::Stage;

use Kind::{Choice, Date, Either, List, Record, Text, Texts};

/// 记录.yaml: how far the catalogue has come.
pub static RECORDS: Shape = Shape {
    name: "记录",
    doc: "目录走到哪一步的记录：一行一件事，mulu status 和 mulu ledger 用",
    fields: &[required(key::RECORDS, List(&Record(&RECORD)), "一行一件事，按时间先后写")],
};

static RECORD: Shape = Shape {
    name: "一条记录",
    doc: "哪个领域在哪一天到了哪个阶段",
    fields: &[
        optional(key::DOMAINS, Text, "领域的名称或编号；不写就是全部领域"),
        optional(
            key::NAMES,
            Text,
            "公开了哪个事项的信息：编码或名称；写了它，这一行只对台账起作用",
        ),
        required(key::STAGE, Choice(&Stage::LABELS), "到了哪个阶段；事项的信息公开了写 公布"),
        required(key::DATE, Date, "哪一天"),
        optional(key::VERSION, Text, "哪一版目录；新的一版重新走一遍，不影响上一版到了哪一步"),
        optional("材料", Text, "报送的材料，mulu submit 写上"),
        optional("SHA-256", Text, "材料的 SHA-256，mulu submit 写上"),
        optional(key::HANDLER, Text, "谁经办"),
        optional(key::NOTE, Text, "一句话说清楚，如 报市政务公开办备案"),
    ],
};

/// 计划.yaml: what is to be done.
pub static PLAN: Shape = Shape {
    name: "计划",
    doc: "重点任务，mulu ledger 把它列进台账",
    fields: &[required(key::TASKS, List(&Record(&TASK)), "一行一项任务")],
};

static TASK: Shape = Shape {
    name: "重点任务",
    doc: "一项任务",
    fields: &[
        required(key::TASK, Text, "做什么"),
        optional(key::SOURCE, Text, "哪个文件要求的，如 2026年政务公开工作要点"),
        optional(key::BINDINGS, Texts, "谁来做"),
        optional(
            key::LIMIT_OF_TASK,
            Either(&[Date, Text]),
            "什么时候做完：日期，或 每年1月31日前、长期 这样的话",
        ),
        optional(key::STATE, Text, "做得怎么样了"),
        optional(key::DONE, Date, "哪一天做完的；写了就算完成"),
        optional(key::REMARK, Text, "备注"),
    ],
};
