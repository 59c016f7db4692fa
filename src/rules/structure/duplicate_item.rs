//! duplicate-item: an item stands twice in its domain, in one table, or under a code that is not its own.

use crate::finding::{Area, Fault, Rule};
use crate::model::{Code, Domain, Item};

pub(crate) static RULE: Rule = Rule::error(Area::Structure, include_str!("duplicate-item.md"));

/// Two items of a domain with the same names.
pub(crate) fn same_names() -> Fault {
    apart("和本领域另一个事项同名，公开时分不清以哪一行为准")
}

/// An addition without a code, and an item with the same names.
pub(crate) fn same_names_as_addition() -> Fault {
    apart("本领域已经有同名的事项，公开时分不清以哪一行为准")
}

/// Two rows of a table that stand for one item.
pub(crate) fn listed_twice() -> Fault {
    apart("同一张表里这个事项列了两次，不知道以哪一行为准")
}

fn apart(message: &str) -> Fault {
    RULE.fault(message).help("合成一行；确是两个事项的，把名称写得有区别")
}

/// A code that another item has.
pub(crate) fn taken_code(code: &Code, owner: &Item, domain: &Domain) -> Fault {
    RULE.fault(format!("编码 {code} 已经是“{}”的，两个事项不能用同一个编码", owner.title()))
        .help(format!("换一个本级没有用过的编码，如 {}.X002", domain.number))
}

/// A code of another domain.
pub(crate) fn code_of_other_domain(code: &Code, domain: &Domain) -> Fault {
    let (name, number) = (&domain.name, &domain.number);
    RULE.fault(format!("编码 {code} 不属于“{name}”领域（编号 {number}）"))
        .help(format!("编码要以 {number}. 开头"))
}

/// A code that an addition got from its names, and that another item has.
pub(crate) fn taken_by_names(code: &Code, owner: &Item) -> Fault {
    RULE.fault(format!("按名称给出的编码 {code} 已经是“{}”的，这一行没有编进去", owner.title()))
        .help("在这一行的“编码”栏写一个本级没有用过的编码")
}

/// A code that is kept for items of `whose` domain it is.
pub(crate) fn reserved_code(code: &Code, domain: &Domain, whose: &str) -> Fault {
    let number = &domain.number;
    RULE.fault(format!("编码 {code} 留给{whose}，上一层没有这个事项，本级新增的不能用它"))
        .help(format!("本级新增事项的编码在点后加字母：县 {number}.X001，乡镇街道 {number}.Z001，村 {number}.V001"))
}
