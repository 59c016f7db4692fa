//! Which domain each row of a table belongs to, where neither title nor sheet says it of the whole.
//!
//! What domains and items there are is asked of a [`Domains`]; this module decides with it. A column
//! 领域 is believed when its values are names of domains; then the first name of a row (一级事项), then
//! the names of its item. RowDomains that nothing places stay without a domain and are asked about.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::sheet::domain_sign::{DomainPlace, DomainSign, DomainTold};
use crate::input::sheet::known::{Domains, ItemMatch};
use crate::input::sheet::read::doubts;
use crate::input::sheet::recognition::{Doubt, Recognition, SheetRecord, Table};
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::model::fold;
use crate::source::CellRef;
use crate::text::Wording;

/// Makes a column 领域 that holds other categories a further column, and gives the domains that a real
/// one names their standard names.
pub(super) fn settle_column(
    columns: &mut [SheetColumn],
    records: &mut [SheetRecord],
    domains: &dyn Domains,
) {
    let Some(column) = columns.iter_mut().find(|column| column.role == ColumnRole::Domain) else {
        return;
    };
    let own = |record: &SheetRecord| {
        record.domain.as_ref().filter(|(_, at)| at.column == column.index).map(|d| d.0.clone())
    };
    let values: BTreeSet<String> = records.iter().filter_map(own).collect();
    let named = values.iter().filter(|value| domains.named(value).is_some()).count();
    let believed = share::is_half(named, values.len());
    for record in records.iter_mut() {
        if let Some((name, at)) = &mut record.domain
            && at.column == column.index
        {
            match domains.named(name) {
                Some(known) => *name = known.to_owned(),
                None if believed => {}
                None => record.domain = None,
            }
        }
    }
    if !believed {
        column.role = ColumnRole::Other;
        records.iter_mut().for_each(|record| record.domain = None);
    }
}

/// The domain of the table before, which a table without one of its own goes on with.
#[derive(Debug, Clone)]
pub(super) struct DomainBefore {
    /// Its name, and where that is written.
    pub(super) domain: (String, CellRef),
    /// Whether that table is on another sheet.
    pub(super) on_another_sheet: bool,
}

/// Gives a table without a domain that of the table before, unless its items are of another one. A sheet none of
/// whose items is known in a domain that is known otherwise is doubted.
pub(super) fn inherit(table: &mut Table, before: DomainBefore, domains: Option<&dyn Domains>) {
    let DomainBefore { domain: (name, at), on_another_sheet } = before;
    let known = domains.and_then(|domains| Some((domains, domains.named(&name)?.to_owned())));
    let own = |name: &str, domains: &dyn Domains| {
        let found = table
            .records
            .iter()
            .filter(|record| item_of(&names(table, record), Some(name), domains).is_some());
        found.count()
    };
    let fitting = known.as_ref().map_or(0, |(domains, name)| own(name, *domains));
    if let Some(domains) = domains {
        let rows = RowDomains::read(table, domains);
        let whole = rows.whole(table).filter(|_| rows.placed() > fitting);
        if let Some(whole) = whole {
            rows.tell_whole(table, whole);
            return;
        }
    }
    if on_another_sheet && known.is_some() && fitting == 0 {
        doubts::of_an_inherited_domain(table, &name);
    }
    table.domain = Some((name, at));
    table.domain_told = DomainTold::at(DomainPlace::Before);
}

/// Settles the domain of a table, or that of each of its rows. `about` are titles, and the name of
/// the sheet and of the file.
pub(super) fn place(table: &mut Table, about: &[(DomainPlace, &str)], domains: &dyn Domains) {
    if table.kind != TableKind::Catalogue || table.records.is_empty() {
        return;
    }
    let written = table.domain.as_ref().map(|(name, _)| name.clone());
    if let Some(known) = written.as_deref().and_then(|name| domains.named(name)) {
        rename(table, known);
        return;
    }
    if let Some(known) = written.as_deref().and_then(|name| of_body(name, domains)) {
        rename(table, known);
        return;
    }
    let rows = RowDomains::read(table, domains);
    let several = rows.by_first_name().len() >= 2;
    // What a title says is believed against the likeness of names.
    let mentioned = about.iter().find_map(|(place, text)| {
        let name = domains.named(text).or_else(|| domains.mentioned(text))?;
        Some((name, DomainSign::in_text(*place, text, name)))
    });
    let open = table.domain.is_none() && !several;
    if open
        && mentioned.is_none()
        && let Some(whole) = rows.whole(table)
    {
        rows.tell_whole(table, whole);
        return;
    }
    if table.domain.is_some() && !(several && share::is_half(rows.placed(), table.records.len())) {
        return;
    }
    if let Some((name, sign)) = mentioned.filter(|_| !several) {
        let row = table.header_rows.first().copied().unwrap_or(0);
        table.domain = Some((name.to_owned(), CellRef::new(row, 0)));
        table.domain_told = DomainTold::Whole(sign);
        return;
    }
    if rows.placed() > 0 {
        table.domain = None;
        rows.give(table, domains);
    }
}

/// The domain of a name with that of a body before it: 城市管理综合行政执法局执法. What stands behind the body says it, or
/// the words of both, or, where those behind it are words of its own, the body.
fn of_body<'d>(name: &str, domains: &'d dyn Domains) -> Option<&'d str> {
    static ENDS: Wording = Wording::named("领域后面的单位和地方");
    let parted = ENDS.iter().filter_map(|end| name.split_once(*end));
    let (body, rest) = parted.min_by_key(|(body, _)| body.len())?;
    let says_again = !rest.is_empty() && body.contains(rest);
    let of_words =
        || domains.mentioned(name).or_else(|| domains.named(body).filter(|_| says_again));
    domains.named(rest).or_else(of_words)
}

fn rename(table: &mut Table, known: &str) {
    if let Some((name, _)) = table.domain.as_mut().filter(|(name, _)| name != known) {
        known.clone_into(name);
        table.domain_told.is_everyday();
    }
}

/// What the rows of a table say of their domains.
struct RowDomains {
    found: Vec<Option<RowDomain>>,
}

/// The domain of a row, where it stands, and by what it is known.
struct RowDomain {
    name: String,
    at: CellRef,
    sign: DomainSign,
}

impl RowDomain {
    /// Whether its first name said it, or that of its group.
    fn is_named(&self) -> bool {
        matches!(self.sign.place, DomainPlace::FirstName | DomainPlace::Notice)
    }
}

impl RowDomains {
    fn read(table: &Table, domains: &dyn Domains) -> Self {
        let mut found: Vec<_> =
            table.records.iter().map(|r| of_record(table, r, domains)).collect();
        // RowDomains under one first name belong together.
        let firsts: Vec<String> = table.records.iter().map(|r| first_name(table, r)).collect();
        let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (first, place) in firsts.iter().zip(&found) {
            if let Some(place) = place.as_ref().filter(|_| !first.is_empty()) {
                known.entry(first).or_default().insert(&place.name);
            }
        }
        let shared: Vec<Option<String>> = firsts
            .iter()
            .map(|first| {
                let names = known.get(first.as_str()).filter(|names| names.len() == 1)?;
                names.first().map(|name| (*name).to_owned())
            })
            .collect();
        for ((place, shared), record) in found.iter_mut().zip(shared).zip(&table.records) {
            if let (None, Some(name)) = (&place, shared) {
                let sign = DomainSign::of(DomainPlace::SameFirstName);
                *place = Some(RowDomain { name, at: first_cell(record), sign });
            }
        }
        Self { found }
    }

    fn placed(&self) -> usize {
        self.found.iter().flatten().count()
    }

    fn by_first_name(&self) -> BTreeSet<&str> {
        let named = self.found.iter().flatten().filter(|row| row.is_named());
        named.map(|row| row.name.as_str()).collect()
    }

    /// The one domain that at least half of the rows belong to, when no row belongs to another.
    fn whole(&self, table: &Table) -> Option<(String, CellRef)> {
        let RowDomain { name, at, .. } = self.found.iter().flatten().next()?;
        let alone = self.found.iter().flatten().all(|other| other.name == *name);
        (alone && share::is_half(self.placed(), table.records.len())).then(|| (name.clone(), *at))
    }

    fn signs(&self) -> impl Iterator<Item = DomainSign> {
        self.found.iter().flatten().map(|row| row.sign)
    }

    /// Gives a table the domain that its rows say.
    fn tell_whole(&self, table: &mut Table, whole: (String, CellRef)) {
        table.domain = Some(whole);
        table.domain_told = DomainTold::by_rows(self.signs());
    }

    fn give(self, table: &mut Table, domains: &dyn Domains) {
        let mut signs: Vec<DomainSign> = self.signs().collect();
        let names: Vec<Vec<String>> = table.records.iter().map(|r| names(table, r)).collect();
        for ((place, record), names) in self.found.into_iter().zip(&mut table.records).zip(names) {
            let Some(RowDomain { name, at, .. }) = place else {
                record.domain = spoken_of(&names, domains).map(|name| {
                    let at = first_cell(record);
                    signs.push(DomainSign::in_text(DomainPlace::Words, &names.concat(), name));
                    record.doubts.push(by_words(name, at));
                    (name.to_owned(), at)
                });
                continue;
            };
            record.matched = item_of(&names, Some(&name), domains);
            record.domain = Some((name, at));
        }
        table.domain_told = DomainTold::by_rows(signs);
    }
}

/// The domain that names speak of without being its own: 养老服务通用政策, 安全生产检查.
fn spoken_of<'a>(names: &[String], domains: &'a dyn Domains) -> Option<&'a str> {
    let groups = names.split_last().map_or(&[][..], |(_, above)| above);
    let group = groups.iter().find_map(|name| domains.group(name));
    group.or_else(|| names.iter().find_map(|name| domains.mentioned(name)))
}

fn by_words(domain: &str, at: CellRef) -> Doubt {
    let why = format!("没有写明领域，按事项名称里的说法归到“{domain}”");
    Doubt { field: Doubt::DOMAIN, why, cells: vec![at], blank: false }
}

impl Recognition {
    /// Looks for the item of its guideline that each row stands for.
    pub fn match_items(&mut self, domains: &dyn Domains) {
        for table in self.tables.iter_mut().filter(|table| table.kind == TableKind::Catalogue) {
            for at in 0..table.records.len() {
                let Some(record) = table.records.get(at).filter(|r| r.matched.is_none()) else {
                    continue;
                };
                let Some((domain, _)) = table.domain_of(record) else { continue };
                let matched = item_of(&names(table, record), Some(domain), domains);
                if let Some(record) = table.records.get_mut(at) {
                    record.matched = matched;
                }
            }
        }
    }
}

fn of_record(table: &Table, record: &SheetRecord, domains: &dyn Domains) -> Option<RowDomain> {
    let at = first_cell(record);
    let named = |place, text: &str, at| {
        let name = domains.named(text)?;
        let sign = DomainSign::in_text(place, text, name);
        Some(RowDomain { name: name.to_owned(), at, sign })
    };
    let group =
        || record.group.as_ref().and_then(|(text, at)| named(DomainPlace::Notice, text, *at));
    let found = named(DomainPlace::FirstName, &first_name(table, record), at).or_else(group);
    found.or_else(|| {
        let found = item_of(&names(table, record), None, domains)?;
        Some(RowDomain { name: found.domain, at, sign: DomainSign::of(DomainPlace::Item) })
    })
}

/// The item, with or without the first name, which may be that of the domain.
fn item_of(names: &[String], domain: Option<&str>, domains: &dyn Domains) -> Option<ItemMatch> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let rest = names.get(1..).filter(|rest| !rest.is_empty() && domain.is_some());
    domains.item(&names, domain).or_else(|| domains.item(rest?, domain))
}

fn names(table: &Table, record: &SheetRecord) -> Vec<String> {
    let columns = table.columns.iter().filter(|column| matches!(column.role, ColumnRole::Name(_)));
    let texts = columns.filter_map(|column| record.cell(column.index));
    texts.map(|cell| cell.text.clone()).collect()
}

fn first_name(table: &Table, record: &SheetRecord) -> String {
    let first = names(table, record).into_iter().next().unwrap_or_default();
    fold::split_numbering(&fold::squeeze(&first)).1.to_owned()
}

fn first_cell(record: &SheetRecord) -> CellRef {
    record
        .cells
        .first()
        .map_or(CellRef::new(record.rows.first().copied().unwrap_or(0), 0), |c| c.at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_that_of_a_body() {
        let register = crate::register::built_in().domains();
        for (name, domain) in [
            ("城市管理综合行政执法局执法", Some("城市综合执法")),
            ("清河县城市管理行政执法局行政执法", Some("城市综合执法")),
            ("住房和城乡建设局保障性住房", Some("保障性住房")),
            ("卫生健康委员会健康", Some("卫生健康")),
            ("教育局财务", None),
            ("山洪灾害", None),
        ] {
            assert_eq!(of_body(name, register), domain, "{name}");
        }
    }
}
