//! 整表 against the layer above: what was kept, changed, dropped and added.

use super::bind::Binder;
use super::resolve::{Match, Position, Resolver};
use super::same::same_field;
use crate::finding::{Finding, ItemName};
use crate::model::{Domain, Field, FieldSet, Fields, NewItem, WholeTable};
use crate::rules::layers::unsure_match;
use crate::source::Location;

/// A row of a whole table and the item of the layer above that it stands for.
#[derive(Debug)]
pub(super) struct MatchedRow {
    pub at: Position,
    /// Only the fields that differ.
    pub fields: Box<Fields>,
    /// Fields that have a column but are empty here.
    pub blank: Vec<(Field, Location)>,
    pub location: Location,
    /// Whether the row was matched by code or by name, and not by likeness only.
    pub sure: bool,
}

/// The rows of one table, sorted out.
#[derive(Debug, Default)]
pub(super) struct Compared<'a> {
    pub matched: Vec<MatchedRow>,
    pub added: Vec<&'a NewItem>,
}

/// Compares one table with its domain in the layer above.
pub(super) fn compare<'a>(
    table: &'a WholeTable,
    domain: usize,
    resolver: &Resolver<'_>,
    domains: &[Domain],
    binder: &Binder<'_>,
    findings: &mut Vec<Finding>,
) -> Compared<'a> {
    let mut compared = Compared::default();
    for row in &table.rows {
        let by_code = row.code.as_ref().and_then(|code| resolver.code(&code.value));
        let at = match by_code {
            Some(at) => Some((at, true)),
            None if row.code.is_some() => None,
            None => match_by_names(row, domain, resolver, domains, findings),
        };
        match at {
            Some((at, sure)) => {
                let row = matched(row, at, table.columns, domains, binder);
                compared.matched.push(MatchedRow { sure, ..row });
            }
            None => compared.added.push(row),
        }
    }
    compared
}

fn match_by_names(
    row: &NewItem,
    domain: usize,
    resolver: &Resolver<'_>,
    domains: &[Domain],
    findings: &mut Vec<Finding>,
) -> Option<(Position, bool)> {
    let names = &row.fields.names.as_ref()?.value.0;
    match resolver.names(domain, names) {
        Match::Sure(at) => Some((at, true)),
        Match::None => None,
        Match::Unsure(at, score) => {
            let item = &domains[at.0].items[at.1];
            let number = &domains[at.0].number;
            let mut finding = unsure_match::alike(&names.join("/"), item, number, score)
                .at(row.location)
                .with_related(item.origin.location, "上一层的这个事项");
            finding.item = Some(ItemName {
                domain: domains[at.0].name.clone(),
                code: Some(item.code.clone()),
                path: names.clone(),
            });
            findings.push(finding);
            Some((at, false))
        }
    }
}

/// The fields of a row that say something else than the layer above.
fn matched(
    row: &NewItem,
    at: Position,
    columns: FieldSet,
    domains: &[Domain],
    binder: &Binder<'_>,
) -> MatchedRow {
    let domain = &domains[at.0];
    let upper = &domain.items[at.1].fields;
    let mut fields = Box::new(row.fields.clone());
    let mut blank = Vec::new();
    for field in Field::ALL {
        let stated = fields.trace(field).is_some();
        if !stated && columns.contains(field) && upper.trace(field).is_some() {
            blank.push((field, row.place_of(field)));
        } else if stated && same_field(field, upper, &row.fields, domain, binder) {
            clear(&mut fields, field);
        }
    }
    fields.other.retain(|heading, value| {
        upper.other.get(heading).is_none_or(|old| old.value != value.value)
    });
    MatchedRow { at, fields, blank, location: row.location, sure: true }
}

/// Takes a field out.
pub(super) fn clear(fields: &mut Fields, field: Field) {
    match field {
        Field::Names => fields.names = None,
        Field::Elements => fields.elements = None,
        Field::Basis => fields.basis = None,
        Field::Limit => fields.limit = None,
        Field::Bodies => fields.bodies = None,
        Field::Channels => fields.channels = None,
        Field::Audience => fields.audience = None,
        Field::Mode => fields.mode = None,
        Field::Levels => fields.levels = None,
    }
}
