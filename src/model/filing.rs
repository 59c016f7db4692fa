//! 报送, 公布 and 评估: what `mulu.yaml` says of a catalogue's way to its filing and after.

use jiff::civil::Date;

use crate::source::Located;

/// To whom a catalogue is sent, where it is published, and when it is looked at again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filing {
    /// 报送机关: to whom it is reported for filing.
    pub recipient: Option<String>,
    /// 公布栏目: where it is published, a website with its column.
    pub website: Option<String>,
    /// 联系人.
    pub contact: Option<String>,
    /// 联系电话.
    pub phone: Option<String>,
    /// 备案前审核: who has to approve it before it is filed, as written.
    pub approved_first: Option<String>,
    /// 下次评估日期.
    pub next_review: Option<Located<Date>>,
    /// 变更记录, the oldest first as written.
    pub versions: Vec<VersionNote>,
}

/// 变更记录: what one version changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VersionNote {
    /// 版本.
    pub version: String,
    /// 日期.
    pub date: Option<Date>,
    /// 内容.
    pub text: Option<String>,
    /// 依据.
    pub basis: Option<String>,
}
