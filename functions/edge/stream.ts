/** A stream of text that is made while it is read, so that one piece of it is in memory at a time. */
export function streamOf(pieces: AsyncGenerator<string>, head = ""): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (head !== "") controller.enqueue(text.encode(head));
    },
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(text.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
