"use strict";
(function () {
  // How far the job is that runs, and whether there is more to see than this page shows.
  var box = document.getElementById("kemajuan");
  var text = box && box.querySelector("p");
  function ask() {
    fetch("/kemajuan", { headers: { Accept: "application/json" } }).then(function (answer) {
      return answer.ok ? answer.json() : null;
    }).then(function (pulse) {
      if (!pulse) { return; }
      var before = box.dataset.berjalan === "ya";
      if (pulse.berjalan) {
        text.textContent = pulse.kata;
        box.dataset.berjalan = "ya";
      } else if (String(pulse.keadaan) !== box.dataset.keadaan) {
        if (!text.querySelector("a")) {
          var link = document.createElement("a");
          link.href = location.href.replace(/([?&])kabar=[^&#]*&?/, "$1");
          link.textContent = "Ada data yang lebih baru: muat ulang halaman ini.";
          text.replaceChildren(link);
        }
        box.dataset.berjalan = "tidak";
      } else {
        text.textContent = "";
        box.dataset.berjalan = "tidak";
      }
      if (before && !pulse.berjalan && document.querySelector("[data-ikut]")) { location.replace(location.href.replace(/([?&])kabar=[^&#]*&?/, "$1").replace(/[?&]$/, "")); }
      setTimeout(ask, pulse.berjalan ? 1000 : 5000);
    }).catch(function () { setTimeout(ask, 10000); });
  }
  if (box) { setTimeout(ask, box.dataset.berjalan === "ya" ? 600 : 3000); }

  // What is wrong with a form is read first.
  var wrong = document.getElementById("yang-salah");
  if (wrong) { wrong.focus(); }

  // A form is sent once, and says that it is on its way.
  document.querySelectorAll("form[method=post]").forEach(function (form) {
    form.addEventListener("submit", function () {
      var button = form.querySelector("button:not([name])");
      if (button) { setTimeout(function () { button.disabled = true; button.dataset.teks = button.textContent; button.textContent = "Tunggu…"; }, 0); }
    });
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("button[data-teks]").forEach(function (button) {
      button.disabled = false;
      button.textContent = button.dataset.teks;
    });
  });

  // Files may be dropped where they can be chosen.
  document.querySelectorAll(".drop").forEach(function (place) {
    var field = place.querySelector("input[type=file]");
    ["dragenter", "dragover"].forEach(function (name) {
      place.addEventListener(name, function (event) { event.preventDefault(); place.classList.add("over"); });
    });
    ["dragleave", "drop"].forEach(function (name) {
      place.addEventListener(name, function () { place.classList.remove("over"); });
    });
    place.addEventListener("drop", function (event) {
      event.preventDefault();
      field.files = event.dataTransfer.files;
      field.focus();
    });
  });

  // A heading of the form that is taught leads to the question about its column.
  document.querySelectorAll("[data-tanya]").forEach(function (heading) {
    heading.addEventListener("click", function () {
      var question = document.getElementById(heading.dataset.tanya);
      if (question) { question.focus(); }
    });
  });
})();
