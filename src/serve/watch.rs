//! Watching the sources: says that something below `content/` or `themes/` may have changed, never what.
//!
//! The folders may come, go and come back: the root is watched for that, and only for that, so that writing `public/` stirs nothing.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::event::ModifyKind;
use notify::{ErrorKind, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::error::ServeError;

/// How long a file must be left alone before it is read: editors write in several steps.
const QUIET: Duration = Duration::from_millis(15);
/// How often that is looked at.
const TICK: Duration = Duration::from_millis(5);
/// The folders of the root that a site is made from.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Something may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Signal {
    /// One of the folders itself came or went.
    folder: bool,
}

/// Watches a site's sources for as long as it lives.
pub enum Watch {
    /// The system tells of changes.
    Told(Box<Told>),
    /// It does not, as on a folder of the network: the sources are read again and again.
    Polled(Duration),
}

impl Watch {
    /// Watches the site at `root`, or has it read again at intervals of `poll`. What changes from here on is noticed.
    pub fn start(root: &Path, poll: Option<Duration>) -> Result<Self, ServeError> {
        match poll {
            Some(interval) => Ok(Self::Polled(interval)),
            None => Told::start(root).map(|told| Self::Told(Box::new(told))),
        }
    }

    /// Waits until something may have changed.
    ///
    /// An error says that a folder that came back cannot be watched; the others still are.
    pub async fn changed(&mut self) -> Result<(), notify::Error> {
        match self {
            Self::Told(told) => told.changed().await,
            Self::Polled(interval) => {
                tokio::time::sleep(*interval).await;
                Ok(())
            }
        }
    }
}

/// What the system tells of a site's sources.
pub struct Told {
    folders: Vec<PathBuf>,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    signals: UnboundedReceiver<Signal>,
}

impl Told {
    /// Watches the site at `root`. What changes from here on is noticed.
    fn start(root: &Path) -> Result<Self, ServeError> {
        let unwatchable = |error: notify::Error| match error.kind {
            ErrorKind::MaxFilesWatch => ServeError::TooManyWatches,
            _ => ServeError::Unwatchable(root.to_owned(), error),
        };
        // The system names changed files by their real paths.
        let real_root = root
            .canonicalize()
            .map_err(|error| unwatchable(notify::Error::io(error)))?;
        if !real_root.is_dir() {
            return Err(unwatchable(notify::Error::io(
                io::ErrorKind::NotADirectory.into(),
            )));
        }
        let folders: Vec<PathBuf> = FOLDERS.iter().map(|name| real_root.join(name)).collect();
        let (sender, signals) = unbounded_channel();
        let listener = listener(folders.clone(), sender);
        let debouncer = new_debouncer(QUIET, Some(TICK), listener).map_err(unwatchable)?;
        let mut watch = Self {
            folders,
            debouncer,
            signals,
        };
        watch
            .debouncer
            .watch(&real_root, RecursiveMode::NonRecursive)
            .map_err(unwatchable)?;
        watch.watch_folders().map_err(unwatchable)?;
        Ok(watch)
    }

    async fn changed(&mut self) -> Result<(), notify::Error> {
        let Some(first) = self.signals.recv().await else {
            // The debouncer holds the other end for as long as this value lives.
            return std::future::pending().await;
        };
        let mut folder = first.folder;
        while let Ok(signal) = self.signals.try_recv() {
            folder |= signal.folder;
        }
        if folder {
            tokio::task::block_in_place(|| self.watch_folders())?;
        }
        Ok(())
    }

    fn watch_folders(&mut self) -> Result<(), notify::Error> {
        for folder in &self.folders {
            // The watch of a folder that was removed is of no use for the one that took its place.
            let _ = self.debouncer.unwatch(folder);
            match self.debouncer.watch(folder, RecursiveMode::Recursive) {
                Err(error) if !is_absence(&error) => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

fn is_absence(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

fn listener(
    folders: Vec<PathBuf>,
    sender: UnboundedSender<Signal>,
) -> impl FnMut(DebounceEventResult) + Send + 'static {
    move |outcome| {
        let signal = match outcome {
            Ok(events) => {
                let events: Vec<_> = events
                    .iter()
                    .filter(|event| concerns(event, &folders))
                    .collect();
                let folder = events.iter().any(|event| replaces(event, &folders));
                (!events.is_empty()).then_some(Signal { folder })
            }
            // Events may have been lost: everything is looked at again.
            Err(_) => Some(Signal { folder: true }),
        };
        if let Some(signal) = signal {
            // Nobody listens any more when the server ends.
            let _ = sender.send(signal);
        }
    }
}

/// Whether sources may have changed. Reading them does not count, or each reading would ask for the next.
fn concerns(event: &DebouncedEvent, folders: &[PathBuf]) -> bool {
    let below = |path: &PathBuf| folders.iter().any(|folder| path.starts_with(folder));
    event.need_rescan()
        || (!matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(below))
}

/// Whether one of the folders came or went.
fn replaces(event: &DebouncedEvent, folders: &[PathBuf]) -> bool {
    let moved = matches!(
        event.kind,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    );
    event.need_rescan() || (moved && event.paths.iter().any(|path| folders.contains(path)))
}
