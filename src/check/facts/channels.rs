//! What the names of channels mean, and whether an item is on a website.

use crate::model::{AdminLevel, Channels, Item, LayerId, Traced, fold, suggest};
use crate::register::{ChannelRegister, WordList};

/// Letters that boxes become when their font is lost.
const LOST_BOXES: &str = "口囗ロtRPnþüoq£￡¨";

/// Whether a name is in the register, or looks like a channel and not like a slip of the pen.
pub(crate) fn is_known(register: &ChannelRegister, name: &str) -> bool {
    let plain = name.trim_end_matches('等').trim();
    if register.find(name).is_some() || register.find(plain).is_some() {
        return true;
    }
    let before = plain.split(['（', '(']).next().unwrap_or(plain).trim();
    let inner = plain.trim_end_matches(['）', ')', '”', '》', '"']);
    let looks = |text: &str| {
        WordList::ChannelEnding.ends(text) || text.contains("http") || text.contains("www")
    };
    (looks(before) || looks(inner) || register.find(before).is_some())
        && slip(register, before).is_none()
}

/// The standard channel that differs in one character only, at the same length.
fn slip<'r>(register: &'r ChannelRegister, name: &str) -> Option<&'r str> {
    let differs = |known: &&str| {
        let pairs = known.chars().zip(name.chars());
        let same_length = known.chars().count() == name.chars().count();
        same_length && known.chars().count() >= 4 && pairs.filter(|(a, b)| a != b).count() == 1
    };
    let slipped = register.standard_names().into_iter().find(differs);
    // 政务网站 and 部门网站 are words of their own.
    slipped.filter(|_| !name.ends_with("网站") || !name.starts_with(['政', '部']))
}

/// The channel that was most likely meant.
pub(crate) fn near<'r>(register: &'r ChannelRegister, name: &str) -> Option<&'r str> {
    slip(register, name)
        .or_else(|| suggest::nearest(name, register.channels().iter().map(|c| c.name.as_str())))
}

/// The letter that stands where a box should stand before the name of a channel.
pub(crate) fn box_letter(register: &ChannelRegister, name: &str) -> Option<char> {
    let first = name.chars().next().filter(|c| LOST_BOXES.contains(*c))?;
    let rest = name.get(first.len_utf8()..)?.trim_start();
    let word = rest.split([' ', '\u{3000}', '\n']).next().unwrap_or(rest);
    register.find(word).map(|_| first)
}

/// Whether a channel is a website, by the register or by its name.
fn is_website(register: &ChannelRegister, name: &str) -> bool {
    match register.find(name) {
        Some(channel) => channel.website,
        None => WordList::WebsiteName.is_in(name),
    }
}

/// The name of a channel in the register, or else the folded wording. Any government website is 政府网站.
pub(crate) fn standard(register: &ChannelRegister, name: &str) -> String {
    match register.find(name) {
        Some(channel) => channel.name.clone(),
        None if is_website(register, name) => "政府网站".to_owned(),
        None => fold::compact(name),
    }
}

/// The channels of the guideline that the body's own text took the place of; `None` when the item has
/// none above it.
pub(crate) fn guideline(channels: &Traced<Channels>) -> Option<Channels> {
    if channels.origin.layer == LayerId::NATIONAL {
        return Some(Channels::clone(&channels.value));
    }
    let upper = channels.replaced.iter().find(|f| f.origin.layer == LayerId::NATIONAL);
    upper.map(|former| Channels::parse(&former.text)).filter(|channels| !channels.is_empty())
}

/// The channels that an item chooses.
pub(crate) fn chosen(item: &Item) -> &[String] {
    item.fields.channels.as_ref().map_or(&[], |channels| &channels.value.chosen)
}

/// Whether an item that everyone should find is on no website, and its guideline has not left it out.
pub(crate) fn lacks_website(register: &ChannelRegister, item: &Item) -> bool {
    let fields = &item.fields;
    let Some(channels) = fields.channels.as_ref() else { return false };
    let active = fields.mode.as_ref().is_some_and(|mode| mode.value.active);
    let everyone = fields.audience.as_ref().is_some_and(|audience| audience.value.everyone);
    let levels = fields.levels.as_ref().map(|levels| &levels.value);
    let village = levels.is_some_and(|of| of.iter().all(|level| level == AdminLevel::Village));
    active
        && everyone
        && !village
        && !has_website(register, &channels.value)
        && guideline(channels).is_none_or(|upper| has_website(register, &upper))
}

fn has_website(register: &ChannelRegister, channels: &Channels) -> bool {
    channels.chosen.iter().any(|name| is_website(register, name))
}
