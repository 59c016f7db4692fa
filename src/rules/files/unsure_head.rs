//! unsure-head: a table whose head was not understood.

use crate::finding::{Area, Fault, Rule, Severity};

pub(crate) static RULE: Rule = Rule::error(Area::Files, include_str!("unsure-head.md"))
    .also(&[Severity::Warning])
    .mended_by_body();

/// A heading that was understood, and is written with a slip.
pub(crate) fn slipped(written: &str, right: &str) -> Fault {
    let shown: String = written.split_whitespace().collect();
    RULE.fault(format!("栏名“{shown}”写错了，像是“{right}”"))
        .level(Severity::Warning)
        .help(format!("改成“{right}”"))
}

/// Several headings that lost the same character, by the first of them.
pub(crate) fn slipped_all(count: usize, written: &str, right: &str) -> Fault {
    RULE.fault(format!("{count} 个栏名都少了字：“{written}”像是“{right}”，别的也是"))
        .level(Severity::Warning)
        .help("对照原件把栏名补全；转换文件时丢了字的，表里别的格子也看一看")
}

/// A heading that goes on where nothing is.
pub(crate) fn cut(written: &str) -> Fault {
    let shown: String = written.split_whitespace().collect();
    RULE.fault(format!("栏名“{shown}”没有写完")).level(Severity::Warning).help("把栏名写完整")
}

/// A word that stands twice in the title.
pub(crate) fn title_doubled(word: &str) -> Fault {
    RULE.fault(format!("表题里“{word}”写了两遍"))
        .level(Severity::Warning)
        .help(format!("删去一个“{word}”"))
}

/// A slip in the title.
pub(crate) fn title_misspelt(wrong: &str, right: &str) -> Fault {
    RULE.fault(format!("表题里的“{wrong}”像是“{right}”写错了"))
        .level(Severity::Warning)
        .help(format!("改成“{right}”"))
}

/// A row that may be a head: its rows as people count them, the certainty in percent, the headings seen, and
/// what the columns look like, as the command line takes it.
pub(crate) fn doubtful(rows: (u32, u32), percent: f64, headings: &str, columns: &str) -> Fault {
    let (first, last) = rows;
    let fault = RULE.fault(format!(
        "第{first}行像是表头，但拿不准（把握 {percent}%），没有读这张表。看到的栏名：{headings}"
    ));
    let at = if first == last { first.to_string() } else { format!("{first}-{last}") };
    if columns.is_empty() {
        return fault.help(format!(
            "把栏名改成官方表的写法；或者在命令后面加 --head {at}，再用 --columns \"A=序号,B=一级事项\" 这样的写法指明每一栏是什么"
        ));
    }
    fault.help(format!(
        "把栏名改成官方表的写法；不能改文件的，看内容各栏像是 {columns}，核对、补全以后在命令后面加 --head {at} --columns \"{columns}\""
    ))
}

/// A table without a head; what its columns look like, as the command line takes it.
/// Whether it was read by them all the same.
pub(crate) fn absent(columns: &str, is_read: bool) -> Fault {
    let done = if is_read { "先看内容读了" } else { "没有读" };
    let shown = columns.replace('=', " ").replace(',', "、");
    RULE.fault(format!("表格没有表头，{done}。看内容，各栏像是：{shown}")).help(format!(
        "在表格上面加一行栏名；不能改文件的，核对以后在命令后面加 --columns \"{columns}\""
    ))
}

/// A head that the user says is below the last row; both counted from 1.
pub(crate) fn beyond(sheet: &str, head: u32, last: u32) -> Fault {
    RULE.fault(format!("工作表“{sheet}”只到第{last}行，没有第{head}行，不知道表头在哪里"))
        .help("--head 写表头在第几行，照表格软件左边的行号写；不写就自己找")
}

/// Columns that are only ticked, below headings that do not say what a tick means; and how the columns read
/// in the order of the official form.
pub(crate) fn only_ticks(headings: &[String], columns: &str) -> Fault {
    let headings: Vec<String> = headings.iter().map(|heading| format!("“{heading}”")).collect();
    let headings = headings.join("");
    RULE.fault(format!(
        "{headings}下面只打了勾，没有写小栏名（全社会、特定群体、主动、县级……），看不出勾的是哪一个"
    ))
    .level(Severity::Warning)
    .help(format!(
        "在表头下面补一行小栏名；不能改文件的，照官方表的顺序像是这样，核对以后在命令后面加 --columns \"{columns}\""
    ))
}

/// A table whose title says that it lists neither matters nor duties: its title, its first row of several
/// cells, and what to type where it is a list all the same.
pub(crate) fn neither(title: &str, seen: Option<(u32, String)>, columns: &str) -> Fault {
    let shown: String = title.chars().take(TITLE).collect();
    let (row, texts) = seen.unwrap_or((1, String::new()));
    RULE.fault(format!(
        "表题写着“{shown}”，列的不像公开事项，也不像职责，没有读。第{row}行写着：{texts}"
    ))
    .help(format!(
        "不是目录和职责清单的，不用校验；确是的，名称在哪一栏？在命令后面加 --head {row} --columns \"{columns}\"，各栏按实际的改"
    ))
}

/// So many characters of a title are shown.
const TITLE: usize = 30;

/// A file of saved heads that has none of these tables.
pub(crate) fn map_unused(map: &str, headings: &str) -> Fault {
    RULE.fault(format!("“{map}”里记的表头和这里的都对不上，没有用上。这里的栏名：{headings}"))
        .level(Severity::Warning)
        .help(format!(
            "把“{map}”里的栏名改得和表里一样，一张表至少两个；只写栏的字母的，文件里只记这一张表；或者用 --columns 指明各栏"
        ))
}

/// A card: the headings stand below one another, with what they say beside them. Whether it was read all the same.
pub(crate) fn card(is_read: bool) -> Fault {
    let done = if is_read { "先按栏名读了，请核对" } else { "没有读" };
    RULE.fault(format!("这是一项一张的卡片，栏名在左边、内容在右边，{done}")).help(
        "改成一行一项的表：栏名排成一行，每一项占一行；mulu template 可以生成空表。其实是一行一项的，在命令后面加 --head 行号 指明表头在哪几行",
    )
}

/// A table turned by 90°: the letters of the column of the headings, of the first and the last column of an item,
/// and how many items there are.
pub(crate) fn turned(headings: &str, (first, last): (&str, &str), count: usize) -> Fault {
    RULE.fault(format!(
        "这张表转了 90 度：栏名上下排在 {headings} 栏，{first}—{last} 栏一栏是一项（{count} 项），没有读"
    ))
    .help(
        "在表格软件里选中整张表，复制，到一张空工作表里点“选择性粘贴”，勾上“转置”，栏名就排成一行、一项占一行；原来的那张删去，再读",
    )
}

/// A workbook with text and no head: its first row of several cells, and what stands in them.
pub(crate) fn none(seen: Option<(u32, String)>) -> Fault {
    let shown =
        seen.as_ref().map_or(String::new(), |(row, texts)| format!("。第{row}行写着：{texts}"));
    let at = seen.map_or("行号".to_owned(), |(row, _)| row.to_string());
    RULE.fault(format!("没有认出表头，这个文件里没有读到事项{shown}")).help(format!(
        "表头要有官方表的栏名（一级事项、公开内容、公开时限……）；这一行就是表头的，在命令后面加 --head {at}；再加 --columns \"A=序号,B=一级事项\" 这样的写法，指明每一栏是什么"
    ))
}
