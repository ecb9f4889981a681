// Runs in the head, before anything is painted: light or dark, as the system is set or as was chosen here.
(() => {
  "use strict";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = () => {
    try {
      return localStorage.getItem("litweave-theme");
    } catch {
      return null; // storage can be forbidden for files
    }
  };
  let chosen = ["light", "dark"].includes(kept()) ? kept() : null;
  const apply = () => {
    document.documentElement.dataset.theme = chosen ?? (dark.matches ? "dark" : "light");
    dispatchEvent(new Event("themechange"));
  };
  dark.addEventListener("change", apply);
  addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("#theme")) return;
    chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("litweave-theme", chosen);
    } catch {
      // it holds until the page is closed
    }
    apply();
  });
  apply();
})();
