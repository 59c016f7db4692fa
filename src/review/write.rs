//! The record as YAML. Every text is quoted, so that nothing in it is taken for YAML.

use std::fmt::Write as _;

use super::record::{Excused, Record, Recorded, Reply};

const HEAD: &str = "\
# 征求意见的反馈和采纳情况，由 mulu review 写出和续写。
# 要填的只有每条意见的 决定（未定、采纳、部分采纳、不采纳、不处理）、决定理由、采纳后内容（部分采纳时写），
# 删除一个事项的还有 删除理由。填好后运行 mulu review --adopt 意见采纳.yaml。别的注释不会保留。
";

impl Record {
    /// The record as the text of a YAML file.
    pub fn to_yaml(&self) -> String {
        let mut text = HEAD.to_owned();
        if let Some(waived) = &self.waived {
            let _ = writeln!(text, "免征求理由: {}", quoted(waived));
        }
        if !self.excused.is_empty() {
            list(&mut text, "未反馈", &self.excused, excused);
        }
        list(&mut text, "反馈", &self.replies, reply);
        list(&mut text, "意见", &self.opinions, recorded);
        text
    }
}

fn list<T>(text: &mut String, key: &str, entries: &[T], entry: fn(&T) -> Vec<(&str, String)>) {
    if entries.is_empty() {
        let _ = writeln!(text, "{key}: []");
        return;
    }
    let _ = writeln!(text, "{key}:");
    for each in entries {
        let mut mark = "-";
        for (key, value) in entry(each) {
            let _ = writeln!(text, "  {mark} {key}: {value}");
            mark = " ";
        }
    }
}

/// A text in double quotes, as JSON and YAML both have it.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Texts as a list on one line.
pub(super) fn quoted_list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", texts.map(quoted).collect::<Vec<_>>().join(", "))
}

fn excused(excused: &Excused) -> Vec<(&str, String)> {
    let units = quoted_list(excused.units.iter().map(String::as_str));
    vec![("单位", units), ("理由", quoted(&excused.reason))]
}

fn reply(reply: &Reply) -> Vec<(&str, String)> {
    let mut entry = vec![("单位", quoted(&reply.unit)), ("表", quoted(&reply.file))];
    entry.extend(reply.fingerprint.as_ref().map(|print| ("草案指纹", quoted(print))));
    entry.push(("读入日期", quoted(&reply.date)));
    entry.push(("同意", quoted_list(reply.agreed.iter().map(String::as_str))));
    entry.push(("空着", reply.blank.to_string()));
    if !reply.foot.is_empty() {
        let foot =
            reply.foot.iter().map(|(label, value)| format!("{}: {}", quoted(label), quoted(value)));
        entry.push(("签署", format!("{{{}}}", foot.collect::<Vec<_>>().join(", "))));
    }
    entry
}

fn recorded(recorded: &Recorded) -> Vec<(&str, String)> {
    let opinion = &recorded.opinion;
    let code = opinion.code.as_ref().map(|code| code.as_str()).unwrap_or_default();
    let field = opinion.field.map_or("", |field| field.heading());
    let reason = opinion.reason.map_or("", |reason| reason.label());
    let optional = [
        ("编码", code),
        ("事项", &opinion.item),
        ("意见", opinion.answer.label()),
        ("栏目", field),
        ("删除理由", reason),
        ("内容", &opinion.text),
        ("依据", &opinion.basis),
        ("备注", &opinion.note),
        ("表", &opinion.file),
        ("格", &opinion.cell),
    ];
    let mut entry = vec![("号", recorded.number.to_string()), ("单位", quoted(&opinion.unit))];
    let written = optional.into_iter().filter(|(_, text)| !text.is_empty());
    entry.extend(written.map(|(key, text)| (key, quoted(text))));
    entry.push(("决定", recorded.decision.label().to_owned()));
    let later = [
        ("决定理由", &recorded.why),
        ("采纳后内容", &recorded.final_text),
        ("写入", &recorded.written),
    ];
    entry.extend(later.into_iter().map(|(key, text)| (key, quoted(text))));
    entry
}
