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
}

impl Measurement {
    /// The median time and the median memory, each on its own.
    pub(super) fn median(runs: &[Self]) -> Self {
        let mut seconds: Vec<f64> = runs.iter().map(|run| run.seconds).collect();
        let mut memory: Vec<u64> = runs.iter().map(|run| run.memory).collect();
        seconds.sort_by(f64::total_cmp);
        memory.sort_unstable();
        let middle = runs.len() / 2;
        Self {
            seconds: seconds[middle],
            memory: memory[middle],
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
    let mut figures = text.split_whitespace();
    match (output.status.success(), figures.next(), figures.next()) {
        (true, Some(seconds), Some(memory)) => Ok(Measurement {
            seconds: seconds
                .parse()
                .map_err(|_| format!("not a time: {seconds}"))?,
            memory: memory
                .parse()
                .map_err(|_| format!("not a size: {memory}"))?,
        }),
        _ => Err(format!("{command:?} failed")),
    }
}

/// `xtask measure COMMAND…`: runs the command without its output and prints its time in seconds
/// and its peak memory in bytes.
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
    println!("{seconds} {}", peak_memory_of_children()?);
    Ok(())
}

#[cfg(unix)]
fn peak_memory_of_children() -> Result<u64, String> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    let size = u64::try_from(usage.max_rss()).map_err(|error| error.to_string())?;
    // macOS counts bytes, the others kibibytes.
    Ok(if cfg!(target_os = "macos") {
        size
    } else {
        size * 1024
    })
}

#[cfg(not(unix))]
fn peak_memory_of_children() -> Result<u64, String> {
    Err("the benchmark measures memory on Unix only".into())
}
