//! topic-gap: a body follows an opinion on one subject, and no item discloses one of its kinds.

use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Topic, TopicKind};

pub(crate) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Coverage, include_str!("topic-gap.md")).mended_by_body();

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    let Some(chosen) = &scope.catalogue.profile.topics else { return };
    for topic in Topic::chosen(&chosen.value) {
        let missing: Vec<&str> =
            topic.kinds.iter().filter(|kind| !is_disclosed(scope, kind)).map(|k| k.name).collect();
        if missing.is_empty() {
            continue;
        }
        let message = format!(
            "专项公开“{}”（{}）的 {} 类信息，目录里有 {} 类没有事项：{}",
            topic.name,
            topic.basis,
            topic.kinds.len(),
            missing.len(),
            missing.join("、"),
        );
        let help = "采用有这类信息的领域，或者给公开它的事项加一栏“标签”，写上类的名称；本级没有的，写进“例外”";
        reporter.at(Place::Own(chosen.location), message).help(help);
    }
}

fn is_disclosed(scope: &Scope<'_>, kind: &TopicKind) -> bool {
    scope.catalogue.items().any(|(domain, item)| kind.holds(domain, item))
}
