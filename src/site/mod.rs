//! 公布: the pages that people read, as a folder of files that needs no server.
//!
//! What may be seen is decided in one place: [`public`] takes the allowed fields out of a catalogue, and
//! everything else here is made from that copy alone. Pages are written with maud, which escapes every
//! text; texts of the body's own come as Markdown and go through [`prose`]. Knows catalogues and their
//! differences, and the writers of workbooks and documents; no command, no reader of files, no rule.

mod board;
mod changes;
mod data;
mod domain;
mod groups;
mod home;
mod page;
mod part;
mod parts;
mod prose;
mod public;
mod slug;
mod topics;

use crate::diff::Diff;
use crate::export::ExportError;
use crate::model::{Catalogue, SiteColumn};
use crate::output::Artifact;

pub use board::NoticeBoard;
pub use changes::Changes;
pub use part::{Demand, Part};
pub use public::{PublicCatalogue, PublicChannels, PublicColumn, PublicDomain, PublicItem};
pub use slug::Slugs;

/// What is asked of the whole site.
#[derive(Debug, Clone, Default)]
pub struct SiteSettings {
    /// The address at which the site will stand; without it there are no QR codes.
    pub address: Option<String>,
    /// Places that get a notice board of their own.
    pub places: Vec<NoticeBoard>,
}

/// One body of government on the site.
#[derive(Debug)]
pub struct SiteMember {
    /// The name of its folder.
    pub slug: String,
    /// Its catalogue, as the public may see it.
    pub catalogue: PublicCatalogue,
    /// What changed since the last edition; `None` where there was none.
    pub changes: Option<Changes>,
    /// The texts of the four parts, in the order of [`Part::ALL`], as Markdown.
    pub texts: [Option<String>; 4],
}

impl SiteMember {
    /// The public copy of a catalogue, with what changed and the texts of the four parts.
    pub fn new(
        slug: String,
        catalogue: &Catalogue,
        diff: Option<&Diff>,
        texts: [Option<String>; 4],
        columns: &[SiteColumn],
    ) -> Self {
        let changes = diff.map(Changes::new);
        Self { slug, catalogue: PublicCatalogue::new(catalogue, columns), changes, texts }
    }
}

/// The files of one folder of the site.
#[derive(Debug)]
pub struct Folder {
    /// Its name below the site; empty for the site itself.
    pub name: String,
    /// Its files.
    pub files: Vec<Artifact>,
}

const STYLE: &str = include_str!("style.css");
const BOARD_STYLE: &str = include_str!("board.css");
const SCRIPT: &str = include_str!("search.js");

/// What the first page of the site tells of a body.
#[derive(Debug, Clone)]
pub struct SiteEntry {
    /// The name of its folder.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The title of its catalogue.
    pub title: String,
    /// Its 公开层级.
    pub level: &'static str,
    /// How many domains it has.
    pub domains: usize,
    /// How many items.
    pub items: usize,
}

impl SiteMember {
    /// The parts that it has, with their texts.
    fn parts(&self) -> Vec<(Part, Option<&str>)> {
        let parts = Part::ALL.into_iter().zip(&self.texts);
        let parts = parts.map(|(part, text)| (part, text.as_deref()));
        parts.filter(|(_, text)| Part::is_of(self.catalogue.rank) || text.is_some()).collect()
    }

    /// What the first page of the site tells of it.
    pub fn entry(&self) -> SiteEntry {
        let catalogue = &self.catalogue;
        SiteEntry {
            slug: self.slug.clone(),
            name: catalogue.name.clone(),
            title: catalogue.title(),
            level: catalogue.level,
            domains: catalogue.domains.len(),
            items: catalogue.items().count(),
        }
    }
}

/// The files of the site that belong to no body.
pub fn top(entries: &[SiteEntry]) -> Vec<Folder> {
    let assets = [("style.css", STYLE), ("board.css", BOARD_STYLE), ("search.js", SCRIPT)];
    let assets = assets.map(|(name, text)| file(name, text)).to_vec();
    let top = vec![file("index.html", home::top(entries)), file("schema.json", data::SCHEMA)];
    vec![
        Folder { name: String::new(), files: top },
        Folder { name: "assets".to_owned(), files: assets },
    ]
}

/// The files of one body. The same body gives the same bytes.
///
/// # Errors
/// When a workbook or a document cannot hold what the catalogue says.
pub fn pages(member: &SiteMember, settings: &SiteSettings) -> Result<Vec<Folder>, ExportError> {
    let catalogue = &member.catalogue;
    let boards = board::boards(member, settings);
    let mut files = vec![
        file("index.html", home::body(member, &boards)),
        file("data.js", data::search(catalogue)),
        file("changes.html", changes::page(member)),
    ];
    files.extend(catalogue.domains.iter().map(|d| file(&d.file(), domain::page(member, d))));
    let parts = member.parts().into_iter();
    files.extend(parts.map(|(part, text)| file(part.file(), parts::page(member, part, text))));
    files.extend(topics::page(member).map(|page| file("topics.html", page)));
    files.extend(groups::files(member, settings)?);
    files.extend(boards.into_iter().map(|board| file(&board.file, board.html)));
    files.extend(data::downloads(catalogue)?);
    let mut folders = vec![Folder { name: member.slug.clone(), files }];
    if settings.address.is_some() {
        let files = board::codes(member, settings);
        folders.push(Folder { name: format!("{}/qr", member.slug), files });
    }
    Ok(folders)
}

fn file(name: &str, text: impl Into<String>) -> Artifact {
    Artifact { name: name.to_owned(), bytes: text.into().into_bytes() }
}
