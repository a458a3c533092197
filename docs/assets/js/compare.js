// The page of comparison: keeps selection, address, form, tables and pictures together. Without this script the page
// shows a department over its years, and leads to tables that are whole.
(function () {
  "use strict";
  const compare = window.juesuanCompare;
  const place = document.getElementById("compare");
  if (!compare || !place) return;
  const root = new URL(place.dataset.root, location.href).href;
  const status = document.getElementById("compare-status");
  const form = document.getElementById("compare-form");
  const result = document.getElementById("compare-result");
  let state = compare.fromAddress(location.search);
  let drawn = [];
  let turn = 0;

  function button(text, act) {
    const node = compare.make("button", "button", text);
    node.type = "button";
    node.addEventListener("click", act);
    return node;
  }

  function save() {
    const address = URL.createObjectURL(new Blob([compare.csv(drawn, root)], { type: "text/csv;charset=utf-8" }));
    const link = compare.make("a");
    link.href = address;
    link.download = "比较-当前选择.csv";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
  }

  function share() {
    if (navigator.share && window.matchMedia("(pointer: coarse)").matches) {
      navigator.share({ title: document.title, url: location.href }).catch(function () { return null; });
      return;
    }
    const done = navigator.clipboard ? navigator.clipboard.writeText(location.href) : Promise.reject(new Error("no clipboard"));
    done.then(function () { status.textContent = "链接已复制"; }).catch(function () {
      status.textContent = "没能复制，请复制浏览器地址栏里的链接";
    });
  }

  function actions() {
    const node = compare.make("div", "compare-actions");
    node.append(button("分享这个比较", share), button("下载当前选择（CSV）", save));
    return node;
  }

  function pictures(blocks, mine) {
    drawn.forEach(function (table, at) {
      if (!compare.canDraw(table)) return;
      const figure = compare.make("figure", "compare-figure");
      blocks[at].append(figure);
      compare.picture(table, figure).catch(function () {
        figure.remove();
        if (mine === turn) status.textContent = "图没有画出来，数字都在表里。";
      });
    });
  }

  function draw(departments, index, mine) {
    const answered = Boolean(location.search);
    drawForm(departments, index);
    if (!answered) return; // the page begins with its answer
    drawn = compare.tables(state, departments, index);
    const blocks = drawn.map(function (table) { return compare.draw(table, root); });
    result.replaceChildren.apply(result, blocks.concat(drawn.length ? [actions()] : [compare.make("p", "", "所选部门没有公布这些项目，请另选。")]));
    document.dispatchEvent(new Event("juesuan:drawn"));
    blocks.forEach(compare.hint);
    status.textContent = "已列出 " + departments.length + " 个部门、" + drawn.length + " 张表";
    pictures(blocks, mine);
  }

  // The focus stays on the choice that was made, though the form is drawn anew.
  function drawForm(departments, index) {
    const at = document.activeElement && form.contains(document.activeElement) ? document.activeElement : null;
    const was = at ? { id: at.id, name: at.name, value: at.value } : null;
    form.replaceChildren.apply(form, compare.form(state, index, departments, change));
    if (!was) return;
    const same = Array.from(form.querySelectorAll("input")).find(function (one) { return was.name && one.name === was.name && one.value === was.value; });
    (same || document.getElementById("compare-add")).focus();
    if (!same) document.getElementById("compare-add").blur();
  }

  function run() {
    const mine = (turn += 1);
    if (!state.departments.length) state.departments = [place.dataset.start];
    compare.load(root, "index").then(function (index) {
      const asked = state.departments.map(function (address) {
        return compare.load(root, address).catch(function () { return null; });
      });
      return Promise.all(asked).then(function (found) {
        if (mine !== turn) return;
        const lost = state.departments.filter(function (_, at) { return !found[at]; });
        state.departments = state.departments.filter(function (_, at) { return found[at]; });
        draw(found.filter(Boolean), index, mine);
        if (lost.length) status.textContent = "没有找到：" + lost.join("、");
      });
    }).catch(function () {
      if (mine === turn) status.textContent = "数据没有取到，请稍后再试；下面各页的比较表不受影响。";
    });
  }

  function change(what) {
    state = Object.assign({}, state, what);
    if (!state.departments.length) state.departments = [place.dataset.start];
    history.pushState(null, "", location.pathname + compare.toAddress(state));
    run();
  }

  window.addEventListener("popstate", function () {
    state = compare.fromAddress(location.search);
    if (location.search) run();
    else location.reload(); // back to the answer that the page began with
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", run);
  run();
})();
