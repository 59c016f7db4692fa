//! `mulu due`: limits counted over holidays, and what it says where it cannot count.

use crate::common::{mulu, tests_folder};

fn json(args: &[&str]) -> serde_json::Value {
    let run = mulu(&tests_folder("."), &[&["due"], args, &["--format", "json"]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn due(date: &str, limit: &str) -> String {
    json(&[date, limit])["results"][0]["due"].as_str().unwrap().to_owned()
}

/// Over 春节, 国庆 and make-up days of three years; counted by hand from the notices of the State Council.
#[test]
fn working_days() {
    for (date, limit, expected) in [
        // 春节 2024, 10 to 17 February; 4 and 18 February are Sundays on which people work.
        ("2024-02-02", "3个工作日内", "2024-02-06"),
        ("2024-02-09", "1个工作日内", "2024-02-18"),
        ("2024-02-05", "7个工作日内", "2024-02-20"),
        // 国庆 2024, 1 to 7 October; Saturday 12 October is worked.
        ("2024-09-30", "5个工作日内", "2024-10-12"),
        ("2024-09-27", "20个工作日内", "2024-10-30"),
        // 春节 2025, 28 January to 4 February; Sunday 26 January and Saturday 8 February are worked.
        ("2025-01-24", "2个工作日内", "2025-01-27"),
        ("2025-01-27", "4个工作日内", "2025-02-08"),
        ("2025-01-20", "20个工作日内", "2025-02-21"),
        // 国庆、中秋 2025, 1 to 8 October; Sunday 28 September and Saturday 11 October are worked.
        ("2025-09-26", "3个工作日内", "2025-09-30"),
        ("2025-09-30", "3个工作日内", "2025-10-11"),
        // 春节 2026, 15 to 23 February; Saturdays 14 and 28 February are worked.
        ("2026-02-13", "2个工作日内", "2026-02-24"),
        ("2026-02-24", "4个工作日内", "2026-02-28"),
        // 国庆 2026, 1 to 7 October; Saturday 10 October is worked.
        ("2026-09-28", "20个工作日内", "2026-10-30"),
        ("2026-10-09", "1个工作日内", "2026-10-10"),
    ] {
        assert_eq!(due(date, limit), expected, "{date} {limit}");
    }
}

#[test]
fn limits_as_catalogues_write_them() {
    for (limit, expected) in [
        ("自信息形成或者变更之日起20个工作日内", "2026-10-30"),
        ("15日内", "2026-10-13"),
        ("1个月内", "2026-10-28"),
        ("组织听证7个工作日前", "2026-09-17"),
        ("每年1月31日前", "2027-01-31"),
        ("每20个工作日更新", "2026-10-30"),
    ] {
        assert_eq!(due("2026年9月28日", limit), expected, "{limit}");
    }
    let several = json(&["2026-09-28", "行政许可、行政处罚7个工作日内；其他20个工作日内"]);
    assert_eq!(several["results"].as_array().unwrap().len(), 2, "{several}");
}

#[test]
fn people_see_what_was_passed_over() {
    let run = mulu(&tests_folder("."), &["到期", "2026-09-28", "20个工作日内"]);
    assert_eq!(run.status, 0);
    for line in [
        "到期  2026-10-30（星期五）",
        "2026-10-01 至 2026-10-07  国庆节放假",
        "2026-10-10（星期六）",
        "2026-10-24 至 2026-10-25  周末",
        "共 32 天，其中工作日 20 天",
    ] {
        assert!(run.stdout.contains(line), "{line}\n{}", run.stdout);
    }
}

#[test]
fn nothing_is_guessed() {
    for (args, words) in [
        (["2026-09-28", "长期公开"], "没有写明多少日子"),
        (["2026-09-28", "20"], "看不出期限"),
        (["2026-09-28", "24小时内"], "不能按日子来算"),
        (["九月底", "20个工作日内"], "不是日期"),
    ] {
        let run = mulu(&tests_folder("."), &["due", args[0], args[1]]);
        assert_eq!(run.status, 2, "{args:?}\n{}", run.stdout);
        assert!(run.stderr.contains(words), "{args:?}\n{}", run.stderr);
        assert_eq!(run.stdout, "");
    }
}
