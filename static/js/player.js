// A player and its transcript: times that seek, the line being said, finding words; and the heartbeat
// by which the server counts what is watched. The page works without any of it.
"use strict";

const HEARTBEAT = 10_000;
// What did not reach the server is sent again with the next heartbeat, but not for ever.
const MOST_UNSENT = 3;

const headers = JSON.parse(document.body.getAttribute("hx-headers"));

class Watching {
  constructor(section, player) {
    this.section = section;
    this.player = player;
    this.from = null;
    this.last = 0;
    this.unsent = [];
    player.addEventListener("play", () => this.begin());
    player.addEventListener("seeking", () => this.end());
    player.addEventListener("seeked", () => this.begin());
    player.addEventListener("pause", () => this.end());
    player.addEventListener("ended", () => this.end());
    player.addEventListener("ratechange", () => this.beat());
    player.addEventListener("timeupdate", () => {
      if (!player.seeking) this.last = player.currentTime;
    });
    document.addEventListener("visibilitychange", () => this.beat());
    window.addEventListener("pagehide", () => this.end());
    setInterval(() => this.beat(), HEARTBEAT);
  }

  // Playing starts here: a heartbeat of nothing sets the server's clock going.
  begin() {
    if (this.player.paused || this.from !== null) return;
    this.from = this.last = this.player.currentTime;
    this.note();
  }

  // What was played since the last heartbeat.
  beat() {
    if (this.from === null) return;
    this.note();
    this.from = this.last;
  }

  end() {
    this.beat();
    this.from = null;
  }

  note() {
    this.unsent.push({
      played_from: this.from,
      played_to: Math.max(this.from, this.last),
      rate: this.player.playbackRate,
      position: this.last,
    });
    this.unsent = this.unsent.slice(-MOST_UNSENT);
    this.sending = Promise.resolve(this.sending).then(() => this.send());
  }

  async send() {
    while (this.unsent.length) {
      try {
        const answer = await fetch(this.section.dataset.recording, {
          method: "POST",
          headers,
          body: new URLSearchParams(this.unsent[0]),
          keepalive: true,
        });
        if (answer.redirected || answer.status >= 500) return;
        this.unsent.shift();
        if (answer.ok) this.show((await answer.json()).percent);
      } catch {
        return;
      }
    }
  }

  show(percent) {
    const number = this.section.querySelector("[data-percent]");
    if (percent === null || !number) return;
    number.textContent = percent;
    this.section.querySelector(".recording-state progress").value = percent;
  }
}

class Transcript {
  constructor(details, player) {
    this.list = details.querySelector("ol");
    this.lines = [...this.list.children].map((line) => ({
      line,
      start: Number(line.dataset.start),
      end: Number(line.dataset.end),
      words: line.querySelector("span"),
      text: line.querySelector("span").textContent,
    }));
    this.details = details;
    player.addEventListener("timeupdate", () => this.follow(player.currentTime));
    const search = details.querySelector("input");
    search.closest("[hidden]").hidden = false;
    search.addEventListener("input", () => this.find(search.value.trim().toLowerCase()));
  }

  // Mark the line being said, and keep it in sight unless one is reading elsewhere in the list.
  follow(time) {
    const now = this.lines.find(({ start, end }) => start <= time && time < end)?.line;
    if (now === this.now) return;
    this.now?.removeAttribute("aria-current");
    now?.setAttribute("aria-current", "true");
    this.now = now;
    if (!now || !this.details.open || this.list.matches(":hover, :focus-within")) return;
    const middle = now.offsetTop - (this.list.clientHeight - now.clientHeight) / 2;
    this.list.scrollTop = middle;
  }

  find(asked) {
    let found = 0;
    for (const { line, words, text } of this.lines) {
      const at = asked ? text.toLowerCase().indexOf(asked) : -1;
      line.hidden = Boolean(asked) && at < 0 && !line.dataset.words.includes(asked);
      if (!line.hidden) found += 1;
      words.replaceChildren(...this.marked(text, at, asked.length));
    }
    const count = this.details.querySelector("[data-found]");
    count.hidden = !asked;
    count.querySelector("[data-found-number]").textContent = found;
  }

  marked(text, at, length) {
    if (at < 0) return [text];
    const mark = document.createElement("mark");
    mark.textContent = text.slice(at, at + length);
    return [text.slice(0, at), mark, text.slice(at + length)];
  }
}

for (const section of document.querySelectorAll("[data-recording]")) {
  const player = section.querySelector("video, audio");
  new Watching(section, player);
  for (const details of section.querySelectorAll("[data-transcript]")) {
    new Transcript(details, player);
  }
  section.addEventListener("click", (event) => {
    const link = event.target.closest("[data-seek]");
    if (!link) return;
    event.preventDefault();
    player.currentTime = Number(link.dataset.seek);
    section.querySelector("[data-goes-on]")?.remove();
    player.play();
  });
}
