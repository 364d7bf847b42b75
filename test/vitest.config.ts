/**
 * Three projects: `unit` runs in Node (decisions, values, draws, the embedded server, operator's commands);
 * `http` talks to the built Worker in workerd over the embedded libSQL server, so that what is tested is what is deployed;
 * `browser` walks the pages in a real Chromium.
 */
import { defineConfig } from "vitest/config";

// Commands that tests start by the dozen read the same modules: they are compiled once.
process.env.NODE_COMPILE_CACHE ??= new URL("../.build/compiled", import.meta.url).pathname;

/** A state that a test waits for comes when the machine is done: a poll ends with its test, not after the second that is usual. */
const PATIENT = { poll: { timeout: 25_000 } };

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    // Modules are read once a process, not once a file (isolate: false): a file must leave nothing behind in them. The worlds it
    // takes are its own, and spies are taken back after each file. That was a quarter of the time.
    // Half of the time a test waits for workerd or the database: one worker a core keeps both cores busy.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          expect: PATIENT,
          include: ["test/**/*.test.ts"],
          exclude: ["test/http/**", "test/browser/**"],
          environment: "node",
          isolate: false,
          // On a loaded machine a property over hundreds of histories takes its time.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "http",
          expect: PATIENT,
          include: ["test/http/**/*.test.ts"],
          environment: "node",
          isolate: false,
          globalSetup: ["test/support/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "browser",
          expect: PATIENT,
          include: ["test/browser/**/*.test.ts"],
          environment: "node",
          isolate: false,
          globalSetup: ["test/support/browser-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
