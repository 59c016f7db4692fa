//! Bodies: kinds of department with their names over time, and the roles that guidelines use.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::embedded::register;
use crate::input::yaml::{Node, flag};
use crate::model::{AdminLevel, fold};

/// A role: what a guideline names instead of a real body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The canonical wording.
    pub name: String,
    /// Other wordings.
    pub aliases: Vec<String>,
    /// Its level, where it has one.
    pub level: Option<AdminLevel>,
    /// The kind of department.
    pub kind: Option<String>,
    /// What it stands for.
    pub nature: Nature,
}

/// What a role stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// 行政机关: a local layer must name the body.
    Agency,
    /// 非行政机关, such as 招标人: it may stay as it is.
    Private,
    /// 统称, such as 相关审批部门: too vague; a local layer must say who.
    Vague,
}

/// A kind of department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyKind {
    /// The kind's word, such as 民政.
    pub name: String,
    /// Current names at each level, as they stand after the place name.
    pub names: Vec<(AdminLevel, Vec<String>)>,
    /// Names no longer in use.
    pub former: Vec<FormerName>,
    /// Whether the kind still exists.
    pub current: bool,
    /// Kinds that took over, with the date.
    pub successors: Vec<(String, String)>,
}

/// A name that is no longer in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerName {
    /// The name, as it stands after the place name.
    pub name: String,
    /// The year in which it ended.
    pub until: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// Whether it only counts directly after a place name.
    pub after_place: bool,
}

/// The register of bodies.
#[derive(Debug)]
pub struct BodyRegister {
    kinds: Vec<BodyKind>,
    roles: Vec<Role>,
    by_wording: HashMap<String, usize>,
}

impl BodyRegister {
    /// The built-in register.
    pub fn get() -> &'static Self {
        static TREE: OnceLock<Node> = OnceLock::new();
        static REGISTER: OnceLock<BodyRegister> = OnceLock::new();
        REGISTER.get_or_init(|| Self::read(register("catalogues/registers/bodies.yaml", &TREE)))
    }

    fn read(node: &Node) -> Self {
        let list = |key: &str| node.get(key).map_or(&[][..], Node::elements);
        let kinds = list("部门").iter().map(kind).collect();
        let roles: Vec<Role> = list("角色").iter().map(role).collect();
        let mut by_wording = HashMap::new();
        for (index, role) in roles.iter().enumerate() {
            for wording in std::iter::once(&role.name).chain(&role.aliases) {
                by_wording.entry(fold::compact(wording)).or_insert(index);
            }
        }
        Self { kinds, roles, by_wording }
    }

    /// All kinds of department.
    pub fn kinds(&self) -> &[BodyKind] {
        &self.kinds
    }

    /// All roles.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// The role behind a wording; `None` when the text is no known role.
    pub fn role(&self, wording: &str) -> Option<&Role> {
        self.by_wording.get(&fold::compact(wording)).and_then(|index| self.roles.get(*index))
    }

    /// The kind with this word.
    pub fn kind(&self, name: &str) -> Option<&BodyKind> {
        self.kinds.iter().find(|kind| kind.name == name)
    }
}

fn texts(node: &Node, key: &str) -> Vec<String> {
    node.texts(key).into_iter().map(str::to_owned).collect()
}

fn text(node: &Node, key: &str) -> String {
    node.text(key).unwrap_or_default().to_owned()
}

fn role(node: &Node) -> Role {
    Role {
        name: text(node, "名称"),
        aliases: texts(node, "别名"),
        level: node.text("层级").and_then(AdminLevel::from_label),
        kind: node.text("部门").map(str::to_owned),
        nature: match node.text("性质") {
            Some("非行政机关") => Nature::Private,
            Some("统称") => Nature::Vague,
            _ => Nature::Agency,
        },
    }
}

fn kind(node: &Node) -> BodyKind {
    let names = node.get("现名").map_or(&[][..], Node::entries);
    let successors = node.get("后继").map_or(&[][..], Node::elements);
    BodyKind {
        name: text(node, "名称"),
        names: names
            .iter()
            .filter_map(|(key, value)| {
                let level = AdminLevel::from_label(&key.text)?;
                let names = value.elements().iter().filter_map(Node::scalar);
                Some((level, names.map(str::to_owned).collect()))
            })
            .collect(),
        former: node.get("曾用名").map_or(&[][..], Node::elements).iter().map(former).collect(),
        current: node.text("状态") != Some("已撤销"),
        successors: successors.iter().map(|s| (text(s, "部门"), text(s, "自"))).collect(),
    }
}

fn former(node: &Node) -> FormerName {
    FormerName {
        name: text(node, "名称"),
        until: node.text("止").map(str::to_owned),
        note: node.text("说明").map(str::to_owned),
        after_place: node.text("前须地名").and_then(flag).unwrap_or(false),
    }
}
