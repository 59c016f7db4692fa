//! What was said on the command line, and the questions for the rest. Asks only on a terminal.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

use super::Args;
use crate::cli::CliError;
use crate::model::AdminLevel;
use crate::start::SettingsForm;

/// Everything that has to be known.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) name: String,
    pub(super) level: AdminLevel,
    pub(super) above: Option<PathBuf>,
    pub(super) domains: Option<Vec<String>>,
    pub(super) without_counties: bool,
    pub(super) form: SettingsForm,
}

/// The word for all domains.
const ALL: &str = "全部";

/// What was said, completed by questions where somebody sits at a terminal.
pub(super) fn complete(args: &Args) -> Result<Said, CliError> {
    let known = (args.name.clone(), args.level);
    let (name, level) = match known {
        (Some(name), Some(level)) => return Ok(said(args, name, level)),
        known if io::stdin().is_terminal() && io::stdout().is_terminal() => known,
        (name, level) => {
            let missing = [(name.is_none(), "--name 名称"), (level.is_none(), "--level 层级")];
            let missing: Vec<&str> =
                missing.iter().filter(|(is, _)| *is).map(|(_, flag)| *flag).collect();
            let message = format!("不在终端里运行，不能问。缺少：{}", missing.join("、"));
            return Err(CliError::Message(message));
        }
    };
    asked(args, name, level, &mut Asker { input: io::stdin().lock() })
}

fn said(args: &Args, name: String, level: AdminLevel) -> Said {
    Said {
        name,
        level,
        above: args.above.clone(),
        domains: chosen(args.domains.clone()),
        without_counties: args.without_counties,
        form: args.form.map_or(SettingsForm::Workbook, super::FormArg::form),
    }
}

fn chosen(domains: Vec<String>) -> Option<Vec<String>> {
    let words = domains.iter().map(|word| word.trim().to_owned());
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    (!words.is_empty() && !words.iter().any(|word| word == ALL)).then_some(words)
}

fn asked(
    args: &Args,
    name: Option<String>,
    level: Option<AdminLevel>,
    asker: &mut Asker<impl BufRead>,
) -> Result<Said, CliError> {
    let name = match name {
        Some(name) => name,
        None => asker
            .until("本级名称（如 大英县、蓬莱镇、盐井街道）：", |text| {
                (!text.is_empty()).then(|| text.to_owned())
            })?,
    };
    let level = match level {
        Some(level) => level,
        None => {
            let usual = usual_level(&name);
            let shown = usual.map(|level| format!("，直接回车就是 {}", level.label()));
            let question =
                format!("层级（省级、市级、县级、乡级、村级{}）：", shown.unwrap_or_default());
            asker.until(&question, |text| match text {
                "" => usual,
                word => super::level(word).ok(),
            })?
        }
    };
    let mut said = said(args, name, level);
    if level == AdminLevel::City && !args.without_counties {
        said.without_counties = asker.until(
            "下面直接是镇街、不设区县吗（是、否，直接回车就是 否）：",
            |text| match text {
                "是" => Some(true),
                "" | "否" => Some(false),
                _ => None,
            },
        )?;
    }
    if args.above.is_none() && args.folder.is_none() {
        let question = "上一层的仓库在哪个文件夹（没有就直接回车）：";
        let above = asker.until(question, |text| match text {
            "" => Some(None),
            path => Some(Some(PathBuf::from(path)))
                .filter(|p| p.as_deref().is_some_and(crate::input::project::is_repository)),
        })?;
        said.above = above;
    }
    if args.domains.is_empty() {
        let answer = asker.line("采用哪些领域（用逗号隔开，全部采用就直接回车）：")?;
        said.domains = chosen(answer.split([',', '，', '、']).map(str::to_owned).collect());
    }
    if args.form.is_none() {
        let question = "用表格（目录.xlsx）还是 YAML（mulu.yaml）（直接回车就是 表格）：";
        said.form = asker.until(question, |text| match text.to_lowercase().as_str() {
            "" | "表格" | "1" => Some(SettingsForm::Workbook),
            "yaml" | "2" => Some(SettingsForm::Yaml),
            _ => None,
        })?;
    }
    Ok(said)
}

/// The level that the ending of a name tells; 市 may be two.
fn usual_level(name: &str) -> Option<AdminLevel> {
    let level = match name.chars().last()? {
        _ if name.ends_with("社区") => AdminLevel::Village,
        '县' | '区' | '旗' => AdminLevel::County,
        '镇' | '乡' => AdminLevel::Town,
        '省' => AdminLevel::Province,
        '村' => AdminLevel::Village,
        _ if name.ends_with("街道") || name.ends_with("办事处") => AdminLevel::Town,
        _ => return None,
    };
    Some(level)
}

/// Asks one line at a time.
struct Asker<R> {
    input: R,
}

impl<R: BufRead> Asker<R> {
    fn line(&mut self, question: &str) -> Result<String, CliError> {
        let _ = write!(io::stdout(), "{question}").and_then(|()| io::stdout().flush());
        let mut line = String::new();
        match self.input.read_line(&mut line) {
            Ok(0) | Err(_) => Err(CliError::Message("没有答完，什么也没有写".to_owned())),
            Ok(_) => Ok(line.trim().to_owned()),
        }
    }

    /// Asks again until the answer is one.
    fn until<T>(
        &mut self,
        question: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, CliError> {
        loop {
            let answer = self.line(question)?;
            match read(&answer) {
                Some(value) => return Ok(value),
                None => {
                    let _ = writeln!(io::stdout(), "  “{answer}”不行，再写一次。");
                }
            }
        }
    }
}
