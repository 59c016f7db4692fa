//! unreadable-file: a file whose content cannot be read at all.

use crate::finding::{Area, Fault, Rule};

pub(crate) static RULE: Rule =
    Rule::error(Area::Files, include_str!("unreadable-file.md")).mended_by_body();

/// A text file in another encoding.
pub(crate) fn not_utf8() -> Fault {
    RULE.fault("文件不是 UTF-8 编码，读不出来").help("用记事本打开，“另存为”时编码选 UTF-8")
}

/// A file that is no table that could be opened.
pub(crate) fn no_workbook(reason: &str) -> Fault {
    RULE.fault(reason).help("换成能打开的 .xlsx 再放进来；不用的文件移出这个文件夹")
}

/// A spreadsheet in which no table was recognised.
pub(crate) fn no_table() -> Fault {
    RULE.fault("文件里没有认得出的表：找不到写着“公开事项”“公开时限”等栏名的表头").help(
        "看是不是给错了文件；表头换一种写法时，用 mulu template catalogue 做一张空表，把内容贴进去",
    )
}

/// A YAML file of no known kind.
pub(crate) fn unknown_kind() -> Fault {
    RULE.fault("看不出这是什么文件：没有一项是 mulu 认得的，内容不会被用到").help(
        "整表写“名称”和“目录”；调整写“修改”“不采用”“新增”；职责清单写清单的名称；\
         本级设置的文件名是 mulu.yaml",
    )
}
