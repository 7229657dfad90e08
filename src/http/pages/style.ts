/** The pages' only style sheet: tokens with a light and a dark value, four sizes, two weights, system fonts. */
export const STYLE = `:root {
  color-scheme: light dark;
  --ink: #1c1f23; --paper: #ffffff; --line: #d5d9de; --muted: #59616b; --accent: #0b5cad;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7eaee; --paper: #15181c; --line: #3a4149; --muted: #a2abb6; --accent: #7db8f5; }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink); font-size: 16px; line-height: 1.7;
  font-family: "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", system-ui, sans-serif;
  text-autospace: normal; overflow-wrap: anywhere;
}
header, main, footer { max-width: 1200px; margin: 0 auto; padding: 16px; }
header { display: flex; flex-wrap: wrap; gap: 16px; justify-content: space-between; border-bottom: 1px solid var(--line); }
footer { margin-top: 48px; border-top: 1px solid var(--line); color: var(--muted); font-size: 14px; }
h1 { font-size: 28px; font-weight: 600; line-height: 1.4; margin: 16px 0; }
h2 { font-size: 20px; font-weight: 600; margin: 32px 0 8px; }
p { max-width: 38em; margin: 8px 0; white-space: pre-line; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
form { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; margin: 16px 0; }
label { display: block; font-size: 14px; color: var(--muted); }
input, button { font: inherit; padding: 4px 12px; border: 1px solid var(--muted); border-radius: 4px; background: var(--paper); color: var(--ink); }
input { width: min(24em, 80vw); }
button { border-color: var(--accent); color: var(--accent); cursor: pointer; }
ul.results { list-style: none; padding: 0; }
ul.results li { padding: 12px 0; border-bottom: 1px solid var(--line); }
.muted { color: var(--muted); font-size: 14px; }
table { border-collapse: collapse; line-height: 1.4; font-variant-numeric: tabular-nums; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 8px; border-bottom: 1px solid var(--line); font-size: 14px; }
th { font-weight: 600; }
ul.names { display: flex; flex-wrap: wrap; gap: 4px 16px; list-style: none; margin: 0 0 16px; padding: 0; font-size: 14px; }
.parameters td:not(:last-child) { white-space: nowrap; overflow-wrap: normal; }
dl { display: grid; grid-template-columns: minmax(7em, max-content) 1fr; gap: 4px 16px; margin: 8px 0; }
dt { color: var(--muted); }
dd { margin: 0; }
@media (max-width: 600px) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 8px; }
  .parameters thead { position: absolute; clip-path: inset(50%); }
  .parameters td { display: inline-block; border: 0; padding: 4px 8px; }
  .parameters td:last-child { display: block; }
  .parameters tr { display: block; border-bottom: 1px solid var(--line); } }
@media print { form, nav { display: none; } }
`;
