// Adds each answer to the page instead of loading a new one. Without this file, or when anything in it fails, the
// forms post by themselves; the key makes a message that arrives twice harmless.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const transcript = byId("transcript");
  let busy = false;
  let pressed = null; // for browsers that do not tell which button submitted a form

  function setBusy(now) {
    busy = now;
    for (const form of document.forms) form.setAttribute("aria-busy", String(now));
  }

  function fieldsOf(form, button) {
    const fields = new URLSearchParams(new FormData(form));
    if (button && button.form === form && button.name) fields.set(button.name, button.value);
    return fields;
  }

  function postPlainly(fields) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = "./";
    fields.forEach((value, name) => {
      const input = document.createElement("textarea"); // keeps line breaks
      input.name = name;
      input.value = value;
      form.append(input);
    });
    form.hidden = true;
    document.body.append(form);
    form.submit();
  }

  async function post(fields, address = "./") {
    if (busy) return;
    const offline = navigator.onLine === false;
    byId("offline").textContent = offline ? byId("offline").dataset.text : "";
    if (offline) return; // leaving the page now would lose it
    setBusy(true);
    try {
      const headers = { "X-Jardam-Fragment": "1" };
      const response = await fetch(address, { method: "POST", body: fields, headers, credentials: "same-origin" });
      const answer = new DOMParser().parseFromString(await response.text(), "text/html");
      show(answer.getElementById("part"), (fields.get("text") || "").replace(/\r\n/g, "\n"));
    } catch (error) {
      if (address === "./") return postPlainly(fields);
      byId("offline").textContent = byId("offline").dataset.text; // the chosen file stays chosen
    }
    setBusy(false);
  }

  function show(part, sent) {
    const box = part.querySelector("#say");
    const typed = byId("text").value;
    if (part.dataset.wiped === "yes") transcript.textContent = "";
    // What was written while waiting, or before a button was pressed, is kept.
    else if (!box.elements.text.value && typed !== sent) box.elements.text.value = typed;
    for (const name of ["key", "language"]) byId("choices").elements[name].value = box.elements[name].value;
    byId("say").replaceWith(box);
    byId("file").replaceWith(part.querySelector("#file"));
    byId("top").replaceWith(part.querySelector("#top"));
    document.documentElement.lang = part.lang;
    document.title = byId("top").querySelector("h1").textContent;
    const entries = Array.from(part.querySelector("ol").children);
    transcript.append(...entries);
    offerLocation();
    const reply = entries.find((entry) => entry.classList.contains("reply"));
    if (!reply) return;
    reply.focus({ preventScroll: true });
    reply.scrollIntoView({ block: "start" });
  }

  function offerLocation() {
    if (!navigator.geolocation || !window.isSecureContext) return;
    for (const place of document.querySelectorAll("[data-locate]:empty")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = place.dataset.locate;
      button.addEventListener("click", locate);
      place.append(button);
    }
  }

  function locate() {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const fields = fieldsOf(byId("choices"), null);
        // About a hundred metres: enough to find an office, too little to find a door.
        fields.set("lat", coords.latitude.toFixed(3));
        fields.set("lon", coords.longitude.toFixed(3));
        post(fields);
      },
      () => byId("text").focus(), // the city can be typed instead
      { timeout: 20000, maximumAge: 600000 },
    );
  }

  document.addEventListener("click", (event) => {
    pressed = event.target.closest("button");
  });

  document.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target.id === "attach") post(new FormData(event.target), "./file");
    else post(fieldsOf(event.target, event.submitter || pressed));
  });

  document.addEventListener("keydown", (event) => {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.id === "text";
    if (!sends || !window.matchMedia("(pointer: fine)").matches) return;
    event.preventDefault();
    byId("say").querySelector("button").click();
  });

  window.addEventListener("pageshow", () => setBusy(false));
  offerLocation();
})();
