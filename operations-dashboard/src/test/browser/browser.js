"use strict";
// One Chromium for all tests. Each line in is a JSON string, the body of an async function; each line out tells what it
// returned or how it failed. What the function may use: page, path(address), look(theme, width), shot(name), which keeps a
// picture where SCREENSHOTS says, violations() and miscoloured(), which is what of them another theme can change.
const fs = require("node:fs");
const readline = require("node:readline");
const { chromium } = require("playwright-core");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const ALL = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor;

async function main() {
    const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM,
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
    });
    const page = await (await browser.newContext({ baseURL: process.env.BASE_URL, reducedMotion: "reduce" })).newPage();
    page.setDefaultTimeout(20_000);
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));

    const given = {
        page,
        complaints,
        path: (address) => page.goto(address, { waitUntil: "domcontentloaded" }),
        look: async (theme, width) => {
            await page.emulateMedia({ colorScheme: theme });
            await page.setViewportSize({ width, height: 900 });
        },
        shot: async (name) => {
            if (process.env.SCREENSHOTS) {
                await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });
            }
        },
        violations: () => violations(page, ALL),
        miscoloured: () => violations(page, COLOURS),
    };
    for await (const line of readline.createInterface({ input: process.stdin })) {
        process.stdout.write(JSON.stringify(await answer(JSON.parse(line), given)) + "\n");
    }
    await browser.close();
}

async function violations(page, rules) {
    if (!(await page.evaluate(() => "axe" in globalThis))) {
        // Evaluated by the debugger, so that the page's own policy may stay as strict as it is.
        await page.evaluate(AXE);
    }
    const found = await page.evaluate((only) => globalThis.axe.run(document, { runOnly: only }), rules);
    return found.violations.map((one) => one.id + ": " + one.nodes.map((node) => node.html).join(" | "));
}

async function answer(script, given) {
    try {
        const run = new AsyncFunction(...Object.keys(given), script);
        return { value: (await run(...Object.values(given))) ?? null };
    } catch (failure) {
        return { failure: String(failure.stack || failure) };
    }
}

main();
