//! 词表: the words that rules look for, list by list. What a word means is for the rule to say.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::embedded::{Embedded, find_embedded};
use crate::input::yaml::{Node, Value};
use crate::source::Span;

/// Names the lists, each once.
macro_rules! word_lists {
    ($($(#[$doc:meta])* $list:ident = $name:literal,)*) => {
        /// A list of words in `vocabulary.yaml`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum WordList {
            $($(#[$doc])* $list,)*
        }

        /// The names of the lists, in the order of [`WordList`].
        const NAMES: &[&str] = &[$($name),*];
    };
}

word_lists! {
    /// What the names of local channels end in: 大英县融媒体中心, 村务微信群.
    ChannelEnding = "渠道名称结尾",
    /// What the names of websites hold.
    WebsiteName = "网站名称用语",
    /// Where a person can ask, which is no place where everyone sees the answer.
    Counter = "办事场所结尾",
    /// What bodies are called that belong to no kind of department.
    BodyEnding = "单位名称结尾",
    /// Cities of the rank of a county.
    CountyCity = "县级市",
    /// What stands before a kind of department where only the rank of the place is written.
    RankOfPlace = "只写级别的地名",
    /// The same of a city.
    RankOfCity = "只写级别的市",
    /// Several ranks at once, or a choice of ranks that nobody made: no body is called so.
    SeveralRanks = "几级并列",
    /// The committee of a village that is not named.
    UnnamedVillage = "没有名称的村",
    /// Offices inside a town.
    TownOffice = "乡镇内设机构",
    /// Ends of the names of offices inside a body.
    InnerOffice = "内设机构结尾",
    /// Ends of the names of groups that coordinate bodies and are none.
    CoordinatingGroup = "议事协调机构结尾",
    /// Kinds that the State, the province or the city runs down to the county.
    RunFromAbove = "垂直管理部门",
    /// Ends of the names of branches.
    Branch = "派出机构结尾",
    /// What is written for a group and names none.
    NoGroup = "没有名称的群体",
    /// Private facts that must not be among what is published for everyone.
    PrivateFact = "个人隐私",
    /// Lists that name persons who must not be known.
    NamedPersons = "不能公开的名单",
    /// Wordings that hold a private fact and publish none, and what applicants bring along.
    NotPrivate = "个人隐私以外的说法",
    /// Words that say that what is sensitive is left out.
    LeftOut = "隐去的说法",
    /// Words for children.
    Minor = "未成年人",
    /// Students who are grown up, and lists of places or schools, which name no child.
    NoMinor = "不指未成年人",
    /// What tells who a child is.
    Telling = "看得出是谁的内容",
    /// Words that are a mark of secrecy wherever they stand.
    SecrecyMark = "涉密和内部标志",
    /// Words that are a mark of secrecy only by themselves: a whole text, or a bracket of it.
    SecrecyLevel = "密级",
    /// Words that speak of what is kept from the public.
    KeptBack = "不公开的说法",
    /// What the papers of a year are called.
    YearlyPaper = "年度文件",
    /// What points to instruments without naming one.
    Pointing = "笼统的指向",
    /// What reads like a title and names no instrument.
    VagueTitle = "笼统的依据名称",
    /// What is pointed to.
    PointedTo = "笼统的所指",
    /// Words that join, after which something should follow.
    Joining = "连接字",
    /// Words that only end in one that joins.
    EndsInJoining = "连接字结尾的词",
    /// What points elsewhere where something should stand.
    Elsewhere = "指向别处的说法",
    /// Endings of names that many domains have.
    GenericName = "通用事项名称结尾",
    /// Subjects whose laws count in days.
    CountedInDays = "按日历计算的业务",
    /// A rule that is not named.
    BareRule = "没有名称的规定",
    /// Words that speak of law.
    OfLaw = "依据用语",
}

/// The words of a list, and what finds them in a text.
#[derive(Debug, Default)]
struct ListedWords {
    words: Vec<String>,
    /// How often words were looked for while there was no automaton.
    asked: AtomicUsize,
    automaton: OnceLock<Option<AhoCorasick>>,
}

/// A list that is asked for more often is worth an automaton: making one costs as much as this many searches
/// for the words one by one.
const OFTEN: usize = 64;

impl ListedWords {
    fn is_in(&self, text: &str) -> bool {
        match self.automaton() {
            Some(automaton) => automaton.is_match(text),
            None => self.words.iter().any(|word| text.contains(word.as_str())),
        }
    }

    /// What finds the words, once there is enough to do for it. Nothing where it could not be built.
    fn automaton(&self) -> Option<&AhoCorasick> {
        if let Some(known) = self.automaton.get() {
            return known.as_ref();
        }
        let often = self.asked.fetch_add(1, Ordering::Relaxed) >= OFTEN;
        // Searching ahead for rare bytes is of no use: Chinese characters begin alike.
        let mut builder = AhoCorasick::builder();
        let builder = builder.kind(Some(AhoCorasickKind::DFA)).prefilter(false);
        let made = || builder.build(&self.words).ok();
        if often { self.automaton.get_or_init(made).as_ref() } else { None }
    }
}

/// The lists, in the order of [`WordList`].
fn lists() -> &'static [ListedWords] {
    static LISTS: OnceLock<Vec<ListedWords>> = OnceLock::new();
    LISTS.get_or_init(|| NAMES.iter().map(|name| read(name)).collect())
}

pub(super) fn tree() -> &'static Node {
    static TREE: OnceLock<Node> = OnceLock::new();
    TREE.get_or_init(|| {
        let file = find_embedded("catalogues/registers/vocabulary.yaml");
        file.map_or(Node { span: Span::default(), value: Value::Null }, Embedded::node)
    })
}

fn read(name: &str) -> ListedWords {
    let mut lists = tree().get("词表").map_or(&[][..], Node::elements).iter();
    let Some(list) = lists.find(|list| list.text("名称") == Some(name)) else {
        return ListedWords::default();
    };
    let words = list.texts("词").into_iter().map(str::to_owned).collect();
    ListedWords { words, ..ListedWords::default() }
}

impl WordList {
    fn list(self) -> &'static ListedWords {
        static NONE: ListedWords = ListedWords {
            words: Vec::new(),
            asked: AtomicUsize::new(0),
            automaton: OnceLock::new(),
        };
        lists().get(self as usize).unwrap_or(&NONE)
    }

    /// All words, in the order of the file.
    pub fn words(self) -> &'static [String] {
        &self.list().words
    }

    /// The first word of the list that fits.
    pub fn find(self, fits: impl Fn(&str) -> bool) -> Option<&'static str> {
        self.words().iter().map(String::as_str).find(|word| fits(word))
    }

    /// The first word of the list that stands in a text.
    pub fn first_in(self, text: &str) -> Option<&'static str> {
        // Most texts hold none, which the automaton tells at once.
        if self.is_in(text) { self.find(|word| text.contains(word)) } else { None }
    }

    /// Whether a word stands in a text.
    pub fn is_in(self, text: &str) -> bool {
        self.list().is_in(text)
    }

    /// Whether a text is one of the words.
    pub fn has(self, text: &str) -> bool {
        self.find(|word| word == text).is_some()
    }

    /// Whether a text begins with a word.
    pub fn begins(self, text: &str) -> bool {
        self.find(|word| text.starts_with(word)).is_some()
    }

    /// Whether a text ends in a word.
    pub fn ends(self, text: &str) -> bool {
        self.find(|word| text.ends_with(word)).is_some()
    }
}

/// What items are called that disclose a matter of 领域 36; `None` for one too general to look for.
pub fn words_of_matter(code: &str) -> Option<&'static [String]> {
    static MATTERS: OnceLock<Vec<(String, Vec<String>)>> = OnceLock::new();
    let matters = MATTERS.get_or_init(|| {
        let entries = tree().get("条例事项").map_or(&[][..], Node::entries).iter();
        let words = |node: &Node| {
            node.elements().iter().filter_map(Node::scalar).map(str::to_owned).collect()
        };
        entries.map(|(key, node)| (key.text.to_string(), words(node))).collect()
    });
    matters.iter().find(|(of, _)| of == code).map(|(_, words)| words.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_automaton_finds_what_is_found_without() {
        let list = WordList::PrivateFact;
        let texts = list.words().iter().map(|word| format!("甲{word}乙"));
        let texts: Vec<String> = texts.chain(["县民政局".to_owned()]).collect();
        let alone = |text: &String| list.find(|word| text.contains(word)).is_some();
        for text in texts.iter().cycle().take(OFTEN * 2 + texts.len()) {
            assert_eq!(list.is_in(text), alone(text), "{text}");
        }
        assert!(list.list().automaton.get().is_some_and(Option::is_some));
    }

    #[test]
    fn every_list_is_in_the_file_and_every_list_of_the_file_is_used() {
        assert!(lists().iter().all(|list| !list.words.is_empty()));
        let written = tree().get("词表").map_or(&[][..], Node::elements);
        let names: Vec<&str> = written.iter().filter_map(|list| list.text("名称")).collect();
        assert_eq!(names, NAMES);
        assert!(words_of_matter("36.002").is_some() && words_of_matter("36.001").is_none());
    }
}
