// Reloads the page when there is a newer one, and goes to what was changed; else stays where it is.
"use strict";
(() => {
  const mine = VERSION;
  const kept = "watch";
  const came = JSON.parse(sessionStorage.getItem(kept) || "null");
  sessionStorage.removeItem(kept);
  history.scrollRestoration = "manual";
  if (came) {
    const changed = document.getElementById("stopped") || document.getElementById("changed");
    scrollTo(0, came.y);
    if (changed) changed.scrollIntoView({ block: "center" });
  }
  const events = new EventSource("/events");
  events.onmessage = (event) => {
    if (Number(event.data) === mine) return;
    events.close();
    sessionStorage.setItem(kept, JSON.stringify({ y: scrollY }));
    location.replace(location.pathname);
  };
})();
