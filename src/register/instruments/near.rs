//! Names that differ in one character, found by hash.
//!
//! Every known name is noted once for each character that can be left out of it, by the hash of what is left:
//! names that have none in common are never one edit apart. Which name was meant is told only when it is the only
//! one near.

/// The shortest name, in characters, of which a slip is told.
const SHORTEST: usize = 5;

/// The known names, and for each with one character left out which of them it is.
#[derive(Debug)]
pub(super) struct NearNames {
    names: Vec<(String, usize)>,
    /// The hash of a shortened name and the place of the whole one, sorted.
    shortened: Vec<(u64, u32)>,
}

impl NearNames {
    /// The keys of names with their instruments.
    pub(super) fn new<'a>(names: impl Iterator<Item = (&'a String, &'a usize)>) -> Self {
        let long = names.filter(|(name, _)| name.chars().count() >= SHORTEST);
        let names: Vec<(String, usize)> =
            long.map(|(name, index)| (name.clone(), *index)).collect();
        let all = names.iter().zip(0..);
        let mut shortened: Vec<(u64, u32)> =
            all.flat_map(|((name, _), at)| forms(name).map(move |form| (form, at))).collect();
        shortened.sort_unstable();
        shortened.dedup();
        shortened.shrink_to_fit();
        Self { names, shortened }
    }

    /// The only instrument with a name one character off: another one, one more or one less.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        if key.chars().count() < SHORTEST {
            return None;
        }
        let mut found: Vec<usize> = forms(key)
            .flat_map(|form| self.with_form(form))
            .filter(|(name, _)| is_slip(name, key))
            .map(|(_, index)| *index)
            .collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    fn with_form(&self, form: u64) -> impl Iterator<Item = &(String, usize)> {
        let first = self.shortened.partition_point(|(known, _)| *known < form);
        let same = self.shortened.iter().skip(first).take_while(move |(known, _)| *known == form);
        same.filter_map(|(_, at)| self.names.get(*at as usize))
    }
}

/// The hashes of a text, and of the text without its first character, without its second, and so on.
fn forms(text: &str) -> impl Iterator<Item = u64> {
    let shorter = text.char_indices().map(move |(at, c)| {
        let after = text.get(at + c.len_utf8()..).unwrap_or("");
        hash([text.get(..at).unwrap_or(""), after])
    });
    std::iter::once(hash([text, ""])).chain(shorter)
}

/// FNV-1a of two texts as one.
fn hash(parts: [&str; 2]) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let bytes = parts.into_iter().flat_map(str::bytes);
    bytes.fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// Whether one edit leads from one to the other, and it is not one of digits: 2019年 and 2020年 are two
/// instruments.
fn is_slip(known: &str, written: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    known != written
        && digits(known) == digits(written)
        && strsim::osa_distance(known, written) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_off() {
        let known = ["政府信息公开条例", "社会救助暂行办法", "2019年工作要点"];
        let names: Vec<(String, usize)> = known.map(str::to_owned).into_iter().zip(0..).collect();
        let near = NearNames::new(names.iter().map(|(name, index)| (name, index)));
        for (written, index) in [
            ("政府信息公开条列", Some(0)),
            ("政府信息公开例", Some(0)),
            ("政府信息公开的条例", Some(0)),
            ("政府信息公开条例", None),
            ("社会救助办法", None),
            ("2018年工作要点", None),
        ] {
            assert_eq!(near.find(written), index, "{written}");
        }
    }
}
