/** The window that the phone's page runs in. */
export type PageWindow = Window &
  typeof globalThis & {
    /** Set where no browser runs this page: by openInJsdom. */
    pageRunner?: {
      reload(): void;
      /** Global names that the window has and can't list. */
      names: readonly string[];
    };
  };
