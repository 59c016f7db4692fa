//! 公布: what the site holds and what it must not hold, walked without a browser; `browser` looks at it
//! with one.

mod browser;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::Path;

use html5gum::{DefaultEmitter, Token, Tokenizer};
use serde_json::Value;

use crate::common::{Run, copy, mulu};

const PROFILE: &str = "\
名称: 示例县
层级: 县级
继承: 无
版本: 2026-1
日期: 2026-11-01
编制单位: 示例县人民政府办公室
牵头单位: {示例: 示例县民政局}
";
/// An item by its last name; what else it says is the same for all.
fn item(code: &str, name: &str, more: &str) -> String {
    format!(
        "  - 编码: \"{code}\"
    事项: [临时救助, {name}]
    公开内容: [申请条件, 申请材料]
    公开依据: [《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）]
    公开时限: 自信息形成或者变更之日起20个工作日内
    公开主体: [示例县民政局]
    公开渠道: {{选用: [政府网站, 政务服务中心]}}
    公开对象: 全社会
    公开方式: 主动
    公开层级: [县级, 乡级]
{more}"
    )
}

fn table(items: &[String]) -> String {
    format!("编号: X90\n名称: 示例\n目录:\n{}", items.concat())
}

/// A repository in a folder of its own.
struct Office(tempfile::TempDir);

impl Office {
    fn new(files: &[(&str, &str)]) -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(name, text)| office.write(name, text));
        office
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Run {
        mulu(self.0.path(), args)
    }

    /// Publishes into the folder `site`, which must come about.
    fn publish(&self, more: &[&str]) -> Run {
        let run = self.run(&[&["publish", ".", "-o", "site"], more].concat());
        assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
        run
    }

    fn page(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join("site").join(name)).unwrap()
    }

    fn site(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.0.path().join("site"))
    }
}

/// All files below a folder but mulu's own record, by their names.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok);
    let entries = entries.filter(|entry| entry.file_type().is_file());
    let named = entries.map(|entry| {
        let name = entry.path().strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        (name, fs::read(entry.path()).unwrap())
    });
    named.filter(|(name, _)| !name.starts_with('.')).collect()
}

/// The site of the example county, with QR codes.
fn daying() -> (tempfile::TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/daying");
    copy(&examples, &folder.path().join("daying"));
    let args = ["publish", "daying", "-o", "site", "--address", "https://www.example.gov.cn/zwgk"];
    let run = mulu(folder.path(), &args);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let files = files(&folder.path().join("site"));
    (folder, files)
}

/// The tags of a page with their attributes.
fn tags(html: &[u8]) -> Vec<(String, BTreeMap<String, String>)> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let emitter = DefaultEmitter::<()>::default();
    let tokens = Tokenizer::new_with_emitter(html, emitter).map(Result::unwrap);
    let tags = tokens.filter_map(|token| match token {
        Token::StartTag(tag) => {
            let attributes =
                tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
            Some((text(&tag.name), attributes))
        }
        _ => None,
    });
    tags.collect()
}

/// What is wrong with a page by itself.
fn faults_of_page(name: &str, html: &[u8]) -> Vec<String> {
    let tags = tags(html);
    let mut faults = Vec::new();
    let mut fault = |what: String| faults.push(format!("{name}: {what}"));
    let count = |wanted: &str| tags.iter().filter(|(tag, _)| tag == wanted).count();
    for wanted in ["title", "main", "h1", "footer"] {
        if count(wanted) != 1 {
            fault(format!("{} {wanted}", count(wanted)));
        }
    }
    let has = |tag: &str, key: &str, value: &str| {
        tags.iter().any(|(name, attributes)| {
            name == tag && attributes.get(key).is_some_and(|found| found == value)
        })
    };
    if !has("html", "lang", "zh-CN") || !has("a", "href", "#main") || !has("main", "id", "main") {
        fault("language or skip link".to_owned());
    }
    if !has("meta", "http-equiv", "Content-Security-Policy") {
        fault("policy".to_owned());
    }
    let mut ids = BTreeSet::new();
    for (tag, attributes) in &tags {
        let inline = attributes.keys().find(|key| *key == "style" || key.starts_with("on"));
        if tag == "style"
            || inline.is_some()
            || (tag == "script" && !attributes.contains_key("src"))
        {
            fault(format!("inline {tag} {inline:?}"));
        }
        if let Some(id) = attributes.get("id")
            && !ids.insert(id)
        {
            fault(format!("id {id} twice"));
        }
        if tag == "img" && !attributes.contains_key("alt") {
            fault("a picture without words".to_owned());
        }
    }
    faults
}

/// The addresses in a page, as files of the site with the id behind them.
fn links(name: &str, html: &[u8]) -> Vec<(String, Option<String>)> {
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let tags = tags(html);
    let addresses = tags.iter().flat_map(|(_, attributes)| {
        ["href", "src"].into_iter().filter_map(|key| attributes.get(key))
    });
    let resolve = |address: &String| {
        assert!(!address.contains("://") && !address.starts_with("//"), "{name}: {address}");
        let (path, id) = match address.split_once('#') {
            Some((path, id)) => (path, Some(id.to_owned())),
            None => (address.as_str(), None),
        };
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in path.split('/') {
            if part == ".." {
                parts.pop().expect("stays in the site");
            } else {
                parts.push(part);
            }
        }
        (if path.is_empty() { name.to_owned() } else { parts.join("/") }, id)
    };
    addresses.map(resolve).collect()
}

#[test]
fn every_page_is_whole_and_every_link_leads_somewhere() {
    let (_folder, files) = daying();
    let pages: Vec<_> = files.iter().filter(|(name, _)| name.ends_with(".html")).collect();
    assert!(pages.len() > 60, "{}", pages.len());
    let mut faults = Vec::new();
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (name, html) in &pages {
        faults.extend(faults_of_page(name, html));
        let found = tags(html).into_iter().filter_map(|(_, mut tag)| tag.remove("id"));
        ids.insert(name, found.collect());
    }
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    for (name, html) in &pages {
        for (target, id) in links(name, html) {
            let there = files.contains_key(&target);
            let known = id
                .as_ref()
                .is_none_or(|id| ids.get(target.as_str()).is_some_and(|i| i.contains(id)));
            if !there || !known {
                faults.push(format!("{name}: {target}#{id:?}"));
            }
            reached.insert(target);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let lost: Vec<_> =
        files.keys().filter(|n| !reached.contains(*n) && !n.contains("/qr/")).collect();
    assert!(lost.is_empty(), "no link leads to {lost:?}");
}

#[test]
fn every_item_has_its_address_and_its_code() {
    let (_folder, files) = daying();
    let catalogue: Value = serde_json::from_slice(&files["dayingxian/catalogue.json"]).unwrap();
    let mut seen = 0;
    for domain in catalogue["领域"].as_array().unwrap() {
        let page = format!("dayingxian/{}.html", domain["编号"].as_str().unwrap());
        let page = String::from_utf8(files[&page].clone()).unwrap();
        for item in domain["目录"].as_array().unwrap() {
            let code = item["编码"].as_str().unwrap();
            assert!(page.contains(&format!("id=\"{code}\"")), "{code}");
            assert!(files[&format!("dayingxian/qr/{code}.svg")].starts_with(b"<?xml"), "{code}");
            seen += 1;
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn the_data_is_as_its_schema_says_and_reads_back() {
    let (folder, files) = daying();
    let schema: Value = serde_json::from_slice(&files["schema.json"]).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for body in ["dayingxian", "penglaizhen", "yanjingjiedao"] {
        let data = serde_json::from_slice(&files[&format!("{body}/catalogue.json")]).unwrap();
        let errors: Vec<String> = schema.iter_errors(&data).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    assert!(
        !schema
            .is_valid(&serde_json::json!({"名称": "甲", "层级": "县级", "领域": [], "台账": {}}))
    );
    let build = mulu(folder.path(), &["build", "daying", "-o", "out", "--formats", "json"]);
    assert_eq!(build.status, 0);
    let site = "site/dayingxian/catalogue.json";
    let same = mulu(folder.path(), &["diff", "out/大英县/catalogue.json", site]);
    assert_eq!(same.status, 0, "{}{}", same.stdout, same.stderr);
    let csv = String::from_utf8(files["dayingxian/catalogue.csv"].clone()).unwrap();
    let rows =
        csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes()).records().count();
    let data: Value = serde_json::from_slice(&files["dayingxian/catalogue.json"]).unwrap();
    let domains = data["领域"].as_array().unwrap().iter();
    assert_eq!(rows, domains.map(|domain| domain["目录"].as_array().unwrap().len()).sum::<usize>());
}

#[test]
fn the_same_repository_gives_the_same_bytes() {
    let (one, other) = (daying().1, daying().1);
    let differing: Vec<&String> =
        one.keys().filter(|name| one.get(*name) != other.get(*name)).collect();
    assert!(differing.is_empty() && one.len() == other.len(), "{differing:?}");
}

/// A word that stands in every place that is not for the public; the number tells which.
fn secret(number: usize) -> String {
    format!("外传{number:02}密")
}

/// A repository with a secret in every internal place, and how many there are.
fn planted() -> (Office, usize) {
    let mut count = 0;
    let mut next = || {
        count += 1;
        secret(count)
    };
    let filing = format!(
        "报送: {{报送机关: {}, 公布栏目: {}, 联系人: {}, 联系电话: {}}}\n",
        next(),
        next(),
        next(),
        next()
    );
    let versions = format!(
        "变更记录: [{{版本: 2025-1, 日期: 2025-11-01, 内容: {}, 依据: {}}}]\n",
        next(),
        next()
    );
    let exception =
        format!("例外: [{{规则: limit-too-long, 理由: {}, 批准人: {}}}]\n", next(), next());
    let left_out = format!("不涉及领域: [{{领域: 另一个, 理由: 领域不涉及, 说明: {}}}]\n", next());
    let profile = [PROFILE, &filing, &versions, &exception].concat();
    let town =
        ["名称: 甲镇\n层级: 乡级\n版本: 2026-1\n牵头单位: {示例: 甲镇}\n", &left_out].concat();
    let second = "编号: X91\n名称: 另一个\n目录:\n".to_owned() + &item("X91.001", "甲", "");
    let more = format!(
        "    序号: {}\n    别名: [{}]\n    见于: [{}]\n    附注: {}\n    待核: [公开时限]\n    其他: {{备注: {}, 联系人: {}, 联系电话: {}, 内部意见: {}}}\n",
        next(),
        next(),
        next(),
        next(),
        next(),
        next(),
        next(),
        next(),
    );
    let head = format!(
        "编号: X90\n名称: 示例\n渠道说明: {{含义: {}, 附注: {}}}\n指引: {{名称: {}, 发布机关: {}}}\n出处: [{{号: 甲, 地区: {}, 网址: {}, 所见: {}}}]\n目录:\n",
        next(),
        next(),
        next(),
        next(),
        next(),
        next(),
        next(),
    );
    let items = [
        item("X90.001", "办事指南", &more),
        item("X90.002", "审核信息", ""),
        item("X90.003", "公示", ""),
    ];
    let overlay = format!(
        "修改:\n  - {{编码: 'X90.002', 公开时限: 5个工作日内, 理由: {}}}\n不采用:\n  - {{编码: 'X90.003', 理由: 业务不发生, 说明: {}}}\n新增:\n  - {{领域: 示例, 编码: 'X90.Z01', 事项: [临时救助, 名单], 公开内容: [姓名], 公开依据: [《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）], 公开时限: 5个工作日内, 公开主体: [示例县民政局], 公开渠道: [政府网站], 公开对象: 全社会, 公开方式: 主动, 公开层级: 乡级, 理由: {}}}\n",
        next(),
        next(),
        next(),
    );
    // Who has a power discloses it: that body is public in the item of its kind.
    let duties = format!(
        "单位: {}\n权责清单:\n  - {{名称: {}, 权力类型: 行政许可, 子项: {}, 实施依据: [{}], 实施主体: 示例县民政局, 对应事项: ['X90.001'], 其他: {{备注: {}}}}}\n  - {{名称: {}, 不予公开: {{条款: 第十五条, 说明: {}}}}}\n",
        next(),
        next(),
        next(),
        next(),
        next(),
        next(),
        next(),
    );
    let records = format!(
        "记录:\n  - {{阶段: 编制, 日期: 2026-07-06, 经办人: {}, 说明: {}}}\n",
        next(),
        next()
    );
    let opinions = format!(
        "反馈: [{{单位: 示例县民政局, 表: {}.xlsx, 读入日期: 2026-10-20, 同意: ['X90.001']}}]\n意见:\n  - {{号: 1, 单位: 示例县财政局, 编码: 'X90.001', 事项: 临时救助/办事指南, 意见: 修改, 栏目: 公开时限, 内容: {}, 决定: 不采纳, 决定理由: {}}}\n",
        next(),
        next(),
        next(),
    );
    let secrecy = format!("审查单位: {}\n审查人: {}\n审查结论: {}\n", next(), next(), next());
    let readme = next();
    let office = Office::new(&[
        ("mulu.yaml", &profile),
        ("drafts/a.yaml", &format!("{head}{}", items.concat())),
        ("towns/jia/mulu.yaml", &town),
        ("drafts/b.yaml", &second),
        ("towns/jia/overlays/a.yaml", &overlay),
        ("duties/a.yaml", &duties),
        ("记录.yaml", &records),
        ("意见采纳.yaml", &opinions),
        ("保密审查.yaml", &secrecy),
        ("公布/README.md", &readme),
    ]);
    (office, count)
}

/// The texts of a file: of a package, those of all its parts.
fn texts(name: &str, bytes: &[u8]) -> String {
    if !name.ends_with(".xlsx") && !name.ends_with(".docx") {
        return String::from_utf8(bytes.to_vec()).unwrap();
    }
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..package.len() {
        package.by_index(at).unwrap().read_to_string(&mut all).unwrap();
    }
    all
}

#[test]
fn nothing_internal_is_in_any_file() {
    let (office, count) = planted();
    let build = office.run(&["build", ".", "-o", "out"]);
    assert_eq!(build.status, 0, "{}{}", build.stdout, build.stderr);
    // The secrets are alive: the catalogues for the authorities hold those that are carried along.
    let internal: String = files(&office.0.path().join("out"))
        .iter()
        .map(|(name, bytes)| texts(name, bytes))
        .collect();
    let carried = (1..=count).filter(|number| internal.contains(&secret(*number))).count();
    assert!(carried >= 15, "{carried} of {count}");
    // The filed edition holds them as well, and says otherwise, so that there are changes to show.
    for (body, folder) in [("示例县", ""), ("甲镇", "towns/jia/")] {
        let filed =
            fs::read_to_string(office.0.path().join("out").join(body).join("catalogue.json"))
                .unwrap();
        let filed = filed.replace("2026-1\"", "2025-1\"").replace("申请材料", "旧的材料");
        let filed = filed.replace("外传19密", "外传19密旧");
        office.write(&format!("{folder}备案/2025-1/catalogue.json"), &filed);
    }
    office.publish(&["--address", "https://example.cn"]);
    let site = office.site();
    assert!(site.len() > 30 && office.page("shilixian/changes.html").contains("旧的材料"));
    for (name, bytes) in &site {
        let text = texts(name, bytes);
        for number in 1..=count {
            assert!(!text.contains(&secret(number)), "{name} holds {}", secret(number));
        }
        assert!(!text.contains("外传") && !text.contains("待核"), "{name}");
    }
}

#[test]
fn texts_are_escaped_everywhere() {
    let evil = "<script>alert(1)</script>\"'&<b onclick=x>";
    let yaml = serde_json::to_string(evil).unwrap();
    let profile = PROFILE.replace("编制单位: 示例县人民政府办公室", &format!("编制单位: {yaml}"));
    let items = [item("X90.001", &yaml, "")];
    let items = table(&items)
        .replace("示例县民政局", "示例县民政局\", \"甲<i>")
        .replace("[示例县民政局\", \"甲<i>]", "['示例县民政局', '甲<i>']");
    let guide = format!("# {evil}\n\n[甲](javascript:alert(1))\n");
    let office = Office::new(&[
        ("mulu.yaml", &profile),
        ("drafts/a.yaml", &items),
        ("公布/政府信息公开指南.md", &guide),
    ]);
    office.publish(&["--village", evil]);
    for (name, html) in office.site().iter().filter(|(name, _)| name.ends_with(".html")) {
        let faults = faults_of_page(name, html);
        assert!(faults.is_empty(), "{faults:?}");
        links(name, html);
        assert!(!tags(html).iter().any(|(tag, _)| tag == "b" || tag == "i"), "{name}");
    }
    assert!(office.page("shilixian/x90.html").contains("&lt;script&gt;"));
}

#[test]
fn a_page_of_600_items_stays_small() {
    let items: Vec<String> =
        (1..=600).map(|n| item(&format!("X90.{n:03}"), &format!("第{n}种信息"), "")).collect();
    let office = Office::new(&[("mulu.yaml", PROFILE), ("drafts/a.yaml", &table(&items))]);
    office.publish(&[]);
    let page = office.page("shilixian/x90.html");
    assert_eq!(page.matches("<article").count(), 600);
    assert!(page.len() < 1_500_000, "{}", page.len());
}

#[test]
fn changes_since_the_last_edition_are_shown_without_what_is_internal() {
    let items =
        [item("X90.001", "办事指南", "    其他: {备注: 甲}\n"), item("X90.002", "审核信息", "")];
    let office = Office::new(&[("mulu.yaml", PROFILE), ("drafts/a.yaml", &table(&items))]);
    office.publish(&[]);
    assert!(office.page("shilixian/changes.html").contains("没有上一版可以比较"));
    office.run(&["build", ".", "-o", "out", "--formats", "json"]);
    let filed = fs::read_to_string(office.0.path().join("out/示例县/catalogue.json")).unwrap();
    let filed =
        filed.replace("2026-1\"", "2025-1\"").replace("\"备注\": \"甲\"", "\"备注\": \"乙\"");
    let filed = filed.replacen("申请材料", "旧的材料", 1).replace("审核信息", "审批结果");
    office.write("备案/2025-1/catalogue.json", &filed);
    office.publish(&[]);
    let page = office.page("shilixian/changes.html");
    for wanted in
        ["和 2025-1 版相比，变化 2 项", "旧的材料", "href=\"x90.html#X90.001\"", "审批结果", "改名"]
    {
        assert!(page.contains(wanted), "{wanted}\n{page}");
    }
    assert!(!page.contains("备注"), "{page}");
}

#[test]
fn boards_hold_what_hangs_there() {
    let hall = item("X90.001", "办事指南", "");
    let village = item("X90.002", "审核信息", "")
        .replace("政务服务中心", "社区/企事业单位/村公示栏（电子屏）");
    let office =
        Office::new(&[("mulu.yaml", PROFILE), ("drafts/a.yaml", &table(&[hall, village]))]);
    let run = office.publish(&["--village", "赤城村", "--hall", "便民服务站"]);
    assert!(run.stdout.contains("没有做二维码"), "{}", run.stdout);
    let board = office.page("shilixian/board-chichengcun.html");
    assert!(board.contains("赤城村") && board.contains("X90.002") && !board.contains("X90.001"));
    assert!(!board.contains("<img") && board.contains("board.css"));
    let board = office.page("shilixian/board-bianminfuwuzhan.html");
    assert!(board.contains("X90.001") && !board.contains("X90.002"));
}

/// Each group has a page, data and a feed, whose items lead to the pages of the items.
#[test]
fn each_group_has_its_items_as_page_data_and_feed() {
    let group = |groups: &str| format!("公开对象: {{特定群体: [{groups}]}}");
    let items = [
        item("X90.001", "办事指南", "").replace("公开对象: 全社会", &group("低保对象, 残疾人")),
        item("X90.002", "审核&信息", "").replace("公开对象: 全社会", &group("低保 对象")),
        item("X90.003", "审批信息", ""),
    ];
    let office = Office::new(&[("mulu.yaml", PROFILE), ("drafts/a.yaml", &table(&items))]);
    office.publish(&["--address", "https://www.example.gov.cn/zwgk/"]);
    let list = office.page("shilixian/groups.html");
    assert!(list.contains("href=\"group-dibaoduixiang.html\"") && list.contains("2 项"), "{list}");
    assert!(list.contains("href=\"group-canjiren.html\"") && list.contains("1 项"), "{list}");

    let data: Value =
        serde_json::from_str(&office.page("shilixian/group-dibaoduixiang.json")).unwrap();
    let codes: Vec<&str> =
        data["目录"].as_array().unwrap().iter().map(|i| i["编码"].as_str().unwrap()).collect();
    assert_eq!(codes, ["X90.001", "X90.002"]);
    assert_eq!(data["目录"][1]["网页"], "x90.html#X90.002");

    let feed = office.page("shilixian/group-dibaoduixiang.atom");
    let mut reader = quick_xml::Reader::from_str(&feed);
    let mut ids = Vec::new();
    let mut titles = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(start) => match start.name().as_ref() {
                "id" => ids.push(reader.read_text(start.name()).unwrap().to_string()),
                "title" => titles.push(reader.read_text(start.name()).unwrap().to_string()),
                _ => {}
            },
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    let site = "https://www.example.gov.cn/zwgk/shilixian/";
    let wanted = ["group-dibaoduixiang.atom", "x90.html#X90.001", "x90.html#X90.002"];
    assert_eq!(ids, wanted.map(|end| format!("{site}{end}")));
    assert_eq!(titles[2], "临时救助／审核&amp;信息");
    assert!(feed.contains("<updated>2026-11-01T00:00:00+08:00</updated>"), "{feed}");
}

#[test]
fn a_faulty_catalogue_and_personal_numbers_are_not_published() {
    let faulty = table(&[item("X90.001", "办事指南", "")]).replace("示例县民政局", "县级民政部门");
    let office = Office::new(&[("mulu.yaml", PROFILE), ("drafts/a.yaml", &faulty)]);
    let run = office.run(&["publish", ".", "-o", "site"]);
    assert_eq!((run.status, office.site().len()), (1, 0), "{}", run.stdout);
    assert!(run.stdout.contains("目录有错误"), "{}", run.stdout);
    // An exception lets the catalogue pass, but not the site.
    let exception = "例外: [{规则: personal-data, 理由: 示例, 批准人: 甲}]\n";
    let items = [item("X90.001", "办事指南", "").replace("申请材料", "电话 13800138000")];
    let office = Office::new(&[
        ("mulu.yaml", &format!("{PROFILE}{exception}")),
        ("drafts/a.yaml", &table(&items)),
    ]);
    let run = office.run(&["publish", ".", "-o", "site"]);
    assert_eq!((run.status, office.site().len()), (1, 0), "{}", run.stdout);
    assert!(
        run.stdout.contains("personal-in-public") && !run.stdout.contains("13800138000"),
        "{}",
        run.stdout
    );
}

#[test]
fn what_is_left_over_or_not_used_is_said() {
    let office = Office::new(&[
        ("mulu.yaml", PROFILE),
        ("drafts/a.yaml", &table(&[item("X90.001", "办事指南", "")])),
        ("公布/指南.md", "甲"),
        ("公布/政府信息公开指南.md", "甲"),
    ]);
    let run = office.publish(&["--village", "赤城村"]);
    assert!(run.stderr.contains("指南.md”：文件名要是"), "{}", run.stderr);
    assert!(run.stdout.contains("part-incomplete") && run.stdout.contains("part-missing"));
    let run = office.publish(&[]);
    assert!(run.stdout.contains("board-chichengcun.html”是以前写的"), "{}", run.stdout);
    let run = office.run(&["publish", ".", "-o", "site", "--address", "www.example.cn"]);
    assert_eq!((run.status, run.stderr.contains("不是网址")), (2, true), "{}", run.stderr);
}

#[test]
fn a_document_serves_as_the_text_of_a_part() {
    use mulu::export::docx::{Block, Document};
    let office = Office::new(&[
        ("mulu.yaml", PROFILE),
        ("drafts/a.yaml", &table(&[item("X90.001", "办事指南", "")])),
    ]);
    let row = vec!["1|2".to_owned(), "三*".to_owned()];
    let blocks = vec![
        Block::Text("办公地址：<人民路>1号".into()),
        Block::Table(vec![("甲".into(), 1), ("乙".into(), 1)], vec![row]),
    ];
    let document = Document { title: "指南".into(), blocks, ..Document::default() };
    fs::create_dir(office.0.path().join("公布")).unwrap();
    fs::write(office.0.path().join("公布/政府信息公开指南.docx"), document.write().unwrap())
        .unwrap();
    office.publish(&[]);
    let page = office.page("shilixian/guide.html");
    for wanted in ["办公地址：&lt;人民路&gt;1号", "<th>甲</th>", "<td>1|2</td><td>三*</td>"]
    {
        assert!(page.contains(wanted), "{wanted}\n{page}");
    }
}

/// A village has its own domain, its own board, and no parts that only administrative organs have.
#[test]
fn a_village_has_its_board() {
    let town = "名称: 示例镇\n层级: 乡级\n领域: [村务公开]\n版本: 2026-1\n日期: 2026-11-01\n编制单位: 示例镇人民政府\n";
    let village = "名称: 赤城村\n层级: 村级\n版本: 2026-1\n日期: 2026-11-01\n编制单位: 赤城村村民委员会\n责任单位: {村民委员会: 赤城村村民委员会}\n";
    let added = "新增:\n  - {领域: 村务公开, 事项: [村级财务, 集体收入台账], 公开内容: [收入台账], 公开主体: 赤城村村民委员会, 公开渠道: [社区/企事业单位/村公示栏（电子屏）], 公开对象: 全社会, 公开方式: 主动, 公开层级: 村级, 公开时限: 每月10日前, 公开依据: [《中华人民共和国村民委员会组织法》], 理由: 示例}\n";
    let office = Office::new(&[
        ("mulu.yaml", town),
        ("towns/chicheng/mulu.yaml", village),
        ("towns/chicheng/overlays/a.yaml", added),
    ]);
    let check = office.run(&["check", ".", "--member", "赤城村"]);
    assert_eq!(check.status, 0, "{}{}", check.stdout, check.stderr);
    let run = office.publish(&["--member", "赤城村", "--address", "https://www.example.gov.cn/"]);
    assert!(!run.stdout.contains("part-missing"), "{}", run.stdout);
    let board = office.page("chichengcun/board-cunwugongkailan.html");
    for wanted in ["村务公开栏", "37.023", "财务收支情况", "37.V", "集体收入台账", "qr/37.023.svg"]
    {
        assert!(board.contains(wanted), "{wanted}\n{board}");
    }
    let home = office.page("chichengcun/index.html");
    assert!(home.contains("村级") || home.contains("赤城村"));
    assert!(!home.contains("guide.html") && home.contains("board-cunwugongkailan.html"), "{home}");
}

/// The columns of the website, and the kinds of 专项公开, as page and as data.
#[test]
fn columns_and_kinds_are_shown() {
    let items = [
        item("X90.001", "办事指南", "    其他: {标签: 教育、环境保护}\n"),
        item("X90.002", "审核信息", ""),
    ];
    let columns = "栏目:\n  - {栏目: 重点领域/社会救助, 领域: [示例], 网址: \"https://www.example.gov.cn/shjz/\", 别名: [外传别名]}\n  - {栏目: 通知公告, 事项: [X90.002], 网址: \"javascript:alert(1)\"}\n";
    let office = Office::new(&[
        ("mulu.yaml", PROFILE),
        ("drafts/a.yaml", &table(&items)),
        ("栏目.yaml", columns),
    ]);
    office.publish(&[]);
    let page = office.page("shilixian/x90.html");
    let link = "<a href=\"https://www.example.gov.cn/shjz/\">重点领域/社会救助</a>";
    assert!(page.contains(link) && page.contains("通知公告"), "{page}");
    let topics = office.page("shilixian/topics.html");
    assert!(topics.contains("x90.html#X90.001") && !topics.contains("X90.002"), "{topics}");
    assert!(topics.contains("灾害事故救援") && topics.contains("本级没有这类事项"), "{topics}");
    assert!(!topics.contains("批准服务信息"), "no item is of that subject: {topics}");
    let data: Value = serde_json::from_str(&office.page("shilixian/catalogue.json")).unwrap();
    let first = &data["领域"][0]["目录"][0];
    assert_eq!(first["专项"], serde_json::json!(["教育", "环境保护"]));
    let schema: Value = serde_json::from_str(&office.page("schema.json")).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&data));
    for (name, bytes) in &office.site() {
        let text = texts(name, bytes);
        assert!(!text.contains("外传别名") && !text.contains("javascript:"), "{name}");
    }
}
