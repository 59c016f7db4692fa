//! The pages of the four parts: the body's own text, and what stands there as long as it is missing.

use maud::html;

use super::page::Page;
use super::prose::render;
use super::{Part, SiteMember};

pub(super) fn page(member: &SiteMember, part: Part, text: Option<&str>) -> String {
    let title = format!("{}{}", member.catalogue.name, part.title());
    Page::of(member, &title).write(&html! {
        @let demands: Vec<_> = part.demands(member.catalogue.rank).collect();
        @if !demands.is_empty() { details.contents {
            summary { "《中华人民共和国政府信息公开条例》要求写明的内容" }
            ul { @for demand in demands { li { (demand.what) span.note { "（" (demand.article) "）" } } } }
        } }
        @match text {
            Some(text) => div.prose { (render(text)) },
            None => p { "这一部分正在编写。" },
        }
        @if part == Part::Statutory {
            h2 { "事项目录" }
            p { "公开哪些事项、由谁公开、什么时候公开，见" a href="index.html" { (member.catalogue.title()) } "。" }
            ul.cards { @for domain in &member.catalogue.domains {
                li { a href=(domain.file()) { (domain.name) } }
            } }
        }
    })
}
