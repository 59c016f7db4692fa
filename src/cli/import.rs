//! `mulu import` 导入: any table to YAML, with every repair and every row that was not taken.

mod human;
mod yaml;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::data::DataArg;
use super::listing::print_json;
use super::table_args::TableArgs;
use super::{CliError, ExitStatus, output};
use crate::export::records::ImportDocument;
use crate::input::decode::Context;
use crate::input::disk;
use crate::input::sheet::{
    Explained, Mappings, RecogniseOptions, Recognition, TableKind, explain, recognise,
};
use crate::input::tables::{self, ReadNote, ReadOptions, TextReading};
use crate::model::{Domain, LayerId};
use crate::register::Registers;
use crate::report::text::harmless;
use crate::source::{FileId, SourceMap};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 要导入的文件：xlsx、xls、et、ods、csv、docx、网页等；可以写几个
    #[arg(value_name = "文件", required = true)]
    files: Vec<PathBuf>,
    /// 当作哪一种表读：catalogue 标准目录，duties 职责清单；不写就自己认
    #[arg(long = "as", value_name = "种类", value_enum)]
    kind: Option<KindWord>,
    #[command(flatten)]
    table: TableArgs,
    /// 只读这一张工作表，隐藏的也读
    #[arg(long, value_name = "工作表")]
    sheet: Option<String>,
    /// 文字文件的编码，如 gb18030；不写就自己认
    #[arg(long, value_name = "编码")]
    encoding: Option<String>,
    /// 写到哪个文件（.yaml）；写文件夹（新的以 / 结尾）就每个领域一个文件；不写就显示在屏幕上
    #[arg(short, long, value_name = "文件")]
    output: Option<PathBuf>,
    /// 报告的格式：human 给人看，json 给程序看
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    format: ImportFormat,
    /// 说明是怎样认的：文字文件的编码、分隔符，表头看过哪几行，每一栏的内容像什么，领域看的哪里
    #[arg(long)]
    explain: bool,
    /// 文件已经有了也写，原来的内容就没有了
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    data: DataArg,
}

/// The words of `--as`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum KindWord {
    /// 标准目录
    #[value(alias = "目录", alias = "标准目录")]
    Catalogue,
    /// 职责清单
    #[value(alias = "职责", alias = "职责清单")]
    Duties,
}

/// The words of `--format`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum ImportFormat {
    #[default]
    Human,
    Json,
}

/// One file that was read.
struct Imported {
    file: FileId,
    recognition: Recognition,
    notes: Vec<ReadNote>,
    /// How each table was read, where it was asked for.
    explained: Vec<Explained>,
    /// How a text was taken for a table, where it was asked for.
    text: Option<TextReading>,
}

impl Imported {
    fn context(&self) -> Context {
        Context { file: self.file, layer: LayerId(1) }
    }
}

/// All files, with what is needed to speak of them.
struct Import {
    map: SourceMap,
    files: Vec<Imported>,
    domains: Vec<Domain>,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    let registers = args.data.registers_here()?;
    let domains = registers.guidelines(&mut SourceMap::new(), None);
    let options = options(args, &registers, &domains)?;
    let mut import = Import { map: SourceMap::new(), files: Vec::new(), domains };
    for path in &args.files {
        import.read(path, args, &options)?;
    }
    import.name_domains();
    for file in &mut import.files {
        file.recognition.match_items(registers.domains());
    }
    let mut written = Vec::new();
    if let Some(path) = args.table.map().filter(|path| !path.exists()) {
        output::write(path, import.mappings().write().as_bytes(), false)?;
        written.push(path.to_path_buf());
    }
    if let Some(path) = &args.output {
        written.extend(import.write(path, args.force)?);
    }
    import.report(args, &written)?;
    let unsure = import.files.iter().any(|file| {
        let Recognition { tables, questions, .. } = &file.recognition;
        !questions.is_empty() || tables.iter().all(|table| table.records.is_empty())
    });
    Ok(if unsure { ExitStatus::Findings } else { ExitStatus::Clean })
}

fn options(
    args: &Args,
    registers: &Arc<Registers>,
    domains: &[Domain],
) -> Result<RecogniseOptions, CliError> {
    let names = domains.iter().flat_map(|d| std::iter::once(&d.name).chain(&d.aliases));
    Ok(RecogniseOptions {
        kind: args.kind.map(|kind| match kind {
            KindWord::Catalogue => TableKind::Catalogue,
            KindWord::Duties => TableKind::Duties,
        }),
        sheet: args.sheet.clone(),
        domains: names.cloned().collect(),
        ..args.table.options_or_new_map(registers)?
    })
}

impl Import {
    fn read(
        &mut self,
        path: &Path,
        args: &Args,
        options: &RecogniseOptions,
    ) -> Result<(), CliError> {
        let failed =
            |reason: String| CliError::Message(format!("读不了“{}”：{reason}", path.display()));
        let read_options = ReadOptions {
            encoding: args.encoding.clone(),
            separator: args.table.separator(),
            ..ReadOptions::default()
        };
        let bytes = tables::read_bytes(disk::open(path, disk::MOST_BYTES)?, &read_options.limits)
            .map_err(|error| failed(disk::reason(&error)))?
            .map_err(|error| failed(error.to_string()))?;
        let read = tables::read_tables(&bytes, &read_options).map_err(|e| failed(e.to_string()))?;
        if let Some(name) = &options.sheet
            && !read.workbook.sheets.iter().any(|sheet| sheet.name == *name)
        {
            let names: Vec<&str> = read.workbook.sheets.iter().map(|s| s.name.as_str()).collect();
            return Err(failed(format!("没有工作表“{name}”，有：{}", names.join("、"))));
        }
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let options = RecogniseOptions { file: stem, ..options.clone() };
        let recognition = recognise(&read.workbook, &options);
        let tables = recognition.tables.iter().filter(|_| args.explain);
        let explained = tables.filter_map(|table| explain(&read.workbook, &options, table));
        let explained = explained.collect();
        let text = args.explain.then(|| tables::text_reading(&bytes, &read_options)).flatten();
        let name = path.to_string_lossy().replace('\\', "/");
        let name = name.strip_prefix("./").unwrap_or(&name).to_owned();
        let file = self.map.add_sheets(name, Some(path), read.workbook);
        self.files.push(Imported { file, recognition, notes: read.notes, explained, text });
        Ok(())
    }

    /// Gives known domains their standard name.
    fn name_domains(&mut self) {
        for table in self.files.iter_mut().flat_map(|file| &mut file.recognition.tables) {
            if let Some((name, _)) = &mut table.domain
                && let Some(known) = self.domains.iter().find(|domain| domain.is_called(name))
            {
                name.clone_from(&known.name);
            }
        }
    }

    fn number(&self, domain: &str) -> Option<&str> {
        self.domains.iter().find(|known| known.name == domain).map(|known| known.number.as_str())
    }

    /// The heads of all tables, and those that are unsure, as the user may settle them.
    fn mappings(&self) -> Mappings {
        let mut mappings = Mappings::default();
        for file in &self.files {
            for table in file.recognition.tables.iter().filter(|t| !t.header_rows.is_empty()) {
                mappings.add(table.kind, &table.columns);
            }
            for (kind, columns) in file.recognition.questions.iter().filter_map(|q| q.head.as_ref())
            {
                mappings.add(*kind, columns);
            }
        }
        mappings
    }

    /// The report for programs.
    fn record(&self) -> ImportDocument<'_> {
        let files: Vec<(FileId, &Recognition)> =
            self.files.iter().map(|file| (file.file, &file.recognition)).collect();
        ImportDocument::new(&self.map, &files)
    }

    /// The report, and the YAML itself where no file takes it.
    fn report(&self, args: &Args, written: &[PathBuf]) -> Result<(), CliError> {
        match (args.format, &args.output) {
            (ImportFormat::Json, _) => print_json(&self.record()),
            (ImportFormat::Human, Some(_)) => {
                output::print(&harmless(&human::report(self, written)))
            }
            (ImportFormat::Human, None) => {
                output::say(&human::report(self, written));
                self.documents().iter().try_for_each(|document| output::print(&document.text))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Wrapper {
        #[command(flatten)]
        args: Args,
    }

    fn import(words: &[&str]) -> Result<ExitStatus, CliError> {
        let wrapper = Wrapper::try_parse_from([&["import"], words].concat()).unwrap();
        run(&wrapper.args)
    }

    const TABLE: &str = "社会救助领域标准目录\n序号,一级事项,二级事项,公开内容,公开依据,公开时限\n\
        1,低保,办事指南,材料,《社会救助暂行办法》,20个工作日内\n";

    #[test]
    fn yaml_reads_back_and_nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        std::fs::write(at("表.csv"), TABLE).unwrap();
        let (table, out) = (at("表.csv"), at("出.yaml"));
        assert_eq!(import(&[&table, "-o", &out]).unwrap(), ExitStatus::Clean);
        let text = std::fs::read_to_string(&out).unwrap();
        assert!(
            text.starts_with("编号: \"19\"\n名称: 社会救助\n目录:\n  - 序号: \"1\"\n"),
            "{text}"
        );
        let error = import(&[&table, "-o", &out]).unwrap_err().to_string();
        assert!(error.contains("没有动它"), "{error}");
        assert_eq!(import(&[&table, "-o", &out, "--force"]).unwrap(), ExitStatus::Clean);
        std::fs::create_dir(at("夹")).unwrap();
        import(&[&table, "-o", &at("夹")]).unwrap();
        assert!(folder.path().join("夹/19-社会救助.yaml").exists());
        import(&[&table, "-o", &format!("{}/", at("新/夹"))]).unwrap();
        assert!(folder.path().join("新/夹/19-社会救助.yaml").exists());
    }

    /// A run that was killed between two files is made good by the next; what somebody changed stays.
    #[test]
    fn what_a_killed_run_left_is_completed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        let other = TABLE.replace("社会救助", "就业创业");
        std::fs::write(at("甲.csv"), TABLE).unwrap();
        std::fs::write(at("乙.csv"), other).unwrap();
        std::fs::create_dir(at("夹")).unwrap();
        let words = [at("甲.csv"), at("乙.csv"), "-o".to_owned(), at("夹")];
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        import(&words).unwrap();
        let paths: Vec<_> =
            std::fs::read_dir(at("夹")).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(paths.len(), 2);
        let text = std::fs::read_to_string(&paths[1]).unwrap();
        std::fs::remove_file(&paths[1]).unwrap();
        import(&words).unwrap();
        assert_eq!(std::fs::read_to_string(&paths[1]).unwrap(), text);
        std::fs::remove_file(&paths[1]).unwrap();
        std::fs::write(&paths[0], "名称: 别的\n").unwrap();
        assert!(import(&words).unwrap_err().to_string().contains("没有动它"));
        assert!(!paths[1].exists());
    }

    #[test]
    fn a_corrected_head_is_used_again() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        let odd = TABLE
            .replace("公开内容", "要写明的")
            .replace("公开时限", "何时")
            .replace("二级事项", "事儿");
        std::fs::write(at("表.csv"), odd).unwrap();
        let (table, map, out) = (at("表.csv"), at("对应.yaml"), at("出.yaml"));
        assert_eq!(import(&[&table, "--map", &map]).unwrap(), ExitStatus::Findings);
        let saved = std::fs::read_to_string(&map).unwrap();
        let settled = saved
            .replace("{栏名: 要写明的, 含义: 其他}", "{栏名: 要写明的, 含义: 公开内容}")
            .replace("{栏名: 何时, 含义: 其他}", "{栏名: 何时, 含义: 公开时限}")
            .replace("{栏名: 事儿, 含义: 其他}", "{栏名: 事儿, 含义: 二级事项}");
        assert_ne!(saved, settled);
        std::fs::write(&map, settled).unwrap();
        assert_eq!(import(&[&table, "--map", &map, "-o", &out]).unwrap(), ExitStatus::Clean);
        let text = std::fs::read_to_string(&out).unwrap();
        assert!(
            text.contains("事项: [低保, 办事指南]") && text.contains("公开时限: 20个工作日内"),
            "{text}"
        );
    }
}
