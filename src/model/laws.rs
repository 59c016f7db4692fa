//! Laws that hold for any text at all: nothing panics, and what was read is read back the same.

use super::{Audience, BasisList, Bodies, Channels, Elements, Levels, Mode, TimeLimits, fold};
use proptest::prelude::*;
macro_rules! reads_back {
    ($text:expr, $($kind:ty),+) => {
        $(
            let value = <$kind>::parse($text);
            prop_assert_eq!(&<$kind>::parse(&value.text()), &value);
        )+
    };
}

proptest! {
    #[test]
    fn any_text(text in "\\PC{0,40}") {
        reads_back!(&text, Elements, BasisList, TimeLimits, Bodies, Channels, Audience, Mode, Levels);
    }

    #[test]
    fn any_chinese_text(text in "([\u{4e00}-\u{4e20}《》（）()、；，。：/\n ①■□√0-9号第条日前内]|20个工作日内|〔2019〕5号){0,30}") {
        reads_back!(&text, Elements, BasisList, TimeLimits, Bodies, Channels, Audience, Mode, Levels);
        prop_assert_eq!(fold::name(&fold::name(&text)), fold::name(&text));
        prop_assert_eq!(fold::compact(&fold::squeeze(&text)), fold::compact(&text));
    }

    /// What stands in a list entry is found again in the values, whatever was cut.
    #[test]
    fn nothing_is_lost(text in "[天地玄黄《》（）、；，/]{1,20}") {
        let kept = |text: &str| text.chars().filter(|c| "天地玄黄".contains(*c)).collect::<String>();
        prop_assert_eq!(kept(&Elements::parse(&text).text()), kept(&text));
        prop_assert_eq!(kept(&BasisList::parse(&text).text()), kept(&text));
        prop_assert_eq!(kept(&Bodies::parse(&text).text()), kept(&text));
        prop_assert_eq!(kept(&TimeLimits::parse(&text).text()), kept(&text));
    }
}

/// As many characters as a cell can hold: whoever reads them in quadratic time is seen to hang here.
#[test]
fn long_cells_are_read_and_do_not_grow() {
    const CELL: usize = 32_767;
    let patterns = [
        "1日内、",
        "甲/",
        "（",
        "《",
        "《甲》、",
        "1、",
        "■甲",
        "第一条",
        "；",
        "令1号",
        "会同",
        "1.1",
        "县级",
        "（《",
    ];
    for pattern in patterns {
        let text = pattern.repeat(CELL / pattern.chars().count());
        let texts = [
            Elements::parse(&text).text(),
            BasisList::parse(&text).text(),
            TimeLimits::parse(&text).text(),
            Bodies::parse(&text).text(),
            Channels::parse(&text).text(),
            Audience::parse(&text).text(),
            Levels::parse(&text).text(),
            fold::name(&text),
        ];
        let longest = texts.iter().map(|text| text.chars().count()).max();
        assert!(longest.is_some_and(|count| count <= 2 * CELL), "{pattern}: {longest:?}");
    }
}

/// A tick and a number may make a list, in the text as in what is written of it.
#[test]
fn ticks_before_numbers() {
    for text in ["①2√日", "1√2√站", "√1.站√2.栏"] {
        let channels = Channels::parse(text);
        assert_eq!(Channels::parse(&channels.text()), channels, "{text}");
    }
}
