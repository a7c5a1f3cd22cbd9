// Days as a charter writes them.

import { formatDate } from "../strings.js";

// « 2026-11-22 » of a date, on the visitor's calendar.
export function isoDay(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

// « 22 novembre 2026 », « 1er avril 2027 »; empty for what is no day.
export function longDay(iso) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso)?.map(Number) ?? [];
  if (!year) return "";
  const date = new Date(year, month - 1, day);
  return isoDay(date) === iso ? formatDate(date) : "";
}
