//! 开始: what the folder of a body of government says before anybody has written anything in it, a folder
//! turned from one form of settings into the other, and the workbook of a body continued.
//!
//! What is known is written; what only somebody of the body can know is prepared and left open. Knows
//! neither the disk's layout of output nor how anything is asked.

mod book;
mod roles;
mod settings;
mod turn;

pub use book::{BookError, SettingsBook, adjustment_rows};
pub use settings::{SettingsForm, Start};
pub use turn::{TurnError, TurnedSettings};

use std::sync::Arc;

use jiff::civil::Date;

use crate::export::template::Hints;
use crate::input::decode::{self, Context};
use crate::input::project::{BodyFolder, Project};
use crate::input::yaml::{self, Yaml};
use crate::model::{AdminLevel, Catalogue, Decision, Domain, Layer, LayerId};
use crate::pipeline::{self, Base};
use crate::register::Registers;
use crate::source::SourceMap;

/// What somebody said of the new body.
#[derive(Debug, Clone)]
pub struct Wish {
    /// 名称.
    pub name: String,
    /// 层级.
    pub level: AdminLevel,
    /// 不设区县.
    pub without_counties: bool,
    /// The domains that it adopts; `None` for all.
    pub domains: Option<Vec<String>>,
    /// The day.
    pub today: Date,
}

/// Why nothing can be begun. The text is for the user.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The layer above cannot be used.
    #[error("上一层“{0}”没有编成，先用 mulu check 看有什么错误")]
    Above(String),
    /// There is no such domain.
    #[error("没有“{0}”这个领域{1}")]
    Domain(String, String),
}

/// The settings of a new body below the last body of a project, or at the top of an empty one.
///
/// # Errors
/// When the layer above cannot be used, or a domain is not known.
pub fn begin(
    project: &mut Project,
    above: Option<usize>,
    wish: &Wish,
) -> Result<Start, StartError> {
    let upper = above.and_then(|body| project.bodies[body].layer.as_ref());
    let upper = upper.map(|layer| layer.profile.name.value.clone());
    let entries = basics(wish, upper.as_deref());
    let (whole, base) = trial(project, above, &entries)
        .ok_or_else(|| StartError::Above(upper.clone().unwrap_or_else(|| wish.name.clone())))?;
    let (whole, base) = match later(&whole, wish, base.registers(project.bodies.len())) {
        later if later.is_empty() => (whole, base),
        later => {
            let names = whole.domains.iter().map(|domain| domain.name.clone()).chain(later);
            let listed = [("领域".to_owned(), Yaml::texts(names))];
            let entries: Vec<_> = entries.iter().cloned().chain(listed).collect();
            trial(project, above, &entries).unwrap_or((whole, base))
        }
    };
    // Whether items of unknown level are the body's own is its to say, too.
    let is_open = |domain: &&Domain| {
        let mut entries = whole.ledger.items.iter();
        entries.any(|e| e.domain == domain.number && e.decision == Decision::LevelUnknown)
    };
    let domains = whole.domains.iter().filter(|d| !d.items.is_empty() || is_open(d));
    let domains: Vec<String> = domains.map(|domain| domain.name.clone()).collect();
    let chosen = wish.domains.as_deref().map(|wanted| choose(&whole, wanted)).transpose()?;
    let adopted = |name: &String| chosen.as_ref().is_none_or(|chosen| chosen.contains(name));
    let registers = base.registers(project.bodies.len());
    let channels = registers.channels().standard_names();
    let register = registers.bodies();
    let bodies = roles::bodies(&whole, register, wish, upper.as_deref(), &adopted);
    let leads = whole.domains.iter().filter(|domain| domain.lead.is_none() && above.is_none());
    let leads = leads.map(|domain| domain.name.clone()).filter(|name| domains.contains(name));
    Ok(Start {
        entries,
        domains: chosen.clone(),
        filled: bodies.filled,
        hints: Hints {
            roles: bodies.open,
            leads: leads.filter(|name| adopted(name)).collect(),
            domains,
            channels: channels.into_iter().map(str::to_owned).collect(),
        },
    })
}

/// What is certain.
fn basics(wish: &Wish, upper: Option<&str>) -> Vec<(String, Yaml)> {
    let mut entries = vec![("名称", wish.name.clone()), ("层级", wish.level.label().to_owned())];
    if wish.without_counties {
        entries.push(("不设区县", "是".to_owned()));
    }
    if upper.is_none() {
        entries.push(("继承", crate::register::GuidelineSet::DEFAULT.name().to_owned()));
    }
    entries.push(("编制单位", roles::office(wish, upper)));
    entries.push(("版本", format!("{}-1", wish.today.year())));
    entries.push(("日期", wish.today.to_string()));
    entries.into_iter().map(|(key, text)| (key.to_owned(), Yaml::text(text))).collect()
}

/// The catalogue that the body would have with these settings and nothing else, and what it starts from.
fn trial(
    project: &mut Project,
    above: Option<usize>,
    entries: &[(String, Yaml)],
) -> Option<(Catalogue, Base)> {
    let text = yaml::emit(&Yaml::Map(entries.to_vec()));
    let node = yaml::parse(&text).ok()?;
    let file = project.map.add_text("mulu.yaml", None, text);
    let layer = LayerId(u8::try_from(project.bodies.len() + 1).unwrap_or(u8::MAX));
    let profile = decode::profile(Context { file, layer }, &node)?;
    let layer = Layer {
        profile,
        adjustments: Vec::new(),
        tables: Vec::new(),
        duties: Vec::new(),
        confirmations: Vec::new(),
        moved: Vec::new(),
        filed: None,
        columns: None,
    };
    project.bodies.push(Arc::new(BodyFolder {
        folder: std::path::PathBuf::new(),
        parent: above,
        layer: Some(layer),
        data: Arc::default(),
        records: Vec::new(),
        tasks: Vec::new(),
        wanted: true,
        findings: Vec::new(),
    }));
    let body = project.bodies.len() - 1;
    let base = Base::load(project, &mut Vec::new());
    let catalogue = pipeline::merge(project, &base, body);
    project.bodies.pop();
    Some((catalogue?, base))
}

/// The built-in domains that were asked for and that nothing above has.
fn later(whole: &Catalogue, wish: &Wish, registers: &Registers) -> Vec<String> {
    let has = |word: &str| whole.domains.iter().any(|domain| domain.is_called(word));
    let words: Vec<&String> = wish.domains.iter().flatten().filter(|word| !has(word)).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let built_in = registers.guidelines(&mut SourceMap::new(), None).into_iter();
    let asked = built_in.filter(|domain| words.iter().any(|word| domain.is_called(word)));
    asked.map(|domain| domain.name).filter(|name| !has(name)).collect()
}

/// The domains that were asked for, by their names.
fn choose(whole: &Catalogue, wanted: &[String]) -> Result<Vec<String>, StartError> {
    let mut chosen = Vec::new();
    for word in wanted {
        let Some(domain) = whole.domains.iter().find(|domain| domain.is_called(word)) else {
            let names = whole.domains.iter().map(|domain| domain.name.as_str());
            let meant = crate::model::suggest::nearest(word, names);
            let help = match meant {
                Some(name) => format!("，是不是要写“{name}”？"),
                None => "，用 mulu domains 看全部领域".to_owned(),
            };
            return Err(StartError::Domain(word.clone(), help));
        };
        if !chosen.contains(&domain.name) {
            chosen.push(domain.name.clone());
        }
    }
    Ok(chosen)
}
