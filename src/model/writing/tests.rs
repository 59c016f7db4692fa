use super::*;
use proptest::prelude::*;

fn read(content: Content, written: &str) -> (String, Vec<Repair>) {
    Text::read(content, written, Manner::default()).into_parts()
}

#[test]
fn texts() {
    for (content, written, expected) in [
        (Content::Word, "征收土 地\n信息", "征收土地信息"),
        (Content::Limit, "信息形成之日起２０个工\n作日内", "信息形成之日起20个工作日内"),
        (Content::Basis, "‹土地管理法›第二条", "《土地管理法》第二条"),
        (Content::Basis, "《关于印发<办法>的通知》", "《关于印发〈办法〉的通知》"),
        (Content::Basis, "〈土地管理法〉", "《土地管理法》"),
        (Content::Bodies, "縣民政局", "县民政局"),
        (Content::Basis, "#REF!", ""),
        (Content::Elements, "比例％", "比例%"),
    ] {
        let (text, repairs) = read(content, written);
        assert_eq!(text, expected);
        assert!(!repairs.is_empty());
    }
    assert!(read(Content::Elements, " 办理条件、办理材料（原件） ").1.is_empty());
}

#[test]
fn places_are_those_of_the_written_text() {
    let (_, repairs) = read(Content::Limit, " 縣級：信息形成之日起２０个工\n作日内");
    let shown: Vec<&str> = repairs
        .iter()
        .filter_map(|repair| " 縣級：信息形成之日起２０个工\n作日内".get(repair.place.clone()))
        .collect();
    assert_eq!(shown, ["縣級", "２０", "\n"]);
}

/// Whether a blank tears a word is asked once for each blank, and once more for each that does.
#[test]
fn blanks_are_looked_at_once() {
    for (unit, is_word) in [("甲乙 ", false), ("甲乙 ", true), ("甲 ", false), ("甲 ", true)]
    {
        let text = unit.repeat(20_000);
        let asked = std::cell::Cell::new(0usize);
        let joined = torn_words(&text, |head, tail| {
            asked.set(asked.get() + 1);
            assert!(head.chars().count() + tail.chars().count() <= 32);
            is_word
        });
        assert!(asked.get() <= 40_000, "{unit}: {}", asked.get());
        assert!(joined.len() <= text.len());
    }
}

/// Texts that took minutes when each bracket was searched for again.
#[test]
fn brackets_that_never_close_are_read_to_the_end() {
    for unit in ["（", "《", "〔", "（http", "《甲法》（国发〔2019〕", "县级", "<", "甲 ", "（\n"]
    {
        let text = unit.repeat(20_000);
        for content in [Content::Word, Content::Elements, Content::Basis, Content::Channels] {
            let (once, _) = read(content, &text);
            assert!(once.len() <= text.len(), "{unit}");
        }
        assert!(width(&text).len() <= text.len() * 3);
        assert!(brackets(&text).len() <= text.len());
        assert!(torn_words(&text, |_, _| false).len() <= text.len());
    }
}

const CONTENTS: [Content; 7] = [
    Content::Word,
    Content::Limit,
    Content::Basis,
    Content::Bodies,
    Content::Elements,
    Content::Channels,
    Content::Mark,
];

proptest! {
    /// What was read once is read again as it stands.
    #[test]
    fn reading_twice_changes_nothing(
        text in "([征收土地信息县級鄉2０９日内工作公开《》〈〉（）()<>‹›、；，。：％ \n■□√×]|20个工作日内|〔2019〕5号){0,16}",
        content in prop::sample::select(CONTENTS.to_vec()),
    ) {
        let (once, _) = read(content, &text);
        let (twice, repairs) = read(content, &once);
        prop_assert_eq!(&twice, &once, "{:?}", repairs);
        prop_assert!(repairs.is_empty(), "{:?}", repairs);
    }
}
