//! Line breaks and spaces inside a cell: those that tear a word apart, and those that part a list.
//!
//! What is certain is joined: names, limits, open brackets, lines of a numbered list without a number.
//! Where it is not certain the line break stays.

use super::boxes;
use super::heading::Role;
use crate::model::{Elements, fold, line_tears_word};

/// Stands for a space that is to stay while the others are taken out.
pub(super) const WANTED: char = '\u{e000}';

/// The text with torn lines joined.
///
/// `wrapped` says that the table's lines are cut at the width of their columns.
pub(super) fn unwrap(role: &Role, text: &str, wrapped: bool) -> String {
    let lines: Vec<&str> = text.split('\n').map(str::trim).filter(|l| !l.is_empty()).collect();
    if lines.len() < 2 {
        return lines.concat();
    }
    if *role == Role::Elements && Elements::parse(&lines.concat()).list.len() > lines.len() {
        // Several numbers on a line: the numbers part the list, not the lines.
        return lines.concat();
    }
    let numbered = lines.iter().filter(|line| fold::split_numbering(line).0.is_some()).count() >= 2;
    let mut out = String::new();
    for line in lines {
        if out.is_empty() || joins(role, &out, line, numbered, wrapped) {
            let digits = out.ends_with(|c: char| c.is_ascii_digit())
                && line.starts_with(|c: char| c.is_ascii_digit());
            if digits && !matches!(role, Role::Limit) {
                out.push(' ');
            }
            out.push_str(line);
        } else {
            out.push('\n');
            out.push_str(line);
        }
    }
    out
}

/// Whether a line goes on in the next one.
fn joins(role: &Role, before: &str, line: &str, numbered: bool, wrapped: bool) -> bool {
    let last = before.rsplit('\n').next().unwrap_or(before);
    if is_open(last) || line_tears_word(last, line) {
        return true;
    }
    let has_number = fold::split_numbering(line).0.is_some();
    let ended = last.ends_with(['；', ';', '。', '：', ':']);
    match role {
        Role::Name(_)
        | Role::DutyName
        | Role::Serial
        | Role::Code
        | Role::DutyCode
        | Role::Power => true,
        Role::Everyone | Role::Group | Role::Active | Role::OnRequest | Role::Level(_) => true,
        Role::Domain | Role::List => true,
        Role::Limit => !(ended || has_number),
        Role::Bodies | Role::DutyBody => {
            !(ended || has_number || (ends_body(last) && !line.starts_with("办事处")))
        }
        Role::Basis | Role::DutyBasis => {
            !(ended || has_number || begins_basis(last, line) || complete(last, line))
        }
        Role::Elements => {
            (numbered && !has_number)
                || line.starts_with(['、', '，', '；', '。', '）', ')'])
                || line.chars().count() == 1
                || last.ends_with(['、', '，', '和', '及', '与'])
                || (!numbered && !ended && goes_on(last, line, wrapped))
        }
        Role::Channels => {
            !boxed(line) && !boxes::begins_option(line) && !has_number && !ended && {
                let piece = last.rsplit(['、', '，', '■', '□']).next().unwrap_or(last);
                boxed(last) || !boxes::begins_option(piece) || piece.contains('/')
            }
        }
        _ => false,
    }
}

/// Whether an element goes on in the next line: by what the line begins with, or, where lines are cut at
/// the width of the column, by how short it is.
fn goes_on(last: &str, line: &str, wrapped: bool) -> bool {
    let listed = |text: &str| text.contains(['、', '，']);
    let first = line.split(['、', '，', '；', '。']).next().unwrap_or(line).chars().count();
    let length = last.chars().count();
    (listed(line) && first == 1)
        || (wrapped && length >= 6 && line.chars().count() <= 3)
        || (wrapped && length >= 16 && listed(last) && !listed(line))
}

fn boxed(line: &str) -> bool {
    line.starts_with(['■', '□', '√', '☑', '☐', '◆', '●', '○'])
}

/// Whether a bracket is still open at the end.
fn is_open(text: &str) -> bool {
    let count = |open: [char; 2], close: [char; 2]| {
        let opened = text.chars().filter(|c| open.contains(c)).count();
        opened > text.chars().filter(|c| close.contains(c)).count()
    };
    count(['（', '('], ['）', ')'])
        || count(['《', '《'], ['》', '》'])
        || count(['〔', '['], ['〕', ']'])
}

/// Whether a text ends as the name of a body does.
fn ends_body(text: &str) -> bool {
    const ENDS: [&str; 22] = [
        "局",
        "部门",
        "政府",
        "委",
        "委员会",
        "办",
        "办公室",
        "办事处",
        "街道",
        "中心",
        "院",
        "队",
        "所",
        "站",
        "公司",
        "单位",
        "机构",
        "）",
        ")",
        "、",
        "会",
        "分局",
    ];
    ENDS.iter().any(|end| text.ends_with(end))
}

/// Whether a citation ends here, and the next line does not add a number or clause to it.
fn complete(before: &str, line: &str) -> bool {
    let adds = line.chars().count() < 4
        || line.starts_with(['第', '（', '(', '〔', '、', '，', '和', '及', '的']);
    before.ends_with(['》', '）', ')', '号', '条', '款', '项', '】']) && !adds
}

/// Whether the next line begins another instrument.
fn begins_basis(before: &str, line: &str) -> bool {
    const KINDS: [&str; 8] = ["法", "条例", "办法", "规定", "意见", "通知", "规则", "细则"];
    let instrument = |text: &str| KINDS.iter().any(|kind| text.ends_with(kind));
    line.starts_with(['《', '【', '〈', '‹', '“']) || (instrument(before) && instrument(line))
}

/// A line whose spaces part the entries of a list, with 、 in their place.
pub(super) fn spaced_list(role: &Role, line: &str) -> Option<String> {
    let pieces: Vec<&str> = line.split(' ').filter(|piece| !piece.is_empty()).collect();
    match role {
        Role::Basis | Role::DutyBasis => return spaced_basis(&pieces),
        Role::Channels if line.contains("其他 ") => return Some(named_other(&pieces)),
        _ => {}
    }
    let list = match role {
        Role::Bodies | Role::DutyBody => {
            let (_, before) = pieces.split_last()?;
            before.iter().all(|piece| ends_body(piece) && piece.chars().count() >= 3)
        }
        Role::Channels => {
            !line.contains(['■', '□', '√', '☑', '☐'])
                && pieces.iter().all(|p| boxes::begins_option(p))
        }
        Role::Elements => {
            let length = |piece: &&str| (3..=12).contains(&piece.chars().count());
            let plain = |piece: &&str| !piece.contains(['、', '，', '；', '。', '.', '《', '》']);
            if let Some(parted) = parted_elements(&pieces) {
                return Some(parted);
            }
            pieces.len() >= 3 && pieces.iter().all(|p| length(p) && plain(p))
        }
        _ => false,
    };
    (list && pieces.len() >= 2).then(|| {
        let trimmed = pieces.iter().map(|p| p.trim_end_matches('、'));
        trimmed.collect::<Vec<_>>().join("、")
    })
}

/// Elements that spaces part: the first is a whole citation, or all begin with the same words.
fn parted_elements(pieces: &[&str]) -> Option<String> {
    let long = pieces.len() >= 2 && pieces.iter().all(|p| p.chars().count() >= 6);
    let plain = pieces.iter().all(|p| !p.contains(['、', '，', '；']));
    let start: String = pieces.first()?.chars().take(3).collect();
    let cited = pieces.split_last()?.1.iter().all(|p| p.starts_with('《') && p.ends_with('》'));
    let alike = cited || pieces.iter().all(|p| p.starts_with(&start));
    (long && plain && alike).then(|| pieces.join("\n"))
}

/// `□其他   基层公共服务平台` names the other channel: 其他（基层公共服务平台）.
fn named_other(pieces: &[&str]) -> String {
    let mut out: Vec<String> = Vec::new();
    for piece in pieces {
        let named = !boxed(piece) && !piece.starts_with(['（', '(', '_', '＿']);
        match out.last_mut() {
            Some(last) if named && last.ends_with("其他") => {
                last.push_str(&format!("（{piece}）"));
            }
            _ => out.push((*piece).to_owned()),
        }
    }
    out.join(" ")
}

/// A space between the names of bodies that issued something together is wanted: 住房城乡建设部
/// 财政部关于…的通知.
fn joint(before: &str, piece: &str) -> bool {
    let ends = ['部', '委', '局', '署', '会', '办', '院', '厅', '行'];
    let torn = ["公厅", "公室", "员会", "门", "关于"].iter().any(|word| piece.starts_with(word));
    let body = piece.ends_with(ends) || piece.contains("关于");
    before.ends_with(ends) && body && !torn && piece.chars().count() >= 3
}

/// A space behind a whole citation parts it from the next words; it becomes a line break.
fn spaced_basis(pieces: &[&str]) -> Option<String> {
    let mut out = String::new();
    let mut parted = false;
    for piece in pieces {
        if !out.is_empty() {
            let part = complete(&out, piece) && !is_open(&out);
            // squeeze() takes ordinary spaces out; this one is to stay.
            let joint = joint(&out, piece);
            out.push(if part {
                '\n'
            } else if joint {
                WANTED
            } else {
                ' '
            });
            parted |= part || joint;
        }
        out.push_str(piece);
    }
    parted.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_lines() {
        for (role, text, joined) in [
            (Role::Limit, "信息形成之日\n起20个工作日内", "信息形成之日起20个工作日内"),
            (
                Role::Bodies,
                "县级人民政府民政\n部门\n乡镇人民政府",
                "县级人民政府民政部门\n乡镇人民政府",
            ),
            (
                Role::Basis,
                "《土地管理法》\n第四十八条\n《城乡规\n划法》",
                "《土地管理法》第四十八条\n《城乡规划法》",
            ),
            (
                Role::Basis,
                "《甲办法》（国发〔2012〕45号）\n相关文件",
                "《甲办法》（国发〔2012〕45号）\n相关文件",
            ),
            (Role::Elements, "1.办理事\n项\n2.办理条件", "1.办理事项\n2.办理条件"),
            (Role::Elements, "办理事项\n办理条件", "办理事项\n办理条件"),
            (
                Role::Channels,
                "■政府网站\n□社区/企事业单位/村公示\n栏（电子屏）",
                "■政府网站\n□社区/企事业单位/村公示栏（电子屏）",
            ),
            (Role::Channels, "政府网站\n公开查阅点", "政府网站\n公开查阅点"),
        ] {
            assert_eq!(unwrap(&role, text, true), joined);
        }
    }

    #[test]
    fn spaced_lists() {
        assert_eq!(
            spaced_list(&Role::Bodies, "县民政局 乡镇人民政府").as_deref(),
            Some("县民政局、乡镇人民政府")
        );
        assert_eq!(spaced_list(&Role::Bodies, "县民 政局"), None);
        assert_eq!(
            spaced_list(&Role::Channels, "政府网站 公开查阅点").as_deref(),
            Some("政府网站、公开查阅点")
        );
        assert_eq!(spaced_list(&Role::Elements, "征收土 地信息"), None);
    }
}
