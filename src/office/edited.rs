//! A container with edits: parts read as text, replaced, added, and written anew with every other part
//! copied as it is packed.

use std::collections::BTreeMap;

use super::container::NewContainer;
use super::content_types::{self, ContentType};
use super::xml::Splices;
use super::{Container, OfficeError, OfficeLimits, Relations};

/// A container with changes that are not written yet.
#[derive(Debug)]
pub(crate) struct EditedContainer<'a> {
    container: Container<'a>,
    /// New texts of parts, by name; also of parts that the container does not have yet.
    texts: BTreeMap<String, String>,
    /// The parts that the container does not have yet, in the order in which they came.
    added: Vec<String>,
}

impl<'a> EditedContainer<'a> {
    /// Opens a container.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, OfficeError> {
        let container = Container::open(bytes, &OfficeLimits::default())?;
        Ok(Self { container, texts: BTreeMap::new(), added: Vec::new() })
    }

    /// The names of all parts.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.container.names().iter().chain(&self.added).map(String::as_str)
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.real_name(name).is_some()
    }

    /// The text of a part as it is by now; `None` when there is none.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, OfficeError> {
        match self.real_name(name).and_then(|name| self.texts.get(name)) {
            Some(text) => Ok(Some(text.clone())),
            None => self.container.text(name),
        }
    }

    /// The text of a part that must be there.
    pub(crate) fn required(&mut self, name: &str) -> Result<String, OfficeError> {
        self.text(name)?.ok_or_else(|| OfficeError::broken(name, "没有这个部件"))
    }

    /// Gives a part a new text, and adds it when there is none of this name.
    pub(crate) fn put(&mut self, name: &str, text: String) {
        let real = self.real_name(name).map(str::to_owned);
        let name = real.unwrap_or_else(|| {
            self.added.push(name.to_owned());
            name.to_owned()
        });
        self.texts.insert(name, text);
    }

    /// Makes edits of a part, which was read as `before`; the part is new when there is none yet.
    pub(crate) fn edit(
        &mut self,
        name: &str,
        before: &str,
        edits: Splices,
    ) -> Result<(), OfficeError> {
        if !edits.is_empty() {
            let after = edits.apply(before);
            self.put(name, after.ok_or_else(|| OfficeError::broken(name, "结构交错"))?);
        }
        Ok(())
    }

    /// Adds a part that `source` relates to, and gives the id of the relation.
    pub(crate) fn add_part(
        &mut self,
        source: &str,
        (name, kind, content_type): (&str, &str, &'static str),
        content: String,
    ) -> Result<String, OfficeError> {
        self.put(name, content);
        content_types::add(self, &[ContentType::Part(name.to_owned(), content_type)])?;
        let mut relations = Relations::edited(self, source)?;
        let id = relations.add(kind, name);
        relations.store(self)?;
        Ok(id)
    }

    /// A name for a new part: `prefix`, the first free number, `suffix`.
    pub(crate) fn free_name(&self, prefix: &str, suffix: &str) -> String {
        let mut names = (1u32..).map(|number| format!("{prefix}{number}{suffix}"));
        names.find(|name| !self.has(name)).unwrap_or_default()
    }

    /// What tells the content of the parts as they were opened, apart from one of them.
    pub(crate) fn checksums(&mut self, except: &str) -> Result<String, OfficeError> {
        self.container.checksums(except)
    }

    /// The container with all changes.
    pub(crate) fn write(mut self) -> Result<Vec<u8>, OfficeError> {
        let mut out = NewContainer::new();
        let copied = self.container.copy(&mut out, &self.texts);
        copied.map_err(|error| OfficeError::broken("zip", error))?;
        for (name, text) in self.added.iter().filter_map(|name| self.texts.get_key_value(name)) {
            out.add(name, text.as_bytes())?;
        }
        out.finish()
    }

    fn real_name(&self, name: &str) -> Option<&str> {
        let added = || self.added.iter().find(|have| *have == name).map(String::as_str);
        self.container.real_name(name).or_else(added)
    }
}
