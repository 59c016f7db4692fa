//! The site in Chromium, from the folder: filters, the address of an item, the policy, no script.

use std::fs;
use std::path::Path;

use crate::common::office::{have, run};

const BROWSER: &str = "chromium";

/// The page as it stands after its scripts have run.
fn dump(site: &Path, address: &str) -> String {
    let profile = tempfile::tempdir().unwrap();
    let profile = format!("--user-data-dir={}", profile.path().display());
    let address = format!("file://{}/{address}", site.display());
    let fixed = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--virtual-time-budget=5000",
        "--dump-dom",
    ];
    run(BROWSER, &[&fixed[..], &[&profile, &address]].concat())
}

/// Tells the test, in the page, where the address leads and whether the policy holds.
const PROBE: &str = r#"
(function () {
  var refused = 0;
  document.addEventListener("securitypolicyviolation", function () { refused += 1; });
  var script = document.createElement("script");
  script.textContent = "document.title = 'inline ran'";
  document.body.appendChild(script);
  setTimeout(function () {
    var target = document.querySelector(":target");
    document.body.setAttribute("data-probe", (target ? target.id : "none") + " refused=" + refused);
  }, 500);
})();
"#;

#[test]
fn filters_addresses_and_no_script() {
    if !have(&[BROWSER]) {
        return;
    }
    let (folder, _) = super::daying();
    let site = folder.path().join("site").canonicalize().unwrap();

    let plain = dump(&site, "dayingxian/index.html");
    assert!(plain.contains("aria-pressed=\"false\">大字"), "the script has run: {plain}");
    assert!(!plain.contains("id=\"filter\" role=\"search\" aria-label=\"查找事项\" hidden"));
    let found = dump(&site, "dayingxian/index.html#words=zdshbz&level=乡级");
    assert!(found.contains("找到 3 项") && found.contains("href=\"19.html#19.003\""), "{found}");
    let found = dump(&site, "dayingxian/index.html#words=没有这样的事");
    assert!(found.contains("没有找到"), "{found}");
    let found = dump(&site, "dayingxian/index.html#mode=依申请");
    assert!(found.contains("找到 ") || found.contains("没有找到"), "{found}");

    let script = site.join("assets/search.js");
    let kept = site.join("assets/kept.js");
    fs::rename(&script, &kept).unwrap();
    let silent = dump(&site, "dayingxian/index.html");
    assert!(
        silent.contains("aria-label=\"查找事项\" hidden") && silent.contains("href=\"19.html\"")
    );
    fs::rename(&kept, &script).unwrap();

    let text = fs::read_to_string(&script).unwrap();
    fs::write(&script, text + PROBE).unwrap();
    let item = dump(&site, "dayingxian/19.html#19.003");
    assert!(item.contains("data-probe=\"19.003 refused=1\""), "{}", &item[item.len() - 300..]);
    assert!(!item.contains("inline ran</title>"));
}
