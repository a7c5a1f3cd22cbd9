//! The documents' texts, and the directory that says which shard holds which.

use super::Files;
use crate::codec::{ShardId, write};
use crate::document::Document;
use crate::format::{DIRECTORY_BLOCK, DOCUMENT_SHARD_BYTES, FIELD_END, RECORD_END};

/// The texts of the documents so far: in files but for the last ones.
#[derive(Default)]
pub(super) struct Texts {
    /// The texts of the shard that is being filled, how many they are, and how many bytes they were thought to take.
    shard: Vec<u8>,
    together: u32,
    size: usize,
    /// The block of the directory that is being filled, and how many documents it has.
    block: Vec<u8>,
    documents: usize,
    blocks: Vec<ShardId>,
}

impl Texts {
    pub(super) fn add(&mut self, document: &Document<'_>, files: &mut Files<'_>) {
        if self.documents == DIRECTORY_BLOCK {
            self.close_block(files);
        }
        let length = record_length(document);
        if self.together > 0 && self.size + length > DOCUMENT_SHARD_BYTES {
            self.close_shard(files);
        }
        self.shard.reserve(length);
        write_record(document, &mut self.shard);
        self.size += length;
        self.together += 1;
        self.documents += 1;
    }

    /// Writes what is left, and references to the directory.
    pub(super) fn write(mut self, files: &mut Files<'_>, root: &mut Vec<u8>) {
        if self.documents > 0 {
            self.close_block(files);
        }
        for id in self.blocks {
            root.extend_from_slice(&id.0);
        }
    }

    fn close_shard(&mut self, files: &mut Files<'_>) {
        write::number(&mut self.block, self.together);
        let shard = files.add(std::mem::take(&mut self.shard), "txt");
        self.block.extend_from_slice(&shard.0);
        (self.together, self.size) = (0, 0);
    }

    fn close_block(&mut self, files: &mut Files<'_>) {
        self.close_shard(files);
        self.blocks
            .push(files.add(std::mem::take(&mut self.block), "bin"));
        self.documents = 0;
    }
}

/// How many bytes [`write_record`] writes, at most.
fn record_length(document: &Document<'_>) -> usize {
    const YEAR_AND_ENDS: usize = 5 + 7;
    let texts = [
        document.url,
        document.title,
        document.kind,
        document.category.unwrap_or_default(),
        document.summary,
        document.body,
    ];
    texts.iter().map(|text| text.len()).sum::<usize>() + YEAR_AND_ENDS
}

fn write_record(document: &Document<'_>, out: &mut Vec<u8>) {
    let year = document
        .year
        .map(|year| year.to_string())
        .unwrap_or_default();
    let category = document.category.unwrap_or_default();
    let fields = [
        document.url,
        document.title,
        document.kind,
        category,
        &year,
        document.summary,
        document.body,
    ];
    for (number, field) in fields.iter().enumerate() {
        let start = out.len();
        out.extend_from_slice(field.as_bytes());
        for byte in &mut out[start..] {
            if *byte == FIELD_END || *byte == RECORD_END {
                *byte = b' ';
            }
        }
        out.push(if number + 1 == fields.len() {
            RECORD_END
        } else {
            FIELD_END
        });
    }
}
