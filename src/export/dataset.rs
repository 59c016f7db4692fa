//! The data set: the catalogues of many bodies as one table, one row an item, for databases and for
//! engines that read a folder of files.
//!
//! The columns and their types are a format of their own and stay the same whatever the catalogues look
//! like ([`COLUMNS`]). Lists are JSON arrays, also inside csv. Only what is published of an item is in it,
//! and which fields are still unverified: no further columns, origins, reasons or duties.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

use super::{CsvFormulas, push_csv_row};
use crate::model::{
    Catalogue, Deadline, Domain, Field, Fields, Item, TimeLimits, Unit, topic_kinds,
};

/// A column of the data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatasetColumn {
    /// Its name.
    pub name: &'static str,
    /// Its type, as DuckDB calls it.
    pub kind: &'static str,
    /// What it holds.
    pub meaning: &'static str,
}

const fn column(name: &'static str, kind: &'static str, meaning: &'static str) -> DatasetColumn {
    DatasetColumn { name, kind, meaning }
}

/// The columns, in order.
pub const COLUMNS: [DatasetColumn; 26] = [
    column("county", "VARCHAR", "仓库最上一级的单位"),
    column("body", "VARCHAR", "目录是哪个单位的"),
    column("level", "VARCHAR", "单位的层级：县级、乡级……"),
    column("version", "VARCHAR", "版本"),
    column("date", "DATE", "日期"),
    column("domain_number", "VARCHAR", "领域编号"),
    column("domain", "VARCHAR", "领域"),
    column("code", "VARCHAR", "事项编码"),
    column("names", "VARCHAR[]", "事项名称，从一级到末级"),
    column("elements", "VARCHAR[]", "公开内容（要素）"),
    column("basis", "VARCHAR[]", "公开依据"),
    column("limit_text", "VARCHAR", "公开时限，照原文"),
    column("limit_number", "INTEGER", "时限是“多少天以内”的，是几；几种信息时限不同的取最长"),
    column("limit_unit", "VARCHAR", "上一栏的单位：工作日、日、周、月、年、小时"),
    column("bodies", "VARCHAR[]", "公开主体"),
    column("channels", "VARCHAR[]", "选用的公开渠道"),
    column("channels_optional", "VARCHAR[]", "可选的公开渠道"),
    column("everyone", "BOOLEAN", "公开对象是不是全社会"),
    column("groups", "VARCHAR[]", "公开对象里的特定群体"),
    column("on_own_initiative", "BOOLEAN", "是不是主动公开"),
    column("on_request", "BOOLEAN", "是不是依申请公开"),
    column("levels", "VARCHAR[]", "公开层级"),
    column("mandatory_blank", "VARCHAR[]", "必填而空着的栏"),
    column("unverified", "VARCHAR[]", "没有对照过原件（待核）的栏"),
    column("local", "BOOLEAN", "是不是本地增加的事项"),
    column(
        "topics",
        "VARCHAR[]",
        "专项公开的哪一类信息：重大建设项目的 8 类、社会公益事业的 7 个领域",
    ),
];

/// One item of one body. The fields are those of [`COLUMNS`], in the same order.
#[derive(Debug, Serialize)]
pub struct DatasetRow<'a> {
    county: &'a str,
    body: &'a str,
    level: &'static str,
    version: Option<&'a str>,
    date: Option<String>,
    domain_number: &'a str,
    domain: &'a str,
    code: &'a str,
    names: &'a [String],
    elements: &'a [String],
    basis: Vec<&'a str>,
    limit_text: &'a str,
    limit_number: Option<u32>,
    limit_unit: Option<&'static str>,
    bodies: Vec<&'a str>,
    channels: &'a [String],
    channels_optional: &'a [String],
    everyone: Option<bool>,
    groups: &'a [String],
    on_own_initiative: Option<bool>,
    on_request: Option<bool>,
    levels: Vec<&'static str>,
    mandatory_blank: Vec<&'static str>,
    unverified: Vec<&'static str>,
    local: bool,
    topics: Vec<&'static str>,
}

/// The rows of one body in the repository of `county`.
pub fn rows<'a>(county: &'a str, catalogue: &'a Catalogue) -> impl Iterator<Item = DatasetRow<'a>> {
    catalogue.items().map(move |(domain, item)| DatasetRow::new(county, catalogue, domain, item))
}

impl<'a> DatasetRow<'a> {
    fn new(county: &'a str, catalogue: &'a Catalogue, domain: &'a Domain, item: &'a Item) -> Self {
        let profile = &catalogue.profile;
        let Fields { elements, basis, limit, bodies, channels, audience, mode, levels, .. } =
            &item.fields;
        let limit = limit.as_ref().map(|limit| &*limit.value);
        let longest = limit.and_then(longest);
        let channels = channels.as_ref().map(|channels| &channels.value);
        let audience = audience.as_ref().map(|audience| &audience.value);
        let mode = mode.as_ref().map(|mode| &mode.value);
        Self {
            county,
            body: catalogue.name(),
            level: catalogue.level().label(),
            version: profile.version.as_ref().map(|version| version.value.as_str()),
            date: profile.date.as_ref().map(|date| date.value.to_string()),
            domain_number: domain.number.as_str(),
            domain: &domain.name,
            code: item.code.as_str(),
            names: item.names(),
            elements: elements.as_ref().map_or(&[], |elements| &elements.value.list),
            basis: basis.iter().flat_map(|b| &b.value.entries).map(|b| b.text.as_str()).collect(),
            limit_text: limit.map_or("", |limit| &limit.text),
            limit_number: longest.map(|(number, _)| number),
            limit_unit: longest.map(|(_, unit)| unit.label()),
            bodies: bodies.iter().flat_map(|b| &b.value.list).map(|b| b.text.as_str()).collect(),
            channels: channels.map_or(&[], |channels| &channels.chosen),
            channels_optional: channels.map_or(&[], |channels| &channels.optional),
            everyone: audience.map(|audience| audience.everyone),
            groups: audience.map_or(&[], |audience| &audience.groups),
            on_own_initiative: mode.map(|mode| mode.active),
            on_request: mode.map(|mode| mode.on_request),
            levels: levels.iter().flat_map(|l| l.value.iter()).map(|level| level.label()).collect(),
            mandatory_blank: item.blanks().iter().map(Field::heading).collect(),
            unverified: item.open().iter().map(Field::heading).collect(),
            local: item.code.is_local() || domain.number.is_local(),
            topics: topic_kinds(domain, item),
        }
    }

    /// The cells of csv: lists as JSON arrays, what is not known as nothing.
    fn cells(&self) -> Result<Vec<String>, serde_json::Error> {
        let Value::Object(fields) = serde_json::to_value(self)? else { return Ok(Vec::new()) };
        let cell = |column: &DatasetColumn| match fields.get(column.name) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        Ok(COLUMNS.iter().map(cell).collect())
    }
}

/// The longest of the limits of the form 20个工作日内, where all have the same unit.
fn longest(limits: &TimeLimits) -> Option<(u32, Unit)> {
    let days = limits.parts.iter().map(|part| match part.deadline {
        Deadline::Within(days) => Some(days),
        _ => None,
    });
    let days = days.collect::<Option<Vec<_>>>()?;
    let first = days.first()?;
    let same = days.iter().all(|days| days.unit == first.unit);
    let most = days.iter().map(|days| days.number).max().filter(|_| same)?;
    Some((most, first.unit))
}

/// One object a line (JSON Lines).
///
/// # Errors
/// When a row cannot be put into JSON; no catalogue is known for which that happens.
pub fn json_lines<'a>(
    rows: impl Iterator<Item = DatasetRow<'a>>,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut out, &row)?;
        out.push(b'\n');
    }
    Ok(out)
}

/// The same as csv with a head, without a byte order mark and with every text as it is: it is read by
/// programs, and no file to open in a spreadsheet.
///
/// # Errors
/// As [`json_lines`].
pub fn csv<'a>(rows: impl Iterator<Item = DatasetRow<'a>>) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = String::new();
    push_csv_row(&mut out, &COLUMNS.map(|column| column.name.to_owned()), CsvFormulas::Raw);
    for row in rows {
        push_csv_row(&mut out, &row.cells()?, CsvFormulas::Raw);
    }
    Ok(out.into_bytes())
}

/// What the columns hold, as a Markdown table that stands beside the data.
pub fn description() -> String {
    let mut text = String::from(
        "# 数据集的栏目\n\n一行一个事项。列表在 csv 里写成 JSON 数组。\n\n| 栏 | 类型 | 内容 |\n| --- | --- | --- |\n",
    );
    for DatasetColumn { name, kind, meaning } in COLUMNS {
        // Writing into a string does not fail.
        let _ = writeln!(text, "| `{name}` | {kind} | {meaning} |");
    }
    text
}
