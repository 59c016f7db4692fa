//! A listing as one page that needs nothing but itself: a picture of members by domains, and below it the
//! same in words, for people who would rather look than read.
//!
//! There is no script. Colours are told apart by their words as well, in the legend and behind each box.

use indexmap::IndexMap;
use jiff::civil::Date;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::matrix::{Matrix, Treatment};
use crate::model::Stage;
use crate::status::BodyStatus;
use crate::website::{ItemOnline, OnlineState, SiteAnswer};

const STYLE: &str = include_str!("picture.css");
/// A box of the picture, in pixels, and the room for names.
const BOX: usize = 22;
const NAMES: usize = 150;
const HEADS: usize = 130;
/// How a heading over a column is turned.
const TURNED: i32 = -55;

/// What a box shows.
struct PictureBox {
    color: &'static str,
    text: String,
    /// Drawn with a thick edge: late, or alone.
    is_marked: bool,
}

/// Rows of boxes under columns.
struct Picture {
    columns: Vec<String>,
    rows: Vec<(String, bool, Vec<Option<PictureBox>>)>,
    legend: Vec<(&'static str, String)>,
}

/// The page of a status.
pub fn of_status(bodies: &[BodyStatus], today: Date) -> String {
    let mut domains: IndexMap<String, String> = IndexMap::new();
    for domain in bodies.iter().flat_map(|body| &body.domains) {
        domains.entry(domain.number.clone()).or_insert_with(|| domain.name.clone());
    }
    domains.sort_keys();
    let rows = bodies.iter().filter(|body| body.present).map(|body| {
        let cells = domains.keys().map(|number| {
            let domain = body.domains.iter().find(|domain| domain.number == *number)?;
            let stage = domain.reached.stage;
            Some(PictureBox {
                color: stage_color(stage),
                text: format!("{}：{stage}，{}", domain.name, domain.standing.text()),
                is_marked: domain.standing.is_late(),
            })
        });
        (body.name.clone(), body.standing.is_late(), cells.collect())
    });
    let picture = Picture {
        columns: domains.values().cloned().collect(),
        rows: rows.collect(),
        legend: Stage::ALL.map(|stage| (stage_color(stage), stage.to_string())).to_vec(),
    };
    let late = bodies.iter().filter(|body| body.present && body.standing.is_late());
    let late: Vec<String> =
        late.map(|body| format!("{}：{}", body.name, body.standing.text())).collect();
    let absent: Vec<&str> =
        bodies.iter().filter(|body| !body.present).map(|body| body.name.as_str()).collect();
    let name = bodies.first().map_or("", |body| body.name.as_str());
    page(
        &format!("{name}目录编制进度（截至 {today}）"),
        &picture,
        "粗框的已经逾期。",
        html! {
            h2 { "逾期的" }
            @if late.is_empty() { p { "没有单位逾期。" } }
            ul { @for line in &late { li { (line) } } }
            @if !absent.is_empty() {
                h2 { "名单上有、还没有开始的" }
                p { (absent.join("、")) }
            }
        },
    )
}

/// From not begun to public, darker as it goes on.
fn stage_color(stage: Stage) -> &'static str {
    match stage {
        Stage::NotBegun => "#f2f2f2",
        Stage::Drafting => "#fbe3b4",
        Stage::Review => "#f5c26b",
        Stage::Approval => "#a9d0e8",
        Stage::Approved => "#6faed6",
        Stage::Filed => "#5aa469",
        Stage::Published => "#2b7a3f",
    }
}

/// The page of a matrix: members by domains, coloured by how much of a domain is other than above it.
pub fn of_matrix(matrix: &Matrix, day: &str) -> String {
    let mut domains: IndexMap<(String, String), Vec<usize>> = IndexMap::new();
    for (at, row) in matrix.rows.iter().enumerate() {
        domains.entry(row.domain.clone()).or_default().push(at);
    }
    let outliers: Vec<Vec<usize>> = matrix.rows.iter().map(|row| row.outliers()).collect();
    let rows = matrix.members.iter().enumerate().map(|(member, name)| {
        let mut any = false;
        let cells = domains.iter().map(|((_, domain), places)| {
            let counts = TreatmentCounts::of(matrix, member, places);
            let alone = places.iter().filter(|at| outliers[**at].contains(&member)).count();
            any |= alone > 0;
            counts.shown(domain, alone)
        });
        let cells: Vec<Option<PictureBox>> = cells.collect();
        (name.clone(), any, cells)
    });
    let picture = Picture {
        rows: rows.collect(),
        columns: domains.keys().map(|(_, name)| name.clone()).collect(),
        legend: DIFFERENCE.map(|(_, color, word)| (color, word.to_owned())).to_vec(),
    };
    let differing: Vec<(&str, String)> = matrix
        .rows
        .iter()
        .zip(&outliers)
        .filter(|(_, alone)| !alone.is_empty())
        .map(|(row, alone)| {
            let who = alone.iter().filter_map(|at| {
                let what = (*row.cells.get(*at)?)?.label();
                Some(format!("{}（{what}）", matrix.members.get(*at)?))
            });
            (row.names.as_str(), who.collect::<Vec<_>>().join("、"))
        })
        .collect();
    let title = format!("{}目录对照（{day}）", matrix.name);
    page(
        &title,
        &picture,
        "粗框的有和多数单位不同的事项。",
        html! {
            h2 { "和多数不同的" }
            @if differing.is_empty() { p { "没有。" } }
            ul { @for (names, who) in &differing { li { b { (names) } "：" (who) } } }
        },
    )
}

/// The page of a website: the items of each domain, a box each, coloured by how they stand on it.
pub fn of_website(name: &str, answer: &SiteAnswer<'_>, today: Date) -> String {
    let domains = answer.items.chunk_by(|a, b| std::ptr::eq(a.at.domain, b.at.domain));
    let rows = domains.map(|items| {
        let domain = items.first().map(|item| item.at.domain.name.clone()).unwrap_or_default();
        let has_missing = items.iter().any(|item| item.state() == OnlineState::Missing);
        let cells = items.iter().map(|item| Some(box_of_item(item)));
        (domain, has_missing, cells.collect::<Vec<_>>())
    });
    let rows: Vec<_> = rows.collect();
    let widest = rows.iter().map(|(_, _, cells)| cells.len()).max().unwrap_or(0);
    let numbers = (1..=widest).map(|number| match number % NUMBERED {
        0 => number.to_string(),
        _ => String::new(),
    });
    let picture = Picture {
        columns: numbers.collect(),
        rows,
        legend: OnlineState::ALL
            .map(|state| (online_color(state), state.label().to_owned()))
            .to_vec(),
    };
    let count = |state| answer.items.iter().filter(|item| item.state() == state).count();
    page(
        &format!("{name}网站公开情况（{today}）"),
        &picture,
        "一格一个事项，粗框的没有网页。",
        html! {
            h2 { "一共" }
            p { @for state in OnlineState::ALL { (state.label()) " " (count(state)) " 项　" } }
        },
    )
}

/// Every so many boxes bear a number above them.
const NUMBERED: usize = 5;

fn box_of_item(item: &ItemOnline<'_>) -> PictureBox {
    let state = item.state();
    let days = item.pages.iter().filter_map(|placed| placed.page.date);
    let days: Vec<String> = days.map(|day| day.to_string()).collect();
    let next = item.next.map(|day| format!("，下一次 {day}")).unwrap_or_default();
    let text = format!(
        "{} {}：{}{}{}{next}",
        item.at.item.code,
        item.at.item.title(),
        state.label(),
        if days.is_empty() { "" } else { "　" },
        days.join("、"),
    );
    PictureBox { color: online_color(state), text, is_marked: state == OnlineState::Missing }
}

fn online_color(state: OnlineState) -> &'static str {
    match state {
        OnlineState::Published => "#2b7a3f",
        OnlineState::Late => "#f0a35e",
        OnlineState::Misplaced => "#a9d0e8",
        OnlineState::Unsure => "#fbe3b4",
        OnlineState::Missing => "#c8553d",
        OnlineState::NotExpected => "#f2f2f2",
    }
}

/// From which share of a domain on it is coloured so: hundredths, colour and word.
const DIFFERENCE: [(usize, &str, &str); 5] = [
    (0, "#2b7a3f", "全部照上级"),
    (1, "#a8d5a2", "改了不到一成"),
    (10, "#fbe3b4", "改了一成以上"),
    (30, "#f0a35e", "改了三成以上"),
    (60, "#c8553d", "改了六成以上"),
];

/// What a member did with the items of a domain.
#[derive(Default)]
struct TreatmentCounts {
    kept: usize,
    other: usize,
}

impl TreatmentCounts {
    fn of(matrix: &Matrix, member: usize, places: &[usize]) -> Self {
        let mut counts = Self::default();
        let cells =
            places.iter().filter_map(|at| matrix.rows.get(*at)?.cells.get(member).copied()?);
        for treatment in cells {
            match treatment {
                Treatment::Kept => counts.kept += 1,
                Treatment::Changed | Treatment::Dropped | Treatment::Unsaid | Treatment::Added => {
                    counts.other += 1
                }
                Treatment::OtherLevel | Treatment::LevelUnknown => {}
            }
        }
        counts
    }

    fn shown(&self, domain: &str, alone: usize) -> Option<PictureBox> {
        let all = self.kept + self.other;
        let share = (self.other * 100).checked_div(all)?;
        let share = if self.other > 0 { share.max(1) } else { 0 };
        let color = DIFFERENCE.iter().rev().find(|(from, ..)| share >= *from)?.1;
        let text = format!(
            "{domain}：{all} 项里采用 {}，改动 {}；和多数不同 {alone}",
            self.kept, self.other
        );
        Some(PictureBox { color, text, is_marked: alone > 0 })
    }
}

fn page(title: &str, picture: &Picture, note: &str, below: Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (title) }
                p.legend {
                    @for (color, word) in &picture.legend {
                        svg width="14" height="14" {
                            rect width="14" height="14" fill=(color) stroke="#666" {}
                        }
                        " " (word) "　"
                    }
                    (note)
                }
                div.picture { (drawn(picture)) }
                (below)
                h2 { "逐个看" }
                table {
                    @for (name, _, cells) in &picture.rows {
                        tr { th { (name) } td {
                            @for cell in cells.iter().flatten() { p { (cell.text) } }
                        } }
                    }
                }
            }
        }
    };
    page.into_string()
}

fn drawn(picture: &Picture) -> Markup {
    let width = NAMES + BOX * picture.columns.len() + HEADS;
    let height = HEADS + BOX * picture.rows.len() + BOX;
    html! {
        svg width=(width) height=(height) role="img" {
            @for (at, name) in picture.columns.iter().enumerate() {
                @let x = NAMES + BOX * at + BOX / 2;
                text transform=(format!("translate({x},{}) rotate({TURNED})", HEADS - 6)) { (name) }
            }
            @for (at, (name, is_marked, cells)) in picture.rows.iter().enumerate() {
                @let y = HEADS + BOX * at;
                text x=(NAMES - 8) y=(y + BOX - 7) text-anchor="end"
                    class=(if *is_marked { "marked" } else { "" }) { (name) }
                @for (column, cell) in cells.iter().enumerate() {
                    @if let Some(cell) = cell {
                        rect x=(NAMES + BOX * column + 1) y=(y + 1) width=(BOX - 2) height=(BOX - 2)
                            fill=(cell.color)
                            class=(if cell.is_marked { "marked" } else { "" }) {
                            title { (name) "　" (cell.text) }
                        }
                    }
                }
            }
        }
    }
}
