/**
 * A real Chromium for tests and for the README's picture. In this order: CHROMIUM names one; the one inside the npm
 * package @sparticuz/chromium (Linux x64; brings its own libraries and a font, so a bare Debian will do); one that is
 * installed on the machine.
 */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium as playwright } from "playwright-core";

/** The two screens on which each journey is walked. */
export const SCREENS = [
  ["phone", { width: 360, height: 740 }],
  ["desktop", { width: 1280, height: 900 }],
] as const;

const BUILD = new URL("../../.build", import.meta.url).pathname;

/** Where Linux and macOS keep an installed one. */
const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

interface Program {
  path: string;
  environment: Record<string, string>;
}

/** Starts a headless Chromium, with more flags where a test needs them. Rejects with a sentence that says what to install when the machine has none. */
export async function startBrowser(flags: string[] = []): Promise<Browser> {
  const { path, environment } = await findProgram();
  return playwright.launch({
    executablePath: path,
    headless: true,
    // Containers run tests as root and give /dev/shm 64 MB; both need a flag each. Nothing but our own pages is opened.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none", ...flags],
    env: { ...(process.env as Record<string, string>), ...environment },
  });
}

async function findProgram(): Promise<Program> {
  const named = process.env.CHROMIUM;
  if (named) return { path: named, environment: {} };
  const packed = await unpack();
  if (packed) return packed;
  const path = INSTALLED.find((candidate) => existsSync(candidate));
  if (path) return { path, environment: {} };
  throw new Error(
    "No Chromium: run npm install on Linux x64 (it brings one), install Chromium or Chrome, or name one in CHROMIUM.",
  );
}

/**
 * The packed Chromium, unpacked once into .build: a whole directory or none, since it is renamed into place. Null where
 * the optional package is not installed.
 */
async function unpack(): Promise<Program | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const entry = entryOfPackage();
  if (entry === null) return null;
  const packed = join(dirname(entry), "../bin");
  const { version } = (await import(join(dirname(entry), "../package.json"), { with: { type: "json" } })).default;
  const home = join(BUILD, `chromium-${version}`);
  if (!existsSync(home)) {
    await mkdir(BUILD, { recursive: true });
    const fresh = await mkdtemp(join(BUILD, "chromium-unpacking-"));
    await unpackInto(fresh, { entry, packed });
    // Another process may have been faster: its directory is as good.
    await rename(fresh, home).catch(() => rm(fresh, { recursive: true, force: true }));
  }
  // Written each time: a clone may have been moved since, and the paths in it are absolute.
  await writeFile(join(home, "fonts.conf"), fontsAt(home));
  const libraries = [join(home, "al2023/lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  return {
    path: join(home, "chromium"),
    environment: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(home, "fonts.conf") },
  };
}

/**
 * The package unpacks into the temporary directory and nowhere else, and a process's own is fixed when it starts: a
 * process of its own is told ours.
 */
async function unpackInto(directory: string, { entry, packed }: { entry: string; packed: string }): Promise<void> {
  const parts = ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"];
  const program = `
    import { inflate } from ${JSON.stringify(entry)};
    await Promise.all(${JSON.stringify(parts.map((part) => join(packed, part)))}.map((part) => inflate(part)));`;
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
    env: { ...process.env, TMPDIR: directory },
  });
}

function entryOfPackage(): string | null {
  try {
    return createRequire(import.meta.url).resolve("@sparticuz/chromium");
  } catch {
    return null;
  }
}

/** The font that came along is the sans-serif of every machine; the machine's own are there for what it lacks. */
function fontsAt(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, "fonts")}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(home, "fonts-cache")}</cachedir>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="strong"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;
}
