//! `mulu laws --replace`: instruments that a body inherits and that others replaced, as one adjustment for it
//! and all below it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::Args;
use crate::cli::build::members;
use crate::cli::{CliError, ExitStatus, output, records, today};
use crate::fix::current_basis;
use crate::input::project::book_of;
use crate::model::{Basis, Catalogue, Item};
use crate::output::make_folder;
use crate::pipeline::{self, Base};
use crate::register::InstrumentRegister;

pub(super) fn run(args: &Args, folder: &Path) -> Result<ExitStatus, CliError> {
    let mut project = args.data.data.project(folder)?;
    let base = Base::load(&mut project, &mut Vec::new());
    let wanted: Vec<String> = args.member.iter().cloned().collect();
    let member = members(&project, &wanted)?.into_iter().next();
    let merged = member.and_then(|member| {
        let own = project.bodies.get(member.body)?.folder.clone();
        Some((own, member.body, pipeline::merge(&project, &base, member.body)?))
    });
    let Some((own, member_at, catalogue)) = merged else {
        return Err(CliError::Message("没有编成，先用 mulu check 看有什么错误".to_owned()));
    };
    let day = today()?;
    let register = base.registers(member_at).instruments();
    let found = Replacements::of(register, &catalogue, day);
    if !found.changed.is_empty() {
        let path = match &args.output {
            Some(path) => path.clone(),
            None => own_overlay(&own, day)?,
        };
        output::write(&path, found.overlay(&catalogue, day).as_bytes(), false)?;
        output::print(&format!(
            "{}：{} 个事项的依据换成现行的，写到 {}。看过再编制，本级和下级都照它\n",
            catalogue.name(),
            found.changed.len(),
            path.display()
        ))?;
    }
    output::print(&found.told(&catalogue))?;
    Ok(ExitStatus::Clean)
}

/// Where the adjustment goes when nothing else is said.
fn own_overlay(folder: &Path, day: Date) -> Result<PathBuf, CliError> {
    if book_of(folder).is_some() {
        let message = "设置写在 目录.xlsx 里的单位，用 -o 写明调整写到哪里，再抄进“调整”表";
        return Err(CliError::Message(message.to_owned()));
    }
    let overlays = folder.join(records::OVERLAYS);
    make_folder(&overlays)?;
    Ok(overlays.join(format!("依据更新-{day}.yaml")))
}

/// What an item cites now, and should.
struct NewBasis<'a> {
    item: &'a Item,
    entries: Vec<String>,
    /// What was replaced: before and after.
    replaced: Vec<(String, String)>,
}

/// What can be replaced, and what somebody has to look at.
struct Replacements<'a> {
    changed: Vec<NewBasis<'a>>,
    /// Instruments that hold no more and that nothing certain took the place of, with how many items cite
    /// them.
    open: Vec<(String, usize)>,
    /// How many items have such bases of their own layer, which `--fix` mends.
    own: usize,
}

impl<'a> Replacements<'a> {
    fn of(register: &InstrumentRegister, catalogue: &'a Catalogue, day: Date) -> Self {
        let mut found = Self { changed: Vec::new(), open: Vec::new(), own: 0 };
        for (_, item) in catalogue.items() {
            let Some(basis) = &item.fields.basis else { continue };
            let entries: Vec<String> = basis
                .value
                .entries
                .iter()
                .map(|entry| current_basis(register, &entry.text, day))
                .collect();
            let pairs = basis.value.entries.iter().zip(&entries);
            let replaced: Vec<(String, String)> = pairs
                .filter(|(old, new)| old.text != **new)
                .map(|(old, new)| (old.text.clone(), new.clone()))
                .collect();
            for entry in basis
                .value
                .entries
                .iter()
                .filter(|e| current_basis(register, &e.text, day) == e.text)
            {
                found.note_open(register, entry, day);
            }
            if replaced.is_empty() {
                continue;
            }
            if basis.origin.layer == catalogue.own_layer() {
                found.own += 1;
                continue;
            }
            found.changed.push(NewBasis { item, entries: without_repeats(entries), replaced });
        }
        found
    }

    /// Instruments in a basis that hold no more.
    fn note_open(&mut self, register: &InstrumentRegister, entry: &Basis, day: Date) {
        for cited in &entry.instruments {
            let matched = register.match_basis(cited);
            let Some(law) = matched.map(|m| m.entry).filter(|law| law.is_over_on(day)) else {
                continue;
            };
            match self.open.iter_mut().find(|(name, _)| *name == law.name) {
                Some((_, count)) => *count += 1,
                None => self.open.push((law.name.clone(), 1)),
            }
        }
    }

    /// The adjustments file.
    fn overlay(&self, catalogue: &Catalogue, day: Date) -> String {
        let mut text = format!(
            "# {}继承来的依据里已经被替代的，{day} 由 mulu laws --replace 按法规登记提出，看过再用。\n修改:\n",
            catalogue.name()
        );
        for new in &self.changed {
            let code = quoted(new.item.code.as_str());
            let title = new.item.title().replace('\n', " ");
            let entries: Vec<String> = new.entries.iter().map(|entry| quoted(entry)).collect();
            let why: Vec<String> =
                new.replaced.iter().map(|(old, now)| format!("{old}换成{now}")).collect();
            let _ = writeln!(text, "  - 编码: {code}  # {title}");
            let _ = writeln!(text, "    公开依据: [{}]", entries.join(", "));
            let _ = writeln!(text, "    理由: {}", quoted(&why.join("；")));
        }
        text
    }

    fn told(&self, catalogue: &Catalogue) -> String {
        let mut text = String::new();
        if self.changed.is_empty() {
            let _ = writeln!(text, "{}：继承来的依据里没有能确定换成哪一件的", catalogue.name());
        }
        if self.own > 0 {
            let _ = writeln!(text, "本级自己写的 {} 个事项也有，用 mulu check --fix 改", self.own);
        }
        if !self.open.is_empty() {
            let _ = writeln!(text, "已经不能用、没有唯一替代的 {} 件，请人看：", self.open.len());
            for (name, count) in &self.open {
                let _ = writeln!(text, "  《{name}》（{count} 个事项）");
            }
        }
        text
    }
}

/// Two bases may have become the same one.
fn without_repeats(entries: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for entry in entries {
        if !kept.contains(&entry) {
            kept.push(entry);
        }
    }
    kept
}

/// A text in double quotes, as JSON and YAML both have it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
