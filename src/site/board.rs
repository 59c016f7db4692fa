//! Notice boards: a slice of the catalogue for one village or one hall on A3, and the QR codes of items.

use maud::{Markup, html};
use qrcode::QrCode;
use qrcode::render::svg;

use super::domain::lines;
use super::page::Page;
use super::{PublicDomain, PublicItem, SiteMember, SiteSettings, Slugs};
use crate::model::AdminLevel;
use crate::output::Artifact;

/// A place with a notice board of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeBoard {
    /// A village or community.
    Village(String),
    /// A hall where people come to settle things.
    Hall(String),
}

/// The page of a notice board.
pub(super) struct Board {
    /// The name of its file.
    pub file: String,
    /// What it is called in lists.
    pub title: String,
    /// The page.
    pub html: String,
}

/// The board that every village has.
const VILLAGE_BOARD: &str = "村务公开栏";
/// Words of channels that hang in a village, and of those in a hall.
const VILLAGE: [&str; 2] = ["公示栏", "村务公开栏"];
const HALL: [&str; 4] = ["政务服务中心", "便民服务", "服务大厅", "办事大厅"];

impl NoticeBoard {
    fn name(&self) -> &str {
        match self {
            Self::Village(name) | Self::Hall(name) => name,
        }
    }

    /// Whether an item belongs on the board.
    fn shows(&self, item: &PublicItem) -> bool {
        let words: &[&str] = match self {
            Self::Village(_) => &VILLAGE,
            Self::Hall(_) => &HALL,
        };
        item.channels.all().any(|channel| words.iter().any(|word| channel.contains(word)))
    }
}

/// The boards of a body: those of the places that were asked for, or else its own where it is a village, or
/// else one of each kind.
pub(super) fn boards(member: &SiteMember, settings: &SiteSettings) -> Vec<Board> {
    let usual = match member.catalogue.rank {
        AdminLevel::Village => vec![NoticeBoard::Village(VILLAGE_BOARD.to_owned())],
        _ => vec![
            NoticeBoard::Village("村（社区）公示栏".to_owned()),
            NoticeBoard::Hall("服务大厅".to_owned()),
        ],
    };
    let places = if settings.places.is_empty() { &usual } else { &settings.places };
    let mut slugs = Slugs::default();
    places.iter().map(|place| board(member, settings, place, &slugs.give(place.name()))).collect()
}

fn board(member: &SiteMember, settings: &SiteSettings, place: &NoticeBoard, slug: &str) -> Board {
    let catalogue = &member.catalogue;
    let title = format!("{}政务公开事项（{}）", catalogue.name, place.name());
    let shown = catalogue.domains.iter().filter_map(|domain| {
        let items: Vec<&PublicItem> =
            domain.items.iter().filter(|item| place.shows(item)).collect();
        (!items.is_empty()).then_some((domain, items))
    });
    let shown: Vec<(&PublicDomain, Vec<&PublicItem>)> = shown.collect();
    let coded = settings.address.is_some();
    let page = Page { styles: &["../assets/board.css"], ..Page::of(member, &title) };
    let html = page.write(&html! {
        @if shown.is_empty() { p { "目录里没有写在这里公开的事项。" } }
        @for (domain, items) in &shown { (table(domain, items, coded)) }
    });
    Board {
        file: format!("board-{slug}.html"),
        title: format!("张贴（A3）：{}", place.name()),
        html,
    }
}

fn table(domain: &PublicDomain, items: &[&PublicItem], coded: bool) -> Markup {
    html! {
        table.board {
            caption { (domain.name) }
            thead { tr {
                th scope="col" { "编码" } th scope="col" { "事项" } th scope="col" { "公开内容" }
                th scope="col" { "公开时限" } th scope="col" { "公开主体" }
                @if coded { th scope="col" { "扫码看全文" } }
            } }
            tbody { @for item in items { tr {
                td { (item.code) }
                th scope="row" { a href=(domain.address(item)) { (item.title()) } }
                td { (item.elements.join("、")) }
                td { (lines(&item.limit)) }
                td { (item.bodies.join("、")) }
                @if coded { td.qr { img src={ "qr/" (item.code) ".svg" } width="96" height="96" loading="lazy" alt={ (item.code) "的二维码" }; } }
            } } }
        }
    }
}

/// The QR codes of all items, which lead to their addresses.
pub(super) fn codes(member: &SiteMember, settings: &SiteSettings) -> Vec<Artifact> {
    let Some(site) = &settings.address else { return Vec::new() };
    let site = site.trim_end_matches('/');
    let domains = member.catalogue.domains.iter();
    let items = domains.flat_map(|domain| domain.items.iter().map(move |item| (domain, item)));
    let code = |(domain, item): (&PublicDomain, &PublicItem)| {
        let address = format!("{site}/{}/{}", member.slug, domain.address(item));
        // Only an address of thousands of letters has no code; whoever sets it refuses such a one.
        let code = QrCode::new(address).ok()?;
        let svg = code.render::<svg::Color<'_>>().min_dimensions(200, 200).build();
        Some(Artifact { name: format!("{}.svg", item.code), bytes: svg.into_bytes() })
    };
    items.filter_map(code).collect()
}
