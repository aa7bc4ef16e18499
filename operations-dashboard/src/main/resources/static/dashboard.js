// Says so when the figures on the page are no longer refreshed.
(function () {
    "use strict";
    function lost(isLost) {
        document.documentElement.classList.toggle("is-lost", isLost);
        document.querySelectorAll(".lost").forEach(function (notice) { notice.hidden = !isLost; });
    }
    ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (name) {
        document.addEventListener(name, function () { lost(true); });
    });
    document.addEventListener("htmx:afterSwap", function () { lost(false); });
})();
