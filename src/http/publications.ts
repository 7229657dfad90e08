/** Tells when something was published, whichever process did it. */
export interface Publications {
  /** Calls the listener after every publication, when readers can see it; returns what ends that. */
  subscribe(listener: () => void): () => void;
}
