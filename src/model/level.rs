//! 公开层级: the levels of government at which an item is disclosed.

use std::fmt;

use super::{fold, split};

/// A level of government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AdminLevel {
    /// 国家.
    National,
    /// 省级.
    Province,
    /// 市级.
    City,
    /// 县级, also 区级 and 县区级.
    County,
    /// 乡级, also 镇级, 街道 and 镇街级.
    Town,
    /// 村级, also 社区.
    Village,
}

impl AdminLevel {
    /// All levels, from the top down.
    pub const ALL: [Self; 6] =
        [Self::National, Self::Province, Self::City, Self::County, Self::Town, Self::Village];

    /// The standard name.
    pub fn label(self) -> &'static str {
        match self {
            Self::National => "国家",
            Self::Province => "省级",
            Self::City => "市级",
            Self::County => "县级",
            Self::Town => "乡级",
            Self::Village => "村级",
        }
    }

    /// The level with this standard name.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.label() == label)
    }

    /// The letter with which a layer's own numbers and codes begin.
    pub fn letter(self) -> char {
        match self {
            Self::Province => 'P',
            Self::City => 'C',
            Self::County => 'X',
            Self::Town => 'Z',
            Self::Village => 'V',
            Self::National => 'L',
        }
    }
}

impl fmt::Display for AdminLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// Words for levels, longest first, since 社区 is no 区 and 自治区 is a province.
const WORDS: [(&str, AdminLevel); 46] = [
    ("县(市、区、旗)", AdminLevel::County),
    ("县(市、区)", AdminLevel::County),
    ("县(区、市)", AdminLevel::County),
    ("市(县、区)", AdminLevel::County),
    ("区(县、市)", AdminLevel::County),
    ("乡(镇、街道)", AdminLevel::Town),
    ("镇(乡、街道)", AdminLevel::Town),
    ("乡镇(街道)", AdminLevel::Town),
    ("县(市区)", AdminLevel::County),
    ("县(区)", AdminLevel::County),
    ("区(县)", AdminLevel::County),
    ("镇(街道)", AdminLevel::Town),
    ("乡(镇)", AdminLevel::Town),
    ("镇(街)", AdminLevel::Town),
    ("村(社区)", AdminLevel::Village),
    ("村(居)", AdminLevel::Village),
    ("街道办事处", AdminLevel::Town),
    ("设区的市", AdminLevel::City),
    ("设区市", AdminLevel::City),
    ("县级市", AdminLevel::County),
    ("县市区", AdminLevel::County),
    ("自治区", AdminLevel::Province),
    ("直辖市", AdminLevel::Province),
    ("自治州", AdminLevel::City),
    ("自治县", AdminLevel::County),
    ("社区", AdminLevel::Village),
    ("嘎查", AdminLevel::Village),
    ("苏木", AdminLevel::Town),
    ("居委会", AdminLevel::Village),
    ("区县", AdminLevel::County),
    ("县区", AdminLevel::County),
    ("国家", AdminLevel::National),
    ("中央", AdminLevel::National),
    ("街道", AdminLevel::Town),
    ("省", AdminLevel::Province),
    ("市", AdminLevel::City),
    ("州", AdminLevel::City),
    ("盟", AdminLevel::City),
    ("县", AdminLevel::County),
    ("区", AdminLevel::County),
    ("旗", AdminLevel::County),
    ("乡", AdminLevel::Town),
    ("镇", AdminLevel::Town),
    ("街", AdminLevel::Town),
    ("村", AdminLevel::Village),
    ("居", AdminLevel::Village),
];

impl AdminLevel {
    /// The levels that a heading or cell names: 乡、村级 names both, 区县级 the county, 镇街级 the town.
    /// In the order of the words, each once.
    pub fn read(word: &str) -> Vec<Self> {
        let text = fold::compact(word);
        let mut found = Vec::new();
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            crate::text::work::step();
            let known = WORDS.into_iter().find(|(word, _)| rest.starts_with(word));
            let (length, level) =
                known.map_or((first.len_utf8(), None), |(w, l)| (w.len(), Some(l)));
            found.extend(level.filter(|level| !found.contains(level)));
            rest = rest.get(length..).unwrap_or("");
        }
        found
    }
}

/// The levels of one item, from the top down, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels(Vec<AdminLevel>);

impl Levels {
    /// These levels, put in order.
    pub fn new(levels: impl IntoIterator<Item = AdminLevel>) -> Self {
        let mut list: Vec<AdminLevel> = levels.into_iter().collect();
        list.sort_unstable();
        list.dedup();
        Self(list)
    }

    /// Reads 县级、乡级; 乡、村级; 区县级; 省、市、县级. Text that names no level gives none.
    pub fn parse(text: &str) -> Self {
        match split::ticked(text) {
            Some((before, entries)) => {
                let ticked = entries.into_iter().filter(|(yes, _)| *yes).map(|(_, words)| words);
                Self::new(ticked.chain([before]).flat_map(AdminLevel::read))
            }
            None => Self::new(AdminLevel::read(text)),
        }
    }

    /// 县级、乡级.
    pub fn text(&self) -> String {
        self.0.iter().map(|level| level.label()).collect::<Vec<_>>().join("、")
    }

    /// The levels, from the top down.
    pub fn iter(&self) -> impl Iterator<Item = AdminLevel> {
        self.0.iter().copied()
    }

    /// Whether the level is among them.
    pub fn contains(&self, level: AdminLevel) -> bool {
        self.0.contains(&level)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::AdminLevel::{City, County, National, Province, Town, Village};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words() {
        for (text, levels) in [
            ("县级、乡级", &[County, Town][..]),
            ("县级,乡级", &[County, Town]),
            ("乡、村级", &[Town, Village]),
            ("区县级", &[County]),
            ("镇街级", &[Town]),
            ("乡镇街道", &[Town]),
            ("乡镇（街道）", &[Town]),
            ("县（市、区）级", &[County]),
            ("社区", &[Village]),
            ("村（社区）", &[Village]),
            ("市级", &[City]),
            ("省、市、县级", &[Province, City, County]),
            ("区级", &[County]),
            ("镇级", &[Town]),
            ("街道级", &[Town]),
            ("乡 级", &[Town]),
            ("国家级", &[National]),
            ("√县级 □乡级", &[County]),
            ("同上", &[]),
            ("", &[]),
        ] {
            assert_eq!(Levels::parse(text), Levels(levels.to_vec()), "{text}");
        }
        assert_eq!(AdminLevel::read("乡、村级"), [Town, Village]);
    }

    #[test]
    fn longer_words_come_before_their_parts() {
        for (at, (word, _)) in WORDS.iter().enumerate() {
            let earlier = WORDS.iter().take(at).find(|(shorter, _)| word.starts_with(shorter));
            assert_eq!(earlier, None, "{word}");
        }
    }

    proptest! {
        #[test]
        fn reads_back(text in "[国家省市县区乡镇街道村社级、（） 州√□]{0,12}") {
            let levels = Levels::parse(&text);
            prop_assert_eq!(&Levels::parse(&levels.text()), &levels);
        }
    }
}
