//! From an empty folder to a clean catalogue: `mulu init`, the one workbook, and mulu without a command.

use std::fs;
use std::path::Path;

use mulu::input::tables::{ReadOptions, read_tables};
use mulu::patch::Package;
use mulu::source::CellRef;

use crate::common::{copy, mulu, shell};
use crate::review;

fn examples() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

/// Catalogues of a repository: all files byte for byte, but for the places in the json, which name other
/// files.
fn catalogues(folder: &Path, repository: &str) -> Vec<(String, Vec<Vec<u8>>, String)> {
    let out = format!("out-{repository}");
    let run = mulu(folder, &["build", repository, "-o", &out, "--formats", "json,csv,xlsx"]);
    assert_eq!(run.status, 0, "{repository}\n{}\n{}", run.stdout, run.stderr);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder.join(&out)).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            continue;
        }
        let text = |name: &str| fs::read_to_string(path.join(name)).unwrap();
        let mut json: serde_json::Value = serde_json::from_str(&text("catalogue.json")).unwrap();
        without_places(&mut json);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut files: Vec<_> =
            fs::read_dir(&path).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        files.retain(|file| file.extension().is_none_or(|end| end != "json"));
        assert_eq!(files.len(), 2, "{files:?}");
        found.push((name, files.iter().map(|f| fs::read(f).unwrap()).collect(), json.to_string()));
    }
    found.sort();
    assert!(!found.is_empty());
    found
}

fn without_places(json: &mut serde_json::Value) {
    match json {
        serde_json::Value::Object(entries) => {
            entries.retain(|key, value| !key.ends_with("位置") || !value.is_string());
            // The ledger says where it was decided.
            if entries.get("来源").is_some_and(serde_json::Value::is_string) {
                entries.remove("来源");
            }
            entries.values_mut().for_each(without_places);
        }
        serde_json::Value::Array(elements) => elements.iter_mut().for_each(without_places),
        _ => {}
    }
}

#[test]
fn every_example_goes_into_a_workbook_and_back() {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(examples()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        copy(&path, &folder.path().join(&name));
        let (book, text) = (format!("{name}-表"), format!("{name}-文"));
        for (from, to, file) in [(&name, &book, "目录.xlsx"), (&book, &text, "mulu.yaml")] {
            let run = mulu(folder.path(), &["init", to, "--from", from]);
            assert_eq!(run.status, 0, "{from}\n{}", run.stderr);
            assert!(folder.path().join(to).join(file).is_file(), "{to}");
        }
        assert!(!folder.path().join(&book).join("mulu.yaml").exists());
        let first = catalogues(folder.path(), &name);
        assert!(first == catalogues(folder.path(), &book), "{name} differs as a workbook");
        assert!(first == catalogues(folder.path(), &text), "{name} differs when it is back");
    }
}

#[test]
fn what_cannot_be_turned_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    copy(&examples().join("dongyuan"), &folder.path().join("甲"));
    let path = folder.path().join("甲/mulu.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}\n没有这一项: 一\n")).unwrap();
    let run = mulu(folder.path(), &["init", "乙", "--from", "甲"]);
    assert_eq!(run.status, 2, "{}", run.stdout);
    assert!(run.stderr.contains("没有转"), "{}", run.stderr);
    assert!(!folder.path().join("乙").exists());
}

#[test]
fn a_town_below_a_county_is_clean_at_once() {
    let folder = tempfile::tempdir().unwrap();
    copy(&examples().join("daying"), &folder.path().join("县"));
    let args = ["init", "--above", "县", "--name", "象山街道", "--level", "乡级"];
    for form in ["workbook", "yaml"] {
        let run = mulu(folder.path(), &[&args[..], &["--form", form]].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(run.stdout.contains("乡镇人民政府：大英县象山街道办事处"), "{}", run.stdout);
        let town = "县/towns/象山街道";
        let check = mulu(folder.path(), &["check", town]);
        assert_eq!(check.status, 0, "{}", check.stdout);
        let again = mulu(folder.path(), &[&args[..], &["--form", form]].concat());
        assert_eq!(again.status, 2, "{}", again.stdout);
        assert!(again.stderr.contains("没有动它"), "{}", again.stderr);
        // From a folder below, the nearest repository above is meant.
        let below = mulu(&folder.path().join(town).join("drafts"), &["check", "--quiet"]);
        assert_eq!(below.status, 0, "{}", below.stderr);
        assert!(below.stderr.contains("用的是它上面的"), "{}", below.stderr);
        fs::remove_dir_all(folder.path().join(town)).unwrap();
    }
    let elsewhere = mulu(folder.path(), &[&args[..], &["别处"]].concat());
    assert_eq!(elsewhere.status, 2);
    assert!(elsewhere.stderr.contains("得放在它的 towns 里"), "{}", elsewhere.stderr);
}

/// Fills the cells of a column where another one says something and it is empty.
fn fill(path: &Path, sheet: &str, rows: &[(u32, u16, &str)]) {
    let bytes = fs::read(path).unwrap();
    let mut package = Package::open(&bytes).unwrap();
    for (row, column, text) in rows {
        package.set_cell_text(sheet, CellRef::new(*row, *column), text).unwrap();
    }
    let patched = package.finish().unwrap();
    fs::write(path, patched).unwrap();
}

#[test]
fn a_town_by_itself_is_filled_in_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["init", "镇", "--name", "东园镇", "--level", "乡级", "--domains", "社会救助"];
    let run = mulu(folder.path(), &args);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    assert!(run.stdout.contains("还有 1 个角色"), "{}", run.stdout);
    let check = mulu(folder.path(), &["check", "镇"]);
    assert_eq!(check.status, 0, "a town may leave the county's bodies open, and is told so");
    assert!(check.stdout.contains("公开主体还是角色，不是单位：缺 1 行"), "{}", check.stdout);
    let path = folder.path().join("镇/目录.xlsx");
    // Title, line and head stand above.
    fill(&path, "责任单位", &[(4, 2, "沙坡头区民政局")]);
    fill(&path, "牵头单位", &[(3, 1, "东园镇民生服务中心")]);
    let check = mulu(folder.path(), &["check", "镇"]);
    assert_eq!(check.status, 0, "{}", check.stdout);
    assert!(!check.stdout.contains("lead-missing"), "{}", check.stdout);
    let build = mulu(folder.path(), &["build", "镇"]);
    assert_eq!(build.status, 0, "{}", build.stdout);
    let table = fs::read_to_string(folder.path().join("镇/dist/东园镇/catalogue.csv")).unwrap();
    assert!(table.contains("沙坡头区民政局") && table.contains("东园镇人民政府"), "{table}");
}

/// The texts of a sheet below its head, row by row.
fn rows(path: &Path, sheet: &str) -> Vec<Vec<String>> {
    let read = read_tables(&fs::read(path).unwrap(), &ReadOptions::default()).unwrap();
    let sheet = read.workbook.sheets.iter().find(|s| s.name == sheet).unwrap();
    let rows = (3..sheet.size().0)
        .map(|row| sheet.row(row).map(|(_, cell)| cell.text.trim().to_owned()).collect());
    let is_said = |row: &Vec<String>| row.iter().any(|text| !text.is_empty());
    rows.filter(is_said).collect()
}

#[test]
fn what_commands_write_goes_into_the_workbook() {
    let text = review::answered();
    let folder = tempfile::tempdir().unwrap();
    let from = text.path().to_string_lossy().into_owned();
    assert_eq!(mulu(folder.path(), &["init", "县", "--from", &from]).status, 0);
    let county = folder.path().join("县");
    let book = county.join("towns/jia/目录.xlsx");
    let member = ["review", ".", "--member", "甲镇", "--by", "body"];
    for rest in [&["--read", "反馈", "--record"][..], &["--adopt", "all"]] {
        let run = mulu(&county, &[&member[..], rest].concat());
        assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    }
    let adjusted = rows(&book, "调整");
    assert_eq!(adjusted.len(), 2, "{adjusted:?}");
    assert_eq!(adjusted[0][..2], ["修改", "X90.001"]);
    assert!(
        adjusted[0].contains(&"自信息形成或者变更之日起5个工作日内".to_owned()),
        "{adjusted:?}"
    );
    assert_eq!(adjusted[1][..3], ["不采用", "X90.002", "业务不发生"]);
    assert!(!county.join("towns/jia/overlays").exists());
    let record = fs::read_to_string(county.join("towns/jia/意见采纳.yaml")).unwrap();
    assert_eq!(record.matches("写入: \"目录.xlsx 调整 第4行起\"").count(), 2, "{record}");
    let again = mulu(&county, &[&member[..], &["--adopt", "all"]].concat());
    assert!(again.stdout.contains("没有要写进调整的意见"), "{}", again.stdout);
    assert_eq!(rows(&book, "进度记录"), [["征求意见", "2026-11-21", "2026-1"]]);
    assert!(!county.join("towns/jia/记录.yaml").exists());
    let release = ["adjust", ".", "--member", "甲镇", "--release", "2026-2", "--note", "改时限"];
    let run = mulu(&county, &[&release[..], &["--next-review", "2027-11-01"]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let versions = [vec!["2026-1", "2026-11-01"], vec!["2026-2", "2026-11-21", "改时限"]];
    assert_eq!(rows(&book, "变更记录"), versions);
    let facts = rows(&book, "基本信息");
    for (key, value) in [("版本", "2026-2"), ("日期", "2026-11-21"), ("下次评估日期", "2027-11-01")]
    {
        let row = facts.iter().find(|row| row[0] == key).unwrap();
        assert_eq!(row[1], value, "{facts:?}");
    }
    let explain = mulu(&county, &["explain", ".", "X90.001", "--member", "甲镇"]);
    assert!(explain.stdout.contains("5个工作日内"), "{}", explain.stdout);
    // What was written goes over into YAML, too.
    assert_eq!(mulu(folder.path(), &["init", "文", "--from", "县"]).status, 0);
    let town = folder.path().join("文/towns/jia");
    let records = fs::read_to_string(town.join("记录.yaml")).unwrap();
    assert!(records.contains("征求意见"), "{records}");
    let overlay = fs::read_to_string(town.join("overlays/目录调整.yaml")).unwrap();
    assert!(overlay.contains("X90.002"), "{overlay}");
}

#[test]
fn a_workbook_without_a_place_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["init", "镇", "--name", "东园镇", "--level", "乡级", "--domains", "社会救助"];
    assert_eq!(mulu(folder.path(), &args).status, 0);
    let path = folder.path().join("镇/目录.xlsx");
    fill(&path, "变更记录", &[(2, 0, "第几版")]);
    let before = fs::read(&path).unwrap();
    let release = mulu(folder.path(), &["adjust", "镇", "--release", "2027-1"]);
    assert_eq!(release.status, 2, "{}", release.stdout);
    assert!(release.stderr.contains("“变更记录”表没有了，或者少了栏"), "{}", release.stderr);
    assert!(fs::read(&path).unwrap() == before);
}

#[test]
fn findings_point_to_the_cells_of_the_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["init", "镇", "--name", "东园镇", "--level", "乡级", "--domains", "社会救助"];
    assert_eq!(mulu(folder.path(), &args).status, 0);
    let path = folder.path().join("镇/目录.xlsx");
    fill(&path, "领域", &[(4, 1, "不采纳")]);
    fill(&path, "基本信息", &[(4, 1, "镇级政府")]);
    fill(&path, "调整", &[(3, 0, "不采用"), (3, 1, "19.999"), (4, 0, "修改"), (4, 15, "多了")]);
    let check = mulu(folder.path(), &["check", "镇", "--format", "json"]);
    for wanted in ["wrong-type 领域 B5", "wrong-type 基本信息 B5", "unknown-key 调整 P5"] {
        let json: serde_json::Value = serde_json::from_str(&check.stdout).unwrap();
        let found = json["findings"].as_array().unwrap().iter().map(|finding| {
            let place = &finding["location"];
            let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            format!("{} {} {}", word(&finding["rule"]), word(&place["sheet"]), word(&place["cell"]))
        });
        let found: Vec<String> = found.collect();
        assert!(found.iter().any(|place| place == wanted), "{wanted}: {found:#?}");
    }
}

fn json(folder: &Path, args: &[&str]) -> serde_json::Value {
    let run = mulu(folder, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {}", run.stderr))
}

#[test]
fn a_later_domain_is_adopted_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["init", "镇", "--name", "东园镇", "--level", "乡级", "--form", "yaml"];
    let run = mulu(folder.path(), &[&args[..], &["--domains", "社会救助,36"]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let text = fs::read_to_string(folder.path().join("镇/mulu.yaml")).unwrap();
    assert!(text.contains("领域: [社会救助, 法定主动公开]"), "{text}");
    let run = mulu(folder.path(), &["build", "镇", "--draft", "-o", "出", "--formats", "csv"]);
    let table = fs::read_to_string(folder.path().join("出/东园镇/catalogue.csv"));
    let table = table.unwrap_or_else(|_| panic!("{}{}", run.stdout, run.stderr));
    assert!(table.contains("\"36.024\"") && table.contains("\"19.004\""), "{table}");
    assert!(!table.contains("\"37."), "{table}");
}

#[test]
fn a_domain_that_is_not_adopted_is_told_from_one_that_does_not_exist() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["init", "镇", "--name", "东园镇", "--level", "乡级", "--form", "yaml"];
    let run = mulu(folder.path(), &[&args[..], &["--domains", "社会救助"]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let overlay =
        "新增:\n  - {领域: 公共法律服务, 事项: [甲, 乙]}\n  - {领域: 星际航行, 事项: [甲, 乙]}\n";
    fs::write(folder.path().join("镇/overlays/a.yaml"), overlay).unwrap();
    let check = mulu(folder.path(), &["check", "镇"]);
    assert!(check.stdout.contains("“公共法律服务”领域（12）本级没有采用"), "{}", check.stdout);
    assert!(check.stdout.contains("没有“星际航行”这个领域"), "{}", check.stdout);
}

#[test]
fn one_member_is_checked_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    copy(&examples().join("daying"), &folder.path().join("县"));
    let named = json(folder.path(), &["check", "县", "--member", "蓬莱镇"]);
    let alone = json(folder.path(), &["check", "县/towns/penglai"]);
    assert_eq!(named["summary"]["items"], alone["summary"]["items"]);
    let whole = json(folder.path(), &["check", "县"]);
    assert_ne!(named["summary"]["items"], whole["summary"]["items"]);
    let unknown = mulu(folder.path(), &["check", "县", "--member", "没有"]);
    assert!(unknown.status == 2 && unknown.stderr.contains("可以写："), "{}", unknown.stderr);
    fs::write(folder.path().join("a.csv"), "序号,一级事项\n").unwrap();
    let file = mulu(folder.path(), &["check", "a.csv", "--member", "蓬莱镇"]);
    assert!(file.status == 2 && file.stderr.contains("只用于仓库"), "{}", file.stderr);
    let typed = mulu(folder.path(), &["explain", "县", "19.5", "--member", "蓬莱镇"]);
    assert!(typed.status == 0 && typed.stdout.contains("19.005"), "{}", typed.stderr);
}

#[test]
fn the_workbook_stands_for_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["init", "镇", "--name", "东园镇", "--level", "乡级", "--domains", "社会救助"];
    assert_eq!(mulu(folder.path(), &args).status, 0);
    let by_file = json(folder.path(), &["check", "镇/目录.xlsx"]);
    assert_eq!(by_file, json(folder.path(), &["check", "镇"]));
}

#[test]
fn shells_and_man_are_told_of_the_commands() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = mulu(here, &["completions", shell]);
        assert!(run.status == 0 && run.stdout.contains("completions"), "{shell}: {}", run.stderr);
    }
    let page = mulu(here, &["manual"]);
    assert_eq!(page.status, 0, "{}", page.stderr);
    for wanted in [".TH MULU 1", ".SH 名称", ".SH \"mulu check（校验）\"", "\\-\\-member"] {
        assert!(page.stdout.contains(wanted), "{wanted}\n{}", page.stdout);
    }
    assert!(!page.stdout.contains("SUBCOMMANDS"), "{}", page.stdout);
}

#[test]
fn nothing_is_asked_without_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let run = mulu(folder.path(), &["init", "--name", "大英县"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("缺少：--level 层级"), "{}", run.stderr);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn entries_that_cannot_be_read_are_told_of() {
    let folder = tempfile::tempdir().unwrap();
    copy(&examples().join("daying"), &folder.path().join("县"));
    let towns = folder.path().join("县/towns");
    fs::create_dir_all(towns.join("隆盛镇")).unwrap();
    fs::write(towns.join("隆盛镇/mulu.yaml.txt"), "名称: 隆盛镇\n").unwrap();
    fs::write(towns.join("名单.txt"), "").unwrap();
    let run = mulu(folder.path(), &["check", "县"]);
    assert!(run.stdout.contains("里面的“mulu.yaml.txt”是不是就是？"), "{}", run.stdout);
    assert!(run.stdout.contains("towns/名单.txt"), "{}", run.stdout);
    let alone = mulu(folder.path(), &["check", "县/towns/隆盛镇/"]);
    assert!(alone.stderr.contains("用的是它上面的"), "{}", alone.stderr);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("没有", towns.join("回马镇")).unwrap();
        std::os::unix::fs::symlink("没有", folder.path().join("县/drafts.xlsx")).unwrap();
        let run = mulu(folder.path(), &["check", "县"]);
        assert_eq!(run.status, 1, "{}", run.stdout);
        assert!(run.stdout.contains("towns/回马镇"), "{}", run.stdout);
    }
}

#[test]
fn two_forms_in_one_folder_are_told_of() {
    let folder = tempfile::tempdir().unwrap();
    copy(&examples().join("dongyuan"), &folder.path().join("甲"));
    assert_eq!(mulu(folder.path(), &["init", "乙", "--from", "甲"]).status, 0);
    fs::copy(folder.path().join("乙/目录.xlsx"), folder.path().join("甲/目录.xlsx")).unwrap();
    let run = mulu(folder.path(), &["check", "甲"]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("只读了 mulu.yaml"), "{}", run.stdout);
}

#[test]
fn what_is_dropped_on_the_program_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let draft = "tests/fixtures/drafts/蓬莱镇草案-老表.xls";
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(root.join(draft), folder.path().join("草案.xls")).unwrap();
    let run = mulu(folder.path(), &["草案.xls"]);
    assert_eq!(run.status, mulu(folder.path(), &["check", "草案.xls"]).status);
    assert!(run.stdout.contains("写在 校验报告.xlsx"), "{}", run.stdout);
    assert!(folder.path().join("校验报告.xlsx").is_file());
    assert!(run.stdout.contains("写在 校验报告.html"), "{}", run.stdout);
    let page = fs::read_to_string(folder.path().join("校验报告.html")).unwrap();
    assert!(page.contains("<html") && page.contains("草案.xls"), "the page tells the findings");
    assert!(folder.path().join("草案.校验.xlsx").is_file());
    let first = fs::read(folder.path().join("校验报告.xlsx")).unwrap();
    // A report that people may have filled in stays.
    assert!(mulu(folder.path(), &["草案.xls"]).stdout.contains("校验报告.2.xlsx"));
    assert!(fs::read(folder.path().join("校验报告.xlsx")).unwrap() == first);
    copy(&examples().join("dongyuan"), &folder.path().join("镇"));
    let run = mulu(folder.path(), &["镇"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(folder.path().join("镇/校验报告.xlsx").is_file());
    // A word that is neither a command nor a file is still said to be none.
    let run = mulu(folder.path(), &["没有"]);
    assert!(run.status == 2 && run.stderr.contains("没有“没有”这个命令"), "{}", run.stderr);
    let bare = mulu(folder.path(), &[]);
    assert!(bare.status == 2 && bare.stderr.contains("用法："), "{}", bare.stderr);
    assert_eq!(shell(folder.path(), "mulu < /dev/null").status, 2);
}

/// A program at a terminal of its own.
#[cfg(unix)]
mod terminal {
    use std::fs::{self, File};
    use std::io::{Read, Write};
    use std::os::fd::OwnedFd;
    use std::path::Path;
    use std::process::{Command, Stdio};

    use rustix::fs::{Mode, OFlags, open};
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    /// Runs mulu at a terminal at which these lines are typed; gives what the terminal showed.
    fn typed(folder: &Path, args: &[&str], lines: &str) -> (i32, String) {
        typed_with(folder, args, lines, &[])
    }

    fn typed_with(
        folder: &Path,
        args: &[&str],
        lines: &str,
        variables: &[(&str, &str)],
    ) -> (i32, String) {
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&ours).unwrap();
        unlockpt(&ours).unwrap();
        let name = ptsname(&ours, Vec::new()).unwrap();
        let flags = OFlags::RDWR | OFlags::NOCTTY;
        let theirs: OwnedFd = open(name.as_c_str(), flags, Mode::empty()).unwrap();
        let end = || Stdio::from(theirs.try_clone().unwrap());
        let mut child = Command::new(env!("CARGO_BIN_EXE_mulu"))
            .args(args)
            .current_dir(folder)
            .env_clear()
            .env("MULU_TODAY", "2026-11-21")
            .envs(variables.iter().copied())
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .spawn()
            .unwrap();
        drop(theirs);
        let mut terminal = File::from(ours);
        terminal.write_all(lines.as_bytes()).unwrap();
        let mut shown = Vec::new();
        let mut buffer = [0; 4096];
        // The end of a terminal that nobody holds any more is an error.
        while let Ok(read @ 1..) = terminal.read(&mut buffer) {
            shown.extend_from_slice(&buffer[..read]);
        }
        (child.wait().unwrap().code().unwrap(), String::from_utf8_lossy(&shown).into_owned())
    }

    #[test]
    fn init_asks_for_what_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let lines = "东园镇\n没有这级\n\n\n社会救助、养老服务\nyaml\n";
        let (status, shown) = typed(folder.path(), &["init"], lines);
        assert_eq!(status, 0, "{shown}");
        assert!(shown.contains("直接回车就是 乡级") && shown.contains("采用哪些领域"), "{shown}");
        let text = fs::read_to_string(folder.path().join("mulu.yaml")).unwrap();
        for line in ["名称: 东园镇", "层级: 乡级", "领域: [社会救助, 养老服务]"]
        {
            assert!(text.contains(line), "{line}\n{text}");
        }
        // Flags are not asked for again.
        let args = ["init", "县", "--name", "大英县", "--form", "yaml"];
        let (status, shown) = typed(folder.path(), &args, "\n\n");
        assert_eq!(status, 0, "{shown}");
        assert!(!shown.contains("本级名称") && folder.path().join("县/mulu.yaml").is_file());
    }

    #[test]
    fn an_end_of_input_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (status, shown) = typed(folder.path(), &["init"], "东园镇\n\u{4}");
        assert_eq!(status, 2, "{shown}");
        assert!(shown.contains("没有答完"), "{shown}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_menu_for_those_who_just_start_it() {
        let folder = tempfile::tempdir().unwrap();
        let (status, shown) = typed(folder.path(), &[], "9\n0\n");
        assert_eq!(status, 0, "{shown}");
        for line in ["1 检查一个文件", "2 开始一个目录", "3 编制", "4 帮助", "没有“9”"]
        {
            assert!(shown.contains(line), "{line}\n{shown}");
        }
        let (status, shown) = typed(folder.path(), &[], "4\n");
        assert!(status == 0 && shown.contains("用法："), "{shown}");
        let (status, shown) = typed(folder.path(), &[], "2\n东园镇\n\n\n社会救助\n\n");
        assert!(status == 0 && folder.path().join("目录.xlsx").is_file(), "{shown}");
        let (status, shown) = typed(folder.path(), &[], "1\n没有\n目录.xlsx\n");
        assert!(status != 2 && shown.contains("没有“没有”，再写一次"), "{shown}");
        assert!(folder.path().join("校验报告.xlsx").is_file(), "{shown}");
    }

    #[test]
    fn a_bar_shows_how_far_a_long_run_is() {
        let folder = tempfile::tempdir().unwrap();
        super::copy(&super::examples().join("daying"), folder.path());
        let at_once = [("MULU_PROGRESS", "1"), ("MULU_CACHE", "")];
        let args = ["build", ".", "--draft", "-o", "out", "--formats", "json"];
        let (status, shown) = typed_with(folder.path(), &args, "", &at_once);
        assert!(status != 2, "{shown}");
        assert!(shown.contains("正在编制 [######--------------] 1/3"), "{shown}");
        assert!(shown.contains("还要约") && shown.contains("3/3"), "{shown}");
    }
}

/// A village is set up below its town: its committee makes its catalogue and fills its own role.
#[test]
fn a_village_is_set_up_below_its_town() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    copy(&examples().join("daying"), &here.join("daying"));
    let args = ["init", "--above", "daying/towns/penglai", "--name", "赤城村", "--level", "村级"];
    let args = [&args[..], &["--domains", "村务公开", "--form", "yaml"]].concat();
    assert_eq!(mulu(here, &args).status, 0);
    let settings = here.join("daying/towns/penglai/towns/赤城村/mulu.yaml");
    let settings = fs::read_to_string(settings).unwrap();
    assert!(settings.contains("编制单位: 赤城村村民委员会"), "{settings}");
    assert!(settings.contains("村（居）民委员会: 赤城村村民委员会"), "{settings}");
    let check = mulu(here, &["check", "daying", "--member", "赤城村"]);
    assert_eq!(check.status, 0, "{}", check.stdout);
    assert!(check.stdout.contains("赤城村（村级，1 个领域，24 项）"), "{}", check.stdout);
}
