// Draws what the API tells of an integration's history. Colours are those of the page, whatever its theme.
// Behind the lines: when its calls did not simply go out. Across them: where another release or configuration began.
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
    function each(points, value) {
        return points.map(function (point) {
            var found = value(point);
            return found === undefined || found === null ? null : Math.round(found * 1000) / 1000;
        });
    }
    function seconds(points, field) {
        return each(points, function (point) { return point[field] === undefined ? null : point[field] / 1000; });
    }
    function perMinute(points, field) {
        var minutes = (Date.parse(points[1].at) - Date.parse(points[0].at)) / 60000;
        return each(points, function (point) { return point.due === undefined ? null : point[field] / minutes; });
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
        attempts: function (points) {
            return {
                unit: "",
                series: [line("ended a minute", "--link"), line("failed a minute", "--alarm", [6, 4])],
                data: [perMinute(points, "attempts"), perMinute(points, "failedAttempts")]
            };
        },
        durations: function (points) {
            return {
                unit: " s",
                series: [line("on average", "--link"), line("slowest", "--warning", [6, 4])],
                data: [seconds(points, "averageMs"), seconds(points, "slowestMs")]
            };
        },
        backlog: function (points) {
            return {
                unit: "",
                series: [line("due", "--link"), line("waiting", "--warning", [6, 4]), line("held", "--quiet", [2, 3]), line("parked", "--alarm")],
                data: ["due", "waiting", "held", "parked"].map(function (field) { return column(points, field); })
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
    var OF_STATES = ["attempts", "durations", "backlog"];
    // The last is on top.
    var BANDS = { maintenance: "planned maintenance", paused: "calls paused", "breaker-half-open": "breaker half-open", "breaker-open": "breaker open" };
    // In pixels: as far from a mark as it is pointed at, and what a band is wide at least.
    var NEAR = 8, SLIM = 2;
    function said(mark) {
        return mark.kind === "version" ? "version " + mark.was + " → " + mark.is : "configuration changed";
    }
    function time(text) {
        return Date.parse(text) / 1000;
    }
    function layer(parent) {
        var found = parent.querySelector(".layer") || parent.appendChild(document.createElement("div"));
        found.className = "layer";
        found.replaceChildren();
        return found;
    }
    function put(parent, name, kind, left) {
        var one = parent.appendChild(document.createElement("i"));
        one.className = name;
        one.dataset.kind = kind;
        one.style.left = left + "px";
        return one;
    }
    // As many pixels from the left as the instant is, and no farther than the chart goes.
    function place(plot, instant) {
        return Math.min(plot.over.clientWidth, Math.max(0, plot.valToPos(time(instant), "x")));
    }
    function within(plot, instant) {
        return time(instant) >= plot.scales.x.min && time(instant) <= plot.scales.x.max;
    }
    function surround(around) {
        var note = document.createElement("p");
        note.className = "note";
        note.hidden = true;
        return {
            init: function (plot) { plot.over.appendChild(note); },
            draw: function (plot) {
                var under = layer(plot.under), over = layer(plot.over);
                Object.keys(BANDS).forEach(function (kind) {
                    around.bands.filter(function (band) { return band.kind === kind; }).forEach(function (band) {
                        var left = place(plot, band.from);
                        put(under, "band", kind, left).style.width = Math.max(SLIM, place(plot, band.until) - left) + "px";
                    });
                });
                around.marks.filter(function (mark) { return within(plot, mark.at); }).forEach(function (mark) {
                    put(over, "change", mark.kind, place(plot, mark.at));
                });
            },
            setCursor: function (plot) {
                var left = plot.cursor.left;
                var words = left < 0 ? [] : around.marks.filter(function (mark) {
                    return within(plot, mark.at) && Math.abs(place(plot, mark.at) - left) <= NEAR;
                }).map(said).concat(around.bands.filter(function (band) {
                    return left >= place(plot, band.from) - SLIM && left <= place(plot, band.until) + SLIM;
                }).map(function (band) { return BANDS[band.kind]; }));
                note.textContent = words.join(", ");
                note.hidden = words.length === 0;
            }
        };
    }
    function draw(chart, points, around) {
        var kind = kinds[chart.dataset.chart](points, chart);
        var times = points.map(function (point) { return time(point.at); });
        var bands = around.bands.filter(function (band) { return time(band.until) > times[0]; });
        chart.replaceChildren();
        return new uPlot({
            width: chart.clientWidth, height: 220, axes: axes(kind.unit), series: [{}].concat(kind.series),
            scales: {
                // A point stands for what comes until the next one, and something may have changed since the last.
                x: { range: function (plot, first, last) { return [first, last + times[1] - times[0]]; } },
                y: { range: function (plot, least, most) { return [Math.min(0, least || 0), most > 0 ? most * 1.1 : 1]; } }
            },
            plugins: [{ hooks: surround({ bands: bands, marks: around.marks }) }],
            cursor: { drag: { x: false, y: false } }
        }, [times].concat(kind.data), chart);
    }
    var asked = {};
    function ask(address) {
        asked[address] = asked[address] || fetch(address, { headers: { Accept: "application/json" } }).then(function (answer) {
            if (!answer.ok) throw new Error("The history is not answered: " + answer.status);
            return answer.json();
        });
        return asked[address];
    }
    async function show(chart) {
        var answer = await ask(chart.dataset.history);
        var around = chart.dataset.around ? await ask(chart.dataset.around) : answer;
        var points = Array.isArray(answer) ? answer : OF_STATES.includes(chart.dataset.chart) ? answer.states : answer.points;
        var plot = draw(chart, points, around);
        new ResizeObserver(function () {
            plot.setSize({ width: chart.clientWidth, height: 220 });
        }).observe(chart);
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
            plot.destroy();
            plot = draw(chart, points, around);
        });
        chart.dataset.drawn = points.length;
    }
    document.addEventListener("DOMContentLoaded", function () {
        document.querySelectorAll("[data-history]").forEach(function (chart) {
            show(chart).catch(function () { chart.textContent = "The history cannot be had now. Load the page again."; });
        });
    });
})();
