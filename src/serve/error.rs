//! Why a site cannot be served here.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::language::Language;

/// Why the server did not start, or stopped. None of these is a fault of the content.
#[derive(Debug)]
pub enum ServeError {
    /// Another program listens at this address.
    AddressInUse(SocketAddr),
    /// The system does not let the server listen at this address.
    AddressRefused(SocketAddr, io::Error),
    /// The folder cannot be watched.
    Unwatchable(PathBuf, notify::Error),
    /// The system watches as many folders as it is willing to.
    TooManyWatches,
    /// The server stopped, or could not start.
    Stopped(io::Error),
}

impl ServeError {
    /// What is wrong, and what to do about it.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::French => self.french(),
            Language::English => self.english(),
        }
    }

    fn french(&self) -> String {
        match self {
            Self::AddressInUse(address) => format!(
                "le port {} est déjà pris (un autre `parvis serve`, peut-être) : choisissez-en un autre avec `--port`, ou laissez `--port 0` en trouver un",
                address.port()
            ),
            Self::AddressRefused(address, reason) => {
                format!("impossible d’écouter à l’adresse {address} : {reason} ; changez `--host` ou `--port`")
            }
            Self::Unwatchable(folder, reason) => {
                format!("impossible de surveiller le dossier {} : {reason}", folder.display())
            }
            Self::TooManyWatches => "le système ne surveille pas plus de dossiers : relevez la limite \
                 `fs.inotify.max_user_watches`, ou fermez les programmes qui en surveillent beaucoup"
                .to_owned(),
            Self::Stopped(reason) => format!("le serveur s’est arrêté : {reason}"),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::AddressInUse(address) => format!(
                "port {} is taken (by another `parvis serve`, perhaps): choose another with `--port`, or let `--port 0` find one",
                address.port()
            ),
            Self::AddressRefused(address, reason) => {
                format!("cannot listen at {address}: {reason}; change `--host` or `--port`")
            }
            Self::Unwatchable(folder, reason) => {
                format!("cannot watch the folder {}: {reason}", folder.display())
            }
            Self::TooManyWatches => "the system watches no more folders: raise the limit \
                 `fs.inotify.max_user_watches`, or close programs that watch many"
                .to_owned(),
            Self::Stopped(reason) => format!("the server stopped: {reason}"),
        }
    }
}
