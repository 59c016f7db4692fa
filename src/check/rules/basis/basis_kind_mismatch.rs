//! basis-kind-mismatch: a label such as 【条例】 before an instrument of another kind.

use crate::check::facts::citations::entries;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Field, Instrument, ItemIn};
use crate::register::{DataKind, FoundBy, InstrumentRegister};
use crate::text::Wording;

/// How the names of papers end that are no law.
static PAPERS: Wording = Wording::named("规范性文件的结尾");

pub(crate) static CHECK: Check = Check::item(&RULE, check).silent_by(&[Field::Basis]);
pub(crate) static RULE: Rule = Rule::warning(Area::Basis, include_str!("basis-kind-mismatch.md"));

/// What an instrument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    Law,
    Regulation,
    Rules,
    Paper,
}

impl Rank {
    fn label(self) -> &'static str {
        match self {
            Self::Law => "法律",
            Self::Regulation => "法规",
            Self::Rules => "规章",
            Self::Paper => "规范性文件",
        }
    }

    fn of_label(label: &str) -> Option<Self> {
        match label {
            "法律" => Some(Self::Law),
            "法规" | "行政法规" | "地方性法规" | "条例" => Some(Self::Regulation),
            "规章" | "部门规章" | "政府规章" | "地方政府规章" => Some(Self::Rules),
            "规范性文件" | "政策文件" | "文件" => Some(Self::Paper),
            _ => None,
        }
    }

    fn of_kind(kind: &str) -> Option<Self> {
        match kind {
            "法律" => Some(Self::Law),
            "行政法规" => Some(Self::Regulation),
            "部门规章" => Some(Self::Rules),
            "规范性文件" | "党内文件" | "年度文件" => Some(Self::Paper),
            _ => None,
        }
    }

    /// What the end of a title tells; 办法 and 规定 may be of any kind.
    fn of_title(title: &str) -> Option<Self> {
        let ends = |endings: &[&str]| endings.iter().any(|ending| title.ends_with(ending));
        if ends(&PAPERS) {
            Some(Self::Paper)
        } else if ends(&["条例"]) {
            Some(Self::Regulation)
        } else {
            (ends(&["法"]) && title.starts_with("中华人民共和国")).then_some(Self::Law)
        }
    }
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let register = scope.registers.instruments();
    for entry in entries(at.item) {
        let (Some(label), Some(instrument)) = (entry.label(), entry.instruments.first()) else {
            continue;
        };
        let (Some(labelled), Some(rank)) = (Rank::of_label(label), rank(register, instrument))
        else {
            continue;
        };
        if labelled == rank {
            continue;
        }
        let (name, kind) = (&instrument.name, rank.label());
        reporter
            .at(
                Place::Field(at, Field::Basis),
                format!("《{name}》是{kind}，前面却标了【{label}】"),
            )
            .help(format!("改成【{kind}】，或者去掉标注"))
            .resting_on(scope.registers, DataKind::Instrument, name);
    }
}

/// What an instrument is: by the register where that is verified, else by its title.
fn rank(register: &InstrumentRegister, instrument: &Instrument) -> Option<Rank> {
    let found = register.match_basis(instrument);
    let known = found.filter(|f| f.found_by != FoundBy::Number && f.entry.is_verified());
    match known {
        Some(found) => Rank::of_kind(&found.entry.kind),
        None => Rank::of_title(&instrument.name),
    }
}
