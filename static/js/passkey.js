// Passkeys: asks the browser to make one or to sign with one, and sends its answer along with the form.
// Without this file the page says that a passkey needs it, and offers the code.
"use strict";

function toBytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function toText(bytes) {
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// What the server asks comes as text; the browser wants bytes for a few of its parts.
function asked(options) {
  const found = { ...options.publicKey, challenge: toBytes(options.publicKey.challenge) };
  if (found.user) found.user = { ...found.user, id: toBytes(found.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (found[list]) found[list] = found[list].map((each) => ({ ...each, id: toBytes(each.id) }));
  }
  return found;
}

function answered(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options");
  return answer.json();
}

async function send(form) {
  const publicKey = asked(await options(form));
  const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
  form.elements.credential.value = answered(credential);
  form.submit();
}

const able = Boolean(window.PublicKeyCredential);
for (const words of document.querySelectorAll("[data-instead]")) words.hidden = able;
for (const form of able ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = form.querySelector("[data-problem]");
    problem.textContent = "";
    try {
      await send(form);
    } catch {
      problem.textContent = problem.dataset.problem;
    }
  });
}
