//! 您是不是要写: the nearest of a few known words, by shape and by sound.

use pinyin::ToPinyin;

/// The candidate that was most likely meant: at most one character off in short words, two in longer
/// ones, or the same sound (拼音). `None` when nothing is near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = Word::new(word.trim());
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word.text)
        .filter_map(|candidate| Some((word.distance(candidate)?, candidate)))
        .min_by(|a, b| a.0.0.cmp(&b.0.0).then(b.0.1.total_cmp(&a.0.1)).then(a.1.cmp(b.1)))
        .map(|(_, candidate)| candidate)
}

/// The word that was written, with its sound.
struct Word<'a> {
    text: &'a str,
    characters: Vec<char>,
    sound: String,
}

impl<'a> Word<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, characters: text.chars().collect(), sound: spell(text) }
    }

    /// Distance by edits or by sound, and the similarity that settles ties.
    fn distance(&self, candidate: &str) -> Option<(usize, f64)> {
        crate::text::work::step();
        let by_sound =
            || (!self.sound.is_empty() && is_spelled(&self.sound, candidate)).then_some(1);
        let near = self.edits(candidate).or_else(by_sound);
        near.map(|n| (n, strsim::jaro_winkler(self.text, candidate)))
    }

    /// How many edits away the candidate is; `None` when it is too many.
    fn edits(&self, candidate: &str) -> Option<usize> {
        let own = self.characters.len();
        let count = candidate.chars().count();
        let length = own.max(count);
        let allowed = match length {
            0 | 1 => 0,
            2..=4 => 1,
            _ => 2,
        };
        if own.min(count) + allowed < length {
            return None;
        }
        // Every edit loses one common character at most, so most candidates need no closer look.
        let most_foreign = count + allowed - length;
        let mut foreign = candidate.chars().filter(|c| !self.characters.contains(c));
        if foreign.nth(most_foreign).is_some() {
            return None;
        }
        Some(strsim::osa_distance(self.text, candidate)).filter(|edits| *edits <= allowed)
    }
}

/// Whether a word has this sound.
fn is_spelled(sound: &str, word: &str) -> bool {
    let mut rest = sound;
    for c in word.chars().filter(|c| !c.is_whitespace()) {
        let after = match c.to_pinyin() {
            Some(pinyin) => rest.strip_prefix(pinyin.plain()),
            None => c.to_lowercase().try_fold(rest, |rest, lower| rest.strip_prefix(lower)),
        };
        match after {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.is_empty()
}

/// The sound of a word, without tones; ASCII letters stand for themselves.
fn spell(word: &str) -> String {
    word.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c.to_pinyin() {
            Some(pinyin) => pinyin.plain().to_owned(),
            None => c.to_lowercase().to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_homophones() {
        let keys = ["公开主体", "公开内容", "公开时限", "公开依据", "名称"];
        for (word, meant) in [
            ("公开主題", "公开主体"),
            ("公开內容", "公开内容"),
            ("工开时限", "公开时限"),
            ("公开期限", "公开时限"),
            ("gongkaiyiju", "公开依据"),
            ("名程", "名称"),
            ("公开实现", "公开时限"),
        ] {
            assert_eq!(nearest(word, keys), Some(meant), "{word}");
        }
        assert_eq!(nearest("备注说明", keys), None);
    }
}
