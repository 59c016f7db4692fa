//! The first page of the site, and the first page of each body: domains, filters, parts, downloads.

use maud::{Markup, html};

use super::board::Board;
use super::data;
use super::page::Page;
use super::topics;
use super::{SiteEntry, SiteMember};

/// The first page of the site: its bodies.
pub(super) fn top(entries: &[SiteEntry]) -> String {
    let page = Page {
        title: entries.first().map_or("", |first| &first.title),
        root: "",
        above: Vec::new(),
        styles: &[],
        scripts: &[],
        foot: String::new(),
    };
    page.write(&html! {
        table.wide {
            caption { "公开单位" }
            thead { tr { th scope="col" { "单位" } th scope="col" { "层级" } th.number scope="col" { "领域" } th.number scope="col" { "事项" } } }
            tbody { @for entry in entries { tr {
                th scope="row" { a href={ (entry.slug) "/index.html" } { (entry.name) } }
                td { (entry.level) }
                td.number { (entry.domains) }
                td.number { (entry.items) }
            } } }
        }
        p { a href="schema.json" { "数据格式说明（JSON Schema）" } }
    })
}

/// The first page of a body.
pub(super) fn body(member: &SiteMember, boards: &[Board]) -> String {
    let title = member.catalogue.title();
    let page = Page { scripts: &["data.js"], ..Page::of(member, &title) };
    page.write(&html! {
        (filters())
        section #domains { (domains(member)) }
        @let parts = member.parts();
        @if !parts.is_empty() { section { h2 { "政府信息公开" } ul.cards { @for (part, _) in parts {
            li { a href=(part.file()) { (part.title()) } }
        } } } }
        section { h2 { "更多" } ul.cards {
            li { a href="changes.html" { "和上一版相比的变化" } }
            li { a href="groups.html" { "按特定群体看" } }
            @if topics::has_page(member) { li { a href="topics.html" { "专项公开：重大建设项目、社会公益事业" } } }
            @for board in boards { li { a href=(board.file) { (board.title) } } }
        } }
        section { h2 { "下载" } ul.cards { @for (name, label) in data::DOWNLOADS {
            li { a href=(name) download { (label) } }
        } } }
    })
}

/// The filters. They do nothing without a script, so the script shows them.
fn filters() -> Markup {
    let choices = [
        ("level", "公开层级"),
        ("body", "公开主体"),
        ("audience", "公开对象"),
        ("mode", "公开方式"),
        ("channel", "公开渠道"),
    ];
    html! {
        form #filter role="search" aria-label="查找事项" hidden {
            div.words {
                label for="words" { "查找（可以写几个词，也可以写拼音首字母）" }
                input #words type="search" autocomplete="off";
            }
            @for (id, label) in choices {
                div { label for=(id) { (label) } select id=(id) { option value="" { "全部" } } }
            }
            div { button type="reset" { "清除" } }
        }
        div #found hidden { p #count role="status" {} ol #results {} }
        noscript { p.lead { "没有启用脚本，按领域看；每个领域的页面列出全部事项。" } }
    }
}

fn domains(member: &SiteMember) -> Markup {
    html! {
        table.wide {
            caption { "按领域" }
            thead { tr { th scope="col" { "编号" } th scope="col" { "领域" } th.number scope="col" { "事项" } th scope="col" { "牵头单位" } } }
            tbody { @for domain in &member.catalogue.domains { tr {
                td { (domain.number) }
                th scope="row" { a href=(domain.file()) { (domain.name) } }
                td.number { (domain.items.len()) }
                td { (domain.lead.as_deref().unwrap_or("")) }
            } } }
        }
    }
}
