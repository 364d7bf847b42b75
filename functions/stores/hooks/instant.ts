/** Instants on the wire, with whatever offset the shop has, become UTC here. */

const RFC_3339 =
  /^(19[7-9]\d|2\d{3})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** An RFC 3339 date-time from 1970 on as UTC with milliseconds ("2026-11-03T09:30:00.000Z"), or null when it is not one. */
export function instantOf(text: string): string | null {
  const [, year, month, day] = RFC_3339.exec(text) ?? [];
  // The engine would take the 31st of February for the 3rd of March.
  if (day === undefined || Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
