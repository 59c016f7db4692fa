//! inner-office: an office inside a body, or a coordinating group, where the body itself should stand.
//!
//! 县人民政府办公室 is a body of its own; the office of a town is not.

use crate::check::facts::bodies::places_of;
use crate::check::memo::Memo;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::AdminLevel;
use crate::register::{BodyRegister, WordList};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::warning(Area::Bodies, include_str!("inner-office.md"));

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let register = scope.registers.bodies();
    let mut memo = Memo::new();
    for &(at, name) in &reporter.facts().named {
        let Some((body, what)) = memo.get(name, |name| inner(register, name)) else { continue };
        let help = match body {
            Some(body) => format!("写成“{body}”；科室写在责任科室、联系方式里"),
            None => "写成对外承担这项工作的机关".to_owned(),
        };
        reporter
            .at(Place::Body(at, name), format!("公开主体“{name}”是{what}，不能对外承担公开的责任"))
            .help(help);
    }
}

/// The body in whose name an inner office should disclose, and what the office is.
fn inner<'n>(register: &BodyRegister, name: &'n str) -> Option<(Option<&'n str>, &'static str)> {
    if let Some(group) = WordList::CoordinatingGroup.find(|word| name.ends_with(word)) {
        return (name != group).then_some((None, "议事协调机构"));
    }
    let mut bodies = ["街道办事处", "人民政府", "局", "委员会"].into_iter();
    bodies.find_map(|ending| {
        let end = name.find(ending)? + ending.len();
        let (body, office) = name.split_at_checked(end)?;
        let is_office = WordList::InnerOffice.ends(office) && office.chars().count() >= 2;
        (is_office && !is_body_itself(register, ending, body, office))
            .then_some((Some(body), "内设机构"))
    })
}

/// 县人民政府办公室 is a department; so is what the register knows by its whole name.
fn is_body_itself(register: &BodyRegister, ending: &str, body: &str, office: &str) -> bool {
    let town =
        places_of(register, body).last().is_some_and(|place| place.level >= AdminLevel::Town)
            || ["镇人民政府", "乡人民政府", "街道办事处"].iter().any(|end| body.ends_with(end));
    match ending {
        "人民政府" | "街道办事处" => !town,
        _ => register
            .name(&format!("{body}{office}"))
            .is_some_and(|named| named.ending.len() > office.len()),
    }
}

#[cfg(test)]
mod tests {
    use crate::register::built_in;

    fn inner(name: &str) -> Option<(Option<&str>, &'static str)> {
        super::inner(built_in().bodies(), name)
    }

    #[test]
    fn offices() {
        for (name, body) in [
            ("新园街道办事处公共服务办公室", Some(Some("新园街道办事处"))),
            ("示例镇人民政府社会事务办公室", Some(Some("示例镇人民政府"))),
            ("示例县民政局社会救助股", Some(Some("示例县民政局"))),
            ("示例县防汛抗旱指挥部", Some(None)),
            ("示例县人民政府办公室", None),
            ("示例县民政局", None),
            ("示例街道办事处", None),
            ("示例县社会保险事业管理局服务中心", None),
            ("示例县退役军人事务局", None),
        ] {
            assert_eq!(inner(name).map(|(body, _)| body), body, "{name}");
        }
    }
}
