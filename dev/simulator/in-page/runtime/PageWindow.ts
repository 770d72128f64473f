/** The window that the phone's page runs in. */
export type PageWindow = Window &
  typeof globalThis & {
    /** Set by a host that runs this page itself, as jsdom's. */
    simulatorHost?: {
      reload(): void;
      /** Global names that the window has and can't list. */
      names: readonly string[];
    };
  };
