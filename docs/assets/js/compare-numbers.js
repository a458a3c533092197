// Numbers of the page of comparison. Amounts are whole millionths, so that nothing is lost and halves round up, as on
// the other pages; they print as `generator/pages/portal/amounts.py` prints them.
(function () {
  "use strict";
  const ONE = 1000000;
  const MONEY = "万元";
  const GROUPED = 10000;

  // Returns plain digits as whole millionths; null for none.
  function parse(digits) {
    const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits || "");
    if (!found) return null;
    const size = Number(found[2]) * ONE + Number(((found[3] || "") + "000000").slice(0, 6));
    return found[1] ? -size : size;
  }

  function rounded(value, places) {
    const step = ONE / Math.pow(10, places);
    return Math.floor((Math.abs(value) + step / 2) / step);
  }

  function grouped(whole) {
    return whole.replace(/\B(?=(\d{3})+$)/g, ",");
  }

  // Returns plain digits with so many places: no separators, a hyphen as minus.
  function plain(value, places) {
    const digits = String(rounded(value, places)).padStart(places + 1, "0");
    const whole = digits.slice(0, digits.length - places);
    const sign = value < 0 && rounded(value, places) ? "-" : "";
    return sign + whole + (places ? "." + digits.slice(-places) : "");
  }

  function shown(value, unit) {
    const places = unit === MONEY || unit === "亿元" || unit === "%" ? 2 : 0;
    if (value && !rounded(value, places)) return places ? (value > 0 ? "不足0.01" : "−0.01以内") : "不足1";
    const parts = plain(Math.abs(value), places).split(".");
    if (Math.abs(value) >= GROUPED * ONE) parts[0] = grouped(parts[0]);
    return (value < 0 ? "−" : "") + parts.join(".");
  }

  // Returns a part of a whole in per cent, in millionths; null where the whole is nothing.
  function percent(part, whole) {
    return whole ? Math.round((part / whole) * 100 * ONE) : null;
  }

  // Returns how a value differs from that of the year before, as a number and in words.
  function change(value, before, unit) {
    if (shown(value, unit) === shown(before, unit)) return { value: 0, words: "持平" };
    const difference = value - before;
    return { value: difference, words: (difference > 0 ? "增加 " : "减少 ") + shown(Math.abs(difference), unit) + "（" + rate(value, before) + "）" };
  }

  function rate(value, before) {
    if (!before) return "上年为 0，不可比";
    if (before < 0 || value < 0) return "正负不同，不算百分比";
    const found = percent(value - before, before);
    if (found > 200 * ONE) return "是上年的 " + plain(Math.round((value / before) * ONE), 1) + " 倍";
    return plain(Math.abs(found), 2) + "%";
  }

  window.juesuanCompare = { numbers: { ONE: ONE, MONEY: MONEY, parse: parse, plain: plain, shown: shown, percent: percent, change: change } };
})();
