// The switches 大字 and 高对比 of the header, remembered for every page of the site, and the menu of a phone.
(function () {
  "use strict";
  const root = document.documentElement;

  function remember(name, on) {
    try {
      localStorage.setItem(name, on ? "1" : "0");
    } catch (error) {
      // Not remembered, but this page obeys.
    }
  }

  function set(name, on) {
    if (name === "large-text") {
      root.classList.toggle("large", on);
    } else {
      root.classList.toggle("contrast", on);
      root.classList.toggle("contrast-off", !on); // also where the system asks for more contrast
    }
  }

  ["large-text", "high-contrast"].forEach(function (name) {
    const buttons = document.querySelectorAll("button." + name);
    let on = root.classList.contains(name === "large-text" ? "large" : "contrast");

    function show() {
      buttons.forEach(function (button) {
        button.setAttribute("aria-pressed", String(on));
        button.hidden = false;
      });
    }

    buttons.forEach(function (button) {
      button.addEventListener("click", function () {
        on = !on;
        set(name, on);
        remember("juesuan." + name, on);
        show();
        window.dispatchEvent(new Event("resize"));
      });
    });
    show();
  });

  // The menu opens and closes by itself; Esc and a tap beside it close it too.
  const menu = document.querySelector("details.site-more");
  if (!menu) return;
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !menu.open) return;
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  });
  document.addEventListener("click", function (event) {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
})();
