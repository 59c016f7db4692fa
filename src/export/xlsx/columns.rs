//! The columns of a domain's sheet: which there are, how wide they are, and what an item has in each.

use super::measure::{capacity, width};
use super::page::Page;
use super::styles::Align;
use super::{Book, ChannelStyle};
use crate::export::heading::{depth, names_heading, other_headings, unverified};
use crate::model::{AdminLevel, Channels, Domain, Field, Item, Traced, fold};
use crate::register::ChannelRegister;

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column<'a> {
    /// 序号: counts the rows.
    Serial,
    /// 一级事项, 二级事项 ..., from 0.
    Name(usize),
    /// 公开内容 to 公开主体.
    Field(Field),
    /// 公开渠道和载体.
    Channels,
    /// 公开对象: 全社会.
    Everyone,
    /// 公开对象: 特定群体.
    Groups,
    /// 公开方式: 主动.
    Active,
    /// 公开方式: 依申请公开.
    OnRequest,
    /// 公开层级: one level.
    Level(AdminLevel),
    /// A further column, by its heading.
    Other(&'a str),
    /// 待核.
    Unverified,
    /// 编码, hidden.
    Code,
}

/// The columns of one domain.
pub(super) struct Columns<'a> {
    /// The columns in order; the last is 编码.
    pub(super) list: Vec<Column<'a>>,
    /// Their widths, in units of column width.
    pub(super) widths: Vec<f64>,
    /// Whether □ means 可选 here.
    pub(super) optional: bool,
    font: f64,
    channel_style: ChannelStyle,
    own_towns: bool,
}

impl<'a> Columns<'a> {
    pub(super) fn new(book: &Book<'_>, domain: &'a Domain) -> Self {
        let profile = &book.catalogue.profile;
        let list = list(domain, book.catalogue.level());
        Self {
            widths: widths(&list, book.page),
            list,
            optional: domain.items.iter().any(has_optional),
            font: book.page.font,
            channel_style: book.options.layout.channels,
            own_towns: profile.without_counties && profile.level.value == AdminLevel::City,
        }
    }

    /// The index of the last column that is seen.
    pub(super) fn last_visible(&self) -> usize {
        self.list.len().saturating_sub(2)
    }

    /// The heading in the first row, shared by neighbours with the same one.
    pub(super) fn group(&self, column: Column<'a>) -> String {
        match column {
            Column::Name(_) => "公开事项".to_owned(),
            Column::Everyone | Column::Groups => "公开对象".to_owned(),
            Column::Active | Column::OnRequest => "公开方式".to_owned(),
            Column::Level(_) => "公开层级".to_owned(),
            single => self.heading(single),
        }
    }

    /// The heading in the second row.
    pub(super) fn heading(&self, column: Column<'a>) -> String {
        match column {
            Column::Serial => "序号".to_owned(),
            Column::Name(at) => names_heading(at),
            Column::Field(Field::Elements) => "公开内容（要素）".to_owned(),
            Column::Field(field) => field.heading().to_owned(),
            Column::Channels => "公开渠道和载体".to_owned(),
            Column::Everyone => "全社会".to_owned(),
            Column::Groups => "特定群体".to_owned(),
            Column::Active => "主动".to_owned(),
            Column::OnRequest => "依申请公开".to_owned(),
            // In a city without counties the level below is that of the 镇.
            Column::Level(AdminLevel::Town) if self.own_towns => "镇级".to_owned(),
            Column::Level(level) => level.label().to_owned(),
            Column::Other(heading) => heading.to_owned(),
            Column::Unverified => "待核".to_owned(),
            Column::Code => "编码".to_owned(),
        }
    }

    /// What the item that stands at this place (from 0) has in the column at `index`.
    pub(super) fn text(&self, index: usize, item: &Item, place: usize) -> String {
        let Some(column) = self.list.get(index) else { return String::new() };
        let fields = &item.fields;
        match *column {
            Column::Serial => (place + 1).to_string(),
            Column::Name(at) => item.names().get(at).cloned().unwrap_or_default(),
            Column::Field(field) => fields.text(field).unwrap_or_default(),
            Column::Channels => with(&fields.channels, |channels| self.channels(channels, index)),
            Column::Everyone => with(&fields.audience, |audience| audience.to_columns().0),
            Column::Groups => with(&fields.audience, |audience| audience.to_columns().1),
            Column::Active => with(&fields.mode, |mode| mode.to_columns().0),
            Column::OnRequest => with(&fields.mode, |mode| mode.to_columns().1),
            Column::Level(level) => with(&fields.levels, |levels| tick(levels.contains(level))),
            Column::Other(heading) => with(&fields.other.get(heading).cloned(), String::clone),
            Column::Unverified => unverified(item),
            Column::Code => item.code.to_string(),
        }
    }

    /// The block of boxes; two short names share a line.
    fn channels(&self, channels: &Channels, index: usize) -> String {
        let only_named = self.optional || self.channel_style == ChannelStyle::Chosen;
        let standard = ChannelRegister::get().standard_names();
        let shown: Vec<&str> =
            standard.into_iter().filter(|name| !only_named || is_named(channels, name)).collect();
        let block = channels.block(&shown);
        let capacity = capacity(self.widths.get(index).copied().unwrap_or(0.0), self.font);
        pair_lines(&block, capacity.saturating_sub(1))
    }
}

impl Column<'_> {
    /// How the text stands.
    pub(super) fn align(self) -> Align {
        match self {
            Column::Field(Field::Elements | Field::Basis | Field::Limit | Field::Bodies)
            | Column::Channels
            | Column::Other(_) => Align::Left,
            _ => Align::Center,
        }
    }

    /// The width on A3, and whether the column takes a share of the room that is left.
    fn wish(self) -> (f64, bool) {
        match self {
            Column::Serial | Column::Active => (4.5, false),
            Column::Level(_) => (4.8, false),
            Column::Everyone | Column::OnRequest => (6.0, false),
            Column::Unverified => (8.5, false),
            Column::Code => (10.0, false),
            Column::Groups => (9.0, true),
            Column::Name(0) | Column::Other(_) => (13.0, true),
            Column::Name(_) => (16.0, true),
            Column::Field(Field::Limit | Field::Bodies) => (19.0, true),
            Column::Channels => (37.0, true),
            Column::Field(_) => (34.0, true),
        }
    }
}

fn list(domain: &Domain, own_level: AdminLevel) -> Vec<Column<'_>> {
    let mut list = vec![Column::Serial];
    list.extend((0..depth(&domain.items)).map(Column::Name));
    list.extend([Field::Elements, Field::Basis, Field::Limit, Field::Bodies].map(Column::Field));
    list.extend([Column::Channels, Column::Everyone, Column::Groups, Column::Active]);
    list.push(Column::OnRequest);
    list.extend(levels(domain, own_level).into_iter().map(Column::Level));
    list.extend(other_headings(&domain.items).into_iter().map(Column::Other));
    if domain.items.iter().any(|item| !item.unverified.is_empty()) {
        list.push(Column::Unverified);
    }
    list.push(Column::Code);
    list
}

/// The levels that any item names, from the top down; the body's own where none does.
fn levels(domain: &Domain, own_level: AdminLevel) -> Vec<AdminLevel> {
    let named = |level: &AdminLevel| {
        let levels = domain.items.iter().filter_map(|item| item.fields.levels.as_ref());
        levels.into_iter().any(|levels| levels.value.contains(*level))
    };
    let found: Vec<AdminLevel> = AdminLevel::ALL.into_iter().filter(named).collect();
    if found.is_empty() { vec![own_level] } else { found }
}

/// Narrow columns keep their width; the others share what is left of the page.
fn widths(list: &[Column<'_>], page: Page) -> Vec<f64> {
    let seen = list.iter().filter(|column| **column != Column::Code).map(|column| column.wish());
    let (mut fixed, mut shared) = (0.0, 0.0);
    for (width, shares) in seen {
        *(if shares { &mut shared } else { &mut fixed }) += width;
    }
    let room = page.units(list.len() - 1) - fixed * page.scale();
    let factor = (room / shared).max(0.2);
    let width = |column: &Column<'_>| match column.wish() {
        (width, true) => width * factor,
        (width, false) => width * page.scale(),
    };
    list.iter().map(width).collect()
}

fn with<T>(field: &Option<Traced<T>>, text: impl FnOnce(&T) -> String) -> String {
    field.as_ref().map(|traced| text(&traced.value)).unwrap_or_default()
}

fn tick(yes: bool) -> String {
    if yes { "√".to_owned() } else { String::new() }
}

fn has_optional(item: &Item) -> bool {
    item.fields.channels.as_ref().is_some_and(|channels| !channels.value.optional.is_empty())
}

fn is_named(channels: &Channels, name: &str) -> bool {
    let same = |known: &String| fold::compact(known) == fold::compact(name);
    channels.chosen.iter().chain(&channels.optional).any(same)
}

/// Puts neighbours on one line where both fit.
fn pair_lines(block: &str, capacity: usize) -> String {
    /// Short names are padded to this width, so that the second boxes of the lines stand below each
    /// other.
    const COLUMN: usize = 14;
    let mut out: Vec<String> = Vec::new();
    let mut lines = block.lines().peekable();
    while let Some(line) = lines.next() {
        let padding = COLUMN.saturating_sub(width(line)) / 2;
        let padded = format!("{line}{}", "　".repeat(padding));
        let together = |next: &&str| width(&padded) + width(next) <= capacity;
        match lines.next_if(together) {
            Some(next) => out.push(padded + next),
            None => out.push(line.to_owned()),
        }
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Paper;
    use crate::export::xlsx::measure::lines;

    #[test]
    fn the_longest_standard_channel_fits_its_line() {
        let columns = [Column::Serial, Column::Name(0), Column::Name(1)]
            .into_iter()
            .chain([Field::Elements, Field::Basis, Field::Limit, Field::Bodies].map(Column::Field))
            .chain([Column::Channels, Column::Everyone, Column::Groups, Column::Active])
            .chain([Column::OnRequest, Column::Level(AdminLevel::County)])
            .chain([Column::Level(AdminLevel::Town), Column::Unverified, Column::Code]);
        let columns: Vec<Column<'_>> = columns.collect();
        let page = Page::new(Paper::A3);
        let width = widths(&columns, page)[7];
        for name in ChannelRegister::get().standard_names() {
            assert_eq!(lines(&format!("□{name}"), width, page.font), 1, "{name}");
        }
    }

    #[test]
    fn the_block_reads_back() {
        let chosen = ["政府网站", "便民服务站", "信用中国网站"].map(str::to_owned).to_vec();
        let channels = Channels::new(chosen, Vec::new());
        let standard = ChannelRegister::get().standard_names();
        let paired = pair_lines(&channels.block(&standard), 32);
        assert!(paired.lines().count() < 9, "{paired}");
        assert!(paired.starts_with("■政府网站　　□政府公报\n"), "{paired}");
        assert_eq!(Channels::parse(&paired), channels);
    }
}
