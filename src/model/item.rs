//! Items: one row of a catalogue, every field with its origin.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::writing::Readings;
use super::{
    Audience, BasisList, Bodies, Channels, Code, Elements, Field, FieldSet, Levels, Mode,
    TimeLimits,
};
use crate::source::Location;

/// The index of a layer in the compiled catalogue's list of layers; 0 is the national one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LayerId(pub u8);

impl LayerId {
    /// The national guidelines.
    pub const NATIONAL: Self = Self(0);
}

/// 来源: which layer, file and place set something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The layer.
    pub layer: LayerId,
    /// The file and the place in it.
    pub location: Location,
}

/// A text that a later layer replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The text as it stood; empty when the field was empty.
    pub text: String,
    /// Who had set it.
    pub origin: Origin,
}

/// A value with its origin and what it replaced. Equality looks at the value only. The value is shared:
/// the layers and bodies of a repository mostly say the same.
#[derive(Debug, Clone)]
pub struct Traced<T> {
    /// The value.
    pub value: Arc<T>,
    /// Who set it.
    pub origin: Origin,
    /// What it replaced, oldest first.
    pub replaced: Vec<Former>,
}

impl<T> Traced<T> {
    /// A value that replaced nothing.
    pub fn new(value: impl Into<Arc<T>>, origin: Origin) -> Self {
        Self { value: value.into(), origin, replaced: Vec::new() }
    }

    /// What the national guideline says, where a layer has replaced it.
    pub fn guideline_text(&self) -> Option<&str> {
        let national = self.replaced.iter().rfind(|f| f.origin.layer == LayerId::NATIONAL);
        national.map(|former| former.text.as_str()).filter(|text| !text.is_empty())
    }
}

impl<T: PartialEq> PartialEq for Traced<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Traced<T> {}

/// The names of an item, from 一级事项 down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names(pub Vec<String>);

impl Names {
    /// The names in one line, as in `最低生活保障/办事指南`.
    pub fn text(&self) -> String {
        self.0.join("/")
    }

    /// The last name, which tells the item from its neighbours.
    pub fn last(&self) -> &str {
        self.0.last().map_or("", String::as_str)
    }

    /// 一级事项.
    pub fn first(&self) -> &str {
        self.0.first().map_or("", String::as_str)
    }
}

/// The fields of an item, or those that a layer sets. An absent field says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields {
    /// 事项.
    pub names: Option<Traced<Names>>,
    /// 公开内容（要素）.
    pub elements: Option<Traced<Elements>>,
    /// 公开依据.
    pub basis: Option<Traced<BasisList>>,
    /// 公开时限.
    pub limit: Option<Traced<TimeLimits>>,
    /// 公开主体.
    pub bodies: Option<Traced<Bodies>>,
    /// 公开渠道和载体.
    pub channels: Option<Traced<Channels>>,
    /// 公开对象.
    pub audience: Option<Traced<Audience>>,
    /// 公开方式.
    pub mode: Option<Traced<Mode>>,
    /// 公开层级.
    pub levels: Option<Traced<Levels>>,
    /// 其他: further columns by their heading.
    pub other: IndexMap<String, Traced<String>>,
    /// The texts of the row as they were written.
    pub readings: Readings,
}

impl Fields {
    /// The text of a field, as one cell would show it.
    pub fn text(&self, field: Field) -> Option<String> {
        match field {
            Field::Names => self.names.as_ref().map(|v| v.value.text()),
            Field::Elements => self.elements.as_ref().map(|v| v.value.text()),
            Field::Basis => self.basis.as_ref().map(|v| v.value.text()),
            Field::Limit => self.limit.as_ref().map(|v| v.value.text()),
            Field::Bodies => self.bodies.as_ref().map(|v| v.value.text()),
            Field::Channels => self.channels.as_ref().map(|v| v.value.text()),
            Field::Audience => self.audience.as_ref().map(|v| v.value.text()),
            Field::Mode => self.mode.as_ref().map(|v| v.value.text()),
            Field::Levels => self.levels.as_ref().map(|v| v.value.text()),
        }
    }

    /// Where the value of a field is kept: two fields that share one have the same value as long as both live.
    pub(crate) fn address(&self, field: Field) -> Option<usize> {
        fn of<T>(slot: Option<&Traced<T>>) -> Option<usize> {
            slot.map(|traced| Arc::as_ptr(&traced.value).addr())
        }
        match field {
            Field::Names => of(self.names.as_ref()),
            Field::Elements => of(self.elements.as_ref()),
            Field::Basis => of(self.basis.as_ref()),
            Field::Limit => of(self.limit.as_ref()),
            Field::Bodies => of(self.bodies.as_ref()),
            Field::Channels => of(self.channels.as_ref()),
            Field::Audience => of(self.audience.as_ref()),
            Field::Mode => of(self.mode.as_ref()),
            Field::Levels => of(self.levels.as_ref()),
        }
    }

    /// Who set a field.
    pub fn origin(&self, field: Field) -> Option<Origin> {
        self.trace(field).map(|(origin, _)| origin)
    }

    /// Who set a field, and what was replaced.
    pub fn trace(&self, field: Field) -> Option<(Origin, &[Former])> {
        fn of<T>(slot: Option<&Traced<T>>) -> Option<(Origin, &[Former])> {
            slot.map(|traced| (traced.origin, traced.replaced.as_slice()))
        }
        match field {
            Field::Names => of(self.names.as_ref()),
            Field::Elements => of(self.elements.as_ref()),
            Field::Basis => of(self.basis.as_ref()),
            Field::Limit => of(self.limit.as_ref()),
            Field::Bodies => of(self.bodies.as_ref()),
            Field::Channels => of(self.channels.as_ref()),
            Field::Audience => of(self.audience.as_ref()),
            Field::Mode => of(self.mode.as_ref()),
            Field::Levels => of(self.levels.as_ref()),
        }
    }

    /// Whether nothing is written. Text that says nothing usable is for the rule of that field.
    pub fn lacks(&self, field: Field) -> bool {
        match field {
            Field::Names => self.names.as_ref().is_none_or(|names| names.value.0.is_empty()),
            Field::Elements => self.elements.as_ref().is_none_or(|v| v.value.is_empty()),
            Field::Basis => self.basis.as_ref().is_none_or(|v| v.value.is_empty()),
            Field::Limit => self.limit.as_ref().is_none_or(|v| v.value.is_empty()),
            Field::Bodies => self.bodies.as_ref().is_none_or(|v| v.value.is_empty()),
            Field::Levels => self.levels.as_ref().is_none_or(|v| v.value.is_empty()),
            Field::Channels => self.channels.is_none(),
            Field::Audience => self.audience.is_none(),
            Field::Mode => self.mode.is_none(),
        }
    }

    /// What the national guideline says in a field, whatever stands there now.
    pub fn guideline(&self, field: Field) -> Option<String> {
        let (origin, replaced) = self.trace(field)?;
        if origin.layer == LayerId::NATIONAL {
            return self.text(field);
        }
        let former = replaced.iter().rfind(|former| former.origin.layer == LayerId::NATIONAL)?;
        Some(former.text.clone()).filter(|text| !text.is_empty())
    }

    /// Takes out what stands in a field.
    pub fn clear(&mut self, field: Field) {
        match field {
            Field::Names => self.names = None,
            Field::Elements => self.elements = None,
            Field::Basis => self.basis = None,
            Field::Limit => self.limit = None,
            Field::Bodies => self.bodies = None,
            Field::Channels => self.channels = None,
            Field::Audience => self.audience = None,
            Field::Mode => self.mode = None,
            Field::Levels => self.levels = None,
        }
    }

    /// Takes from others what is not set here; names the fields that were taken.
    pub fn complete_from(&mut self, other: Self) -> FieldSet {
        let before = self.set();
        self.names = self.names.take().or(other.names);
        self.elements = self.elements.take().or(other.elements);
        self.basis = self.basis.take().or(other.basis);
        self.limit = self.limit.take().or(other.limit);
        self.bodies = self.bodies.take().or(other.bodies);
        self.channels = self.channels.take().or(other.channels);
        self.audience = self.audience.take().or(other.audience);
        self.mode = self.mode.take().or(other.mode);
        self.levels = self.levels.take().or(other.levels);
        self.set().iter().filter(|field| !before.contains(*field)).collect()
    }

    /// One field from the text of a cell; `None` where the text does not say it clearly.
    pub fn from_text(field: Field, text: &str, origin: Origin) -> Option<Self> {
        let mut fields = Self::default();
        match field {
            Field::Names => {
                let names = text.split(['/', '／', '\n']).map(|name| name.trim().to_owned());
                let names = names.filter(|name| !name.is_empty()).collect();
                fields.names = Some(Traced::new(Names(names), origin));
            }
            Field::Elements => fields.elements = Some(Traced::new(Elements::parse(text), origin)),
            Field::Basis => fields.basis = Some(Traced::new(BasisList::parse(text), origin)),
            Field::Limit => fields.limit = Some(Traced::new(TimeLimits::parse(text), origin)),
            Field::Bodies => fields.bodies = Some(Traced::new(Bodies::parse(text), origin)),
            Field::Channels => fields.channels = Some(Traced::new(Channels::parse(text), origin)),
            Field::Audience => {
                let audience = Audience::parse(text);
                fields.audience = audience.is_clear().then(|| Traced::new(audience, origin));
            }
            Field::Mode => {
                let mode = Mode::parse(text);
                fields.mode = mode.is_clear().then(|| Traced::new(mode, origin));
            }
            Field::Levels => fields.levels = Some(Traced::new(Levels::parse(text), origin)),
        }
        (!fields.lacks(field)).then_some(fields)
    }

    /// The fields that are set.
    pub fn set(&self) -> FieldSet {
        Field::ALL.into_iter().filter(|field| self.trace(*field).is_some()).collect()
    }
}

/// A role that a 责任单位 table replaced by real bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundRole {
    /// The role, as the item had it.
    pub role: String,
    /// The real bodies.
    pub bodies: Vec<String>,
    /// The line of the table.
    pub origin: Origin,
}

/// How a row of a guideline, or one field of it, is known (核实, 分栏核实).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// Seen in two places or more.
    Several,
    /// Seen in one place.
    One,
    /// Derived from rows that were seen; of a field only.
    Inferred,
    /// Remembered, with no source at hand; of a field only.
    Memory,
    /// Not seen in any source.
    Unseen,
}

impl Evidence {
    /// All of them, from the best known down.
    pub const ALL: [Self; 5] =
        [Self::Several, Self::One, Self::Inferred, Self::Memory, Self::Unseen];

    /// The Chinese word used in the data files.
    pub fn label(self) -> &'static str {
        match self {
            Self::Several => "两处以上",
            Self::One => "一处",
            Self::Inferred => "推断",
            Self::Memory => "记忆",
            Self::Unseen => "未见",
        }
    }

    /// The value for a word of the data files.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|evidence| evidence.label() == label)
    }
}

/// One row of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// 编码.
    pub code: Code,
    /// 序号 of the official table, where known.
    pub serial: Option<String>,
    /// Other wordings of the last name.
    pub aliases: Vec<String>,
    /// The fields; the names are always set.
    pub fields: Fields,
    /// 待核: fields whose text was not seen in any source.
    pub unverified: FieldSet,
    /// 本级不适用: fields that the body may leave empty.
    pub not_here: FieldSet,
    /// Fields that a whole table has a column for but leaves empty, with the empty cell.
    pub blank: Vec<(Field, Location)>,
    /// Where the layer last applied, or one of its level above it, adds this item or lists it in a whole
    /// table, if it does.
    pub listed: Option<Location>,
    /// The roles among 公开主体 that were replaced, in order.
    pub bound: Vec<BoundRole>,
    /// How the row is known; `None` for local rows.
    pub evidence: Option<Evidence>,
    /// 分栏核实: fields that are known in another way than the row and its 待核 tell.
    pub field_evidence: BTreeMap<Field, Evidence>,
    /// The kind of power that this item discloses, for items that duties derive (职权类型).
    pub power: Option<String>,
    /// Who brought the row in.
    pub origin: Origin,
}

impl Item {
    /// The names, from 一级事项 down.
    pub fn names(&self) -> &[String] {
        self.fields.names.as_ref().map_or(&[], |names| &names.value.0)
    }

    /// The names in one line.
    pub fn title(&self) -> String {
        self.names().join("/")
    }

    /// How a field is known; `None` for local rows. What is 待核 was inferred where it has a text; only a
    /// name can be inferred from nothing, so that of an unseen row was remembered.
    pub fn known(&self, field: Field) -> Option<Evidence> {
        let row = self.evidence?;
        let told = self.field_evidence.get(&field).copied();
        let derived = match field {
            _ if !self.unverified.contains(field) => row,
            _ if self.fields.trace(field).is_none() => Evidence::Unseen,
            Field::Names => Evidence::Memory,
            _ => Evidence::Inferred,
        };
        Some(told.unwrap_or(derived))
    }
}
