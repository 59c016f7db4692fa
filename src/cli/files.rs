//! Putting a single file in its place.

use std::io::{self, Write};
use std::path::Path;

use super::CliError;

/// Writes into a file beside the target, which then takes its place: nothing is ever half written, and
/// the target keeps its permissions. A link stays a link.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    write(&target, bytes).map_err(|error| {
        let path = path.display();
        CliError::Message(format!(
            "写不了“{path}”：{error}。看文件夹在不在、能不能写，文件是不是开着"
        ))
    })
}

fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = target.parent().filter(|parent| !parent.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut file = temporary(folder)?;
    if let Ok(metadata) = std::fs::metadata(target) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file is for its owner only; what replaces a file of a shared folder must not be.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
