//! 公开渠道和载体: the controlled list with its other names.

use foldhash::{HashMap, HashMapExt as _};

use crate::input::yaml::{Node, flag};
use crate::model::fold;

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// 名称.
    pub name: String,
    /// Whether it is one of the standard ones of the official form.
    pub standard: bool,
    /// Other names.
    pub aliases: Vec<String>,
    /// Whether it reaches the whole public.
    pub public: bool,
    /// Whether it counts as the government website.
    pub website: bool,
    /// 领域: the numbers of the only domains that it is for; empty where it is for any.
    pub domains: Vec<String>,
}

/// The register of channels.
#[derive(Debug)]
pub struct ChannelRegister {
    channels: Vec<Channel>,
    by_wording: HashMap<String, usize>,
}

impl ChannelRegister {
    /// Reads a checked tree.
    pub(super) fn read(node: &Node) -> Self {
        let list = node.get("渠道").map_or(&[][..], Node::elements);
        let channels: Vec<Channel> = list.iter().map(channel).collect();
        let mut by_wording = HashMap::new();
        for (index, channel) in channels.iter().enumerate() {
            for wording in std::iter::once(&channel.name).chain(&channel.aliases) {
                by_wording.entry(fold::compact(wording)).or_insert(index);
            }
        }
        Self { channels, by_wording }
    }

    /// All channels, the standard ones first, in the order of the official form.
    pub fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// The names of the standard channels, in the order of the official form.
    pub fn standard_names(&self) -> Vec<&str> {
        self.channels.iter().filter(|c| c.standard).map(|c| c.name.as_str()).collect()
    }

    /// The channel behind a wording. `其他（甲）` is looked up as 甲.
    pub fn find(&self, wording: &str) -> Option<&Channel> {
        let inner = inside_other(wording);
        // Most are written as the register has them, and folding a folded wording changes nothing.
        let exact = self.by_wording.get(inner);
        let index = exact.or_else(|| self.by_wording.get(&fold::compact(inner)))?;
        self.channels.get(*index)
    }
}

/// What stands in `其他（…）`; any other text stays as it is.
pub fn inside_other(wording: &str) -> &str {
    let trimmed = wording.trim();
    trimmed
        .strip_prefix("其他（")
        .or_else(|| trimmed.strip_prefix("其他("))
        .and_then(|rest| rest.strip_suffix('）').or_else(|| rest.strip_suffix(')')))
        .unwrap_or(trimmed)
}

fn channel(node: &Node) -> Channel {
    let is = |key: &str| node.text(key).and_then(flag).unwrap_or(false);
    Channel {
        name: node.text("名称").unwrap_or_default().to_owned(),
        standard: is("标准"),
        aliases: node.texts("别名").into_iter().map(str::to_owned).collect(),
        public: is("公开"),
        website: is("视同网站"),
        domains: node.texts("领域").into_iter().map(str::to_owned).collect(),
    }
}
