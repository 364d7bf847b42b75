/** The model's own calendar: days and months of instants in a zone, by Intl alone. */

const writers = new Map<string, Intl.DateTimeFormat>();

/** "2026-11-21" of an instant in a zone. */
export function dateIn(zone: string, instant: number): string {
  let writer = writers.get(zone);
  if (!writer) {
    writer = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
    writers.set(zone, writer);
  }
  return writer.format(instant);
}

/** The number of a date, counted from 1970-01-01. */
export function numberOf(date: string): number {
  return Date.parse(date) / 86_400_000;
}

/** Months since year 0 of a date: one apart for neighbours. */
export function monthIndex(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

/** "monday" … of a date. */
export function weekdayNameOf(date: string): string {
  return new Intl.DateTimeFormat("en-US", { timeZone: "UTC", weekday: "long" }).format(Date.parse(date)).toLowerCase();
}

/** Minutes since midnight that clocks in a zone show. */
export function minuteIn(zone: string, instant: number): number {
  const text = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(instant);
  return (Number(text.slice(0, 2)) % 24) * 60 + Number(text.slice(3, 5));
}
