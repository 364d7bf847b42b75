/** How long the page may stand still, in milliseconds: a frame of 60 a second has 16. */
const SLICE_MS = 12;

/** Runs a computation that can be left off, in slices, so that the page stays alive; `shows` is told how far it is. */
export async function sliced<Progress, Result>(
  computation: Generator<Progress, Result>,
  shows: (progress: Progress) => void,
): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const { done, value } = computation.next();
    if (done) return value;
    if (performance.now() - began < SLICE_MS) continue;
    shows(value);
    await new Promise((resume) => setTimeout(resume, 0));
    began = performance.now();
  }
}
