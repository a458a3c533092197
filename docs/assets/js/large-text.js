// The 大字 switch of the header, remembered for every page of the site.
(function () {
  "use strict";
  const button = document.querySelector("button.large-text");
  if (!button) return;
  const root = document.documentElement;

  function show() {
    const large = root.classList.contains("large");
    button.setAttribute("aria-pressed", String(large));
  }

  button.addEventListener("click", function () {
    root.classList.toggle("large");
    try {
      localStorage.setItem("juesuan.large-text", root.classList.contains("large") ? "1" : "0");
    } catch (error) {
      // Not remembered, but this page obeys.
    }
    show();
    window.dispatchEvent(new Event("resize"));
  });

  button.hidden = false;
  show();
})();
