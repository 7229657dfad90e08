// What scripts add to pages that are whole without them.

// A button that copies what it names: `<button data-copy="#id">`; it says that it did.
document.addEventListener('click', async (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
  if (button === null) return;
  const source = document.querySelector(button.getAttribute('data-copy'));
  if (source === null) return;
  await navigator.clipboard.writeText(source.value ?? source.textContent);
  const said = button.textContent;
  button.textContent = button.getAttribute('data-copied') ?? said;
  setTimeout(() => {
    button.textContent = said;
  }, 2000);
});

// Buttons that work with scripts only are hidden until then.
for (const element of document.querySelectorAll('[data-script]')) element.hidden = false;

// A suggestion that was chosen is searched for at once.
document.addEventListener('auto-complete-change', (event) => {
  if (event.target instanceof Element) event.target.closest('form')?.requestSubmit();
});

// In the frame of another site: tells the site that greeted it, and no other, how high it is.
if (window.parent !== window) {
  let host;
  const tell = () => {
    if (host === undefined) return;
    const { height } = document.documentElement.getBoundingClientRect();
    window.parent.postMessage({ lianmu: 'height', height: Math.ceil(height) }, host);
  };
  window.addEventListener('message', ({ source, origin, data }) => {
    if (source !== window.parent || data?.lianmu !== 'hello' || !/^https?:/.test(origin)) return;
    host = origin;
    tell();
  });
  new ResizeObserver(tell).observe(document.documentElement);
}
