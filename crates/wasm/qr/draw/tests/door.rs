//! The door draws symbols, natively and as a module, and refuses what it cannot draw.

use std::io::Write;

use parvis_qr_wasm::draw;
use serde_json::{Value, json};

/// The committed module.
const MODULE: &[u8] = include_bytes!("../qr.wasm");

/// What showing a first QR code may download.
const MODULE_BUDGET: usize = 24 * 1024;

/// The answer of a fresh instance of the module, which must have given back all it took.
fn draw_in_module(text: &[u8]) -> String {
    let engine = wasmi::Engine::default();
    let module = wasmi::Module::new(&engine, MODULE).expect("the module is valid");
    let mut store = wasmi::Store::new(&engine, ());
    let instance = wasmi::Linker::new(&engine)
        .instantiate_and_start(&mut store, &module)
        .expect("the module imports nothing");
    let memory = instance
        .get_memory(&store, "memory")
        .expect("memory is exported");
    let alloc = instance
        .get_typed_func::<u32, u32>(&store, "alloc")
        .expect("alloc is exported");
    let free = instance
        .get_typed_func::<(u32, u32), ()>(&store, "free")
        .expect("free is exported");
    let draw = instance
        .get_typed_func::<(u32, u32), u64>(&store, "draw")
        .expect("draw is exported");
    let length = text.len() as u32;
    let pointer = alloc.call(&mut store, length).expect("alloc does not trap");
    memory
        .write(&mut store, pointer as usize, text)
        .expect("the room is in memory");
    let response = draw
        .call(&mut store, (pointer, length))
        .expect("draw does not trap");
    let (at, size) = (response as u32, (response >> 32) as u32);
    let mut bytes = vec![0; size as usize];
    memory
        .read(&store, at as usize, &mut bytes)
        .expect("the response is in memory");
    for place in [(pointer, length), (at, size)] {
        free.call(&mut store, place).expect("free does not trap");
    }
    String::from_utf8(bytes).expect("responses are text")
}

fn json_of(response: &str) -> Value {
    serde_json::from_str(response).expect("responses are JSON")
}

/// The symbol as lines of `#` and spaces, from the path that the browser would draw.
fn drawn(response: &Value) -> Vec<String> {
    let size = usize::try_from(response["size"].as_u64().expect("a size")).expect("a small size");
    let mut rows = vec![vec![b' '; size]; size];
    for rectangle in response["path"]
        .as_str()
        .expect("a path")
        .split_terminator('z')
    {
        let numbers: Vec<usize> = rectangle
            .split(|character: char| !character.is_ascii_digit())
            .filter_map(|number| number.parse().ok())
            .collect();
        let [x, y, width, 1, back] = numbers[..] else {
            panic!("{rectangle} is no row of modules");
        };
        assert_eq!(width, back);
        rows[y][x..x + width].fill(b'#');
    }
    rows.into_iter()
        .map(|row| String::from_utf8(row).expect("two characters"))
        .collect()
}

#[test]
fn a_symbol_has_its_three_finders_and_its_timing() {
    let rows = drawn(&json_of(&draw(b"https://example.org/comparer/#r=P1")));
    assert_eq!(rows.len(), 29);
    let finder = [
        "#######", "#     #", "# ### #", "# ### #", "# ### #", "#     #", "#######",
    ];
    for (y, line) in finder.iter().enumerate() {
        assert_eq!(&rows[y][..8], format!("{line} "));
        assert_eq!(&rows[y][21..], format!(" {line}"));
        assert_eq!(&rows[22 + y][..8], format!("{line} "));
    }
    assert_eq!(&rows[6][7..22], " # # # # # # # ");
}

#[test]
fn the_module_draws_what_the_crate_draws() {
    let long = "é".repeat(1165);
    for text in ["1", "HELLO WORLD", "https://example.org/#r=P1.é", &long] {
        let response = draw(text.as_bytes());
        assert!(json_of(&response)["size"].is_u64(), "{text}");
        assert_eq!(draw_in_module(text.as_bytes()), response);
    }
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    // 2,331 bytes are what version 40 holds at level M.
    for (text, code) in [(0, "empty"), (2332, "too_long"), (1 << 20, "too_long")] {
        let text = vec![0xff; text];
        let response = draw(&text);
        assert_eq!(json_of(&response)["error"]["code"], json!(code));
        assert_eq!(draw_in_module(&text), response);
    }
    assert!(json_of(&draw(&[0xff; 2331]))["size"] == json!(177));
}

#[test]
fn the_module_is_small() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(MODULE).expect("writing to memory");
    let size = gzip.finish().expect("writing to memory").len();
    assert!(
        size <= MODULE_BUDGET,
        "{size} bytes gzipped, of {MODULE_BUDGET}"
    );
}
