import encodeQR from "qr";

const SVG = "http://www.w3.org/2000/svg";
/** Light modules around a code, as ISO/IEC 18004 asks for. */
const QUIET_MODULES = 4;

/** A QR code as elements, named by a label, dark on white in either scheme: cameras look for dark modules. Each row's runs are one path. */
export function drawnCode(text: string, label: string): SVGSVGElement {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET_MODULES });
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${rows.length} ${rows.length}`);
  svg.setAttribute("shape-rendering", "crispEdges");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  const ground = document.createElementNS(SVG, "rect");
  for (const side of ["width", "height"]) ground.setAttribute(side, String(rows.length));
  ground.setAttribute("fill", "#fff");
  const modules = document.createElementNS(SVG, "path");
  modules.setAttribute("d", rows.map(runsOf).join(""));
  modules.setAttribute("fill", "#000");
  svg.append(ground, modules);
  return svg;
}

/** The dark runs of a row, as path commands. */
function runsOf(row: boolean[], y: number): string {
  let path = "";
  for (let x = 0; x < row.length; x++) {
    const begin = x;
    while (row[x]) x += 1;
    if (x > begin) path += `M${begin} ${y}h${x - begin}v1h-${x - begin}z`;
  }
  return path;
}
