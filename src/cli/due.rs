//! `mulu due` 到期: from a day and a limit to the day on which it ends.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::data::RegisterArg;
use super::listing::{ListFormat, print_json};
use super::{CliError, ExitStatus, output, today};
use crate::due::{
    Counted, Direction, DueAnswer, NotCounted, Recurrence, SkippedDays, count, parse_date, weekday,
};
use crate::export::records::DueRecord;
use crate::model::fold::chinese_number;
use crate::model::{Days, Deadline, TimeLimit, TimeLimits, Unit};
use crate::register::{Calendar, DataKind, Registers};

/// What may stand behind a day: 公开, 报送完毕.
const LONGEST_VERB: usize = 4;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 起算的日子，如 2026-09-28；今天 写 今天
    #[arg(value_name = "日期")]
    date: String,
    /// 期限，如 20个工作日内；可以照抄目录里的公开时限
    #[arg(value_name = "期限")]
    limit: String,
    /// 结果的格式
    #[arg(long, value_name = "格式", value_enum, default_value_t)]
    format: ListFormat,
    #[command(flatten)]
    data: RegisterArg,
}

pub(super) fn run(args: &Args) -> Result<ExitStatus, CliError> {
    let start = start(&args.date)?;
    let monthless = day_without_month(&args.limit);
    let limits = match monthless {
        Some(day) => TimeLimits::parse(&format!("每月{day}号前")),
        None => TimeLimits::parse(&args.limit),
    };
    if limits.parts.is_empty() {
        return Err(unclear(&args.limit));
    }
    let registers = args.data.registers()?;
    let calendar = registers.calendar();
    let answers = limits.parts.iter().map(|limit| answer(calendar, start, limit, &args.limit));
    let mut answers: Vec<DueAnswer> = answers.collect::<Result<_, CliError>>()?;
    if let Some(day) = monthless {
        let near = format!("没有写明哪个月，按下一个 {day} 号算；每月都要的，写成“每月{day}号前”");
        answers.iter_mut().for_each(|answer| answer.near = Some(near.clone()));
    }
    match args.format {
        ListFormat::Human => output::print(&text(&registers, start, &args.limit, &answers))?,
        ListFormat::Json => print_json(&DueRecord::new(calendar, start, &args.limit, &answers))?,
    }
    let near = answers.iter().any(|answer| answer.near.is_some());
    Ok(if near { ExitStatus::Findings } else { ExitStatus::Clean })
}

fn start(text: &str) -> Result<Date, CliError> {
    if text == "今天" {
        return today();
    }
    parse_date(text).ok_or_else(|| {
        CliError::Message(format!("“{text}”不是日期，写成 2026-09-28 或 2026年9月28日"))
    })
}

/// The day of a limit that names no month: 10号前.
fn day_without_month(limit: &str) -> Option<u32> {
    let limit = limit.trim();
    let (day, rest) = limit.split_once('号')?;
    let day = chinese_number(day.trim()).filter(|day| (1..=31).contains(day))?;
    let rest = ["之前", "以前", "前"].iter().find_map(|word| rest.strip_prefix(word))?;
    (rest.chars().count() <= LONGEST_VERB).then_some(day)
}

fn unclear(limit: &str) -> CliError {
    CliError::Message(format!(
        "从“{limit}”里看不出期限。写明数字和单位，如 20个工作日内、15日内、1个月内，或每年1月31日前"
    ))
}

fn answer(
    calendar: &Calendar,
    start: Date,
    limit: &TimeLimit,
    written: &str,
) -> Result<DueAnswer, CliError> {
    let counted = |days: Days, direction| match count(calendar, start, days, direction) {
        Ok(counted) => {
            let due = counted.end;
            Ok(DueAnswer { limit: limit.clone(), due, counted: Some(counted), near: None })
        }
        Err(error @ NotCounted::CalendarEnds { about, .. }) => Ok(DueAnswer {
            limit: limit.clone(),
            due: about,
            counted: None,
            near: Some(error.to_string()),
        }),
        Err(error) => Err(CliError::Message(error.to_string())),
    };
    match &limit.deadline {
        Deadline::Within(days) => counted(*days, Direction::After),
        Deadline::Before(days) => counted(*days, Direction::Before),
        Deadline::Periodic(days) if days.unit == Unit::WorkingDay => {
            counted(*days, Direction::After)
        }
        Deadline::Live => {
            Ok(DueAnswer { limit: limit.clone(), due: start, counted: None, near: None })
        }
        deadline @ (Deadline::FixedDate(_) | Deadline::Periodic(_)) => {
            let recurrence = Recurrence::of(deadline);
            let due = recurrence.and_then(|recurrence| match recurrence {
                Recurrence::Once(day) => Some(day),
                Recurrence::Every { .. } => recurrence.next(start),
            });
            let due = due.ok_or_else(|| unclear(written))?;
            Ok(DueAnswer { limit: limit.clone(), due, counted: None, near: None })
        }
        Deadline::Permanent | Deadline::Prompt | Deadline::ByRule(_) | Deadline::Unstated => {
            Err(CliError::Message(format!(
                "“{written}”没有写明多少日子，算不出哪一天到期。要算的话，把期限写成 20个工作日内 这样"
            )))
        }
        Deadline::Unparsed => Err(unclear(written)),
    }
}

fn text(registers: &Registers, start: Date, written: &str, answers: &[DueAnswer]) -> String {
    let mut text = String::new();
    for answer in answers {
        let limit = &answer.limit;
        let trigger = limit.trigger.as_deref().unwrap_or("起算");
        let _ = writeln!(text, "{trigger}  {start}（{}）", weekday(start));
        match &limit.subject {
            Some(subject) => {
                let _ = writeln!(text, "期限  {written}（{subject}）");
            }
            None => {
                let _ = writeln!(text, "期限  {written}");
            }
        }
        let about = if answer.near.is_some() { "大约 " } else { "" };
        let _ = writeln!(text, "到期  {about}{}（{}）", answer.due, weekday(answer.due));
        if let Some(near) = &answer.near {
            let _ = writeln!(text, "注意：{near}。");
        }
        if let Some(counted) = &answer.counted {
            describe(counted, matches!(limit.deadline, Deadline::Before(_)), &mut text);
        }
        text.push('\n');
    }
    text.push_str(&reach(registers));
    text
}

fn describe(counted: &Counted, back: bool, text: &mut String) {
    let rule = if back { "当天不算，往前数" } else { "当天不算，从第二天数起" };
    let working = counted.working_days.map(|number| format!("，其中工作日 {number} 天"));
    let _ = writeln!(text, "\n{rule}：共 {} 天{}。", counted.days, working.unwrap_or_default());
    if counted.ends_on_working_day == Some(false) {
        text.push_str("注意：到期的这一天不是工作日。\n");
    }
    if !counted.skipped.is_empty() {
        text.push_str("不是工作日：\n");
        counted.skipped.iter().for_each(|skipped| line(skipped, text));
    }
    if !counted.make_up.is_empty() {
        text.push_str("调休上班，算工作日：\n");
        for day in &counted.make_up {
            let _ = writeln!(text, "  {day}（{}）", weekday(*day));
        }
    }
}

fn line(skipped: &SkippedDays, text: &mut String) {
    let SkippedDays { start, end, why } = skipped;
    let _ = if start == end {
        writeln!(text, "  {start}  {why}")
    } else {
        writeln!(text, "  {start} 至 {end}  {why}")
    };
}

/// Where the calendar comes from and how far it goes.
fn reach(registers: &Registers) -> String {
    let calendar = registers.calendar();
    let (first, last) = (calendar.years().next(), calendar.years().last());
    match (first, last) {
        (Some(first), Some(last)) => {
            let source = registers.source_of(DataKind::Year, &last.year.to_string());
            let from = source.map(|source| format!("，来自{}的 {}", source.layer, source.file));
            format!(
                "年历：国务院办公厅 {} 年到 {} 年的节假日安排（{} 年为{}{}）。\n",
                first.year,
                last.year,
                last.year,
                last.number,
                from.unwrap_or_default()
            )
        }
        _ => String::new(),
    }
}
