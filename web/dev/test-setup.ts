import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// jsdom has no layout, so nothing to scroll.
vi.stubGlobal('scrollTo', () => undefined);

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  localStorage.clear();
});
