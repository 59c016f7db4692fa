//! Findings in every format, from the program and from the library.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use mulu::check::find_rule;
use mulu::finding::{Area, Finding, ItemName, Rule};
use mulu::model::{Code, Field};
use mulu::report::{self, HumanOptions, Report, ReportFormat, Suppressed};
use mulu::source::{Cell, CellRef, FileId, Location, Sheet, SourceMap, Span, Workbook};
use serde_json::Value;

use crate::common::{golden, mulu, mulu_with, tests_folder};

const FORMATS: [(&str, &str); 6] = [
    ("human", "human.txt"),
    ("json", "json"),
    ("sarif", "sarif"),
    ("github", "github.txt"),
    ("gitlab", "gitlab.json"),
    ("junit", "junit.xml"),
];

/// The texts of rule pages are long and change for reasons of their own.
fn without_pages(name: &str, text: &str) -> String {
    if name != "sarif" {
        return text.to_owned();
    }
    let mut log: Value = serde_json::from_str(text).unwrap();
    for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        if let Some(help) = rule.get_mut("help") {
            assert!(help["markdown"].as_str().unwrap().starts_with("# "));
            *help = "[说明]".into();
        }
    }
    serde_json::to_string_pretty(&log).unwrap() + "\n"
}

#[test]
fn a_broken_repository_in_every_format() {
    let case = tests_folder("cases/check");
    for (format, file) in FORMATS {
        let run = mulu(&case.join("broken"), &["check", "--format", format]);
        assert_eq!((run.status, run.stderr.as_str()), (1, ""), "{format}");
        golden(&case.join(format!("broken.{file}")), &without_pages(format, &run.stdout));
    }
}

/// One page that needs nothing else, whatever stands in the cells.
#[test]
fn a_page_needs_nothing_but_itself() {
    let folder = tempfile::tempdir().unwrap();
    let row = ROW.replace("有空再说", "<script>alert(1)</script>");
    fs::write(folder.path().join("a.yaml"), row).unwrap();
    let page = mulu(folder.path(), &["check", "a.yaml", "--format", "html"]).stdout;
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("default-src 'none'"), "{page}");
    assert_eq!(page.matches("<script").count(), 1);
    for outside in ["http://", "https://", "src=", "unsafe-inline", " style=", " onclick="] {
        assert!(!page.contains(outside), "{outside}");
    }
    let json = mulu(folder.path(), &["check", "a.yaml", "--format", "json"]).stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    let findings = json["findings"].as_array().unwrap().len();
    assert_eq!(page.matches("<article").count(), findings);
}

#[test]
fn the_exit_status_is_the_same_for_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("warning.yaml", ROW);
    write("error.yaml", "修改: 十\n");
    for (format, _) in FORMATS {
        let status = |args: &[&str]| {
            mulu(folder.path(), &[&["check", "--format", format], args].concat()).status
        };
        assert_eq!(status(&["warning.yaml"]), 0, "{format}");
        assert_eq!(status(&["warning.yaml", "--deny-warnings"]), 1, "{format}");
        assert_eq!(status(&["error.yaml"]), 1, "{format}");
        assert_eq!(status(&["error.yaml", "没有.xlsx"]), 2, "{format}");
    }
}

const ROW: &str = "
名称: 社会救助
目录:
  - 事项: [最低生活保障, 办事指南]
    公开内容: [办理条件]
    公开依据: [《社会救助暂行办法》（国务院令第649号）]
    公开时限: 有空再说
    公开主体: [大英县民政局]
    公开渠道: [政府网站]
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级]
";

#[test]
fn what_cannot_be_read_stops_with_a_message() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("gbk.yaml"), [0xc3, 0xfb, 0xb3, 0xc6, b':', b' ', 0xbc, 0xd7]).unwrap();
    fs::write(here.join("word.xlsx"), b"PK\x03\x04 no archive at all").unwrap();
    for (path, expected) in [
        ("没有", "没有办成：读不了“没有”：没有这个文件或文件夹\n"),
        ("gbk.yaml", "文件不是 UTF-8 编码。用记事本打开，“另存为”时编码选 UTF-8\n"),
        ("word.xlsx", "没有办成：读不了“word.xlsx”："),
        (".", "里没有 目录.xlsx，也没有 mulu.yaml，不是一个目录仓库"),
    ] {
        let run = mulu(here, &["check", path]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{path}");
        assert!(run.stderr.contains(expected), "{path}: {}", run.stderr);
    }
    let run = mulu_with(here, &["check", "."], &[("MULU_TODAY", "明天")]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("MULU_TODAY"), "{}", run.stderr);
}

#[test]
fn a_file_without_a_table_is_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("说明.xlsx"), "这不是表格，只是一段文字\n第二行\n").unwrap();
    fs::write(folder.path().join("流程.yaml"), "steps: []\n").unwrap();
    for (path, head) in [
        ("说明.xlsx", "错误[unsure-head] 说明.xlsx 表1!A1\n"),
        ("流程.yaml", "错误[unreadable-file] 流程.yaml\n"),
    ] {
        let run = mulu(folder.path(), &["check", path]);
        assert_eq!((run.status, run.stderr.as_str()), (1, ""), "{path}");
        assert!(run.stdout.starts_with(head), "{}", run.stdout);
    }
}

#[test]
fn no_control_sequence_of_a_cell_reaches_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let head =
        "序号,公开事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式,公开层级";
    let row = "1,最低生活保障,\u{1b}[31m办理条件\u{7},《社会救助暂行办法》,\u{202e}实时,甲局,政府网站,全社会,主动,县级";
    fs::write(folder.path().join("甲.csv"), format!("{head}\n{row}\n")).unwrap();
    let import = mulu(folder.path(), &["import", "甲.csv"]);
    assert!(import.stdout.contains("办理条件"), "{}", import.stdout);
    assert!(import.stderr.contains("C2"), "the repair is named: {}", import.stderr);
    let check = mulu(folder.path(), &["check", "甲.csv", "-v"]);
    for text in [&import.stderr, &import.stdout, &check.stdout, &check.stderr] {
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
    }
}

#[test]
fn one_path_that_fails_does_not_hide_the_others() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), "修改: 十\n").unwrap();
    let broken = tests_folder("cases/check/broken");
    let broken = broken.to_str().unwrap();
    let run = mulu(folder.path(), &["check", "--format", "json", "a.yaml", "没有", broken]);
    assert_eq!(run.status, 2);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    let files: Vec<&str> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["location"]["file"].as_str().unwrap())
        .collect();
    assert_eq!(files[0], "a.yaml");
    assert!(files.iter().any(|file| file.ends_with("broken/mulu.yaml")), "{files:?}");
}

#[test]
fn a_report_can_go_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let broken = tests_folder("cases/check/broken");
    let args = ["check", broken.to_str().unwrap(), "--format", "json", "--output", "r.json"];
    let run = mulu(folder.path(), &args);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.ends_with("，结果写在 r.json\n"), "{}", run.stderr);
    let written = fs::read_to_string(folder.path().join("r.json")).unwrap();
    let printed = mulu(folder.path(), &args[..4]).stdout;
    assert_eq!(written.replace(env!("MULU_DATA_DATE"), "[日期]"), printed);
    let run = mulu(folder.path(), &["check", broken.to_str().unwrap(), "--output", "没有/r.txt"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("写不了“没有/r.txt”"), "{}", run.stderr);
}

#[test]
fn colours_are_asked_for() {
    let case = tests_folder("cases/check/broken");
    let coloured = mulu(&case, &["check", "--color", "always"]).stdout;
    assert!(coloured.contains("\u{1b}[1;31m错误[unknown-key]\u{1b}[0m"), "{coloured}");
    assert!(!mulu(&case, &["check"]).stdout.contains('\u{1b}'));
    let quiet = mulu(&case, &["check", "-q"]).stdout;
    assert_eq!(quiet.lines().count(), 1, "{quiet}");
}

/// One finding of every kind of place.
struct Fixture {
    map: SourceMap,
    findings: Vec<Finding>,
}

const YAML: &str = "领域: 社会救助\n修改:\n  - 编码: \"19.004\" # 🏛\n    公开时限: 二十天\n";

impl Fixture {
    fn new() -> Self {
        let mut map = SourceMap::new();
        let yaml = map.add_text(
            "overlays/社会救助 1%.yaml",
            Some(Path::new("overlays/社会救助 1%.yaml")),
            YAML,
        );
        let sheet = map.add_sheets("drafts/民政.xlsx", Some(Path::new("drafts/民政.xlsx")), book());
        let opaque = map.add_opaque("drafts/扫描件.pdf", Some(Path::new("drafts/扫描件.pdf")));
        let built_in = map.add_text("catalogues/national/19.yaml", None, "编号: \"19\"\n");
        let mut findings = vec![on_text(yaml), on_cell(sheet, "D3"), on_cell(sheet, "D4")];
        findings.push(Finding::new(
            find_rule("unreadable-file").unwrap(),
            Location::whole(opaque),
            "这是一个 PDF，<表格> & 文字都取不出来：100%\n换成表格",
        ));
        let mut inherited = Finding::new(
            &Rule::note(Area::Files, "# rule-of-tomorrow：明天的规则\n"),
            Location::span(built_in, Span::new(0, 6)),
            "编号没有核实",
        );
        inherited.inherited = true;
        findings.push(inherited);
        for finding in &mut findings {
            finding.member = Some("大英县".to_owned());
        }
        Self { map, findings }
    }

    fn written(&self, format: ReportFormat) -> String {
        self.written_with(format, None)
    }

    fn written_with(&self, format: ReportFormat, data: Option<Date>) -> String {
        let mut out = Vec::new();
        let report = Report { data, ..Report::new(&self.map, &self.findings, 812) };
        report::write(format, &report, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}

fn on_text(file: FileId) -> Finding {
    let at = |needle: &str| {
        let start = YAML.find(needle).unwrap();
        Location::span(file, Span::new(start as u32, (start + needle.len()) as u32))
    };
    let mut finding =
        Finding::new(find_rule("unparsable-limit").unwrap(), at("二十天"), "看不懂“二十天”")
            .with_help("写成：自信息形成或者变更之日起20个工作日内")
            .with_related(at("\"19.004\""), "这个事项");
    finding.item = Some(ItemName {
        domain: "社会救助".to_owned(),
        code: Code::parse("19.004"),
        path: vec!["最低生活保障".to_owned(), "办事指南".to_owned()],
    });
    finding.field = Some(Field::Limit);
    finding
}

fn on_cell(file: FileId, cell: &str) -> Finding {
    let location = Location::cell(file, 1, CellRef::parse(cell).unwrap());
    let mut finding = Finding::new(
        find_rule("missing-field").unwrap(),
        location,
        format!("“事项{cell}”的“公开时限”是空的，公开时没有依照"),
    )
    .with_help("补上“公开时限”");
    finding.field = Some(Field::Limit);
    finding.item = Some(ItemName {
        domain: "社会救助".to_owned(),
        code: None,
        path: vec![format!("事项{cell}")],
    });
    finding
}

fn book() -> Workbook {
    let mut sheet = Sheet { name: "社会救助,1".to_owned(), ..Sheet::default() };
    for (cell, text) in [
        ("A1", "大英县社会救助领域基层政务公开标准目录"),
        ("A2", "序号"),
        ("B2", "公开事项"),
        ("C2", "公开依据"),
        ("D2", "公开时限"),
        ("E2", "公开主体"),
        ("A3", "1"),
        ("B3", "事项D3"),
        (
            "C3",
            "《社会救助暂行办法》（国务院令第649号）、《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕45号）",
        ),
        ("E3", "大英县民政局"),
        ("A4", "2"),
        ("B4", "事项D4"),
    ] {
        sheet.cells.insert(CellRef::parse(cell).unwrap(), Cell::text(text));
    }
    Workbook { sheets: vec![Sheet::default(), sheet] }
}

#[test]
fn every_kind_of_place_in_every_format() {
    let fixture = Fixture::new();
    let human = ReportFormat::Human(HumanOptions { notes: true, ..HumanOptions::default() });
    let formats = [
        human,
        ReportFormat::Json,
        ReportFormat::Sarif,
        ReportFormat::Github,
        ReportFormat::Gitlab,
        ReportFormat::Junit,
    ];
    for ((name, file), format) in FORMATS.into_iter().zip(formats) {
        let written = fixture.written(format).replace(
            concat!("\"semanticVersion\": \"", env!("CARGO_PKG_VERSION"), "\""),
            "\"semanticVersion\": \"[版本]\"",
        );
        let path = tests_folder("cases/report").join(format!("places.{file}"));
        golden(&path, &without_pages(name, &written));
    }
}

#[test]
fn all_formats_carry_the_same_findings_in_the_same_order() {
    let fixture = Fixture::new();
    let rules: Vec<&str> = fixture.findings.iter().map(|f| f.rule.0).collect();
    let messages: Vec<&str> = fixture.findings.iter().map(|f| f.message.as_str()).collect();

    let json: Value = serde_json::from_str(&fixture.written(ReportFormat::Json)).unwrap();
    let entries = json["findings"].as_array().unwrap();
    assert_eq!(entries.iter().map(|f| f["rule"].as_str().unwrap()).collect::<Vec<_>>(), rules);
    assert_eq!(
        entries.iter().map(|f| f["message"].as_str().unwrap()).collect::<Vec<_>>(),
        messages
    );

    let sarif: Value = serde_json::from_str(&fixture.written(ReportFormat::Sarif)).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.iter().map(|r| r["ruleId"].as_str().unwrap()).collect::<Vec<_>>(), rules);
    for (result, message) in results.iter().zip(&messages) {
        assert!(result["message"]["text"].as_str().unwrap().starts_with(message));
    }

    let gitlab: Value = serde_json::from_str(&fixture.written(ReportFormat::Gitlab)).unwrap();
    let issues = gitlab.as_array().unwrap();
    let names: Vec<&str> = issues.iter().map(|i| i["check_name"].as_str().unwrap()).collect();
    assert_eq!(names, rules);
    let mut prints: Vec<&str> = issues.iter().map(|i| i["fingerprint"].as_str().unwrap()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), rules.len(), "GitLab drops issues with the same fingerprint");
    for issue in issues {
        let severity = issue["severity"].as_str().unwrap();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity), "{issue}");
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() > 0, "{issue}");
        assert!(!issue["location"]["path"].as_str().unwrap().is_empty(), "{issue}");
    }

    let github = fixture.written(ReportFormat::Github);
    let lines: Vec<&str> = github.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(lines.len(), rules.len());
    for ((line, rule), message) in lines.iter().zip(&rules).zip(&messages) {
        let first = message.lines().next().unwrap().replace('%', "%25");
        assert!(line.contains(&format!("title={rule}")) && line.contains(&first), "{line}");
    }

    let cases = junit_cases(&fixture.written(ReportFormat::Junit));
    assert_eq!(cases.len(), rules.len());
    for (case, rule) in cases.iter().zip(&rules) {
        assert_eq!(case.split(' ').next(), Some(*rule));
    }

    // Two of the findings are the same fault: people see it once, with the second place, and the gravest
    // first.
    let human = fixture
        .written(ReportFormat::Human(HumanOptions { notes: true, ..HumanOptions::default() }));
    let mut heads: Vec<&str> = human
        .lines()
        .filter(|line| line.contains("[") && !line.starts_with(' '))
        .map(|line| &line[line.find('[').unwrap() + 1..line.find(']').unwrap()])
        .collect();
    let levels: Vec<&str> =
        human.lines().filter_map(|line| line.split_once('[')).map(|l| l.0).collect();
    let weight = |level: &&&str| ["错误", "警告", "提示"].contains(*level);
    let levels: Vec<&str> = levels.iter().filter(weight).copied().collect();
    assert!(
        levels.is_sorted_by_key(|level| ["错误", "警告", "提示"].iter().position(|l| l == level))
    );
    let mut once = rules.clone();
    once.dedup();
    once.sort_unstable();
    heads.sort_unstable();
    assert_eq!(heads, once);
}

/// The names of the test cases; fails on text that is no XML.
fn junit_cases(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut cases = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag)
                if tag.name().as_ref() == "testcase" =>
            {
                let name = tag.try_get_attribute("name").unwrap().unwrap();
                cases.push(name.value.into_owned());
            }
            quick_xml::events::Event::Eof => return cases,
            _ => {}
        }
    }
}

#[test]
fn a_clean_run_is_one_passed_case() {
    let map = SourceMap::new();
    let mut out = Vec::new();
    let report = Report { data: None, ..Report::new(&map, &[], 5) };
    report::write(ReportFormat::Junit, &report, &mut out).unwrap();
    let xml = String::from_utf8(out).unwrap();
    assert_eq!(junit_cases(&xml), ["检查 5 项：错误 0，警告 0，提示 0"]);
    assert!(xml.contains("failures=\"0\""));
}

/// The parts of the standard's schema that mulu uses, closed: a key that is not in it is a fault.
fn sarif_validator() -> jsonschema::Validator {
    let path = tests_folder("fixtures/sarif/sarif-2.1.0-subset.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn sarif_is_valid_and_keeps_what_is_suppressed() {
    let fixture = Fixture::new();
    let suppressed: Vec<Suppressed> = fixture
        .findings
        .iter()
        .map(|finding| Suppressed {
            finding: finding.clone(),
            justification: "县政府办同意".to_owned(),
        })
        .collect();
    let report =
        Report { suppressed: &suppressed, ..Report::new(&fixture.map, &fixture.findings, 9) };
    let mut out = Vec::new();
    report::write(ReportFormat::Sarif, &report, &mut out).unwrap();
    let log: Value = serde_json::from_slice(&out).unwrap();
    let faults: Vec<String> = sarif_validator()
        .iter_errors(&log)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert_eq!(faults, Vec::<String>::new());

    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2 * fixture.findings.len());
    let kept = results.iter().filter(|r| r["suppressions"][0]["justification"] == "县政府办同意");
    assert_eq!(kept.count(), fixture.findings.len());
    let fingerprint = |r: &Value| r["partialFingerprints"]["mulu/v1"].as_str().unwrap().to_owned();
    let mut fingerprints: Vec<String> = results.iter().map(fingerprint).collect();
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), results.len(), "equal findings are told apart");
}

#[test]
fn a_fingerprint_does_not_move_with_its_row() {
    let fingerprint = |cell: &str| {
        let mut fixture = Fixture::new();
        let file = fixture.findings[1].location.file;
        fixture.findings[1].location = Location::cell(file, 1, CellRef::parse(cell).unwrap());
        let log: Value = serde_json::from_str(&fixture.written(ReportFormat::Sarif)).unwrap();
        log["runs"][0]["results"][1]["partialFingerprints"]["mulu/v1"].clone()
    };
    assert_eq!(fingerprint("D3"), fingerprint("D30"));
}

#[test]
fn the_schema_would_notice() {
    let fixture = Fixture::new();
    let mut log: Value = serde_json::from_str(&fixture.written(ReportFormat::Sarif)).unwrap();
    log["runs"][0]["results"][0]["level"] = "notice".into();
    assert!(!sarif_validator().is_valid(&log));
    let mut log: Value = serde_json::from_str(&fixture.written(ReportFormat::Sarif)).unwrap();
    log["runs"][0]["results"][0]["locations"][0]["logicalLocation"] = Value::Null;
    assert!(!sarif_validator().is_valid(&log));
}

/// GitLab takes a list of findings and nothing beside it.
#[test]
fn every_report_says_of_which_day_the_data_are() {
    let fixture = Fixture::new();
    let human = ReportFormat::Human(HumanOptions::default());
    for format in [
        human,
        ReportFormat::Json,
        ReportFormat::Sarif,
        ReportFormat::Github,
        ReportFormat::Junit,
        ReportFormat::Html,
    ] {
        let text = fixture.written_with(format, Some(jiff::civil::date(2026, 3, 7)));
        assert!(text.contains("2026-03-07"), "{format:?}\n{text}");
    }
}

#[test]
fn a_long_report_keeps_within_its_width() {
    let fixture = Fixture::new();
    for width in [40, 60, 100] {
        let options = HumanOptions { notes: true, width, ..HumanOptions::default() };
        for line in fixture.written(ReportFormat::Human(options)).lines() {
            let head = line.contains('[') && !line.starts_with(' ');
            let columns = unicode_width::UnicodeWidthStr::width(line);
            assert!(head || columns <= width, "{columns} of {width}: {line}");
        }
    }
}
