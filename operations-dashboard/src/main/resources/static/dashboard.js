// Keeps the page up to date, says so when it cannot, and tells times in the reader's zone.
(function () {
    "use strict";
    function lost(isLost) {
        document.documentElement.classList.toggle("is-lost", isLost);
        document.querySelectorAll(".lost").forEach(function (notice) { notice.hidden = !isLost; });
    }

    // The server tells the instant in UTC, which stays as the title.
    var zone = new Intl.DateTimeFormat(undefined, {
        year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
        hourCycle: "h23", timeZoneName: "short"
    });
    function localize(root) {
        root.querySelectorAll("time.at[datetime]").forEach(function (time) {
            time.textContent = zone.format(new Date(time.dateTime));
        });
    }

    // One stream per tab. A stream that ends is opened anew by the browser; one that was refused, because the session
    // ended or too many tabs are open, is not, so the page is asked for again.
    function live(place) {
        var stream = new EventSource(place.dataset.live);
        stream.addEventListener("figures", function (message) {
            htmx.swap(place, message.data, { swapStyle: "innerHTML" });
            localize(place);
            lost(false);
        });
        stream.addEventListener("error", function () {
            lost(true);
            if (stream.readyState === EventSource.CLOSED) {
                setTimeout(function () { location.reload(); }, 5000);
            }
        });
        addEventListener("pagehide", function () { stream.close(); });
    }

    function step(by) {
        var rows = Array.from(document.querySelectorAll("main article h2 a, .deeds a, .deliveries a.who, .lanes a.result"));
        if (rows.length > 0) {
            var at = rows.findIndex(function (row) { return row.closest("article, li, td").contains(document.activeElement); });
            rows[Math.min(rows.length - 1, Math.max(0, at + by))].focus();
        }
    }
    // Within what has the focus, or else the first of the page.
    function goTo(key) {
        var row = document.activeElement.closest("article");
        var place = (row || document).querySelector("[data-key='" + key + "']");
        if (place) place.focus();
    }
    var keys = {
        "/": function () { document.getElementById("term").focus(); },
        "j": function () { step(1); },
        "k": function () { step(-1); },
        "r": function () { goTo("r"); },
        "e": function () { goTo("e"); },
        "?": function () { document.getElementById("keys").showModal(); }
    };
    document.addEventListener("keydown", function (event) {
        var typing = event.target.closest("input, select, textarea, dialog");
        if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key] && document.getElementById("keys")) {
            event.preventDefault();
            keys[event.key]();
        }
    });

    document.addEventListener("DOMContentLoaded", function () {
        localize(document);
        document.querySelectorAll("[data-live]").forEach(live);
    });
    ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (name) {
        document.addEventListener(name, function () { lost(true); });
    });
    document.addEventListener("htmx:afterSwap", function (event) { localize(event.target); lost(false); });
})();
