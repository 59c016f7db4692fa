//! What an office with many towns does every day: what was sent in, who differs, a body that becomes others,
//! bases that were replaced, and what is due.

use std::fs;
use std::path::{Path, PathBuf};

use mulu::input::tables::{ReadOptions, read_tables};

use crate::common::forms::Form;
use crate::common::{Run, copy, mulu, mulu_with};
use crate::submit;

fn example(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    copy(&source, &folder.path().join("仓库"));
    folder
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn said(run: &Run) -> String {
    format!("{}{}", run.stdout, run.stderr)
}

/// All texts of a workbook, a row a line.
fn rows(path: &Path) -> String {
    let tables = read_tables(&fs::read(path).unwrap(), &ReadOptions::default()).unwrap();
    let mut text = String::new();
    for sheet in &tables.workbook.sheets {
        let (end, _) = sheet.size();
        for row in 0..end {
            let cells: Vec<&str> = sheet.row(row).map(|(_, cell)| cell.text.as_str()).collect();
            text.push_str(&format!("{}\n", cells.join("|")));
        }
    }
    text
}

const HEAD: [&str; 8] = [
    "一级事项",
    "二级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
];
const ROW: [&str; 8] = [
    "最低生活保障",
    "办事指南",
    "办理事项",
    "《社会救助暂行办法》（国务院令第649号）",
    "制定或获取信息之日起10个工作日内",
    "隆盛镇人民政府",
    "■政府网站",
    "全社会",
];

fn html_table() -> String {
    let line = |cells: [&str; 8], tag: &str| {
        let cells = cells.map(|cell| format!("<{tag}>{cell}</{tag}>")).concat();
        format!("<tr>{cells}</tr>")
    };
    format!(
        "<html><meta charset=\"utf-8\"><p>隆盛镇社会救助领域基层政务公开标准目录</p><table>{}{}</table></html>",
        line(HEAD, "th"),
        line(ROW, "td")
    )
}

/// Twelve files as they come in: workbooks old and new, text, documents, pages, and one that is broken.
fn sent(folder: &Path) {
    let built = mulu(folder, &["build", "仓库", "-o", "编好"]);
    assert_eq!(built.status, 0, "{}", said(&built));
    let inbox = folder.join("收到");
    fs::create_dir_all(inbox.join("天保镇")).unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(inbox.join(name), bytes).unwrap();
    let take = |from: PathBuf, name: &str| fs::copy(from, inbox.join(name)).unwrap();
    let built = |name: &str| folder.join("编好").join(name);
    take(built("蓬莱镇/蓬莱镇政务公开事项标准目录.xlsx"), "蓬莱镇政务公开事项标准目录.xlsx");
    take(built("盐井街道/catalogue.csv"), "盐井街道.csv");
    take(fixture("drafts/蓬莱镇草案-老表.xls"), "蓬莱镇草案（老表）.xls");
    take(fixture("drafts/蓬莱镇草案-清楚.xlsx"), "大英县蓬莱镇人民政府报.xlsx");
    take(fixture("formats/python-docx.docx"), "玉峰镇.docx");
    take(fixture("formats/libreoffice.xls"), "回马镇（定稿）.xls");
    take(fixture("formats/libreoffice.docx"), "天保镇/附件.docx");
    take(fixture("formats/page.html"), "天保镇/page.html");
    put("隆盛镇.html", html_table().as_bytes());
    let csv = |cells: [&str; 8]| cells.map(|cell| format!("\"{cell}\"")).join(",");
    put("表.csv", format!("填报单位：大英县民政局\n{}\n{}\n", csv(HEAD), csv(ROW)).as_bytes());
    put("说明.csv", "序号,名称\n1,甲\n".as_bytes());
    put("通仙乡.xlsx", b"PK\x03\x04 broken");
}

#[test]
fn twelve_mixed_files_give_a_list_findings_and_replies() {
    let folder = example("daying");
    sent(folder.path());
    let args = ["receive", "收到", "-C", "仓库", "-o", "收件"];
    let run = mulu(folder.path(), &args);
    assert_eq!(run.status, 1, "{}", said(&run));
    for told in
        ["收到 12 个文件", "通仙乡.xlsx：读不了", "看不出是谁的", "说明.csv", "大英县民政局\n"]
    {
        assert!(run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
    let list = rows(&folder.path().join("收件/收件清单.xlsx"));
    for told in [
        "蓬莱镇|蓬莱镇政务公开事项标准目录.xlsx",
        "盐井街道|盐井街道.csv",
        "隆盛镇|隆盛镇.html|",
        "某派出所|天保镇/附件.docx|表里写的|",
        "天保镇|天保镇/page.html|文件夹名|",
        "大英县民政局|表.csv|表里写的|社会救助（1 项）|1|",
        "（看不出是谁的）|说明.csv",
    ] {
        assert!(list.contains(told), "{told}\n{list}");
    }
    let replies: Vec<String> = fs::read_dir(folder.path().join("收件/回复"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    for unit in
        ["蓬莱镇", "盐井街道", "隆盛镇", "某派出所", "回马镇", "天保镇", "通仙乡", "大英县民政局"]
    {
        assert!(replies.contains(&format!("{unit}.docx")), "{unit} {replies:?}");
    }
    let again = mulu(folder.path(), &args);
    assert_eq!(again.stdout, run.stdout, "the same every time");
}

#[test]
fn who_sends_nothing_is_named() {
    let folder = example("zhongshan");
    fs::create_dir(folder.path().join("收到")).unwrap();
    fs::write(folder.path().join("收到/坦洲镇.html"), html_table()).unwrap();
    let run = mulu(folder.path(), &["receive", "收到", "-C", "仓库", "-o", "收件"]);
    assert_eq!(run.status, 1, "{}", said(&run));
    assert!(run.stdout.contains("没有报的 1 个：小榄镇"), "{}", run.stdout);
    assert!(run.stdout.contains("缺 18 个领域"), "{}", run.stdout);
    let list = rows(&folder.path().join("收件/收件清单.xlsx"));
    assert!(list.contains("小榄镇|没有报"), "{list}");
}

/// A county with fifty towns, of which few leave an item out.
fn fifty() -> tempfile::TempDir {
    let folder = submit::county();
    for number in 0..50 {
        let town = folder.path().join(format!("towns/z{number:02}"));
        fs::create_dir_all(town.join("overlays")).unwrap();
        let text =
            format!("名称: 第{number}镇\n层级: 乡级\n牵头单位: {{示例: 第{number}镇办公室}}\n");
        fs::write(town.join("mulu.yaml"), text).unwrap();
        if number % 20 == 7 {
            let drop = "不采用:\n  - {编码: 'X90.001', 理由: 业务不发生, 说明: 示例}\n";
            fs::write(town.join("overlays/a.yaml"), drop).unwrap();
        }
    }
    folder
}

#[test]
fn fifty_towns_are_compared_and_outliers_are_named() {
    let folder = fifty();
    let run = mulu(folder.path(), &["matrix", ".", "-o", "对照.xlsx", "--page", "对照.html"]);
    assert_eq!(run.status, 0, "{}", said(&run));
    assert!(run.stdout.contains("50 个单位，1 个事项，处理不一致的 1 个"), "{}", run.stdout);
    for name in ["第7镇：1 个事项", "第27镇：1 个事项", "第47镇：1 个事项"] {
        assert!(run.stdout.contains(name), "{name}\n{}", run.stdout);
    }
    let text = rows(&folder.path().join("对照.xlsx"));
    assert!(text.contains("第7镇（不采用）、第27镇（不采用）、第47镇（不采用）"), "{text}");
    assert!(text.contains("★不采用"), "{text}");
    let page = fs::read_to_string(folder.path().join("对照.html")).unwrap();
    for needed in ["<svg", "第47镇", "粗框的有和多数单位不同的事项"] {
        assert!(page.contains(needed), "{needed}");
    }
    for outside in ["http://", "https://", "src=", "<script"] {
        assert!(!page.contains(outside), "the page needs nothing else: {outside}");
    }
}

#[test]
fn a_status_is_a_page_as_well() {
    let folder = example("zhongshan");
    let run = mulu(folder.path(), &["status", "仓库", "--page", "进度.html"]);
    assert_eq!(run.status, 0, "{}", said(&run));
    let page = fs::read_to_string(folder.path().join("进度.html")).unwrap();
    for needed in ["<svg", "坦洲镇", "小榄镇：逾期", "审核通过", "名单上有、还没有开始的"]
    {
        assert!(page.contains(needed), "{needed}");
    }
}

#[test]
fn a_county_that_builds_has_begun() {
    let folder = example("daying");
    let run = mulu(folder.path(), &["status", "仓库", "--member", "大英县"]);
    assert_eq!(run.status, 0, "{}", said(&run));
    assert!(!run.stdout.contains("未开始"), "{}", run.stdout);
    assert!(run.stdout.contains("责任单位或牵头单位写了，目录编得出来"), "{}", run.stdout);
}

#[test]
fn a_body_becomes_two_and_the_result_compiles() {
    let folder = example("daying");
    let head = ["reform", "仓库", "--from", "大英县民政局", "-o", "改革"];
    let to = ["--to", "大英县社会工作部=养老服务", "--to", "大英县民政和救助局"];
    let run = mulu(folder.path(), &[&head[..], &to].concat());
    assert_eq!(run.status, 0, "{}", said(&run));
    assert!(folder.path().join("改革/改好的/mulu.yaml").is_file(), "{}", run.stdout);
    let list = rows(&folder.path().join("改革/改动清单.xlsx"));
    for told in [
        "养老服务由大英县社会工作部承担，其余由大英县民政和救助局承担",
        "大英县民政局|大英县社会工作部|",
    ] {
        assert!(list.contains(told), "{told}\n{list}");
    }
    let before = fs::read_to_string(folder.path().join("仓库/mulu.yaml")).unwrap();
    assert!(before.contains("大英县民政局"), "nothing is written without --write");
    let run = mulu(folder.path(), &[&head[..], &to, &["--write", "--force"]].concat());
    assert_eq!(run.status, 0, "{}", said(&run));
    let built = mulu(folder.path(), &["build", "仓库", "-o", "编好"]);
    assert_eq!(built.status, 0, "{}", said(&built));
    for member in ["大英县", "蓬莱镇", "盐井街道"] {
        let csv = folder.path().join("编好").join(member).join("catalogue.csv");
        let csv = fs::read_to_string(csv).unwrap();
        assert!(!csv.contains("大英县民政局"), "{member}");
    }
    let csv = fs::read_to_string(folder.path().join("编好/大英县/catalogue.csv")).unwrap();
    assert!(csv.contains("大英县社会工作部") && csv.contains("大英县民政和救助局"));
    let run =
        mulu(folder.path(), &["reform", "仓库", "--from", "没有局", "--to", "甲局", "-o", "空"]);
    assert!(run.status == 2 && run.stderr.contains("没有一个事项"), "{}", said(&run));
}

/// What does not know YAML has 目录.xlsx: its cells become other, and a domain that goes apart gets a row.
#[test]
fn a_body_becomes_two_in_the_workbook_of_settings() {
    let folder = example("daying");
    let turned = mulu(folder.path(), &["init", "表格", "--from", "仓库"]);
    assert_eq!(turned.status, 0, "{}", said(&turned));
    let book = folder.path().join("表格/目录.xlsx");
    assert!(book.is_file(), "{}", said(&turned));
    let args = ["reform", "表格", "--from", "大英县民政局", "-o", "改革", "--write"];
    let to = ["--to", "大英县社会工作部=养老服务", "--to", "大英县民政和救助局"];
    let run = mulu(folder.path(), &[&args[..], &to].concat());
    assert_eq!(run.status, 0, "{}", said(&run));
    assert!(run.stdout.contains("改了 表格/目录.xlsx"), "{}", run.stdout);
    let text = rows(&book);
    assert!(!text.contains("大英县民政局"), "{text}");
    for told in ["县级民政部门|大英县民政和救助局", "养老服务|县级民政部门|大英县社会工作部"]
    {
        assert!(text.contains(told), "{told}\n{text}");
    }
    let built = mulu(folder.path(), &["build", "表格", "-o", "编好", "--member", "大英县"]);
    assert_eq!(built.status, 0, "{}", said(&built));
    let csv = fs::read_to_string(folder.path().join("编好/大英县/catalogue.csv")).unwrap();
    assert!(csv.contains("大英县社会工作部") && !csv.contains("大英县民政局"));
    let list = rows(&folder.path().join("改革/改动清单.xlsx"));
    assert!(list.contains("随上级改") || !list.contains("盐井街道"), "{list}");
}

/// Each department has its rows as a volume of its own.
#[test]
fn departments_get_their_rows_as_workbooks_and_documents() {
    let folder = example("zhongshan");
    let args = ["build", "仓库", "--member", "坦洲镇", "--formats", "xlsx,docx", "-o", "编好"];
    let run = mulu(folder.path(), &[&args[..], &["--by", "lead"]].concat());
    assert_eq!(run.status, 0, "{}", said(&run));
    let own = folder.path().join("编好/坦洲镇/各单位");
    let text = rows(&own.join("中山市民政局.xlsx"));
    assert!(text.contains("责任单位：中山市民政局（13 项）"), "{text}");
    assert!(
        text.contains("19.004") && text.contains("20.006") && !text.contains("12.002"),
        "{text}"
    );
    assert!(rows(&own.join("中山市民政局.docx")).contains("最低生活保障"));
    assert_eq!(fs::read_dir(&own).unwrap().count(), 28, "14 units, two formats");
    let again = mulu(folder.path(), &[&args[..], &["--by", "lead"]].concat());
    assert_eq!(again.stdout, run.stdout, "the same every time");
}

/// A table that leaves an item out without a word is no decision.
#[test]
fn what_is_left_out_without_a_word_has_its_own_word() {
    let folder = submit::county();
    for (name, table) in [("甲", "临时救助"), ("乙", "别的救助")] {
        let town = folder.path().join(format!("towns/{name}"));
        fs::create_dir_all(town.join("drafts")).unwrap();
        let profile = format!("名称: {name}镇\n层级: 乡级\n");
        fs::write(town.join("mulu.yaml"), profile).unwrap();
        let table = format!("编号: X90\n名称: 示例\n目录:\n  - 事项: [{table}, 办事指南]\n");
        fs::write(town.join("drafts/a.yaml"), table).unwrap();
    }
    let run = mulu(folder.path(), &["matrix", ".", "-o", "对照.xlsx"]);
    assert_eq!(run.status, 0, "{}", said(&run));
    let text = rows(&folder.path().join("对照.xlsx"));
    assert!(text.contains("X90.001|临时救助/办事指南|未说明|采用"), "{text}");
}

#[test]
fn replaced_bases_become_one_adjustment_for_all() {
    let folder = example("daying");
    let run = mulu(folder.path(), &["laws", "--replace", "仓库"]);
    assert_eq!(run.status, 0, "{}", said(&run));
    let path = folder.path().join("仓库/overlays/依据更新-2026-11-21.yaml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("公开依据: [") && text.contains("换成"), "{text}");
    let built = mulu(folder.path(), &["build", "仓库", "-o", "编好"]);
    assert_eq!(built.status, 0, "{}", said(&built));
    let run = mulu(folder.path(), &["laws", "--replace", "仓库"]);
    assert!(run.stdout.contains("没有能确定换成哪一件的"), "once is enough: {}", said(&run));
}

#[test]
fn each_body_has_a_calendar_of_what_is_due() {
    let folder = example("zhongshan");
    let run = mulu(folder.path(), &["ledger", "仓库", "--calendar", "到期"]);
    assert_eq!(run.status, 0, "{}", said(&run));
    let office = folder.path().join("到期/中山市人民政府办公室.ics");
    let ics = fs::read_to_string(office).unwrap();
    for line in ["BEGIN:VCALENDAR\r\n", "DTSTART;VALUE=DATE:20270331\r\n", "END:VCALENDAR\r\n"] {
        assert!(ics.contains(line), "{line}\n{ics}");
    }
    let sheet = rows(&folder.path().join("到期/中山市人民政府办公室.xlsx"));
    assert!(sheet.contains("2027年3月") && sheet.contains("2027-03-31|"), "{sheet}");
    // A task that several bodies share stands under each of them.
    for body in ["中山市", "火炬开发区", "石岐区", "坦洲镇"] {
        let ics = fs::read_to_string(folder.path().join(format!("到期/{body}.ics"))).unwrap();
        assert!(ics.contains("SUMMARY:第一批编制并公布本级"), "{body}\n{ics}");
    }
    assert!(run.stdout.matches("第一批编制并公布").count() >= 2, "{}", run.stdout);
}

#[test]
fn limits_in_everyday_words_and_beyond_the_calendar() {
    let folder = tempfile::tempdir().unwrap();
    for (limit, due) in [
        ("每月10号前", "到期  2026-12-10"),
        ("每月10日前", "到期  2026-12-10"),
        ("每月公开", "到期  2026-11-30"),
    ] {
        let run = mulu(folder.path(), &["due", "2026-11-21", limit]);
        assert!(run.status == 0 && run.stdout.contains(due), "{limit} {}", said(&run));
    }
    let run = mulu(folder.path(), &["due", "2026-11-21", "10号前"]);
    assert_eq!(run.status, 1, "{}", said(&run));
    for told in ["到期  大约 2026-12-10", "没有写明哪个月，按下一个 10 号算"] {
        assert!(run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
    let run = mulu(folder.path(), &["due", "2026-12-04", "20个工作日内"]);
    assert_eq!(run.status, 1, "{}", said(&run));
    for told in ["到期  大约 2027-01-01", "没有2027年的节假日安排", "只按周一到周五算"]
    {
        assert!(run.stdout.contains(told), "{told}\n{}", run.stdout);
    }
}

#[test]
fn what_is_withheld_is_looked_at_again_every_year() {
    let folder = submit::county();
    let town = folder.path().join("towns/jia");
    fs::create_dir_all(town.join("overlays")).unwrap();
    let text = "名称: 甲镇\n层级: 乡级\n牵头单位: {示例: 甲镇办公室}\n";
    fs::write(town.join("mulu.yaml"), text).unwrap();
    let drop =
        "不采用:\n  - {编码: 'X90.001', 理由: 依法不予公开, 条款: 条例第十六条, 说明: 示例}\n";
    fs::write(town.join("overlays/a.yaml"), drop).unwrap();
    let args = ["reassess", ".", "--member", "甲镇"];
    let run = mulu(folder.path(), &[&args[..], &["-o", "评估.xlsx"]].concat());
    assert_eq!(run.status, 0, "{}", said(&run));
    assert!(run.stdout.contains("不予公开的 1 项，满一年没有评估的 1 项"), "{}", run.stdout);
    let mut form = Form::open(fs::read(folder.path().join("评估.xlsx")).unwrap());
    form.set("X90.001", "评估结论", "继续不公开").set("X90.001", "评估日期", "2026年11月20日");
    fs::write(folder.path().join("填好.xlsx"), form.filled()).unwrap();
    let run = mulu(folder.path(), &[&args[..], &["--read", "填好.xlsx"]].concat());
    assert_eq!(run.status, 0, "{}", said(&run));
    assert!(run.stdout.contains("满一年没有评估的 0 项"), "{}", run.stdout);
    let kept = fs::read_to_string(town.join("不公开评估.yaml")).unwrap();
    assert!(kept.contains("对象: \"X90.001\", 日期: 2026-11-20, 结论: 继续不公开"), "{kept}");
    let later = mulu_with(folder.path(), &args, &[("MULU_TODAY", "2027-11-20")]);
    assert!(later.stdout.contains("满一年没有评估的 1 项"), "{}", said(&later));
}

#[test]
fn the_catalogue_is_a_document_with_the_same_rows() {
    let folder = example("zhongshan");
    let args = ["build", "仓库", "--member", "坦洲镇", "--formats", "docx,json", "-o", "编好"];
    let run = mulu(folder.path(), &args);
    assert_eq!(run.status, 0, "{}", said(&run));
    let name = "编好/坦洲镇/坦洲镇政务公开事项标准目录.docx";
    let tables = read_tables(&fs::read(folder.path().join(name)).unwrap(), &ReadOptions::default());
    let cells: Vec<String> = tables
        .unwrap()
        .workbook
        .sheets
        .iter()
        .flat_map(|sheet| sheet.cells.values().map(|cell| cell.text.clone()))
        .collect();
    let json = fs::read_to_string(folder.path().join("编好/坦洲镇/catalogue.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let domains = json["领域"].as_array().unwrap();
    let items = domains.iter().flat_map(|domain| domain["目录"].as_array().unwrap());
    let names: Vec<&str> = items
        .map(|item| item["事项"].as_array().unwrap().last().unwrap().as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 171);
    let missing: Vec<&&str> =
        names.iter().filter(|name| !cells.iter().any(|cell| cell == **name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_review_that_is_over_is_told() {
    let folder = submit::county();
    let told = "下次评估日期 2027-11-01 已经过了";
    for (today, is_over) in [("2027-11-01", false), ("2027-11-02", true)] {
        let run = mulu_with(folder.path(), &["status", "."], &[("MULU_TODAY", today)]);
        assert_eq!(run.stdout.contains(told), is_over, "{today} {}", said(&run));
        for (command, told) in
            [("check", "下次评估日期 2027-11-01 已经过了，还没有换版本"), ("ledger", told)]
        {
            let run = mulu_with(folder.path(), &[command, "."], &[("MULU_TODAY", today)]);
            assert_eq!(said(&run).contains(told), is_over, "{command} {today} {}", said(&run));
        }
    }
}

/// What lies too deep is not left out without a word.
#[test]
fn a_folder_that_lies_too_deep_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("收/甲/乙/丙/丁");
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("蓬莱镇.csv"), "序号\n").unwrap();
    let run = mulu(folder.path(), &["receive", "收", "-o", "出"]);
    assert_eq!(run.status, 1, "{}", said(&run));
    assert!(run.stdout.contains("甲/乙/丙/丁：读不了：文件夹套得太深"), "{}", said(&run));
}
