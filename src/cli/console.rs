//! The console of a program that was started by a double click: it closes with the program, before anybody
//! can read what stands on it.

use std::io::{self, BufRead, Write};

/// Waits for the return key where the console would close at once.
pub(super) fn wait() {
    if !(cfg!(windows) && is_own(|name| std::env::var(name).ok())) {
        return;
    }
    let _ = write!(io::stdout(), "\n按回车键关闭……").and_then(|()| io::stdout().flush());
    let _ = io::stdin().lock().read_line(&mut String::new());
}

/// Whether the console was opened for this program alone. Windows tells that only to unsafe code; but every
/// shell leaves its traces in the environment of what it starts, and the Explorer leaves none of them.
fn is_own(variable: impl Fn(&str) -> Option<String>) -> bool {
    // cmd, shells of Unix, and Windows Terminal.
    let of_shell = ["PROMPT", "SHLVL", "MSYSTEM", "TERM", "WT_SESSION"];
    // PowerShell puts the modules of the user before those of the system.
    let of_user = variable("USERPROFILE").filter(|home| !home.is_empty()).is_some_and(|home| {
        variable("PSModulePath").is_some_and(|modules| modules.contains(home.as_str()))
    });
    !of_user && of_shell.iter().all(|name| variable(name).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(variables: &[(&str, &str)]) -> bool {
        is_own(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn shells_leave_traces() {
        let home = ("USERPROFILE", r"C:\Users\a");
        let system = ("PSModulePath", r"C:\Windows\system32\WindowsPowerShell\v1.0\Modules");
        assert!(own(&[home, system]));
        assert!(!own(&[home, system, ("PROMPT", "$P$G")]));
        assert!(!own(&[home, ("PSModulePath", r"C:\Users\a\Documents\WindowsPowerShell\Modules")]));
        assert!(!own(&[home, system, ("SHLVL", "1")]));
    }
}
