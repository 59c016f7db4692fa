"use strict";
(function () {
  const form = document.querySelector("form.filters");
  const articles = Array.from(document.querySelectorAll("section > article"));
  if (!form || articles.length === 0) return;
  form.hidden = false;
  const names = ["level", "rule", "domain", "member"].filter((name) => form.elements[name]);
  function apply() {
    let shown = 0;
    for (const article of articles) {
      const fits = names.every((name) => {
        const wanted = form.elements[name].value;
        return wanted === "" || article.dataset[name] === wanted;
      });
      article.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const section of document.querySelectorAll("section")) {
      const here = section.querySelectorAll("article:not([hidden])").length;
      section.hidden = here === 0;
      section.querySelector(".count").textContent = String(here);
    }
    form.querySelector("output").textContent = "显示 " + shown + " 处，共 " + articles.length + " 处";
  }
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
