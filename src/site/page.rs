//! The frame of every page: head, way back, main part, foot. Nothing is inline, nothing is loaded from
//! elsewhere, and the policy in the head says so to the browser.

use maud::{DOCTYPE, Markup, html};

use super::SiteMember;

/// What a browser may load: files of the site itself, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
                      base-uri 'none'; form-action 'none'";

/// A page.
pub(super) struct Page<'a> {
    /// The title.
    pub title: &'a str,
    /// The way from this page to the top of the site: empty, or `../`.
    pub root: &'a str,
    /// The pages above this one, with their addresses.
    pub above: Vec<(String, String)>,
    /// Further style sheets and scripts, by their addresses.
    pub styles: &'a [&'a str],
    /// Scripts beside the common one.
    pub scripts: &'a [&'a str],
    /// What stands below the main part.
    pub foot: String,
}

impl<'a> Page<'a> {
    /// A page of one body.
    pub(super) fn of(member: &'a SiteMember, title: &'a str) -> Self {
        let catalogue = &member.catalogue;
        let office = catalogue.office.as_ref().map(|office| format!("编制单位：{office}"));
        let version = catalogue.version.as_ref().map(|version| format!("版本：{version}"));
        let date = catalogue.date.as_ref().map(|date| format!("日期：{date}"));
        let foot: Vec<String> = [office, version, date].into_iter().flatten().collect();
        let above = vec![
            ("全部单位".to_owned(), "../index.html".to_owned()),
            (catalogue.name.clone(), "index.html".to_owned()),
        ];
        Self { title, root: "../", above, styles: &[], scripts: &[], foot: foot.join("　") }
    }

    /// The whole page.
    pub(super) fn write(&self, main: &Markup) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="zh-CN" {
                (self.head())
                body {
                    a.skip href="#main" { "跳到正文" }
                    header {
                        @if !self.above.is_empty() {
                            nav aria-label="所在位置" {
                                ol.way {
                                    @for (name, address) in &self.above {
                                        li { a href=(address) { (name) } }
                                    }
                                }
                            }
                        }
                        div #tools {}
                    }
                    main #main tabindex="-1" {
                        h1 { (self.title) }
                        (main)
                    }
                    footer { p { (self.foot) } }
                }
            }
        };
        page.into_string()
    }

    fn head(&self) -> Markup {
        html! {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (self.title) }
                link rel="stylesheet" href={ (self.root) "assets/style.css" };
                @for style in self.styles { link rel="stylesheet" href=(style); }
                @for script in self.scripts { script src=(script) defer {} }
                script src={ (self.root) "assets/search.js" } defer {}
            }
        }
    }
}
