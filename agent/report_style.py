"""The style sheet of the report: light and dark by the reader's system, no script, nothing from outside."""

from __future__ import annotations

CSS = """
:root{color-scheme:light dark;--ground:#f3f4f7;--card:#fff;--ink:#1b2130;--soft:#5d6779;--line:#dde1e9;
--accent:#d9480f;--link:#1d5fc4;--good:#13703a;--goodbg:#e0f4e7;--bad:#b3261e;--badbg:#fde8e6;
--warn:#8a5300;
--warnbg:#fff0d6;--calm:#3f4b61;--calmbg:#e9ecf2;
--control:#2f6fde;--field:#0b8f6a;--text:#8a93a6;--image:#a04bd1;--container:#c98a00;--change:#d6228a}
@media(prefers-color-scheme:dark){:root{--ground:#14171d;--card:#1d2129;--ink:#e6e9f0;--soft:#9aa4b8;
--line:#323947;--accent:#ff7a3d;--link:#7fb0ff;--good:#74dd9b;--goodbg:#16341f;--bad:#ff9d94;
--badbg:#43201d;
--warn:#f5c26b;--warnbg:#3d2e12;--calm:#c3cbdb;--calmbg:#2a303c}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",
Roboto,
"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
main{max-width:1280px;margin:0 auto;padding:36px 28px 80px}
h1{font-size:27px;line-height:1.3;margin:0 0 8px;letter-spacing:-.01em}
h2{font-size:21px;line-height:1.35;margin:0;letter-spacing:-.005em}
h3{font-size:16.5px;line-height:1.4;margin:0}
.brand{color:var(--soft);font-size:13px;margin:0 0 6px}
.lead{color:var(--soft);margin:0 0 22px;max-width:75ch}
.run{margin:38px 0 0}
.head{display:flex;gap:14px;align-items:flex-start;flex-wrap:wrap;margin:0 0 12px}
.head>*:first-child{flex:1 1 420px}
.pill{display:inline-block;padding:2px 11px;border-radius:20px;font-size:13px;font-weight:600;
white-space:nowrap;
background:var(--calmbg);color:var(--calm)}
.good{background:var(--goodbg);color:var(--good)}.bad{background:var(--badbg);color:var(--bad)}
.warn{background:var(--warnbg);color:var(--warn)}
.facts{display:flex;flex-wrap:wrap;gap:6px 26px;margin:0 0 14px;padding:0}
.facts div{min-width:56px}.facts dt,.why dt{color:var(--soft);font-size:12.5px;margin:0}
.facts dd{margin:0;font-weight:600}
.step{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:18px 20px 16px;
margin:14px 0}
.top{display:flex;gap:10px 12px;align-items:center;flex-wrap:wrap;margin-bottom:12px}
.top h3{flex:1 1 380px}
.number{flex:none;width:28px;height:28px;border-radius:50%;background:var(--calmbg);color:var(--calm);
font-weight:700;font-size:14px;display:grid;place-items:center}
.pictures{display:grid;grid-template-columns:1fr 1fr;gap:16px}
figure{margin:0}figcaption{color:var(--soft);font-size:13px;margin-top:5px}
a.shot{display:block;border:1px solid var(--line);border-radius:6px;overflow:hidden;background:#000;
cursor:zoom-in}
svg.screen{display:block;width:100%;height:auto}
.detail{display:flex;gap:20px;margin-top:14px;align-items:start}
.detail>div:last-child{flex:1;min-width:0}.crop{flex:none}
.crop svg{display:block;max-width:300px;max-height:170px;border:1px solid var(--line);border-radius:6px;
background:#000}
.why{display:grid;grid-template-columns:max-content 1fr;gap:4px 14px;margin:0;font-size:14.5px}
.why dt{font-size:13.5px;padding-top:1px}.why dd{margin:0;min-width:0}
.bar{display:flex;height:7px;border-radius:4px;overflow:hidden;background:var(--line);max-width:560px;
margin:7px 0 3px}
.bar i{display:block;height:100%}
.times{color:var(--soft);font-size:13px;display:flex;flex-wrap:wrap;gap:2px 14px;
font-variant-numeric:tabular-nums}
.times b{display:inline-block;width:9px;height:9px;border-radius:2px;margin-right:5px}
.capture{background:#7a8699}.perceive{background:#2f6fde}.plan{background:#8b5bd6}.confirm{
background:#c98a00}
.perform{background:#d9480f}.observe{background:#0b8f6a}
.store{position:absolute}
.e{fill:transparent;stroke-width:1;vector-effect:non-scaling-stroke;stroke-opacity:.75}
.e:hover{fill:#2f6fde33;stroke-width:2}
.e.control{stroke:var(--control)}.e.field{stroke:var(--field)}.e.text{stroke:var(--text);stroke-opacity:.55}
.e.image{stroke:var(--image)}.e.container{stroke:var(--container);stroke-dasharray:5 4;pointer-events:none}
.halo,.target,.change{fill:none;vector-effect:non-scaling-stroke;pointer-events:none}
.halo{stroke:#fff;stroke-width:7;stroke-opacity:.9}.target{stroke:#e8430a;stroke-width:3.5}
.spot{
fill:#e8430a;stroke:#fff;stroke-width:1.5;vector-effect:non-scaling-stroke;pointer-events:none}
.change{stroke:#d6228a;stroke-width:2.5;stroke-dasharray:8 5}
.hidden{fill:#fff;font-weight:700;pointer-events:none}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;color:var(--soft);font-size:13px;margin:4px 0 0}
.legend b{display:inline-block;width:15px;height:11px;border:2px solid;border-radius:2px;margin-right:6px}
.zoom{display:none;position:fixed;inset:0;background:#000d;z-index:9;padding:22px;cursor:zoom-out}
.zoom:target{display:grid;place-items:center}.zoom svg{max-width:100%;max-height:100%;width:100%;
height:100%}
.checks{list-style:none;padding:0;margin:0 0 10px;background:var(--card);border:1px solid var(--line);
border-radius:10px}
.checks li{display:flex;gap:12px;padding:9px 16px;border-top:1px solid var(--line);align-items:baseline}
.checks .pill{min-width:82px;text-align:center;flex:none}
h3+.checks{margin-top:8px}.checks+h3{margin-top:22px}
.checks li:first-child{border-top:0}.checks small{color:var(--soft);display:block;font-size:13px}
.nearest{margin:6px 0 0;padding-left:20px}
.foot{color:var(--soft);font-size:13px;margin-top:44px}
@media(max-width:700px){
main{padding:20px 14px 50px}.detail{flex-wrap:wrap}.why,.pictures{grid-template-columns:1fr}.why dd{
margin-bottom:6px}}
@media print{.zoom{display:none!important}.step{break-inside:avoid}}
"""
