//! `mulu adjust` 动态调整: the application form for the change of one item, and new versions.

mod release;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::build::members;
use super::data::DataArg;
use super::form::{FontsWord, PaperWord};
use super::{CliError, ExitStatus, output};
use crate::export::papers::{Adjusted, AdjustmentKind, adjustment};
use crate::input::decode::item_ref;
use crate::input::project::Project;
use crate::merge::{Match, Resolver};
use crate::model::{Catalogue, Code, Decision, Domain, Field, Item, LedgerEntry};
use crate::pipeline::{self, Base};
use crate::register::Registers;
use crate::review::Origins;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 仓库所在的文件夹；后面写事项的编码或名称，如 mulu adjust . 19.004 -o 申请表.xlsx
    #[arg(value_name = "文件夹或事项", num_args = 1..=2, required_unless_present = "release")]
    words: Vec<String>,
    /// 写到哪个文件（.xlsx）
    #[arg(short, long = "output", value_name = "文件", required_unless_present = "release")]
    output: Option<PathBuf>,
    /// 哪个单位的目录（名称或文件夹名）；仓库里只有一个单位改了这个事项时可以不写
    #[arg(long, value_name = "名称")]
    member: Vec<String>,
    /// 换版本：把 mulu.yaml 的版本和日期改成新的，在变更记录里加一行，如 mulu adjust . --release 2026-2
    #[arg(long, value_name = "版本", conflicts_with = "output")]
    release: Option<String>,
    /// 这一版的日期；不写就是今天
    #[arg(long, value_name = "日期", requires = "release")]
    date: Option<Date>,
    /// 下次评估日期
    #[arg(long, value_name = "日期", requires = "release")]
    next_review: Option<Date>,
    /// 这一版改了什么；不写就和上次备案的比，写各改了几项
    #[arg(long, value_name = "内容", requires = "release")]
    note: Option<String>,
    /// 申请表的纸张
    #[arg(long, value_name = "纸张", value_enum, default_value = "A4")]
    paper: PaperWord,
    /// 字体：plain 用宋体、黑体，official 用方正小标宋简体、仿宋_GB2312
    #[arg(long, value_name = "字体", value_enum, default_value = "plain")]
    fonts: FontsWord,
    /// 文件已经有了也写，原来的内容就没有了
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    data: DataArg,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    if let Some(version) = &args.release {
        let folder = args.words.first().map_or(".", String::as_str);
        return release::run(args, folder.as_ref(), version);
    }
    let Some(target) = &args.output else {
        return Err(CliError::Message("用 -o 写明写到哪个文件".to_owned()));
    };
    output::check_workbook(target, args.force)?;
    form(args, target)
}

/// Writes the application form for one item.
fn form(args: &Args, target: &Path) -> Result<ExitStatus, CliError> {
    let (folder, word) = match args.words.as_slice() {
        [word] => (".", word),
        [folder, word, ..] => (folder.as_str(), word),
        [] => return Err(CliError::Message("写上事项的编码或名称".to_owned())),
    };
    let mut project = args.data.project(folder.as_ref())?;
    let base = Base::load(&mut project, &mut Vec::new());
    let mut found: Vec<(Catalogue, Adjusted)> = Vec::new();
    for member in members(&project, &args.member)? {
        let Some(catalogue) = pipeline::merge(&project, &base, member.body) else { continue };
        let Some(layers) = project.chain(member.body) else { continue };
        let upper = project.bodies[member.body].parent;
        let upper = upper.and_then(|upper| pipeline::merge(&project, &base, upper));
        let registers = base.registers(member.body);
        let origins = Origins::new(&layers);
        let view = CatalogueView { catalogue: &catalogue, origins, upper, registers };
        if let Some(adjusted) = view.find(&mut project, word) {
            found.push((catalogue, adjusted));
        }
    }
    let (catalogue, adjusted) = one(found, word)?;
    let bytes = adjustment(&catalogue, &adjusted, (args.fonts.profile(), args.paper.paper()))
        .map_err(|error| CliError::Message(error.to_string()))?;
    output::write(target, &bytes, args.force)?;
    output::print(&format!(
        "{}：{}{} {}，写到 {}\n",
        catalogue.name(),
        adjusted.kind.label(),
        adjusted.code,
        adjusted.names,
        target.display()
    ))?;
    Ok(ExitStatus::Clean)
}

fn one(
    mut found: Vec<(Catalogue, Adjusted)>,
    word: &str,
) -> Result<(Catalogue, Adjusted), CliError> {
    if found.len() > 1 {
        let names: Vec<&str> = found.iter().map(|(catalogue, _)| catalogue.name()).collect();
        let names = names.join("、");
        return Err(CliError::Message(format!(
            "{names}都调整了“{word}”，用 --member 写明是哪一个"
        )));
    }
    found.pop().ok_or_else(|| {
        CliError::Message(format!(
            "没有一个单位调整过“{word}”：先在 overlays 里写上修改、新增或不采用，再做申请表。\
             用 mulu explain 看一个事项的来历"
        ))
    })
}

/// A catalogue, and what is known of its layers.
struct CatalogueView<'a> {
    catalogue: &'a Catalogue,
    origins: Origins,
    /// The catalogue of the layer above; `None` where that is the national one.
    upper: Option<Catalogue>,
    registers: &'a Registers,
}

impl CatalogueView<'_> {
    /// What the body's own layer does to an item; `None` when it leaves it as it was.
    fn find(&self, project: &mut Project, word: &str) -> Option<Adjusted> {
        let reference = item_ref(word, None, self.catalogue.profile.location);
        let resolver = Resolver::new(&self.catalogue.domains);
        if let Match::Sure((d, i)) = resolver.reference(&reference) {
            let domain = &self.catalogue.domains[d];
            let (item, lead) = (&domain.items[i], domain.lead.as_ref());
            let lead = lead.map(|lead| lead.value.clone());
            return self.changed(item, domain.name.clone(), lead);
        }
        let mut entries = self.catalogue.ledger.items.iter();
        let entry = entries.find(|entry| {
            Some(&entry.code) == reference.code.as_ref() || entry.names == reference.names
        })?;
        self.dropped(project, entry)
    }

    /// An item that the own layer adds or changes.
    fn changed(&self, item: &Item, domain: String, lead: Option<String>) -> Option<Adjusted> {
        let own = self.catalogue.own_layer();
        let is_new = item.origin.layer == own;
        let mut fields = Vec::new();
        let mut reasons: Vec<String> = Vec::new();
        for field in Field::ALL {
            let Some((_, replaced)) = item.fields.trace(field) else { continue };
            let before = replaced.last().map(|former| former.text.clone()).unwrap_or_default();
            let now = item.fields.text(field).unwrap_or_default();
            let changes = self.origins.is_own(item, field, own).is_some() && before != now;
            if !is_new && !changes {
                continue;
            }
            let before = if is_new { String::new() } else { before };
            fields.push((field.heading().to_owned(), before, now));
            let reason = self.origins.reason(item, field).map(str::to_owned);
            reasons.extend(reason.filter(|reason| !reasons.contains(reason)));
        }
        let kind = if is_new { AdjustmentKind::Add } else { AdjustmentKind::Change };
        let (code, names) = (item.code.clone(), item.title());
        let adjusted = Adjusted { kind, code, domain, names, applicant: lead, fields, reasons };
        (!adjusted.fields.is_empty()).then_some(adjusted)
    }

    /// An item that the own layer leaves out.
    fn dropped(&self, project: &mut Project, entry: &LedgerEntry) -> Option<Adjusted> {
        let Decision::Dropped(dropping) = &entry.decision else { return None };
        let domain = self.catalogue.domains.iter().find(|domain| domain.number == entry.domain);
        let before = self.before(project, &entry.code);
        let text = |item: &Item, field: Field| item.fields.text(field).filter(|t| !t.is_empty());
        let fields = before.iter().flat_map(|item| {
            let texts =
                Field::ALL.into_iter().filter_map(|field| Some((field, text(item, field)?)));
            texts.map(|(field, before)| (field.heading().to_owned(), before, String::new()))
        });
        let parts = [
            dropping.reason.map(|reason| reason.label().to_owned()),
            dropping.article.clone(),
            dropping.merged_into.as_ref().map(|code| format!("并入 {code}")),
            dropping.note.clone(),
        ];
        Some(Adjusted {
            kind: AdjustmentKind::Remove,
            code: entry.code.clone(),
            domain: domain.map(|domain| domain.name.clone()).unwrap_or_default(),
            names: entry.names.join("/"),
            applicant: domain.and_then(|d| d.lead.as_ref()).map(|lead| lead.value.clone()),
            fields: fields.collect(),
            reasons: parts.into_iter().flatten().collect(),
        })
    }

    /// The item as it stands in the layer above.
    fn before(&self, project: &mut Project, code: &Code) -> Option<Item> {
        let of = |domains: &[Domain]| {
            domains.iter().flat_map(|domain| &domain.items).find(|item| item.code == *code).cloned()
        };
        match &self.upper {
            Some(upper) => of(&upper.domains),
            None => self
                .registers
                .guideline(&mut project.map, code.domain())
                .and_then(|domain| of(&[domain])),
        }
    }
}
