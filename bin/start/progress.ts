/** Says what is being done and how long it took. */
export async function step<T>(name: string, work: () => Promise<T> | T): Promise<T> {
  const started = performance.now();
  process.stdout.write(`  ${name} …`);
  try {
    const done = await work();
    process.stdout.write(` ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    return done;
  } catch (error) {
    process.stdout.write(" stopped\n");
    throw error;
  }
}
