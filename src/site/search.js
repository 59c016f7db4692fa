// Filters, large type and high contrast. Every page reads without this file.
(function () {
  "use strict";

  function make(tag, text, attributes) {
    var element = document.createElement(tag);
    element.textContent = text;
    Object.keys(attributes || {}).forEach(function (name) {
      element.setAttribute(name, attributes[name]);
    });
    return element;
  }

  // A browser may forbid storage for pages that are opened from a folder.
  function remembered(name) {
    try { return localStorage.getItem("mulu-" + name) === "on"; } catch (error) { return false; }
  }
  function remember(name, on) {
    try { localStorage.setItem("mulu-" + name, on ? "on" : "off"); } catch (error) { return; }
  }

  function toggle(name, label) {
    var button = make("button", label, { type: "button" });
    function show(on) {
      document.documentElement.classList.toggle(name, on);
      button.setAttribute("aria-pressed", String(on));
    }
    button.addEventListener("click", function () {
      var on = button.getAttribute("aria-pressed") !== "true";
      show(on);
      remember(name, on);
    });
    show(remembered(name));
    document.getElementById("tools").appendChild(button);
  }
  toggle("large", "大字");
  toggle("contrast", "高对比");

  var form = document.getElementById("filter");
  var items = window.muluItems;
  if (!form || !items) { return; }
  var choices = ["level", "body", "audience", "mode", "channel"];
  var words = document.getElementById("words");
  var found = document.getElementById("found");
  var domains = document.getElementById("domains");

  function fill(name) {
    var counts = new Map();
    items.forEach(function (item) {
      item[name].forEach(function (value) { counts.set(value, (counts.get(value) || 0) + 1); });
    });
    Array.from(counts.keys()).sort(function (a, b) {
      return counts.get(b) - counts.get(a) || a.localeCompare(b, "zh-CN");
    }).forEach(function (value) {
      var label = value + "（" + counts.get(value) + "）";
      document.getElementById(name).appendChild(make("option", label, { value: value }));
    });
  }

  // What is asked, as written behind the # of the address, so that it can be sent on.
  function asked() {
    var query = new URLSearchParams();
    if (words.value.trim()) { query.set("words", words.value.trim()); }
    choices.forEach(function (name) {
      var value = document.getElementById(name).value;
      if (value) { query.set(name, value); }
    });
    return query;
  }
  function restore() {
    var query = new URLSearchParams(location.hash.slice(1));
    words.value = query.get("words") || "";
    choices.forEach(function (name) { document.getElementById(name).value = query.get(name) || ""; });
  }

  function matches(item, query) {
    var chosen = choices.every(function (name) {
      return !query.has(name) || item[name].indexOf(query.get(name)) >= 0;
    });
    if (!chosen) { return false; }
    var text = [item.code, item.title, item.domain, item.words, item.body.join(" ")].join(" ").toLowerCase();
    return (query.get("words") || "").toLowerCase().split(/\s+/).filter(Boolean).every(function (word) {
      return text.indexOf(word) >= 0 || (/^[a-z0-9]+$/.test(word) && item.initials.indexOf(word) >= 0);
    });
  }

  function show() {
    var query = asked();
    var any = query.toString() !== "";
    found.hidden = !any;
    domains.hidden = any;
    var results = document.getElementById("results");
    results.textContent = "";
    if (!any) { document.getElementById("count").textContent = ""; return; }
    var hits = items.filter(function (item) { return matches(item, query); });
    document.getElementById("count").textContent = hits.length ? "找到 " + hits.length + " 项" : "没有找到，换个词试试";
    hits.forEach(function (item) {
      var line = document.createElement("li");
      line.appendChild(make("a", item.title, { href: item.address }));
      line.appendChild(document.createTextNode(" "));
      line.appendChild(make("span", item.code + "　" + item.domain, { "class": "note" }));
      results.appendChild(line);
    });
  }
  function changed() {
    show();
    var query = asked().toString();
    try { history.replaceState(null, "", query ? "#" + query : location.pathname); } catch (error) { location.hash = query; }
  }

  choices.forEach(fill);
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", changed);
  form.addEventListener("reset", function () { setTimeout(changed, 0); });
  window.addEventListener("hashchange", function () { restore(); show(); });
  restore();
  show();
})();
