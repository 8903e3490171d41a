import { useEffect, useState } from 'react';
import { ask } from '../../console/api';

export interface Region {
  code: string;
  name: string;
}

export const REGION_LIST = 'regions-of-sichuan';
let asked: Promise<Region[]> | undefined;

/** All cities and counties, asked for once. */
export function useRegions(): Region[] {
  const [regions, setRegions] = useState<Region[]>([]);
  useEffect(() => {
    asked ??= ask<Region[]>('GET', '/regions');
    asked.then(setRegions, () => (asked = undefined));
  }, []);
  return regions;
}

/** Suggestions for a field whose `list` is REGION_LIST. */
export function RegionList() {
  return (
    <datalist id={REGION_LIST}>
      {useRegions().map(({ code, name }) => (
        <option key={code} value={name} />
      ))}
    </datalist>
  );
}
