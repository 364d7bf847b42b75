/** A stream of text or bytes that are made as they are read: one piece is in memory, and a slow reader holds nobody up. */
export function streamOf(pieces: AsyncGenerator<string> | AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === "string" ? text.encode(value) : value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
