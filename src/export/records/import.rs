//! What was imported, for programs, versioned: the structs here are the format.

use indexmap::IndexMap;
use serde::{Serialize, Serializer};

use crate::export::json::FieldsRecord;
use crate::input::decode::Context;
use crate::input::sheet::{
    CellRepair, ColumnRole, ReaderQuestion, Recognition, SheetColumn, SheetRecord, Skipped, Table,
    TableKind, UnreadSheet,
};
use crate::model::{Duty, Field, Fields, LayerId, NewItem};
use crate::source::{FileId, FilePlace, Location, SourceMap};

/// `mulu import --format json`. The rows are made while they are written: as records they take several
/// times the room of the tables that they are made of.
#[derive(Serialize)]
pub struct ImportDocument<'a> {
    version: u8,
    tables: Vec<TableRecord<'a>>,
    unread: Vec<UnreadRecord>,
    questions: Vec<QuestionRecord>,
}

/// A list whose entries are made one by one.
struct Streamed<'a, T>(Box<dyn Fn() -> Box<dyn Iterator<Item = T> + 'a> + 'a>);

impl<T: Serialize> Serialize for Streamed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
struct TableRecord<'a> {
    file: String,
    sheet: String,
    kind: &'static str,
    domain: Option<String>,
    /// Counted from 1.
    header_rows: Vec<u32>,
    columns: IndexMap<String, String>,
    /// How sure the head is, from 0 to 1.
    score: f64,
    /// How sure the reading is, from 0 to 1.
    confidence: f64,
    questions: Vec<QuestionRecord>,
    items: Streamed<'a, RowRecord>,
    repairs: Streamed<'a, RepairRecord<'a>>,
    skipped: Streamed<'a, SkippedRecord<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum RowRecord {
    Item(Box<ImportedItemRecord>),
    Duty(Box<ImportedDutyRecord>),
}

#[derive(Serialize)]
struct ImportedItemRecord {
    #[serde(rename = "编码", skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(rename = "序号", skip_serializing_if = "Option::is_none")]
    serial: Option<String>,
    #[serde(rename = "事项")]
    names: Vec<String>,
    /// That of the row, or of its table; null where nothing says it.
    #[serde(rename = "领域")]
    domain: Option<String>,
    /// Null where no item of the guideline has such names.
    #[serde(rename = "match")]
    matched: Option<MatchRecord>,
    #[serde(flatten)]
    fields: FieldsRecord,
    #[serde(rename = "其他")]
    other: IndexMap<String, String>,
    #[serde(rename = "来源")]
    origins: IndexMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    doubts: Vec<DoubtRecord>,
    location: LocationRecord,
}

/// Something that the reader is not sure of.
#[derive(Serialize)]
struct DoubtRecord {
    field: &'static str,
    why: String,
    cells: Vec<String>,
}

/// The item of a guideline that a row stands for.
#[derive(Serialize)]
struct MatchRecord {
    code: String,
    how: &'static str,
    score: f64,
}

#[derive(Serialize)]
struct ImportedDutyRecord {
    #[serde(rename = "清单")]
    list: &'static str,
    #[serde(rename = "序号", skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(rename = "权力类型", skip_serializing_if = "Option::is_none")]
    power: Option<String>,
    #[serde(rename = "名称")]
    name: String,
    #[serde(rename = "实施依据", skip_serializing_if = "Option::is_none")]
    basis: Option<String>,
    #[serde(rename = "实施主体", skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(rename = "对应事项", skip_serializing_if = "Vec::is_empty")]
    items: Vec<String>,
    #[serde(rename = "不予公开", skip_serializing_if = "Option::is_none")]
    exemption: Option<ImportedExemptionRecord>,
    #[serde(rename = "其他")]
    other: IndexMap<String, String>,
    #[serde(rename = "来源")]
    origins: IndexMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    doubts: Vec<DoubtRecord>,
    location: LocationRecord,
}

#[derive(Serialize)]
struct ImportedExemptionRecord {
    #[serde(rename = "条款")]
    article: String,
    #[serde(rename = "说明", skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Serialize)]
struct RepairRecord<'a> {
    cell: String,
    kind: &'static str,
    before: &'a str,
    after: &'a str,
}

#[derive(Serialize)]
struct SkippedRecord<'a> {
    /// Counted from 1.
    row: u32,
    why: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct UnreadRecord {
    file: String,
    sheet: String,
    why: &'static str,
}

#[derive(Serialize)]
struct QuestionRecord {
    rule: &'static str,
    message: String,
    help: String,
    location: LocationRecord,
}

#[derive(Serialize)]
struct LocationRecord {
    file: String,
    line: Option<u32>,
    column: Option<u32>,
    sheet: Option<String>,
    cell: Option<String>,
}

impl<'a> ImportDocument<'a> {
    /// Of what was recognised in each file.
    pub fn new(map: &'a SourceMap, files: &[(FileId, &'a Recognition)]) -> Self {
        let tables = files
            .iter()
            .flat_map(|(file, found)| found.tables.iter().map(|one| table(map, *file, found, one)));
        let unread = files.iter().flat_map(|(file, found)| unread(map, *file, found));
        let questions = files.iter().flat_map(|(file, found)| {
            found.questions.iter().map(|asked| question(map, *file, asked))
        });
        Self {
            version: 1,
            tables: tables.collect(),
            unread: unread.collect(),
            questions: questions.collect(),
        }
    }
}

fn table<'a>(
    map: &'a SourceMap,
    file: FileId,
    found: &'a Recognition,
    table: &'a Table,
) -> TableRecord<'a> {
    let context = Context { file, layer: LayerId(1) };
    let asked = found.questions.iter().filter(|q| q.asks_about(table));
    TableRecord {
        file: map.file(file).name.clone(),
        sheet: table.sheet_name.clone(),
        kind: table.kind.id(),
        domain: table.domain.as_ref().map(|(name, _)| name.clone()),
        header_rows: table.header_rows.iter().map(|row| row + 1).collect(),
        columns: table.column_letters(),
        score: (table.score * 100.0).round() / 100.0,
        confidence: (table.confidence * 100.0).round() / 100.0,
        questions: asked.map(|q| question(map, file, q)).collect(),
        items: Streamed(Box::new(move || match table.kind {
            TableKind::Catalogue => Box::new(items(map, context, table)),
            TableKind::Duties => Box::new(duties(map, context, table)),
        })),
        repairs: Streamed(Box::new(|| Box::new(table.repairs.iter().map(repair)))),
        skipped: Streamed(Box::new(|| Box::new(table.skipped.iter().map(skipped)))),
    }
}

fn items(map: &SourceMap, context: Context, table: &Table) -> impl Iterator<Item = RowRecord> {
    let items = table.records.iter().zip(table.items(context));
    items.map(move |(record, i)| RowRecord::Item(Box::new(item(map, (table, record), i))))
}

fn duties(map: &SourceMap, context: Context, table: &Table) -> impl Iterator<Item = RowRecord> {
    let named = table.records.iter().filter(|record| table.names_duty(record));
    let duties = named.zip(table.duties(context));
    duties.map(move |(record, d)| RowRecord::Duty(Box::new(duty(map, context, (table, record), d))))
}

fn item(
    map: &SourceMap,
    (table, record): (&Table, &SheetRecord),
    item: NewItem,
) -> ImportedItemRecord {
    let matched = record.matched.as_ref().map(|found| MatchRecord {
        code: found.code.clone(),
        how: found.how.label(),
        score: (found.score * 100.0).round() / 100.0,
    });
    let own = item.fields.other.iter().map(|(k, v)| (k.clone(), v.value.to_string()));
    ImportedItemRecord {
        code: item.code.map(|code| code.value.to_string()),
        serial: item.serial,
        names: item.fields.names.as_ref().map(|names| names.value.0.clone()).unwrap_or_default(),
        domain: table.domain_of(record).map(|(name, _)| name.clone()),
        matched,
        fields: FieldsRecord::new(&item.fields),
        other: own.chain(for_people(table, record)).collect(),
        origins: origins(map, &item.fields),
        doubts: doubts(record),
        location: location(map, item.location),
    }
}

/// What stands in the columns that mulu writes for people, and does not read as fields.
fn for_people<'a>(
    table: &'a Table,
    record: &'a SheetRecord,
) -> impl Iterator<Item = (String, String)> + 'a {
    let columns = table.columns.iter();
    let told =
        columns.filter(|c| matches!(c.role, ColumnRole::Unverified | ColumnRole::Proposed(_)));
    told.filter_map(|c| Some((c.title(), record.cell(c.index)?.text.clone())))
}

fn doubts(record: &SheetRecord) -> Vec<DoubtRecord> {
    let told = record.doubts.iter().map(|doubt| DoubtRecord {
        field: doubt.field,
        why: doubt.why.clone(),
        cells: doubt.cells.iter().map(ToString::to_string).collect(),
    });
    told.collect()
}

fn origins(map: &SourceMap, fields: &Fields) -> IndexMap<String, String> {
    let place = |location: Location| map.describe(location);
    let own = Field::ALL.into_iter().filter_map(|field| {
        Some((field.heading().to_owned(), place(fields.origin(field)?.location)))
    });
    let other = fields.other.iter().map(|(k, v)| (k.clone(), place(v.origin.location)));
    own.chain(other).collect()
}

fn duty(
    map: &SourceMap,
    context: Context,
    (table, record): (&Table, &SheetRecord),
    duty: Duty,
) -> ImportedDutyRecord {
    let place = |column: &SheetColumn| {
        let cell = record.cell(column.index)?;
        Some((column.title(), map.describe(table.location(context, cell.at))))
    };
    ImportedDutyRecord {
        list: duty.list.label(),
        number: duty.number,
        power: duty.power.map(|power| power.value),
        name: duty.name.value,
        basis: duty.basis,
        body: duty.body.map(|body| body.value),
        items: duty.items.iter().map(crate::model::ItemRef::text).collect(),
        exemption: duty
            .exemption
            .map(|e| ImportedExemptionRecord { article: e.article.value, note: e.note }),
        other: duty.other,
        origins: table.columns.iter().filter_map(place).collect(),
        doubts: doubts(record),
        location: location(map, duty.location),
    }
}

fn repair(repair: &CellRepair) -> RepairRecord<'_> {
    RepairRecord {
        cell: repair.cell.to_string(),
        kind: repair.kind.id(),
        before: &repair.before,
        after: &repair.after,
    }
}

fn skipped(skipped: &Skipped) -> SkippedRecord<'_> {
    SkippedRecord { row: skipped.row + 1, why: skipped.why.label(), text: &skipped.text }
}

fn unread(map: &SourceMap, file: FileId, found: &Recognition) -> Vec<UnreadRecord> {
    let record = |sheet: &UnreadSheet| UnreadRecord {
        file: map.file(file).name.clone(),
        sheet: sheet.name.clone(),
        why: sheet.why.label(),
    };
    found.unread.iter().map(record).collect()
}

fn question(map: &SourceMap, file: FileId, question: &ReaderQuestion) -> QuestionRecord {
    QuestionRecord {
        rule: question.fault.rule.id.0,
        message: question.fault.message.clone(),
        help: question.fault.help.clone().unwrap_or_default(),
        location: location(map, Location::cell(file, question.sheet, question.cell)),
    }
}

fn location(map: &SourceMap, location: Location) -> LocationRecord {
    LocationRecord {
        file: map.file(location.file).name.clone(),
        line: None,
        column: None,
        sheet: map.sheet(location).map(|sheet| sheet.name.clone()),
        cell: match location.place {
            FilePlace::Cell { cell, .. } => Some(cell.to_string()),
            FilePlace::Whole | FilePlace::Span(_) => None,
        },
    }
}
