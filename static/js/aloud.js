// Reads a question aloud by the browser's own voice. Only voices that live on the device: nothing leaves it.
"use strict";

(() => {
  const synth = window.speechSynthesis;
  const place = document.querySelector("[data-aloud]");
  if (!synth || !place || typeof SpeechSynthesisUtterance === "undefined") return;

  const language = document.documentElement.lang.slice(0, 2);
  const buttons = [];
  let speaking = null; // the button whose question is being read

  const voiceOf = () => synth.getVoices().find((one) => one.localService && one.lang.slice(0, 2).toLowerCase() === language);
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  // On a questionnaire each question; elsewhere the whole of what is marked.
  const readings = () => {
    const questions = [...place.querySelectorAll("[data-item]")];
    return questions.length ? questions : [place];
  };

  // In the order of the page: question, help, answers. What is hidden is not read.
  function sentences(part) {
    const chosen = part.matches("[data-item]")
      ? part.querySelectorAll("legend, .help, .scale-ends span, .rows label, .quiet-row, .unit")
      : part.querySelectorAll("h1, p");
    return [...chosen]
      .filter((one) => !one.closest("[hidden]") && !one.querySelector("[data-aloud-button]"))
      .map(words)
      .filter(Boolean);
  }

  function stop() {
    synth.cancel();
    mark(null);
  }

  function mark(button) {
    speaking = button;
    for (const one of buttons) {
      one.setAttribute("aria-pressed", String(one === button));
      one.textContent = one === button ? place.dataset.stop : place.dataset.read;
      one.setAttribute("aria-label", one.textContent + one.dataset.about);
    }
  }

  function read(part, button) {
    const again = speaking === button;
    stop();
    if (again) return;
    const voice = voiceOf();
    if (!voice) return;
    const parts = sentences(part).map((text) => {
      const said = new SpeechSynthesisUtterance(text);
      said.voice = voice;
      said.lang = voice.lang;
      return said;
    });
    if (!parts.length) return;
    mark(button);
    const done = () => speaking === button && mark(null);
    parts.at(-1).addEventListener("end", done);
    parts.forEach((said) => said.addEventListener("error", done));
    parts.forEach((said) => synth.speak(said));
  }

  function buttonFor(part) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button-link aloud";
    button.dataset.aloudButton = "";
    const about = part.querySelector("legend, h1");
    button.dataset.about = about ? `: ${words(about)}` : ""; // which question: for whoever hears the page, not sees it
    button.addEventListener("click", () => read(part, button));
    return button;
  }

  // Voices come late in some browsers; the buttons come when there is one for this page.
  function offer() {
    if (buttons.length || !voiceOf()) return;
    for (const part of readings()) {
      const button = buttonFor(part);
      buttons.push(button);
      const after = part.querySelector("legend, h1");
      if (after) after.after(button);
      else part.prepend(button);
    }
    mark(null);
  }

  offer();
  if (synth.addEventListener) synth.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", stop);
})();
