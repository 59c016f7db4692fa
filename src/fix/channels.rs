//! 渠道: another name of a channel becomes the one of the official form.

use crate::model::{Channels, fold};
use crate::register::ChannelRegister;

/// The channels that these texts name.
pub(super) fn named<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let read = texts.map(Channels::parse);
    read.flat_map(|channels| channels.chosen.into_iter().chain(channels.optional)).collect()
}

/// The text with the official names of its channels; `all` are the channels of the whole field.
pub(super) fn canonical(register: &ChannelRegister, text: &str, all: &[String]) -> String {
    let mut canonical = text.to_owned();
    for name in named(std::iter::once(text)) {
        let Some(official) = official(register, &name) else { continue };
        let is_there = all.iter().any(|other| fold::compact(other) == fold::compact(official));
        if !is_there && canonical.matches(&name).count() == 1 {
            canonical = canonical.replace(&name, official);
        }
    }
    canonical
}

/// The name in the official form, where it says the same as the one written. A part of a joint name
/// such as 入户/现场 says less than the whole.
fn official<'r>(register: &'r ChannelRegister, name: &str) -> Option<&'r str> {
    let channel = register.find(name).filter(|channel| channel.standard)?;
    let written = fold::compact(name);
    let same = written == fold::compact(&channel.name);
    let bare = channel.name.split('（').next().unwrap_or(&channel.name);
    let whole = bare.split('/').all(|part| written.contains(&fold::compact(part)));
    let is_joint = bare.contains('/');
    (!same && !name.starts_with("其他") && (!is_joint || whole)).then_some(channel.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::built_in;

    fn fixed(text: &str) -> String {
        canonical(built_in().channels(), text, &named(std::iter::once(text)))
    }

    #[test]
    fn aliases() {
        for (text, expected) in [
            ("政府门户网站", "政府网站"),
            ("政府门户网站、行政服务中心", "政府网站、政务服务中心"),
            ("■政府门户网站\n□政府公报\n■发布会、听证会", "■政府网站\n□政府公报\n■发布会、听证会"),
            ("■发布会听证会", "■发布会/听证会"),
        ] {
            assert_eq!(fixed(text), expected);
            assert_eq!(fixed(expected), expected);
        }
    }

    #[test]
    fn what_says_less_or_is_there_already_stays() {
        for text in
            ["公示栏", "政府网站、政府门户网站", "其他（政府门户网站）", "信用中国网站", "入户"]
        {
            assert_eq!(fixed(text), text);
        }
    }
}
