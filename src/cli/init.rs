//! `mulu init` 开始: a folder that works at once.

mod ask;
mod turned;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::data::DataArg;
use super::{CliError, ExitStatus, output, today};
use crate::input::disk;
use crate::input::project::{
    BOOK_FILE, MEMBERS_FOLDER, PROFILE_FILE, Project, is_repository, profile_of,
};
use crate::model::AdminLevel;
use crate::output::{create, make_folder, safe_name};
use crate::source::SourceMap;
use crate::start::{self, SettingsForm, Start, Wish};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
在终端里运行、有没写的，会一项一项地问；不在终端里，缺什么就说缺什么，什么也不写。
--from 把一个已有的仓库（连同下面的镇街）换成另一种写法，写到新的文件夹里，原来的不动。")]
pub(super) struct Args {
    /// 在哪个文件夹里开始；不写就是当前文件夹，写了 --above 就是上一层的 towns 里以名称命名的文件夹
    #[arg(value_name = "文件夹")]
    folder: Option<PathBuf>,
    /// 本级名称，如 大英县、盐井街道
    #[arg(long, value_name = "名称", conflicts_with = "from")]
    name: Option<String>,
    /// 层级：省级、市级、县级、乡级、村级
    #[arg(long, value_name = "层级", conflicts_with = "from", value_parser = level)]
    level: Option<AdminLevel>,
    /// 上一层的仓库所在的文件夹；没有写的都继承它
    #[arg(long, value_name = "文件夹", conflicts_with = "from")]
    above: Option<PathBuf>,
    /// 采用哪些领域，用逗号隔开；不写就是全部
    #[arg(long, value_name = "领域", value_delimiter = ',', conflicts_with = "from")]
    domains: Vec<String>,
    /// 市下面直接是镇街，不设区县
    #[arg(long, conflicts_with = "from")]
    without_counties: bool,
    /// 写成哪一种：workbook 一个 目录.xlsx，yaml 是 mulu.yaml；不写就是 workbook
    #[arg(long, value_name = "写法", value_enum)]
    form: Option<FormArg>,
    /// 把这个仓库换一种写法
    #[arg(long, value_name = "文件夹")]
    from: Option<PathBuf>,
    #[command(flatten)]
    data: DataArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormArg {
    #[value(alias = "表格")]
    Workbook,
    Yaml,
}

impl FormArg {
    fn form(self) -> SettingsForm {
        match self {
            Self::Workbook => SettingsForm::Workbook,
            Self::Yaml => SettingsForm::Yaml,
        }
    }
}

/// 县级, and also 县.
fn level(word: &str) -> Result<AdminLevel, String> {
    let known = AdminLevel::from_label(word).or_else(|| AdminLevel::read(word).first().copied());
    let own = |level: &AdminLevel| *level != AdminLevel::National;
    known.filter(own).ok_or_else(|| "层级写 省级、市级、县级、乡级 或 村级".to_owned())
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    if let Some(from) = &args.from {
        let to = args.folder.as_deref().ok_or_else(|| {
            CliError::Message("写明转到哪个新的文件夹：mulu init 新文件夹 --from 仓库".to_owned())
        })?;
        return turned::run(from, to, args.form.map(FormArg::form));
    }
    let said = ask::complete(args)?;
    let place = place(args, &said)?;
    if let Some(there) = profile_of(&place.folder) {
        let message = format!("已有“{}”，没有动它。换一个文件夹，或者直接改它", there.display());
        return Err(CliError::Message(message));
    }
    let mut project = match &place.above {
        Some(above) => args.data.project(above)?,
        None => Project::empty(SourceMap::new()),
    };
    let above = place.above.as_ref().and_then(|above| at(&project, above));
    let wish = Wish {
        name: said.name,
        level: said.level,
        without_counties: said.without_counties,
        domains: said.domains,
        today: today()?,
    };
    let start = start::begin(&mut project, above, &wish)
        .map_err(|error| CliError::Message(error.to_string()))?;
    write(&place.folder, &start, said.form)?;
    report(&place, &start, &wish, said.form)?;
    Ok(ExitStatus::Clean)
}

/// The body of a folder in a project that was read for it.
fn at(project: &Project, folder: &Path) -> Option<usize> {
    let same = |other: &Path| same_file::is_same_file(other, folder).unwrap_or(false);
    project.bodies.iter().position(|body| same(&body.folder))
}

/// Where the new body lies.
struct NewPlace {
    folder: PathBuf,
    above: Option<PathBuf>,
}

/// A member lies in the folder `towns` of the body above; nowhere else would it inherit.
fn place(args: &Args, said: &ask::Said) -> Result<NewPlace, CliError> {
    let Some(above) = &said.above else {
        let folder = args.folder.clone().unwrap_or_else(|| PathBuf::from("."));
        return Ok(NewPlace { above: upper_of(&folder), folder });
    };
    if !is_repository(above) {
        let message = format!(
            "“{}”里没有 {BOOK_FILE}，也没有 {PROFILE_FILE}，不是上一层的仓库",
            above.display()
        );
        return Err(CliError::Message(message));
    }
    let towns = above.join(MEMBERS_FOLDER);
    let folder = match &args.folder {
        Some(folder) => folder.clone(),
        None => towns.join(safe_name(&said.name)),
    };
    make_folder(&towns)?;
    let parent = std::path::absolute(&folder).ok();
    let parent = parent.as_deref().and_then(Path::parent);
    let inside = parent.is_some_and(|p| same_file::is_same_file(p, &towns).unwrap_or(false));
    if !inside {
        let message = format!(
            "要继承“{}”，文件夹得放在它的 {MEMBERS_FOLDER} 里，如 {}",
            above.display(),
            towns.join(safe_name(&said.name)).display()
        );
        return Err(CliError::Message(message));
    }
    Ok(NewPlace { folder, above: Some(above.clone()) })
}

/// The body above a folder that lies in its `towns`.
fn upper_of(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(folder).ok()?;
    let towns = whole.parent().filter(|p| p.file_name().is_some_and(|n| n == MEMBERS_FOLDER))?;
    towns.parent().filter(|upper| is_repository(upper)).map(Path::to_path_buf)
}

fn write(folder: &Path, start: &Start, form: SettingsForm) -> Result<(), CliError> {
    let bytes = start.file(form).map_err(|error| CliError::Message(error.to_string()))?;
    for name in ["drafts", "duties"] {
        make_folder(&folder.join(name))?;
    }
    if form == SettingsForm::Yaml {
        make_folder(&folder.join("overlays"))?;
    }
    Ok(create(&folder.join(file_of(form)), &bytes)?)
}

fn file_of(form: SettingsForm) -> &'static str {
    match form {
        SettingsForm::Workbook => BOOK_FILE,
        SettingsForm::Yaml => PROFILE_FILE,
    }
}

/// What was written, and what is to be done next.
fn report(
    place: &NewPlace,
    start: &Start,
    wish: &Wish,
    form: SettingsForm,
) -> Result<(), CliError> {
    use std::fmt::Write as _;
    let mut text =
        format!("{}：写好了 {}\n", wish.name, place.folder.join(file_of(form)).display());
    let filled: Vec<String> =
        start.filled().map(|(role, bodies)| format!("{role}：{bodies}")).collect();
    if !filled.is_empty() {
        let _ = writeln!(text, "  按名称拟的责任单位，请核对：{}", filled.join("；"));
    }
    if start.open() > 0 {
        let _ =
            writeln!(text, "  还有 {} 个角色要写明由哪个单位承担，在“责任单位”里", start.open());
    }
    let folder = place.folder.display();
    let _ =
        writeln!(text, "  整表草案放进 drafts，职责清单放进 duties；然后运行：mulu check {folder}");
    output::print(&text)
}

/// The entries of a folder that is written to must be none of an older repository.
fn is_empty(folder: &Path) -> bool {
    !folder.exists() || disk::entries(folder).is_ok_and(|entries| entries.is_empty())
}
