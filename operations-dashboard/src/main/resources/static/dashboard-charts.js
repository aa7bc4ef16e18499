// Draws what the API tells of an integration's history. Colours are those of the page, whatever its theme.
(function () {
    "use strict";
    function colour(name) {
        return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    }
    function line(label, name, dash) {
        return { label: label, stroke: colour(name), width: 1.6, dash: dash, spanGaps: false, points: { show: false } };
    }
    function axes(unit) {
        var ink = { stroke: colour("--quiet"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 } };
        return [ink, Object.assign({ size: 60, values: function (plot, values) {
            return values.map(function (value) { return value + unit; });
        } }, ink)];
    }
    function column(points, field) {
        return points.map(function (point) { return point[field] === undefined ? null : point[field]; });
    }
    var kinds = {
        lag: function (points, place) {
            var sla = place.dataset.sla ? Number(place.dataset.sla) : null;
            return {
                unit: " s",
                series: [line("on average", "--link"), line("slowest", "--warning"), line("SLA", "--alarm", [6, 4])],
                data: [column(points, "lagSeconds"), column(points, "slowestSeconds"), points.map(function () { return sla; })]
            };
        },
        outcomes: function (points) {
            return {
                unit: "",
                series: [line("finished", "--link"), line("failed attempts", "--alarm")],
                data: [column(points, "finished"), column(points, "failedAttempts")]
            };
        },
        // A promise that is broken twenty times over would flatten everything else.
        budget: function (points) {
            return {
                unit: " %",
                series: [line("left", "--link"), line("spent", "--alarm", [6, 4])],
                data: [column(points, "left").map(function (left) { return left === null ? null : Math.max(-100, left * 100); }),
                    points.map(function () { return 0; })]
            };
        }
    };
    function draw(place, points) {
        var kind = kinds[place.dataset.chart](points, place);
        var times = points.map(function (point) { return Date.parse(point.at) / 1000; });
        place.replaceChildren();
        return new uPlot({
            width: place.clientWidth, height: 220, axes: axes(kind.unit), series: [{}].concat(kind.series),
            scales: { y: { range: function (plot, least, most) { return [Math.min(0, least || 0), most > 0 ? most * 1.1 : 1]; } } },
            cursor: { drag: { x: false, y: false } }
        }, [times].concat(kind.data), place);
    }
    async function show(place) {
        var answer = await fetch(place.dataset.history, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error("The history is not answered: " + answer.status);
        var points = await answer.json();
        var plot = draw(place, points);
        new ResizeObserver(function () {
            plot.setSize({ width: place.clientWidth, height: 220 });
        }).observe(place);
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
            plot.destroy();
            plot = draw(place, points);
        });
        place.dataset.drawn = points.length;
    }
    document.addEventListener("DOMContentLoaded", function () {
        document.querySelectorAll("[data-history]").forEach(function (place) {
            show(place).catch(function () { place.textContent = "The history cannot be had now. Load the page again."; });
        });
    });
})();
