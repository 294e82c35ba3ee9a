// Changes the previewed page in place. Runs in Chromium's application world, where the page's own scripts are off.
// `blocks[i]` holds the nodes of the body's i-th block; a patch swaps some blocks' nodes and touches nothing else.
window.desk = (() => {
  const blocks = [];
  const body = () => document.querySelector('[data-part="body"]');

  const slim = new CSSStyleSheet();
  slim.replaceSync(`::-webkit-scrollbar { width: 10px; height: 10px; background: transparent; }
    ::-webkit-scrollbar-thumb { background: #8886; border-radius: 5px; border: 1px solid transparent; }
    ::-webkit-scrollbar-button { display: none; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, slim];

  const nodesOf = (html) => {
    const template = document.createElement('template');
    template.innerHTML = html;
    return [...template.content.childNodes];
  };

  const nodeBehind = (index) => {
    for (let i = index; i < blocks.length; i += 1) if (blocks[i].length) return blocks[i][0];
    return null;
  };

  const swap = (first, count, html) => {
    const fresh = html.map(nodesOf);
    const old = blocks.splice(first, count, ...fresh);
    const behind = nodeBehind(first + fresh.length);
    const fragment = document.createDocumentFragment();
    fresh.flat().forEach((node) => fragment.append(node));
    body().insertBefore(fragment, behind);
    old.flat().forEach((node) => node.remove());
  };

  const part = (name, html) => {
    const old = document.querySelector(`[data-part="${name}"]`);
    if (old) old.replaceWith(...nodesOf(html));
  };

  const follow = (index) => {
    const element = (blocks[index] || []).find((node) => node.nodeType === Node.ELEMENT_NODE);
    if (!element) return;
    const box = element.getBoundingClientRect();
    if (box.top > window.innerHeight - 24 || box.bottom < 24) element.scrollIntoView({ block: 'center' });
  };

  const apply = (steps) => {
    for (const step of steps) {
      if (step.part !== undefined) part(step.part, step.html);
      else if (step.follow !== undefined) follow(step.follow);
      else swap(step.first, step.count, step.html);
    }
    return blocks.length;
  };

  return { apply };
})();
