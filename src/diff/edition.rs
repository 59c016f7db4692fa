//! One side of a comparison, from a compiled catalogue or from bare tables.

use super::{Reasons, Title};
use crate::input::reasons::{StatedReasons, is_reason};
use crate::model::{Catalogue, Code, Domain, Field, FieldSet, Fields, WholeTable, fold};

/// One side of a comparison.
#[derive(Debug, Clone, Default)]
pub struct Edition {
    /// What it is called.
    pub title: Title,
    /// The domains.
    pub parts: Vec<EditionDomain>,
    /// Why its layers differ from the layer above.
    pub reasons: Reasons,
}

/// The items of a domain.
#[derive(Debug, Clone)]
pub struct EditionDomain {
    /// Number of the domain; empty for one that no guideline knows.
    pub number: String,
    /// Its name.
    pub name: String,
    /// The fields that this side speaks of; of the others nothing can be said.
    pub columns: FieldSet,
    /// Headings of further columns that it speaks of; `None` for all.
    pub others: Option<Vec<String>>,
    /// The items, in order.
    pub entries: Vec<EditionItem>,
}

/// One item.
#[derive(Debug, Clone)]
pub struct EditionItem {
    /// The code, where it has one.
    pub code: Option<Code>,
    /// The fields.
    pub fields: Fields,
    /// The reason in an extra column of a table, which is for the whole row.
    pub reason: Option<String>,
}

impl Edition {
    /// A compiled catalogue.
    pub fn of_catalogue(catalogue: &Catalogue) -> Self {
        let profile = &catalogue.profile;
        let text = |field: &Option<crate::source::Located<String>>| {
            field.as_ref().map(|field| field.value.clone())
        };
        let title = Title {
            name: catalogue.name().to_owned(),
            version: text(&profile.version),
            date: profile.date.as_ref().map(|date| date.value.to_string()),
            items: catalogue.item_count(),
        };
        let parts = catalogue.domains.iter().map(EditionDomain::of_domain).collect();
        Self { title, parts, reasons: Reasons::of(catalogue) }
    }

    /// Tables as they stand in a file, with the reasons that it states. Their domains are named as the
    /// guidelines name them.
    pub fn of_tables(
        title: Title,
        tables: Vec<WholeTable>,
        stated: StatedReasons,
        guidelines: &[Domain],
    ) -> Self {
        let mut parts: Vec<EditionDomain> = Vec::new();
        for table in tables {
            let part = EditionDomain::of_table(table, guidelines);
            match parts.iter_mut().find(|known| known.is_same(&part)) {
                Some(known) => known.absorb(part),
                None => parts.push(part),
            }
        }
        let items = parts.iter().map(|part| part.entries.len()).sum();
        Self { title: Title { items, ..title }, parts, reasons: Reasons::stated(stated) }
    }
}

impl EditionDomain {
    fn of_domain(domain: &Domain) -> Self {
        let entry = |item: &crate::model::Item| EditionItem {
            code: Some(item.code.clone()),
            fields: item.fields.clone(),
            reason: None,
        };
        Self {
            number: domain.number.to_string(),
            name: domain.name.clone(),
            columns: FieldSet::all(),
            others: None,
            entries: domain.items.iter().map(entry).collect(),
        }
    }

    fn of_table(table: WholeTable, guidelines: &[Domain]) -> Self {
        let written = table.domain.value;
        let known = guidelines.iter().find(|domain| domain.is_called(&written));
        let own = table.own.as_ref();
        let (number, name) = match (known, own) {
            (Some(domain), _) => (domain.number.to_string(), domain.name.clone()),
            (None, Some(own)) => {
                let number = table.number.as_ref().map(|number| number.value.to_string());
                (number.unwrap_or_default(), own.name.clone())
            }
            (None, None) => (String::new(), written),
        };
        let headings = table.rows.iter().flat_map(|row| row.fields.other.keys().cloned());
        let mut others: Vec<String> = headings.collect();
        others.sort();
        others.dedup();
        let entry = |row: crate::model::NewItem| EditionItem {
            code: row.code.map(|code| code.value),
            reason: reason(&row.fields),
            fields: row.fields,
        };
        let entries = table.rows.into_iter().map(entry).collect();
        Self { number, name, columns: table.columns, others: Some(others), entries }
    }

    /// Whether this is the same domain.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let numbered = !self.number.is_empty() && self.number == other.number;
        numbered || fold::name(&self.name) == fold::name(&other.name)
    }

    /// Whether it speaks of a further column.
    pub(super) fn speaks_of(&self, heading: &str) -> bool {
        self.others.as_ref().is_none_or(|others| others.iter().any(|other| other == heading))
    }

    /// Takes in more rows of the same domain.
    fn absorb(&mut self, more: Self) {
        self.columns = self.columns.iter().chain(more.columns.iter()).collect();
        if let (Some(others), Some(more)) = (&mut self.others, more.others) {
            others.extend(more);
        }
        self.entries.extend(more.entries);
    }
}

fn reason(fields: &Fields) -> Option<String> {
    let (_, said) = fields.other.iter().find(|(heading, _)| is_reason(heading))?;
    Some(said.value.trim().to_owned()).filter(|said| !said.is_empty())
}

impl EditionItem {
    /// The names, from 一级事项 down.
    pub fn names(&self) -> &[String] {
        self.fields.names.as_ref().map_or(&[], |names| &names.value.0)
    }

    /// The names in one line.
    pub fn title(&self) -> String {
        self.names().join("/")
    }

    /// The text of a field; empty where nothing is written.
    pub(super) fn text(&self, field: Field) -> String {
        self.fields.text(field).map(|text| text.trim().to_owned()).unwrap_or_default()
    }
}
