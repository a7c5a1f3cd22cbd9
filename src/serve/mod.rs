//! `serve`: the site while it is written.
//!
//! The stages are those of `build`, and nothing is built ahead: an edit makes a new [`Snapshot`] (read, parse what changed, link), and a
//! page is rendered when a browser asks for it. What is answered for an address is, byte for byte, what `build` writes for it, but for the
//! line of the script that loads the page again, and for the worker of visits without a network, which a preview has not.
//!
//! - [`watch`] says that something may have changed, [`changes`] what did, [`follow`] what that means for the pages.
//! - [`memory`] keeps what need not be drawn again; a snapshot takes the rest from the one before (`Snapshot::after`).
//! - [`present`] is what visitors are shown at one moment; it is replaced as a whole.
//! - [`http`] answers requests from it, [`events`] tells pages of it, [`live_script`] is what listens there.
//! - [`gallery`] is beside the site: the theme's components in all of their states, for whoever draws them.
//! - [`no_worker`] leaves out what would keep a page of the preview in the browser.
//! - [`terminal`] is what the editor reads.

mod browser;
mod changes;
mod content_type;
#[cfg(test)]
mod equality;
mod error;
mod events;
mod follow;
mod gallery;
mod http;
mod live_script;
mod memory;
mod no_worker;
mod present;
mod terminal;
mod watch;

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::diagnostics::Reporter;
use crate::inputs::{self, ReadOptions, Reader, Touched};
use crate::parse::NoMemory;
use crate::pipeline::Snapshot;
use crate::site::address::BaseUrl;

use changes::Changes;
use events::Telling;
use follow::Edit;
use http::Server;
use present::{Present, Version};
use terminal::Terminal;
use watch::Watch;

pub use error::ServeError;

/// What a command line says about serving.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// What to read. Without a base URL, the site is at the root of the server.
    pub read: ReadOptions,
    /// The address to listen on.
    pub host: IpAddr,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// Open the site in the browser.
    pub open: bool,
    /// Pages in the browser go where the editor is.
    pub follow: bool,
    /// How often the sources are read again, where the system does not tell of changes.
    pub poll: Option<Duration>,
    /// How faults are told.
    pub reporter: Reporter,
    /// Say no more than the address and the faults.
    pub quiet: bool,
}

/// Serves the site of `options` until Ctrl-C. The first line on standard output is the site's address here.
///
/// Errors of the content do not end it; they are shown over the pages, and in the terminal.
pub fn serve(options: ServeOptions) -> Result<(), ServeError> {
    let address = SocketAddr::new(options.host, options.port);
    let refused = |error: io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => ServeError::AddressInUse(address),
        _ => ServeError::AddressRefused(address, error),
    };
    let listener = TcpListener::bind(address).map_err(refused)?;
    listener.set_nonblocking(true).map_err(refused)?;
    let origin = format!(
        "http://{}",
        reachable(listener.local_addr().map_err(refused)?)
    );

    let mut read = options.read;
    let base_url = read.base_url.get_or_insert_with(|| format!("{origin}/"));
    let url = format!("{origin}{}", BaseUrl::parse(base_url).path);
    // The watch comes before the first reading, or an edit between the two would be missed.
    let watch = Watch::start(&read.root, options.poll)?;
    let terminal = Terminal {
        reporter: options.reporter,
        quiet: options.quiet,
    };
    let root = read.root.clone();
    let mut reader = Reader::new(read);
    let (inputs, unread) = reader.read(&Touched::Anything);
    let snapshot = Snapshot::of(inputs, unread, &NoMemory);
    let present = Present::first(Version::first(), Arc::new(snapshot));
    let server = Arc::new(Server {
        present: tokio::sync::watch::Sender::new(Arc::new(present)),
        host: options.host,
        terminal,
        telling: Telling {
            language: options.reporter.language,
            follow: options.follow,
            root: options
                .host
                .is_loopback()
                .then(|| inputs::real_path(&root))
                .flatten(),
        },
    });

    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(ServeError::Stopped)?;
    let outcome = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let interrupted = tokio::signal::ctrl_c();
        terminal.listening(&url);
        report(&server.present(), terminal, None);
        if options.open && browser::open(&url).is_err() {
            terminal.warn(
                "aucun navigateur ne s’ouvre : visitez l’adresse ci-dessus",
                "no browser opens: visit the address above",
            );
        }
        tokio::select! {
            // In this order: interrupts are listened for before the first page is shown.
            biased;
            outcome = interrupted => outcome,
            outcome = axum::serve(listener, http::router(Arc::clone(&server))) => outcome,
            () = keep_up(watch, reader, &server) => Ok(()),
        }
    });
    // Pages keep their event streams open for ever, so there is nothing to wait for.
    runtime.shutdown_background();
    outcome.map_err(ServeError::Stopped)
}

/// Keeps what visitors are shown up to date. Never ends.
async fn keep_up(mut watch: Watch, reader: Reader, server: &Arc<Server>) {
    let reader = Arc::new(Mutex::new(reader));
    loop {
        let (touched, watched) = watch.changed().await;
        if let Err(error) = watched {
            let french = format!("un dossier n’est plus surveillé, relancez le serveur : {error}");
            let english = format!("a folder is no longer watched, start the server again: {error}");
            server.terminal.warn(&french, &english);
        }
        let (reader, updated) = (Arc::clone(&reader), Arc::clone(server));
        let update = move || {
            let mut reader = reader.lock().unwrap_or_else(PoisonError::into_inner);
            update(&mut reader, &touched, &updated);
        };
        // A panic has told its message; the pages stay as they are, and the next edit gets its chance.
        let _ = tokio::task::spawn_blocking(update).await;
    }
}

/// Reads what was touched of the site again and, if anything changed, shows it.
fn update(reader: &mut Reader, touched: &Touched, server: &Server) {
    let started = Instant::now();
    let before = server.present();
    let (inputs, unread) = reader.read(touched);
    let changes = Changes::between(&before.latest.inputs, &inputs);
    if changes.is_empty() && before.latest.unread == unread {
        return;
    }
    let after = Arc::new(before.latest.after(inputs, unread));
    let edit = Edit::of(&changes, after.renderer.as_ref());
    server
        .present
        .send_modify(|now| *now = Arc::new(now.after(after, edit)));
    let now = server.present();
    if now.version != before.version {
        server.terminal.rebuilt(&changes, started.elapsed());
    }
    report(&now, server.terminal, Some(&before));
}

/// Reports the errors of the site, and the warnings that are new since `before`.
fn report(present: &Present, terminal: Terminal, before: Option<&Present>) {
    let known = before.map_or(&[][..], |before| &before.latest.diagnostics);
    let snapshot = &present.latest;
    let is_news = |diagnostic: &&_| known.binary_search(diagnostic).is_err();
    let told = snapshot
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error() || is_news(diagnostic));
    terminal.report(told, &snapshot.inputs);
    let errors = snapshot
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .count();
    if errors > 0 {
        terminal.errors_stand(errors);
    }
}

/// The address to visit for a server that listens on `address`: "any" is not one.
fn reachable(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(host) if host.is_unspecified() => {
            SocketAddr::new(Ipv4Addr::LOCALHOST.into(), address.port())
        }
        IpAddr::V6(host) if host.is_unspecified() => {
            SocketAddr::new(Ipv6Addr::LOCALHOST.into(), address.port())
        }
        _ => address,
    }
}
