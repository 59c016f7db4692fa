//! Rows that slid: a converter that loses merged cells moves what stands behind them to the left.
//!
//! Every text of a row is tried under every column near it, keeping their order; staying in place costs
//! nothing, each move does. A row is only moved when that explains much more of it ([`GAIN`]), so that a
//! row with one odd cell stays where it is and is doubted. Cells are not changed here: it is only said
//! under which column each is to be read.

use std::collections::BTreeMap;

use crate::input::sheet::fit::{self, Looks, SharedLooks};
use crate::input::sheet::types::{ColumnRole, SheetColumn};

/// How much better a row must fit before it is moved.
const GAIN: f64 = 1.5;
/// What each change of the offset costs: a lost merge moves everything behind it by the same.
const MOVE: f64 = 0.8;
/// What a text costs that is read under no column.
const DROP: f64 = 0.7;
/// What a text costs where there is no column.
const OUTSIDE: f64 = -0.8;
/// What jumping over the lowest name costs: it is each item's own and in no merged cell.
const NAMELESS: f64 = 1.0;
/// What jumping over the elements costs: they are each item's own as well.
const ELEMENTLESS: f64 = 0.06;
/// Of two columns of names the lower one says which item a row is.
const LOWEST_NAME: f64 = 0.05;
/// How far a text may move to the left and to the right.
const FARTHEST: std::ops::RangeInclusive<i32> = -2..=6;
/// Fewer texts do not show that they slid.
const FEWEST_CELLS: usize = 3;
/// Longer rows are not tried: the form has less than twenty columns.
const MOST_CELLS: usize = 40;

/// Under which column each text of a row is to be read, by the column that it stands in; `None` for one
/// that belongs to no column.
pub(in crate::input::sheet) type RowPlaces = BTreeMap<u16, Option<u16>>;

/// A way to read the row up to some text, which has this offset.
#[derive(Clone)]
struct Way {
    score: f64,
    offset: i32,
    /// The last column taken.
    last: i32,
    places: Vec<Option<u16>>,
}

/// The places of a row that slid; `None` for a row that stays.
pub(in crate::input::sheet) fn places(
    columns: &[SheetColumn],
    cells: &[(u16, &str)],
) -> Option<RowPlaces> {
    if cells.len() < FEWEST_CELLS || cells.len() > MOST_CELLS {
        return None;
    }
    let cells: Vec<(u16, SharedLooks)> =
        cells.iter().map(|(c, text)| (*c, Looks::of(text))).collect();
    let judge = Judge::new(columns);
    let scores = cells.iter().map(|(column, looks)| judge.score(i32::from(*column), looks));
    let (stay, has_misfits) = scores.fold((0.0, false), |(sum, misfits), score| {
        (sum + score, misfits || score <= fit::MISFITS)
    });
    if !has_misfits {
        return None;
    }
    let best = best(&judge, &cells)?;
    let moved = cells.iter().zip(&best.places).any(|((from, _), to)| *to != Some(*from));
    (moved && best.score >= stay + GAIN)
        .then(|| cells.iter().map(|(from, _)| *from).zip(best.places).collect())
}

struct Judge<'a> {
    roles: BTreeMap<i32, &'a ColumnRole>,
    lowest_name: Option<i32>,
    elements: Option<i32>,
}

impl<'a> Judge<'a> {
    fn new(columns: &'a [SheetColumn]) -> Self {
        // 子项 of a list of duties holds names as well.
        let role =
            |c: &'a SheetColumn| if c.is_duty_part() { &ColumnRole::DutyName } else { &c.role };
        let roles = columns.iter().map(|c| (i32::from(c.index), role(c))).collect();
        let name = |c: &&SheetColumn| {
            matches!(c.role, ColumnRole::Name(_) | ColumnRole::DutyName) || c.is_duty_part()
        };
        let lowest_name = columns.iter().filter(name).map(|c| i32::from(c.index)).next_back();
        let elements = columns.iter().find(|c| c.role == ColumnRole::Elements);
        Self { roles, lowest_name, elements: elements.map(|c| i32::from(c.index)) }
    }

    fn score(&self, column: i32, looks: &Looks) -> f64 {
        let Some(role) = self.roles.get(&column) else { return OUTSIDE };
        let lowest = Some(column) == self.lowest_name && !looks.is_small();
        fit::fit(role, looks) + if lowest { LOWEST_NAME } else { 0.0 }
    }
}

fn best(judge: &Judge<'_>, cells: &[(u16, SharedLooks)]) -> Option<Way> {
    let mut ways = vec![Way { score: 0.0, offset: 0, last: -1, places: Vec::new() }];
    for (from, looks) in cells {
        let mut next: BTreeMap<(i32, i32), Way> = BTreeMap::new();
        for way in &ways {
            for step in steps(judge, way, i32::from(*from), looks) {
                let key = (step.offset, step.last);
                let better = next.get(&key).is_none_or(|known| step.score > known.score);
                if better {
                    next.insert(key, step);
                }
            }
        }
        ways = next.into_values().collect();
    }
    ways.into_iter().reduce(|a, b| if b.score > a.score + f64::EPSILON { b } else { a })
}

fn steps(judge: &Judge<'_>, way: &Way, from: i32, looks: &Looks) -> Vec<Way> {
    let mut steps = Vec::new();
    for offset in FARTHEST {
        let to = from + offset;
        // What says nothing by itself moves only with its neighbours.
        let moves = offset != way.offset;
        if to <= way.last || to < 0 || moves && looks.is_small() {
            continue;
        }
        let jumped = |at: Option<i32>| at.is_some_and(|at| moves && way.last < at && at < to);
        let cost = if moves { MOVE } else { 0.0 }
            + if jumped(judge.lowest_name) { NAMELESS } else { 0.0 }
            + if jumped(judge.elements) { ELEMENTLESS } else { 0.0 };
        let mut places = way.places.clone();
        places.push(u16::try_from(to).ok());
        let score = way.score + judge.score(to, looks) - cost;
        steps.push(Way { score, offset, last: to, places });
    }
    let mut places = way.places.clone();
    places.push(None);
    steps.push(Way { score: way.score - DROP, places, ..*way });
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<SheetColumn> {
        let roles = [
            ColumnRole::Serial,
            ColumnRole::Name(1),
            ColumnRole::Name(2),
            ColumnRole::Elements,
            ColumnRole::Basis,
            ColumnRole::Limit,
            ColumnRole::Bodies,
            ColumnRole::Channels,
            ColumnRole::Everyone,
            ColumnRole::Group,
        ];
        let column = |(index, role)| SheetColumn { index, heading: String::new(), role };
        (0..).zip(roles).map(column).collect()
    }

    fn targets(texts: &[&str]) -> Option<Vec<Option<u16>>> {
        let cells: Vec<(u16, &str)> =
            (0..).zip(texts.iter().copied()).filter(|(_, text)| !text.is_empty()).collect();
        places(&columns(), &cells).map(|places| places.into_values().collect())
    }

    #[test]
    fn a_row_behind_a_lost_merge_moves_back() {
        let found = targets(&[
            "2",
            "推广法治文化服务",
            "法治文化阵地信息；法治文化作品、产品",
            "《律师法》",
            "自获取该信息之日起20个工作日内公开",
            "司法行政部门",
            "■政府网站 □政府公报",
            "√",
        ]);
        let wanted = [0, 2, 3, 4, 5, 6, 7, 8].map(Some).to_vec();
        assert_eq!(found, Some(wanted));
    }

    #[test]
    fn several_lost_merges_move_by_steps() {
        let found =
            targets(&["3", "本级政策解读", "信息形成之日起20个工作日内", "区住建局", "■政府网站"]);
        assert_eq!(found, Some([0, 2, 5, 6, 7].map(Some).to_vec()));
    }

    /// Without number and upper name: the name and the elements stand at the beginning.
    #[test]
    fn elements_are_rather_there_than_the_upper_name() {
        let found = targets(&[
            "领导信息",
            "领导姓名、工作职务、工作分工",
            "信息形成之日起20个工作日内",
            "局办公室",
            "■政府网站",
            "√",
        ]);
        assert_eq!(found, Some([2, 3, 5, 6, 7, 8].map(Some).to_vec()));
    }

    #[test]
    fn a_row_in_place_stays_and_one_odd_cell_moves_nothing() {
        let row = [
            "1",
            "低保",
            "办事指南",
            "办理条件；申请材料",
            "《社会救助暂行办法》",
            "20个工作日内",
            "县民政局",
            "■政府网站",
            "√",
        ];
        assert_eq!(targets(&row), None);
        let mut odd = row;
        odd[5] = "县民政局";
        assert_eq!(targets(&odd), None);
        let mut empty = row;
        empty[3] = "";
        assert_eq!(targets(&empty), None);
    }
}
