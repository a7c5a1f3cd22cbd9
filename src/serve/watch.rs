//! Watching the sources: says below which paths of `content/` and `themes/` something may have changed, never what.
//!
//! The folders may come, go and come back: the root is watched for that, and only for that, so that writing `public/` stirs nothing.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::event::ModifyKind;
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{Instant, timeout};

use super::error::ServeError;
use crate::inputs::Touched;

/// How long the sources must be left alone before they are read: editors write in several steps.
const QUIET: Duration = Duration::from_millis(15);
/// They are read at the latest after this, for a program may write without a pause.
const LONGEST: Duration = Duration::from_millis(500);
/// The folders of the root that a site is made from.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Something may have changed.
#[derive(Debug)]
struct Signal {
    touched: Touched,
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

    /// Waits until something may have changed, and says below which paths from the root.
    ///
    /// An error says that a folder that came back cannot be watched; the others still are.
    pub async fn changed(&mut self) -> (Touched, Result<(), notify::Error>) {
        match self {
            Self::Told(told) => told.changed().await,
            Self::Polled(interval) => {
                tokio::time::sleep(*interval).await;
                (Touched::Anything, Ok(()))
            }
        }
    }
}

/// What the system tells of a site's sources.
pub struct Told {
    folders: Vec<PathBuf>,
    watcher: RecommendedWatcher,
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
        let listener = listener(real_root.clone(), folders.clone(), sender);
        let watcher = notify::recommended_watcher(listener).map_err(unwatchable)?;
        let mut watch = Self {
            folders,
            watcher,
            signals,
        };
        watch
            .watcher
            .watch(&real_root, RecursiveMode::NonRecursive)
            .map_err(unwatchable)?;
        watch.watch_folders().map_err(unwatchable)?;
        Ok(watch)
    }

    async fn changed(&mut self) -> (Touched, Result<(), notify::Error>) {
        let Some(Signal {
            mut touched,
            mut folder,
        }) = self.signals.recv().await
        else {
            // The watcher holds the other end for as long as this value lives.
            return std::future::pending().await;
        };
        let latest = Instant::now() + LONGEST;
        while Instant::now() < latest
            && let Ok(Some(signal)) = timeout(QUIET, self.signals.recv()).await
        {
            touched = touched.and(signal.touched);
            folder |= signal.folder;
        }
        if !folder {
            return (touched, Ok(()));
        }
        // What came before the watch of a folder was told to nobody.
        let watched = tokio::task::block_in_place(|| self.watch_folders());
        (Touched::Anything, watched)
    }

    fn watch_folders(&mut self) -> Result<(), notify::Error> {
        for folder in &self.folders {
            // The watch of a folder that was removed is of no use for the one that took its place.
            let _ = self.watcher.unwatch(folder);
            match self.watcher.watch(folder, RecursiveMode::Recursive) {
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
    root: PathBuf,
    folders: Vec<PathBuf>,
    sender: UnboundedSender<Signal>,
) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    move |outcome| {
        let signal = match outcome {
            Ok(event) if event.need_rescan() => Some(Signal::lost()),
            Ok(event) => Signal::of(&event, &root, &folders),
            Err(_) => Some(Signal::lost()),
        };
        if let Some(signal) = signal {
            // Nobody listens any more when the server ends.
            let _ = sender.send(signal);
        }
    }
}

impl Signal {
    /// Events may have been lost: everything is looked at again.
    fn lost() -> Self {
        Self {
            touched: Touched::Anything,
            folder: true,
        }
    }

    /// What `event` says of the `folders` of `root`. Reading them does not count, or each reading would ask for the next.
    fn of(event: &Event, root: &Path, folders: &[PathBuf]) -> Option<Self> {
        if matches!(event.kind, EventKind::Access(_)) {
            return None;
        }
        let below = |path: &&PathBuf| folders.iter().any(|folder| path.starts_with(folder));
        let paths = event.paths.iter().filter(below);
        let paths: Option<_> = paths
            .map(|path| Some(path.strip_prefix(root).ok()?.to_owned()))
            .collect();
        let touched = paths.map_or(Touched::Anything, Touched::Paths);
        if touched == Touched::Paths(BTreeSet::new()) {
            return None;
        }
        let moved = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        );
        let folder = moved && event.paths.iter().any(|path| folders.contains(path));
        Some(Self { touched, folder })
    }
}
