//! One row of an adjustments sheet to an [`Adjustment`].

use super::table::{AdjustmentForm, AdjustmentTable};
use crate::finding::Finding;
use crate::input::decode::{Context, item_ref};
use crate::model::writing::{Content, Manner, Reading, Text};
use crate::model::{
    Adjustment, Audience, BasisList, Bodies, Channels, Code, DropReason, Dropping, Elements, Field,
    Fields, ItemRef, Levels, Mode, Names, NewItem, Origin, TimeLimits, Traced, fold,
};
use crate::rules::files::{missing_key, wrong_type};
use crate::source::{Located, Location};

const NAME_COLUMNS: [&str; 4] = ["一级事项", "二级事项", "三级事项", "四级事项"];

/// Reads the cells of one row and collects what is wrong with them.
pub(super) struct RowReader<'a, 'f> {
    context: Context,
    table: &'a AdjustmentTable<'a>,
    row: u32,
    findings: &'f mut Vec<Finding>,
    /// The row's texts as they stand.
    readings: Vec<Reading>,
}

impl<'a, 'f> RowReader<'a, 'f> {
    /// A reader for a row.
    pub(super) fn new(
        context: Context,
        table: &'a AdjustmentTable<'a>,
        row: u32,
        findings: &'f mut Vec<Finding>,
    ) -> Self {
        Self { context, table, row, findings, readings: Vec::new() }
    }

    /// The adjustment of this row. Items that a 逐项处理 sheet marks 修改 go to `to_be_changed`.
    pub(super) fn read(mut self, to_be_changed: &mut Vec<ItemRef>) -> Option<Adjustment> {
        match self.table.form {
            AdjustmentForm::Changes => self.change(),
            AdjustmentForm::Drops => {
                Some(Adjustment::Drop { item: self.item()?, dropping: self.dropping() })
            }
            AdjustmentForm::Additions => self.addition(),
            AdjustmentForm::OneByOne => self.treatment(to_be_changed),
        }
    }

    fn change(&mut self) -> Option<Adjustment> {
        let item = self.item();
        let field = self.field();
        let Some((text, location)) = self.text("修改后内容") else {
            self.missing("修改后内容", "写上改好以后这一格的全部内容；不改的，整行删掉");
            return None;
        };
        let mut fields = Fields::default();
        self.set(&mut fields, field?, &text, location);
        fields.readings = std::mem::take(&mut self.readings).into();
        let reason = self.text("理由").map(|(text, _)| text);
        Some(Adjustment::Modify { item: item?, fields, reason })
    }

    fn treatment(&mut self, to_be_changed: &mut Vec<ItemRef>) -> Option<Adjustment> {
        let (text, location) = self.text("处理")?;
        match fold::compact(&text).as_str() {
            "采用" => None,
            "修改" => {
                to_be_changed.extend(self.item().map(|item| ItemRef { location, ..item }));
                None
            }
            "不采用" => Some(Adjustment::Drop { item: self.item()?, dropping: self.dropping() }),
            _ => {
                self.not_listed("处理", &text, location, &["采用", "修改", "不采用"]);
                None
            }
        }
    }

    fn addition(&mut self) -> Option<Adjustment> {
        let code = self.code().map(|(code, location)| Located::new(code, location));
        let domain = self.text("领域");
        if domain.is_none() {
            self.missing("领域", "写上事项属于哪个领域");
        }
        let fields = self.all_fields()?;
        let item = NewItem {
            blank: self.blank(&fields),
            code,
            serial: self.text("序号").map(|(text, _)| text),
            fields,
            reason: self.text("理由").map(|(text, _)| text),
            location: self.table.place(self.row, "一级事项"),
        };
        let (domain, location) = domain?;
        Some(Adjustment::Add { domain: Located::new(domain, location), item })
    }

    /// The empty cells of the fields that have a column but say nothing in this row.
    fn blank(&self, fields: &Fields) -> Vec<(Field, Location)> {
        let empty = Field::ALL.into_iter().filter(|field| fields.trace(*field).is_none());
        let place = |field: Field| Some((field, self.table.cell_at(self.row, field.heading())?));
        empty.filter_map(place).collect()
    }

    fn all_fields(&mut self) -> Option<Fields> {
        let mut fields = Fields::default();
        let names = NAME_COLUMNS.iter().filter_map(|c| self.text(c));
        let names: Vec<String> = names
            .collect::<Vec<_>>()
            .into_iter()
            .map(|(text, at)| self.as_read(Content::Word, Field::Names, &text, at))
            .collect();
        if names.is_empty() {
            self.missing("一级事项", "写上事项的名称；不用的行整行删掉");
            return None;
        }
        let location = self.table.place(self.row, "一级事项");
        fields.names = Some(self.traced(Names(names), location));
        for field in Field::ALL {
            if let Some((text, location)) = self.text(field.heading()) {
                self.set(&mut fields, field, &text, location);
            }
        }
        fields.readings = std::mem::take(&mut self.readings).into();
        Some(fields)
    }

    /// The item that the row is about: by code, else by names.
    fn item(&mut self) -> Option<ItemRef> {
        let domain = self.text("领域").map(|(text, _)| text);
        let written = self.table.cell(self.row, "编码").is_some();
        if let Some((code, location)) = self.code() {
            return Some(ItemRef { domain, code: Some(code), names: Vec::new(), location });
        }
        if written {
            return None;
        }
        let Some((names, location)) = self.text("事项") else {
            self.missing("编码", "写上事项的编码；不知道编码的，写领域和事项的名称");
            return None;
        };
        Some(item_ref(&names.replace('／', "/"), domain.as_deref(), location))
    }

    fn code(&mut self) -> Option<(Code, Location)> {
        let (cell, location) = self.table.cell(self.row, "编码")?;
        let code = Code::parse(&Code::text_of(cell));
        if code.is_none() {
            self.findings.push(wrong_type::code(cell.text.trim()).at(location));
        }
        Some((code?, location))
    }

    fn field(&mut self) -> Option<Field> {
        let Some((text, location)) = self.text("栏目") else {
            self.missing("栏目", "从下拉列表里选要改的是哪一栏");
            return None;
        };
        let field = Field::from_heading(&fold::compact(&text));
        if field.is_none() {
            self.not_listed("栏目", &text, location, &Field::ALL.map(Field::heading));
        }
        field
    }

    fn dropping(&mut self) -> Dropping {
        let written = self.text("理由");
        let reason =
            written.as_ref().and_then(|(text, _)| DropReason::from_label(&fold::compact(text)));
        if let (Some((text, location)), None) = (&written, reason) {
            self.not_listed("理由", text, *location, &DropReason::LABELS);
        }
        Dropping {
            reason,
            note: self.text("说明").map(|(text, _)| text),
            article: self.text("条款").map(|(text, _)| text),
            merged_into: self.table.cell(self.row, "并入").map(|(cell, _)| Code::text_of(cell)),
            location: self.table.place(self.row, "理由"),
        }
    }

    /// Reads a cell's text as the value of a field.
    fn set(&mut self, fields: &mut Fields, field: Field, text: &str, at: Location) {
        // The lines of names are their levels.
        let content = if field == Field::Names { Content::Free } else { field.into() };
        let text = self.as_read(content, field, text, at);
        let text = text.as_str();
        match field {
            Field::Names => {
                let names = item_ref(&text.replace(['／', '\n'], "/"), None, at).names;
                fields.names = Some(self.traced(Names(names), at));
            }
            Field::Elements => fields.elements = Some(self.traced(Elements::parse(text), at)),
            Field::Basis => fields.basis = Some(self.traced(BasisList::parse(text), at)),
            Field::Limit => fields.limit = Some(self.traced(TimeLimits::parse(text), at)),
            Field::Bodies => fields.bodies = Some(self.traced(Bodies::parse(text), at)),
            Field::Channels => fields.channels = Some(self.traced(Channels::parse(text), at)),
            Field::Audience => fields.audience = Some(self.traced(Audience::parse(text), at)),
            Field::Mode => {
                let mode = Mode::parse(text);
                if !mode.is_clear() {
                    self.not_listed("公开方式", text, at, &["主动", "依申请"]);
                }
                fields.mode = Some(self.traced(mode, at));
            }
            Field::Levels => {
                let levels = Levels::parse(text);
                if levels.is_empty() {
                    self.not_listed(
                        "公开层级",
                        text,
                        at,
                        &["省级", "市级", "县级", "乡级", "村级"],
                    );
                }
                fields.levels = Some(self.traced(levels, at));
            }
        }
    }

    /// A text as it is read; how it stands is kept.
    fn as_read(&mut self, content: Content, field: Field, text: &str, at: Location) -> String {
        let (read, repairs) = Text::read(content, text, Manner::default()).into_parts();
        let (field, written) = (Some(field), text.to_owned());
        self.readings.push(Reading { location: at, field, written: written.into(), repairs });
        read
    }

    fn traced<T>(&self, value: T, location: Location) -> Traced<T> {
        Traced::new(value, Origin { layer: self.context.layer, location })
    }

    /// The text of a cell without space around it; `None` when it is empty.
    fn text(&self, heading: &str) -> Option<(String, Location)> {
        let (cell, location) = self.table.cell(self.row, heading)?;
        Some((cell.text.trim().to_owned(), location))
    }

    fn missing(&mut self, heading: &str, help: &str) {
        let location = self.table.place(self.row, heading);
        self.findings.push(missing_key::cell(heading, help).at(location));
    }

    fn not_listed(&mut self, heading: &str, text: &str, location: Location, words: &[&str]) {
        self.findings.push(wrong_type::word(heading, text, words).at(location));
    }
}

/// 修改 was chosen for an item, but nothing says what changes.
pub(super) fn nothing_changed(item: &ItemRef) -> Finding {
    missing_key::change(&item.text()).at(item.location)
}
