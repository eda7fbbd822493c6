/** Languages of code, as fences of other programs name them. */

/** Languages of cells; other names in braces are directives. */
const LANGUAGES = new Set(
  `python python3 ipython ipython3 py r julia ojs bash sh zsh sql stan js javascript ts typescript css html dot
  mermaid rust go c cpp c++ java rcpp sas octave matlab haskell scala ruby perl php swift kotlin lua yaml json xml toml tex latex
  markdown md text txt console powershell stata asis verbatim cat awk sed fortran ocaml scheme lisp prolog webr pyodide shinylive-python
  shinylive-r observable d3 tikz diff ini make dockerfile`
    .trim()
    .split(/\s+/u),
);

/** Language of a cell, `{python}`, `{r, echo=FALSE}`, `{.haskell}`, `{code-cell} ipython3`; null when it is none. */
export function codeLanguageOf(info: string): string | null {
  const attributes = /^\{\s*\.([\w+#-]+)[^{}]*\}$/u.exec(info)?.[1];
  if (attributes !== undefined) return attributes;
  const [, name = '', rest = ''] = /^\{([\w:+#.-]+)(?:[\s,][^{}]*)?\}\s*(.*)$/u.exec(info) ?? [];
  if (name === 'code-cell') return /^(?:ipython3?|python3)?$/u.test(rest) ? 'python' : (rest.split(/\s/u)[0] ?? '');
  return LANGUAGES.has(name.toLowerCase()) ? name.toLowerCase() : null;
}
