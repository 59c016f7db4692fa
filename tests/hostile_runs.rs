//! What hostile inputs cost the program: each run has a ceiling on its memory and on the time that the
//! processor works for it, and must end by itself with a message in Chinese.
//!
//! The inputs are those of a review that found them to be slow or large; they are built here, small on the
//! disk and large when unfolded. Times are those of a debug build, so the ceilings tell what grows with the
//! square of its input and no more.
#![cfg(unix)]

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};

use crate::common::{Run, shell};

/// Megabytes of address space and seconds of work.
const MEMORY: u32 = 1_500;
const SECONDS: u32 = 60;

/// Runs mulu below the ceilings. A run that passes one is killed, or says that memory is short.
fn limited(folder: &Path, arguments: &str) -> Run {
    let line = format!("ulimit -v {}; ulimit -t {SECONDS}; exec mulu {arguments}", MEMORY * 1024);
    let run = shell(folder, &line);
    assert!((0..=2).contains(&run.status), "{arguments}: {} {:.500}", run.status, run.stderr);
    assert!(!run.stderr.contains("memory"), "{arguments}: {:.500}", run.stderr);
    run
}

/// What `import` and `check` make of a file.
fn read_and_checked(name: &str, bytes: &[u8]) -> [Run; 2] {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let runs = ["import --format json", "check --format json"]
        .map(|command| limited(folder.path(), &format!("{command} {name}")));
    for run in &runs {
        let said = run.status < 2 || run.stderr.chars().any(|c| c > '\u{4e00}');
        assert!(said, "{name}: {:.500}", run.stderr);
    }
    runs
}

const HEADINGS: [&str; 10] = [
    "序号",
    "公开事项",
    "公开内容",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
    "公开方式",
    "公开层级",
];

/// A catalogue of these rows below its head; `merged` columns are merged from the first row to the last.
fn catalogue(rows: u32, cell: impl Fn(u32, u16) -> String, merged: &[u16]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0u16..).zip(HEADINGS) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for row in 1..=rows {
        for column in (0..10).filter(|column| !merged.contains(column)) {
            sheet.write_string(row, column, cell(row, column)).unwrap();
        }
    }
    for column in merged {
        let text = cell(1, *column);
        sheet.merge_range(1, *column, rows, *column, &text, &Format::new()).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

fn plain(row: u32, column: u16) -> String {
    match column {
        0 => row.to_string(),
        1 => format!("事项{row}"),
        5 => "大英县民政局".to_owned(),
        _ => "甲".to_owned(),
    }
}

#[test]
fn a_long_text_merged_over_many_rows() {
    let long = |row, column| match column {
        2..=9 => "公开内容".repeat(8_000),
        _ => plain(row, column),
    };
    let merged: Vec<u16> = (2..10).collect();
    let [import, check] = read_and_checked("长.xlsx", &catalogue(2_000, long, &merged));
    assert_eq!((import.status, check.status), (2, 2), "{}", import.stderr);
    assert!(import.stderr.contains("文字"), "{}", import.stderr);
}

#[test]
fn a_text_merged_over_the_rows_of_a_town_is_read() {
    let long = |row, column| match column {
        3 => "《社会救助暂行办法》（国务院令第649号）\n".repeat(20),
        _ => plain(row, column),
    };
    let [import, check] = read_and_checked("镇.xlsx", &catalogue(170, long, &[3]));
    // It has no domain, which is a question and no refusal.
    assert!(import.status < 2, "{}", import.stderr);
    assert!(check.status < 2, "{}", check.stderr);
}

#[test]
fn brackets_that_never_close() {
    for open in ["《甲法》（国发〔2019〕", "（", "《", "〔", "（http"] {
        let many = |row, column| match column {
            2..=6 => open.repeat(32_000 / open.chars().count() - 1),
            _ => plain(row, column),
        };
        read_and_checked("括号.xlsx", &catalogue(8, many, &[]));
    }
}

#[test]
fn one_word_over_and_over() {
    for word in ["县级", "大英县民政局、", "■政府网站", "20个工作日"] {
        let many = |row, column| match column {
            2..=9 => word.repeat(30_000 / word.chars().count()),
            _ => plain(row, column),
        };
        read_and_checked("重复.xlsx", &catalogue(4, many, &[]));
    }
}

/// A csv has no limit of its own on the length of a cell.
#[test]
fn one_level_over_and_over() {
    let head = HEADINGS.join(",");
    for word in ["县级", "（《", "甲、", "1.甲"] {
        let cell = word.repeat(20_000);
        let row =
            format!("1,事项,{cell},《甲法》,20个工作日内,大英县民政局,{cell},全社会,主动,{cell}");
        let [import, check] = read_and_checked("格.csv", format!("{head}\n{row}\n").as_bytes());
        assert!(import.status < 2 && check.status < 2, "{word} {}", import.stderr);
    }
}

#[test]
fn headings_without_end() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..20_000 {
        for (column, heading) in (0u16..).zip(HEADINGS) {
            sheet.write_string(row, column, heading).unwrap();
        }
    }
    read_and_checked("表头.xlsx", &workbook.save_to_buffer().unwrap());
}

#[test]
fn keys_without_end() {
    let keys: String = (0..80_000).map(|n| format!("甲{n}: 1\n")).collect();
    let text = format!("名称: 示例\n目录: []\n{keys}");
    let [_, check] = read_and_checked("键.yaml", text.as_bytes());
    assert!(check.status > 0, "{}", check.stdout.len());
}

/// What is no file is never waited for: a device that does not end, a pipe that nobody writes into.
#[test]
fn devices_and_pipes_are_no_files() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("mulu.yaml"), "名称: 示例县\n层级: 县级\n继承: 无\n").unwrap();
    fs::create_dir(here.join("overlays")).unwrap();
    assert_eq!(shell(here, "mkfifo 管道.yaml").status, 0);
    for command in ["check /dev/zero", "check 管道.yaml", "import /dev/zero", "import 管道.yaml"]
    {
        let run = limited(here, command);
        assert_eq!(run.status, 2, "{command}: {}", run.stdout);
        assert!(run.stderr.contains("这是设备或者管道"), "{command}: {}", run.stderr);
    }
    std::os::unix::fs::symlink("/dev/zero", here.join("overlays/无尽.yaml")).unwrap();
    assert_eq!(shell(here, "mkfifo overlays/管道.xlsx").status, 0);
    let run = limited(here, "check .");
    assert!(run.status > 0, "{}", run.stdout);
    for name in ["无尽.yaml", "管道.xlsx"] {
        assert!(format!("{}{}", run.stdout, run.stderr).contains(name), "{}", run.stdout);
    }
}

/// Links that lead back to where they stand, or out of the repository, are told of and not followed.
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().join("县");
    fs::create_dir_all(here.join("towns")).unwrap();
    fs::create_dir_all(here.join("drafts")).unwrap();
    fs::write(here.join("mulu.yaml"), "名称: 示例县\n层级: 县级\n继承: 无\n").unwrap();
    for name in ["甲", "乙"] {
        symlink("..", here.join("towns").join(name)).unwrap();
    }
    fs::create_dir(folder.path().join("外")).unwrap();
    fs::write(folder.path().join("外/丙.yaml"), "秘密: 1\n").unwrap();
    symlink("../外", here.join("overlays")).unwrap();
    symlink("../../外/丙.yaml", here.join("drafts/丙.yaml")).unwrap();
    let run = limited(&here, "check . --format json");
    for name in ["towns/甲", "towns/乙", "overlays", "drafts/丙.yaml"] {
        assert!(run.stdout.contains(&format!("{name}\"")), "{name} {}", run.stdout);
    }
    assert_eq!(run.stdout.matches("\"unreadable-file\"").count(), 4, "{}", run.stdout);
    assert!(!run.stdout.contains("秘密"), "{}", run.stdout);
}

#[test]
fn instruments_without_end_in_one_cell() {
    let many = |row, column| match column {
        3 => (0..1_800).map(|n| format!("《甲{n}法》（国发〔2019〕{n}号）")).collect(),
        _ => plain(row, column),
    };
    let bytes = catalogue(4, |row, column| many(row, column).chars().take(32_000).collect(), &[]);
    read_and_checked("依据.xlsx", &bytes);
}

#[test]
fn merges_without_end() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0u16..).zip(HEADINGS) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for row in 1..20_000 {
        sheet.merge_range(row, 0, row, 4, "甲", &Format::new()).unwrap();
    }
    read_and_checked("合并.xlsx", &workbook.save_to_buffer().unwrap());
}

/// A town of honest rows, more than any has.
#[test]
fn rows_without_end() {
    let [import, _] = read_and_checked("行.xlsx", &catalogue(8_000, plain, &[]));
    assert!(import.status < 2, "{}", import.stderr);
}

#[test]
fn lists_without_end() {
    let items = "  - {事项: [甲], 公开内容: [乙]}\n".repeat(20_000);
    let text = format!("编号: X90\n名称: 示例\n目录:\n{items}");
    let [_, check] = read_and_checked("长.yaml", text.as_bytes());
    assert!(check.status > 0, "{}", check.stdout.len());
    let json = format!("[{}1]", "[1],".repeat(200_000));
    read_and_checked("长.json", json.as_bytes());
}

#[test]
fn one_sheet_under_many_names() {
    let mut workbook = Workbook::new();
    for number in 0..300 {
        let sheet = workbook.add_worksheet().set_name(format!("表{number}")).unwrap();
        for (column, heading) in (0u16..).zip(HEADINGS) {
            sheet.write_string(0, column, heading).unwrap();
            sheet.write_string(1, column, plain(1, column)).unwrap();
        }
    }
    read_and_checked("许多.xlsx", &workbook.save_to_buffer().unwrap());
}

/// A csv of some rows below its head, each of these cells.
fn csv(rows: impl Iterator<Item = [String; 10]>) -> Vec<u8> {
    let quoted = |cells: [String; 10]| cells.map(|text| format!("\"{text}\"")).join(",");
    let rows: Vec<String> = rows.map(quoted).collect();
    format!("{}\n{}\n", HEADINGS.join(","), rows.join("\n")).into_bytes()
}

/// A long text above thousands of blanks is not filled into all of them.
#[test]
fn a_long_text_above_many_blanks() {
    let long = "《甲》".repeat(12_000);
    let head = "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道和载体";
    let start =
        |n: usize| format!("{n},甲{n},乙{n},内容{n},{long},20个工作日内,大英县民政局,■政府网站\n");
    let blank = |n: usize| format!("{n},,丙{n},内容{n},,20个工作日内,大英县民政局,■政府网站\n");
    let rows: String = [start(1), start(2)].concat() + &(3..5_000).map(blank).collect::<String>();
    let text = format!("{head}\n{rows}");
    let [import, check] = read_and_checked("填.csv", text.as_bytes());
    assert!(import.status < 2 && check.status < 2, "{}", import.stderr);
    assert!(import.stdout.contains("没有填下来"), "{:.300}", import.stdout);
}

/// A cell of a csv that is torn into rows by its quotation mark: rows that name nothing are not filled.
#[test]
fn rows_that_name_nothing_are_not_filled() {
    let cell = "县\n".repeat(20_000);
    let [import, check] = read_and_checked(
        "撕.csv",
        &csv((1..4).map(|n| {
            let body = if n == 2 { cell.clone() } else { "大英县民政局".to_owned() };
            let text = |text: &str| text.to_owned();
            let (number, name) = (n.to_string(), format!("事项{n}"));
            let rest = ["《甲法》", "20个工作日内"].map(text);
            let [basis, limit] = rest;
            let [site, all, active, level] = ["■政府网站", "全社会", "主动", "县级"].map(text);
            [number, name, text("内容"), basis, limit, body, site, all, active, level]
        })),
    );
    assert!(import.status < 2 && check.status < 2, "{}", import.stderr);
}

/// Rows of nothing but headings, far wider than any head.
#[test]
fn wide_rows_of_headings() {
    let row = vec!["公开时限"; 200].join(",") + "\n";
    read_and_checked("宽.csv", row.repeat(1_000).as_bytes());
}

/// What is printed stays short, whatever cells and headings hold.
#[test]
fn long_texts_are_cut_on_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let long = "（".repeat(100_000);
    let heading = format!("公开内容{}", "公开".repeat(40_000));
    let text = format!(
        "序号,公开事项,{heading},公开依据,公开时限,公开主体,公开渠道和载体\n\
         1,事项,{long},《甲法》,20个工作日内,{long},■政府网站\n"
    );
    fs::write(folder.path().join("长.csv"), text).unwrap();
    for command in ["check", "check -v", "import"] {
        let run = limited(folder.path(), &format!("{command} 长.csv"));
        let shown = run.stderr.len() + if command == "import" { 0 } else { run.stdout.len() };
        assert!(shown < 100_000, "{command} {shown}");
    }
}

/// The size that the disk states is enough to refuse a file: nothing of it is read.
#[test]
fn files_that_are_far_too_large_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["大.xlsx", "大.csv", "大.yaml"] {
        let file = fs::File::create(folder.path().join(name)).unwrap();
        file.set_len(3 << 30).unwrap();
    }
    fs::write(folder.path().join("表.csv"), HEADINGS.join(",")).unwrap();
    for arguments in [
        "check 大.xlsx",
        "check 大.csv",
        "check 大.yaml",
        "import 大.xlsx",
        "import 大.csv",
        "import 表.csv --map 大.yaml",
        "submit --verify 大.xlsx",
    ] {
        let run = limited(folder.path(), arguments);
        assert_eq!(run.status, 2, "{arguments}: {}", run.stdout);
        assert!(run.stderr.contains("文件太大"), "{arguments}: {}", run.stderr);
    }
}

/// Links are told, with what is wrong with them in words; a file is received once.
#[test]
fn links_of_a_received_folder_are_told() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::create_dir_all(here.join("收/甲")).unwrap();
    fs::write(here.join("收/蓬莱镇.csv"), HEADINGS.join(",")).unwrap();
    symlink("..", here.join("收/甲/回")).unwrap();
    symlink("一.csv", here.join("二.csv")).unwrap();
    symlink("二.csv", here.join("一.csv")).unwrap();
    let run = limited(here, "receive 收 -o 出");
    assert_eq!(run.stdout.matches("蓬莱镇.csv").count(), 1, "{}", run.stdout);
    assert!(run.stdout.contains("甲/回：读不了：这是一个链接"), "{}", run.stdout);
    for command in ["check 一.csv", "import 一.csv"] {
        let run = limited(here, command);
        assert!(run.stderr.contains("循环的链接"), "{command} {}", run.stderr);
    }
}

/// Characters that turn the direction of what follows never reach the screen as they are.
#[test]
fn marks_of_direction_are_held_back() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "大英县社会\u{202e}救助\u{2066}领域基层政务公开标准目录\n{}\n\
         1,审\u{202e}核\u{061c}信息,内\u{2067}容,《甲\u{200f}法》,20个工作日内,县\u{2069}局,■政府网站,全社会,主动,县级\n",
        HEADINGS.join(",")
    );
    fs::write(folder.path().join("向.csv"), text).unwrap();
    for command in ["import", "check", "check -v"] {
        let run = limited(folder.path(), &format!("{command} 向.csv"));
        let shown = format!("{}{}", run.stdout, run.stderr);
        let turns = |c: char| matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!shown.contains(turns), "{command} {shown}");
        // Only the import names the domain.
        assert!(command != "import" || shown.contains("社会救助"), "{shown}");
    }
}
