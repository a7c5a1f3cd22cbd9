//! `--open`: the address in the default browser.

use std::io;
use std::process::{Command, Stdio};
use std::thread;

/// Opens `url` in the default browser, without waiting for it to appear.
pub fn open(url: &str) -> io::Result<()> {
    let mut command = command(url);
    let mut opener = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // The system keeps an ended process until its parent has asked after it.
    thread::spawn(move || opener.wait());
    Ok(())
}

fn command(url: &str) -> Command {
    let words: &[&str] = if cfg!(target_os = "macos") {
        &["open"]
    } else if cfg!(windows) {
        // `start` takes a first quoted word for a window's title.
        &["cmd", "/C", "start", ""]
    } else {
        &["xdg-open"]
    };
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).arg(url);
    command
}
