/** The stylesheet of the EPUB: little, because the reader's device and the reader's eyes decide the rest. */
export const EPUB_STYLE = `body{line-height:1.5;margin:0 5%}
h1,h2,h3,h4,h5,h6{line-height:1.25;page-break-after:avoid;break-after:avoid;hyphens:none}
h1{font-size:1.7em;margin:1.5em 0 1em}
h2{font-size:1.3em;margin:1.6em 0 .6em}
h3{font-size:1.1em}
h4,h5,h6{font-size:1em}
.chapter-label{font-weight:bold;letter-spacing:.05em;margin:2em 0 -1.6em}
blockquote{margin:1em 0;padding:0 1em;border:0 solid #c9a227;border-inline-start-width:3px}
.panel{padding:.6em 1.8em;border:0 solid #1d4066;border-inline-start-width:3px}
table{border-collapse:collapse;margin:1em 0;font-size:.92em}
th,td{border-top:1px solid #999;border-bottom:1px solid #999;padding:.3em .5em;text-align:start;vertical-align:top;overflow-wrap:anywhere}
.align-right{text-align:end}
.align-center{text-align:center}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85em;text-align:left}
code{font-family:monospace;overflow-wrap:anywhere}
math[display="block"]{margin:1em 0}
.formula{margin:1em 0;text-align:center}
dt{font-weight:bold;margin-top:.8em}
dd{margin:0 1.2em}
figure{margin:1em 0}
.index{list-style:none;padding:0}
.title-page{text-align:center;margin-top:20%}
.title-page h1{font-size:2em}
.notice{border:2px solid #a06d00;padding:.6em 1em;margin:2em 0}
.cover{text-align:center;margin:0;padding:0}
.cover img{max-width:100%;max-height:98vh}
`;
