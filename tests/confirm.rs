//! 核实: what is blank or 待核 stops a submission; a form that is filled in and read back mends it.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::forms::Form;
use crate::common::office::{OFFICE, convert, have};
use crate::common::{copy, mulu};

fn example(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    copy(&examples.join(name), &folder.path().join("仓库"));
    folder
}

/// The form of one domain, with every row answered alike.
fn filled(folder: &Path, domain: &str, verdict: &str) -> Vec<u8> {
    let run = mulu(folder, &["confirm", "仓库", "--domain", domain, "-o", "核实表.xlsx"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let mut form = Form::open(fs::read(folder.join("核实表.xlsx")).unwrap());
    form.set_all("结果", verdict)
        .set_all("原件和页码", "示例：指引原件第3页")
        .set_all("核实人", "示例")
        .set_all("日期", "2026-11-20");
    form.filled()
}

/// The items of a domain of a member that are 待核.
fn open(folder: &Path, member: &str, domain: &str) -> usize {
    let run = mulu(folder, &["build", "仓库", "--formats", "json", "--draft", "-o", "out"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let text = fs::read_to_string(folder.join("out").join(member).join("catalogue.json")).unwrap();
    let catalogue: Value = serde_json::from_str(&text).unwrap();
    let domains = catalogue["领域"].as_array().unwrap();
    let found = domains.iter().find(|known| known["编号"] == domain).unwrap();
    let items = found["目录"].as_array().unwrap();
    items.iter().filter(|item| item["待核"].as_array().is_some_and(|all| !all.is_empty())).count()
}

#[test]
fn a_form_that_an_office_program_saved_clears_two_towns() {
    if !have(&[OFFICE]) {
        return;
    }
    let folder = example("daying");
    let folder = folder.path();
    let towns = ["盐井街道", "蓬莱镇"];
    for town in towns {
        assert!(open(folder, town, "19") > 0, "{town}");
    }
    fs::write(folder.join("填好.xlsx"), filled(folder, "19", "与原件一致")).unwrap();
    let saved = folder.join("交回");
    convert(&[&folder.join("填好.xlsx")], "ods", &saved);
    let run = mulu(folder, &["confirm", "仓库", "--read", "交回"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("0 栏还空着"), "{}", run.stdout);
    for town in towns {
        assert_eq!(open(folder, town, "19"), 0, "{town}");
    }
    let run = mulu(folder, &["explain", "仓库", "19.005", "--member", "盐井街道"]);
    for words in ["指引/核实/19-社会救助.yaml", "示例：指引原件第3页，示例，2026-11-20"]
    {
        assert!(run.stdout.contains(words), "{words}\n{}{}", run.stdout, run.stderr);
    }
    let run = mulu(folder, &["domains", "19", "-C", "仓库"]);
    assert!(run.stdout.contains("本仓库核实了 13 栏，还有 0 栏待核"), "{}", run.stdout);
    let run = mulu(folder, &["confirm", "仓库", "--domain", "19", "-o", "再.xlsx"]);
    assert!(run.stdout.contains("不用核实"), "{}", run.stdout);
}

#[test]
fn answers_that_lack_something_are_told_and_the_others_taken() {
    let folder = example("daying");
    let folder = folder.path();
    let table = "\
编码,栏目,要核对的内容,结果,原件文字,原件和页码,核实人,日期
07.009,公开时限,,改为,自信息形成之日起20个工作日内,示例：第1页,示例,2026-11-20
07.009,公开时限,,改为,自信息形成之日起10个工作日内,示例：第1页,另一个人,2026-11-20
19.004,公开时限,,好像是,,示例：第1页,示例,2026-11-20
19.004,公开方式,,改为,,示例：第1页,示例,2026-11-20
19.004,公开对象,,改为,全社会,,示例,2026-11-20
22.011,公开层级,,改为,县级,示例：第1页,示例,2026年11月20日
22.012,公开层级,,,,,,
";
    fs::write(folder.join("表.csv"), table).unwrap();
    let run = mulu(folder, &["confirm", "仓库", "--read", "表.csv"]);
    assert_eq!(run.status, 1, "{}{}", run.stdout, run.stderr);
    for words in
        ["confirm-contradiction", "好像是", "没有写清楚", "原件和页码", "核实了 1 栏，1 栏还空着"]
    {
        assert!(run.stdout.contains(words), "{words}\n{}", run.stdout);
    }
    let written = fs::read_to_string(folder.join("仓库/指引/核实/22-义务教育.yaml")).unwrap();
    assert!(written.contains("22.011") && written.contains("2026-11-20"), "{written}");
    assert!(!folder.join("仓库/指引/核实/19-社会救助.yaml").exists());
}

#[test]
fn a_town_with_blanks_is_stamped_and_not_submitted() {
    let folder = example("zhongshan");
    let folder = folder.path();
    let build = || mulu(folder, &["build", "仓库", "--member", "坦洲镇", "-o", "out"]);
    let submit = || mulu(folder, &["submit", "仓库", "--member", "坦洲镇", "-o", "报送"]);
    let run = build();
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert!(!run.stdout.contains("盖“草稿”"), "{}", run.stdout);
    let run = submit();
    assert!(!run.stdout.contains("待核") && !run.stdout.contains("项没有"), "{}", run.stdout);
    // Without the release what is 待核 stops it.
    let profile = folder.join("仓库/towns/tanzhou/mulu.yaml");
    let text = fs::read_to_string(&profile).unwrap();
    fs::write(&profile, text.split("待核放行:").next().unwrap()).unwrap();
    let run = submit();
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("没有对照原件核实") && run.stdout.contains("待核放行"));
    // Without the answers there are blanks.
    fs::remove_dir_all(folder.join("仓库/指引")).unwrap();
    let run = build();
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert!(run.stdout.contains("盖“草稿”：还有 39 栏空着"), "{}", run.stdout);
    let run = submit();
    assert_eq!(run.status, 1, "{}", run.stdout);
    for words in ["项没有公开时限", "mulu confirm --domain 14"] {
        assert!(run.stdout.contains(words), "{words}\n{}", run.stdout);
    }
    assert!(!folder.join("报送").exists());
}

/// 核实 answers as a table, as a clerk fills it in.
fn answered(folder: &Path) -> String {
    let keys = ["编码", "栏目", "结果", "原件文字", "原件和页码", "核实人", "日期"];
    let mut table = format!("{}\n", keys.join(","));
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let node = mulu::input::yaml::parse(&fs::read_to_string(file).unwrap()).unwrap();
        for answer in node.get("核实").unwrap().elements() {
            let cell = |key: &&str| format!("\"{}\"", answer.text(key).unwrap_or_default());
            table.push_str(&keys.iter().map(cell).collect::<Vec<_>>().join(","));
            table.push('\n');
        }
    }
    table
}

#[test]
fn a_submission_goes_through_when_the_blanks_are_confirmed() {
    let folder = example("zhongshan");
    let folder = folder.path();
    let town = folder.join("仓库/towns/tanzhou");
    fs::write(town.join("意见采纳.yaml"), "免征求理由: 示例\n反馈: []\n意见: []\n").unwrap();
    fs::write(town.join("保密审查.yaml"), crate::submit::SECRECY).unwrap();
    let answers = folder.join("仓库/指引/核实");
    fs::write(folder.join("答.csv"), answered(&answers)).unwrap();
    fs::remove_dir_all(&answers).unwrap();
    let submit = || mulu(folder, &["submit", "仓库", "--member", "坦洲镇", "-o", "报送"]);
    let run = submit();
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("mulu confirm --domain"), "{}", run.stdout);
    let run = mulu(folder, &["confirm", "仓库", "--read", "答.csv"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    // The answers made another draft of it, which was neither reviewed for secrets nor approved.
    let run = submit();
    assert_eq!(run.status, 1, "{}{}", run.stdout, run.stderr);
    assert!(!run.stdout.contains("待核") && !run.stdout.contains("项没有"), "{}", run.stdout);
    let now = run.stdout.split("现在是 ").nth(1).unwrap().split('）').next().unwrap();
    let line = |line: &str| match line.split_once(": ") {
        Some(("草案指纹", _)) => format!("草案指纹: {now}\n"),
        Some(("审查日期", _)) => "审查日期: 2020-08-20\n".to_owned(),
        _ => format!("{line}\n"),
    };
    let reviewed: String = crate::submit::SECRECY.lines().map(line).collect();
    fs::write(town.join("保密审查.yaml"), reviewed).unwrap();
    let approve = ["--reviewer", "上级对口部门", "--result", "同意", "--reviewed-on", "2020-08-27"];
    let run = mulu(folder, &[&["submit", "仓库", "--member", "坦洲镇"], &approve[..]].concat());
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let run = submit();
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    assert!(folder.join("报送/坦洲镇报审材料.zip").is_file());
}

#[test]
fn a_member_of_each_example_is_written_unstamped() {
    for (name, member) in [("daying", "盐井街道"), ("zhongshan", "坦洲镇")] {
        let folder = example(name);
        let run = mulu(folder.path(), &["build", "仓库", "--member", member, "-o", "out"]);
        assert_eq!(run.status, 0, "{}", run.stdout);
        assert!(run.stdout.contains(member) && !run.stdout.contains("草稿"), "{}", run.stdout);
    }
}

/// Nobody knows of these whether the towns publish them: the county keeps them, and a town may take one.
#[test]
fn an_item_of_unknown_level_stays_with_the_county() {
    let folder = example("daying");
    let folder = folder.path();
    let town = "仓库/towns/yanjing";
    let explain = || mulu(folder, &["explain", "仓库", "01.001", "--member", "盐井街道"]);
    assert!(explain().stdout.contains("公开层级待核"), "{}", explain().stdout);
    let overlay = "修改:\n  - {编码: \"01.001\", 公开层级: [乡级], 理由: 示例}\n";
    fs::write(folder.join(town).join("overlays/取.yaml"), overlay).unwrap();
    assert!(explain().stdout.contains("overlays/取.yaml"), "{}", explain().stdout);
}
