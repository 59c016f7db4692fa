//! Texts of the body's own, from Markdown to HTML. Tags in the text are shown and not obeyed; pictures
//! give their description; a link leads within the site, to a web page or to a mail address.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// The text as HTML.
pub(super) fn render(markdown: &str) -> Markup {
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(markdown, Options::ENABLE_TABLES).map(tame));
    PreEscaped(out)
}

/// The headings and words of the text, without marks.
pub(super) fn plain(markdown: &str) -> String {
    let texts = Parser::new_ext(markdown, Options::ENABLE_TABLES).map(|event| match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
            text.into_string()
        }
        Event::End(_) => "\n".to_owned(),
        _ => String::new(),
    });
    texts.collect()
}

fn tame(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
            level: lowered(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lowered(level))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = if is_safe(&dest_url) { dest_url } else { CowStr::from("#main") };
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        // A picture would have to be carried along; its description is a text like any other.
        Event::Start(Tag::Image { .. }) => Event::Text(CowStr::from("（图：")),
        Event::End(TagEnd::Image) => Event::Text(CowStr::from("）")),
        other => other,
    }
}

/// The title of the page is the only heading of the first rank.
fn lowered(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

fn is_safe(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme {
        None => true,
        Some(scheme) if scheme.contains(['/', '#', '?']) => true,
        Some(scheme) => ["http", "https", "mailto", "tel"].contains(&scheme.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_shown_and_not_obeyed() {
        let html =
            render("# 甲\n\n<script>alert(1)</script>\n\n乙<b onclick=x>丙</b>").into_string();
        assert!(html.contains("<h2>甲</h2>") && html.contains("&lt;script&gt;"), "{html}");
        assert!(!html.contains("<script") && !html.contains("<b "), "{html}");
    }

    #[test]
    fn links_and_pictures_lead_nowhere_unsafe() {
        let html = render(
            "[甲](javascript:alert(1)) [乙](19.html#19.001) [戊](JAVASCRIPT:x) ![丙](http://x/y.png)",
        );
        let html = html.into_string();
        assert!(!html.to_lowercase().contains("javascript") && !html.contains("<img"), "{html}");
        assert!(html.contains("19.html#19.001") && html.contains("（图：丙）"), "{html}");
    }
}
