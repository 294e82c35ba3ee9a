// Changes the previewed page in place. Runs in Chromium's application world, where the page's own scripts are off.
//
// The body's blocks lie in chunks. A chunk in or near the window is open: its nodes are children of the body, as in
// the exported page. All others are parked: their nodes lie in an element of their own which Chromium neither
// lays out nor paints. So a patch costs the same in a long story as in a short one, and a long one opens as fast.
window.desk = (() => {
  const SIZE = 40; // blocks in a chunk
  const NEAR = 2000; // pixels around the window within which chunks are open
  const FAR = 5000; // pixels from the window beyond which they are parked again
  const QUIET = 400; // milliseconds after something of ours in which scrolling is not the person's
  let quietUntil = 0;
  const beQuiet = () => { quietUntil = performance.now() + QUIET; };
  let chunks = []; // {blocks: [[node, …], …], parked: element or null}

  const body = () => document.querySelector('[data-part="body"]');

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`::-webkit-scrollbar { width: 10px; height: 10px; background: transparent; }
    ::-webkit-scrollbar-thumb { background: #8886; border-radius: 5px; border: 1px solid transparent; }
    ::-webkit-scrollbar-button { display: none; }
    .desk-parked { content-visibility: hidden; contain: strict; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const nodesOf = (html) => {
    const template = document.createElement('template');
    template.innerHTML = html;
    return [...template.content.childNodes];
  };

  // Nodes that say the same stay where they are, so that no photo is loaded again and no selection lost.
  const sameShell = (a, b) => a.nodeType === Node.ELEMENT_NODE && a.cloneNode(false).isEqualNode(b.cloneNode(false));

  const retext = (old, text) => {
    const before = old.data;
    let head = 0;
    while (head < before.length && head < text.length && before[head] === text[head]) head += 1;
    let tail = 0;
    const most = Math.min(before.length, text.length) - head;
    while (tail < most && before[before.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
    old.replaceData(head, before.length - head - tail, text.slice(head, text.length - tail));
  };

  const morph = (old, fresh) => {
    if (old.isEqualNode(fresh)) return old;
    if (old.nodeType === Node.TEXT_NODE && fresh.nodeType === Node.TEXT_NODE) {
      retext(old, fresh.data);
      return old;
    }
    if (old.nodeType !== fresh.nodeType || !sameShell(old, fresh)) {
      old.replaceWith(fresh);
      return fresh;
    }
    const [was, now] = [[...old.childNodes], [...fresh.childNodes]];
    let head = 0;
    while (head < was.length && head < now.length && was[head].isEqualNode(now[head])) head += 1;
    let tail = 0;
    const most = Math.min(was.length, now.length) - head;
    while (tail < most && was[was.length - 1 - tail].isEqualNode(now[now.length - 1 - tail])) tail += 1;
    const [gone, come] = [was.slice(head, was.length - tail), now.slice(head, now.length - tail)];
    const both = Math.min(gone.length, come.length);
    for (let i = 0; i < both; i += 1) morph(gone[i], come[i]);
    gone.slice(both).forEach((node) => node.remove());
    const behind = tail ? was[was.length - tail] : null;
    come.slice(both).forEach((node) => old.insertBefore(node, behind));
    return old;
  };

  // where blocks are

  const place = (index) => {
    let rest = index;
    for (let i = 0; i < chunks.length; i += 1) {
      const count = chunks[i].blocks.length;
      if (rest < count || (rest === count && i === chunks.length - 1)) return [i, rest];
      rest -= count;
    }
    chunks.push({ blocks: [], parked: null });
    return [chunks.length - 1, rest];
  };

  const start = (number) => chunks.slice(0, number).reduce((sum, chunk) => sum + chunk.blocks.length, 0);
  const firstNode = (chunk) => chunk.parked || chunk.blocks.find((nodes) => nodes.length)?.[0] || null;

  const nodeBehind = (number, within) => {
    const chunk = chunks[number];
    for (let i = within; i < chunk.blocks.length; i += 1) if (chunk.blocks[i].length) return chunk.blocks[i][0];
    if (chunk.parked) return null;
    for (let i = number + 1; i < chunks.length; i += 1) if (firstNode(chunks[i])) return firstNode(chunks[i]);
    return null;
  };

  // parking

  const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  const fitting = new IntersectionObserver(
    (seen) => {
      seen.forEach((one) => one.isIntersecting && open(chunks.find((chunk) => chunk.parked === one.target)));
      if (held && performance.now() < held.until) align(held.index, held.share); // true heights may have moved it
    },
    { rootMargin: `${NEAR}px 0px` },
  );

  const park = (chunk, height) => {
    const nodes = chunk.blocks.flat();
    if (chunk.parked || !nodes.length) return;
    const parked = document.createElement('div');
    parked.className = 'desk-parked';
    parked.style.blockSize = height;
    nodes[0].before(parked);
    parked.append(...nodes);
    chunk.parked = parked;
    fitting.observe(parked);
  };

  const open = (chunk) => {
    if (!chunk || !chunk.parked) return;
    fitting.unobserve(chunk.parked);
    chunk.parked.replaceWith(...chunk.blocks.flat());
    chunk.parked = null;
  };

  const parkFar = () => {
    if (chunks.length < 4 || !getSelection().isCollapsed) return;
    for (let i = 0; i < chunks.length - 1; i += 1) {
      const [chunk, next] = [chunks[i], firstNode(chunks[i + 1])];
      const [from, to] = [firstNode(chunk), next].map((node) => node && elementOf(node).getBoundingClientRect().top);
      const away = from !== null && to !== null && (to < -FAR || from > window.innerHeight + FAR);
      if (away && !chunk.parked) park(chunk, `calc(${to - from}px - 1.2em)`);
    }
  };

  let parkSoon = 0;
  document.addEventListener('scroll', () => {
    clearTimeout(parkSoon);
    parkSoon = setTimeout(parkFar, 400);
  }, { passive: true });

  // steps

  const guess = (html) => (html ? Math.ceil(html.length / 60) * 1.6 + 1.2 : 0); // em

  const fill = (htmls) => {
    chunks = [];
    fitting.disconnect();
    body().replaceChildren();
    let lines = 0;
    for (let at = 0; at < htmls.length;) {
      let end = Math.min(at + SIZE, htmls.length);
      while (end < htmls.length && /^<h\d/.test(htmls[end - 1])) end += 1; // what follows a heading stays with it
      const blocks = htmls.slice(at, end).map(nodesOf);
      const height = htmls.slice(at, end).reduce((sum, html) => sum + guess(html), 0);
      const chunk = { blocks, parked: null };
      chunks.push(chunk);
      body().append(...blocks.flat());
      if (lines > 120 && end < htmls.length) park(chunk, `${height}em`);
      lines += height;
      at = end;
    }
  };

  // Change blocks where they stand as long as one node answers to one; how many were changed so.
  const morphed = (blocks, within, count, fresh) => {
    const most = Math.min(count, fresh.length, blocks.length - within);
    for (let i = 0; i < most; i += 1) {
      if (blocks[within + i].length !== 1 || fresh[i].length !== 1) return i;
      blocks[within + i] = [morph(blocks[within + i][0], fresh[i][0])];
    }
    return most;
  };

  const swap = (first, count, htmls) => {
    const fresh = htmls.map(nodesOf);
    const [number, start] = place(first);
    const kept = morphed(chunks[number].blocks, start, count, fresh);
    for (let i = number, at = start + kept, rest = count - kept; rest && i < chunks.length; i += 1, at = 0) {
      const gone = chunks[i].blocks.splice(at, rest);
      rest -= gone.length;
      gone.flat().forEach((node) => node.remove());
    }
    insert(number, start + kept, fresh.slice(kept));
    tidy(number);
  };

  const insert = (number, within, fresh) => {
    const [chunk, behind] = [chunks[number], nodeBehind(number, within)];
    chunk.blocks.splice(within, 0, ...fresh);
    const parent = chunk.parked || body();
    fresh.flat().forEach((node) => parent.insertBefore(node, behind));
  };

  const tidy = (number) => {
    const chunk = chunks[number];
    chunks = chunks.filter((one) => one.blocks.length || one === chunk);
    if (chunk.blocks.length > 3 * SIZE && !chunk.parked) {
      const at = chunks.indexOf(chunk);
      chunks.splice(at, 1, ...split(chunk));
    }
    chunks.filter((one) => one.parked && !one.parked.firstChild).forEach(open);
  };

  const split = (chunk) => {
    const parts = [];
    for (let at = 0; at < chunk.blocks.length; at += SIZE) parts.push({ blocks: chunk.blocks.slice(at, at + SIZE), parked: null });
    return parts;
  };

  const part = (name, html) => {
    const old = document.querySelector(`[data-part="${name}"]`);
    if (old) morph(old, nodesOf(html).find((node) => node.nodeType === Node.ELEMENT_NODE));
  };

  const elementAt = (index) => {
    const [number, within] = place(index);
    open(chunks[number]);
    return (chunks[number].blocks[within] || []).find((node) => node.nodeType === Node.ELEMENT_NODE);
  };

  const scrollQuietly = (top) => {
    beQuiet();
    window.scrollTo({ top, behavior: 'instant' });
  };

  // Have the words being written in sight: those that stand so far down a block, as a share of it.
  const follow = (index, share) => {
    const element = elementAt(index);
    if (!element) return;
    const box = element.getBoundingClientRect();
    const at = box.top + box.height * share;
    if (at < 48 || at > window.innerHeight - 64) scrollQuietly(window.scrollY + at - window.innerHeight * 0.6);
  };

  // By day or by night as the window is: not every system tells Chromium which.
  const conditions = new Map();
  const dark = (on) => {
    for (const rules of [...document.styleSheets].map((one) => one.cssRules)) {
      for (const rule of rules) {
        if (!(rule instanceof CSSMediaRule)) continue;
        if (!conditions.has(rule)) conditions.set(rule, rule.media.mediaText);
        const asked = conditions.get(rule);
        if (/prefers-color-scheme: dark/.test(asked)) rule.media.mediaText = on ? 'all' : 'not all';
        if (/prefers-color-scheme: light/.test(asked)) rule.media.mediaText = on ? 'not all' : 'all';
      }
    }
    document.documentElement.style.colorScheme = on ? 'dark' : 'light';
  };

  // How changes look, while they are marked; '' takes the style away again.
  const marks = (css) => {
    document.getElementById('desk-marks')?.remove();
    if (!css) return;
    const style = document.createElement('style');
    style.id = 'desk-marks';
    style.textContent = css;
    document.head.append(style);
  };

  // What stands in an element, without words that are shown as deleted.
  const wordsOf = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    const copy = node.cloneNode(true);
    copy.querySelectorAll('del.marked').forEach((gone) => gone.remove());
    return copy.textContent;
  };

  const apply = (steps) => {
    beQuiet();
    for (const step of steps) {
      if (step.part !== undefined) part(step.part, step.html);
      else if (step.follow !== undefined) follow(step.follow, step.share);
      else if (step.dark !== undefined) dark(step.dark);
      else if (step.marks !== undefined) marks(step.marks);
      else if (step.fill !== undefined) fill(step.fill);
      else swap(step.first, step.count, step.html);
    }
    return start(chunks.length);
  };

  // what the person does with the page, told to the window as lines of the console that no page can write

  const tell = (what) => console.info(`desk:${JSON.stringify(what)}`);

  const blockOf = (node) => {
    let child = node;
    const isPart = (one) => one.parentNode === body() || one.parentNode?.className === 'desk-parked';
    while (child && !isPart(child)) child = child.parentNode;
    if (!child) return null;
    for (let number = 0; number < chunks.length; number += 1) {
      const within = chunks[number].blocks.findIndex((nodes) => nodes.includes(child));
      if (within >= 0) return { index: start(number) + within, node: child };
    }
    return null;
  };

  document.addEventListener('click', (event) => {
    const block = blockOf(event.target);
    if (event.target.closest('a') || !getSelection().isCollapsed) return;
    const caret = document.caretRangeFromPoint(event.clientX, event.clientY);
    if (!block) {
      const field = event.target.closest('.headline, .summary');
      tell({ field: field ? field.className : '' });
      return;
    }
    const before = document.createRange();
    before.selectNodeContents(block.node);
    if (caret && block.node.contains(caret.startContainer)) before.setEnd(caret.startContainer, caret.startOffset);
    tell({ clicked: block.index, at: wordsOf(before.cloneContents()).length, shown: wordsOf(block.node) });
  });

  document.addEventListener('dblclick', (event) => {
    const figure = event.target.closest('figure');
    if (!figure) return;
    const block = blockOf(figure);
    const all = block ? [...(block.node.querySelectorAll?.('figure') || [])] : [];
    tell({ photo: block ? block.index : -1, number: Math.max(0, all.indexOf(figure)) });
  });

  // scrolling in step: a place is a block and how much of it lies above the window

  const boxOf = (index) => {
    const [number, within] = place(index);
    const nodes = chunks[number].blocks[within] || [];
    return nodes.find((node) => node.nodeType === Node.ELEMENT_NODE)?.getBoundingClientRect() || null;
  };

  let held = null; // the place last scrolled to, for as long as what lies around it may still grow

  const align = (index, share) => {
    const element = elementAt(index);
    if (!element) return;
    held = { index, share, until: held?.index === index ? held.until : performance.now() + 1500 };
    const box = element.getBoundingClientRect();
    scrollQuietly(window.scrollY + box.top + box.height * share);
  };

  // Above the body: how much of what stands there lies above the window.
  const alignHead = (share) => { held = null; scrollQuietly((window.scrollY + body().getBoundingClientRect().top) * share); };

  const firstSeen = () => {
    for (let number = 0, index = 0; number < chunks.length; index += chunks[number].blocks.length, number += 1) {
      if (chunks[number].parked) continue;
      for (let within = 0; within < chunks[number].blocks.length; within += 1) {
        const box = boxOf(index + within);
        if (box && box.bottom > 0) return [index + within, Math.max(0, -box.top / (box.height || 1))];
      }
    }
    return null;
  };

  ['wheel', 'pointerdown', 'keydown'].forEach((name) => document.addEventListener(name, () => { held = null; }, { passive: true }));

  let tellSoon = 0;
  document.addEventListener('scroll', () => {
    if (tellSoon || performance.now() < quietUntil) return;
    tellSoon = requestAnimationFrame(() => {
      tellSoon = 0;
      if (performance.now() < quietUntil) return;
      const [above, seen] = [body().getBoundingClientRect().top, firstSeen()];
      if (above > 0) tell({ head: window.scrollY / (window.scrollY + above) });
      else if (seen) tell({ seen: seen[0], share: seen[1] });
    });
  }, { passive: true });

  // The page as it was exported, without what is done here for its speed.
  const exported = () => {
    const copy = body().cloneNode(true);
    copy.querySelectorAll('.desk-parked').forEach((parked) => parked.replaceWith(...parked.childNodes));
    return copy.innerHTML;
  };

  // The nodes of a block; none while it is not laid out.
  const nodesAt = (index) => {
    const [number, within] = place(index);
    return chunks[number].parked ? [] : chunks[number].blocks[within] || [];
  };

  return { apply, align, alignHead, exported, nodesAt };
})();
