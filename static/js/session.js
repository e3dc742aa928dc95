// Says two minutes before the end that somebody will be signed out, and lets them stay. After the end the page is
// covered; what was typed stays in it, and nowhere else, until the same person signs in again or a quarter has passed.
"use strict";

const WARN = 2 * 60 * 1000;
const KEEP = 15 * 60 * 1000;
const soon = document.getElementById("session-soon");
const over = document.getElementById("session-over");
const { ask, who, signIn } = soon.dataset;
const notYet = over.querySelector("[data-not-yet]");
let ends = Date.now() + Number(soon.dataset.left) * 1000;
let warned = false;

async function tell(method) {
  const token = soon.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  const answer = await fetch(ask, { method, headers, credentials: "same-origin" });
  return answer.ok ? answer.json() : { left: 0 };
}

// Signing in makes a new token: the forms that stand open take it over.
function goOn(told) {
  for (const box of document.querySelectorAll("[name=csrfmiddlewaretoken]")) box.value = told.token;
  ends = Date.now() + told.left * 1000;
  warned = false;
  notYet.textContent = "";
  for (const dialog of [soon, over]) if (dialog.open) dialog.close();
}

// Twelve hours after signing in asking helps no more: the warning says so, once.
function last() {
  const text = document.getElementById("session-soon-text");
  text.textContent = text.dataset.last;
  soon.querySelector("[data-go-on]").hidden = true;
  if (!soon.open) soon.showModal();
  warned = true;
}

function end() {
  if (soon.open) soon.close();
  if (!over.open) over.showModal();
}

async function lookAgain() {
  const told = await tell("GET").catch(() => ({ left: 0 }));
  if (told.left > 0 && told.who !== who) location.reload();
  else if (told.left > 0) goOn(told);
  return told.left > 0;
}

async function look() {
  const left = ends - Date.now();
  if (left < -KEEP) location.replace(signIn);
  else if (left <= 0 && !over.open) {
    // Perhaps they stayed signed in on another page.
    if (!(await lookAgain())) end();
  } else if (left > 0 && left <= WARN && !warned) {
    warned = true;
    if (!document.querySelector("dialog[open]")) soon.showModal();
  }
}

soon.querySelector("[data-go-on]").addEventListener("click", async () => {
  const told = await tell("POST").catch(() => ({ left: 0 }));
  if (told.left > 0) goOn(told);
  else end();
  if (told.left > 0 && told.left * 1000 <= WARN) last();
});
over.addEventListener("cancel", (event) => event.preventDefault());
over.querySelector("[data-back]").addEventListener("click", async () => {
  if (!(await lookAgain())) notYet.textContent = notYet.dataset.notYet;
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && over.open) lookAgain();
});
setInterval(look, 1000);
look();
