/** The part of `process` that tells of signals. */
export interface SignalSource {
  on(name: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(name: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

export interface SignalWatch {
  readonly received: 'SIGINT' | 'SIGTERM' | undefined;
  stop(): void;
}

/** The first signal asks for a clean end; after it the listeners are gone, so that a second one ends the process at once. */
export function watchSignals(source: SignalSource, onSignal: () => void): SignalWatch {
  let received: 'SIGINT' | 'SIGTERM' | undefined;
  const listeners = {
    SIGINT: () => {
      receive('SIGINT');
    },
    SIGTERM: () => {
      receive('SIGTERM');
    },
  };

  function stop(): void {
    source.off('SIGINT', listeners.SIGINT);
    source.off('SIGTERM', listeners.SIGTERM);
  }
  function receive(name: 'SIGINT' | 'SIGTERM'): void {
    received = name;
    stop();
    onSignal();
  }
  source.on('SIGINT', listeners.SIGINT);
  source.on('SIGTERM', listeners.SIGTERM);
  return {
    get received() {
      return received;
    },
    stop,
  };
}
