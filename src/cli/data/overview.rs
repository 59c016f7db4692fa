//! What is in use, layer by layer, entry by entry.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::input::data::{DataKind, LayerData};
use crate::register::{Registers, built_in, built_in_date, is_old};
use crate::source::SourceMap;

/// What is in use, as a text.
pub(super) fn text(registers: &Registers, today: Date) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "内置  {}  {}", date(built_in_date()), counts());
    for layer in registers.layers() {
        of_layer(layer, &mut text);
    }
    let whole = registers.date();
    let _ = writeln!(text, "\n数据日期  {}", date(whole));
    if let Some(day) = whole.filter(|day| is_old(*day, today)) {
        let _ = writeln!(
            text,
            "注意：数据是 {day} 的，已经过了一年。以后修改的法规、公布的年历不在里面，向上级要新的数据包，或者自己在“登记”里补"
        );
    }
    text
}

fn date(day: Option<Date>) -> String {
    day.map_or_else(|| "没有写日期".to_owned(), |day| day.to_string())
}

fn counts() -> String {
    let registers = built_in();
    let years = registers.calendar().years().map(|year| year.year);
    let last = years.max().map(|year| format!("年历到 {year} 年")).unwrap_or_default();
    format!(
        "法规 {} 件，部门 {} 种，渠道 {} 种，用语 {} 条，{last}，领域 {} 个",
        registers.instruments().entries().len(),
        registers.bodies().kinds().len(),
        registers.channels().channels().len(),
        registers.terms().terms().len(),
        registers.guidelines(&mut SourceMap::new(), None).len(),
    )
}

fn of_layer(layer: &LayerData, text: &mut String) {
    let _ = writeln!(text, "\n{}  {}", layer.whose, date(layer.date));
    for entry in &layer.entries {
        let (list, name, file) = (entry.kind.list(), entry.name(), &entry.source.file);
        let over =
            if is_built_in(entry.kind, name) { "补充、改写内置的" } else { "新的" };
        let what = if list == "更名" {
            format!("{name} → {}", entry.node.text("新").unwrap_or_default())
        } else {
            name.to_owned()
        };
        let _ = writeln!(text, "  {list}  {what}  {over}  {file}");
    }
    for domain in &layer.domains {
        let (number, name) = (domain.node.text("编号"), domain.node.text("名称"));
        let _ = writeln!(
            text,
            "  指引  {} {}  {}",
            number.unwrap_or_default(),
            name.unwrap_or_default(),
            domain.source.file
        );
    }
}

/// Whether the built-in data have an entry of this name.
fn is_built_in(kind: DataKind, name: &str) -> bool {
    let registers = built_in();
    match kind {
        DataKind::Instrument => registers.instruments().find(name).is_some(),
        DataKind::BodyKind => registers.bodies().kind(name).is_some(),
        DataKind::Role => registers.bodies().role(name).is_some(),
        DataKind::Channel => registers.channels().find(name).is_some(),
        DataKind::Term => registers.terms().terms().iter().any(|term| term.old == name),
        DataKind::Slip => registers.terms().slips().iter().any(|slip| slip.wrong == name),
        DataKind::Year => registers.calendar().years().any(|year| year.year.to_string() == name),
        DataKind::Renaming | DataKind::Place => false,
    }
}
