"""Scenes from Chromium: a page of pages.py in a view, its picture, and the boxes that the finished layout
gives."""

from __future__ import annotations

from pathlib import Path
from random import Random

from agent.types import Pixels
from vision.training.chromium import Browser
from vision.training.pages import Page
from vision.training.scene import SceneTruth, Truth, save_scene
from vision.training.skins import pick_skin
from vision.training.words import Words

SIZES = (((1280, 800), 1.0), ((1280, 800), 1.0), ((1366, 768), 1.0), ((1024, 640), 1.25), ((900, 640), 1.5))

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
function seen(e, b) {
  const top = document.elementFromPoint((b[0] + b[2]) / 2, (b[1] + b[3]) / 2);
  return top && (e.contains(top) || top.contains(e)) && !(top.classList.contains('veil'));
}
function add(e, r) {
  const b = clipped(e, r), area = Math.max(1, r.width * r.height);
  const w = b[2] - b[0], h = b[3] - b[1], big = e.tagName === 'TEXTAREA' || e.dataset.kind === 'table';
  if (w < 4 || h < 4 || (w * h < .5 * area && !big) || !seen(e, b)) return;
  const i = e.matches('input,select,textarea,button') ? e : e.querySelector('input');
  const states = (e.dataset.states || '').split(' ').filter(Boolean);
  if (i && i.disabled) states.push('disabled');
  if (i && i.checked) states.push('checked');
  if (i && e === i && /_field|_area/.test(e.dataset.kind) && !i.readOnly) states.push('editable');
  out.push({box: b, kind: e.dataset.kind, icon: e.dataset.icon || '', states,
            text: String(e.innerText || e.value || '').trim().slice(0, 200)});
}
for (const e of document.querySelectorAll('[data-kind]')) {
  if (!('tight' in e.dataset)) { add(e, e.getBoundingClientRect()); continue; }
  const range = text(e);
  if (e.dataset.kind === 'link') { for (const r of e.getClientRects()) add(e, r); }
  else add(e, range.getBoundingClientRect());
}
const bar = box => out.push({box, kind: 'scroll_bar', icon: '', states: [], text: ''});
if (innerWidth > W) bar([W, 0, innerWidth, H]);
if (innerHeight > H) bar([0, H, W, innerHeight]);
return out; })()"""


def draw(browser: Browser, seed: int, index: int) -> tuple[Pixels, SceneTruth]:
    """Page `index` of `seed`: picture [H, W, 3] and truth in its pixels."""
    random = Random(f"web:{seed}:{index}")
    skin = pick_skin(random)
    (width, height), scale = random.choice(SIZES)
    browser.show(Page(random, Words.any_language(random), skin).html(), width, height, scale)
    browser.ask(f"scrollTo(0, {random.choice((0, 0, random.randint(0, 600)))})")
    found = browser.ask(TRUTH)
    elements = tuple(
        Truth(_scaled(e["box"], scale), e["kind"], tuple(dict.fromkeys(e["states"])), e["text"], e["icon"])
        for e in found
    )
    pixels = browser.picture()
    return pixels, SceneTruth((pixels.shape[1], pixels.shape[0]), elements, f"{skin.family}:web", scale)


def _scaled(box: list[float], scale: float) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (round(v * scale, 1) for v in box)
    return x0, y0, x1, y1


def draw_pages(out: Path, seed: int, start: int, stop: int) -> int:
    """Draws pages start … stop - 1 into `out`, leaving alone those that are there; returns how many were
    drawn."""
    drawn = 0
    with Browser() as browser:
        for index in range(start, stop):
            name = f"w{seed}-{index:06d}"
            if not (out / f"{name}.json").exists():
                save_scene(out, name, *draw(browser, seed, index))
                drawn += 1
    return drawn
