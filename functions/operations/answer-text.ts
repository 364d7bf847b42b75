/** The beginning of an answer's text, at most so many characters: what comes after is not read, however long it is. */
export async function answerText(response: Response, charactersMax: number): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (text.length < charactersMax) {
    const { done, value = "" } = (await reader?.read()) ?? { done: true };
    if (done) return text;
    text += value;
  }
  await reader?.cancel();
  return text.slice(0, charactersMax);
}
