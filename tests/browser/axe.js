/* axe.js BROWSER FILE: prints what axe-core objects to; exit 1 for any. */
"use strict";
const { chromium } = require("playwright-core");

async function main() {
	const browser = await chromium.launch({
		executablePath: process.argv[2], args: ["--no-sandbox"],
	});
	let bad = 0;

	for (const colorScheme of ["light", "dark"]) {
		/* The page lets no script in: axe is brought past its policy. */
		const page = await (await browser.newContext({
			bypassCSP: true, colorScheme,
		})).newPage();
		await page.goto("file://" + process.argv[3]);
		await page.addScriptTag({ path: require.resolve("axe-core") });
		const found = await page.evaluate(() => axe.run());
		for (const v of found.violations) {
			bad++;
			console.log(colorScheme, v.id, v.nodes.length,
			    v.nodes[0].html.slice(0, 160));
		}
	}
	await browser.close();
	return bad === 0 ? 0 : 1;
}

main().then((status) => process.exit(status), (e) => {
	console.log(String(e));
	process.exit(1);
});
