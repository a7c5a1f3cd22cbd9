//! What is drawn can be read: turned, small, blurred, noisy, several at once. What is no symbol gives no text, and no harm.

use std::io::Write;
use std::panic::catch_unwind;

use fast_qr::{ECL, QRBuilder, QRCode};
use parvis_qr_reader_wasm::{MAX_SIDE, read};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The committed module.
const MODULE: &[u8] = include_bytes!("../qr-reader.wasm");

/// What a first scan may download, in a browser that reads no QR code by itself.
const MODULE_BUDGET: usize = 98 * 1024;

/// A link as members pass it on.
const LINK: &str = "https://example.org/kb/le-modele/comparer/#r=P1AKSd83kLmQw_7dHs-Zz09aTqpWLxmBv2fYRuE6cGN1hjV5oKi0CtbPq4XyZs8eDnM";

/// A grey picture.
#[derive(Debug, Clone)]
struct Picture {
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

impl Picture {
    fn plain(width: usize, height: usize, grey: u8) -> Self {
        Self {
            width,
            height,
            grey: vec![grey; width * height],
        }
    }

    /// Puts a symbol with its quiet zone at a place, `scale` pixels a module, turned clockwise by `degrees` around its centre.
    fn show(
        mut self,
        symbol: &QRCode,
        (left, top): (usize, usize),
        scale: f64,
        degrees: f64,
    ) -> Self {
        let modules = symbol.size as f64 + 8.0;
        let side = modules * scale;
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let reach = side * (sine.abs() + cosine.abs());
        let centre = (left as f64 + reach / 2.0, top as f64 + reach / 2.0);
        // Each pixel is the mean of sixteen points: a camera has no hard edges.
        let offsets = [0.125, 0.375, 0.625, 0.875];
        for y in top..self.height.min(top + reach.ceil() as usize) {
            for x in left..self.width.min(left + reach.ceil() as usize) {
                let mut sum = 0;
                for (v, u) in offsets.iter().flat_map(|v| offsets.map(|u| (v, u))) {
                    let (dx, dy) = (x as f64 + u - centre.0, y as f64 + v - centre.1);
                    let column = (dx * cosine + dy * sine + side / 2.0) / scale;
                    let row = (dy * cosine - dx * sine + side / 2.0) / scale;
                    let inside = (0.0..modules).contains(&column) && (0.0..modules).contains(&row);
                    sum += u32::from(if inside {
                        ink(symbol, column - 4.0, row - 4.0)
                    } else {
                        self.grey[y * self.width + x]
                    });
                }
                self.grey[y * self.width + x] = (sum / 16) as u8;
            }
        }
        self
    }

    /// Adds noise of a camera in the dusk, always the same.
    fn noisy(mut self, most: i32) -> Self {
        let mut state = 0x2545_f491_u32;
        for grey in &mut self.grey {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (state >> 16).cast_signed() % (2 * most + 1) - most;
            *grey = (i32::from(*grey) + noise).clamp(0, 255) as u8;
        }
        self
    }

    /// Darker from left to right, as a screen seen from the side.
    fn shaded(mut self) -> Self {
        for row in self.grey.chunks_mut(self.width) {
            for (x, grey) in row.iter_mut().enumerate() {
                *grey = (usize::from(*grey) * (2 * self.width - x) / (2 * self.width)) as u8;
            }
        }
        self
    }

    fn texts(&self) -> Vec<String> {
        texts_of(&read(&self.grey, self.width, self.height))
    }
}

/// Dark grey on light grey: a screen photographed has neither black nor white.
fn ink(symbol: &QRCode, column: f64, row: f64) -> u8 {
    let inside = 0.0..symbol.size as f64;
    let dark = inside.contains(&column)
        && inside.contains(&row)
        && symbol[row as usize][column as usize].value();
    if dark { 40 } else { 220 }
}

fn texts_of(response: &str) -> Vec<String> {
    let response: Value = serde_json::from_str(response).expect("responses are JSON");
    serde_json::from_value(response["texts"].clone()).expect("a list of texts")
}

fn symbol(text: &str) -> QRCode {
    QRBuilder::new(text)
        .ecl(ECL::M)
        .build()
        .expect("the text fits")
}

/// A picture with one symbol and a margin around it.
fn photograph(text: &str, scale: f64, degrees: f64) -> Picture {
    let symbol = symbol(text);
    let turn = degrees.to_radians();
    let reach = (symbol.size as f64 + 8.0) * scale * (turn.sin().abs() + turn.cos().abs());
    let side = reach.ceil() as usize + 40;
    Picture::plain(side, side, 150).show(&symbol, (20, 20), scale, degrees)
}

#[test]
fn texts_of_every_length_come_back() {
    for length in [20, 60, 120, 180, 400, 900, 2000] {
        let text: String = "https://exemple.fr/équipe/#r=P1abcdefghijklmnopqrstuvwxyz0123456789-_."
            .chars()
            .cycle()
            .take(length)
            .collect();
        assert_eq!(photograph(&text, 4.0, 0.0).texts(), [text]);
    }
}

#[test]
fn a_link_is_read_at_any_angle() {
    for step in 0..24 {
        let degrees = f64::from(step) * 15.0;
        assert_eq!(photograph(LINK, 5.0, degrees).texts(), [LINK], "{degrees}°");
    }
}

#[test]
fn a_link_is_read_near_and_far() {
    for scale in [3.0, 3.7, 5.5, 9.0, 16.0] {
        assert_eq!(
            photograph(LINK, scale, 7.0).texts(),
            [LINK],
            "{scale} pixels a module"
        );
    }
}

#[test]
fn a_link_is_read_in_the_dusk_and_from_the_side() {
    assert_eq!(photograph(LINK, 6.0, 4.0).noisy(50).texts(), [LINK]);
    assert_eq!(
        photograph(LINK, 6.0, -9.0).shaded().noisy(25).texts(),
        [LINK]
    );
}

#[test]
fn several_symbols_are_read_at_once_and_each_once() {
    let (one, other) = (symbol("https://example.org/#r=P1first"), symbol(LINK));
    let picture = Picture::plain(1200, 900, 190)
        .show(&one, (30, 40), 7.0, 0.0)
        .show(&other, (500, 60), 6.0, 10.0)
        .show(&one, (40, 500), 5.0, 90.0);
    let mut texts = picture.texts();
    texts.sort();
    assert_eq!(texts, ["https://example.org/#r=P1first", LINK]);
}

#[test]
fn a_text_is_written_as_json_has_it() {
    let text = "\"\\\u{1}\u{1f}\n\u{7f}é\u{1f600}";
    assert_eq!(photograph(text, 6.0, 0.0).texts(), [text]);
}

#[test]
fn a_torn_symbol_gives_no_text_rather_than_another() {
    let mut picture = photograph(LINK, 5.0, 0.0);
    let (from, to) = (picture.height * 2 / 5, picture.height * 3 / 5);
    picture.grey[from * picture.width..to * picture.width].fill(150);
    assert_eq!(picture.texts(), [""; 0]);
}

#[test]
fn dimensions_that_lie_are_refused() {
    for (bytes, width, height) in [
        (0, 1, 1),
        (10, 3, 3),
        (MAX_SIDE + 1, MAX_SIDE + 1, 1),
        (0, 0, MAX_SIDE + 1),
    ] {
        let response: Value = serde_json::from_str(&read(&vec![0; bytes], width, height))
            .expect("responses are JSON");
        assert_eq!(response["error"]["code"], json!("size"));
    }
    for (width, height) in [
        (0, 0),
        (1, 1),
        (20, 20),
        (21, 21),
        (MAX_SIDE, 21),
        (21, MAX_SIDE),
    ] {
        for grey in [0, 128, 255] {
            assert_eq!(Picture::plain(width, height, grey).texts(), [""; 0]);
        }
    }
}

/// The module as the worker of the site holds it.
struct Module {
    store: wasmi::Store<()>,
    instance: wasmi::Instance,
}

impl Module {
    fn new() -> Self {
        let engine = wasmi::Engine::default();
        let module = wasmi::Module::new(&engine, MODULE).expect("the module is valid");
        let mut store = wasmi::Store::new(&engine, ());
        let instance = wasmi::Linker::new(&engine)
            .instantiate_and_start(&mut store, &module)
            .expect("the module imports nothing");
        Self { store, instance }
    }

    /// Calls `read` with dimensions that may be others than those of the bytes.
    fn read(&mut self, grey: &[u8], width: u32, height: u32) -> Result<String, wasmi::Error> {
        let memory = self
            .instance
            .get_memory(&self.store, "memory")
            .expect("memory is exported");
        let alloc = self
            .instance
            .get_typed_func::<u32, u32>(&self.store, "alloc")?;
        let free = self
            .instance
            .get_typed_func::<(u32, u32), ()>(&self.store, "free")?;
        let read = self
            .instance
            .get_typed_func::<(u32, u32, u32), u64>(&self.store, "read")?;
        let length = grey.len() as u32;
        let pointer = alloc.call(&mut self.store, length)?;
        memory
            .write(&mut self.store, pointer as usize, grey)
            .expect("the room is in memory");
        let response = read.call(&mut self.store, (pointer, width, height))?;
        free.call(&mut self.store, (pointer, length))?;
        let (at, size) = (response as u32, (response >> 32) as u32);
        let mut bytes = vec![0; size as usize];
        memory
            .read(&self.store, at as usize, &mut bytes)
            .expect("the response is in memory");
        free.call(&mut self.store, (at, size))?;
        Ok(String::from_utf8(bytes).expect("responses are text"))
    }
}

#[test]
fn the_module_reads_what_the_crate_reads() {
    let mut module = Module::new();
    for picture in [
        photograph(LINK, 4.0, 12.0),
        photograph("é\n", 4.0, 0.0),
        Picture::plain(64, 48, 90).noisy(60),
    ] {
        let response = module
            .read(&picture.grey, picture.width as u32, picture.height as u32)
            .expect("read does not trap");
        assert_eq!(response, read(&picture.grey, picture.width, picture.height));
    }
}

#[test]
fn the_module_refuses_dimensions_that_lie() {
    let mut module = Module::new();
    for (width, height) in [
        (u32::MAX, u32::MAX),
        (1 << 16, 1 << 16),
        (5000, 5000),
        (2401, 1),
    ] {
        let response = module.read(&[7; 64], width, height);
        let response: Value = serde_json::from_str(&response.expect("read does not trap"))
            .expect("responses are JSON");
        assert_eq!(response["error"]["code"], json!("size"));
    }
    assert_eq!(
        module.read(&[7; 400], 20, 20).expect("read does not trap"),
        r#"{"texts":[]}"#
    );
}

/// Slanted finders that deny what the detection asserts, found by drawing many.
fn trap() -> Picture {
    let (width, height) = (122, 289);
    let mut picture = Picture::plain(width, height, 200);
    for (left, top, across, down, slant, rise) in [
        (41, 225, 3, 5, 0, 0),
        (105, 48, 2, 3, 0, 2),
        (52, 22, 3, 5, 2, 1),
        (26, 134, 2, 3, -1, -1),
        (112, 148, 3, 3, 0, -2),
        (54, 91, 5, 5, 1, -1),
    ] {
        for (at, grey) in picture.grey.iter_mut().enumerate() {
            let (dx, dy) = (
                (at % width).cast_signed() - left,
                (at / width).cast_signed() - top,
            );
            let column = (2 * dx + slant * dy).abs() / across;
            match column.max((2 * dy + rise * dx).abs() / down) {
                3 | 4 => *grey = 220,
                0..7 => *grey = 30,
                _ => {}
            }
        }
    }
    picture
}

#[test]
fn a_picture_that_traps_costs_the_instance_alone() {
    let trap = trap();
    let trapped = Module::new().read(&trap.grey, trap.width as u32, trap.height as u32);
    assert!(
        trapped.is_err(),
        "the detection has learnt to bear this picture: look for another, or drop what contains traps"
    );
    let picture = photograph(LINK, 4.0, 0.0);
    let response = Module::new().read(&picture.grey, picture.width as u32, picture.height as u32);
    assert_eq!(texts_of(&response.expect("read does not trap")), [LINK]);
}

/// Pictures that look like symbols to the detection: finders anywhere, bars, noise over them.
fn hostile() -> impl Strategy<Value = Picture> {
    let finder = (0_usize..200, 0_usize..200, 1_usize..9, 1_usize..9);
    (
        21_usize..220,
        21_usize..220,
        prop::collection::vec(finder, 0..12),
        0_i32..120,
    )
        .prop_map(|(width, height, finders, noise)| {
            let mut picture = Picture::plain(width, height, 200);
            for (left, top, across, down) in finders {
                for y in 0..7 * down {
                    for x in 0..7 * across {
                        let (column, row) = (x / across, y / down);
                        let ring = column.min(6 - column).min(row.min(6 - row));
                        let (x, y) = (left + x, top + y);
                        if x < width && y < height {
                            picture.grey[y * width + x] = if ring == 1 { 220 } else { 30 };
                        }
                    }
                }
            }
            picture.noisy(noise)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// The detection may give up on such a picture (see the crate's documentation), but it invents no text.
    #[test]
    fn no_text_comes_from_what_is_no_symbol(picture in hostile()) {
        if let Ok(texts) = catch_unwind(|| picture.texts()) {
            prop_assert_eq!(texts, Vec::<String>::new());
        }
    }
}

#[test]
fn the_module_is_small_enough_for_a_scan() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(MODULE).expect("writing to memory");
    let size = gzip.finish().expect("writing to memory").len();
    assert!(
        size <= MODULE_BUDGET,
        "{size} bytes gzipped, of {MODULE_BUDGET}"
    );
}
