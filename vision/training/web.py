"""Scenes from Chromium: a page of pages.py in a view, its picture, and the boxes that the finished layout
gives."""

from __future__ import annotations

from pathlib import Path
from random import Random

from agent.types import Pixels
from vision.training.chromium import Browser
from vision.training.icons import picture_files
from vision.training.looks import image_uri
from vision.training.pages import Page
from vision.training.scene import SceneTruth, Truth, save_scene
from vision.training.shells import Shell
from vision.training.skins import Skin, pick_skin
from vision.training.words import Words

SIZES = (((1280, 800), 1.0), ((1280, 800), 1.0), ((1366, 768), 1.0), ((1024, 640), 1.25), ((900, 640), 1.5))
SORTS, SHARES = ("desk", "web", "icons"), (0.5, 0.35, 0.15)  # desktops of programs, bare pages, icons alone

# Boxes in CSS pixels: cut at the view and at what clips, left out where something lies over the middle.
TRUTH = """(() => {
const out = [], root = document.documentElement, W = root.clientWidth, H = root.clientHeight;
const text = e => { const q = document.createRange(); q.selectNodeContents(e); return q; };
function clipped(e, r) {
  let b = [Math.max(0, r.left), Math.max(0, r.top), Math.min(W, r.right), Math.min(H, r.bottom)];
  for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
    if (getComputedStyle(p).overflow === 'visible') continue;
    const c = p.getBoundingClientRect();
    b = [Math.max(b[0], c.left), Math.max(b[1], c.top), Math.min(b[2], c.right), Math.min(b[3], c.bottom)];
  }
  return b;
}
// Later tops lie over earlier ones: the largest rectangle of b that none of them covers.
const tops = [...document.querySelectorAll('[data-top]')];
function uncovered(e, b) {
  const home = e.closest('[data-top]');
  for (const t of tops.slice(home ? tops.indexOf(home) + 1 : 0)) {
    const c = t.getBoundingClientRect();
    if (c.left >= b[2] || c.right <= b[0] || c.top >= b[3] || c.bottom <= b[1]) continue;
    const cuts = [[b[0], b[1], c.left, b[3]], [c.right, b[1], b[2], b[3]],
                  [b[0], b[1], b[2], c.top], [b[0], c.bottom, b[2], b[3]]];
    const size = q => Math.max(0, q[2] - q[0]) * Math.max(0, q[3] - q[1]);
    b = cuts.reduce((best, q) => size(q) > size(best) ? q : best, [0, 0, 0, 0]);
  }
  return b;
}
// Whole where at least this share of them shows: what holds others, and large areas.
const HOLDERS = 'window dialog menu toolbar panel list table tab_bar notification text_area image'.split(' ');
const holder = k => HOLDERS.includes(k);
function share(e, b) {
  const size = q => Math.max(0, q[2] - q[0]) * Math.max(0, q[3] - q[1]), home = e.closest('[data-top]');
  let left = size(b);
  for (const t of tops.slice(home ? tops.indexOf(home) + 1 : 0)) {
    const c = t.getBoundingClientRect();
    left -= size([Math.max(b[0], c.left), Math.max(b[1], c.top),
                  Math.min(b[2], c.right), Math.min(b[3], c.bottom)]);
  }
  return left / Math.max(1, size(b));
}
function seen(e, b) {
  const top = document.elementFromPoint((b[0] + b[2]) / 2, (b[1] + b[3]) / 2);
  return top && (e.contains(top) || top.contains(e)) && !(top.classList.contains('veil'));
}
function add(e, r) {
  const kind = e.dataset.kind, area = Math.max(1, r.width * r.height), whole = clipped(e, r);
  const big = holder(kind), b = big ? whole : uncovered(e, whole), w = b[2] - b[0], h = b[3] - b[1];
  if (w < 4 || h < 4 || (big ? share(e, b) < .4 : w * h < .5 * area || !seen(e, b))) return;
  const i = e.matches('input,select,textarea,button') ? e : e.querySelector('input');
  const states = (e.dataset.states || '').split(' ').filter(Boolean);
  if (i && i.disabled) states.push('disabled');
  if (i && i.checked) states.push('checked');
  if (i && e === i && /_field|_area/.test(kind) && !i.readOnly) states.push('editable');
  out.push({box: b, kind, icon: e.dataset.icon || '', states,
            text: String(e.innerText || e.value || '').trim().slice(0, 200)});
}
for (const e of document.querySelectorAll('[data-kind]')) {
  if (!('tight' in e.dataset)) { add(e, e.getBoundingClientRect()); continue; }
  const range = text(e);
  if (e.dataset.kind === 'link') { for (const r of e.getClientRects()) add(e, r); }
  else add(e, range.getBoundingClientRect());
}
const bar = box => out.push({box, kind: 'scroll_bar', icon: '', states: [], text: ''});
for (const e of document.querySelectorAll('[data-scroll]')) {
  const r = e.getBoundingClientRect(), wide = e.offsetWidth - e.clientLeft * 2 - e.clientWidth;
  if (wide < 4 || e.scrollHeight <= e.clientHeight) continue;
  const x = r.right - e.clientLeft, top = r.top + e.clientTop;
  const b = uncovered(e, clipped(e, new DOMRect(x - wide, top, wide, e.clientHeight)));
  if (b[3] - b[1] > 24 && b[2] - b[0] > 3) bar(b);
}
if (innerWidth > W) bar([W, 0, innerWidth, H]);
if (innerHeight > H) bar([0, H, W, innerHeight]);
return out; })()"""


def draw(
    browser: Browser,
    seed: int,
    index: int,
    assets: Path | None = None,
    held_out: bool = False,
    sort: str = "",
) -> tuple[Pixels, SceneTruth]:
    """Page `index` of `seed`: picture [H, W, 3] and truth in its pixels; `sort` is one of SORTS, by chance
    where none is named."""
    random = Random(f"web:{seed}:{index}:{held_out}")
    skin = pick_skin(random, held_out)
    (width, height), scale = random.choice(SIZES)
    words = Words.any_language(random)
    sort = sort or random.choices(SORTS, SHARES)[0]
    shell = Shell(random, words, skin, _pictures(random, skin, assets))
    if sort == "web":
        html = Page(random, words, skin).html()
    else:
        html = shell.icon_sheet() if sort == "icons" else shell.html_of(width, height)
    browser.show(html, width, height, scale)
    browser.ask("document.readyState")
    browser.ask(f"scrollTo(0, {random.choice((0, 0, random.randint(0, 600))) if sort == 'web' else 0})")
    elements = tuple(
        Truth(_scaled(e["box"], scale), e["kind"], tuple(dict.fromkeys(e["states"])), e["text"], e["icon"])
        for e in browser.ask(TRUTH)
    )
    pixels = browser.picture()
    size = pixels.shape[1], pixels.shape[0]
    return pixels, SceneTruth(size, elements, f"{skin.family}:{sort}", scale)


def _pictures(random: Random, skin: Skin, assets: Path | None) -> dict[str, list[str]]:
    """A few pictures of icon themes for each meaning, as URLs."""
    if assets is None or random.random() < 0.4:
        return {}
    files = picture_files((str(assets),), skin.dark)
    return {m: [image_uri(f) for f in random.sample(named, min(2, len(named)))] for m, named in files.items()}


def _scaled(box: list[float], scale: float) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (round(v * scale, 1) for v in box)
    return x0, y0, x1, y1


def draw_pages(
    out: Path, seed: int, start: int, stop: int, held_out: bool = False, assets: Path | None = None
) -> int:
    """Draws pages start … stop - 1 into `out`, leaving alone those that are there; returns how many were
    drawn."""
    drawn = 0
    with Browser() as browser:
        for index in range(start, stop):
            name = f"{'x' if held_out else 'w'}{seed}-{index:06d}"
            if not (out / f"{name}.json").exists():
                save_scene(out, name, *draw(browser, seed, index, assets, held_out))
                drawn += 1
    return drawn
