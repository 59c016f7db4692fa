//! Why a file was not written, in words for the user.

use std::io;
use std::path::Path;

/// Why a file was not written. The text is Chinese and says what to do.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file is there that was not to be replaced.
    #[error("“{0}”已经有了，没有动它。换一个文件名；确定不要原来的内容，再加 --force")]
    Exists(String),
    /// The file is not as mulu wrote it.
    #[error(
        "“{0}”在 mulu 写出以后改动过（或者不是 mulu 写的），没有覆盖。要保留改动，先把它改名或移走；确定不要了，加 --force"
    )]
    Changed(String),
    /// An office program has the file open.
    #[error(
        "“{0}”正在别的程序里打开，没有覆盖。关掉它再编制一次；确定没有人打开（上次没有正常退出），加 --force"
    )]
    Open(String),
    /// The file is marked read-only.
    #[error("“{0}”是只读的，没有覆盖。去掉“只读”属性，或者换一个文件夹、文件名")]
    ReadOnly(String),
    /// A folder stands where the file should be, or a file where a folder should be.
    #[error("“{0}”的位置上已有同名的文件或文件夹，写不进去。把它改名或移走")]
    InTheWay(String),
    /// A folder is a link that leads out of where it stands.
    #[error(
        "“{folder}”是一个链接，指到外面的“{target}”，没有写。要写到那里，用 -o 直接写明；不要的，把链接移走"
    )]
    LeadsAway {
        /// The folder that was to be written.
        folder: String,
        /// Where it leads.
        target: String,
    },
    /// Another run has the folder.
    #[error(
        "“{folder}”正由另一个 mulu 写着（{owner}），等了一会儿还没有写完，这次没有写。等它写完再来一次；它停住不动的，先结束它"
    )]
    Held {
        /// The folder.
        folder: String,
        /// Who has it.
        owner: String,
    },
    /// The disk says no.
    #[error("写不了“{path}”：{reason}")]
    Io {
        /// What was to be written.
        path: String,
        /// Why not.
        reason: String,
    },
}

impl WriteError {
    /// What the disk says of a path.
    pub(super) fn io(path: &Path, error: &io::Error) -> Self {
        Self::Io { path: path.display().to_string(), reason: reason(error) }
    }
}

/// Windows: another program has the file open, or a part of it locked.
const IN_USE: [i32; 2] = [32, 33];

/// Why the disk or a stream takes nothing, in Chinese.
pub fn reason(error: &io::Error) -> String {
    use io::ErrorKind::{
        FileTooLarge, InvalidFilename, IsADirectory, NotADirectory, NotFound, PermissionDenied,
        QuotaExceeded, ReadOnlyFilesystem, ResourceBusy, StorageFull,
    };
    let in_use = cfg!(windows) && error.raw_os_error().is_some_and(|code| IN_USE.contains(&code));
    let known = match error.kind() {
        PermissionDenied | ResourceBusy => {
            "没有写入的权限，或者文件正被别的程序（WPS、Excel 等）占用。关掉打开它的程序，或者换一个文件夹"
        }
        _ if in_use => "文件正被别的程序（WPS、Excel 等）占用。关掉打开它的程序再来一次",
        ReadOnlyFilesystem => "这个磁盘是只读的，换一个文件夹",
        StorageFull | QuotaExceeded => "磁盘满了",
        FileTooLarge => "文件太大，这个磁盘放不下",
        InvalidFilename => "文件名太长或有不能用的字符",
        IsADirectory => "这个名字是一个文件夹",
        NotFound | NotADirectory => "没有这个文件夹",
        _ => {
            let code = error.raw_os_error().map(|code| format!("（错误号 {code}）"));
            return format!("系统没有写成{}", code.unwrap_or_default());
        }
    };
    known.to_owned()
}
