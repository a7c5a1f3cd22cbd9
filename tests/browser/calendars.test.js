// Calendar files, read by ical.js: the parser of calendar programs, with another author, another language and no time zone of its own.
// What it makes of each file's VTIMEZONE is compared with the zones that JavaScript itself knows.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import ICAL from "ical.js";

import { startSite } from "./site.js";

const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;
// All that people still remember or plan for; of the others, which follow from the same rules, some.
const YEARS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, position) => FIRST_YEAR + position)
  .filter((year) => (year >= 1995 && year <= 2040) || year % 5 === 0);

// Whole hours of daylight saving, half hours of a zone, half an hour of daylight saving, and none.
const ZONES = ["Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Indian/Reunion"];

let site;

before(async () => {
  site = await startSite();
}, { timeout: 60_000 });

after(async () => {
  await site?.close();
});

const calendarOf = (text) => new ICAL.Component(ICAL.parse(text));
const eventsOf = (calendar) => calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));

// The moment at which the clocks of `zone` show `local`, from the zones that come with JavaScript.
function moment(zone, local) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  const shown = (time) => {
    const parts = Object.fromEntries(format.formatToParts(new Date(time)).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  };
  const wanted = Date.parse(`${local.replace(" ", "T")}:00Z`);
  // The offset of a moment near is right but at a change of the clocks; that of the result then is.
  let time = wanted - (shown(wanted) - wanted);
  time -= shown(time) - wanted;
  assert.equal(shown(time), wanted, `${local} in ${zone}`);
  return time;
}

// The last Sunday of a month, and the first: when clocks change in most places that change them.
function sundays(year, month) {
  const day = (date) => new Date(date).toISOString().slice(0, 10);
  const last = new Date(Date.UTC(year, month, 0));
  const first = new Date(Date.UTC(year, month - 1, 1));
  return [day(last.setUTCDate(last.getUTCDate() - last.getUTCDay())), day(first.setUTCDate(1 + ((7 - first.getUTCDay()) % 7)))];
}

for (const zone of ZONES) {
  test(`from ${FIRST_YEAR} to ${LAST_YEAR}, days of a change of the clocks included, moments in ${zone} are read as they were meant`, { timeout: 60_000 }, async () => {
    const root = await mkdtemp(join(tmpdir(), "parvis-zone-"));
    await mkdir(join(root, "content/events"), { recursive: true });
    await writeFile(join(root, "content/site.yaml"), `title: 'Site'\ndescription: 'Un site.'\nbase_url: 'https://example.org/'\ntime_zone: ${zone}\n`);
    const meant = new Map();
    for (const year of YEARS) {
      for (const day of [`${year}-01-15`, `${year}-07-15`, ...sundays(year, 3), ...sundays(year, 4), ...sundays(year, 10), ...sundays(year, 11)]) {
        // Neither is a time that any of these zones skips or repeats.
        const [start, end] = [`${day} 04:00`, `${day} 12:00`].map((local) => [local, moment(zone, local)]);
        meant.set(`e-${day}`, [start[1], end[1]]);
        await writeFile(join(root, `content/events/e-${day}.md`), `---\ntitle: '${day}'\nstart: ${start[0]}\nend: ${end[0]}\n---\n`);
      }
    }
    const built = await startSite(root, { today: "2026-11-26" });
    try {
      const read = (await readFile(join(built.folder, "evenements/calendrier.ics"), "utf8"));
      const events = eventsOf(calendarOf(read));
      const found = events.map((event) => [event.uid.split("@")[0], [event.startDate, event.endDate].map((time) => time.toUnixTime() * 1000)]);
      assert.equal(found.length, meant.size);
      assert.deepEqual(found.filter(([name, times]) => String(times) !== String(meant.get(name))).map(([name, times]) => `${name}: ${times.map((time) => new Date(time).toISOString())}`), []);
    } finally {
      await built.close();
      await rm(root, { recursive: true, force: true });
    }
  });
}

test("each file of the sample site is whole: its zones described, its lines short, its text as it was written", async () => {
  const files = (await readdir(site.folder, { recursive: true })).filter((file) => file.endsWith(".ics"));
  assert.ok(files.length > 20);
  for (const file of files) {
    const text = await readFile(join(site.folder, file), "utf8");
    for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, `${file}: ${line}`);
    const calendar = calendarOf(text);
    const zones = new Set(calendar.getAllSubcomponents("vtimezone").map((zone) => zone.getFirstPropertyValue("tzid")));
    for (const component of calendar.getAllSubcomponents("vevent")) {
      for (const name of ["dtstart", "dtend"]) {
        const property = component.getFirstProperty(name);
        const zone = property.getParameter("tzid");
        assert.ok(zone === undefined || zones.has(zone), `${file}: ${zone}`);
      }
      for (const name of ["uid", "dtstamp", "sequence", "status"]) assert.equal(component.getAllProperties(name).length, 1, `${file}: ${name}`);
    }
  }
});

test("an event keeps its title, its place, its whole days and its status", async () => {
  const event = async (file) => eventsOf(calendarOf(await readFile(join(site.folder, "evenements", file), "utf8")))[0];
  const workshop = await event("atelier-charte/evenement.ics");
  assert.equal(workshop.summary, "Atelier\u00a0: écrire notre charte de service en une matinée");
  assert.equal(workshop.location, "Maison du Parvis (lieu fictif), 12, rue de l’Exemple, Ville-Modèle, Salle de l’Établi");
  assert.equal(workshop.startDate.toUnixTime() * 1000, Date.parse("2027-01-21T09:00:00+01:00"));
  const assembly = await event("assemblee-annuelle/evenement.ics");
  assert.deepEqual([assembly.startDate, assembly.endDate].map((day) => [day.isDate, day.toString()]), [[true, "2027-04-01"], [true, "2027-04-02"]]);
  const cancelled = await event("cafe-lecture/evenement.ics");
  assert.equal(cancelled.component.getFirstPropertyValue("status"), "CANCELLED");
  const conference = await event("rencontres-du-parvis-2027/evenement.ics");
  assert.equal(conference.endDate.toUnixTime() * 1000, Date.parse("2027-06-11T16:30:00+02:00"));
});
