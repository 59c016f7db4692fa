//! column-unclear: what 栏目.yaml or 栏目.xlsx says of a column cannot be understood.

use crate::finding::{Area, Fault, Rule};
use crate::model::suggest::nearest;

pub(crate) static RULE: Rule =
    Rule::error(Area::Publish, include_str!("column-unclear.md")).mended_by_body();

/// A workbook without a sheet of columns.
pub(crate) fn no_head() -> Fault {
    RULE.fault("找不到写着“栏目”和“领域”“事项”的表头，栏目没有读")
        .help("表头照模板写；用 mulu template columns 可以重新生成一份")
}

/// Both forms of the file.
pub(crate) fn two_files() -> Fault {
    RULE.fault("这个文件夹里既有 栏目.yaml，又有 栏目.xlsx，只读了 栏目.yaml")
        .help("留一个，另一个移出去")
}

/// A row that names no column.
pub(crate) fn no_name() -> Fault {
    RULE.fault("这一行没有写“栏目”，整行不会被用到")
        .help("写上网站栏目的名称，如 重点领域/社会救助")
}

/// A column that is to show nothing.
pub(crate) fn empty(name: &str) -> Fault {
    RULE.fault(format!("栏目“{name}”没有写公布哪些领域、哪些事项，等于没有写"))
        .help("写上“领域”或“事项”；不公布目录里事项的栏目，不用写在这里")
}

/// A second entry of a column.
pub(crate) fn repeated(name: &str) -> Fault {
    RULE.fault(format!("栏目“{name}”写了两次，对站时分不出是哪一个"))
        .help("合成一个；不是同一个栏目的，把上一级栏目写在前面，如 重点领域/社会救助")
}

/// A word that names no domain.
pub(crate) fn no_domain<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Fault {
    let help = match nearest(word, known) {
        Some(name) => format!("是不是要写“{name}”？"),
        None => "写领域的名称或编号，用 mulu domains 看".to_owned(),
    };
    RULE.fault(format!("没有“{word}”这个领域，这个栏目公布什么就不知道")).help(help)
}

/// A word that names no item.
pub(crate) fn no_item(word: &str) -> Fault {
    RULE.fault(format!("目录里没有“{word}”这个事项，这个栏目公布什么就不知道"))
        .help("写事项的编码，或者完整的名称，如 社会救助/最低生活保障/办事指南")
}

/// A word that names items of several domains.
pub(crate) fn several(word: &str, count: usize) -> Fault {
    RULE.fault(format!("“{word}”在 {count} 个领域里都有，不知道是哪一个"))
        .help("写编码，或者同一行写上“领域”")
}
