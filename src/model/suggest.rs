//! 您是不是要写: the nearest of a few known words, by shape and by sound.

use pinyin::ToPinyin;

/// The candidate that was most likely meant: at most one character off in short words, two in longer
/// ones, or the same sound (拼音). `None` when nothing is near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.trim();
    let sound = spell(word);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word)
        .filter_map(|candidate| Some((distance(word, &sound, candidate)?, candidate)))
        .min_by(|a, b| a.0.0.cmp(&b.0.0).then(b.0.1.total_cmp(&a.0.1)).then(a.1.cmp(b.1)))
        .map(|(_, candidate)| candidate)
}

/// Distance by edits or by sound, and the similarity that settles ties.
fn distance(word: &str, sound: &str, candidate: &str) -> Option<(usize, f64)> {
    let edits = strsim::osa_distance(word, candidate);
    let length = word.chars().count().max(candidate.chars().count());
    let allowed = match length {
        0 | 1 => 0,
        2..=4 => 1,
        _ => 2,
    };
    let near = if edits <= allowed {
        Some(edits)
    } else if !sound.is_empty() && sound == spell(candidate) {
        Some(1)
    } else {
        None
    };
    near.map(|n| (n, strsim::jaro_winkler(word, candidate)))
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
