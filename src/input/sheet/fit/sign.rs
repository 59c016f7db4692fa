//! What is seen of a text with one kind of column in mind: the signs that have weights.

use crate::input::sheet::fit::TextKind;

macro_rules! signs {
    ($($kind:ident { $($sign:ident = $name:literal, $doc:literal;)+ })+) => {
        /// A sign by which a text is told for or against a kind of column.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Sign {
            $($(#[doc = $doc] $sign,)+)+
        }

        impl Sign {
            /// All of them, with the kind each speaks of and its name in the weights.
            pub(super) const ALL: &[(Self, TextKind, &str)] =
                &[$($((Self::$sign, TextKind::$kind, $name),)+)+];
        }
    };
}

signs! {
    Serial {
        SerialNumber = "serial.number", "A number that counts rows.";
        SerialMark = "serial.mark", "A tick.";
        SerialText = "serial.text", "Anything else.";
    }
    Code {
        CodeWritten = "code.code", "Letters and digits.";
        CodeText = "code.text", "Anything else.";
    }
    Name {
        NameCitation = "name.citation", "A citation, a responsibility, a telephone.";
        NameTitle = "name.title", "Begins with a title and goes on: 《就业创业证》申领.";
        NameTyped = "name.typed", "A number, a tick, a limit, a basis, channels.";
        NameShort = "name.short", "One character.";
        NameEndless = "name.endless", "Longer than any name.";
        NameLong = "name.long", "Longer than most names.";
        NameList = "name.list", "A list.";
        NameBody = "name.body", "A body or levels.";
        NamePlain = "name.plain", "Anything else.";
    }
    Elements {
        ElementsTyped = "elements.typed", "A number, a tick, boxes, a limit.";
        ElementsChannels = "elements.channels", "All channels.";
        ElementsTitle = "elements.title", "Begins with a title: 《安全生产法》; 《消防法》.";
        ElementsLong = "elements.long", "A list, or long.";
        ElementsShort = "elements.short", "Anything else.";
    }
    Basis {
        BasisTitle = "basis.title", "Begins by citing an instrument.";
        BasisCites = "basis.cites", "Cites one anywhere.";
        BasisTyped = "basis.typed", "A number, a tick, boxes, a limit.";
        BasisLaw = "basis.law", "Has a word that instruments end with.";
        BasisText = "basis.text", "Anything else.";
    }
    Limit {
        LimitWritten = "limit.limit", "Says within which time.";
        LimitTyped = "limit.typed", "A number, a tick, boxes, a basis.";
        LimitTime = "limit.time", "Has a unit of time.";
        LimitText = "limit.text", "Anything else.";
    }
    Body {
        BodyTyped = "body.typed", "A number, a tick, a limit, a basis, channels.";
        BodyWritten = "body.body", "Ends as bodies do.";
        BodyLong = "body.long", "Longer than those who are responsible are named.";
        BodyText = "body.text", "Anything else.";
    }
    Channels {
        ChannelsBoxes = "channels.boxes", "Boxes with names.";
        ChannelsTyped = "channels.typed", "A number, a tick, a limit, a basis.";
        ChannelsMany = "channels.many", "Mostly channels.";
        ChannelsSome = "channels.some", "Some channels.";
        ChannelsBody = "channels.body", "A body.";
        ChannelsText = "channels.text", "Anything else.";
    }
    Tick {
        TickMark = "tick.mark", "A tick, a cross or a dash alone.";
        TickBoxes = "tick.boxes", "Boxes with channels.";
        TickWords = "tick.words", "A tick with words, levels, a way, an audience.";
        TickTyped = "tick.typed", "A limit, a basis, channels, or long.";
        TickText = "tick.text", "Anything else.";
    }
    Group {
        GroupMark = "group.mark", "A tick, alone or with words.";
        GroupTyped = "group.typed", "A number, a limit, a basis, channels, or long.";
        GroupText = "group.text", "Anything else.";
    }
    Audience {
        AudienceWritten = "audience.audience", "Says for whom.";
        AudienceTyped = "audience.typed", "A number, a limit, a basis, channels, or long.";
        AudienceText = "audience.text", "Anything else.";
    }
    Mode {
        ModeWritten = "mode.mode", "Names a way.";
        ModeText = "mode.text", "Anything else.";
    }
    Levels {
        LevelsWritten = "levels.levels", "Names levels.";
        LevelsMark = "levels.mark", "A tick.";
        LevelsText = "levels.text", "Anything else.";
    }
    Power {
        PowerWritten = "power.power", "Names a kind of power.";
        PowerTyped = "power.typed", "A number, a limit, a basis, channels, levels, a body.";
        PowerShort = "power.short", "Short as the names of the kinds are.";
        PowerText = "power.text", "Anything else.";
    }
}
