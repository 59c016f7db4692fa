//! The links of a saved page that lists others, each with its title and the day beside it.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::BLOCKS;
use crate::input::tables::{Budget, Limits, declared_in_html, decode};
use crate::model::day_in;
use crate::text::Wording;

/// A page that is listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::input) struct ListedLink {
    /// The text of the link, or its title where that is longer.
    pub(in crate::input) title: String,
    /// Where it leads.
    pub(in crate::input) address: String,
    /// The text beside it that holds a day.
    pub(in crate::input) date: String,
}

/// What a page lists.
#[derive(Debug, Default)]
pub(in crate::input) struct ListedLinks {
    /// The links with a day beside them.
    pub(in crate::input) pages: Vec<ListedLink>,
    /// How many links have none.
    pub(in crate::input) without_date: usize,
    /// The way to the page, as it stands on it.
    pub(in crate::input) column: Option<String>,
}

/// What stands before the way to a page.
static WAYS: Wording = Wording::named("网页的当前位置");
/// A text no longer than this that holds a day is nothing but the day.
const DAY_LENGTH: usize = 24;
/// Elements whose text nobody sees.
const UNSEEN: [&[u8]; 4] = [b"script", b"style", b"noscript", b"template"];

/// Reads a page; one that cannot be decoded lists nothing.
pub(in crate::input) fn read(bytes: &[u8]) -> ListedLinks {
    let limits = Limits::default();
    let declared = declared_in_html(bytes);
    match decode(bytes, None, declared.as_deref(), &mut Budget::new(&limits)) {
        Ok(text) => LinkReader::default().read(&text),
        Err(_) => ListedLinks::default(),
    }
}

/// One line of the page while its text arrives.
#[derive(Debug, Default)]
struct LinkLine {
    links: Vec<ListedLink>,
    /// What stands outside the links.
    beside: String,
    /// All of it.
    whole: String,
}

#[derive(Debug, Default)]
struct LinkReader {
    found: ListedLinks,
    line: LinkLine,
    is_in_link: bool,
    /// A link whose day may stand on the next line.
    waiting: Option<ListedLink>,
    unseen: Option<Vec<u8>>,
}

impl LinkReader {
    fn read(mut self, text: &str) -> ListedLinks {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => self.start(&tag),
                Token::EndTag(tag) => self.end(&tag.name),
                Token::String(text) if self.unseen.is_none() => {
                    self.text(&String::from_utf8_lossy(&text));
                }
                _ => {}
            }
        }
        self.end_line();
        self.found.without_date += usize::from(self.waiting.is_some());
        self.found
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = tag.name.as_slice();
        if UNSEEN.contains(&name) && !tag.self_closing && self.unseen.is_none() {
            self.unseen = Some(name.to_vec());
        } else if name == b"a" {
            let value = |key: &[u8]| {
                let value = tag.attributes.get(key);
                value.map(|value| String::from_utf8_lossy(value).trim().to_owned())
            };
            let title = value(b"title").unwrap_or_default();
            let address = value(b"href").unwrap_or_default();
            self.line.links.push(ListedLink { title, address, date: String::new() });
            self.is_in_link = true;
        } else if is_block(name) {
            self.end_line();
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.unseen.as_deref() == Some(name) {
            self.unseen = None;
        } else if name == b"a" {
            self.is_in_link = false;
        } else if is_block(name) {
            self.end_line();
        }
    }

    fn text(&mut self, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.line.whole.push_str(&text);
        match self.line.links.last_mut().filter(|_| self.is_in_link) {
            // Its own text gathers in the place of the day until the line ends.
            Some(link) => link.date.push_str(&text),
            None => {
                self.line.beside.push(' ');
                self.line.beside.push_str(&text);
            }
        }
    }

    /// A line ends: its links get their titles and the day beside them.
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.is_in_link = false;
        self.way(&line);
        let day = day_in(&line.beside).map(|day| day.to_string());
        let is_day = day.is_some() && line.beside.trim().chars().count() <= DAY_LENGTH;
        if let Some(mut before) = self.waiting.take_if(|_| is_day && line.links.is_empty()) {
            before.date = day.unwrap_or_default();
            self.found.pages.push(before);
            return;
        }
        for link in line.links {
            self.link(link, day.as_deref());
        }
    }

    fn link(&mut self, link: ListedLink, day: Option<&str>) {
        let ListedLink { title, address, date: own } = link;
        let title = if title.chars().count() > own.chars().count() { title } else { own };
        let leads_nowhere = address.is_empty() || address.starts_with(['#', 'j']);
        if title.is_empty() || (leads_nowhere && day.is_none()) {
            return;
        }
        self.found.without_date += usize::from(self.waiting.take().is_some());
        // The day may stand inside the link itself.
        let inside = day_in(&title).filter(|_| title.contains(['-', '.', '/']));
        let day = day.map(str::to_owned).or_else(|| inside.map(|day| day.to_string()));
        let link = ListedLink { title, address, date: day.clone().unwrap_or_default() };
        match day {
            Some(_) => self.found.pages.push(link),
            None => self.waiting = Some(link),
        }
    }

    fn way(&mut self, line: &LinkLine) {
        let way = WAYS.iter().find_map(|word| {
            let at = line.whole.find(word)?;
            line.whole.get(at + word.len()..)
        });
        let steps = |way: &str| way.split('>').map(str::trim).collect::<Vec<_>>().join(">");
        let way = way.map(|way| steps(way.trim_start_matches(['：', ':', ' '])));
        if let Some(way) = way.filter(|way| !way.is_empty() && self.found.column.is_none()) {
            self.found.column = Some(way);
        }
    }
}

fn is_block(name: &[u8]) -> bool {
    BLOCKS.contains(&name) || name == b"tr" || name == b"table"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_have_their_titles_and_days() {
        let page = r##"<html><head><title>甲</title></head><body>
            <div class="nav"><a href="/">首页</a> <a href="/zw">政务公开</a></div>
            <div>当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; 社会救助</div>
            <ul>
            <li><a href="t1.html" title="最低生活保障办事指南">最低生活保障…</a><span>2020-09-01</span></li>
            <li><span>[2020-09-02]</span><a href="t2.html">特困人员名单</a></li>
            <li><div><a href="t3.html">临时救助</a></div><div class="d">2020年9月3日</div></li>
            <li><a href="t4.html">更多</a></li>
            </ul>
            <table><tr><td><a href="t5.html">医疗救助</a></td><td>2020-09-05</td></tr></table>
            <script>var a = '<a href="x">2020-01-01</a>';</script></body></html>"##;
        let found = read(page.as_bytes());
        let pages: Vec<(&str, &str, &str)> = found
            .pages
            .iter()
            .map(|link| (link.title.as_str(), link.address.as_str(), link.date.as_str()))
            .collect();
        let expected = [
            ("最低生活保障办事指南", "t1.html", "2020-09-01"),
            ("特困人员名单", "t2.html", "2020-09-02"),
            ("临时救助", "t3.html", "2020-09-03"),
            ("医疗救助", "t5.html", "2020-09-05"),
        ];
        assert_eq!(pages, expected);
        assert_eq!(found.column.as_deref(), Some("首页>政务公开>社会救助"));
        assert!(found.without_date >= 3, "{}", found.without_date);
    }
}
