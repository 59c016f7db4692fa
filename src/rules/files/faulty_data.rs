//! faulty-data: an entry of 登记 or 数据 that does not hold by itself, or a file that holds none.

use crate::finding::{Area, Fault, Rule, Severity};

pub(crate) static RULE: Rule = Rule::error(Area::Files, include_str!("faulty-data.md"))
    .also(&[Severity::Warning])
    .mended_by_body();

/// An entry that contradicts itself or is a part only.
pub(crate) fn does_not_hold(list: &str, faults: &[String]) -> Fault {
    RULE.fault(format!("“{list}”里的这一条不成立：{}；这一条没有用", faults.join("；")))
        .help("对照原件补全、改正；暂时补不全的，先从文件里去掉")
}

/// Entries that hold by themselves and do not go together with others.
pub(crate) fn do_not_agree(list: &str, faults: &[String]) -> Fault {
    RULE.fault(format!("“{list}”里的这一条和别的不合：{}", faults.join("；")))
        .help("两处对照着改；缺的一条补进登记")
}

/// What a guideline says in words that no register knows.
pub(crate) fn not_understood(texts: &[String]) -> Fault {
    RULE.fault(format!("指引里有登记不认得的写法：{}", texts.join("；")))
        .level(Severity::Warning)
        .help("写法有错的改正；确实这样写的，把法规、渠道、角色补进登记，不补也能用")
}

/// A guideline in the folder of a member.
pub(crate) fn below_the_top() -> Fault {
    RULE.fault("指引放在下级的文件夹里，不会被用到")
        .help("移到仓库最上面一层的“指引”文件夹，全县用同一份指引")
}

/// A YAML file without a list of entries.
pub(crate) fn no_data() -> Fault {
    RULE.fault("这个文件里没有登记的内容，不会被用到").help(
        "登记写 法规、更名、部门、角色、渠道、用语、易错、地名、年历；指引写“编号”“名称”和“目录”。\
         不会写 YAML 的，用 mulu template register 做一张表",
    )
}

/// A workbook without a sheet that is known.
pub(crate) fn no_sheet() -> Fault {
    RULE.fault("工作簿里没有登记的表：工作表要叫 法规、单位更名、渠道、用语、地名或者年历")
        .help("用 mulu template register 做一张表，把内容贴进去；官方的指引用 mulu data add 收进来")
}
