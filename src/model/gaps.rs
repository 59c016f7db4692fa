//! What a catalogue still lacks before it can be filed: fields that are empty, and fields of which
//! nobody has seen the original.

use super::{Catalogue, Domain, Field, FieldSet, Item};

/// What one domain lacks.
#[derive(Debug, Clone)]
pub struct Gaps<'a> {
    /// The domain.
    pub domain: &'a Domain,
    /// The fields that some items leave empty, each with these items.
    pub blank: Vec<(Field, Vec<&'a Item>)>,
    /// The items with a text that is 待核, and these fields.
    pub unverified: Vec<(&'a Item, FieldSet)>,
}

impl<'a> Gaps<'a> {
    /// The gaps of every domain that has any, in order.
    pub fn of(catalogue: &'a Catalogue) -> Vec<Self> {
        let all = catalogue.domains.iter().map(Self::of_domain);
        all.filter(|gaps| !gaps.blank.is_empty() || !gaps.unverified.is_empty()).collect()
    }

    fn of_domain(domain: &'a Domain) -> Self {
        let lacking = |field: Field| -> Vec<&Item> {
            domain.items.iter().filter(|item| item.blanks().contains(field)).collect()
        };
        let blank = Field::ALL.into_iter().map(|field| (field, lacking(field)));
        let open = domain.items.iter().map(|item| (item, item.open()));
        Self {
            domain,
            blank: blank.filter(|(_, items)| !items.is_empty()).collect(),
            unverified: open.filter(|(_, fields)| !fields.is_empty()).collect(),
        }
    }

    /// How many fields are empty.
    pub fn blanks(&self) -> usize {
        self.blank.iter().map(|(_, items)| items.len()).sum()
    }

    /// 义务教育 18 项，11 项没有公开内容，5 项没有公开依据.
    pub fn counted(&self) -> String {
        let mut text = format!("{} {} 项", self.domain.name, self.domain.items.len());
        for (field, items) in &self.blank {
            text.push_str(&format!("，{} 项没有{field}", items.len()));
        }
        text
    }

    /// The same with the items: 义务教育 18 项，2 项没有公开内容（22.003、22.004）.
    pub fn listed(&self) -> String {
        let mut text = format!("{} {} 项", self.domain.name, self.domain.items.len());
        for (field, items) in &self.blank {
            let codes: Vec<&str> = items.iter().map(|item| item.code.as_str()).collect();
            text.push_str(&format!("，{} 项没有{field}（{}）", items.len(), codes.join("、")));
        }
        text
    }
}

impl Item {
    /// The fields that are empty and must not be: all nine, but a channel where nothing is published of
    /// itself, and what does not apply to the body.
    pub fn blanks(&self) -> FieldSet {
        let lacking = Field::ALL.into_iter().filter(|field| self.needs(*field));
        lacking.filter(|field| self.fields.lacks(*field)).collect()
    }

    /// The fields with a text that nobody has seen in the original.
    pub fn open(&self) -> FieldSet {
        self.unverified.iter().filter(|field| !self.fields.lacks(*field)).collect()
    }

    /// Whether a field has to say something.
    pub fn needs(&self, field: Field) -> bool {
        let mode = self.fields.mode.as_ref().map(|mode| *mode.value);
        // What is not published at all needs no channel.
        let private = mode.is_some_and(|mode| mode.on_request && !mode.active);
        let idle = private && field == Field::Channels;
        !idle && !self.not_here.contains(field)
    }
}
