//! What answered a few days ago.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How long an answer is good for.
const DAYS: i64 = 7;

/// The addresses that answered, each with the day of its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    today: i64,
    answered: BTreeMap<String, i64>,
}

/// The file's form.
#[derive(Serialize, Deserialize)]
struct Written {
    version: u32,
    /// Days since 1970-01-01, by address.
    answered: BTreeMap<String, i64>,
}

const VERSION: u32 = 1;

impl Memory {
    /// The name of its file.
    pub const FILE: &str = "outside-links.json";

    /// What `bytes` hold, as of `today`, in days since 1970-01-01; nothing where they are of another time or cannot be read.
    pub fn read(bytes: Option<&[u8]>, today: i64) -> Self {
        let written = bytes.and_then(|bytes| serde_json::from_slice::<Written>(bytes).ok());
        let mut answered = written
            .filter(|written| written.version == VERSION)
            .map(|written| written.answered)
            .unwrap_or_default();
        answered.retain(|_, day| (today - DAYS..=today).contains(day));
        Self { today, answered }
    }

    /// Whether `address` answered lately.
    pub fn knows(&self, address: &str) -> bool {
        self.answered.contains_key(address)
    }

    /// `address` answered today.
    pub fn learn(&mut self, address: &str) {
        self.answered.insert(address.to_owned(), self.today);
    }

    /// The file's bytes.
    pub fn write(&self) -> Vec<u8> {
        let written = Written {
            version: VERSION,
            answered: self.answered.clone(),
        };
        serde_json::to_vec_pretty(&written).unwrap_or_default()
    }
}
