/*
 * The style sheet: calm paper, one accent, state by shape, word, colour.
 */
#include <stddef.h>

#include "base/buf.h"
#include "doc/figure.h"
#include "doc/theme.h"

#include "render/style.h"

#define ROOT_PX		16	/* browsers' default, so that users scale */

/* In pieces: a C17 compiler need not take strings beyond 4,095 bytes. */
static const char *const sheet[] = {
/* Page. */
"*,*::before,*::after{box-sizing:border-box}\n"
"html{-webkit-text-size-adjust:none;text-size-adjust:none;"
"scroll-padding-top:1rem}\n"
"body{margin:0;background:var(--paper);color:var(--text);"
"font-family:\"Noto Sans\",\"Segoe UI\",\"Helvetica Neue\",Helvetica,Arial,"
"\"Liberation Sans\",sans-serif;font-size:var(--s1);"
"line-height:var(--lh);overflow-wrap:break-word}\n"
"p,ul,ol,dl,figure,pre,blockquote,table,h1,h2,h3,h4,h5,h6{margin:0}\n"
"p,li,dd,dt,td,th,h1,h2,h3,h4,h5,h6,summary{unicode-bidi:plaintext}\n"
"[dir]{unicode-bidi:isolate}\n"
"p,li{max-width:68ch}\n"
"p,li,dd,td{text-wrap:pretty}\n"
"a{color:var(--accent);text-underline-offset:.15em;"
"text-decoration-thickness:1px}\n"
"a:hover{text-decoration-thickness:2px}\n"
":focus-visible{outline:2px solid var(--accent);outline-offset:2px}\n"
".e:target,.sig:target{box-shadow:-8px 0 var(--paper),"
"-11px 0 var(--accent)}\n"
"code,pre,.dg{font-family:ui-monospace,\"Noto Sans Mono\",\"Cascadia Mono\","
"Menlo,Consolas,\"DejaVu Sans Mono\",\"Liberation Mono\",monospace;"
"font-size:var(--s0)}\n"
"code{overflow-wrap:anywhere}\n"
"small,.small{font-size:var(--s0);color:var(--secondary)}\n"
"s{color:var(--secondary)}\n"
"hr{border:0;border-top:1px solid var(--hairline);margin:24px 0}\n"
".defs{position:absolute}\n"
".vh{position:absolute;width:1px;height:1px;overflow:hidden;"
"clip-path:inset(50%);white-space:nowrap}\n"
".skip{position:absolute;left:16px;top:-64px;background:var(--paper);"
"padding:8px 16px;border:2px solid var(--accent);z-index:2}\n"
".skip:focus{top:8px}\n"
".m{width:.875em;height:.875em;display:inline-block;"
"vertical-align:-.06em;margin-right:.35em;flex:none}\n"
".blank{display:inline-block;min-width:12em;"
"border-bottom:1px solid var(--secondary);height:1.1em;"
"vertical-align:text-bottom}\n",

/* Frame: running head, contents beside the text, foot. */
".run,main,.foot{width:min(100% - 48px,67rem);margin:0 auto}\n"
".run{display:flex;flex-wrap:wrap;gap:4px 24px;padding-top:12px;"
"padding-bottom:12px;font-size:var(--s0);color:var(--secondary);"
"border-bottom:1px solid var(--hairline)}\n"
".run p:first-child{margin-right:auto}\n"
"main{display:block;padding-top:32px;padding-bottom:48px}\n"
"nav{font-size:var(--s0);margin:32px 0 0;line-height:var(--lt)}\n"
"nav .nt{font-weight:bold;padding-bottom:8px;"
"border-bottom:1px solid var(--hairline)}\n"
"nav ul{list-style:none;padding:0;margin:0}\n"
"nav ul ul{padding-left:16px}\n"
"nav li{margin:0}\n"
"nav a{color:inherit;text-decoration:none;display:block;padding:6px 0}\n"
"nav ul ul a{color:var(--secondary);padding:4px 0}\n"
"nav a:hover{color:var(--accent);text-decoration:underline}\n"
".foot{padding-top:16px;padding-bottom:32px;font-size:var(--s0);"
"color:var(--secondary);border-top:1px solid var(--hairline)}\n"
".foot p{max-width:none}\n"
"@media screen and (min-width:64rem){\n"
"main.toc{display:grid;grid-template-columns:13rem minmax(0,1fr);"
"column-gap:56px;align-items:start}\n"
"main.toc>*{grid-column:2;min-width:0}\n"
"main.toc>nav{grid-column:1;grid-row:1/span 400;position:sticky;"
"top:16px;max-height:calc(100vh - 32px);overflow-y:auto;margin:0}\n"
"}\n",

/* Headings and prose. */
"h1{font-size:var(--s3);line-height:1.2;margin:0 0 20px;"
"text-wrap:balance}\n"
"h2{font-size:var(--s2);line-height:1.25;margin:56px 0 16px;"
"padding-top:12px;border-top:2px solid var(--text)}\n"
"h3{font-size:var(--s1);line-height:1.25;margin:32px 0 4px;"
"padding-bottom:8px;border-bottom:1px solid var(--hairline)}\n"
".phases h3{font-size:var(--s2);font-weight:normal;margin-top:48px}\n"
"h4{font-size:var(--s1);line-height:1.25;margin:32px 0 4px}\n"
"h5,h6{font-size:var(--s0);line-height:1.25;margin:24px 0 4px}\n"
"p.gates{font-size:var(--s0);color:var(--secondary)}\n"
"section>p,main>p{margin:0 0 12px}\n"
".hd{font-weight:bold;margin:12px 0 4px}\n"
".kicker{font-size:var(--s0);color:var(--secondary);margin:0 0 4px}\n"
"ul,ol{padding-left:24px}\n"
"section>ul,section>ol,main>ul,main>ol{margin:0 0 16px}\n"
"li{margin:4px 0}\n"
".loose>li{margin:12px 0}\n"
"li p+p{margin-top:8px}\n"
"blockquote{margin:12px 0;padding-left:16px;"
"border-left:2px solid var(--hairline);color:var(--secondary)}\n"
"pre{margin:8px 0;padding:8px 12px;overflow-x:auto;"
"border:1px solid var(--hairline);line-height:1.35}\n"
"pre code{overflow-wrap:normal;font-size:inherit}\n"
".task{list-style:none;position:relative}\n"
".box{position:absolute;left:-22px;top:.25em;width:14px;height:14px;"
"border:1.5px solid var(--secondary)}\n"
".box.on::after{content:\"\";position:absolute;left:3px;top:0;width:5px;"
"height:9px;border:solid var(--text);border-width:0 2px 2px 0;"
"transform:rotate(40deg)}\n",

/* Tables and key-value lists. */
".tw{overflow-x:auto;margin:12px 0 24px}\n"
"table{border-collapse:collapse;width:100%;font-size:var(--s0);"
"line-height:var(--lt)}\n"
"caption{text-align:start;font-weight:bold;padding-bottom:8px}\n"
"th,td{padding:8px 16px 8px 0;text-align:start;vertical-align:top;"
"border-bottom:1px solid var(--hairline)}\n"
"th:last-child,td:last-child{padding-right:0}\n"
"thead th{font-size:var(--s0);color:var(--secondary);"
"vertical-align:bottom;border-bottom:1px solid var(--text)}\n"
"tbody th{font-weight:bold}\n"
"td,dd{font-variant-numeric:tabular-nums lining-nums}\n"
"td p,th p{max-width:none}\n"
"td span[class]{margin-right:4px}\n"
".timeline td:first-child{white-space:nowrap}\n"
".timeline td{overflow-wrap:anywhere}\n"
".n{text-align:end;white-space:nowrap}\n"
"td figure,dd figure{margin:2px 0}\n"
".k{white-space:nowrap}\n"
".dg.all{display:inline-block;width:39ch;vertical-align:top}\n"
".c{text-align:center}\n"
".compact th,.compact td{padding-top:4px;padding-bottom:4px}\n"
".d1::after{content:\"\\2007\"}.d2::after{content:\"\\2007\\2007\"}"
".d3::after{content:\"\\2007\\2007\\2007\"}"
".d4::after{content:\"\\2007\\2007\\2007\\2007\"}"
".d5::after{content:\"\\2007\\2007\\2007\\2007\\2007\"}"
".d6::after{content:\"\\2007\\2007\\2007\\2007\\2007\\2007\"}\n"
".p1::after{content:\"\\2008\\2007\"}"
".p2::after{content:\"\\2008\\2007\\2007\"}"
".p3::after{content:\"\\2008\\2007\\2007\\2007\"}"
".p4::after{content:\"\\2008\\2007\\2007\\2007\\2007\"}"
".p5::after{content:\"\\2008\\2007\\2007\\2007\\2007\\2007\"}"
".p6::after{content:\"\\2008\\2007\\2007\\2007\\2007\\2007\\2007\"}\n"
".facts{margin:12px 0 20px}\n"
".facts>div{display:grid;grid-template-columns:minmax(6rem,11rem) "
"minmax(0,1fr);column-gap:16px;align-items:baseline;padding:3px 0}\n"
".facts dt{font-size:var(--s0);color:var(--secondary)}\n"
".facts dd{margin:0;min-width:0}\n"
".facts.compact dd{font-size:var(--s0)}\n",

/* State: shape, word, colour. */
".s-pass{color:var(--pass)}.s-fail{color:var(--fail)}"
".s-waived{color:var(--waived)}.s-late{color:var(--late)}"
".s-invalid{color:var(--invalid)}.s-pending{color:var(--pending)}"
".s-missing{color:var(--missing)}.s-na{color:var(--missing)}\n"
"span[class^=\"s-\"]{font-weight:bold;display:inline-block;"
"max-width:100%}\n"
"td span[class^=\"s-\"]{white-space:nowrap}\n"
".verdict{--tint:var(--paper);display:grid;"
"grid-template-columns:auto minmax(0,1fr);column-gap:16px;"
"align-items:center;padding:16px 20px;margin:20px 0 24px;"
"border:2px solid currentColor;background:var(--tint)}\n"
".verdict .m{width:40px;height:40px;margin:0;grid-row:1/span 2}\n"
".verdict .word{font-size:var(--s2);font-weight:bold;line-height:1.25}\n"
".verdict p{max-width:none}\n"
".verdict .why{grid-column:2;color:var(--text)}\n"
".verdict.s-pass{--tint:var(--pass-t)}.verdict.s-fail{--tint:var(--fail-t)}"
".verdict.s-waived{--tint:var(--waived-t)}"
".verdict.s-late{--tint:var(--late-t)}"
".verdict.s-invalid{--tint:var(--invalid-t)}"
".verdict.s-pending{--tint:var(--pending-t)}"
".verdict.s-missing{--tint:var(--missing-t)}\n"
".e{display:grid;"
"grid-template-columns:18px minmax(0,1fr) fit-content(9rem);"
"column-gap:12px;padding:12px 0;"
"border-bottom:1px solid var(--hairline)}\n"
".e>*{grid-column:2/-1;color:var(--text)}\n"
".e>.m{grid-column:1;grid-row:1;width:16px;height:16px;margin:4px 0 0}\n"
".e>.w{grid-column:3;grid-row:1;font-weight:bold;font-size:var(--s0);"
"line-height:1.785;color:inherit;overflow-wrap:anywhere}\n"
".e>.title{grid-column:2;grid-row:1}\n"
".e>.title:not(:has(strong)){font-weight:bold}\n"
".e>.evidence,.e>.note,.e>.small{font-size:var(--s0);"
"color:var(--secondary);margin-top:2px}\n"
".e>.evidence{max-width:none}\n"
".e>.finding{margin-top:4px}\n"
".superseded{font-size:var(--s0);color:var(--secondary)}\n"
".e .facts{margin:4px 0}\n"
"details{margin-top:6px}\n"
"summary{font-size:var(--s0);color:var(--accent);cursor:pointer;"
"padding:2px 0}\n"
"details[open]>summary{margin-bottom:4px}\n"
"details>*:not(summary){margin-left:16px}\n",

/* Cover. */
".cover .facts{display:grid;"
"grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));"
"gap:16px 24px;margin:24px 0}\n"
".cover .facts>div{display:block;padding:0}\n"
".cover .facts.compact{display:block;margin:16px 0}\n"
".cover .facts.compact>div{display:grid;padding:2px 0}\n"
"figure.kicker{margin:0 0 12px}\n"
".cover .facts.panel{grid-template-columns:"
"repeat(auto-fit,minmax(min(18rem,100%),1fr));gap:16px 40px}\n"
".panel dt{font-weight:bold;color:var(--text);"
"border-bottom:1px solid var(--hairline);padding-bottom:4px}\n"
".panel ul{list-style:none;padding:0;margin:4px 0 0;"
"font-size:var(--s0);line-height:var(--lt)}\n"
".panel li{margin:0;padding:3px 0}\n"
"p.compact{max-width:none}\n"
"p.compact span{margin-right:16px}\n"
"section>p.title,main>p.title{font-weight:bold;margin:24px 0 4px}\n"
".cover h2{font-size:var(--s1);border-top:0;padding-top:0;"
"margin:32px 0 8px}\n"
".cover h3{margin-top:28px}\n"

/* Pictures. */
"figure{margin:12px 0 20px;overflow-x:auto}\n"
".strip{display:flex;flex-wrap:wrap;gap:4px;line-height:0}\n"
".strip .gap{margin-right:10px}\n"
".pic{display:block;max-width:100%;height:auto;overflow:visible}\n"
".pic text{font-family:inherit;font-variant-numeric:tabular-nums}\n"
".pic a:hover,.strip a:hover{opacity:.6}\n"
"figcaption{font-size:var(--s0);color:var(--secondary);margin-top:8px}\n"
".f-none{fill:none}\n"

/* Sign-off: a paper form. */
".sig{position:relative;border:1px solid var(--hairline);"
"border-top:2px solid var(--text);padding:16px 20px;margin:16px 0 24px}\n"
".sig>*{color:var(--text)}\n"
".sig>.who{font-weight:bold;max-width:none;color:inherit;"
"margin-bottom:12px}\n"
".sig .facts{display:grid;column-gap:32px;margin:0;"
"grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr))}\n"
".sig .facts>div{display:block;padding:4px 0 6px;"
"border-bottom:1px solid var(--hairline)}\n"
".sig .note,.sig .small,.sig .evidence{font-size:var(--s0);"
"color:var(--secondary);margin-top:8px}\n"
".stamp{display:table;border:4px double currentColor;padding:6px 24px;"
"margin:20px auto 24px;transform:rotate(-3deg);font-weight:bold;"
"font-size:var(--s2);line-height:1.25;text-align:center;"
"color:var(--invalid);background:var(--paper)}\n"
".sig>.stamp{color:var(--invalid)}\n"
".sig.s-invalid{border-color:var(--invalid)}\n",

/* Narrow screens. */
"@media screen and (max-width:40rem){\n"
".run,main,.foot{width:calc(100% - 32px)}\n"
"main{padding-top:20px}\n"
"h2{margin-top:40px}\n"
".facts>div{display:block}\n"
".cover .facts.compact>div{grid-template-columns:6rem minmax(0,1fr)}\n"
".run p+p+p{display:none}\n"
".stack,.stack tbody,.stack tr,.stack td,.stack th{display:block}\n"
".stack thead{position:absolute;width:1px;height:1px;overflow:hidden;"
"clip-path:inset(50%)}\n"
".stack tr{padding:8px 0;border-bottom:1px solid var(--hairline)}\n"
".stack td{position:relative;border:0;padding:2px 0 2px 7.5rem;"
"text-align:start;white-space:normal}\n"
".stack td::before{content:attr(data-l);position:absolute;left:0;"
"color:var(--secondary)}\n"
".stack td::after{content:none}\n"
".stack td span[class^=\"s-\"]{white-space:normal}\n"
".stack td:first-child{padding-left:0;font-size:var(--s1)}\n"
".stack td:first-child::before{content:none}\n"
".stack td:empty{display:none}\n"
".dg.all{width:auto;max-width:39ch}\n"
".cover .facts{grid-template-columns:repeat(auto-fill,minmax(9rem,1fr))}\n"
".verdict{padding:12px;column-gap:12px}\n"
".verdict .m{width:28px;height:28px;grid-row:1}\n"
".verdict .why{grid-column:1/-1;margin-top:4px}\n"
".lettered{max-width:none}\n"
".sig{padding:12px}\n"
"}\n"

/* Paper: A4, folds open, no navigation that cannot be clicked. */
"@media print{\n"
"html{font-size:14px}\n"
".skip,.run,.foot{display:none}\n"
"main{width:auto;padding:0}\n"
"nav .nt{max-width:none}\n"
"a[href^=\"#\"]{text-decoration:none}\n"
".cover .facts{margin:12px 0;row-gap:8px}\n"
".cover th,.cover td{padding-top:3px;padding-bottom:3px}\n"
".cover .title{margin-top:12px}\n"
"nav ul{columns:2;column-gap:24px}nav ul ul{columns:1}\n"
"details::details-content{content-visibility:visible;display:block;"
"block-size:auto}\n"
"summary{color:var(--secondary);list-style:none}\n"
"details{padding-left:12px;border-left:1px solid var(--hairline)}\n"
"details>*:not(summary){margin-left:0}\n"
"h2{margin-top:32px}\n"
"h1,h2,h3,h4,h5,h6,.hd,summary,caption{break-after:avoid}\n"
".e,.sig,.verdict,tr,figure,.facts>div{break-inside:avoid}\n"
"thead{display:table-header-group}\n"
"p,li{orphans:3;widows:3}\n"
".tw,figure,pre{overflow:visible}\n"
"pre{white-space:pre-wrap}\n"
".pb{break-after:page}\n"
"a{color:inherit}\n"
"*{-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
"}\n"
"html{--record:attr(data-record);--issue:attr(data-issue)}\n"
"@page{size:A4;margin:20mm;"
"@top-left{content:var(--record);font:8.5pt sans-serif;color:#55606b}"
"@bottom-left{content:var(--issue);font:8.5pt sans-serif;color:#55606b}"
"@bottom-right{content:\"page \" counter(page) \" of \" counter(pages);"
"font:8.5pt sans-serif;color:#55606b}}\n",
};

static void
properties(struct buf *out, const struct theme *t, const unsigned *colours)
{
	size_t i;

	for (i = INK_PAPER; theme_has(t, (int)i); i++)
		buf_printf(out, "--%s:#%06x;", theme_ink_str((int)i),
		    colours[i] & 0xffffffU);
}

void
style_write(struct buf *out, const struct theme *t)
{
	const char *name;
	size_t i;

	buf_adds(out, "\n:root{color-scheme:light dark;");
	properties(out, t, t->light);
	for (i = 0; i < 4; i++)
		buf_printf(out, "--s%zu:%grem;", i,
		    (double)t->html_size[i] / ROOT_PX);
	buf_printf(out, "--lh:%g;--lt:%g}\n", t->line_text, t->line_table);
	buf_adds(out, "@media screen and (prefers-color-scheme:dark){:root{");
	properties(out, t, t->dark);
	buf_adds(out, "}}\n");
	for (i = INK_PAPER; theme_has(t, (int)i); i++) {
		name = theme_ink_str((int)i);
		buf_printf(out, ".f-%s{fill:var(--%s)}"
		    ".k-%s{stroke:var(--%s)}\n", name, name, name, name);
	}
	for (i = 0; i < sizeof(sheet) / sizeof(sheet[0]); i++)
		buf_adds(out, sheet[i]);
}
