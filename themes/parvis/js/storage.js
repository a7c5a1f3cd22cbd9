// What a visitor asked to keep on this device, and nothing else. Every key starts with `parvis:`.

// A drawer of local storage: `read()` gives what was kept, or null where there is nothing that can be read; `holds()` tells whether
// there is anything; `keep(value)` says whether it could be kept; `erase()`.
export function drawer(name) {
  const key = `parvis:${name}`;
  return {
    read() {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    holds() {
      try {
        return localStorage.getItem(key) !== null;
      } catch {
        return false;
      }
    },
    keep(value) {
      try {
        localStorage.setItem(key, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
    erase() {
      try {
        localStorage.removeItem(key);
      } catch {
        // Storage refused: there was nothing to erase.
      }
    },
  };
}
