//! The fields of an item, by name.

use std::fmt;

/// A field of an item. The heading is the YAML key, the sheet heading and the word in messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 事项: the names from 一级事项 down.
    Names,
    /// 公开内容（要素）.
    Elements,
    /// 公开依据.
    Basis,
    /// 公开时限.
    Limit,
    /// 公开主体.
    Bodies,
    /// 公开渠道和载体.
    Channels,
    /// 公开对象.
    Audience,
    /// 公开方式.
    Mode,
    /// 公开层级.
    Levels,
}

impl Field {
    /// All fields, in the order of the official table.
    pub const ALL: [Self; 9] = [
        Self::Names,
        Self::Elements,
        Self::Basis,
        Self::Limit,
        Self::Bodies,
        Self::Channels,
        Self::Audience,
        Self::Mode,
        Self::Levels,
    ];

    /// The headings, in the same order.
    pub const HEADINGS: [&'static str; 9] = [
        "事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道",
        "公开对象",
        "公开方式",
        "公开层级",
    ];

    /// The heading, which is also the YAML key.
    pub const fn heading(self) -> &'static str {
        Self::HEADINGS[self as usize]
    }

    /// The field with this heading.
    pub fn from_heading(heading: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.heading() == heading)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.heading())
    }
}

/// A set of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FieldSet(u16);

impl FieldSet {
    /// No field.
    pub const EMPTY: Self = Self(0);

    /// Every field.
    pub fn all() -> Self {
        Field::ALL.into_iter().collect()
    }

    /// Adds a field.
    pub fn insert(&mut self, field: Field) {
        self.0 |= 1 << field as u16;
    }

    /// Takes a field out.
    pub fn remove(&mut self, field: Field) {
        self.0 &= !(1 << field as u16);
    }

    /// Whether the field is in the set.
    pub fn contains(self, field: Field) -> bool {
        self.0 & (1 << field as u16) != 0
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The fields, in the order of the official table.
    pub fn iter(self) -> impl Iterator<Item = Field> {
        Field::ALL.into_iter().filter(move |field| self.contains(*field))
    }
}

impl FromIterator<Field> for FieldSet {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        let mut set = Self::EMPTY;
        for field in fields {
            set.insert(field);
        }
        set
    }
}
