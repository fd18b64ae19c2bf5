/* What the pages of the drift bench share: how they are changed from outside, and what they tell of themselves.

In the address:  dark=1  font=PIXELS more  slow=SEED
  say={"label": "what it says instead"}   gone=KEY,KEY   like={"KEY": "what a second one beside it says"}
  only={"KEY": "what stands there in its place"}
  patch={"LIST": {"remove": [id…], "add": [[place, row]…], "order": "reversed" | "shuffled"}}
  tell=1: where all that has a key is, and where the pointer moves, for who records */
'use strict';
const Q = new URLSearchParams(location.search);
const given = name => JSON.parse(Q.get(name) || '{}');
const SAY = given('say'), LIKE = given('like'), ONLY = given('only'), PATCH = given('patch');
const GONE = (Q.get('gone') || '').split(',');
const SLOW = Q.get('slow');
const DELAYS = [0.5, 8, 1.2, 3, 0.2, 5.5, 2, 0.8];  // seconds
let told = 0, late = Number(SLOW || 0);

const tell = event => fetch('/log', {method: 'POST', keepalive: true,
  body: JSON.stringify({run: Q.get('run'), number: ++told, ...event})});

/* At once, or as late as a slow program would; what shows a whole view (`view`) not where another was asked for
meanwhile. */
let asked = 0;
const later = (act, view = false) => {
  const number = view ? ++asked : 0;
  if (SLOW === null) return act();
  const note = document.createElement('div');
  note.className = 'busy'; note.textContent = 'Loading …'; document.body.append(note);
  setTimeout(() => { note.remove(); if (!view || number == asked) act() }, 1000 * DELAYS[late++ % DELAYS.length]);
};

const T = words => SAY[words] ?? words;

/* A list as the address wants it changed; each row has an id. */
const rows = (name, list) => {
  const patch = PATCH[name] ?? {};
  const out = list.filter(row => !(patch.remove ?? []).includes(row.id));
  if (patch.order == 'reversed') out.reverse();
  if (patch.order == 'shuffled') {
    const place = new Map(out.map((row, i) => [row, (3 * i) % 7]));
    out.sort((a, b) => place.get(a) - place.get(b));
  }
  for (const [place, row] of patch.add ?? []) out.splice(place, 0, row);
  return out;
};

const made = (tag, as, attributes, children) => {
  const node = document.createElement(tag);
  if (as) node.dataset.as = as;
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name == 'placeholder' || name == 'title') node.setAttribute(name, T(value));
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat(3).filter(c => c !== null).map(c => typeof c == 'string' ? T(c) : c));
  return node;
};
/* An element; `as` is the key by which the bench knows it. */
const h = (tag, {as = '', ...attributes} = {}, ...children) => {
  if (as && GONE.includes(as)) return [];
  const other = label => {
    const node = made(tag, '', {...attributes, onclick: () => tell({event: 'lookalike', what: as})}, [label]);
    if (node.type == 'submit') node.type = 'button';
    return node;
  };
  if (as in ONLY) return [other(ONLY[as])];
  const own = made(tag, as, attributes, children);
  return as in LIKE ? [other(LIKE[as]), own] : own;
};
const put = (id, ...children) => document.getElementById(id).replaceChildren(...children.flat(3).filter(Boolean));

/* A list that opens: a button, and under it what may be chosen. */
const dropdown = (as, options, chosen) => {
  const shown = made('span', '', {}, ['Choose …']);
  const list = made('div', '', {class: 'options', hidden: true, role: 'listbox'}, options.map(option =>
    h('div', {as: `${as}:${option}`, class: 'option', role: 'option', onclick: () => {
      list.hidden = true; shown.textContent = option; box.dataset.value = option;
      tell({event: 'choose', what: as, value: option}); chosen?.(option);
    }}, option)));
  const button = made('button', as, {type: 'button', class: 'dropdown', onclick: () => {
    if (list.hidden) later(() => { list.hidden = false; tell({event: 'open', what: as}) });
    else list.hidden = true;
  }}, [shown, made('span', '', {class: 'arrow'}, ['▾'])]);
  const box = made('div', '', {class: 'choice'}, [button, list]);
  return box;
};

const tick = (as, label, on = false, changed) => {
  const box = made('input', as, {type: 'checkbox', checked: on, onchange: () => {
    tell({event: 'tick', what: as, on: box.checked}); changed?.(box.checked);
  }}, []);
  return made('label', '', {class: 'tick'}, [box, label]);
};

const say = words => {
  const note = made('div', '', {class: 'note', role: 'status'}, [words]);
  document.body.append(note);
};

const dialog = (title, ...children) => {
  const back = made('div', '', {class: 'back'}, [made('div', '', {class: 'dialog', role: 'dialog'},
    [made('h2', '', {}, [title]), ...children])]);
  document.body.append(back);
  return back;
};

/* ---- what is told of where things are ---- */
const places = () => {
  const boxes = {};
  for (const node of document.querySelectorAll('[data-as]')) {
    const b = node.getBoundingClientRect();
    if (b.width && b.height) boxes[node.dataset.as] = [b.x, b.y, b.width, b.height];
  }
  return boxes;
};
if (Q.get('tell')) {
  let last = '';
  setInterval(() => {
    const boxes = places(), now = JSON.stringify(boxes);
    if (now != last) { last = now; tell({event: 'layout', boxes}) }
  }, 60);
  addEventListener('mousemove', e => tell({event: 'pointer', x: e.clientX, y: e.clientY}));
}
if (Q.get('dark')) document.documentElement.dataset.dark = 1;
document.documentElement.style.fontSize = `${15 + Number(Q.get('font') || 0)}px`;
addEventListener('load', () => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() =>
  tell({event: 'ready', ratio: devicePixelRatio, width: innerWidth, height: innerHeight})
)), 60));
