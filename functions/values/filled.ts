/** A text with its parts put in where their names stand in braces; `isFromRight`: each keeps its own order there (UAX #9, 2.4). */
export function filled(
  text: string,
  parts: Readonly<Record<string, string>>,
  { isFromRight }: { isFromRight: boolean },
): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const part = parts[name];
    return part === undefined ? whole : isFromRight ? `\u2068${part}\u2069` : part;
  });
}
