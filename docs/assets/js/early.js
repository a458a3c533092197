// Runs before the page is drawn: says that scripts work, and applies the remembered 大字.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.remove("no-js");
  root.classList.add("js");
  try {
    if (localStorage.getItem("juesuan.large-text") === "1") root.classList.add("large");
  } catch (error) {
    // Storage is switched off: the page is drawn in standard size.
  }
})();
