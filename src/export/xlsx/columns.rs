//! The columns of a domain's sheet: which there are, how wide they are, and what an item has in each.

use super::CatalogueBook;
use crate::export::ChannelStyle;
use crate::export::heading::{depth, names_heading, other_headings, unverified};
use crate::layout::{self, Align, Form, Width, measure::width};
use crate::model::{AdminLevel, Channels, Domain, Field, Item, Traced, fold};

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CatalogueColumn<'a> {
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
    pub(super) list: Vec<CatalogueColumn<'a>>,
    /// Whether □ means 可选 here.
    pub(super) optional: bool,
    /// How many half-width characters stand in a line of the channels.
    capacity: usize,
    channel_style: ChannelStyle,
    /// The channels of the official form.
    standard: Vec<String>,
    own_towns: bool,
}

impl<'a> Columns<'a> {
    /// The columns of a domain on the paper of a form.
    pub(super) fn new(book: &CatalogueBook<'_>, domain: &'a Domain, form: &mut Form) -> Self {
        let profile = &book.catalogue.profile;
        let mut columns = Self {
            list: list(book, domain),
            optional: domain.items.iter().any(has_optional),
            capacity: 0,
            channel_style: book.options.layout.channels,
            standard: book.channels.standard_names().into_iter().map(str::to_owned).collect(),
            own_towns: profile.without_counties && profile.level.value == AdminLevel::City,
        };
        form.columns = columns.list.iter().map(|column| columns.described(*column)).collect();
        let channels = columns.list.iter().position(|column| *column == CatalogueColumn::Channels);
        columns.capacity = channels.map_or(0, |at| form.capacity(at));
        columns
    }

    fn described(&self, column: CatalogueColumn<'a>) -> layout::Column {
        let described = layout::Column {
            above: column.above().into_iter().collect(),
            width: self.width(column),
            joins: matches!(column, CatalogueColumn::Name(at) if at + 1 < self.depth()),
            ..layout::Column::new(self.heading(column), 0.0, column.align())
        };
        if column == CatalogueColumn::Code { described.hidden() } else { described }
    }

    /// 公开层级 stands in one line, also where there is one level only.
    fn width(&self, column: CatalogueColumn<'a>) -> Width {
        let is_level = |column: &&CatalogueColumn<'a>| matches!(column, CatalogueColumn::Level(_));
        let alone = self.list.iter().filter(is_level).count() == 1;
        if alone && is_level(&&column) { Width::Characters(9.0) } else { column.width() }
    }

    fn depth(&self) -> usize {
        self.list.iter().filter(|column| matches!(column, CatalogueColumn::Name(_))).count()
    }

    /// The heading.
    pub(super) fn heading(&self, column: CatalogueColumn<'a>) -> String {
        match column {
            CatalogueColumn::Serial => "序号".to_owned(),
            CatalogueColumn::Name(at) => names_heading(at),
            CatalogueColumn::Field(Field::Elements) => "公开内容（要素）".to_owned(),
            CatalogueColumn::Field(field) => field.heading().to_owned(),
            CatalogueColumn::Channels => "公开渠道和载体".to_owned(),
            CatalogueColumn::Everyone => "全社会".to_owned(),
            CatalogueColumn::Groups => "特定群体".to_owned(),
            CatalogueColumn::Active => "主动".to_owned(),
            CatalogueColumn::OnRequest => "依申请公开".to_owned(),
            // In a city without counties the level below is that of the 镇.
            CatalogueColumn::Level(AdminLevel::Town) if self.own_towns => "镇级".to_owned(),
            CatalogueColumn::Level(level) => level.label().to_owned(),
            CatalogueColumn::Other(heading) => heading.to_owned(),
            CatalogueColumn::Unverified => "待核".to_owned(),
            CatalogueColumn::Code => "编码".to_owned(),
        }
    }

    /// What the item that stands at this place (from 0) has in the column at `index`.
    pub(super) fn text(&self, index: usize, item: &Item, place: usize) -> String {
        let Some(column) = self.list.get(index) else { return String::new() };
        let fields = &item.fields;
        match *column {
            CatalogueColumn::Serial => (place + 1).to_string(),
            CatalogueColumn::Name(at) => item.names().get(at).cloned().unwrap_or_default(),
            CatalogueColumn::Field(field) => fields.text(field).unwrap_or_default(),
            CatalogueColumn::Channels => with(&fields.channels, |channels| self.channels(channels)),
            CatalogueColumn::Everyone => with(&fields.audience, |audience| audience.to_columns().0),
            CatalogueColumn::Groups => with(&fields.audience, |audience| audience.to_columns().1),
            CatalogueColumn::Active => with(&fields.mode, |mode| mode.to_columns().0),
            CatalogueColumn::OnRequest => with(&fields.mode, |mode| mode.to_columns().1),
            CatalogueColumn::Level(level) => {
                with(&fields.levels, |levels| tick(levels.contains(level)))
            }
            CatalogueColumn::Other(heading) => {
                with(&fields.other.get(heading).cloned(), String::clone)
            }
            CatalogueColumn::Unverified => unverified(item),
            CatalogueColumn::Code => item.code.to_string(),
        }
    }

    /// The block of boxes; two short names share a line.
    fn channels(&self, channels: &Channels) -> String {
        let only_named = self.optional || self.channel_style == ChannelStyle::Chosen;
        let standard = self.standard.iter().map(String::as_str);
        let shown: Vec<&str> =
            standard.filter(|name| !only_named || is_named(channels, name)).collect();
        let block = channels.block(&shown);
        pair_lines(&block, self.capacity.saturating_sub(1))
    }
}

impl CatalogueColumn<'_> {
    /// How the text stands.
    pub(super) fn align(self) -> Align {
        match self {
            CatalogueColumn::Field(
                Field::Elements | Field::Basis | Field::Limit | Field::Bodies,
            )
            | CatalogueColumn::Channels
            | CatalogueColumn::Other(_) => Align::Left,
            _ => Align::Center,
        }
    }

    /// The heading that it shares with its neighbours.
    fn above(self) -> Option<&'static str> {
        match self {
            CatalogueColumn::Name(_) => Some("公开事项"),
            CatalogueColumn::Everyone | CatalogueColumn::Groups => Some("公开对象"),
            CatalogueColumn::Active | CatalogueColumn::OnRequest => Some("公开方式"),
            CatalogueColumn::Level(_) => Some("公开层级"),
            _ => None,
        }
    }

    /// Narrow columns have what their texts need; the others share what is left of the page.
    fn width(self) -> Width {
        match self {
            CatalogueColumn::Serial | CatalogueColumn::Active => Width::Characters(6.0),
            CatalogueColumn::Level(_) => Width::Characters(6.4),
            CatalogueColumn::Everyone | CatalogueColumn::OnRequest => Width::Characters(8.0),
            CatalogueColumn::Unverified => Width::Characters(11.4),
            CatalogueColumn::Code | CatalogueColumn::Groups => Width::Share(9.0),
            CatalogueColumn::Name(0) | CatalogueColumn::Other(_) => Width::Share(13.0),
            CatalogueColumn::Name(_) => Width::Share(16.0),
            CatalogueColumn::Field(Field::Limit | Field::Bodies) => Width::Share(19.0),
            CatalogueColumn::Channels => Width::Share(37.0),
            CatalogueColumn::Field(_) => Width::Share(34.0),
        }
    }
}

fn list<'a>(book: &CatalogueBook<'_>, domain: &'a Domain) -> Vec<CatalogueColumn<'a>> {
    let own_level = book.catalogue.level();
    let mut list = vec![CatalogueColumn::Serial];
    list.extend((0..depth(&domain.items)).map(CatalogueColumn::Name));
    list.extend(
        [Field::Elements, Field::Basis, Field::Limit, Field::Bodies].map(CatalogueColumn::Field),
    );
    list.extend([
        CatalogueColumn::Channels,
        CatalogueColumn::Everyone,
        CatalogueColumn::Groups,
        CatalogueColumn::Active,
    ]);
    list.push(CatalogueColumn::OnRequest);
    list.extend(levels(domain, own_level).into_iter().map(CatalogueColumn::Level));
    list.extend(other_headings(&domain.items).into_iter().map(CatalogueColumn::Other));
    let unverified = domain.items.iter().any(|item| !item.unverified.is_empty());
    if unverified && !book.options.for_approval {
        list.push(CatalogueColumn::Unverified);
    }
    list.push(CatalogueColumn::Code);
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
    let mut out = String::with_capacity(block.len() * 2);
    let mut lines = block.lines().map(|line| (line, width(line))).peekable();
    while let Some((line, own)) = lines.next() {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
        let padding = COLUMN.saturating_sub(own) / 2;
        let together = |(_, next): &(&str, usize)| own + 2 * padding + next <= capacity;
        if let Some((next, _)) = lines.next_if(together) {
            (0..padding).for_each(|_| out.push('　'));
            out.push_str(next);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::built_in;

    #[test]
    fn the_longest_standard_channel_fits_its_line() {
        let columns = [CatalogueColumn::Serial, CatalogueColumn::Name(0), CatalogueColumn::Name(1)]
            .into_iter()
            .chain(
                [Field::Elements, Field::Basis, Field::Limit, Field::Bodies]
                    .map(CatalogueColumn::Field),
            )
            .chain([
                CatalogueColumn::Channels,
                CatalogueColumn::Everyone,
                CatalogueColumn::Groups,
                CatalogueColumn::Active,
            ])
            .chain([CatalogueColumn::OnRequest, CatalogueColumn::Level(AdminLevel::County)])
            .chain([
                CatalogueColumn::Level(AdminLevel::Town),
                CatalogueColumn::Unverified,
                CatalogueColumn::Code,
            ]);
        let column = |column: CatalogueColumn<'_>| layout::Column {
            width: column.width(),
            hidden: column == CatalogueColumn::Code,
            ..layout::Column::new("", 0.0, Align::Left)
        };
        let form =
            Form { columns: columns.map(column).collect(), font: Some(9.0), ..Form::default() };
        for name in built_in().channels().standard_names() {
            assert!(width(&format!("□{name}")) < form.capacity(7), "{name}");
        }
    }

    #[test]
    fn the_block_reads_back() {
        let chosen = ["政府网站", "便民服务站", "信用中国网站"].map(str::to_owned).to_vec();
        let channels = Channels::new(chosen, Vec::new());
        let standard = built_in().channels().standard_names();
        let paired = pair_lines(&channels.block(&standard), 32);
        assert!(paired.lines().count() < 9, "{paired}");
        assert!(paired.starts_with("■政府网站　　□政府公报\n"), "{paired}");
        assert_eq!(Channels::parse(&paired), channels);
    }
}
