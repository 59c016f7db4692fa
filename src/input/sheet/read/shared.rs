//! Texts and values that the rows of a table repeat: each is kept once, and the rows share it.

use std::cell::RefCell;
use std::hash::Hash;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _};

use crate::model::{Audience, BasisList, Bodies, Channels, Elements, Mode, TimeLimits};

/// What the texts of a column say, each read once.
#[derive(Debug)]
pub(super) struct Shared<K, T: ?Sized>(RefCell<HashMap<K, Arc<T>>>);

impl<K, T: ?Sized> Default for Shared<K, T> {
    fn default() -> Self {
        Self(RefCell::new(HashMap::new()))
    }
}

impl<K: Eq + Hash, T: ?Sized> Shared<K, T> {
    /// What a text says, which is read where it has not come before.
    pub(super) fn get_or(&self, text: K, read: impl FnOnce(&K) -> Arc<T>) -> Arc<T> {
        let mut known = self.0.borrow_mut();
        Arc::clone(known.entry(text).or_insert_with_key(read))
    }
}

/// The texts of a table and what they say, by field.
#[derive(Debug, Default)]
pub(super) struct SharedValues<'a> {
    pub(super) written: Shared<&'a str, str>,
    pub(super) elements: Shared<&'a str, Elements>,
    pub(super) basis: Shared<&'a str, BasisList>,
    pub(super) limit: Shared<&'a str, TimeLimits>,
    pub(super) bodies: Shared<&'a str, Bodies>,
    pub(super) channels: Shared<String, Channels>,
    pub(super) audience: Shared<&'a str, Audience>,
    /// Of two columns to be ticked.
    pub(super) ticked_audience: Shared<(&'a str, &'a str), Audience>,
    pub(super) mode: Shared<&'a str, Mode>,
    /// Of two columns to be ticked.
    pub(super) ticked_mode: Shared<(&'a str, &'a str), Mode>,
}
