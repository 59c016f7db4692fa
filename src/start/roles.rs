//! Which roles a new body has to fill, and which of them its own name and the layer above fill already.

use super::Wish;
use crate::check::unfilled_roles;
use crate::export::template::RoleHint;
use crate::model::{AdminLevel, Catalogue};
use crate::register::{BodyRegister, Nature, Role};

/// The roles of a new body.
pub(super) struct NewRoles {
    /// With their bodies.
    pub(super) filled: Vec<(String, Vec<String>)>,
    /// Left open.
    pub(super) open: Vec<RoleHint>,
}

/// Roles that the government of the body itself fills.
const SELF: &str = "本级人民政府";
const TOWN: &str = "乡镇人民政府";
const COUNTY: &str = "县级人民政府";
const VILLAGE: &str = "村（居）民委员会";

/// The wording of a role under which all its wordings are bound.
fn canonical<'a>(register: &'a BodyRegister, role: &'a str) -> &'a str {
    register.role(role).map_or(role, |known| known.name.as_str())
}

/// The government of the body: 大英县人民政府, 大英县盐井街道办事处; the committee of a village.
fn government(wish: &Wish, upper: Option<&str>) -> String {
    let name = wish.name.trim();
    if wish.level == AdminLevel::Village {
        return committee(name);
    }
    let place = upper.filter(|upper| wish.level == AdminLevel::Town && !name.starts_with(*upper));
    let place = place.unwrap_or_default();
    if name.ends_with("街道") {
        return format!("{place}{name}办事处");
    }
    if name.ends_with("办事处") || name.ends_with("人民政府") {
        return format!("{place}{name}");
    }
    format!("{place}{name}人民政府")
}

/// 赤城村村民委员会, 东街社区居民委员会.
fn committee(name: &str) -> String {
    match name {
        _ if name.ends_with("委员会") => name.to_owned(),
        _ if name.ends_with("社区") => format!("{name}居民委员会"),
        _ => format!("{name}村民委员会"),
    }
}

/// 编制单位: the government of a town and the committee of a village, the office of any other.
pub(super) fn office(wish: &Wish, upper: Option<&str>) -> String {
    let government = government(wish, upper);
    match wish.level {
        AdminLevel::Town | AdminLevel::Village => government,
        _ => format!("{government}办公室"),
    }
}

/// All roles that are used in the domains that are adopted.
pub(super) fn bodies(
    whole: &Catalogue,
    register: &BodyRegister,
    wish: &Wish,
    upper: Option<&str>,
    adopted: &impl Fn(&String) -> bool,
) -> NewRoles {
    let own = government(wish, upper);
    let mut filled: Vec<(String, Vec<String>)> = Vec::new();
    let mut open: Vec<RoleHint> = Vec::new();
    let mut fill = |role: &str, bodies: Vec<String>| {
        if !filled.iter().any(|(known, _)| known == role) {
            filled.push((role.to_owned(), bodies));
        }
    };
    for (_, item) in whole.items().filter(|(domain, _)| adopted(&domain.name)) {
        for bound in &item.bound {
            let role = canonical(register, &bound.role);
            let concerns = role == SELF || wish.level == AdminLevel::Town;
            if concerns && is_about_members(role, &bound.bodies) {
                fill(role, replaced(&bound.bodies, &own, role == SELF));
            }
        }
    }
    if wish.level == AdminLevel::Village {
        fill(VILLAGE, vec![own.clone()]);
    }
    for unfilled in
        unfilled_roles(whole, register).into_iter().filter(|unfilled| adopted(&unfilled.domain))
    {
        let is_vague = unfilled.role.nature == Nature::Vague;
        let role = if is_vague { unfilled.name.as_str() } else { unfilled.role.name.as_str() };
        let is_own = role == SELF
            || (role == TOWN && wish.level == AdminLevel::Town)
            || (role == COUNTY && wish.level == AdminLevel::County);
        if is_own {
            fill(role, vec![own.clone()]);
            continue;
        }
        let hint = RoleHint {
            domain: is_vague.then(|| unfilled.domain.clone()),
            note: note(register, unfilled.role, wish),
            role: role.to_owned(),
        };
        if !open.contains(&hint) {
            open.push(hint);
        }
    }
    NewRoles { filled, open }
}

/// Whether a line of the layer above says the members as a group, or itself, where the new body is meant.
fn is_about_members(role: &str, bodies: &[String]) -> bool {
    role == SELF || bodies.iter().any(|body| is_group(body))
}

fn is_group(body: &str) -> bool {
    body.starts_with('各')
}

/// The bodies with the new one in the place of the members.
fn replaced(bodies: &[String], own: &str, alone: bool) -> Vec<String> {
    const OF_TOWNS: [&str; 4] = ["街道办事处", "镇人民政府", "乡人民政府", "街办"];
    let is_member =
        |body: &String| is_group(body) || OF_TOWNS.iter().any(|end| body.ends_with(end));
    let others = bodies.iter().filter(|body| !alone && !is_member(body)).cloned();
    others.chain([own.to_owned()]).collect()
}

/// How such a body is usually called, which somebody has to confirm.
fn note(register: &BodyRegister, role: &Role, wish: &Wish) -> String {
    if role.nature == Nature::Vague {
        return "统称，写明是哪几个单位".to_owned();
    }
    let kind = role.kind.as_deref().and_then(|kind| register.kind(kind));
    let at = |level| {
        let names = kind?.names.iter().find(|(known, _)| *known == level)?;
        names.1.first().cloned()
    };
    match (at(role.level.unwrap_or(wish.level)), role.level) {
        (Some(name), Some(level)) if level == wish.level || wish.without_counties => {
            format!("常见的叫法：{}{name}，照实际的写", wish.name)
        }
        (Some(name), Some(level)) if level > wish.level => {
            format!("下一层的{name}；下面的单位各自写，这里可以空着")
        }
        (Some(name), _) => format!("上一层的{name}，写全称"),
        (None, Some(level)) if level > wish.level => "下面的单位各自写，这里可以空着".to_owned(),
        (None, _) => "写单位全称".to_owned(),
    }
}
