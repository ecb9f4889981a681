// What is shown, as files: PNG, SVG, CSV, SPARQL. Works for every view.

const PLOTTED = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
  "opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "visibility", "display", "paint-order",
];
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu; // what no XML may hold
const SHARPER = 2; // pixels of a PNG to one of the page

// Returns a Picture of an SVG element in the page.
export function svgPicture(element, fit = () => {}) {
  return { fit, svg: () => element };
}

// Returns SVG text that looks the same without the page's style.
export function svgText(element, background) {
  const copy = element.isConnected ? styled(element) : element.cloneNode(true);
  const { width, height } = sizeOf(element);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const [x, y, w, h] = (copy.getAttribute("viewBox") ?? `0 0 ${width} ${height}`).split(/[ ,]+/).map(Number);
  const ground = document.createElementNS(copy.namespaceURI, "rect");
  for (const [name, value] of Object.entries({ x, y, width: w, height: h, fill: background })) ground.setAttribute(name, value);
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy).replace(NO_XML, "\ufffd");
}

function sizeOf(element) {
  const box = element.isConnected ? element.getBoundingClientRect() : null;
  return box?.width ? box : { width: Number(element.getAttribute("width")) || 800, height: Number(element.getAttribute("height")) || 600 };
}

// Copies an element with its computed style in attributes, as a style sheet does not travel with it.
function styled(element) {
  const copy = element.cloneNode(false);
  copy.removeAttribute("class");
  copy.removeAttribute("style");
  const style = getComputedStyle(element);
  for (const name of PLOTTED) copy.setAttribute(name, style.getPropertyValue(name));
  for (const child of element.childNodes) copy.append(child.nodeType === Node.ELEMENT_NODE ? styled(child) : child.cloneNode());
  return copy;
}

// Returns a PNG, as a Blob, of SVG text.
export async function pngOf(text) {
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width * SHARPER;
    canvas.height = image.height * SHARPER;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}

// Returns a list of a view as CSV (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe.
export function csvText({ columns, rows }) {
  const cell = (value) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? "");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => columns.map((column) => column.value(row)))];
  return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

// Hands a Blob over as a download.
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

// Returns a file name of safe characters only.
export function fileName(parts, ending) {
  const words = parts.filter(Boolean).map((part) => part.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, ""));
  return `${words.filter(Boolean).join("-").slice(0, 80)}.${ending}`;
}
