//! Any text as a result code, and any bytes as the content of a code whose fingerprint and checksum are right, which
//! no chance would find: a code is read or refused, and what was read is written and read again as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parvis_selftest::{Model, ModelSource, Respondent, decode, encode};
use std::sync::LazyLock;

/// The models of the corpus' requests to decode.
static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    [
        &include_bytes!("../corpus/call/decode-two-points.json")[..],
        include_bytes!("../corpus/call/decode-five-points.json"),
        include_bytes!("../corpus/call/decode-seven-points.json"),
        include_bytes!("../corpus/call/decode-eleven-points.json"),
    ]
    .map(|request| {
        let mut request: serde_json::Value = serde_json::from_slice(request).expect("JSON");
        let source: ModelSource =
            serde_json::from_value(request["model"].take()).expect("a model");
        Model::new(source).expect("a sound model")
    })
    .into()
});

fuzz_target!(|bytes: &[u8]| {
    for model in MODELS.iter() {
        if let Ok(respondent) = decode(model, &String::from_utf8_lossy(bytes)) {
            assert_comes_back(model, &respondent);
        }
        if let Ok(respondent) = decode(model, &forged(model, bytes)) {
            assert_comes_back(model, &respondent);
        }
    }
});

fn assert_comes_back(model: &Model, respondent: &Respondent) {
    // A forged code may hold longer texts than are written.
    if let Ok(code) = encode(model, respondent) {
        assert_eq!(decode(model, &code).as_ref(), Ok(respondent));
    }
    let source = respondent.to_source(model);
    assert_eq!(Respondent::new(model, source).as_ref(), Ok(respondent));
}

/// A code of this content for the model.
fn forged(model: &Model, content: &[u8]) -> String {
    let mut payload = model.fingerprint().to_le_bytes().to_vec();
    payload.extend(content);
    let mut sealed = vec![b'1'];
    sealed.extend(&payload);
    payload.extend(checksum(&sealed).to_le_bytes());
    format!("P1{}", base64(&payload))
}

/// CRC-32, as in PNG.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |checksum, &byte| {
        (0..8).fold(checksum ^ u32::from(byte), |checksum, _| {
            checksum >> 1 ^ (0xedb8_8320 & 0_u32.wrapping_sub(checksum & 1))
        })
    })
}

/// URL-safe base64 without padding.
fn base64(bytes: &[u8]) -> String {
    let symbols = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = (0..3).fold(0, |word, index| {
            word << 8 | chunk.get(index).map_or(0, |&byte| usize::from(byte))
        });
        for symbol in 0..=chunk.len() {
            text.push(char::from(symbols[word >> (18 - 6 * symbol) & 63]));
        }
    }
    text
}
