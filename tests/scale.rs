//! Many members: the same whatever the number of threads, and whether or not anything was kept from earlier
//! runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::common::{Run, mulu_with};

const TOWNS: usize = 6;

/// A county with towns that have something of their own, and something wrong.
fn county(folder: &Path) {
    county_of(folder, TOWNS);
}

fn county_of(folder: &Path, towns: usize) {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let exception = "例外: [{规则: ambiguous-days, 事项: \"41.001\", 理由: 试, 批准人: 甲}]\n";
    write(
        "mulu.yaml",
        &format!("名称: 甲县\n层级: 县级\n继承: 无\n版本: 2026-1\n领域: [示例]\n{exception}"),
    );
    let items: String = (1..=4)
        .map(|n| {
            format!(
                "  - {{编码: \"41.00{n}\", 事项: [救助, 事项{n}], 公开内容: [标准], \
                 公开依据: [《社会救助暂行办法》（国务院令第649号）], 公开时限: 20日内, \
                 公开主体: [甲县民政局], 公开渠道: [政府网站], 公开对象: 全社会, 公开方式: 主动, \
                 公开层级: [县级, 乡级]}}\n"
            )
        })
        .collect();
    write("drafts/a.yaml", &format!("编号: \"41\"\n名称: 示例\n目录:\n{items}"));
    for town in 0..towns {
        let name = format!("towns/t{town}");
        write(
            &format!("{name}/mulu.yaml"),
            &format!("名称: 第{town}镇\n层级: 乡级\n版本: 2026-1\n"),
        );
        let limit = format!("修改:\n  - {{编码: \"41.002\", 公开时限: {town}0天内, 理由: 试}}\n");
        write(&format!("{name}/overlays/a.yaml"), &limit);
    }
}

fn run(folder: &Path, args: &[&str], cache: &Path) -> Run {
    mulu_with(folder, args, &[("MULU_CACHE", &cache.to_string_lossy())])
}

fn said(run: &Run) -> String {
    format!("{}\n{}{}", run.status, run.stdout, run.stderr)
}

/// The bytes of everything below the folder of output.
fn output(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    below(&folder.join("dist"))
}

fn below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    if !folder.exists() {
        return BTreeMap::new();
    }
    let walk = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| (entry.path().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

const NONE: &str = "";

#[test]
fn any_number_of_threads_says_and_writes_the_same() {
    let folder = tempfile::tempdir().unwrap();
    county(folder.path());
    let ways = ["1", "2", "4"].map(|jobs| {
        let _ = fs::remove_dir_all(folder.path().join("dist"));
        let build = ["build", ".", "--draft", "-v", "--jobs", jobs];
        let built = run(folder.path(), &build, Path::new(NONE));
        let check = ["check", ".", "--format", "json", "--jobs", jobs];
        let checked = run(folder.path(), &check, Path::new(NONE));
        assert!(built.stdout.contains("第5镇：4 项"), "{}", said(&built));
        (said(&built), said(&checked), output(folder.path()))
    });
    assert_eq!(ways[0], ways[1]);
    assert_eq!(ways[0], ways[2]);
}

/// A county whose items have many faults, and towns that each set other fields of them.
fn faulty_county(folder: &Path) {
    county(folder);
    let path = folder.join("drafts/a.yaml");
    let faults = [
        ("41.001", "公开依据", "《社会救助暂行办法》（国务院令第648号）"),
        ("41.002", "公开依据", "《社会救助暂行办法》及相关规定；国发[2012]45号"),
        ("41.003", "公开内容", "办理条件（一）张三13800138000"),
        ("41.004", "公开主体", "县级民政部门"),
    ];
    let mut text = fs::read_to_string(&path).unwrap();
    for (code, field, value) in faults {
        let line = text.lines().find(|line| line.contains(code)).unwrap().to_owned();
        let (before, rest) = line.split_once(&format!("{field}: [")).unwrap();
        let (_, after) = rest.split_once(']').unwrap();
        text = text.replace(&line, &format!("{before}{field}: [\"{value}\"]{after}"));
    }
    fs::write(&path, text).unwrap();
    let own = [
        "公开依据: [\"《社会救助暂行办法》（国务院令第649号）第四条\"]",
        "公开内容: [\"标准（\"]",
        "公开主体: [第2镇人民政府]",
        "公开渠道: [政府网站, 两微一端]",
        "公开时限: 长期公开",
        "公开对象: {特定群体: 申请人}",
    ];
    for (town, own) in own.iter().enumerate() {
        let line = |code| format!("  - {{编码: \"41.00{code}\", {own}, 理由: 试}}\n");
        let lines: String = [1 + town % 4, 1 + (town + 1) % 4].map(line).concat();
        fs::write(folder.join(format!("towns/t{town}/overlays/a.yaml")), format!("修改:\n{lines}"))
            .unwrap();
    }
}

/// What a check finds of each member, in its order.
fn found(folder: &Path, args: &[&str]) -> BTreeMap<String, Vec<serde_json::Value>> {
    let all = [&["check", ".", "--format", "json"], args].concat();
    let checked = run(folder, &all, Path::new(NONE));
    let report: serde_json::Value = serde_json::from_str(&checked.stdout).unwrap();
    let mut found: BTreeMap<String, Vec<serde_json::Value>> = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        let member = finding["member"].as_str().unwrap_or_default();
        found.entry(member.to_owned()).or_default().push(finding.clone());
    }
    found
}

/// What was found out for one town about what it inherits hides nothing of another.
#[test]
fn a_town_has_the_same_findings_alone_and_among_others() {
    let folder = tempfile::tempdir().unwrap();
    faulty_county(folder.path());
    let together = found(folder.path(), &["--jobs", "1"]);
    let rules: std::collections::BTreeSet<&str> =
        together["第5镇"].iter().filter_map(|finding| finding["rule"].as_str()).collect();
    let said = ["personal-data", "malformed-number", "vague-basis", "generic-body"];
    assert!(said.iter().all(|rule| rules.contains(rule)), "{rules:?}");
    for town in 0..TOWNS {
        let name = format!("第{town}镇");
        let alone = found(folder.path(), &["--member", &name]);
        assert_eq!(alone[&name], together[&name], "{name}");
    }
}

#[test]
fn any_number_of_threads_publishes_and_submits_the_same() {
    let folder = tempfile::tempdir().unwrap();
    county(folder.path());
    let ways = ["1", "2", "4"].map(|jobs| {
        let outs = ["网站", "材料"].map(|out| folder.path().join(out));
        for out in &outs {
            let _ = fs::remove_dir_all(out);
        }
        let publish = ["publish", ".", "-o", "网站", "--jobs", jobs];
        let published = run(folder.path(), &publish, Path::new(NONE));
        let submit = ["submit", ".", "-o", "材料", "--draft", "--jobs", jobs];
        let submitted = run(folder.path(), &submit, Path::new(NONE));
        assert!(published.stdout.contains("第5镇：4 项"), "{}", said(&published));
        assert!(
            submitted.stdout.contains("第5镇：") && submitted.status == 0,
            "{}",
            said(&submitted)
        );
        (said(&published), said(&submitted), outs.map(|out| below(&out)))
    });
    assert!(!ways[0].2[0].is_empty() && !ways[0].2[1].is_empty());
    assert_eq!(ways[0], ways[1]);
    assert_eq!(ways[0], ways[2]);
}

#[test]
fn what_did_not_change_is_not_made_again() {
    let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    county(folder.path());
    let build = ["build", ".", "--draft"];
    let first = run(folder.path(), &build, cache.path());
    let written = |town: usize| {
        let dist = folder.path().join(format!("dist/第{town}镇/catalogue.json"));
        fs::metadata(dist).unwrap().modified().unwrap()
    };
    let before: Vec<_> = (0..TOWNS).map(written).collect();
    let overlay = folder.path().join("towns/t3/overlays/a.yaml");
    fs::write(&overlay, fs::read_to_string(&overlay).unwrap().replace("30天", "7天")).unwrap();
    let second = run(folder.path(), &build, cache.path());
    assert_eq!(first.stdout.lines().last(), second.stdout.lines().last());
    let again: Vec<usize> = (0..TOWNS).filter(|town| written(*town) != before[*town]).collect();
    assert_eq!(again, [3]);
    // What somebody takes away is made again, and what somebody changes is not taken for ours.
    fs::remove_file(folder.path().join("dist/第1镇/catalogue.csv")).unwrap();
    fs::write(folder.path().join("dist/第2镇/catalogue.csv"), "改过").unwrap();
    let third = run(folder.path(), &build, cache.path());
    assert!(folder.path().join("dist/第1镇/catalogue.csv").is_file());
    assert!(third.stderr.contains("第2镇") && third.status == 2, "{}", said(&third));
}

#[test]
fn of_many_members_the_screen_shows_the_worst() {
    let folder = tempfile::tempdir().unwrap();
    county_of(folder.path(), 24);
    let build = run(folder.path(), &["build", ".", "--draft"], Path::new(NONE));
    let lines: Vec<&str> = build.stdout.lines().rev().take(11).collect();
    assert!(lines[10].starts_with("25 个单位，写出 25 个。问题最多的 10 个"), "{}", said(&build));
    assert!(lines[10].contains("加 -v 列全") && lines[0].contains("写到 "), "{}", said(&build));
    assert!(!build.stderr.contains("正在编制"), "nothing of it in a pipe: {}", build.stderr);
    let all = run(folder.path(), &["build", ".", "--draft", "-v"], Path::new(NONE));
    let told = all.stdout.lines().filter(|line| line.contains("写到 ")).count();
    assert_eq!(told, 25, "{}", said(&all));
}

/// However many members have the same fault in other words, it is told once.
#[test]
fn the_first_screen_does_not_grow_with_the_members() {
    let lines = |towns: usize| {
        let folder = tempfile::tempdir().unwrap();
        county_of(folder.path(), towns);
        for town in 0..towns {
            let row =
                |n: usize| format!("  - {{名称: 第{town}镇第{n}项许可, 对应事项: \"41.003\"}}\n");
            let rows: String = (0..12 + town).map(row).collect();
            let list = folder.path().join(format!("towns/t{town}/duties"));
            fs::create_dir_all(&list).unwrap();
            fs::write(list.join("清单.yaml"), format!("公共服务事项清单:\n{rows}")).unwrap();
        }
        let check = run(folder.path(), &["check", "."], Path::new(NONE));
        assert!(check.stdout.contains("unrelated-duties"), "{}", said(&check));
        check.stdout.lines().count()
    };
    assert_eq!(lines(7), lines(14));
}

/// As many items as no county has.
#[test]
fn fifteen_thousand_items_are_compiled_like_fifteen() {
    const DOMAINS: usize = 25;
    let rows_of = |per_domain: usize| -> usize {
        let folder = tempfile::tempdir().unwrap();
        let profile = "名称: 甲县\n层级: 县级\n继承: 无\n版本: 2026-1\n";
        fs::create_dir(folder.path().join("drafts")).unwrap();
        fs::write(folder.path().join("mulu.yaml"), profile).unwrap();
        for domain in 0..DOMAINS {
            let item = |n: usize| {
                format!(
                    "  - {{事项: [第{}类, 事项{n}], 公开内容: [标准], 公开主体: [甲县民政局], 公开层级: [县级]}}\n",
                    n / 50
                )
            };
            let items: String = (0..per_domain).map(item).collect();
            let text = format!("编号: X{}\n名称: 领域{domain}\n目录:\n{items}", 50 + domain);
            fs::write(folder.path().join(format!("drafts/{domain}.yaml")), text).unwrap();
        }
        let build = ["build", ".", "--draft", "--formats", "csv"];
        let built = run(folder.path(), &build, Path::new(NONE));
        let all = DOMAINS * per_domain;
        assert!(built.stdout.contains(&format!("甲县：{all} 项")), "{}", said(&built));
        let table = folder.path().join("dist/甲县/catalogue.csv");
        csv::Reader::from_path(table).unwrap().records().map(Result::unwrap).count()
    };
    assert_eq!(rows_of(600), 15_000);
}

/// What the record of the output says that each member was made from.
fn made_from(folder: &Path) -> BTreeMap<String, String> {
    let record = fs::read(folder.join("dist/.mulu-manifest.json")).unwrap();
    let mut record: serde_json::Value = serde_json::from_slice(&record).unwrap();
    serde_json::from_value(record["made_from"].take()).unwrap()
}

#[test]
fn the_record_of_the_output_says_what_each_member_was_made_from() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let build = |folder: &Path| {
        county(folder);
        run(folder, &["build", ".", "--draft"], Path::new(NONE));
        made_from(folder)
    };
    let [first, second] = [build(folders[0].path()), build(folders[1].path())];
    assert_eq!(first, second, "the same wherever the repository lies");
    assert_eq!(first.len(), TOWNS + 1);
    let folder = folders[0].path();
    let changed = |name: &str, text: &str| -> Vec<String> {
        let before = made_from(folder);
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        run(folder, &["build", ".", "--draft"], Path::new(NONE));
        let after = made_from(folder).into_iter();
        after.filter(|(member, hash)| before[member] != *hash).map(|(member, _)| member).collect()
    };
    let limit = "修改:\n  - {编码: \"41.002\", 公开时限: 3天内, 理由: 试}\n";
    assert_eq!(changed("towns/t3/overlays/a.yaml", limit), ["第3镇"]);
    assert_eq!(changed("登记/更名.yaml", &renaming("甲县救助局")).len(), TOWNS + 1);
}

#[test]
fn records_of_bodies_that_are_gone_are_removed() {
    let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    county(folder.path());
    let records = || {
        let walk = walkdir::WalkDir::new(cache.path()).into_iter().flatten();
        walk.filter(|entry| entry.file_type().is_file()).count()
    };
    run(folder.path(), &["check", "."], cache.path());
    run(folder.path(), &["build", ".", "--draft"], cache.path());
    assert_eq!(records(), 2 * (TOWNS + 1));
    fs::remove_dir_all(folder.path().join("towns/t4")).unwrap();
    // A run over one member alone does not know which are gone.
    run(&folder.path().join("towns/t1"), &["check", "."], cache.path());
    assert_eq!(records(), 2 * (TOWNS + 1));
    run(folder.path(), &["check", "."], cache.path());
    assert_eq!(records(), 2 * TOWNS);
}

/// A register in which the body that the county's items name is called otherwise.
fn renaming(new: &str) -> String {
    format!(
        "更名:\n  - {{旧: 甲县民政局, 新: {new}, 自: 2024-01-18, 依据: 示例府发〔2024〕3号（示例）}}\n"
    )
}

#[test]
fn registers_count_for_what_is_kept() {
    let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    county(folder.path());
    fs::create_dir_all(folder.path().join("数据/登记")).unwrap();
    let check = ["check", ".", "--data", "数据", "-v"];
    let build = ["build", ".", "--data", "数据", "--draft", "--force"];
    let mut before = String::new();
    let mut changes = |what: &str, told: &str| {
        let kept = run(folder.path(), &check, cache.path());
        assert_eq!(said(&kept), said(&run(folder.path(), &check, Path::new(NONE))), "{what}");
        assert_ne!(said(&kept), before, "{what}");
        before = said(&kept);
        assert!(kept.stdout.contains(told), "{what}: {before}");
        let kept = run(folder.path(), &build, cache.path());
        assert_eq!(said(&kept), said(&run(folder.path(), &build, Path::new(NONE))), "{what}");
    };
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    changes("nothing", "检查 28 项");
    write("登记/更名.yaml", &renaming("甲县社会工作部"));
    changes("of the county", "改成甲县社会工作部");
    write("登记/更名.yaml", &renaming("甲县救助局"));
    changes("of the county, changed", "改成甲县救助局");
    fs::remove_dir_all(folder.path().join("登记")).unwrap();
    write("数据/登记/更名.yaml", &renaming("甲县帮扶局"));
    changes("of the folder of data", "改成甲县帮扶局");
    write("数据/登记/更名.yaml", &renaming("甲县慈善局"));
    changes("of the folder of data, changed", "改成甲县慈善局");
    write("towns/t2/登记/更名.yaml", &renaming("甲县优抚局"));
    changes("of one town", "改成甲县优抚局");
}

/// A county whose results depend on the day: an exception ends, and towns have to be ready by a day.
fn dated_county(folder: &Path) {
    county(folder);
    rewrite(&folder.join("mulu.yaml"), |text| {
        let ends = text.replace("批准人: 甲}", "批准人: 甲, 有效期至: 2026-12-15}");
        format!("{ends}期限: 2027-02-28\n")
    });
}

fn run_on(folder: &Path, args: &[&str], day: &str, cache: &Path) -> Run {
    let cache = cache.to_string_lossy();
    mulu_with(folder, args, &[("MULU_CACHE", &cache), ("MULU_TODAY", day)])
}

/// When each record was written.
fn records(cache: &Path) -> Vec<(std::path::PathBuf, std::time::SystemTime)> {
    let walk = walkdir::WalkDir::new(cache).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| (entry.path().into(), entry.metadata().unwrap().modified().unwrap()))
        .collect()
}

#[test]
fn the_next_day_is_only_looked_at_anew_where_a_rule_would_say_something_else() {
    let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    dated_county(folder.path());
    let on = |day: &str| {
        let remembered = said(&run_on(folder.path(), &["check", "."], day, cache.path()));
        let found = said(&run_on(folder.path(), &["check", "."], day, Path::new(NONE)));
        assert_eq!(remembered, found, "{day}");
        (remembered, records(cache.path()))
    };
    let (said_first, first) = on("2026-11-21");
    assert!(first.len() > TOWNS);
    assert_eq!(on("2026-11-22"), (said_first.clone(), first.clone()));
    assert_eq!(on("2026-12-15"), (said_first.clone(), first.clone()), "the exception still holds");
    let (said_later, later) = on("2026-12-16");
    assert_ne!(said_later, said_first);
    assert_ne!(later, first);
}

/// A change that somebody makes between two runs.
#[derive(Debug, Clone)]
enum Edit {
    Limit(usize, u8),
    Name(usize, u8),
    Remove(usize),
    Add(u8),
    County(u8),
    Exception,
    Stray(usize),
    Output(usize),
    CutRecord(usize),
    Register(Option<usize>, u8),
}

fn edit() -> impl Strategy<Value = Edit> {
    let town = 0..TOWNS;
    prop_oneof![
        (town.clone(), 1u8..40).prop_map(|(town, n)| Edit::Limit(town, n)),
        (town.clone(), 0u8..9).prop_map(|(town, n)| Edit::Name(town, n)),
        town.clone().prop_map(Edit::Remove),
        (0u8..3).prop_map(Edit::Add),
        (1u8..40).prop_map(Edit::County),
        Just(Edit::Exception),
        town.clone().prop_map(Edit::Stray),
        town.clone().prop_map(Edit::Output),
        (0usize..20).prop_map(Edit::CutRecord),
        (prop::option::of(0..TOWNS), 0u8..3).prop_map(|(town, n)| Edit::Register(town, n)),
    ]
}

fn rewrite(path: &Path, change: impl Fn(&str) -> String) {
    if let Ok(text) = fs::read_to_string(path) {
        fs::write(path, change(&text)).unwrap();
    }
}

fn apply(edit: &Edit, folder: &Path, cache: &Path) {
    let town = |town: usize, name: &str| folder.join(format!("towns/t{town}/{name}"));
    match edit {
        Edit::Limit(at, n) => rewrite(&town(*at, "overlays/a.yaml"), |_| {
            format!("修改:\n  - {{编码: \"41.002\", 公开时限: {n}个工作日内, 理由: 试}}\n")
        }),
        Edit::Name(at, n) => rewrite(&town(*at, "mulu.yaml"), |_| {
            format!("名称: 第{n}街道\n层级: 乡级\n版本: 2026-1\n")
        }),
        Edit::Remove(at) => drop(fs::remove_file(town(*at, "overlays/a.yaml"))),
        Edit::Add(n) => {
            let new = folder.join(format!("towns/s{n}"));
            fs::create_dir_all(&new).unwrap();
            fs::write(new.join("mulu.yaml"), format!("名称: 新{n}镇\n层级: 乡级\n")).unwrap();
        }
        Edit::County(n) => rewrite(&folder.join("drafts/a.yaml"), |text| {
            text.replacen("20日内", &format!("{n}日内"), 1)
        }),
        Edit::Exception => rewrite(&folder.join("mulu.yaml"), |text| {
            text.replace("事项: \"41.001\"", "事项: \"41.002\"")
        }),
        Edit::Stray(at) => fs::write(folder.join(format!("towns/笔记{at}.txt")), "记").unwrap(),
        Edit::Output(at) => {
            drop(fs::remove_file(folder.join(format!("dist/第{at}镇/catalogue.json"))));
        }
        Edit::Register(at, n) => {
            let of = at.map_or_else(|| folder.to_path_buf(), |at| town(at, ""));
            if of.is_dir() {
                fs::create_dir_all(of.join("登记")).unwrap();
                fs::write(of.join("登记/更名.yaml"), renaming(&format!("第{n}局"))).unwrap();
            }
        }
        Edit::CutRecord(at) => {
            let walk = walkdir::WalkDir::new(cache).sort_by_file_name().into_iter();
            let files = walk.flatten().filter(|entry| entry.file_type().is_file());
            for entry in files.skip(*at).take(1) {
                let bytes = fs::read(entry.path()).unwrap();
                fs::write(entry.path(), &bytes[..bytes.len() / 2]).unwrap();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever days the runs are on, a run that remembers says and writes what one does that starts from
    /// nothing.
    #[test]
    fn remembered_on_other_days_all_is_the_same(days in prop::collection::vec(0i64..800, 2..5)) {
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        dated_county(folder.path());
        let first = jiff::civil::date(2026, 6, 1);
        for days in days {
            let day = first.checked_add(jiff::Span::new().days(days)).unwrap().to_string();
            let on_day = |args: &[&str], cache: &Path| said(&run_on(folder.path(), args, &day, cache));
            let check = ["check", ".", "--format", "json"];
            prop_assert_eq!(on_day(&check, cache.path()), on_day(&check, Path::new(NONE)));
            let build = ["build", ".", "--draft"];
            let remembered = (on_day(&build, cache.path()), output(folder.path()));
            fs::remove_dir_all(folder.path().join("dist")).unwrap();
            let found = (on_day(&build, Path::new(NONE)), output(folder.path()));
            prop_assert_eq!(remembered, found);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    /// However files are changed between runs, a run that remembers says and writes what one does that starts
    /// from nothing.
    #[test]
    fn remembered_or_not_all_is_the_same(edits in prop::collection::vec(edit(), 1..4)) {
        let cache = tempfile::tempdir().unwrap();
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let (kept, fresh) = (folders[0].path().join("r"), folders[1].path().join("r"));
        for folder in [&kept, &fresh] {
            fs::create_dir(folder).unwrap();
            county(folder);
        }
        let both = |args: &[&str]| {
            let remembered = said(&run(&kept, args, cache.path()));
            (remembered, said(&run(&fresh, args, Path::new(NONE))))
        };
        let same = || -> Result<(), TestCaseError> {
            for args in [&["check", "."][..], &["check", ".", "--format", "json"],
                &["build", ".", "--draft", "--force"]] {
                let (remembered, found) = both(args);
                prop_assert_eq!(remembered, found);
            }
            let files = |folder: &Path| -> BTreeMap<String, Vec<u8>> {
                let all = output(folder).into_iter();
                let top = folder.to_string_lossy().into_owned();
                all.map(|(name, bytes)| (name.replace(&top, ""), bytes)).collect()
            };
            prop_assert_eq!(files(&kept), files(&fresh));
            Ok(())
        };
        same()?;
        for edit in &edits {
            apply(edit, &kept, cache.path());
            apply(edit, &fresh, Path::new("/nonexistent"));
            same()?;
        }
    }
}
