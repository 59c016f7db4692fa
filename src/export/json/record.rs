//! Records whose keys are those of `input::key`, which the shapes and decoders of the same files use: the
//! attributes of serde take nothing but literals.

use serde::Serialize;
use serde::ser::SerializeMap;

/// What writes its entries into a map.
pub(crate) trait RecordEntries {
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

impl<T: RecordEntries> RecordEntries for Option<T> {
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.as_ref().map_or(Ok(()), |own| own.entries(map))
    }
}

/// Under what a value is written.
pub(crate) trait RecordKey<T> {
    fn put<M: SerializeMap>(self, value: &T, map: &mut M) -> Result<(), M::Error>;
}

impl<T: Serialize> RecordKey<T> for &str {
    fn put<M: SerializeMap>(self, value: &T, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(self, value)
    }
}

/// No key: the entries of the value stand among those of the record.
pub(crate) struct Flat;

/// The marker by which a record names such a value.
pub(crate) const FLAT: Flat = Flat;

impl<T: RecordEntries> RecordKey<T> for Flat {
    fn put<M: SerializeMap>(self, value: &T, map: &mut M) -> Result<(), M::Error> {
        value.entries(map)
    }
}

/// Declares a record: `key => field: type`, or `key, unless test => field: type` where it may be left out.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident {
            $($key:path $(, unless $test:path)? => $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$meta])*
        $vis struct $name {
            $($field: $type,)*
        }

        impl $crate::export::json::record::RecordEntries for $name {
            fn entries<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $(
                    let left_out = [$($test(&self.$field))?].contains(&true);
                    if !left_out {
                        $crate::export::json::record::RecordKey::put($key, &self.$field, map)?;
                    }
                )*
                Ok(())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let mut map = serde::Serializer::serialize_map(to, None)?;
                $crate::export::json::record::RecordEntries::entries(self, &mut map)?;
                serde::ser::SerializeMap::end(map)
            }
        }
    };
}

pub(crate) use record;
