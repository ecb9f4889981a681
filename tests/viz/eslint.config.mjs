// How the page's modules are linted: ESLint's recommended rules, and these names of a browser's, no others.
// LITWEAVE_ESLINT is the path of the ESLint that npm has installed (test_lint.py), its rules are found beside it.

import { createRequire } from "node:module";

const js = createRequire(process.env.LITWEAVE_ESLINT)("@eslint/js");

const BROWSER = [
  "Blob", "DecompressionStream", "Element", "Event", "Image", "Node", "ResizeObserver", "Response", "URL", "URLSearchParams", "XMLSerializer",
  "addEventListener", "atob", "dispatchEvent", "document", "getComputedStyle", "history", "localStorage", "location", "matchMedia", "setTimeout",
];

function readonly(names) {
  return Object.fromEntries(names.map((name) => [name, "readonly"]));
}

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["**/*.js", "**/*.mjs"], rules: { ...js.configs.recommended.rules, eqeqeq: "error", "no-var": "error", "prefer-const": "error" } },
  { files: ["viz/static/**/*.js"], languageOptions: { globals: readonly([...BROWSER, "vis"]) } },
  { files: ["tests/viz/**/*.mjs"], languageOptions: { globals: readonly(["Buffer", "performance", "process"]) } },
];
