//! 对照: items by members, what each did with what the layer above says, and who stands alone with it.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::layout::Align::{Center, Left};
use crate::layout::{Column, Foot, Form, FormBook, Paper, Row};
use crate::model::{Catalogue, Code, Decision, LedgerEntry};

/// A decision is an outlier where at most this share of those who decided took it.
const RARE: (usize, usize) = (1, 5);
/// From how many members on anybody can be an outlier.
const ENOUGH: usize = 3;
/// How many columns of members a sheet has.
const MEMBERS: usize = 20;

/// What a member did with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Treatment {
    /// 采用.
    Kept,
    /// 修改.
    Changed,
    /// 不采用.
    Dropped,
    /// 未说明: its whole table leaves it out without a word.
    Unsaid,
    /// 非本级: another level publishes it.
    OtherLevel,
    /// 层级待核: nobody knows yet which level publishes it.
    LevelUnknown,
    /// 新增.
    Added,
}

impl Treatment {
    /// All, in the order in which they are counted.
    pub const ALL: [Self; 7] = [
        Self::Kept,
        Self::Changed,
        Self::Dropped,
        Self::Unsaid,
        Self::OtherLevel,
        Self::LevelUnknown,
        Self::Added,
    ];

    /// The Chinese word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Kept => "采用",
            Self::Changed => "修改",
            Self::Dropped => "不采用",
            Self::Unsaid => "未说明",
            Self::OtherLevel => "非本级",
            Self::LevelUnknown => "层级待核",
            Self::Added => "新增",
        }
    }

    fn of(decision: &Decision) -> Self {
        match decision {
            Decision::Kept => Self::Kept,
            Decision::Changed(_) => Self::Changed,
            Decision::Dropped(_) | Decision::DomainDropped => Self::Dropped,
            Decision::Unaccounted(_) => Self::Unsaid,
            Decision::OtherLevel => Self::OtherLevel,
            Decision::LevelUnknown => Self::LevelUnknown,
        }
    }
}

/// An item with what each member did with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// Its domain: number and name.
    pub domain: (String, String),
    /// Its code.
    pub code: String,
    /// Its names.
    pub names: String,
    /// By member; `None` where it has no such item above it.
    pub cells: Vec<Option<Treatment>>,
}

/// Items by members.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The body above the members.
    pub name: String,
    /// The members.
    pub members: Vec<String>,
    /// The items, by domain and code.
    pub rows: Vec<MatrixRow>,
}

impl Matrix {
    /// The matrix of these members.
    pub fn new(name: &str, catalogues: &[Catalogue]) -> Self {
        let mut rows: IndexMap<(String, Code), MatrixRow> = IndexMap::new();
        for (at, catalogue) in catalogues.iter().enumerate() {
            for entry in &catalogue.ledger.items {
                let treatment = Treatment::of(&entry.decision);
                row(&mut rows, catalogues, entry).cells[at] = Some(treatment);
            }
            let own = catalogue.own_layer();
            let added = catalogue.items().filter(|(_, item)| item.origin.layer == own);
            for (domain, item) in added {
                let key = (domain.number.to_string(), item.code.clone());
                let new = || MatrixRow {
                    domain: (domain.number.to_string(), domain.name.clone()),
                    code: item.code.to_string(),
                    names: item.title(),
                    cells: vec![None; catalogues.len()],
                };
                rows.entry(key).or_insert_with(new).cells[at] = Some(Treatment::Added);
            }
        }
        rows.sort_keys();
        Self {
            name: name.to_owned(),
            members: catalogues.iter().map(|catalogue| catalogue.name().to_owned()).collect(),
            rows: rows.into_values().collect(),
        }
    }

    /// The items on which members differ.
    pub fn differing(&self) -> usize {
        self.rows.iter().filter(|row| row.differs()).count()
    }
}

fn row<'a>(
    rows: &'a mut IndexMap<(String, Code), MatrixRow>,
    all: &[Catalogue],
    entry: &LedgerEntry,
) -> &'a mut MatrixRow {
    let key = (entry.domain.to_string(), entry.code.clone());
    rows.entry(key).or_insert_with(|| MatrixRow {
        domain: (entry.domain.to_string(), domain_name(all, entry)),
        code: entry.code.to_string(),
        names: entry.names.join("/"),
        cells: vec![None; all.len()],
    })
}

/// The name of the domain of an entry; a domain may stand in none of the catalogues.
fn domain_name(all: &[Catalogue], entry: &LedgerEntry) -> String {
    let held = all.iter().flat_map(|catalogue| &catalogue.domains);
    let held = held.map(|domain| (&domain.number, &domain.name));
    let left = all.iter().flat_map(|catalogue| &catalogue.ledger.domains);
    let left = left.map(|left| (&left.number, &left.name));
    let elsewhere = all.iter().flat_map(|catalogue| &catalogue.ledger.elsewhere);
    let elsewhere = elsewhere.map(|(number, name)| (number, name));
    let mut named = held.chain(left).chain(elsewhere);
    let found = named.find(|(number, _)| **number == entry.domain);
    found.map(|(_, name)| name.clone()).unwrap_or_default()
}

impl MatrixRow {
    /// How many members did what.
    pub fn counts(&self) -> BTreeMap<Treatment, usize> {
        let mut counts = BTreeMap::new();
        for treatment in self.cells.iter().flatten() {
            *counts.entry(*treatment).or_insert(0) += 1;
        }
        counts
    }

    /// Whether some member did anything with it: items of other levels stay with the body above.
    fn is_anybodys(&self) -> bool {
        let stays = [Treatment::OtherLevel, Treatment::LevelUnknown];
        self.cells.iter().flatten().any(|treatment| !stays.contains(treatment))
    }

    /// Whether members did different things with it.
    pub fn differs(&self) -> bool {
        self.counts().len() > 1
    }

    /// The members, by their places, who did what few others did.
    pub fn outliers(&self) -> Vec<usize> {
        let counts = self.counts();
        let all: usize = counts.values().sum();
        let (part, whole) = RARE;
        let is_rare = |treatment: &Treatment| {
            let count = counts.get(treatment).copied().unwrap_or(0);
            all >= ENOUGH && counts.len() > 1 && count * whole <= all * part
        };
        let rare =
            self.cells.iter().enumerate().filter(|(_, cell)| cell.as_ref().is_some_and(is_rare));
        rare.map(|(at, _)| at).collect()
    }
}

/// The mark of an outlier.
const MARK: &str = "★";

/// The workbook: what differs, then all items by members, so many members a sheet.
pub fn book(matrix: &Matrix, paper: Paper, date: &str) -> FormBook {
    let title = format!("{}政务公开事项标准目录对照表", matrix.name);
    let mut forms = vec![differences(matrix, &title, paper), by_member(matrix, &title, paper)];
    let places: Vec<usize> = (0..matrix.members.len()).collect();
    forms.extend(places.chunks(MEMBERS).enumerate().map(|(at, places)| {
        let name = if places.len() == matrix.members.len() {
            "逐项对照".to_owned()
        } else {
            format!("逐项对照{}", at + 1)
        };
        item_sheet(matrix, &title, &name, places, paper)
    }));
    FormBook {
        identity: format!("{title}　{date}"),
        date: Some(date.to_owned()),
        office: matrix.name.clone(),
        title,
        forms,
        ..FormBook::default()
    }
}

fn sheet(title: &str, name: &str, matrix: &Matrix, paper: Paper) -> Form {
    Form {
        sheet: name.to_owned(),
        attachment: "附件".to_owned(),
        title: title.to_owned(),
        left: format!("{} 个单位，{} 个事项", matrix.members.len(), matrix.rows.len()),
        right: name.to_owned(),
        paper,
        ..Form::default()
    }
}

/// The items on which members differ, with the names of those who stand alone.
fn differences(matrix: &Matrix, title: &str, paper: Paper) -> Form {
    let mut columns = vec![
        Column::new("领域", 14.0, Center),
        Column::new("编码", 8.0, Center),
        Column::new("事项", 26.0, Left),
    ];
    columns.extend(Treatment::ALL.map(|treatment| Column::new(treatment.label(), 6.0, Center)));
    columns.push(Column::new("和多数不同的单位", 34.0, Left));
    let rows = matrix.rows.iter().filter(|row| row.differs()).map(|row| {
        let counts = row.counts();
        let mut cells = vec![row.domain.1.clone(), row.code.clone(), row.names.clone()];
        cells.extend(Treatment::ALL.map(|treatment| match counts.get(&treatment) {
            Some(count) => count.to_string(),
            None => String::new(),
        }));
        let who = row.outliers().into_iter().filter_map(|at| {
            let what = (*row.cells.get(at)?)?.label();
            Some(format!("{}（{what}）", matrix.members.get(at)?))
        });
        cells.push(who.collect::<Vec<_>>().join("、"));
        Row::Cells(cells)
    });
    let rows: Vec<Row> = rows.collect();
    let rows = if rows.is_empty() {
        vec![Row::Section("各单位对每个事项的处理都一样".to_owned())]
    } else {
        rows
    };
    let note = "说明：数字是这样处理的单位数。整张表里没有这个事项、也没有说明理由的是“未说明”。做法不超过五分之一的单位列在后面，逐项对照表里标★。";
    Form {
        columns,
        rows,
        foot: vec![Foot::Note(note.to_owned())],
        ..sheet(title, "不一致的事项", matrix, paper)
    }
}

/// A line a member: what it did, and how often it stands alone.
fn by_member(matrix: &Matrix, title: &str, paper: Paper) -> Form {
    let mut columns = vec![Column::new("序号", 5.0, Center), Column::new("单位", 24.0, Left)];
    columns.extend(Treatment::ALL.map(|treatment| Column::new(treatment.label(), 9.0, Center)));
    columns.push(Column::new("和多数不同的", 12.0, Center));
    let alone: Vec<Vec<usize>> = matrix.rows.iter().map(MatrixRow::outliers).collect();
    let rows = matrix.members.iter().enumerate().map(|(at, name)| {
        let count = |treatment| {
            let cells =
                matrix.rows.iter().filter(|row| row.cells.get(at) == Some(&Some(treatment)));
            cells.count().to_string()
        };
        let mut cells = vec![(at + 1).to_string(), name.clone()];
        cells.extend(Treatment::ALL.map(count));
        cells.push(alone.iter().filter(|places| places.contains(&at)).count().to_string());
        Row::Cells(cells)
    });
    Form { columns, rows: rows.collect(), ..sheet(title, "各单位", matrix, paper) }
}

fn item_sheet(matrix: &Matrix, title: &str, name: &str, places: &[usize], paper: Paper) -> Form {
    let mut columns = vec![Column::new("编码", 8.0, Center), Column::new("事项", 24.0, Left)];
    let named = places.iter().filter_map(|at| matrix.members.get(*at));
    columns.extend(named.map(|member| Column::new(member.clone(), 6.0, Center)));
    let mut rows = Vec::new();
    let mut domain = None;
    for row in matrix.rows.iter().filter(|row| row.is_anybodys()) {
        if domain != Some(&row.domain) {
            rows.push(Row::Section(format!("{} {}", row.domain.0, row.domain.1)));
            domain = Some(&row.domain);
        }
        let outliers = row.outliers();
        let mut cells = vec![row.code.clone(), row.names.clone()];
        cells.extend(places.iter().map(|at| {
            let mark = if outliers.contains(at) { MARK } else { "" };
            let cell = row.cells.get(*at).copied().flatten();
            cell.map(|treatment| format!("{mark}{}", treatment.label())).unwrap_or_default()
        }));
        rows.push(Row::Cells(cells));
    }
    let left = matrix.rows.iter().filter(|row| !row.is_anybodys()).count();
    let note =
        format!("说明：另有 {left} 个事项各单位都不是本级的（或者层级待核，留在上一级），没有列。");
    let foot = if left > 0 { vec![Foot::Note(note)] } else { Vec::new() };
    Form { columns, rows, foot, ..sheet(title, name, matrix, paper) }
}
