// Shows a choice at once in the example. Without it the button "Voorbeeld bekijken" does the same.
(() => {
  "use strict";
  const form = document.querySelector("form[data-preview]");
  const example = form && document.getElementById(form.dataset.preview);
  if (!example) return;
  form.addEventListener("input", ({ target }) => {
    const token = target.dataset.token;
    if (!token) return;
    if (target.name === "font") {
      example.dataset.font = target.value;
    } else {
      example.style.setProperty(token, target.value);
    }
  });
})();
