// Runs before the first paint, so that a kept choice never flashes in the other theme.
(() => {
  const kept = localStorage.getItem('signalbox.theme');
  if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept;
})();
