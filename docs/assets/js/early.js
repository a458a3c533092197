// Runs before the page is drawn: says that scripts work, and applies the remembered 大字 and 高对比.
(function () {
  "use strict";
  var root = document.documentElement;
  var contrast = null;
  root.classList.remove("no-js");
  root.classList.add("js");
  try {
    if (localStorage.getItem("juesuan.large-text") === "1") root.classList.add("large");
    contrast = localStorage.getItem("juesuan.high-contrast");
  } catch (error) {
    // Storage is switched off: the page is drawn as the system asks for it.
  }
  if (contrast === null && window.matchMedia && matchMedia("(prefers-contrast: more)").matches) contrast = "1";
  if (contrast === "1") root.classList.add("contrast");
  if (contrast === "0") root.classList.add("contrast-off");
})();
