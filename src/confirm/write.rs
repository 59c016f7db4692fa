//! What was confirmed, as the YAML file of a domain. Every text is quoted, so that nothing in it is taken
//! for YAML.

use std::fmt::Write as _;

use crate::finding::Finding;
use crate::model::Confirmation;
use crate::rules::process::confirm_contradiction;

const HEAD: &str = "\
# 对照指引原件核实的结果，由 mulu confirm --read 写出和续写；别的注释不会保留。
";

/// What is known and what came back, one answer a field. A later day takes the place of an earlier one;
/// two of one day that differ are left as they are, and told.
pub fn merge(
    known: Vec<Confirmation>,
    returned: Vec<Confirmation>,
    findings: &mut Vec<Finding>,
) -> Vec<Confirmation> {
    let mut merged = known;
    for answer in returned {
        let same = |one: &&mut Confirmation| one.code == answer.code && one.field == answer.field;
        match merged.iter_mut().find(same) {
            None => merged.push(answer),
            Some(old) if old.agrees_with(&answer) || old.date < answer.date => *old = answer,
            Some(old) => {
                let fault =
                    confirm_contradiction::opposed(&answer.code, answer.field, old, &answer);
                findings.push(fault.at(answer.location).with_related(old.location, "以前记的"));
            }
        }
    }
    merged.sort_by(|a, b| (&a.code, a.field).cmp(&(&b.code, b.field)));
    merged
}

/// The text of the file.
pub fn to_yaml(confirmations: &[Confirmation]) -> String {
    let mut text = HEAD.to_owned();
    text.push_str("核实:\n");
    for found in confirmations {
        let optional = |key, text: &Option<String>| text.clone().map(|text| (key, text));
        let entry = [
            Some(("编码", found.code.to_string())),
            optional("事项", &found.item),
            Some(("栏目", found.field.heading().to_owned())),
            Some(("结果", found.verdict.label().to_owned())),
            optional("内容", &found.compared),
            optional("原件文字", &found.original),
            Some(("原件和页码", found.paper.clone())),
            Some(("核实人", found.person.clone())),
            Some(("日期", found.date.to_string())),
        ];
        let mut mark = "-";
        for (key, value) in entry.into_iter().flatten() {
            let _ = writeln!(text, "  {mark} {key}: {}", serde_json::Value::from(value));
            mark = " ";
        }
    }
    text
}
