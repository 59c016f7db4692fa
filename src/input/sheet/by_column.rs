//! Values by column, for the rows of a table: mostly of a dozen columns, and in a table of many rows that
//! are nearly empty of one. A tree takes the room of eleven values for a single one, so they stand in a
//! list that is kept sorted.

/// Values by column, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::input::sheet) struct ByColumn<T>(Vec<(u16, T)>);

impl<T> Default for ByColumn<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ByColumn<T> {
    /// Where the value of a column stands, or where it would.
    fn place(&self, column: u16) -> Result<usize, usize> {
        self.0.binary_search_by_key(&column, |(at, _)| *at)
    }

    pub(in crate::input::sheet) fn get(&self, column: &u16) -> Option<&T> {
        self.0.get(self.place(*column).ok()?).map(|(_, value)| value)
    }

    pub(in crate::input::sheet) fn get_mut(&mut self, column: &u16) -> Option<&mut T> {
        let at = self.place(*column).ok()?;
        self.0.get_mut(at).map(|(_, value)| value)
    }

    pub(in crate::input::sheet) fn contains_key(&self, column: &u16) -> bool {
        self.place(*column).is_ok()
    }

    /// Sets the value of a column.
    pub(in crate::input::sheet) fn insert(&mut self, column: u16, value: T) {
        match self.place(column) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (column, value)),
        }
    }

    pub(in crate::input::sheet) fn remove(&mut self, column: &u16) -> Option<T> {
        Some(self.0.remove(self.place(*column).ok()?).1)
    }

    /// The value of a column, which is made where there is none.
    pub(in crate::input::sheet) fn or_default(&mut self, column: u16) -> &mut T
    where
        T: Default,
    {
        let at = self.place(column).unwrap_or_else(|at| {
            self.0.insert(at, (column, T::default()));
            at
        });
        &mut self.0[at].1
    }

    pub(in crate::input::sheet) fn len(&self) -> usize {
        self.0.len()
    }

    pub(in crate::input::sheet) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(in crate::input::sheet) fn iter(
        &self,
    ) -> impl DoubleEndedIterator<Item = (&u16, &T)> + ExactSizeIterator {
        self.0.iter().map(|(column, value)| (column, value))
    }

    pub(in crate::input::sheet) fn iter_mut(&mut self) -> impl Iterator<Item = (u16, &mut T)> {
        self.0.iter_mut().map(|(column, value)| (*column, value))
    }

    pub(in crate::input::sheet) fn keys(&self) -> impl DoubleEndedIterator<Item = &u16> {
        self.0.iter().map(|(column, _)| column)
    }

    pub(in crate::input::sheet) fn values(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Gives back the room that nothing stands in.
    pub(in crate::input::sheet) fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }
}

/// Of two values of a column the later one stays.
impl<T> Extend<(u16, T)> for ByColumn<T> {
    fn extend<I: IntoIterator<Item = (u16, T)>>(&mut self, values: I) {
        values.into_iter().for_each(|(column, value)| self.insert(column, value));
    }
}

impl<T> FromIterator<(u16, T)> for ByColumn<T> {
    fn from_iter<I: IntoIterator<Item = (u16, T)>>(values: I) -> Self {
        let mut all = Self::default();
        all.extend(values);
        all.shrink();
        all
    }
}

impl<T> IntoIterator for ByColumn<T> {
    type Item = (u16, T);
    type IntoIter = std::vec::IntoIter<(u16, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_the_order_of_their_columns() {
        let mut cells: ByColumn<&str> = [(3, "丙"), (1, "甲"), (3, "丁")].into_iter().collect();
        cells.insert(2, "乙");
        cells.or_default(0).clone_from(&"零");
        assert_eq!(cells.keys().copied().collect::<Vec<_>>(), [0, 1, 2, 3]);
        assert_eq!(cells.values().copied().collect::<String>(), "零甲乙丁");
        assert_eq!((cells.get(&3), cells.get(&4)), (Some(&"丁"), None));
        assert_eq!((cells.remove(&1), cells.remove(&1)), (Some("甲"), None));
        assert_eq!(cells.into_iter().map(|(column, _)| column).collect::<Vec<_>>(), [0, 2, 3]);
    }
}
