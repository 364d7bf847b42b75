/** Prints what the Worker says of a fault; its line per request, twenty thousand in a run, nobody reads. */
export function faultsOnly({ level, message }: { level: string; message: string }): void {
  if (level === "error" || level === "warn") console.error(message);
}
