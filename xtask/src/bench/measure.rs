//! Time and peak memory of one process, from its start to its end.
//!
//! The system reports the peak memory of the largest child that a process has waited for. So each
//! run gets a parent of its own: this program again, as `xtask measure COMMAND…`.

use std::process::{Command, Stdio};
use std::time::Instant;

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measurement {
    pub(super) seconds: f64,
    /// The largest resident set, in bytes.
    pub(super) memory: u64,
    /// Seconds of processor time, on all cores: what other work on the machine changes least.
    pub(super) processor: f64,
}

impl Measurement {
    /// The median of each figure, on its own.
    pub(super) fn median(runs: &[Self]) -> Self {
        let middle = |figure: fn(&Self) -> f64| {
            let mut figures: Vec<f64> = runs.iter().map(figure).collect();
            figures.sort_by(f64::total_cmp);
            figures[figures.len() / 2]
        };
        Self {
            seconds: middle(|run| run.seconds),
            memory: middle(|run| run.memory as f64) as u64,
            processor: middle(|run| run.processor),
        }
    }
}

/// Runs the command once, below a parent of its own.
pub(super) fn once(command: &Command) -> Result<Measurement, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut parent = Command::new(program);
    parent
        .arg("measure")
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            parent.env(name, value);
        }
    }
    let output = parent
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{parent:?}: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let figures: Option<Vec<f64>> = text
        .split_whitespace()
        .map(|figure| figure.parse().ok())
        .collect();
    match (output.status.success(), figures.as_deref()) {
        (true, Some([seconds, memory, processor])) => Ok(Measurement {
            seconds: *seconds,
            memory: *memory as u64,
            processor: *processor,
        }),
        _ => Err(format!("{command:?} failed")),
    }
}

/// `xtask measure COMMAND…`: runs the command without its output and prints its time in seconds,
/// its peak memory in bytes and its processor time in seconds.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let (program, arguments) = arguments.split_first().ok_or("measure needs a command")?;
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    let start = Instant::now();
    let status = command
        .status()
        .map_err(|error| format!("{program}: {error}"))?;
    let seconds = start.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("{program}: {status}"));
    }
    let (memory, processor) = usage_of_children()?;
    println!("{seconds} {memory} {processor}");
    Ok(())
}

/// Peak memory in bytes, and processor time in seconds.
#[cfg(unix)]
fn usage_of_children() -> Result<(u64, f64), String> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    let size = u64::try_from(usage.max_rss()).map_err(|error| error.to_string())?;
    let time = usage.user_time() + usage.system_time();
    // macOS counts bytes, the others kibibytes.
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    Ok((size * unit, time.num_microseconds() as f64 / 1e6))
}

#[cfg(not(unix))]
fn usage_of_children() -> Result<(u64, f64), String> {
    Err("the benchmark measures memory on Unix only".into())
}
