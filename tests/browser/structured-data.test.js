// What the pages of events say to engines: what Google asks of one, and what each kind of event has of its own. That it keeps to the
// vocabulary of schema.org is checked with every other page's, in tests/parsers.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { startSite } from "./site.js";
import { assertNone } from "./visitor.js";

let site;
let pages;

// The nodes of JSON-LD of each page of an event, by its path.
async function structuredData(folder) {
  const found = new Map();
  for (const file of (await readdir(folder, { recursive: true })).filter((name) => name.endsWith("index.html")).sort()) {
    const html = await readFile(join(folder, file), "utf8");
    const [, json] = html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s) ?? [];
    if (json && html.includes('<body data-page="event"')) found.set(file.replace(/index\.html$/, ""), JSON.parse(json)["@graph"]);
  }
  return found;
}

before(async () => {
  site = await startSite();
  pages = await structuredData(site.folder);
}, { timeout: 60_000 });

after(async () => {
  await site?.close();
});

const eventOf = (path) => pages.get(path).find((node) => node["@type"] === "Event");

test("each event says what engines ask of one", () => {
  const moment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?$/;
  const lacking = [];
  const events = [...pages.keys()].map((path) => [path, eventOf(path)]).filter(([, event]) => event);
  assert.ok(events.length > 5);
  for (const [path, event] of events) {
    const expect = (holds, what) => holds || lacking.push(`${path}: ${what}`);
    expect(event.name && event.description && event.url === site.url + path, "name, description, url");
    expect(moment.test(event.startDate) && moment.test(event.endDate), `from ${event.startDate} to ${event.endDate}`);
    expect(event.organizer?.length > 0 && event.organizer.every(({ name, url }) => name && url), "organizer");
    expect(event.location?.length > 0, "location");
    for (const location of event.location ?? []) {
      expect(location["@type"] === "VirtualLocation" ? location.url : location.name && location.address.streetAddress, `location ${JSON.stringify(location)}`);
    }
  }
  assertNone(lacking, "events that say too little:");
});

test("status, moments, places and offers are those of the event", () => {
  const said = (path, ...keys) => Object.fromEntries(keys.map((key) => [key, eventOf(`evenements/${path}/`)[key]]));
  assert.deepEqual(said("assemblee-annuelle", "eventStatus", "startDate", "endDate", "previousStartDate"), {
    eventStatus: "https://schema.org/EventRescheduled", startDate: "2027-04-01", endDate: "2027-04-01", previousStartDate: "2027-03-18",
  });
  assert.equal(said("cafe-lecture", "eventStatus").eventStatus, "https://schema.org/EventCancelled");
  assert.equal(said("table-ronde-promesse", "eventStatus").eventStatus, "https://schema.org/EventPostponed");
  assert.deepEqual(said("webinaire-symetrie", "eventAttendanceMode", "startDate", "endDate", "location", "isAccessibleForFree", "offers"), {
    eventAttendanceMode: "https://schema.org/OnlineEventAttendanceMode",
    startDate: "2026-12-08T12:30:00+01:00",
    endDate: "2026-12-08T13:30:00+01:00",
    location: [{ "@type": "VirtualLocation", url: "https://visio.example.org/symetrie" }],
    isAccessibleForFree: true,
    offers: {
      "@type": "Offer", url: "https://inscriptions.example.org/webinaire-symetrie", price: "0", priceCurrency: "EUR",
      validFrom: "2026-11-02T00:00:00+01:00", validThrough: "2026-12-08T00:00:00+01:00",
    },
  });
  const conference = said("rencontres-du-parvis-2027", "startDate", "performer");
  assert.equal(conference.startDate, "2027-06-10T09:00:00+02:00");
  assert.deepEqual(conference.performer.map(({ "@type": type, name }) => `${type} ${name}`).slice(0, 2), ["Person Camille Exemple", "Person Dominique Modèle"]);
  // Without a year there is nothing that an engine could show.
  assert.equal(eventOf("evenements/salon-strategie-client/"), undefined);
});
