/** Reading the counter's code with the phone's camera. Pictures are looked at and let go; none is kept or sent. */

/** Between two looks, in milliseconds: quick to the eye, and easy on the battery. */
const PAUSE_MS = 150;

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

/**
 * Opens the camera into `video` and calls back with each text that it reads, until the answer is true or `signal` says to
 * stop; then the camera is off. A browser asks the person here, the first time. Rejects with the browser's error.
 */
export async function readCodes(
  video: HTMLVideoElement,
  { onText, signal }: { onText: (text: string) => boolean; signal: AbortSignal },
): Promise<void> {
  if (!navigator.mediaDevices) throw new DOMException("no camera on this page", "NotFoundError");
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  try {
    video.srcObject = stream;
    await video.play();
    const look = await looker(video);
    while (!signal.aborted) {
      const text = await look();
      if (!signal.aborted && text !== undefined && onText(text)) return;
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

/** The browser's own reader where there is one; elsewhere ours, which is fetched only now. */
async function looker(video: HTMLVideoElement): Promise<() => Promise<string | undefined>> {
  const own = await ownDetector();
  if (own) return async () => (await own.detect(video).catch(() => []))[0]?.rawValue;
  const { QRCanvas, QRCamera } = await import("qr/dom.js");
  const [camera, canvas] = [new QRCamera(video), new QRCanvas()];
  return async () => {
    const read = await camera.readFrame(canvas, true);
    return typeof read === "string" ? read : undefined;
  };
}

async function ownDetector(): Promise<Detector | null> {
  const known = (
    globalThis as {
      BarcodeDetector?: { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };
    }
  ).BarcodeDetector;
  const formats = (await known?.getSupportedFormats().catch(() => [])) ?? [];
  return known && formats.includes("qr_code") ? new known({ formats: ["qr_code"] }) : null;
}
