//! The committed module in an independent engine.
#![allow(dead_code, reason = "each test file uses its own part")]

use parvis_selftest_wasm::call;
use serde_json::Value;
use std::cell::RefCell;
use wasmi::{Engine, Instance, Linker, Memory, Store, TypedFunc};

pub const MODULE: &[u8] = include_bytes!("../../selftest.wasm");

pub struct Door {
    pub store: Store<()>,
    pub memory: Memory,
    pub alloc: TypedFunc<u32, u32>,
    pub free: TypedFunc<(u32, u32), ()>,
    pub call: TypedFunc<(u32, u32), u64>,
}

impl Door {
    pub fn open() -> Self {
        let engine = Engine::default();
        let module = wasmi::Module::new(&engine, MODULE).expect("a valid module");
        assert_eq!(
            module.imports().count(),
            0,
            "the module asks nothing of its host"
        );
        let mut store = Store::new(&engine, ());
        let instance: Instance = Linker::new(&engine)
            .instantiate_and_start(&mut store, &module)
            .expect("an instance");
        Self {
            memory: instance.get_memory(&store, "memory").expect("memory"),
            alloc: instance
                .get_typed_func(&store, "alloc")
                .expect("alloc(u32) -> u32"),
            free: instance
                .get_typed_func(&store, "free")
                .expect("free(u32, u32)"),
            call: instance
                .get_typed_func(&store, "call")
                .expect("call(u32, u32) -> u64"),
            store,
        }
    }

    /// The raw call: the response's pointer and length.
    pub fn call_at(&mut self, ptr: u32, len: u32) -> (u32, u32) {
        let answer = self
            .call
            .call(&mut self.store, (ptr, len))
            .expect("no trap");
        (answer as u32, (answer >> 32) as u32)
    }

    pub fn take(&mut self, (ptr, len): (u32, u32)) -> Vec<u8> {
        let mut response = vec![0; len as usize];
        self.memory
            .read(&self.store, ptr as usize, &mut response)
            .expect("a response in memory");
        self.free
            .call(&mut self.store, (ptr, len))
            .expect("no trap");
        response
    }

    pub fn ask(&mut self, request: &[u8]) -> Vec<u8> {
        let len = u32::try_from(request.len()).expect("a short request");
        let ptr = self.alloc.call(&mut self.store, len).expect("no trap");
        assert_ne!(ptr, 0, "there is room for a request");
        self.memory
            .write(&mut self.store, ptr as usize, request)
            .expect("room for the request");
        let answer = self.call_at(ptr, len);
        let response = self.take(answer);
        self.free
            .call(&mut self.store, (ptr, len))
            .expect("no trap");
        response
    }
}

thread_local! {
    static DOOR: RefCell<Door> = RefCell::new(Door::open());
}

/// The answer of the module, which must be that of the native crate.
pub fn ask(request: &[u8]) -> Vec<u8> {
    let response = DOOR.with_borrow_mut(|door| door.ask(request));
    let native = call(request);
    assert_eq!(
        String::from_utf8_lossy(&response),
        String::from_utf8_lossy(&native)
    );
    response
}

pub fn ask_json(request: &Value) -> Value {
    serde_json::from_slice(&ask(request.to_string().as_bytes())).expect("the answer is JSON")
}
