/** What a play turned out to be, in words. */
export function outcomeText({ state, prize }: { state: string; prize: { name: string } | null }): string {
  if (prize) return state === "won" ? `You won: ${prize.name}.` : `No win, but this for taking part: ${prize.name}.`;
  return state === "stock_out" ? "You hit a prize, and none was left." : "No win this time.";
}
