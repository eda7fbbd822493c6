/** The stylesheet of the HTML export: no font, no picture, no import. Colours have a contrast of at least 4.5 : 1. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--ink:#1b1b1b;--quiet:#555;--paper:#fff;--accent:#1d4066;--gold:#7a5200;--line:#c9c9c9;--panel:#eef3f8;--code:#f4f4f4;--notice:#f6e3a8;--notice-ink:#3d2c00}
@media (prefers-color-scheme:dark){:root{--ink:#e6e6e6;--quiet:#b0b0b0;--paper:#15181c;--accent:#9cc4f0;--gold:#e3bf4a;--line:#454b52;--panel:#1e2a37;--code:#20252b;--notice:#4a3a0a;--notice-ink:#f6e3a8}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:1.0625rem/1.6 Charter,"Bitstream Charter","Gentium Book Plus","Noto Serif",Cambria,Georgia,serif;-webkit-text-size-adjust:100%}
body{margin:0;overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--gold);outline-offset:2px}
.skip{position:absolute;inset-inline-start:.5rem;top:-10rem;background:var(--paper);color:var(--ink);padding:.6rem 1rem;z-index:2}
.skip:focus{top:.5rem}
.up{margin-block:2.5rem 0;text-align:end}
.cover{background:#1d4066;color:#fff;border-top:.5rem solid #c9a227;padding:clamp(2rem,8vw,6rem) clamp(1rem,6vw,5rem)}
.cover>*{max-width:60rem;margin-inline:auto}
h1{font-size:clamp(1.8rem,5vw,3.2rem);line-height:1.15;margin-block:0 1rem;text-wrap:balance}
.subtitle{font-size:1.3rem;margin-block:0 1.5rem}
.imprint{margin-block:0}
.notice{background:var(--notice);color:var(--notice-ink);padding:1rem clamp(1rem,6vw,5rem)}
.notice>*{max-width:60rem;margin:.2rem auto}
.book{display:grid;grid-template-columns:minmax(0,42rem);justify-content:center;gap:1rem 3rem;padding:1.5rem clamp(1rem,4vw,3rem) 4rem}
h2,h3,h4,h5,h6{line-height:1.25;margin-block:1.8em .6em;text-wrap:balance}
h2{font-size:clamp(1.55rem,4vw,1.9rem);margin-block-start:0}
h3{font-size:1.35rem;color:var(--accent)}
h4{font-size:1.12rem}
h5,h6{font-size:1rem;font-style:italic}
.chapter-label{color:var(--accent);font-weight:bold;letter-spacing:.03em;margin-block:0 .3rem}
.number{color:var(--gold);font-weight:inherit}
main>section{margin-block:4rem;padding-block-start:2rem;border-block-start:2px solid var(--line)}
main>section:first-child{margin-block-start:0;border:0;padding:0}
nav.contents{font-size:.95rem;line-height:1.4}
nav.contents a{text-decoration:none}
nav.contents a:hover,nav.contents a:focus-visible{text-decoration:underline}
nav.contents h2{font-size:1.2rem}
nav.contents ol{list-style:none;margin:0;padding:0}
nav.contents li{margin-block:.45rem}
nav.contents ol ol{display:none}
nav.contents ol ol li{margin-block:.25rem}
@media (min-width:72rem){
.book{grid-template-columns:17rem minmax(0,42rem)}
nav.contents{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding-block:1rem;padding-inline-end:1rem}
nav.contents ol ol{display:block;padding-inline-start:1rem}
}
blockquote{margin:1em 0;padding-inline-start:1em;border-inline-start:4px solid #c9a227}
figure{margin:1em 0}
figure.reading blockquote{margin-block:.3em}
.panel{background:var(--panel);border-inline-start:4px solid var(--accent);padding-block:.8rem;padding-inline:2rem 1rem}
.table{overflow-x:auto;margin-block:1.2em}
table{border-collapse:collapse;min-width:min(100%,24rem);border-block:2px solid var(--line);font-size:.95em;line-height:1.45}
th,td{padding:.4em .7em;border-block-end:1px solid var(--line);vertical-align:top;text-align:start;min-width:5.5em}
.align-right{text-align:end}.align-center{text-align:center}.align-left{text-align:start}
pre{background:var(--code);padding:.8rem 1rem;white-space:pre-wrap;overflow-wrap:anywhere;text-align:left;font-size:.9em;line-height:1.45}
code{font-family:ui-monospace,"Source Code Pro","DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.92em;overflow-wrap:anywhere}
pre code{font-size:inherit}
math{font-size:1.05em}
math[display=block]{display:block math}
.formula{margin-block:1em;text-align:center;overflow-x:auto;overflow-y:hidden;padding-block:.2em}
span.formula{display:inline-block;max-width:100%;margin-block:0;vertical-align:middle}
.note{color:var(--quiet);font-size:.85em}
dt{font-weight:bold;margin-block-start:.8em}
dd{margin-inline-start:1.2em}
dd>p,li>p{margin-block:.35em}
summary{cursor:pointer;font-weight:bold;padding-block:.35rem}
details{border-block-end:1px solid var(--line);margin-block:.2rem;padding-block-end:.2rem}
.index{columns:14rem;list-style:none;padding:0}
.index li{break-inside:avoid}
hr{border:0;border-block-start:1px solid var(--line);width:20%;margin:2em auto}
@media print{
:root{--ink:#000;--quiet:#444;--paper:#fff;--accent:#1d4066;--gold:#7a5200;--line:#aaa;--panel:#f3f3f3;--code:#f6f6f6;--notice:#f6e3a8;--notice-ink:#3d2c00}
html{font-size:10.5pt}
.skip,.up{display:none}
.book{display:block;padding:0}
nav.contents{position:static;max-height:none}
main>section{break-before:page;border:0;margin:0;padding:0}
h2,h3,h4,h5,h6{break-after:avoid}
p{orphans:3;widows:3}
pre,table,figure{break-inside:avoid-page}
a{color:inherit;text-decoration:none}
details::details-content{content-visibility:visible;height:auto}
}
`;
