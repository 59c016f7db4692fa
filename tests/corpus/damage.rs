//! Damage made by hand, where the real damaged tables are too few to measure on: orderly and messy catalogues of
//! the tune set, each damaged in the ways in which copying and converting damages tables. How much of them is
//! still read right, and how much is read wrong in silence, is held for each way in `damage.yaml`: a floor that
//! does not fall, and a ceiling that does not rise.
//!
//! `MULU_DAMAGE=-` prints the counts of the tables with odd and with even numbers, and what is wrong with those of
//! odd ones; `MULU_DAMAGE=slid` only of the ways whose name holds `slid`. `MULU_UPDATE=1` writes the file anew.
//! Lists of duties are damaged in ways of their own ([`duties`]).

use std::collections::BTreeMap;
use std::fs;
use std::sync::Mutex;

use mulu::source::CellRange;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::reading::Reading;
use super::score::{self, Tally};
use super::table::{self, Damage, Kind, Set, Table};
use super::variants::{head, moved, of_file};
use crate::common::{mulu, tests_folder};

#[path = "damage_cells.rs"]
mod cells;
#[path = "damage_duties.rs"]
mod duties;

/// A way to damage a table; `false` where this table cannot be damaged so.
type Way = fn(&mut Table, &mut Dice) -> bool;

const WAYS: [(&str, Way); 14] = [
    ("slid by one", |t, _| slid(t, &["一级事项"])),
    ("slid by two", |t, _| slid(t, &["序号", "一级事项"])),
    ("slid by steps", |t, _| slid(t, &["一级事项", "公开依据", "公开主体"])),
    ("slid from the middle", slid_from_the_middle),
    ("blanks dropped", |t, _| blanks_dropped(t)),
    ("torn over rows", torn_over_rows),
    ("item over two rows", item_over_two_rows),
    ("torn over cells", torn_over_cells),
    ("glued cells", glued_cells),
    ("second head row slid", |t, _| second_head_row_slid(t)),
    ("head absent", |t, _| head_absent(t)),
    ("head cut", head_cut),
    ("blocks in their last row", |t, _| blocks(t, |count| count - 1)),
    ("blocks in their middle row", |t, _| blocks(t, |count| count / 2)),
];

/// Numbers as if drawn by lot, the same in every run.
struct Dice(u64);

impl Dice {
    fn of(table: &str, way: &str) -> Self {
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        Self(table.bytes().chain(way.bytes()).fold(0xcbf2_9ce4_8422_2325, mix))
    }

    /// One of `0..below`.
    fn roll(&mut self, below: usize) -> usize {
        let next = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        self.0 = next;
        usize::try_from(next >> 33).unwrap() % below.max(1)
    }
}

/// What became of the fields of tables that were damaged in a way.
#[derive(Serialize, Deserialize, Default, Clone, Copy, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
struct Counted {
    fields: u32,
    right: u32,
    silent: u32,
    made_up: u32,
}

impl Counted {
    fn of(tally: &Tally) -> Self {
        let silent = tally.silently_wrong + tally.silently_empty + tally.rows_silent;
        Self { fields: tally.fields, right: tally.right, silent, made_up: tally.made_up }
    }

    fn and(self, other: Self) -> Self {
        Self {
            fields: self.fields + other.fields,
            right: self.right + other.right,
            silent: self.silent + other.silent,
            made_up: self.made_up + other.made_up,
        }
    }
}

#[test]
fn tables_damaged_by_hand_are_read_or_doubted() {
    held_to_floor(&WAYS, "", || whole_of(Kind::Catalogue));
}

/// Damages the tables in all ways, and holds what is read of them to the floors whose names begin so.
fn held_to_floor(ways: &[(&str, Way)], section: &str, whole: fn() -> Vec<Table>) {
    let shown = std::env::var("MULU_DAMAGE").ok();
    let mut damaged: Vec<Vec<Option<Table>>> = ways
        .iter()
        .map(|(name, way)| {
            let damage = |mut table: Table| {
                let mut dice = Dice::of(&table.name, name);
                (squared(&mut table) && way(&mut table, &mut dice)).then_some(table)
            };
            whole().into_iter().map(damage).collect()
        })
        .collect();
    let mut sums = vec![[Counted::default(); 2]; ways.len()];
    for (at, original) in whole().iter().enumerate() {
        let number: usize = original.name[..3].parse().unwrap();
        let own: Vec<Option<Table>> = damaged.iter_mut().map(|tables| tables[at].take()).collect();
        let told = shown.as_deref().filter(|_| number % 2 == 1);
        for (sum, counted) in sums.iter_mut().zip(judge(ways, &own, told)) {
            sum[number % 2] = sum[number % 2].and(counted);
        }
    }
    if shown.is_some() {
        print(ways, &sums);
    }
    let named = ways.iter().zip(&sums);
    let named = named.map(|((name, _), [even, odd])| (format!("{section}{name}"), even.and(*odd)));
    hold(section, &named.collect());
}

/// The tables of a kind that are damaged.
fn whole_of(kind: Kind) -> Vec<Table> {
    let mut tables = table::load(&tests_folder("corpus"));
    tables.retain(|table| {
        let answers = &table.answers;
        answers.set == Set::Tune
            && answers.damage != Damage::Damaged
            && answers.kind == kind
            && answers.items.iter().all(|item| item.rows.len() == 1)
            && !answers.items.is_empty()
    });
    tables
}

/// What is read of each damaged table.
fn judge(ways: &[(&str, Way)], tables: &[Option<Table>], shown: Option<&str>) -> Vec<Counted> {
    let folder = tempfile::tempdir().unwrap();
    let mut files: Vec<String> = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let Some(table) = table else { continue };
        let name = format!("{at:02}");
        fs::create_dir(folder.path().join(&name)).unwrap();
        table.grid.build(&folder.path().join(&name));
        files.push(format!("{name}/{}", table.grid.file));
    }
    if files.is_empty() {
        return vec![Counted::default(); tables.len()];
    }
    let mut args = vec!["import", "--format", "json"];
    args.extend(files.iter().map(String::as_str));
    let run = mulu(folder.path(), &args);
    let document: Value = serde_json::from_str(&run.stdout)
        .unwrap_or_else(|e| panic!("{files:?}: {e}\n{}", run.stderr));
    let counted = tables.iter().enumerate().map(|(at, table)| {
        let Some(table) = table else { return Counted::default() };
        let reading = Reading::of(&of_file(&document, &format!("{at:02}/{}", table.grid.file)));
        let (tally, faults) = score::score(table, &reading);
        let way = ways[at].0;
        if !faults.is_empty() && shown.is_some_and(|part| part == "-" || way.contains(part)) {
            println!("\n{}, {way}\n  {}", table.name, faults.join("\n  "));
        }
        Counted::of(&tally)
    });
    counted.collect()
}

fn print(ways: &[(&str, Way)], sums: &[[Counted; 2]]) {
    println!("\n| way | odd: right | silent | made up | even: right | silent | made up |");
    println!("|{}", " --- |".repeat(7));
    let part = |c: &Counted| {
        let percent = f64::from(c.right) / f64::from(c.fields.max(1)) * 100.0;
        format!("{}/{} ({percent:.0} %) | {} | {}", c.right, c.fields, c.silent, c.made_up)
    };
    for ((name, _), [even, odd]) in ways.iter().zip(sums) {
        println!("| {name} | {} | {} |", part(odd), part(even));
    }
}

/// Both tests write the file.
static FLOORS: Mutex<()> = Mutex::new(());

fn hold(section: &str, now: &BTreeMap<String, Counted>) {
    let path = tests_folder("corpus").join("damage.yaml");
    let _alone = FLOORS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let all: BTreeMap<String, Counted> =
        serde_saphyr::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let is_own = |name: &str| name.starts_with(duties::SECTION) == (section == duties::SECTION);
    let (mut floor, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
        all.into_iter().partition(|(name, _)| is_own(name));
    if std::env::var_os("MULU_UPDATE").is_some() {
        let line = |(name, c): (&String, &Counted)| {
            let Counted { fields, right, silent, made_up } = c;
            format!(
                "{name}: {{fields: {fields}, right: {right}, silent: {silent}, made_up: {made_up}}}\n"
            )
        };
        floor = others;
        floor.extend(now.clone());
        fs::write(&path, floor.iter().map(line).collect::<String>()).unwrap();
        return;
    }
    let worse = |name: &String, was: &Counted| {
        let is = now[name];
        is.right < was.right || is.silent > was.silent || is.made_up > was.made_up
    };
    let worse: Vec<String> = floor
        .iter()
        .filter(|(name, was)| worse(name, was))
        .map(|(name, was)| format!("{name}: {was:?} → {:?}", now[name]))
        .collect();
    assert_eq!(floor.len(), now.len());
    assert!(worse.is_empty(), "damaged tables are read worse than before:\n{}", worse.join("\n"));
}

/// All rows as wide as the table, and what merged cells below the head show written in each of their rows; `false`
/// where a cell below the head is merged over columns.
fn squared(table: &mut Table) -> bool {
    let width = table.grid.width();
    table.grid.rows.iter_mut().for_each(|row| row.resize(width, String::new()));
    let items: Vec<usize> = rows(table);
    let touches = |m: &CellRange| {
        items.iter().any(|row| (m.start.row as usize..=m.end.row as usize).contains(row))
    };
    let merges = table.grid.merge_ranges();
    let (below, above): (Vec<CellRange>, Vec<CellRange>) = merges.into_iter().partition(touches);
    for merge in &below {
        let column = usize::from(merge.start.column);
        let text = table.grid.rows[merge.start.row as usize][column].clone();
        for row in merge.start.row..=merge.end.row {
            table.grid.rows[row as usize][column].clone_from(&text);
        }
    }
    table.grid.merges = above.iter().map(|m| format!("{}:{}", m.start, m.end)).collect();
    !head(table).is_empty() && below.iter().all(|m| m.start.column == m.end.column)
}

/// The rows of the items, from 0.
fn rows(table: &Table) -> Vec<usize> {
    table.answers.items.iter().map(|item| item.rows[0] as usize - 1).collect()
}

/// The column under a heading of the official form.
fn column(table: &Table, heading: &str) -> Option<usize> {
    let headed = |text: &String| {
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        bare.starts_with(heading)
    };
    head(table).into_iter().find_map(|row| table.grid.rows[row].iter().position(headed))
}

/// The columns under these headings, the last one first.
fn columns(table: &Table, headings: &[&str]) -> Vec<usize> {
    let mut columns: Vec<usize> = headings.iter().filter_map(|h| column(table, h)).collect();
    columns.sort_unstable();
    columns.reverse();
    columns
}

/// Whether an item says the same in a column as the one before it, in the row above.
fn is_shared(table: &Table, at: usize, column: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let (above, row) = (rows(table)[before], rows(table)[at]);
    // A row may end before the column.
    let text = |row: usize| table.grid.rows[row].get(column).map_or("", String::as_str);
    let (upper, own) = (text(above), text(row));
    let group = |at: usize| table.answers.items[at].path.first();
    above + 1 == row && upper == own && group(before) == group(at)
}

/// The cells that a lost merge covered are gone, so that what stood behind them moves to the left. Where numbers
/// are lost, they go with the name.
fn slid(table: &mut Table, headings: &[&str]) -> bool {
    let columns = columns(table, headings);
    let Some(name) = column(table, "一级事项") else { return false };
    let lost: Vec<(usize, usize)> = (0..table.answers.items.len())
        .filter(|at| is_shared(table, *at, name))
        .flat_map(|at| columns.iter().map(move |column| (at, *column)))
        .filter(|(at, at_column)| *at_column < name || is_shared(table, *at, *at_column))
        .collect();
    cells::taken_out(table, &lost)
}

/// One merge of another column is lost in some rows.
fn slid_from_the_middle(table: &mut Table, dice: &mut Dice) -> bool {
    let columns = columns(table, &["公开依据", "公开时限", "公开主体"]);
    let rows = rows(table);
    let mut any = false;
    for (at, row) in rows.into_iter().enumerate() {
        let shared = columns.iter().copied().filter(|column| is_shared(table, at, *column));
        let shared: Vec<usize> = shared.collect();
        if !shared.is_empty() && dice.roll(2) == 0 {
            table.grid.rows[row].remove(shared[dice.roll(shared.len())]);
            any = true;
        }
    }
    any
}

/// Blank cells are gone from every row, so that the last ticks stand side by side.
fn blanks_dropped(table: &mut Table) -> bool {
    let mut any = false;
    for row in rows(table) {
        let cells = &mut table.grid.rows[row];
        let last = cells.iter().rposition(|text| !text.is_empty()).unwrap_or(0);
        any |= cells[..last].iter().any(String::is_empty);
        cells.retain(|text| !text.is_empty());
    }
    any
}

/// One cell of some items ends in the next row.
fn torn_over_rows(table: &mut Table, dice: &mut Dice) -> bool {
    let columns = columns(table, &["公开内容", "公开依据", "公开渠道", "公开时限"]);
    cells::torn_over_rows(table, dice, &columns, |column| column)
}

/// The last columns of some items stand in a row of their own.
fn item_over_two_rows(table: &mut Table, dice: &mut Dice) -> bool {
    let elements = column(table, "公开内容");
    elements.is_some_and(|column| cells::item_over_two_rows(table, dice, column))
}

/// One cell of some items stands in two, and the others move to the right.
fn torn_over_cells(table: &mut Table, dice: &mut Dice) -> bool {
    let columns = columns(table, &["公开内容", "公开依据", "公开渠道"]);
    cells::torn_over_cells(table, dice, &columns)
}

/// Two cells of some items stand in one, and the others move to the left.
fn glued_cells(table: &mut Table, dice: &mut Dice) -> bool {
    column(table, "公开内容").is_some_and(|from| cells::glued_cells(table, dice, from, 4))
}

/// The merges of the head are lost, and with them the blank cells of its second row.
fn second_head_row_slid(table: &mut Table) -> bool {
    let heads = head(table);
    let [_, second] = heads[..] else { return false };
    let cells = &mut table.grid.rows[second];
    let before = cells.clone();
    cells.retain(|text| !text.is_empty());
    let changed = !before.starts_with(cells);
    let second = u32::try_from(second).unwrap();
    let outside =
        |m: &CellRange| !(m.start.row..=m.end.row).contains(&second) && m.end.row != second - 1;
    let kept = table.grid.merge_ranges().into_iter().filter(outside);
    table.grid.merges = kept.map(|m| format!("{}:{}", m.start, m.end)).collect();
    changed
}

/// The table goes on from a page before it.
fn head_absent(table: &mut Table) -> bool {
    let heads = head(table);
    let (first, last) = (heads[0], heads[heads.len() - 1]);
    let together = last - first + 1 == heads.len();
    if !together || rows(table).iter().any(|row| *row < first) {
        return false;
    }
    let count = u32::try_from(heads.len()).unwrap();
    table.grid.rows.drain(first..=last);
    table.answers.items.iter_mut().flat_map(|item| &mut item.rows).for_each(|row| *row -= count);
    let last = u32::try_from(last).unwrap() + 1;
    table.answers.other_rows.retain(|other| !other.why.contains("表头"));
    let below = table.answers.other_rows.iter_mut().filter(|other| other.row > last);
    below.for_each(|other| other.row -= count);
    let kept = table.grid.merge_ranges().into_iter().filter(|m| m.end.row < last - count);
    table.grid.merges = kept.map(|m| format!("{}:{}", m.start, m.end)).collect();
    true
}

/// Of headings only the beginning is there.
fn head_cut(table: &mut Table, dice: &mut Dice) -> bool {
    for row in head(table) {
        for text in &mut table.grid.rows[row] {
            let kept = 2 + dice.roll(2);
            *text = text.chars().filter(|c| !c.is_whitespace()).take(kept).collect();
        }
    }
    true
}

/// What rows of a group share stands in one of them only, its merges lost.
fn blocks(table: &mut Table, place: fn(usize) -> usize) -> bool {
    let columns = columns(table, &["公开依据", "公开时限", "公开主体", "公开渠道"]);
    let shared = |at: usize| columns.iter().filter(|c| is_shared(table, at, **c)).count() > 1;
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in 0..table.answers.items.len() {
        match groups.last_mut() {
            Some(group) if shared(at) => group.push(at),
            _ => groups.push(vec![at]),
        }
    }
    let rows = rows(table);
    let mut any = false;
    for group in groups.iter().filter(|group| group.len() > 1 && place(group.len()) > 0) {
        for column in &columns {
            if !group.iter().skip(1).all(|at| is_shared(table, *at, *column)) {
                continue;
            }
            for (position, at) in group.iter().enumerate() {
                if position != place(group.len()) {
                    table.grid.rows[rows[*at]][*column].clear();
                    any = true;
                }
            }
        }
    }
    any
}
