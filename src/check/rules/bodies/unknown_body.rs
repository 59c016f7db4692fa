//! unknown-body: a name that is like that of no kind of body.

use crate::check::memo::Memo;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::register::{BodyRegister, TermRegister};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::note(Area::Bodies, include_str!("unknown-body.md"));

/// What bodies are called that belong to no kind of department.
const ENDINGS: [&str; 40] = [
    "政府",
    "街道办",
    "办事处",
    "委员会",
    "管委会",
    "村委会",
    "居委会",
    "人大",
    "政协",
    "法院",
    "检察院",
    "公司",
    "集团",
    "银行",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "医院",
    "卫生院",
    "保健院",
    "服务站",
    "图书馆",
    "文化馆",
    "博物馆",
    "美术馆",
    "纪念馆",
    "中心",
    "部门",
    "单位",
    "大队",
    "支队",
    "协会",
    "联合会",
    "分局",
    "办公室",
    "机构",
    "工会",
    "妇联",
    "团委",
];

fn check(_: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let mut memo = Memo::new();
    for &(at, name) in &reporter.facts().named {
        if *memo.get(name, is_unknown) {
            reporter
                .at(Place::Body(at, name), format!("登记册里没有“{name}”这样的单位名称"))
                .help("核对是不是写错、写漏了字；本地确有这个单位的，不用理会");
        }
    }
}

fn is_unknown(name: &str) -> bool {
    let plain = name.split(['（', '(']).next().unwrap_or(name).trim();
    !ENDINGS.iter().any(|ending| plain.ends_with(ending))
        && BodyRegister::get().name(plain).is_none()
        && TermRegister::get().old_words(plain).is_empty()
}
