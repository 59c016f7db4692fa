//! The settings of a new body as a file, in either form.

use std::fmt::Write as _;

use super::turn::TurnedSettings;
use crate::export::template::{FolderError, Hints};
use crate::input::yaml::{self, Node, Value, Yaml};
use crate::source::Span;

/// In which form settings are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsForm {
    /// 目录.xlsx.
    Workbook,
    /// mulu.yaml.
    Yaml,
}

/// What the settings of a new body say, and what they leave open.
#[derive(Debug, Clone)]
pub struct Start {
    pub(super) entries: Vec<(String, Yaml)>,
    pub(super) domains: Option<Vec<String>>,
    pub(super) filled: Vec<(String, Vec<String>)>,
    pub(super) hints: Hints,
}

impl Start {
    /// The roles that are filled already, with their bodies: somebody should look at them.
    pub fn filled(&self) -> impl Iterator<Item = (&str, String)> {
        self.filled.iter().map(|(role, bodies)| (role.as_str(), bodies.join("、")))
    }

    /// How many roles are left open.
    pub fn open(&self) -> usize {
        self.hints.roles.len()
    }

    /// The file, as bytes.
    ///
    /// # Errors
    /// When the workbook cannot be put together.
    pub fn file(&self, form: SettingsForm) -> Result<Vec<u8>, FolderError> {
        match form {
            SettingsForm::Yaml => Ok(self.text().into_bytes()),
            SettingsForm::Workbook => self.book(),
        }
    }

    fn filled_yaml(&self) -> Vec<(String, Yaml)> {
        let value = |bodies: &Vec<String>| match bodies.as_slice() {
            [one] => Yaml::text(one),
            more => Yaml::texts(more),
        };
        self.filled.iter().map(|(role, bodies)| (role.clone(), value(bodies))).collect()
    }

    fn settings(&self) -> Vec<(String, Yaml)> {
        let mut entries = self.entries.clone();
        entries.extend(self.domains.as_ref().map(|d| ("领域".to_owned(), Yaml::texts(d))));
        entries
    }

    fn book(&self) -> Result<Vec<u8>, FolderError> {
        let mut entries = self.settings();
        if !self.filled.is_empty() {
            entries.push(("责任单位".to_owned(), Yaml::Map(self.filled_yaml())));
        }
        let node = yaml::parse(&yaml::emit(&Yaml::Map(entries)));
        let empty = |_| Node { span: Span::default(), value: Value::Null };
        TurnedSettings::new(node.unwrap_or_else(empty)).book(&self.hints)
    }

    /// The text with what is left open as comments, to be filled in.
    fn text(&self) -> String {
        let mut text = yaml::emit(&Yaml::Map(self.settings()));
        let left_out = |name: &&String| self.domains.as_ref().is_some_and(|d| !d.contains(name));
        let left_out: Vec<&String> = self.hints.domains.iter().filter(left_out).collect();
        if !left_out.is_empty() {
            text.push_str("# 没有采用的领域，每个写明理由和一句说明（去掉行首的“# ”就算数）：\n");
            text.push_str("# 不涉及领域:\n");
            for name in left_out {
                let _ = writeln!(text, "#   - {{领域: {name}, 理由: , 说明: }}");
            }
        }
        text.push_str(
            "# 角色由哪个单位承担。行首有“# ”的还没有写：填上单位全称，去掉“# ”。\n责任单位:\n",
        );
        for (key, value) in self.filled_yaml() {
            for line in yaml::emit(&Yaml::Map(vec![(key, value)])).lines() {
                let _ = writeln!(text, "  {line}");
            }
        }
        for hint in &self.hints.roles {
            let _ = writeln!(text, "  # {}:    # {}", hint.key(), hint.note);
        }
        if !self.hints.leads.is_empty() {
            text.push_str("# 每个领域的牵头单位。\n牵头单位:\n");
            for name in &self.hints.leads {
                let _ = writeln!(text, "  # {name}:");
            }
        }
        text
    }
}
