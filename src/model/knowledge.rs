//! How much of the built-in domains is known, and how it is known.

use super::{Domain, Evidence, Field, Item};

/// How much of a domain is known, and how.
#[derive(Debug, Clone, Copy)]
pub struct Knowledge {
    /// Rows that were seen nowhere.
    pub unseen: usize,
    /// Rows with at least one field that is 待核.
    pub unverified_items: usize,
    /// Fields that are 待核, over all rows.
    pub unverified_fields: usize,
    /// The fields of all rows by how they are known, in the order of [`Evidence::ALL`].
    fields: [usize; Evidence::ALL.len()],
}

impl Knowledge {
    /// Of the items of some domains.
    pub fn of<'a>(domains: impl IntoIterator<Item = &'a Domain>) -> Self {
        let mut known =
            Self { unseen: 0, unverified_items: 0, unverified_fields: 0, fields: [0; 5] };
        for item in domains.into_iter().flat_map(|domain| &domain.items) {
            known.add(item);
        }
        known
    }

    fn add(&mut self, item: &Item) {
        self.unseen += usize::from(item.evidence == Some(Evidence::Unseen));
        self.unverified_items += usize::from(!item.unverified.is_empty());
        self.unverified_fields += item.unverified.iter().count();
        for evidence in Field::ALL.into_iter().filter_map(|field| item.known(field)) {
            self.fields[evidence as usize] += 1;
        }
    }

    /// Each way of knowing and how many fields are known by it.
    pub fn by_evidence(&self) -> impl Iterator<Item = (&'static str, usize)> {
        Evidence::ALL.map(Evidence::label).into_iter().zip(self.fields)
    }
}
