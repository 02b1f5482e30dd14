/** What all ports have: `change` tells that any value may differ; returns its unsubscribe. */
export interface Port {
  on(event: 'change', listener: () => void): () => void;
}
