// Small help on top of pages that work without it.
"use strict";

// Menus close when one clicks elsewhere or presses Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A form that came back with errors is read out from its summary on.
const focusSummary = (within) => within.querySelector("[data-focus]")?.focus();
focusSummary(document);
document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));

// The session has ended: the answer to a partial request is the sign-in page. Show it whole.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { requestConfig, xhr } = event.detail;
  if (xhr.responseURL && new URL(xhr.responseURL).pathname.startsWith("/accounts/")) {
    if (!requestConfig.path.startsWith("/accounts/")) {
      event.detail.shouldSwap = false;
      window.location.reload();
    }
  }
});

// The language changes with what was typed: the form last touched goes along, to be shown again.
const formsOfPage = () => [...document.querySelectorAll('main form[method="post"]')];
let touched = -1;
const noteTouched = (element) => {
  const savesItself = element.matches("input[hx-post]");
  const form = element.closest('main form[method="post"]');
  if (form && !savesItself) touched = formsOfPage().indexOf(form);
};
document.addEventListener("input", (event) => noteTouched(event.target));
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.requestConfig.verb === "post") noteTouched(event.detail.elt);
});
document.addEventListener("submit", (event) => {
  const form = formsOfPage()[touched];
  if (!form || !event.target.matches(".languages") || form.querySelector("[type=file]")) return;
  const entries = new FormData(form);
  entries.delete("csrfmiddlewaretoken");
  event.target.querySelector("[name=kept-entries]")?.remove();
  const kept = document.createElement("input");
  Object.assign(kept, { type: "hidden", name: "kept-entries" });
  kept.value = new URLSearchParams(entries).toString();
  event.target.append(kept);
  event.target.setAttribute("action", form.getAttribute("action") || window.location.href);
});

// Words that wait in the page, in the reader's language, until there is cause to say them.
const say = (id) => {
  const words = document.getElementById(id).content.cloneNode(true);
  document.getElementById("messages").replaceChildren(words);
};

// A choice that could not be saved goes back to the one that stands.
const restoreChoice = (element) => {
  if (element.type !== "radio") return;
  for (const choice of document.getElementsByName(element.name)) {
    choice.checked = choice.defaultChecked;
  }
};

// Somebody chose before htmx was there to hear it: it hears of that now. What a browser fills in
// again when one comes back to a page is no choice.
document.addEventListener(
  "htmx:load",
  () => {
    if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") return;
    for (const choice of document.querySelectorAll("main select:not([multiple])")) {
      const cameAs = [...choice.options].find((option) => option.defaultSelected) ?? choice.options[0];
      if (cameAs && !cameAs.selected) choice.dispatchEvent(new Event("change", { bubbles: true }));
    }
  },
  { once: true },
);

// A partial request that failed says so; the page stays as it was. What nobody asked for fails in
// silence.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    if (event.detail.elt.matches("[data-refresh]")) return;
    restoreChoice(event.detail.elt);
    say("request-failed");
  });
}

// allauth asked the browser for a passkey and got none.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  say("passkey-failed");
});

// What others change is asked for again when one comes back to the page; what says
// data-refresh="often", also while one looks at it. Never twice in half a minute, nor where the
// focus is.
const REFRESHED_FOR = 30_000;
let refreshedAt = Date.now();
const refresh = (parts) => {
  if (document.hidden || Date.now() - refreshedAt < REFRESHED_FOR) return;
  refreshedAt = Date.now();
  for (const part of document.querySelectorAll(parts)) {
    if (!part.contains(document.activeElement)) htmx.trigger(part, "refresh");
  }
};
document.addEventListener("visibilitychange", () => refresh("[data-refresh]"));
setInterval(refresh, 5_000, "[data-refresh=often]");

// A form that sends large files: what is too large is not sent at all, and of the rest one sees how
// far it has come. The answer replaces the page, and with it what is shown here.
const uploadOf = (element) => element.closest?.("form")?.querySelector("[data-upload]");
document.addEventListener("htmx:beforeRequest", (event) => {
  const upload = uploadOf(event.target);
  if (!upload) return;
  const inputs = event.target.querySelectorAll("[type=file]");
  const files = [...inputs].flatMap((input) => [...input.files]);
  if (files.some((file) => file.size > Number(upload.dataset.upload))) {
    event.preventDefault();
    say("upload-too-large");
    document.getElementById("messages").scrollIntoView({ block: "center" });
  } else if (files.length) {
    showUpload(upload, 0);
    upload.hidden = false;
  }
});
const showUpload = (upload, percent) => {
  upload.querySelector("progress").value = percent;
  upload.querySelector("[data-upload-percent]").textContent = percent;
  upload.querySelector("[data-upload-arrived]").hidden = percent < 100;
};
document.addEventListener("htmx:xhr:progress", (event) => {
  const upload = uploadOf(event.target);
  if (!upload || !event.detail.lengthComputable) return;
  const percent = Math.floor((100 * event.detail.loaded) / event.detail.total);
  // The answer comes in pieces, too; by then everything is sent.
  if (percent > upload.querySelector("progress").value) showUpload(upload, percent);
});
document.addEventListener("click", (event) => {
  if (!event.target.matches("[data-upload-stop]")) return;
  htmx.trigger(event.target.closest("form"), "htmx:abort");
});
for (const end of ["htmx:xhr:abort", "htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(end, (event) => {
    const upload = uploadOf(event.target);
    if (upload) upload.hidden = true;
  });
}

// Words that are ready to be put elsewhere: the button names the element whose text it copies.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const { copy, copied, notCopied } = button.dataset;
  const status = document.getElementById(`${copy}-status`);
  try {
    await navigator.clipboard.writeText(document.getElementById(copy).innerText.trim());
    status.textContent = copied;
  } catch {
    status.textContent = notCopied;
  }
});
