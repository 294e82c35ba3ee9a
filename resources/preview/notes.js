// Comments laid over the previewed page: a number at the words, and a note in the margin, or below on a narrow page.
//
// The page itself stays as it is exported: words are tinted by ranges, and numbers and notes stand in an element of
// their own behind the body, with a style of their own.
window.deskNotes = (() => {
  const WIDE = 208; // pixels beside the text from which on notes stand there
  const GAP = 8; // pixels between two notes
  const EDGE = 1; // pixels that a number keeps from the window's edge: beyond it the page would scroll sideways
  let notes = []; // {id, number, block, field, words, nth, who, when, text, on, chosen, photo}

  const tint = new CSSStyleSheet();
  tint.replaceSync(`::highlight(desk-note) { background-color: color-mix(in srgb, #0b8a84 20%, transparent); }
    ::highlight(desk-note-chosen) { background-color: color-mix(in srgb, #0b8a84 42%, transparent); }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, tint];

  const STYLE = `
    :host { all: initial; display: block; font: 13px/1.45 system-ui, sans-serif; }
    .mark, .note b { background: #0b6a66; color: #fff; border-radius: 8px; font: 600 10px/16px system-ui, sans-serif;
      min-width: 16px; text-align: center; display: inline-block; box-sizing: border-box; padding: 0 4px; }
    .mark { position: absolute; cursor: pointer; z-index: 1; white-space: nowrap; }
    .note { cursor: pointer; box-sizing: border-box; padding: 8px 10px; border-radius: 8px; overflow-wrap: anywhere;
      background: #ffffff; color: #1f1d1a; border: 1px solid #dedad2; }
    .note.chosen { border-color: #0b6a66; }
    .note header { color: #5f5a52; font-size: 12px; }
    .note header strong { color: #1f1d1a; }
    .note q { display: block; color: #5f5a52; quotes: none; border-inline-start: 2px solid #0b6a66;
      padding-inline-start: 6px; margin: 4px 0; font-size: 12px; }
    .note p { margin: 2px 0 0; white-space: pre-wrap; }
    .note .replies { color: #5f5a52; font-size: 12px; }
    .dark .note { background: #2d2d30; color: #ecebe7; border-color: #3a3a3e; }
    .dark .note.chosen { border-color: #6fd0c6; }
    .dark .note header, .dark .note q, .dark .note .replies { color: #b3b0a9; }
    .dark .note header strong { color: #ecebe7; }
    .dark .mark, .dark .note b { background: #6fd0c6; color: #0d2624; }
    .beside .note { position: absolute; }
    .below { display: grid; gap: 8px; padding: 16px; }`;

  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // where the words are

  // What is marked as gone, where changes are, is no part of what the story says.
  const textsIn = (nodes) => {
    const found = [];
    for (const node of nodes) {
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      if (node.nodeType === Node.TEXT_NODE) found.push(node);
      while (walker.nextNode()) if (!walker.currentNode.parentElement?.closest('del.marked')) found.push(walker.currentNode);
    }
    return found;
  };

  const WORD = /[\p{L}\p{N}]+/gu;

  // From where to where the nth place reaches at which these words stand one after the other: whole, else, `inWords`,
  // the first of them the end of a word there and the last the beginning of one.
  const spanIn = (all, words, nth, inWords) => {
    const seen = [...all.matchAll(WORD)];
    const last = words.length - 1;
    const isPart = (word, there, j) => {
      if (!last) return there.includes(word);
      return j === 0 ? there.endsWith(word) : j === last && there.startsWith(word);
    };
    const is = (word, there, j) => word === there || (inWords && isPart(word, there, j));
    const at = [];
    for (let i = 0; last >= 0 && i + last < seen.length; i += 1) {
      if (words.every((word, j) => is(word, seen[i + j][0], j))) at.push(i);
    }
    const first = at[Math.min(nth, at.length - 1)];
    if (first === undefined) return null;
    const [head, tail] = [seen[first], seen[first + last]];
    const start = head[0] === words[0] ? 0 : head[0].lastIndexOf(words[0]);
    return [head.index + start, tail.index + (last ? 0 : start) + words[last].length];
  };

  // The range over the nth place where these words stand; over everything where there is none.
  const rangeOf = (nodes, words, nth) => {
    const texts = textsIn(nodes);
    const found = rangeIn(texts, (all) => spanIn(all, words, nth, false) || spanIn(all, words, nth, true));
    return { range: found || rangeIn(texts, (all) => [0, all.length]), isThere: Boolean(found) };
  };

  const rangeIn = (texts, spanOf) => {
    const starts = [];
    let all = '';
    texts.forEach((node) => { starts.push(all.length); all += node.data; });
    const span = texts.length ? spanOf(all) : null;
    if (!span) return null;
    const place = (point, isEnd) => {
      let i = starts.length - 1;
      while (i && (isEnd ? starts[i] >= point : starts[i] > point)) i -= 1;
      return [texts[i], Math.min(point - starts[i], texts[i].length)];
    };
    const range = document.createRange();
    range.setStart(...place(span[0], false));
    range.setEnd(...place(span[1], true));
    return range;
  };

  const FIELDS = { headline: '.headline', summary: '.summary', kicker: '.kicker', byline: '.byline', lead: '[data-part="lead"]' };

  const nodesFor = (note) => {
    if (note.block >= 0) return window.desk.nodesAt(note.block);
    const found = FIELDS[note.field] && document.querySelector(FIELDS[note.field]);
    return found ? [found] : [];
  };

  const rangeFor = (note) => {
    const nodes = nodesFor(note);
    const found = rangeOf(nodes, note.words, note.nth);
    if (found.range || !nodes.length) return found;
    const around = document.createRange();
    around.selectNode(nodes.find((node) => node.nodeType === Node.ELEMENT_NODE) || nodes[0]);
    return { range: around, isThere: false };
  };

  // drawing

  const card = (note) => {
    const element = make('div', note.chosen ? 'note chosen' : 'note');
    element.dataset.id = note.id;
    const head = make('header');
    head.append(make('b', '', String(note.number)), ' ', make('strong', '', note.who), ` ${note.when}`);
    element.append(head);
    if (note.on) element.append(make('q', '', note.on));
    const said = make('p', '', note.text);
    said.dir = 'auto';
    element.append(said);
    note.replies.forEach((reply) => {
      const line = make('p', 'replies');
      line.dir = 'auto';
      line.append(make('strong', '', `${reply.who}: `), reply.text);
      element.append(line);
    });
    return element;
  };

  const isSeen = (box) => Boolean(box && (box.width || box.height));

  // Where a note's words end on the page, and a range over them.
  const find = (note) => {
    const { range, isThere } = rangeFor(note);
    const rects = range ? [...range.getClientRects()].filter(isSeen) : [];
    const bottom = Math.max(...rects.map((box) => box.bottom));
    const line = rects.filter((box) => box.bottom > bottom - 4); // of both directions a line has several
    const [left, right, top] = ['left', 'right', 'top'].map((side) => line.map((box) => box[side]));
    const box = line.length ? { left: Math.min(...left), right: Math.max(...right), top: Math.min(...top) } : null;
    return { note, range, box, isThere };
  };

  const tintAll = (found) => {
    const ranges = (chosen) => found.filter(({ note, range, isThere }) => range && isThere && note.chosen === chosen);
    CSS.highlights.set('desk-note', new Highlight(...ranges(false).map(({ range }) => range)));
    CSS.highlights.set('desk-note-chosen', new Highlight(...ranges(true).map(({ range }) => range)));
  };

  const draw = () => {
    const found = notes.map(find);
    tintAll(found);
    const body = document.querySelector('[data-part="body"]').getBoundingClientRect();
    const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
    const room = rtl ? body.left : document.documentElement.clientWidth - body.right;
    const beside = room >= WIDE;
    const dark = document.documentElement.style.colorScheme === 'dark' ? ' dark' : '';
    const [list, numbers] = [make('div', (beside ? 'beside' : 'below') + dark), make('div', dark.trim())];
    notesIn.host.dir = rtl ? 'rtl' : 'ltr';
    notesIn.host.style.cssText = beside ? FLOATING : '';
    notesIn.replaceChildren(make('style', '', STYLE), list);
    numbersIn.replaceChildren(make('style', '', STYLE), numbers);
    const width = Math.min(room - 24, 280);
    let free = 0;
    for (const { note, box } of found) {
      const element = card(note);
      list.append(element);
      if (!beside) continue;
      const top = Math.max(free, (box || body).top + window.scrollY);
      element.style.cssText = `top: ${top}px; left: ${rtl ? body.left - width - 12 : body.right + 12}px; width: ${width}px`;
      free = top + element.offsetHeight + GAP;
    }
    drawNumbers(numbers, found, rtl);
  };

  // Where a number stands, in pixels of the window: over the end of words, in a corner of a photo itself, and beside
  // the small words below one, which it would cover. `width` is the number's own.
  const spotFor = ({ note, range, box }, width, rtl) => {
    const figure = note.photo ? elementOf(range).closest('figure') || figureIn(nodesFor(note)) : null;
    const words = figure && figure.querySelector('figcaption');
    if (words && note.words.length && words.contains(elementOf(range))) {
      const side = words.getBoundingClientRect();
      const style = getComputedStyle(words);
      const left = rtl ? side.left + parseFloat(style.paddingLeft) - width - 2 : side.right - parseFloat(style.paddingRight) + 2;
      return { left, top: box.top + 1, x: 0, y: HIGH };
    }
    const picture = figure && (figure.querySelector('img') || figure).getBoundingClientRect();
    if (isSeen(picture)) {
      return { left: rtl ? picture.left + GAP : picture.right - width - GAP, top: picture.top + GAP, x: rtl ? 1 : -1, y: 0 };
    }
    return { left: rtl ? box.left - 10 : box.right - 2, top: box.top - 9, x: rtl ? -1 : 1, y: 0 };
  };

  const figureIn = (nodes) => nodes.map((node) => (node.matches?.('figure') ? node : node.querySelector?.('figure'))).find(Boolean);

  const HIGH = 17; // pixels from one number to the next below it

  const elementOf = (range) => {
    const node = range.startContainer;
    return node.nodeType === Node.ELEMENT_NODE ? node.childNodes[range.startOffset] || node : node.parentElement;
  };

  // Put the numbers in, none beyond the window's edges and none over another.
  const drawNumbers = (numbers, found, rtl) => {
    const taken = [];
    const most = document.documentElement.clientWidth;
    const isTaken = (left, top) => taken.some((one) => Math.abs(one.top - top) < 12 && Math.abs(one.left - left) < 12);
    for (const one of found) {
      if (!one.box) continue;
      const mark = make('span', 'mark', String(one.note.number));
      mark.dataset.id = one.note.id;
      numbers.append(mark);
      const width = mark.offsetWidth;
      const spot = spotFor(one, width, rtl);
      const within = () => Math.max(EDGE, Math.min(spot.left, most - width - EDGE));
      for (let turn = 0; turn < 8 && isTaken(within(), spot.top); turn += 1) {
        spot.left += spot.x * (width + 1);
        spot.top += within() === spot.left || spot.y ? spot.y : HIGH;
      }
      taken.push({ left: within(), top: spot.top });
      mark.style.left = `${within() + window.scrollX}px`;
      mark.style.top = `${spot.top + window.scrollY}px`;
    }
  };

  const FLOATING = 'position: absolute; top: 0; left: 0; width: 0; height: 0;';
  let notesIn = null; // where notes stand: a shadow behind the body
  let numbersIn = null; // where numbers stand, over the words

  const raise = () => {
    if (notesIn?.host.isConnected) return;
    [notesIn, numbersIn] = ['desk-notes', 'desk-note-numbers'].map((id) => {
      const host = make('div');
      host.id = id;
      document.documentElement.append(host);
      const shadow = host.attachShadow({ mode: 'open' });
      shadow.addEventListener('click', (event) => {
        const note = event.target.closest('[data-id]');
        if (note) console.info(`desk:${JSON.stringify({ note: note.dataset.id })}`);
        event.stopPropagation();
      });
      return shadow;
    });
    numbersIn.host.style.cssText = FLOATING;
  };

  const lower = () => {
    notesIn?.host.remove();
    numbersIn?.host.remove();
    notesIn = numbersIn = null;
    CSS.highlights.clear();
  };

  // A moment after the last cause; timers do not run where page scripts are off, frames do.
  let asked = 0;
  const tick = () => {
    if (performance.now() - asked < 100) requestAnimationFrame(tick);
    else {
      asked = 0;
      if (notesIn) draw();
    }
  };
  const later = () => {
    if (!notesIn) return;
    if (!asked) requestAnimationFrame(tick);
    asked = performance.now();
  };
  window.addEventListener('resize', later);
  document.addEventListener('scroll', later, { passive: true }); // what was not laid out may have its place now
  document.addEventListener('load', later, { capture: true, passive: true }); // photos take room

  const show = (wanted) => {
    notes = wanted;
    if (notes.length) {
      raise();
      draw();
    } else lower();
    return notes.length;
  };

  // What is laid over the page, as words, how many numbers stand at theirs, and where.
  const told = () => JSON.stringify({
    notes: notesIn ? [...notesIn.querySelectorAll('.note')].map((note) => note.textContent) : [],
    numbers: numbersIn ? numbersIn.querySelectorAll('.mark').length : 0,
    at: numbersIn ? [...numbersIn.querySelectorAll('.mark')].map((mark) => {
      const box = mark.getBoundingClientRect();
      return [box.left, box.top, box.right, box.bottom];
    }) : [],
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    tinted: [...(CSS.highlights.get('desk-note') || []), ...(CSS.highlights.get('desk-note-chosen') || [])].map(String),
  });

  return { show, told };
})();
