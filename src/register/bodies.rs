//! Bodies: kinds of department with their names over time, and the roles that guidelines use.
//!
//! Tells which kind of department a name is, and whether that name is still in use; which body of a
//! place fills a role is said by layers and not known here.

use foldhash::{HashMap, HashMapExt as _};
use jiff::civil::Date;

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
    /// The level at which it was used; `None` for all below the State.
    pub level: Option<AdminLevel>,
    /// The year in which it ended.
    pub until: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// Whether it only counts directly after a place name.
    pub after_place: bool,
    /// 核实.
    pub evidence: String,
}

/// 更名: a body of one's own that got another name, or whose work another body took over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    /// The name before, in full.
    pub old: String,
    /// The name since.
    pub new: String,
    /// The day.
    pub since: Date,
    /// The paper that says so.
    pub paper: String,
}

/// How the note on a short form ends: 环境保护局的简称.
const SHORT_FORM: &str = "的简称";

impl BodyKind {
    /// Whether the end of a former name was seen in a source. A short form is known as well as the name
    /// it stands for.
    pub fn knows_end_of(&self, former: &FormerName) -> bool {
        let seen = |former: &FormerName| matches!(former.evidence.as_str(), "两处以上" | "一处");
        let full = former.note.as_deref().and_then(|note| note.strip_suffix(SHORT_FORM));
        let full = full.and_then(|name| self.former.iter().find(|f| f.name == name));
        seen(former) || full.is_some_and(seen)
    }
}

/// What the register knows of the name of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedBody<'a> {
    /// What stands before the ending: the place.
    pub place: String,
    /// The ending that was found, as the register has it.
    pub ending: &'a str,
    /// The kinds of department so called; several for merged ones such as 教育体育局.
    pub kinds: Vec<&'a BodyKind>,
    /// Where the name is no longer in use: the kind that bore it, and how it ended.
    pub former: Option<(&'a BodyKind, &'a FormerName)>,
}

impl NamedBody<'_> {
    /// Whether a body may be called so today.
    pub fn is_current(&self) -> bool {
        self.former.is_none() && self.kinds.iter().any(|kind| kind.current)
    }
}

/// No name of a department is longer, in characters.
const LONGEST_ENDING: usize = 24;
/// Characters after which a short former name counts: it stands directly behind a place.
const PLACE_ENDINGS: [char; 7] = ['省', '区', '市', '州', '盟', '县', '旗'];

/// What a name may end in.
#[derive(Debug, Default)]
struct Ending {
    /// The words as the register has them.
    word: String,
    /// Kinds that have it as a current name.
    current: Vec<usize>,
    /// Kind and former name.
    former: Vec<(usize, usize)>,
}

/// The register of bodies.
#[derive(Debug)]
pub struct BodyRegister {
    kinds: Vec<BodyKind>,
    roles: Vec<Role>,
    by_wording: HashMap<String, usize>,
    by_ending: HashMap<String, Ending>,
    renamings: Vec<Renaming>,
    /// The characters of the longest ending.
    longest_ending: usize,
}

impl BodyRegister {
    /// Reads a checked tree.
    pub(super) fn read(node: &Node) -> Self {
        let list = |key: &str| node.get(key).map_or(&[][..], Node::elements);
        let kinds: Vec<BodyKind> = list("部门").iter().map(kind).collect();
        let roles: Vec<Role> = list("角色").iter().map(role).collect();
        let mut by_wording = HashMap::new();
        for (index, role) in roles.iter().enumerate() {
            for wording in std::iter::once(&role.name).chain(&role.aliases) {
                by_wording.entry(fold::compact(wording)).or_insert(index);
            }
        }
        let renamings = list("更名").iter().filter_map(renaming).collect();
        let by_ending = endings(&kinds);
        let longest_ending = by_ending.keys().map(|key| key.chars().count()).max().unwrap_or(0);
        Self { kinds, roles, by_wording, by_ending, renamings, longest_ending }
    }

    /// All kinds of department.
    pub fn kinds(&self) -> &[BodyKind] {
        &self.kinds
    }

    /// All roles.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// All renamings of single bodies.
    pub fn renamings(&self) -> &[Renaming] {
        &self.renamings
    }

    /// What became of the body with this very name, after all that happened until a day.
    pub fn renamed<D: Copy>(&self, name: &str, today: D) -> Option<&Renaming>
    where
        Date: PartialOrd<D>,
    {
        let folded = fold::compact(name);
        let next = |name: &str| {
            let mut of_name = self.renamings.iter().filter(|one| one.since <= today);
            of_name.find(|one| fold::compact(&one.old) == name)
        };
        let mut last = next(&folded)?;
        // A circle of names ends where every renaming was seen.
        for _ in 0..self.renamings.len() {
            match next(&fold::compact(&last.new)) {
                Some(later) if later.since.cmp(&last.since).is_gt() => last = later,
                _ => break,
            }
        }
        Some(last)
    }

    /// Whether a body is called so since a renaming.
    pub fn is_new_name(&self, name: &str) -> bool {
        let folded = fold::compact(name);
        self.renamings.iter().any(|one| fold::compact(&one.new) == folded)
    }

    /// Whether a text begins with the name of a department: 民政局电话.
    pub fn begins_with_body(&self, text: &str) -> bool {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_ENDING);
        ends.filter_map(|end| text.get(..end)).any(|word| self.by_ending.contains_key(word))
    }

    /// The role behind a wording; `None` when the text is no known role.
    pub fn role(&self, wording: &str) -> Option<&Role> {
        self.by_wording.get(&fold::compact(wording)).and_then(|index| self.roles.get(*index))
    }

    /// The kind with this word.
    pub fn kind(&self, name: &str) -> Option<&BodyKind> {
        self.kinds.iter().find(|kind| kind.name == name)
    }

    /// What the register knows of a name: the longest ending over current and former names decides.
    /// `None` when the name ends in none of them.
    pub fn name(&self, name: &str) -> Option<NamedBody<'_>> {
        let folded = fold::compact(name);
        // Longer tails are no endings.
        let nearest =
            folded.char_indices().rev().map(|(at, _)| at).take(self.longest_ending).last();
        let mut tails =
            folded.char_indices().map(|(at, _)| at).skip_while(|at| Some(*at) < nearest);
        tails.find_map(|at| {
            let (place, ending) = folded.split_at(at);
            self.named(place, self.by_ending.get(ending)?)
        })
    }

    fn named<'a>(&'a self, place: &str, ending: &'a Ending) -> Option<NamedBody<'a>> {
        let mut kinds: Vec<&BodyKind> =
            ending.current.iter().filter_map(|kind| self.kinds.get(*kind)).collect();
        let former = ending.former.iter().find_map(|(kind, name)| {
            let kind = self.kinds.get(*kind)?;
            Some((kind, kind.former.get(*name)?))
        });
        let former = former
            // A name that some kind still bears is no former name.
            .filter(|_| !kinds.iter().any(|kind| kind.current))
            .filter(|(_, name)| !name.after_place || place.ends_with(PLACE_ENDINGS));
        if kinds.is_empty() {
            kinds.extend(former.map(|(kind, _)| kind));
        }
        let named = NamedBody { place: place.to_owned(), ending: &ending.word, kinds, former };
        (!named.kinds.is_empty()).then_some(named)
    }

    /// The kinds that took over from this one, and from those, the last ones last; empty when it still
    /// exists.
    pub fn successors<'a>(&'a self, kind: &'a BodyKind) -> Vec<&'a BodyKind> {
        let mut chain: Vec<&BodyKind> = Vec::new();
        let mut next: Vec<&BodyKind> = vec![kind];
        while let Some(at) = next.pop() {
            for (name, _) in at.successors.iter().rev() {
                let Some(found) = self.kind(name) else { continue };
                if found != kind && !chain.contains(&found) {
                    chain.push(found);
                    next.push(found);
                }
            }
        }
        chain
    }
}

/// All current and former names of the kinds, folded.
fn endings(kinds: &[BodyKind]) -> HashMap<String, Ending> {
    let mut endings: HashMap<String, Ending> = HashMap::new();
    let mut entry = |name: &str, add: &dyn Fn(&mut Ending)| {
        let ending = endings.entry(fold::compact(name)).or_default();
        name.clone_into(&mut ending.word);
        add(ending);
    };
    for (index, kind) in kinds.iter().enumerate() {
        for name in kind.names.iter().flat_map(|(_, names)| names) {
            entry(name, &|ending| {
                // The same name at two levels is one name.
                if ending.current.last() != Some(&index) {
                    ending.current.push(index);
                }
            });
        }
        for (at, former) in kind.former.iter().enumerate() {
            entry(&former.name, &|ending| ending.former.push((index, at)));
        }
    }
    endings
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

fn renaming(node: &Node) -> Option<Renaming> {
    Some(Renaming {
        old: node.text("旧")?.to_owned(),
        new: node.text("新")?.to_owned(),
        since: node.text("自")?.parse().ok()?,
        paper: text(node, "依据"),
    })
}

fn former(node: &Node) -> FormerName {
    FormerName {
        name: text(node, "名称"),
        level: node.text("级别").and_then(AdminLevel::from_label),
        until: node.text("止").map(str::to_owned),
        note: node.text("说明").map(str::to_owned),
        after_place: node.text("前须地名").and_then(flag).unwrap_or(false),
        evidence: node.text("核实").unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::register::built_in;

    fn kinds(name: &str) -> Vec<&'static str> {
        let found = built_in().bodies().name(name);
        found.map_or(Vec::new(), |n| n.kinds.iter().map(|kind| kind.name.as_str()).collect())
    }

    fn former(name: &str) -> Option<&'static str> {
        let found = built_in().bodies().name(name)?;
        found.former.map(|(_, former)| former.name.as_str())
    }

    #[test]
    fn current_names() {
        for (name, kind) in [
            ("大英县民政局", "民政"),
            ("遂宁市自然资源和规划局", "自然资源"),
            ("某县公安局", "公安"),
        ] {
            assert!(kinds(name).contains(&kind), "{name}: {:?}", kinds(name));
            assert_eq!(former(name), None, "{name}");
            assert!(built_in().bodies().name(name).is_some_and(|n| n.is_current()), "{name}");
        }
        let merged = kinds("某县教育体育局");
        assert!(merged.contains(&"教育") && merged.contains(&"体育"), "{merged:?}");
        assert_eq!(kinds("招标人"), Vec::<&str>::new());
    }

    #[test]
    fn former_names() {
        for (name, ending, kind) in [
            ("大英县国土资源局", "国土资源局", "自然资源"),
            ("某市安全生产监督管理局", "安全生产监督管理局", "应急管理"),
            ("某县食品药品监督管理局", "食品药品监督管理局", "市场监督管理"),
        ] {
            assert_eq!(former(name), Some(ending), "{name}");
            assert_eq!(kinds(name), [kind], "{name}");
            let place = built_in().bodies().name(name).map(|n| n.place);
            assert_eq!(place.as_deref(), name.strip_suffix(ending));
        }
    }

    #[test]
    fn short_former_names_need_a_place() {
        let short = built_in()
            .bodies()
            .kinds()
            .iter()
            .flat_map(|kind| &kind.former)
            .filter(|former| former.after_place);
        let mut seen = 0;
        for name in short {
            seen += 1;
            assert_eq!(former(&format!("某县{}", name.name)), Some(name.name.as_str()));
            assert_ne!(former(&format!("某县某某{}", name.name)), Some(name.name.as_str()));
        }
        assert!(seen > 0);
    }

    #[test]
    fn chains_end_in_kinds_that_exist() {
        let register = built_in().bodies();
        let poverty = register.kind("扶贫").expect("the kind");
        let chain: Vec<&str> =
            register.successors(poverty).iter().map(|k| k.name.as_str()).collect();
        assert_eq!(chain, ["乡村振兴", "农业农村"]);
        for kind in register.kinds() {
            let last = register.successors(kind).last().copied();
            assert!(last.unwrap_or(kind).current, "{}", kind.name);
        }
    }
}
