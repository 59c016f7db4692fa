//! Clauses of an instrument: 第二十条第（七）项.

use super::super::fold;

/// Whether the text begins with a clause.
pub(super) fn is_clause(text: &str) -> bool {
    clause_at(text).is_some_and(|(start, _)| start == 0)
}

/// The article and the paragraph (款) of a clause: 第二十条第二款 gives 20 and 2.
pub fn paragraph(clause: &str) -> Option<(u32, u32)> {
    let (article, rest) = clause.strip_prefix('第')?.split_once('条')?;
    let (number, _) = rest.strip_prefix('第')?.split_once('款')?;
    let number = number.trim_matches(['（', '）', '(', ')']);
    Some((fold::chinese_number(article)?, fold::chinese_number(number)?))
}

/// The last article that a clause names: 第二十条第二款 gives 20, 第三条至第五条 gives 5.
pub fn last_article(clause: &str) -> Option<u32> {
    let (before, _) = clause.rsplit_once('条')?;
    fold::chinese_number(before.get(before.trim_end_matches(is_figure).len()..)?)
}

/// The clauses in the text, and where the last ends.
pub(super) fn clauses(text: &str) -> (Vec<String>, usize) {
    let (mut found, mut end) = (Vec::new(), 0);
    while let Some((start, stop)) = text.get(end..).and_then(clause_at) {
        found.push(text.get(end + start..end + stop).unwrap_or("").to_owned());
        end += stop;
    }
    (found, end)
}

/// The first clause: 第X条之一第X款第（X）项, 第X章, 第十、十九条, 第三条至第五条.
pub(super) fn clause_at(text: &str) -> Option<(usize, usize)> {
    text.match_indices('第').find_map(|(start, _)| {
        let mut end = start + unit(text.get(start..)?)?;
        while let Some(more) = text.get(end..).and_then(continuation) {
            end += more;
        }
        Some((start, end))
    })
}

/// What goes on within one clause: a lower unit, 之一, or 至第五条.
fn continuation(rest: &str) -> Option<usize> {
    if let Some(more) = rest.strip_prefix('之') {
        let length = numerals(more);
        return (length > 0).then_some('之'.len_utf8() + length);
    }
    let range = ["至", "到", "-", "—"].into_iter().find(|word| rest.starts_with(word));
    let skip = range.map_or(0, str::len);
    Some(skip + unit(rest.get(skip..)?)?)
}

/// 第二十条, 第（七）项, 第1、2、3款: the length of one unit.
fn unit(text: &str) -> Option<usize> {
    let mut rest = text.strip_prefix('第')?;
    loop {
        let inner = rest.strip_prefix(['（', '(']);
        let length = numerals(inner.unwrap_or(rest));
        (length > 0).then_some(())?;
        rest = inner.unwrap_or(rest).get(length..)?;
        if inner.is_some() {
            rest = rest.strip_prefix(['）', ')'])?;
        }
        match rest.strip_prefix(['、', '，', ',', '至', '-', '—']) {
            Some(more) => rest = more,
            None => break,
        }
    }
    let rest = rest.strip_prefix(['条', '款', '项', '目', '章', '节', '编'])?;
    Some(text.len() - rest.len())
}

fn numerals(text: &str) -> usize {
    text.find(|c| !is_figure(c)).unwrap_or(text.len())
}

/// A digit or Chinese numeral.
pub(super) fn is_figure(c: char) -> bool {
    fold::is_digit(c) || fold::is_numeral(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs() {
        for (clause, expected) in [
            ("第二十条第二款", Some((20, 2))),
            ("第20条第（二）款", Some((20, 2))),
            ("第二十条第一款第（七）项", Some((20, 1))),
            ("第二十条第（七）项", None),
            ("第二十条之一第二款", None),
            ("第二十条", None),
            ("第二章", None),
        ] {
            assert_eq!(paragraph(clause), expected, "{clause}");
        }
    }

    #[test]
    fn forms() {
        for (text, expected) in [
            ("第二十条第（七）项、第二十一条", &["第二十条第（七）项", "第二十一条"][..]),
            ("第四十七条第一款", &["第四十七条第一款"]),
            ("第三条之一，第十、十九条", &["第三条之一", "第十、十九条"]),
            ("第三条至第五条", &["第三条至第五条"]),
            ("第10—12条", &["第10—12条"]),
            ("第二章第八条", &["第二章第八条"]),
            ("第二十条第（一）、（二）项", &["第二十条第（一）、（二）项"]),
            ("第７条第2款第(3)目", &["第７条第2款第(3)目"]),
            ("第711号，第一批", &[]),
        ] {
            assert_eq!(clauses(text).0, expected, "{text}");
        }
    }
}
