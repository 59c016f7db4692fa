//! What a text is of, and what may be read otherwise than it stands.

/// What a cell or scalar holds, as far as its writing is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A name, a number, a kind: one line, whatever its line breaks.
    Word,
    /// A column that is ticked.
    Mark,
    /// A list of options with boxes: 公开方式, 公开对象, 公开层级.
    Options,
    /// 公开时限.
    Limit,
    /// 公开主体.
    Bodies,
    /// 公开依据.
    Basis,
    /// 公开内容.
    Elements,
    /// 公开渠道和载体.
    Channels,
    /// Anything else.
    Free,
}

impl From<super::super::Field> for Content {
    fn from(field: super::super::Field) -> Self {
        use super::super::Field;
        match field {
            Field::Names => Self::Word,
            Field::Elements => Self::Elements,
            Field::Basis => Self::Basis,
            Field::Limit => Self::Limit,
            Field::Bodies => Self::Bodies,
            Field::Channels => Self::Channels,
            Field::Audience | Field::Mode | Field::Levels => Self::Options,
        }
    }
}

/// What a repair does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RepairKind {
    /// The heading of a column was understood otherwise than it is written.
    Heading,
    /// Filled from the merged cell above.
    Merged,
    /// Filled from above, because the column is written once for each group.
    Blank,
    /// 同上 was replaced by what stands above.
    Ditto,
    /// The texts of several rows are one cell.
    JoinedRows,
    /// A cell of a row that slid was read under the column that it belongs to.
    Moved,
    /// Whitespace and invisible characters were taken out.
    Spaces,
    /// Line breaks inside a word were taken out.
    LineBreaks,
    /// Full and half width were put right.
    Width,
    /// ‹…› and the like became 《…》.
    TitleMarks,
    /// Pinyin or zhuyin in brackets was taken out.
    Pinyin,
    /// Traditional characters became simplified ones.
    Traditional,
    /// Numbering was taken off a name.
    Numbering,
    /// A broken tick or box was put right.
    Tick,
    /// A number is a date.
    Date,
    /// An error value counts as empty.
    ErrorValue,
    /// A remark or an address behind the channels, or the words of a link behind a name, was left out.
    Remark,
    /// Words beside a tick, a way or a level were left out.
    Aside,
    /// A kind of power was given its standard name.
    Power,
}

impl RepairKind {
    /// The ASCII name used by JSON, and the Chinese name.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Heading => ("heading", "认出栏名"),
            Self::Merged => ("merged", "合并格向下填"),
            Self::Blank => ("blank", "空格按上一行填"),
            Self::Ditto => ("ditto", "同上换成原文"),
            Self::JoinedRows => ("joined-rows", "几行并成一格"),
            Self::Moved => ("moved", "错位的格按内容归栏"),
            Self::Spaces => ("spaces", "去掉多余空格"),
            Self::LineBreaks => ("line-breaks", "接上断开的词"),
            Self::Width => ("width", "全角改半角"),
            Self::TitleMarks => ("title-marks", "改成书名号"),
            Self::Pinyin => ("pinyin", "去掉注音"),
            Self::Traditional => ("traditional", "繁体改简体"),
            Self::Numbering => ("numbering", "去掉名称前的编号"),
            Self::Tick => ("tick", "认出勾选符号"),
            Self::Date => ("date", "数字还原成日期"),
            Self::ErrorValue => ("error-value", "错误值按空格读"),
            Self::Remark => ("remark", "不取后面的注、网址和链接字"),
            Self::Aside => ("aside", "没有取勾选和选项旁边的字"),
            Self::Power => ("power", "权力类型改成标准写法"),
        }
    }

    /// The ASCII name used by JSON.
    pub fn id(self) -> &'static str {
        self.names().0
    }

    /// The Chinese name.
    pub fn label(self) -> &'static str {
        self.names().1
    }
}
