//! The programs that some tests ask beside mulu: LibreOffice, and what looks at its pages.

use std::io::Write;
use std::path::Path;
use std::process::Command;

/// LibreOffice.
pub const OFFICE: &str = "soffice";

/// Whether all of these programs are there. Where one is missing the test has nothing to ask: it says on
/// the terminal that it was skipped; on a CI machine (`CI=true`) it fails.
pub fn have(programs: &[&str]) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let is_there = |program: &str| {
        std::env::split_paths(&path).any(|folder| {
            folder.join(program).is_file() || folder.join(format!("{program}.exe")).is_file()
        })
    };
    match programs.iter().find(|program| !is_there(program)) {
        Some(missing) => skip(missing),
        None => true,
    }
}

/// The same for a package of Python.
pub fn have_python(package: &str) -> bool {
    if !have(&["python3"]) {
        return false;
    }
    let import = Command::new("python3").args(["-c", &format!("import {package}")]).output();
    let is_there = import.is_ok_and(|output| output.status.success());
    is_there || skip(&format!("{package}, a package of Python"))
}

/// Says that a test was skipped; fails on a CI machine.
fn skip(missing: &str) -> bool {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    let ci = std::env::var("CI").is_ok_and(|ci| !ci.is_empty() && ci != "false");
    assert!(!ci, "{test} needs {missing}: see .ci/tools for what to install");
    // The macros would be caught by the test harness and never seen.
    let _ = writeln!(std::io::stderr(), "skipped: {test} needs {missing}, which is not installed");
    false
}

/// Runs one of these programs; gives what it printed.
pub fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program} does not start: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Has LibreOffice convert files into the folder `out`, with a profile of its own, so that another
/// LibreOffice running here does not matter.
pub fn convert(files: &[&Path], filter: &str, out: &Path) {
    let home = tempfile::tempdir().unwrap();
    let profile = format!("-env:UserInstallation=file://{}", home.path().display());
    let mut arguments = vec![&profile, "--headless", "--convert-to", filter, "--outdir"];
    arguments.push(out.to_str().unwrap());
    arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
    run(OFFICE, &arguments);
}
