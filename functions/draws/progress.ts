/**
 * Long computations that can be left off and gone on with: they say how far they are, every few milliseconds, so that a
 * page stays alive. Whoever has nothing else to do finishes them at once.
 */

/** `done` of `of` of what is being computed now; what comes after it is not in the count. */
export type Progress = { done: number; of: number };

/** A computation in parts. It answers like any function once it is asked to the end. */
export type InParts<Result> = Generator<Progress, Result>;

/** The result of a computation, without a pause. */
export function finished<Result>(computation: InParts<Result>): Result {
  for (;;) {
    const { done, value } = computation.next();
    if (done) return value;
  }
}
