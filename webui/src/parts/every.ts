/** Does it now, and again and again while the tab is looked at. What comes back ends it. */
export function every(millis: number, action: () => void): () => void {
  action();
  const timer = setInterval(() => {
    if (!document.hidden) action();
  }, millis);
  return () => {
    clearInterval(timer);
  };
}
