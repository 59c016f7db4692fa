//! Small repositories, written to a temporary folder and compiled.

use std::fs;
use std::path::Path;

use mulu::check::{self, Scope};
use mulu::finding::Finding;
use mulu::input::project::Project;
use mulu::pipeline::{self, Base};

/// What a repository without a `mulu.yaml` of its own is given.
const PROFILE: &str = "\
名称: 示例县
层级: 县级
继承: 无
版本: 2026-1
日期: 2026-03-01
编制单位: 示例县人民政府办公室
牵头单位: {示例: 示例县民政局}
";

/// Files by their names.
pub struct Repository {
    pub files: Vec<(String, String)>,
}

/// A finding, and its place in words.
pub type Placed = (Finding, String);

impl Repository {
    pub fn of(files: &[(&str, &str)]) -> Self {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Self { files: files.iter().map(owned).collect() }
    }

    fn read(&self) -> Project {
        let folder = tempfile::tempdir().unwrap();
        self.write(folder.path());
        Project::read(folder.path()).unwrap()
    }

    fn write(&self, folder: &Path) {
        if !self.files.iter().any(|(name, _)| name == "mulu.yaml") {
            fs::write(folder.join("mulu.yaml"), PROFILE).unwrap();
        }
        for (name, text) in &self.files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    /// What is found in all bodies.
    pub fn findings(&self) -> Vec<Placed> {
        let mut project = self.read();
        let mut findings = Vec::new();
        let base = Base::load(&mut project, &mut findings);
        for body in 0..project.bodies.len() {
            findings.extend(pipeline::compile(&project, &base, body, TODAY).findings);
        }
        placed(&project, findings)
    }

    /// What the rules find in the topmost body when it is taken for a file by itself.
    pub fn bare_findings(&self) -> Vec<Placed> {
        let mut project = self.read();
        let base = Base::load(&mut project, &mut Vec::new());
        let catalogue = pipeline::merge(&project, &base, 0).unwrap();
        let scope = Scope { catalogue: &catalogue, bare: true, today: TODAY };
        placed(&project, check::run(&scope, Vec::new()))
    }
}

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 3, 1);

fn placed(project: &Project, findings: Vec<Finding>) -> Vec<Placed> {
    let place = |finding: Finding| {
        let place = project.map.describe(finding.location);
        (finding, place)
    };
    findings.into_iter().map(place).collect()
}
