//! unreadable-file: a file whose content cannot be read at all.

use crate::finding::{Area, Fault, Rule, Severity};

pub(crate) static RULE: Rule = Rule::error(Area::Files, include_str!("unreadable-file.md"))
    .also(&[Severity::Warning])
    .mended_by_body();

/// A file or folder of the repository that the disk does not give.
pub(crate) fn entry(reason: &str) -> Fault {
    RULE.fault(format!("读不了：{reason}，里面的内容没有进目录"))
        .help("看看文件或文件夹还在不在、有没有读取的权限；不用的移出去")
}

/// A folder with both forms of settings.
pub(crate) fn two_profiles() -> Fault {
    RULE.fault("这个文件夹里既有 mulu.yaml，又有 目录.xlsx，只读了 mulu.yaml")
        .help("留一个：用 目录.xlsx 的，把 mulu.yaml 移出去；用 mulu.yaml 的，把 目录.xlsx 移出去")
}

/// A folder below towns/ that is no member.
pub(crate) fn no_member(misnamed: Option<&str>) -> Fault {
    let help = match misnamed {
        Some(name) => format!("里面的“{name}”是不是就是？改名为 mulu.yaml"),
        None => "是镇街的，用 mulu init 在里面开始一个；不是的，移出 towns 文件夹".to_owned(),
    };
    RULE.fault("towns 里的这个文件夹没有 目录.xlsx，也没有 mulu.yaml，没有读")
        .level(Severity::Warning)
        .help(help)
}

/// A folder below towns/ that is a link.
pub(crate) fn linked_member() -> Fault {
    RULE.fault("towns 里的这个文件夹是链接（快捷方式），没有读：它可能指到仓库外面，也可能绕回来")
        .help("把镇街的文件夹本身放进 towns；不用的链接移出去")
}

/// A link that leads out of the repository.
pub(crate) fn leads_away(target: &str) -> Fault {
    RULE.fault(format!("这是链接（快捷方式），指到仓库外面的“{target}”，没有读"))
        .help("把文件本身放进来；不用的链接移出去")
}

/// A file below towns/.
pub(crate) fn stray() -> Fault {
    RULE.fault("towns 里只放镇街的文件夹，这个文件没有读")
        .level(Severity::Warning)
        .help("整表放进镇街文件夹里的 drafts；不用的移出 towns 文件夹")
}

/// A text file in another encoding.
pub(crate) fn not_utf8() -> Fault {
    RULE.fault("文件不是 UTF-8 编码，读不出来").help("用记事本打开，“另存为”时编码选 UTF-8")
}

/// A catalogue.json of a filing that is none any more.
pub(crate) fn filing() -> Fault {
    RULE.fault("报备的这一版读不出来，上一层改了什么没有对照").level(Severity::Warning).help(
        "从报送的材料里把 catalogue.json 找回来放好；mulu submit --verify 核对是不是原来的那一份",
    )
}

/// A file that is no table that could be opened.
pub(crate) fn no_workbook(reason: &str) -> Fault {
    RULE.fault(reason).help("换成能打开的 .xlsx 再放进来；不用的文件移出这个文件夹")
}

/// 各栏.yaml with a meaning that no column has.
pub(crate) fn heads(reason: &str) -> Fault {
    RULE.fault(format!("用不了：{reason}")).help("改好以前，这个文件夹里的表照自己认出的栏读")
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

/// A table of which nothing but its head is there.
pub(crate) fn no_rows() -> Fault {
    RULE.fault("表里只有表头，没有一项，没有东西可以检查")
        .help("看看是不是给错了文件，或者内容在别的工作表里、藏起来了；是空的模板，填好再查")
}
