import encodeQR from "qr";

/** A film of one picture, as Chromium's camera of straw plays it: YUV4MPEG2, 4:2:0, the code in the middle of light grey. */
export function filmOf(text: string): Buffer {
  const [width, height, scale] = [640, 480, 8];
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  const luma = Buffer.alloc(width * height, 235);
  const [left, top] = [width, height].map((side) => Math.floor((side - rows.length * scale) / 2)) as [number, number];
  for (const [y, row] of rows.entries())
    for (const [x, isDark] of row.entries())
      if (isDark)
        for (let line = 0; line < scale; line++) {
          const at = (top + y * scale + line) * width + left + x * scale;
          luma.fill(16, at, at + scale);
        }
  const frame = [Buffer.from("FRAME\n"), luma, Buffer.alloc((width * height) / 2, 128)];
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), ...frame, ...frame]);
}
