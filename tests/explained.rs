//! `mulu import --explain`: how a text became a table, and by what its domain is known.

use std::fs;
use std::path::Path;

use crate::common::mulu;

const HEAD: &str = "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道";
const REST: &str = "申请条件；申请材料,《社会救助暂行办法》,及时公开,大英县民政局,■政府网站";

/// Rows with these first and second names.
fn rows(names: &[[&str; 2]]) -> String {
    let row = |(at, [first, second]): (usize, &[&str; 2])| {
        format!("{},{first},{second},{REST}\n", at + 1)
    };
    names.iter().enumerate().map(row).collect()
}

fn table(names: &[[&str; 2]]) -> String {
    format!("{HEAD}\n{}", rows(names))
}

/// Items that no guideline has.
const NEW: [[&str; 2]; 2] = [["春游安排", "春游路线"], ["春游安排", "春游日期"]];

fn explained(folder: &Path, args: &[&str]) -> Vec<String> {
    let told = mulu(folder, &[&["import", "--explain"], args].concat()).stderr;
    told.lines().map(|line| line.trim().to_owned()).collect()
}

fn line<'a>(lines: &'a [String], start: &str) -> &'a str {
    let found = lines.iter().find(|line| line.starts_with(start));
    found.unwrap_or_else(|| panic!("{start}: {lines:#?}"))
}

#[test]
fn the_separators_that_were_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let quoted = table(&NEW).replace("申请条件；申请材料", "\"条件;甲\n材料;乙\"");
    fs::write(here.join("表.csv"), quoted).unwrap();
    let lines = explained(here, &["表.csv"]);
    assert_eq!(
        line(&lines, "分隔符"),
        "分隔符用 “,”：分开的行最多，各行的栏数最齐（分数从 0 到 1）"
    );
    assert_eq!(
        line(&lines, "“,”"),
        "“,” 1.00（用了）：看 3 行，分开 3 行，最宽 8 栏，这样宽的 3 行"
    );
    assert!(line(&lines, "“;” 0.").contains("看 5 行，分开 4 行，最宽 2 栏，这样宽的 4 行"));
    assert_eq!(line(&lines, "制表符"), "制表符、“|”、“，”、“；” 一行也分不开");
}

#[test]
fn a_separator_that_somebody_said() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("竖.csv"), table(&NEW).replace(',', "|").replace("条件；", "条件，"))
        .unwrap();
    let lines = explained(here, &["竖.csv", "--separator", "|"]);
    assert_eq!(line(&lines, "分隔符"), "分隔符用 “|”：照 --separator 指明的");
    assert!(line(&lines, "“|” 1.00（用了）").contains("最宽 8 栏"));
    assert!(line(&lines, "“，” 0.00：").ends_with("句子里也有这个符号，各行不一样多，不算"));
    fs::write(here.join("井.csv"), format!("sep=#\n{}", table(&NEW).replace(',', "#"))).unwrap();
    let lines = explained(here, &["井.csv"]);
    assert_eq!(line(&lines, "分隔符"), "分隔符用 “#”：文件第一行 sep= 写明的");
    assert!(line(&lines, "“#” 1.00（用了）").contains("最宽 8 栏"));
    fs::write(here.join("一.csv"), "春游安排\n春游路线\n").unwrap();
    assert!(line(&explained(here, &["一.csv"]), "没有分隔符").ends_with("整行作一栏"));
}

#[test]
fn the_encoding_and_by_what_it_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let text = table(&NEW);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe".as_slice(), &utf16].concat();
    let old = encoding_rs::GB18030.encode(&text).0.into_owned();
    for (bytes, args, told) in [
        (text.as_bytes(), &[][..], "编码 UTF-8：每个字节都合 UTF-8 的写法"),
        (&marked, &[], "编码 UTF-16LE：文件开头有标记"),
        (&utf16, &[], "编码 UTF-16LE：没有标记，看零字节的位置推断的"),
        (&old, &[], "编码 GB18030：不合 UTF-8 的写法，看字节推断的"),
        (&old, &["--encoding", "gbk"], "编码 GB18030：照 --encoding 指明的"),
    ] {
        fs::write(here.join("表.csv"), bytes).unwrap();
        let lines = explained(here, &[&["表.csv"], args].concat());
        assert_eq!(line(&lines, "编码 "), told);
        assert!(lines.iter().any(|line| line.contains("春游安排") || line.contains("读到 2 项")));
    }
}

/// Only the place that told the domain is named, and whether an everyday name of it stands there.
#[test]
fn the_place_that_told_the_domain() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let new = table(&NEW);
    let titled = |title: &str| format!("{title}\n{new}");
    let own = [["社会救助", "春游路线"], ["养老服务", "春游日期"], ["养老服务", "春游车辆"]];
    let known = [["最低生活保障", "审核信息"], ["最低生活保障", "审批信息"]];
    let everyday = [["低保", "春游路线"], ["低保", "春游日期"]];
    let column = format!("领域,{HEAD}\n社会救助,{}", rows(&NEW[..1]));
    for (file, text, args, told) in [
        ("表.csv", new.as_str(), &["--domain", "养老服务"][..], "养老服务（照 --domain 指明的）"),
        ("养老服务目录.csv", &titled("社会救助领域标准目录"), &[], "社会救助（看表题）"),
        ("表.csv", &titled("民政救助领域标准目录"), &[], "社会救助（看表题，写的是常用的叫法）"),
        ("某县养老服务目录.csv", &new, &[], "养老服务（看文件名）"),
        ("某县民政救助目录.csv", &new, &[], "社会救助（看文件名，写的是常用的叫法）"),
        ("表.csv", &column, &[], "社会救助（看领域一栏 A2）"),
        ("表.csv", &table(&known), &[], "社会救助（看和指引对得上的事项名称 2 行）"),
        ("表.csv", &table(&everyday), &[], "社会救助（看第一级名称（常用的叫法） 2 行）"),
    ] {
        fs::write(here.join(file), text).unwrap();
        let lines = explained(here, &[&[file], args].concat());
        let found = line(&lines, "领域：").strip_prefix("领域：").unwrap();
        assert!(found.starts_with(told), "{found} / {told}");
    }
    fs::write(here.join("表.csv"), table(&own)).unwrap();
    let found = explained(here, &["表.csv"]);
    assert!(line(&found, "各行的领域：").starts_with("各行的领域：看第一级名称 3 行"));
}

/// The columns of a card are judged by what was read into them.
#[test]
fn the_headings_of_a_card() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let card = "职权名称,户外广告设置审批\n职权类别,行政许可\n实施机构,县城管局\n法律依据,《广告法》第四十一条\n";
    fs::write(here.join("卡.csv"), card).unwrap();
    let lines = explained(here, &["卡.csv"]);
    assert!(line(&lines, "工作表“表1”").contains("栏名在卡片左边"));
    assert_eq!(line(&lines, "几行并成一项"), "几行并成一项：1 项（第1—4行），一张卡片一项");
    assert!(line(&lines, "B “职权类别”").starts_with("B “职权类别”作 权力类型 1.00"));
}
