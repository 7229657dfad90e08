import 'preact';

/** The custom elements that the pages use. */
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Suggestions for the text field in it: markup from `src`, put into the list `for`. */
      'auto-complete': HTMLAttributes & { readonly src?: string; readonly for?: string };
    }
  }
}
