// Goes from change to change on a marked page. Runs in Chromium's application world, like the preview's script.
window.deskMarks = (() => {
  let at = -1;

  // A paragraph with changes is one place to go to; so is a part of the page around the body, and on a comparison a
  // row of a table. What explains the marks is none, nor what is not seen.
  const places = () => {
    const found = [];
    for (const mark of document.querySelectorAll('.body > [data-change], .marked, [data-cut], .moved-here, .moved-on')) {
      if (!mark.getClientRects().length || mark.closest('.legend')) continue;
      const place = mark.closest('figcaption, .body > *, [data-part] > *, .scrolls tr, .inline > p') || mark;
      if (found[found.length - 1] !== place) found.push(place);
    }
    return found;
  };

  const show = (number, marks) => {
    const all = places();
    document.querySelectorAll('.here').forEach((one) => one.classList.remove('here'));
    if (!all.length) return '0 0';
    at = (number + all.length) % all.length;
    const box = all[at].getBoundingClientRect();
    if (marks) all[at].classList.add('here');
    if (box.top < 0 || box.bottom > innerHeight) all[at].scrollIntoView({ block: 'center' });
    return `${at + 1} ${all.length}`; // a row of numbers would not come through
  };

  // What is seen at first is the first change, not gone to yet, or the top of the page.
  const first = (atTop) => {
    const told = show(0, false);
    at = -1;
    if (atTop) scrollTo(0, 0);
    return told.replace(/^[0-9]+/, '0');
  };
  const go = (step) => show(at < 0 && step < 0 ? -1 : at + step, true);
  return { first, go };
})();
