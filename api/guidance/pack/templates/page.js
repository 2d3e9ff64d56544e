"use strict";
(function () {
  const all = (what, where) => Array.from((where || document).querySelectorAll(what));

  function plain(text) {
    // Letters as people type them without a keyboard for their language: ё ү ө ң ў қ ғ ҳ as е у о н у к г х.
    const special = "\u0451\u04af\u04e9\u04a3\u045e\u049b\u0493\u04b3";
    const usual = "\u0435\u0443\u043e\u043d\u0443\u043a\u0433\u0445";
    const same = (letter) => (special.includes(letter) ? usual[special.indexOf(letter)] : letter);
    return Array.from(text.toLowerCase().replace(/[\u02bb\u02bc\u2018\u2019'`]/g, ""), same).join("");
  }

  function openTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    target.scrollIntoView();
  }

  function offerSearch() {
    const box = document.getElementById("search");
    const input = box.querySelector("input");
    const status = box.querySelector("[role]");
    const texts = new Map(all("details:not(.country)").map((each) => [each, plain(each.textContent)]));
    input.addEventListener("input", () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      let found = 0;
      document.body.classList.toggle("searching", words.length > 0);
      texts.forEach((text, each) => {
        const fits = words.every((word) => text.includes(word));
        each.classList.toggle("no", !fits);
        if (fits) found += 1;
      });
      for (const group of all("main section, .country")) {
        group.classList.toggle("no", words.length > 0 && !group.querySelector("details:not(.no, .country)"));
        if (words.length && group.localName === "details") group.open = true;
      }
      status.textContent = !words.length ? "" : found ? String(found) : status.dataset.none;
    });
    box.hidden = false;
  }

  // Every byte is one letter of the page's charset; after an equals sign it has one bit turned.
  function bytesOf(text) {
    const letters = new TextDecoder("windows-1251").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    const byteOf = new Map(Array.from(letters, (letter, byte) => [letter, byte]));
    const bytes = new Uint8Array(text.length);
    let length = 0;
    for (let at = 0; at < text.length; at += 1) {
      const turned = text[at] === "=" ? 64 : 0;
      if (turned) at += 1;
      bytes[length] = byteOf.get(text[at]) ^ turned;
      length += 1;
    }
    return bytes.subarray(0, length);
  }

  async function unpack() {
    const packed = document.getElementById("packed");
    if (!packed || !window.DecompressionStream) return;
    const stream = new Blob([bytesOf(packed.textContent)]).stream().pipeThrough(new DecompressionStream("deflate"));
    const text = new TextDecoder("windows-1251").decode(await new Response(stream).arrayBuffer());
    const parts = JSON.parse(text);
    for (const place of all("[data-packed]")) place.outerHTML = parts[place.dataset.packed];
  }

  window.addEventListener("hashchange", openTarget);
  unpack().catch(() => {}).then(offerSearch).then(openTarget); // what cannot be unpacked stays listed, with where to find it
})();
