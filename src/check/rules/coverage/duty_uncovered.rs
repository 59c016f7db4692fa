//! duty-uncovered: a duty that no item discloses, without a lawful exemption. A duty whose item is
//! not adopted is raised by `merge`.

use crate::check::{Check, Place, Reporter, Scope};
use crate::model::{DutyEntry, DutyList, Exemption, fold};
use crate::rules::coverage::duty_uncovered;

pub(crate) static CHECK: Check = Check::catalogue(&duty_uncovered::RULE, check);

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    for entry in &scope.catalogue.duties {
        // What was withdrawn is withdrawn-duty-item's; a link that leads nowhere was raised in merging.
        let settled = entry.duty.list == DutyList::Withdrawn
            || !entry.items.is_empty()
            || !entry.duty.items.is_empty();
        match &entry.duty.exemption {
            Some(exemption) => check_exemption(entry, exemption, reporter),
            None if settled => {}
            None => {
                reporter.raise(Place::Duty(entry), duty_uncovered::without_item(&entry.duty));
            }
        }
    }
}

fn check_exemption(entry: &DutyEntry, exemption: &Exemption, reporter: &mut Reporter<'_>) {
    let article = &exemption.article;
    if exemption.is_not_government() || is_lawful(&article.value) {
        return;
    }
    let fault = duty_uncovered::unlawful(&entry.duty, &article.value);
    reporter.raise(Place::Own(article.location), fault);
}

/// Whether the text names 第十四条, 第十五条 or 第十六条 of the 条例, and no other article.
fn is_lawful(text: &str) -> bool {
    let text = fold::compact(text);
    if text.contains('《') && !text.contains("政府信息公开条例") {
        return false;
    }
    let articles = articles(&text);
    !articles.is_empty() && articles.iter().all(|n| n.is_some_and(|n| (14..=16).contains(&n)))
}

/// The numbers between 第 and 条; without 第, each part of the text as a number.
fn articles(text: &str) -> Vec<Option<u32>> {
    if text.contains('第') {
        let named = text.split('第').skip(1).filter_map(|part| part.split_once('条'));
        return named.map(|(number, _)| fold::chinese_number(number)).collect();
    }
    text.split(['、', '，', ','])
        .map(|part| fold::chinese_number(part.trim_end_matches('条')))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_of_the_regulation() {
        for text in [
            "第十四条",
            "第 14 条",
            "14",
            "第十六条第二款",
            "第十五条、第十六条",
            "《中华人民共和国政府信息公开条例》（国务院令第711号）第十五条",
        ] {
            assert!(is_lawful(text), "{text}");
        }
        for text in [
            "",
            "内部事项",
            "第二十条",
            "第十四条、第二十条",
            "《保守国家秘密法》第十四条",
            "第十四",
        ] {
            assert!(!is_lawful(text), "{text}");
        }
    }
}
