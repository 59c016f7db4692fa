//! `mulu check` of single files: empty cells have a place in every format, and doubts of reading are told.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use mulu::input::tables::{ReadOptions, read_tables};
use mulu::source::CellRef;
use serde_json::Value;

use crate::common::mulu;
use crate::repository::content;

const TITLE: &str = "大英县社会救助领域基层政务公开标准目录";
const HEAD: &str = "序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,公开方式,公开层级";

/// A row of the county's own with this limit.
fn row(serial: u8, limit: &str) -> String {
    format!(
        "{serial},急难救助,第{serial}批救助金发放情况,发放对象；发放金额,《社会救助暂行办法》（国务院令第649号）,{limit},大英县民政局,■政府网站 ■政务服务中心,全社会,主动,县级"
    )
}

/// A table in which the limit of the second row, F4, is empty.
fn table() -> String {
    let limit = "信息形成或者变更之日起20个工作日内";
    format!("{TITLE}\n{HEAD}\n{}\n{}\n{}\n", row(1, limit), row(2, ""), row(3, limit))
}

fn write(folder: &Path, name: &str, language: &str, text: &str) {
    fs::write(folder.join(name), content(name, language, text)).unwrap();
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let run = mulu(folder, &[&["check", "--format", "json"], args].concat());
    serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {}", run.stderr))
}

fn of<'a>(json: &'a Value, rule: &str) -> Vec<&'a Value> {
    json["findings"].as_array().unwrap().iter().filter(|f| f["rule"] == rule).collect()
}

#[test]
fn an_empty_cell_is_the_place_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, "大英县.xlsx", "csv", &format!("# 工作表：社会救助\n{}", table()));
    let json = json(here, &["大英县.xlsx"]);
    let missing = of(&json, "missing-field");
    assert_eq!(missing.len(), 1, "{json:#}");
    assert_eq!(missing[0]["location"]["cell"], "F4");
    assert_eq!(missing[0]["item"]["path"][1], "第2批救助金发放情况");
    let sarif = mulu(here, &["check", "--format", "sarif", "大英县.xlsx"]).stdout;
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let result = results.iter().find(|result| result["ruleId"] == "missing-field").unwrap();
    let place = result["locations"][0]["logicalLocations"].to_string();
    assert!(place.contains("F4"), "{place}");
    let human = mulu(here, &["check", "大英县.xlsx"]).stdout;
    assert!(human.contains("错误[missing-field] 大英县.xlsx 社会救助!F4"), "{human}");
}

/// The marked copy has a shaded cell with a note where nothing stood.
#[test]
fn an_empty_cell_is_shaded() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, "大英县.xlsx", "csv", &format!("# 工作表：社会救助\n{}", table()));
    assert_eq!(mulu(here, &["check", "--mark", "大英县.xlsx"]).status, 1);
    let bytes = fs::read(here.join("大英县.校验.xlsx")).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = |name: &str| std::io::read_to_string(zip.by_name(name).unwrap()).unwrap();
    let sheet = text("xl/worksheets/sheet1.xml");
    let cell = sheet.split("<c ").find(|cell| cell.contains("r=\"F4\"")).expect("a cell F4");
    assert!(cell.contains("s=\""), "it has a style: {cell}");
    let shaded = (0..zip.len()).any(|index| {
        let part = std::io::read_to_string(zip.by_index(index).unwrap()).unwrap_or_default();
        part.contains("<comment ref=\"F4\"")
    });
    assert!(shaded, "a note at F4");
}

/// A word that is torn over two lines is found, mended in the copy, and then found no more.
#[test]
fn a_torn_word_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let torn = table()
        .replace("社会救助暂行办法", "社会救助暂行办⏎法")
        .replace(",,大英", ",信息形成之日起5个工作日内⏎公示7天,大英");
    write(here, "大英县.xlsx", "csv", &format!("# 工作表：社会救助\n{torn}"));
    let cells = |json: &Value| -> Vec<String> {
        let found = of(json, "broken-words");
        found.iter().map(|f| format!("{} {}", f["severity"], f["location"]["cell"])).collect()
    };
    let places = ["E3", "E4", "E5"].map(|cell| format!("\"warning\" \"{cell}\""));
    assert_eq!(cells(&json(here, &["大英县.xlsx"])), places);
    mulu(here, &["check", "--fix", "大英县.xlsx"]);
    assert_eq!(cells(&json(here, &["大英县.修正.xlsx"])), Vec::<String>::new());
    let bytes = fs::read(here.join("大英县.修正.xlsx")).unwrap();
    let sheets = read_tables(&bytes, &ReadOptions::default()).unwrap().workbook.sheets;
    assert_eq!(sheets[0].text(CellRef::new(2, 4)), "《社会救助暂行办法》（国务院令第649号）");
    assert_eq!(sheets[0].text(CellRef::new(3, 5)), "信息形成之日起5个工作日内\n公示7天");
}

#[test]
fn a_guessed_encoding_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, "大英县.csv", "gbk", &table());
    let found = json(here, &["大英县.csv"]);
    let doubts = of(&found, "unsure-reading");
    assert_eq!(doubts.len(), 1, "{found:#}");
    assert_eq!(
        (&doubts[0]["severity"], &doubts[0]["location"]["file"]),
        (&"note".into(), &"大英县.csv".into())
    );
    assert!(doubts[0]["message"].as_str().unwrap().contains("GB18030"));
    assert_eq!(of(&found, "missing-field").len(), 1, "the text was read");
    let human = mulu(here, &["check", "大英县.csv"]).stdout;
    assert!(
        human.contains("读取时有拿不准的地方") && human.contains("（unsure-reading）1"),
        "{human}"
    );
    write(here, "大英县.csv", "text", &table());
    assert_eq!(of(&json(here, &["大英县.csv"]), "unsure-reading").len(), 0, "UTF-8 is sure");
}

/// A repository tells it too, when it is checked and when it is built.
#[test]
fn a_repository_tells_its_doubts() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::create_dir(here.join("drafts")).unwrap();
    fs::write(here.join("mulu.yaml"), "名称: 大英县\n层级: 县级\n领域: [社会救助]\n").unwrap();
    write(here, "drafts/民政.csv", "gbk", &table());
    for args in [&["check", "-v"][..], &["build", "-v"][..]] {
        let run = mulu(here, args);
        assert!(run.stdout.contains("提示[unsure-reading] drafts/民政.csv"), "{}", run.stdout);
    }
}

/// A flat table of a town: the domain is the first name of a row, written once for its rows.
const FLAT: &str = "# 工作表：Sheet1\n某镇基层政务公开标准目录\n\
    序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式\n\
    1,社会救助,临时救助申请,材料,《社会救助暂行办法》,有空再说,某镇人民政府,政府网站,全社会,主动\n\
    2,,救助结果,名单,《社会救助暂行办法》,及时公开,某镇人民政府,政府网站,全社会,主动\n\
    3,食品监管,食品安全宣传活动,活动时间,《食品安全法》,有空再说,某镇人民政府,政府网站,全社会,主动\n\
    4,邻里互助,结对安排,名单,《村民委员会组织法》,有空再说,某镇人民政府,政府网站,全社会,主动\n";

#[test]
fn a_flat_table_is_parted_into_its_domains_and_checked_whole() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, "某镇.xlsx", "csv", FLAT);
    let checked = json(here, &["某镇.xlsx"]);
    assert_eq!(
        of(&checked, "vague-limit").len() + of(&checked, "unparsable-limit").len(),
        4,
        "{checked:#}"
    );
    let open = of(&checked, "unsure-domain");
    assert_eq!(open.len(), 1, "{checked:#}");
    assert!(open[0]["message"].as_str().unwrap().contains("第6行"), "{open:#?}");
    let lacking = of(&checked, "item-unaccounted");
    let named = |domain: &str| lacking.iter().any(|f| f.to_string().contains(domain));
    assert!(named("社会救助") && named("食品药品监管"), "{lacking:#?}");

    let lost = mulu(here, &["check", "某镇.xlsx", "--map", "没有.yaml"]);
    assert_eq!(lost.status, 2, "{}", lost.stdout);
    assert!(lost.stderr.contains("没有.yaml"), "{}", lost.stderr);

    let given = json(here, &["某镇.xlsx", "--domain", "社会救助"]);
    assert_eq!(of(&given, "unsure-domain").len(), 0, "{given:#}");

    let import = mulu(here, &["import", "某镇.xlsx", "--format", "json"]).stdout;
    let import: Value = serde_json::from_str(&import).unwrap();
    let items = import["tables"][0]["items"].as_array().unwrap();
    let domains: Vec<&str> = items.iter().map(|item| item["领域"].as_str().unwrap_or("")).collect();
    assert_eq!(domains, ["社会救助", "社会救助", "食品药品监管", ""]);
}

/// A column that is called 领域 but holds something else.
#[test]
fn other_categories_are_no_domains() {
    let folder = tempfile::tempdir().unwrap();
    let text = FLAT.replace("序号,", "领域,");
    let text = ["1,", "2,", "3,", "4,"]
        .iter()
        .zip(["政务", "党务", "政务", "党务"])
        .fold(text, |text, (from, to)| text.replace(&format!("\n{from}"), &format!("\n{to},")));
    write(folder.path(), "某镇.xlsx", "csv", &text);
    let import = mulu(folder.path(), &["import", "某镇.xlsx", "--format", "json"]).stdout;
    let import: Value = serde_json::from_str(&import).unwrap();
    let tables = import["tables"].as_array().unwrap();
    assert_eq!(tables.len(), 1, "{import:#}");
    assert_eq!(tables[0]["items"][0]["领域"], "社会救助");
    assert_eq!(tables[0]["items"][0]["其他"]["领域"], "政务");
}
