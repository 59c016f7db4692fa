//! Bare county workbooks in the official form, clean but for one planted defect of structure, channels,
//! audience or privacy: the defect is found at its cell, and nothing at warning or error level stands
//! anywhere else.

use std::sync::{LazyLock, Mutex, PoisonError};

use mulu::bare::{self, Guidelines};
use mulu::finding::{Finding, Severity};
use mulu::input::single;
use mulu::register::Registers;
use mulu::source::{CellRef, FilePlace, SourceMap};
use rust_xlsxwriter::{Format, Workbook};

/// The cells of one row, from 序号 to 乡级.
pub(crate) type Row = [String; 14];

const DOMAIN: &str = "社会救助";
pub(crate) const ELEMENTS: usize = 3;
pub(crate) const BASIS: usize = 4;
pub(crate) const LIMIT: usize = 5;
pub(crate) const BODY: usize = 6;
pub(crate) const CHANNELS: usize = 7;
/// The first row of the table that holds an item, counted from 0.
pub(crate) const FIRST: u32 = 3;
const BLOCK: &str = "■政府网站 □政府公报\n□两微一端 □发布会/听证会\n□广播电视 □纸质媒体\n■公开查阅点 \
                     ■政务服务中心\n□便民服务站 □入户/现场\n□社区/企事业单位/村公示栏（电子屏）\n\
                     □精准推送 □其他____";

fn row(serial: u32, first: &str, last: &str, elements: &str, basis: &str) -> Row {
    let limit = "信息形成或者变更之日起20个工作日内";
    let cells = [
        &serial.to_string(),
        first,
        last,
        elements,
        basis,
        limit,
        "大英县民政局、蓬莱镇人民政府",
        BLOCK,
        "√",
        "",
        "√",
        "",
        "√",
        "√",
    ];
    cells.map(str::to_owned)
}

/// 社会救助 as a county has it.
fn rows() -> Vec<Row> {
    let regulation = "《中华人民共和国政府信息公开条例》（国务院令第711号）";
    let measures = "《社会救助暂行办法》（国务院令第649号）\n《政府信息公开条例》";
    let subsistence = "《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕45号）";
    let destitute = "《国务院关于进一步健全特困人员救助供养制度的意见》（国发〔2016〕14号）";
    let temporary = "【规范性文件】《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）";
    let guide = "1.办理事项\n2.办理条件\n3.申请材料\n4.办理流程\n5.办理时间、地点\n6.联系电话";
    vec![
        row(1, "综合业务", "政策法规文件", "1.法律法规\n2.部门规章\n3.各类规范性文件", regulation),
        row(2, "综合业务", "监督检查", "社会救助信访通讯地址；社会救助投诉举报电话", regulation),
        row(3, "最低生活保障", "政策法规文件", "《社会救助暂行办法》及配套政策法规文件", measures),
        row(4, "最低生活保障", "办事指南", guide, subsistence),
        row(5, "最低生活保障", "审核信息", "初审对象名单及相关信息", subsistence),
        row(6, "最低生活保障", "审批信息", "低保对象名单及相关信息", subsistence),
        row(7, "特困人员救助供养", "办事指南", guide, destitute),
        row(8, "临时救助", "办事指南", guide, temporary),
    ]
}

fn write(domain: &str, rows: &[Row]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name(domain).unwrap();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 13, &title(domain), &plain).unwrap();
    let wide = [(1, 2, "公开事项"), (8, 9, "公开对象"), (10, 11, "公开方式"), (12, 13, "公开层级")];
    for (from, to, heading) in wide {
        sheet.merge_range(1, from, 1, to, heading, &plain).unwrap();
    }
    let tall =
        ["序号", "", "", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"];
    for (column, heading) in (0u16..).zip(tall).filter(|(_, heading)| !heading.is_empty()) {
        sheet.merge_range(1, column, 2, column, heading, &plain).unwrap();
    }
    let below =
        ["一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请公开", "县级", "乡级"];
    for (column, heading) in [1u16, 2, 8, 9, 10, 11, 12, 13].into_iter().zip(below) {
        sheet.write_string(2, column, heading).unwrap();
    }
    for (at, row) in (FIRST..).zip(rows) {
        for (column, text) in (0u16..).zip(row).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(at, column, text).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The guidelines with the map that they stand in; they are loaded once for all tables.
static GUIDELINES: LazyLock<Mutex<(SourceMap, Guidelines)>> = LazyLock::new(|| {
    let mut map = SourceMap::new();
    let guidelines = Guidelines::load(&mut map, Registers::of(&[]));
    Mutex::new((map, guidelines))
});

fn title(domain: &str) -> String {
    format!("大英县{domain}领域基层政务公开标准目录")
}

/// The findings on a table of the county in this domain.
pub(crate) fn check_table(domain: &str, rows: &[Row]) -> Vec<Finding> {
    check_file(&format!("{}.xlsx", title(domain)), &write(domain, rows))
}

fn check_file(name: &str, bytes: &[u8]) -> Vec<Finding> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut loaded = GUIDELINES.lock().unwrap_or_else(PoisonError::into_inner);
    let (map, guidelines) = &mut *loaded;
    let options = mulu::input::sheet::RecogniseOptions::knowing(
        mulu::register::Registers::known_domains(&[]),
    );
    let single = single::read(map, &path, name, &options, None).unwrap();
    bare::check(single, guidelines, jiff::civil::date(2026, 11, 21)).findings
}

fn check(rows: &[Row]) -> Vec<Finding> {
    check_table(DOMAIN, rows)
}

fn faults(rows: &[Row]) -> Vec<Finding> {
    let mut findings = check(rows);
    findings.retain(is_planted);
    findings
}

/// Whether a finding is serious and not about a text that the guideline itself has.
pub(crate) fn is_planted(finding: &Finding) -> bool {
    finding.severity >= Severity::Warning && !finding.inherited
}

pub(crate) fn cell(finding: &Finding) -> Option<(u32, usize)> {
    match finding.location.place {
        FilePlace::Cell { cell: CellRef { row, column }, .. } => Some((row, usize::from(column))),
        FilePlace::Whole | FilePlace::Span(_) => None,
    }
}

pub(crate) fn describe(findings: &[Finding]) -> String {
    let line = |f: &Finding| {
        let item = f.item.as_ref().map(|item| item.path.join("/")).unwrap_or_default();
        let field = f.field.map(|field| field.heading()).unwrap_or_default();
        format!("{} {} {:?} {item} {field} {}\n", f.severity.id(), f.rule, cell(f), f.message)
    };
    findings.iter().map(line).collect()
}

/// Plants a text in a cell; exactly one finding of this rule stands there, with item and field.
fn planted(rule: &str, at: usize, column: usize, field: &str, text: &str) {
    let mut table = rows();
    table[at][column] = text.to_owned();
    found(&table, rule, (at, column), field);
}

fn found(table: &[Row], rule: &str, (at, column): (usize, usize), field: &str) {
    let faults = faults(table);
    let [fault] = faults.as_slice() else { panic!("{rule}:\n{}", describe(&faults)) };
    let shown = describe(&faults);
    assert_eq!(fault.rule.0, rule, "{shown}");
    assert_eq!(cell(fault), Some((FIRST + at as u32, column)), "{shown}");
    assert_eq!(fault.field.map(|field| field.heading()), Some(field), "{shown}");
    let item = fault.item.as_ref().map(|item| item.path.last().cloned());
    assert_eq!(item, Some(Some(table[at][2].clone())), "{shown}");
}

#[test]
fn the_clean_table_is_clean() {
    let faults = faults(&rows());
    assert!(faults.is_empty(), "{}", describe(&faults));
}

#[test]
fn texts_that_were_not_filled_in() {
    planted(
        "placeholder-left",
        3,
        ELEMENTS,
        "公开内容",
        "1.办理条件\n2.××街道办事处地址\n3.联系电话",
    );
    planted(
        "placeholder-left",
        1,
        ELEMENTS,
        "公开内容",
        "社会救助信访通讯地址；请填写；投诉举报电话",
    );
    planted("truncated-text", 3, ELEMENTS, "公开内容", "1.办理条件\n2.\n3.联系电话");
    planted("truncated-text", 4, ELEMENTS, "公开内容", "1.识别标准（");
    planted("ditto-mark", 4, LIMIT, "公开时限", "同上");
    planted("ditto-mark", 4, CHANNELS, "公开渠道", "〃");
}

#[test]
fn brackets_and_width() {
    let open = "《国务院关于进一步加强和改进最低生活保障工作的意见（国发〔2012〕45号）";
    planted("unbalanced-brackets", 3, BASIS, "公开依据", open);
    planted("unbalanced-brackets", 4, ELEMENTS, "公开内容", "初审对象名单）及相关信息");
    let mixed = "初审对象名单（姓名、人数)及相关信息";
    planted("mixed-width", 4, ELEMENTS, "公开内容", mixed);
    planted("mixed-width", 5, LIMIT, "公开时限", "信息形成或者变更之日起２０个工作日内");
    planted("broken-words", 5, LIMIT, "公开时限", "信息形成或者变更之日起20个工 作日内");
    planted(
        "broken-words",
        2,
        BASIS,
        "公开依据",
        "《社会救助暂行办法》（国务院令第649号）\n《政府信 息公开条例》",
    );
}

#[test]
fn line_breaks_inside_words() {
    planted("broken-words", 5, LIMIT, "公开时限", "信息形成或者变更之日起20个工\n作日内");
    let torn = "《中华人民共和国政府信息公开条\n例》（国务院令第711号）";
    planted("broken-words", 1, BASIS, "公开依据", torn);
    planted("broken-words", 4, ELEMENTS, "公开内容", "初审对象名单\n受理投\n诉的方式");
    // Paragraphs and lists are as they should be.
    let mut table = rows();
    table[4][ELEMENTS] = "初审对象名单\n相关信息\n受理投诉的方式".to_owned();
    table[5][LIMIT] = "信息形成或者变更之日起20个工作日内\n公示期7个工作日".to_owned();
    let notes = check(&table);
    assert!(!notes.iter().any(|f| f.rule.0 == "broken-words"), "{}", describe(&notes));
}

/// A field that is not there is shown at its empty cell.
#[test]
fn empty_cells() {
    planted("missing-field", 4, ELEMENTS, "公开内容", "");
    planted("missing-field", 3, LIMIT, "公开时限", "");
    planted("missing-field", 5, BODY, "公开主体", "");
    let mut table = rows();
    table.push(row(9, "急难救助", "急难救助发放情况", "1.发放对象\n2.发放金额", ""));
    found(&table, "missing-field", (8, BASIS), "公开依据");
    let mut table = rows();
    table[6][8].clear();
    found(&table, "audience-unclear", (6, 8), "公开对象");
}

/// A column that the table lacks is one fault of the table, however few its rows; there is no such cell, so
/// that the name is the place.
#[test]
fn a_column_that_is_not_there() {
    let table = "大英县社会救助领域基层政务公开标准目录
序号,一级事项,二级事项,公开内容（要素）,公开依据,公开主体,公开渠道和载体,公开对象,公开方式,公开层级
1,急难救助,急难救助发放情况,发放对象；发放金额,《社会救助暂行办法》（国务院令第649号）,大英县民政局,■政府网站,全社会,主动,县级
";
    let findings = check_file("大英县社会救助.csv", table.as_bytes());
    let found = |rule: &str| -> Vec<_> { findings.iter().filter(|f| f.rule.0 == rule).collect() };
    let [column] = found("empty-column")[..] else { panic!("{}", describe(&findings)) };
    assert_eq!(cell(column), Some((2, 2)));
    assert!(column.message.contains("“公开时限”这一栏"), "{}", column.message);
    assert!(found("missing-field").is_empty(), "{}", describe(&findings));
}

#[test]
fn contents() {
    let mut table = rows();
    table.push(row(
        9,
        "急难救助",
        "急难救助发放情况",
        "急难救助发放情况",
        &table[7][BASIS].clone(),
    ));
    found(&table, "name-as-content", (8, ELEMENTS), "公开内容");
}

#[test]
fn channels() {
    let block = |from: &str, to: &str| BLOCK.replace(from, to);
    planted("unknown-channel", 2, CHANNELS, "公开渠道", &block("■公开查阅点", "■公开查月点"));
    planted("broken-tick", 2, CHANNELS, "公开渠道", &block("□政府公报", "口政府公报"));
    planted("broken-tick", 2, CHANNELS, "公开渠道", &block("■政府网站", "R政府网站"));
    planted("website-missing", 2, CHANNELS, "公开渠道", &block("■政府网站", "□政府网站"));
}

#[test]
fn audience() {
    let mut table = rows();
    table[3][10].clear();
    table[3][11] = "√".to_owned();
    found(&table, "request-with-public-channel", (3, 11), "公开方式");
    let mut table = rows();
    table[3][8].clear();
    table[3][9] = "√".to_owned();
    found(&table, "group-unnamed", (3, 9), "公开对象");
}

#[test]
fn levels() {
    let mut table = rows();
    table[3][12].clear();
    table[3][13].clear();
    let faults = faults(&table);
    let [fault] = faults.as_slice() else { panic!("{}", describe(&faults)) };
    assert_eq!((fault.rule.0, fault.severity), ("level-missing", Severity::Error));
    // Both cells are empty; the first is the place.
    assert_eq!(cell(fault), Some((FIRST + 3, 12)), "{}", describe(&faults));
}

#[test]
fn privacy() {
    let with = |text: &str| format!("1.办理条件\n2.{text}\n3.联系电话");
    planted("personal-data", 3, ELEMENTS, "公开内容", &with("经办人11010519491231002X"));
    planted("personal-data", 3, ELEMENTS, "公开内容", &with("联系人王某13900001234"));
    planted("personal-data", 5, ELEMENTS, "公开内容", "1.姓名\n2.家庭住址\n3.病情");
    planted("personal-data", 7, ELEMENTS, "公开内容", &with("捐款账户6222021234567890128"));
    planted("minors-data", 6, ELEMENTS, "公开内容", "事实无人抚养儿童名单\n供养标准");
    planted("secrecy-mark", 4, ELEMENTS, "公开内容", "初审对象名单（内部资料，注意保存）");
    planted("secrecy-mark", 4, ELEMENTS, "公开内容", "秘密★1年\n初审对象名单");
}

#[test]
fn an_empty_column_is_reported_once() {
    let mut table = rows();
    table.iter_mut().for_each(|row| row[BASIS].clear());
    let faults = faults(&table);
    let [fault] = faults.as_slice() else { panic!("{}", describe(&faults)) };
    assert_eq!(
        (fault.rule.0, fault.field.map(|f| f.heading())),
        ("empty-column", Some("公开依据"))
    );
}

#[test]
fn a_row_that_has_slipped() {
    let mut table = rows();
    let row = &mut table[4];
    row[BASIS..=BODY].rotate_left(1);
    let faults = faults(&table);
    let of_row: Vec<&Finding> =
        faults.iter().filter(|f| cell(f).is_some_and(|(row, _)| row == FIRST + 4)).collect();
    assert_eq!(of_row.len(), faults.len(), "{}", describe(&faults));
    let told = |f: &&Finding| ["shifted-columns", "unsure-cell"].contains(&f.rule.0);
    assert!(of_row.iter().any(told), "{}", describe(&check(&table)));
}

/// Several rows whose columns have slipped: the reader moves what it can place, and tells each row.
#[test]
fn columns_that_have_slipped() {
    let mut table = rows();
    table.iter_mut().for_each(|row| row[BASIS..=BODY].rotate_right(1));
    let found = check(&table);
    // Many rows are told at once: 第4、5、7行（共 3 行）.
    let told = |row: u32| {
        let names = |f: &&Finding| {
            let shown = f.message.split('行').next().unwrap_or("").trim_start_matches('第');
            shown.split('、').any(|number| number == (row + 1).to_string())
        };
        let at = |f: &&Finding| cell(f).is_some_and(|(at, _)| at == row);
        found.iter().filter(|f| f.rule.0 == "unsure-cell").any(|f| at(&f) || names(&f))
    };
    // Columns that stand wrong in every row are told once each, where they begin.
    let column = |at: usize| {
        let says =
            |f: &&Finding| f.message.contains("这一栏写的是") && cell(f) == Some((FIRST, at));
        found.iter().filter(|f| f.rule.0 == "unsure-cell").any(|f| says(&f))
    };
    let by_column = column(BASIS) && column(BASIS + 1);
    assert!(by_column || (0..8).all(|row| told(FIRST + row)), "{}", describe(&found));
    assert_eq!(table.len(), 8);
}

#[test]
fn serial_numbers() {
    let mut table = rows();
    table[4][0] = "4".to_owned();
    let faults = faults(&table);
    let [fault] = faults.as_slice() else { panic!("{}", describe(&faults)) };
    assert_eq!((fault.rule.0, cell(fault)), ("serial-gap", Some((FIRST + 4, 0))));
    // A table that begins with 1 and lacks one number has lost a row; a part of a table has not.
    let mut table = rows();
    table.remove(4);
    let notes = |table: &[Row]| {
        let found: Vec<Finding> =
            check(table).into_iter().filter(|f| f.rule.0 == "serial-gap").collect();
        found.iter().map(|f| (f.severity, cell(f))).collect::<Vec<_>>()
    };
    assert_eq!(notes(&table), [(Severity::Warning, Some((FIRST + 4, 0)))]);
    assert_eq!(notes(&rows()[3..]), []);
}

#[test]
fn fewer_channels_than_the_guideline_are_a_note() {
    let mut table = rows();
    table[3][CHANNELS] = "■政府网站 □公开查阅点 □政务服务中心".to_owned();
    let found = check(&table);
    let found: Vec<&Finding> =
        found.iter().filter(|f| f.rule.0 == "channel-below-guideline").collect();
    let places: Vec<_> = found.iter().map(|f| (f.severity, cell(f))).collect();
    assert!(places.contains(&(Severity::Note, Some((FIRST + 3, CHANNELS)))), "{places:?}");
    assert!(places.iter().all(|(severity, _)| *severity == Severity::Note), "{places:?}");
}
