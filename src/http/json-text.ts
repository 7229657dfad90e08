/** A result that is JSON already, in UTF-8. */
export class JsonText {
  readonly bytes: Uint8Array;
  /** Nobody else has the bytes: their memory may be given back when they are written. */
  readonly isOwn: boolean;

  constructor(bytes: Uint8Array, isOwn = false) {
    this.bytes = bytes;
    this.isOwn = isOwn;
  }
}
