import { useEffect, useState } from 'react';
import { regionsWithin } from '../server';
import type { Region } from '../types';
import type { Answer, FieldProps } from './answer';
import { FieldForm } from './FieldForm';

const SICHUAN: Region = { code: '510000', name: '四川省' };
const ELSEWHERE = 'elsewhere';

/** A place in Sichuan: the prefecture, then the county. Without the list, a line to type it in. */
export function RegionField({ label, submitLabel, disabled, onAnswer }: FieldProps) {
  const [prefecture, setPrefecture] = useState('');
  const [county, setCounty] = useState('');
  const [typed, setTyped] = useState('');
  const prefectures = useRegions(SICHUAN.code);
  const counties = useRegions(prefecture === ELSEWHERE ? '' : prefecture);
  const byHand = prefectures === 'gone' || prefecture === ELSEWHERE;

  const read = () => (byHand ? readTyped(typed) : readPicked(find(prefectures, prefecture), find(counties, county)));
  return (
    <FieldForm label={label} submitLabel={submitLabel} disabled={disabled} read={read} onAnswer={onAnswer}>
      {(marks) => (
        <>
          {prefectures !== 'gone' && (
            <select
              className="input"
              aria-label="市（州）"
              value={prefecture}
              onChange={(event) => {
                setPrefecture(event.target.value);
                setCounty('');
              }}
              {...marks}
            >
              <option value="">{prefectures ? '选市（州）' : '正在取地名…'}</option>
              <Options of={prefectures} />
              <option value={ELSEWHERE}>不在四川</option>
            </select>
          )}
          {!byHand && (
            <select
              className="input"
              aria-label="县（市、区）"
              disabled={!prefecture}
              value={county}
              onChange={(event) => setCounty(event.target.value)}
            >
              <option value="">选县（市、区）</option>
              <Options of={counties} />
            </select>
          )}
          {byHand && (
            <input
              className="input"
              aria-label="地名"
              placeholder="比如：重庆市渝中区"
              maxLength={40}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              {...marks}
            />
          )}
        </>
      )}
    </FieldForm>
  );
}

type Regions = Region[] | 'gone' | null;

/** The regions within one, null while they are on the way, `gone` if they cannot be had. */
function useRegions(parent: string): Regions {
  const [regions, setRegions] = useState<Regions>(null);
  useEffect(() => {
    let current = true;
    setRegions(null);
    if (parent) {
      regionsWithin(parent)
        .then((found) => current && setRegions(found))
        .catch(() => current && setRegions('gone'));
    }
    return () => void (current = false);
  }, [parent]);
  return regions;
}

function Options({ of }: { of: Regions }) {
  if (!Array.isArray(of)) return null;
  return of.map(({ code, name }) => (
    <option key={code} value={code}>
      {name}
    </option>
  ));
}

function find(regions: Regions, code: string): Region | undefined {
  return Array.isArray(regions) ? regions.find((region) => region.code === code) : undefined;
}

/** The county is not a must: some people know only the prefecture that a rule asks for. */
function readPicked(prefecture?: Region, county?: Region): Answer | string {
  if (!prefecture) return '请先选市（州）。';
  return { value: (county ?? prefecture).code, text: [SICHUAN, prefecture, county].map((region) => region?.name ?? '').join('') };
}

function readTyped(typed: string): Answer | string {
  const place = typed.trim();
  return place ? { value: place, text: place } : '请写上地名。';
}
