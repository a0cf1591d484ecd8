"use strict";
(function () {
  var form = document.getElementById("saring");
  var findings = Array.prototype.slice.call(document.querySelectorAll(".finding"));
  var key = "selaras:" + document.title + ":" + location.pathname;
  var level = { galat: 3, peringatan: 2, info: 1 };

  function stored() {
    try { return JSON.parse(localStorage.getItem(key)) || {}; } catch (error) { return {}; }
  }
  // What was ticked is known by its words: another page of the same name has other findings.
  function name(finding) {
    return finding.querySelector(".place").textContent.trim() + "|" + finding.querySelector(".message").textContent.trim();
  }
  var ticked = stored();
  findings.forEach(function (finding) {
    var box = finding.querySelector("input");
    box.checked = Boolean(ticked[name(finding)]);
    finding.classList.toggle("done", box.checked);
    box.addEventListener("change", function () {
      finding.classList.toggle("done", box.checked);
      if (box.checked) { ticked[name(finding)] = 1; } else { delete ticked[name(finding)]; }
      try { localStorage.setItem(key, JSON.stringify(ticked)); } catch (error) { /* this page forgets */ }
      tell();
    });
  });
  if (!form) { return; }

  function chosen(id) {
    var field = document.getElementById(id);
    return field ? field.value : "";
  }
  function filter() {
    var severity = level[chosen("saring-tingkat")] || 0, rule = chosen("saring-aturan");
    var part = chosen("saring-bagian"), word = chosen("saring-kata").toLowerCase();
    findings.forEach(function (finding) {
      finding.hidden = level[finding.dataset.tingkat] < severity ||
        (rule !== "" && finding.dataset.aturan !== rule) ||
        (part !== "" && finding.closest(".part").id !== part) ||
        (word !== "" && finding.textContent.toLowerCase().indexOf(word) < 0);
    });
    document.querySelectorAll(".group, .part, .rest").forEach(function (box) {
      box.hidden = !box.querySelector(".finding:not([hidden])");
    });
    tell();
  }
  function tell() {
    var shown = findings.filter(function (finding) { return !finding.hidden; });
    var done = shown.filter(function (finding) { return finding.classList.contains("done"); });
    var place = document.getElementById("hasil-saring");
    if (!place) { return; }
    place.textContent = shown.length + " dari " + findings.length + " temuan ditampilkan; " + done.length + " sudah ditandai selesai.";
  }
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(filter, 0); });
  // On paper everything is unfolded.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".rest, .follow").forEach(function (one) { one.open = true; });
  });
  tell();
})();
